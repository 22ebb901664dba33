"""The OpenAPI document in docs/ is the one that the code makes."""

from __future__ import annotations

import json
from pathlib import Path

from webapp.api.document import document

STORED = Path(__file__).parents[2] / "docs" / "openapi.json"


def test_the_stored_document_is_the_generated_one() -> None:
    assert STORED.read_text(encoding="utf-8") == document(), "run: python -m webapp.api.document > docs/openapi.json"


def test_every_reference_in_the_document_leads_somewhere() -> None:
    made = document()
    parsed = json.loads(made)
    for reference in {part.split('"')[0] for part in made.split('"$ref": "#/')[1:]}:
        target = parsed
        for step in reference.split("/"):
            target = target[step]
        assert target
