"""Type hints, read: what a record's annotations say about its plain form.

Plain data are what JSON has: objects, lists, strings, numbers, booleans and null.
"""

from __future__ import annotations

import types
import typing
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from typing import Any, NewType, Union, get_args, get_origin

from game.core.rolls import Roll

Plain = Any
"""What `json.loads` returns."""

Hint = Any
"""A type, as an annotation spells it."""

TAG = "is"
"""Key that tells which member of a union an object is."""

SEQUENCES = (tuple, list, frozenset, Roll)
MAPPINGS = (dict, Mapping)
UNIONS = (Union, types.UnionType)


def bare(hint: Hint) -> Hint:
    """Strip what a value does not show: a NewType's name, an Annotated's notes."""
    while isinstance(hint, NewType):
        hint = hint.__supertype__
    origin, arguments = parts(hint)
    if origin is typing.Annotated:
        return bare(arguments[0])
    return types.NoneType if hint is None else hint


def parts(hint: Hint) -> tuple[Any, tuple[Hint, ...]]:
    """Return a generic's origin and arguments."""
    return get_origin(hint), get_args(hint)


def record_type(hint: Hint) -> type | None:
    """Return the dataclass that a hint names, if it names one."""
    kind = bare(hint)
    return kind if isinstance(kind, type) and is_dataclass(kind) else None


@cache
def hints_of(record: type) -> dict[str, Hint]:
    """Return the resolved type hint of each field of a dataclass, in order."""
    resolved = typing.get_type_hints(record)
    return {item.name: resolved[item.name] for item in fields(record)}


@cache
def defaulted(record: type) -> frozenset[str]:
    """Return the fields of a dataclass that have a default."""
    return frozenset(
        item.name
        for item in fields(record)
        if item.default is not MISSING or item.default_factory is not MISSING
    )


def item_hints(origin: Any, arguments: tuple[Hint, ...], length: int) -> list[Hint] | None:
    """Return the hint of each of `length` items; None where a tuple has another length."""
    if origin is not tuple or (len(arguments) == 2 and arguments[1] is Ellipsis):
        return [arguments[0]] * length
    return list(arguments) if len(arguments) == length else None
