"""What came of a case is laid beside what it expects, point by point."""

from __future__ import annotations

from collections.abc import Iterator
from enum import IntEnum
from typing import Any

from tests.adjudication import schema
from tests.adjudication.finding import FINDERS, Points
from tests.adjudication.playing import Played


def expected(case: schema.Case) -> Points:
    """Return what a case expects, point by point; that no order was refused, unless it says so."""
    said = case.expect.model_dump(exclude_unset=True)
    said.setdefault("refused", ())
    return dict(_points(said))


def found(played: Played) -> Points:
    """Return what was found at every point of which the case expects something."""
    said = played.case.expect.model_dump(exclude_unset=True)
    said.setdefault("refused", ())
    return dict(_points({key: FINDERS[key](played, value) for key, value in said.items()}))


def differences(expected: Points, found: Points) -> list[str]:
    """Return a line for every point at which the two differ."""
    return [
        f"{place}: expected {_said(want)}, found {_said(found.get(place))}"
        for place, want in expected.items()
        if _plain(found.get(place)) != _plain(want)
    ]


def altered(value: Any) -> Any:
    """Return something else of the same sort, which must make a case fail."""
    match value:
        case bool():
            return not value
        case IntEnum():
            members = list(type(value))
            return members[(members.index(value) + 1) % len(members)]
        case int() | float():
            return value + 1
        case str():
            return f"{value}Else"
        case tuple() | list():
            return value[:-1] if value else ("Nobody",)
        case None:
            return "Somebody"
    raise TypeError(f"cannot alter {value!r}")


def _points(value: Any, place: str = "") -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        for key, item in value.items():
            name = key.name.lower() if isinstance(key, IntEnum) else str(key)
            yield from _points(item, f"{place}.{name}" if place else name)
    elif isinstance(value, tuple | list) and value and isinstance(value[0], dict):
        yield f"{place}.length", len(value)
        for number, item in enumerate(value):
            yield from _points(item, f"{place}[{number}]")
    elif isinstance(value, tuple | list) and not value and place == "refused":
        yield f"{place}.length", 0
    else:
        yield place, value


def _plain(value: Any) -> Any:
    return tuple(map(_plain, value)) if isinstance(value, tuple | list) else value


def _said(value: Any) -> str:
    if isinstance(value, IntEnum):
        return value.name.lower()
    if isinstance(value, tuple | list):
        return "[" + ", ".join(map(_said, value)) + "]"
    return str(value)
