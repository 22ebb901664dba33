"""The OpenAPI document as text, made without a database: `python -m webapp.api.document > docs/openapi.json`."""

from __future__ import annotations

import json
import sys

from flask import Flask

from webapp import api


def document() -> str:
    app = Flask("webapp", static_folder=None)
    return json.dumps(api.register(app).spec.to_dict(), indent=2, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.stdout.write(document())
