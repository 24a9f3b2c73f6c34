"""Case files and boards are read, and found sound or not, with the line of every fault."""

from __future__ import annotations

import json
from enum import IntEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from game.content.explain import findings
from game.content.issues import Issue
from game.content.located import read
from tests.battles.schema import BOARDS, CHAPTER, Board, Case, Chapter

HERE = Path(__file__).parent


@lru_cache(maxsize=1)
def boards() -> dict[str, Board]:
    """Return the small maps by name."""
    found, issues = read(HERE / "boards.yaml")
    if found is None or issues:
        raise ValueError("\n".join(map(str, issues)))
    return BOARDS.validate_json(json.dumps(found.data))


def chapter_of(file: Path) -> tuple[Chapter | None, tuple[Issue, ...]]:
    """Return the chapter in a file, or None with what is wrong and where."""
    found, issues = read(file)
    if found is None or issues:
        return None, issues
    data: Any = found.data
    if isinstance(data, dict) and isinstance(data.get("cases"), list):
        usual = data.get("usual") or {}
        data = {**data, "cases": [over(usual, case) for case in data["cases"]]}
    try:
        return CHAPTER.validate_json(json.dumps(data)), ()
    except ValidationError as error:
        return None, tuple(findings(error, found, CHAPTER))


def over(usual: Any, said: Any) -> Any:
    """Return what is usual with what is said over it, key by key."""
    if not isinstance(usual, dict) or not isinstance(said, dict):
        return said
    both = {key: over(usual[key], said[key]) for key in said if key in usual}
    return {**usual, **said, **both}


def way_of(case: Case, way: str) -> Case:
    """Return a case as it is in one of its ways."""
    apart = {"ways", "each", "order", "expect"}
    plain = _worded(case.model_dump(exclude_unset=True, exclude=apart))
    whole = {**over(plain, case.ways[way]), "expect": {"happens": {}}}
    return Case.model_validate_json(json.dumps(whole))


def _worded(value: Any) -> Any:
    """Return a value as a file has it: words for the members of enums."""
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, dict):
        return {str(key): _worded(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_worded(item) for item in value]
    return value


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in their order; raises ValueError with every fault of every file."""
    found: list[Chapter] = []
    faults: list[Issue] = []
    for file in sorted((HERE / "cases").glob("*.yaml")):
        chapter, issues = chapter_of(file)
        faults += issues
        if chapter is not None:
            found.append(chapter)
    if faults:
        raise ValueError("\n".join(["the case files are not sound:", *map(str, faults)]))
    return tuple(sorted(found, key=lambda chapter: chapter.chapter))


def all_cases() -> list[Case]:
    """Return every case, in the order of the book."""
    return [case for chapter in chapters() for case in chapter.cases]
