"""Plain data to frozen records, as their own type hints say; every doubt is a located fault.

Nothing is looked up by a name that a file gives, but for the members of a union, among which it
must choose.
"""

from __future__ import annotations

import re
import types
from collections.abc import Mapping
from dataclasses import dataclass, field, is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, Literal

from game.persistence.hints import (
    MAPPINGS,
    SEQUENCES,
    TAG,
    UNIONS,
    Hint,
    Plain,
    bare,
    defaulted,
    hints_of,
    item_hints,
    parts,
    record_type,
)

MAX_INT = 2**63
_FRACTION = re.compile(r"-?\d{1,18}/[1-9]\d{0,17}")
_SCALARS = (int, float, bool, str, Fraction, types.NoneType)


class DecodeError(Exception):
    """Plain data that are not what a record's types ask for."""

    def __init__(self, where: str, what: str) -> None:
        super().__init__(f"{where}: {what}")
        self.where = where
        self.what = what


@dataclass(frozen=True, slots=True)
class Decoder:
    """Reads plain data; `limits` has, by the NewType of an id, the number of rows it may name.

    An id is -1 (nobody, none) or a row. Where the data are `older`, a field that they do not know
    takes its default, if it has one.
    """

    limits: Mapping[Hint, int] = field(default_factory=dict)
    older: bool = False

    def decode(self, plain: Plain, hint: Hint, where: str) -> Any:
        """Return the value of type `hint` that plain data spell; raises DecodeError."""
        if hint in self.limits:
            return self._id(plain, hint, where)
        hint = bare(hint)
        origin, arguments = parts(hint)
        if origin in UNIONS:
            return self._union(plain, arguments, where)
        if origin is Literal:
            return _choice(plain, arguments, where)
        if origin in SEQUENCES:
            items = _list(plain, where)
            inner = item_hints(origin, arguments, len(items))
            if inner is None:
                raise DecodeError(where, f"{len(arguments)} items expected, not {len(items)}")
            return origin(
                self.decode(item, kind, f"{where}[{index}]")
                for index, (item, kind) in enumerate(zip(items, inner, strict=True))
            )
        if origin in MAPPINGS:
            return self._mapping(plain, arguments, where)
        if isinstance(hint, type) and is_dataclass(hint):
            return self._record(plain, hint, where)
        return _scalar(plain, hint, where)

    def _id(self, plain: Plain, hint: Hint, where: str) -> int:
        number: int = _scalar(plain, int, where)
        if not -1 <= number < self.limits[hint]:
            raise DecodeError(where, f"there is no {hint.__name__} {number}")
        return number

    def _record(self, plain: Plain, record: type, where: str) -> object:
        if not isinstance(plain, dict):
            raise DecodeError(where, f"{_shown(plain)} where a {record.__name__} is expected")
        hints = hints_of(record)
        if self.older:
            later = defaulted(record)
            hints = {
                name: kind for name, kind in hints.items() if name in plain or name not in later
            }
        for name in hints:
            if name not in plain:
                raise DecodeError(where, f"a {record.__name__} without '{name}'")
        for name in plain:
            if name not in hints and name != TAG:
                raise DecodeError(where, f"a {record.__name__} has no {_shown(name)}")
        values = {
            name: self.decode(plain[name], kind, f"{where}.{name}") for name, kind in hints.items()
        }
        try:
            return record(**values)
        except ValueError as error:
            raise DecodeError(where, str(error)) from None

    def _union(self, plain: Plain, members: tuple[Hint, ...], where: str) -> Any:
        if isinstance(plain, dict):
            for member in members:
                record = record_type(member)
                if record is not None and record.__name__ == plain.get(TAG):
                    return self._record(plain, record, where)
            raise DecodeError(where, f"{_shown(plain.get(TAG))} is none of the kinds known here")
        faults = []
        for member in members:
            if record_type(member) is None:
                try:
                    return self.decode(plain, member, where)
                except DecodeError as fault:
                    faults.append(fault)
        raise faults[0] if faults else DecodeError(where, f"{_shown(plain)} is no record")

    def _mapping(self, plain: Plain, arguments: tuple[Hint, ...], where: str) -> dict[Any, Any]:
        found = {}
        for index, pair in enumerate(_list(plain, where)):
            here = f"{where}[{index}]"
            if len(_list(pair, here)) != 2:
                raise DecodeError(here, "a key and a value expected")
            key = self.decode(pair[0], arguments[0], f"{here}.key")
            if key in found:
                raise DecodeError(here, f"the key {_shown(pair[0])} stands twice")
            found[key] = self.decode(pair[1], arguments[1], f"{here}.value")
        return found


def _scalar(plain: Plain, hint: Hint, where: str) -> Any:
    number = isinstance(plain, int | float) and not isinstance(plain, bool)
    if number and hint in {int, float}:
        if abs(plain) >= (MAX_INT if hint is int else 1e300):
            raise DecodeError(where, "a number out of range")
        if hint is float or isinstance(plain, int):
            return hint(plain)
    if hint in {bool, str, types.NoneType} and type(plain) is hint:
        return plain
    if hint is Fraction and isinstance(plain, str) and _FRACTION.fullmatch(plain):
        return Fraction(plain)
    if isinstance(hint, type) and issubclass(hint, Enum):
        if isinstance(plain, str) and plain in hint.__members__:
            return hint[plain]
        raise DecodeError(where, f"{_shown(plain)} is no {hint.__name__}")
    if hint in _SCALARS:
        raise DecodeError(where, f"{_shown(plain)} is no {hint.__name__}")
    raise TypeError(f"no plain form for {hint}")


def _choice(plain: Plain, choices: tuple[Any, ...], where: str) -> Any:
    for choice in choices:
        if type(plain) is type(choice) and plain == choice:
            return choice
    raise DecodeError(where, f"one of {', '.join(map(repr, choices))} expected")


def _list(plain: Plain, where: str) -> list[Plain]:
    if not isinstance(plain, list):
        raise DecodeError(where, f"{_shown(plain)} where a list is expected")
    return plain


def _shown(plain: Plain) -> str:
    text = repr(plain)
    return text if len(text) <= 40 else f"{text[:37]}..."
