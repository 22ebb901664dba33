"""The graded pages: bytes as served, beside what a careful reader finds in them (docs/grading.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[1] / "samples" / "graded"
FLOOR = FOLDER / "floor.json"
_NOTHING: Mapping[str, Any] = {
    "facts": {},
    "emails": [],
    "phones": [],
    "faxes": [],
    "extensions": {},
    "social": {},
    "technologies": {},
}


@dataclass(frozen=True, slots=True)
class Case:
    """One page with its labels: the JSON object of docs/grading.md; a list or object left out of it is empty."""

    slug: str
    body: bytes
    labels: Mapping[str, Any]

    @property
    def url(self) -> str:
        return str(self.labels["url"])

    @property
    def domain(self) -> str:
        return str(self.labels["domain"])

    @property
    def headers(self) -> dict[str, str]:
        return dict(self.labels["headers"])


def list_cases(folder: Path = FOLDER) -> Iterator[Case]:
    """Every page of the folder whose bytes and labels are both there, in the order of their names."""
    for path in sorted(folder.glob("*.html")):
        labels = path.with_suffix(".json")
        if labels.exists():
            yield Case(path.stem, path.read_bytes(), {**_NOTHING, **json.loads(labels.read_text(encoding="utf-8"))})
