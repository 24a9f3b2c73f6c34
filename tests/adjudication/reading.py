"""Case files are read, and found sound or not, with the line of every fault."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from game.content.explain import findings
from game.content.issues import Issue
from game.content.located import read
from tests.adjudication.schema import CHAPTER, Case, Chapter

CASES = Path(__file__).parent / "cases"


def chapter_of(file: Path) -> tuple[Chapter | None, tuple[Issue, ...]]:
    """Return the chapter in a file, or None with what is wrong and where."""
    found, issues = read(file)
    if found is None or issues:
        return None, issues
    try:
        return CHAPTER.validate_json(json.dumps(_whole(found.data))), ()
    except ValidationError as error:
        return None, tuple(findings(error, found, CHAPTER))


def _whole(data: Any) -> Any:
    """Return a chapter with what is usual in it written into each of its cases."""
    if not isinstance(data, dict) or not isinstance(data.get("cases"), list):
        return data
    usual = data.get("usual")
    if not isinstance(usual, dict):
        return data
    return {**data, "cases": [_over(usual, case) for case in data["cases"]]}


def _over(usual: Any, said: Any) -> Any:
    """Return what is usual with what a case says over it, key by key."""
    if not isinstance(usual, dict) or not isinstance(said, dict):
        return said
    both = {key: _over(usual[key], said[key]) for key in said if key in usual}
    return {**usual, **said, **both}


@lru_cache(maxsize=1)
def chapters() -> tuple[Chapter, ...]:
    """Return the chapters in their order; raises ValueError with every fault of every file."""
    found: list[Chapter] = []
    faults: list[Issue] = []
    for file in sorted(CASES.glob("*.yaml")):
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
