"""Frozen records to plain data, as their own type hints say."""

from __future__ import annotations

import math
import types
from collections.abc import Mapping, Sequence
from dataclasses import is_dataclass
from enum import Enum
from fractions import Fraction
from typing import Any, Literal, NoReturn

import numpy as np

from game.persistence.hints import (
    MAPPINGS,
    SEQUENCES,
    TAG,
    UNIONS,
    Hint,
    Plain,
    bare,
    hints_of,
    item_hints,
    parts,
    record_type,
)


def encode(value: object, hint: Hint) -> Plain:
    """Return a value as plain data; `decode` with the same hint gives an equal value.

    Raises TypeError for a value that its hint does not describe: a fault of the program.
    """
    hint = bare(hint)
    origin, arguments = parts(hint)
    if origin in UNIONS:
        return _union(value, arguments)
    if origin is Literal:
        return value
    if origin in SEQUENCES:
        items = _items(value, hint)
        inner = item_hints(origin, arguments, len(items))
        if inner is None:
            _mismatch(value, hint)
        return [encode(item, kind) for item, kind in zip(items, inner, strict=True)]
    if origin in MAPPINGS:
        if not isinstance(value, Mapping):
            _mismatch(value, hint)
        key_hint, value_hint = arguments
        return [[encode(key, key_hint), encode(item, value_hint)] for key, item in value.items()]
    return _scalar_or_record(value, hint)


def _items(value: object, hint: Hint) -> Sequence[Any]:
    if isinstance(value, frozenset):
        return sorted(value)
    if not isinstance(value, tuple | list):
        _mismatch(value, hint)
    return value


def _scalar_or_record(value: object, hint: Hint) -> Plain:
    # Rules may leave a numpy number where a plain one is meant: they say the same.
    if hint is float and isinstance(value, int | float | np.integer | np.floating):
        if not math.isfinite(value):
            _mismatch(value, "finite number")
        return float(value)
    if hint is int and isinstance(value, int | np.integer) and not isinstance(value, bool):
        return int(value)
    if hint is bool and isinstance(value, bool | np.bool_):
        return bool(value)
    if not isinstance(hint, type) or not isinstance(value, hint):
        _mismatch(value, hint)
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Fraction):
        return f"{value.numerator}/{value.denominator}"
    if is_dataclass(hint):
        return {name: encode(getattr(value, name), kind) for name, kind in hints_of(hint).items()}
    if hint in {str, types.NoneType}:
        return value
    return _mismatch(value, hint)


def _union(value: object, members: tuple[Hint, ...]) -> Plain:
    for member in members:
        record = record_type(member)
        if record is not None and type(value) is record:
            return {TAG: record.__name__, **encode(value, record)}
    for member in members:
        try:
            return encode(value, member)
        except TypeError:
            continue
    return _mismatch(value, members)


def _mismatch(value: object, hint: Hint) -> NoReturn:
    raise TypeError(f"{value!r} is not a {hint}")
