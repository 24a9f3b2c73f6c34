"""Bring files of older formats up to date, on plain data, one numbered step after the other."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from game.content.issues import Issue
from game.content.located import Located
from game.content.schema import charters, manifest

Step = Callable[[dict[str, Any]], dict[str, Any]]
"""Takes the data of a file in one format; returns them in the next."""

NEWEST: Mapping[str, int] = {"manifest": manifest.FORMAT, "charter": charters.FORMAT}
"""Today's format, by part; other parts name none."""


def _regional_bodies_have_a_clause(old: dict[str, Any]) -> dict[str, Any]:
    """Lead charters from format 1, where regional bodies could enforce or not, to 2."""
    new = {**old}
    allowed = new.pop("regional_enforcement", None)
    if isinstance(allowed, bool):
        new["regional"] = "free" if allowed else "none"
    elif allowed is not None:
        new["regional"] = allowed  # the schema says what is wrong with it
    return new


STEPS: Mapping[tuple[str, int], Step] = {("charter", 1): _regional_bodies_have_a_clause}
"""By part and the format that a step leads from; format 1 is the first."""


def upgrade(part: str, found: Located) -> tuple[Any, tuple[Issue, ...]]:
    """Return a file's data in today's format; only files that name their format are older."""
    data = found.data
    if not isinstance(data, dict) or "format" not in data:
        return data, ()
    version = data["format"]
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        return data, ()  # the schema says what is wrong with it
    newest = NEWEST.get(part, version)
    if version > newest:
        text = f"is of format {version}; this version of the game reads up to {newest}"
        return None, (found.issue(("format",), text, "a newer version of the game may read it"),)
    while version < newest:
        version += 1
        data = {**STEPS[part, version - 1](data), "format": version}
    return data, ()
