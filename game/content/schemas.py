"""JSON Schemas of the campaign files, for editors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from game.content.sections import CHARTER, GOOD_KEYS, GOODS, HAPPENING, KINDS, Kind

DRAFT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: Kind) -> dict[str, Any]:
    """Return the JSON Schema of one kind of file."""
    found: dict[str, Any] = {"$schema": DRAFT, "title": f"{kind.name} (Indivisible campaign file)"}
    found |= {key: value for key, value in kind.adapter.json_schema().items() if key != "title"}
    if kind is GOODS:
        found["propertyNames"] = {"enum": list(GOOD_KEYS)}
    return found


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write a `<part>.schema.json` for every kind of campaign file; return the files written.

    Raises OSError if the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for kind in (*KINDS, CHARTER, HAPPENING):
        file = folder / f"{kind.name}.schema.json"
        text = json.dumps(schema_of(kind), indent=2, ensure_ascii=False)
        file.write_text(text + "\n", encoding="utf-8")
        written.append(file)
    return tuple(written)
