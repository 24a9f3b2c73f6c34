"""Bring files of older formats up to date, on plain data, one numbered step after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.content.issues import Issue
from game.content.located import Located
from game.content.schema.manifest import FORMAT

Step = Callable[[str, Any], Any]
"""Takes the name of a part and its data in one format; returns its data in the next."""

STEPS: Mapping[int, Step] = {}
"""By the format that a step leads from; format 1 is the first."""


def upgrade(part: str, found: Located) -> tuple[Any, tuple[Issue, ...]]:
    """Return a file's data in today's format; only files that name their format are older."""
    data = found.data
    if not isinstance(data, dict) or "format" not in data:
        return data, ()
    version = data["format"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return data, ()  # the schema says what is wrong with it
    if version > FORMAT:
        text = f"is of format {version}; this version of the game reads up to {FORMAT}"
        return None, (found.issue(("format",), text, "a newer version of the game may read it"),)
    while version < FORMAT:
        data = STEPS[version](part, data)
        version += 1
    return data, ()
