"""Columns: a table is a slotted dataclass of arrays, each declared once.

The declaration (axes, unit, range, decimals, audience) drives allocation, clone, digest, save,
redaction, invariants and documentation.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, fields
from enum import Enum
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]


class Axis(Enum):
    """What a column is counted along."""

    STATE = "state"
    TARGET = "target"
    """A second axis of states: [i, j] is what i has of, thinks of, or owes to j."""
    TERRITORY = "territory"
    ZONE = "zone"
    FORMATION = "formation"
    INSTITUTION = "institution"
    GOOD = "good"
    LIKENESS = "likeness"
    """What kind of case it was (Likeness)."""
    DOCTRINE = "doctrine"
    BUDGET = "budget"
    PLANE = "plane"
    """The two dimensions of an ideal point."""


class Audience(Enum):
    """Who may know a column's values."""

    PUBLIC = "public"
    OWNER = "owner"
    """Only the state of the first axis, about its own row."""
    NOBODY = "nobody"
    """The rules alone."""


@dataclass(frozen=True, slots=True)
class Column:
    """The declaration of one column."""

    name: str
    dtype: np.dtype[Any]
    axes: tuple[Axis, ...]
    default: float
    unit: str
    low: float
    high: float
    decimals: int | None
    audience: Audience
    doc: str
    whole: bool = False
    """A phase that changes it puts a new array in its place, so that stages can share it."""


def column(
    dtype: type | str,
    axes: str,
    doc: str,
    *,
    default: float = 0,
    unit: str = "",
    low: float = -np.inf,
    high: float = np.inf,
    decimals: int = 6,
    audience: Audience = Audience.PUBLIC,
    whole: bool = False,
) -> Any:  # a dataclass field, typed by its annotation
    """Declare a column: its type, axes ("state target"), meaning, unit, range and audience.

    Float columns are rounded to `decimals` each turn, so that a digest does not hang on the last
    bits of a sum. A `whole` column is never written cell by cell while a stage runs: it is replaced.
    """
    kind = np.dtype(dtype)
    spec = Column(
        name="",
        dtype=kind,
        axes=tuple(Axis(word) for word in axes.split()),
        default=default,
        unit=unit,
        low=low,
        high=high,
        decimals=decimals if kind.kind == "f" else None,
        audience=audience,
        doc=doc,
        whole=whole,
    )
    return field(metadata={"column": spec})


_DECLARED: dict[type, tuple[Column, ...]] = {}


def columns_of(table: type[Table]) -> tuple[Column, ...]:
    """Return the declared columns of a table class, in order, with their names."""
    if table in _DECLARED:
        return _DECLARED[table]
    found = []
    for item in fields(table):
        spec: Column = item.metadata["column"]
        found.append(
            Column(
                item.name,
                spec.dtype,
                spec.axes,
                spec.default,
                spec.unit,
                spec.low,
                spec.high,
                spec.decimals,
                spec.audience,
                spec.doc,
                spec.whole,
            )
        )
    return _DECLARED.setdefault(table, tuple(found))


@dataclass(slots=True)
class Table:
    """Base of all tables: what follows from the column declarations."""

    @classmethod
    def allocate(cls, sizes: Mapping[Axis, int]) -> Self:
        """Return a table of defaults with the given number of rows along each axis."""
        return cls(
            **{
                spec.name: np.full([sizes[axis] for axis in spec.axes], spec.default, spec.dtype)
                for spec in columns_of(cls)
            }
        )

    def clone(self) -> Self:
        """Return a table that shares nothing with this one."""
        return type(self)(**{name: values.copy() for name, values in self.items()})

    def following(self) -> Self:
        """Return a table for the next stage: shares, for reading alone, its whole columns."""
        return type(self)(
            **{
                spec.name: _read_only(getattr(self, spec.name))
                if spec.whole
                else getattr(self, spec.name).copy()
                for spec in columns_of(type(self))
            }
        )

    def grown(self, axis: Axis) -> Self:
        """Return a table with one more row of defaults along an axis."""
        wider = {}
        for spec in columns_of(type(self)):
            values = getattr(self, spec.name)
            for place, each in enumerate(spec.axes):
                if each == axis:
                    more = [(0, int(at == place)) for at in range(len(spec.axes))]
                    values = np.pad(values, more, constant_values=spec.default)
            wider[spec.name] = values if values is not getattr(self, spec.name) else values.copy()
        return type(self)(**wider)

    def items(self) -> Iterator[tuple[str, Array]]:
        """Yield each column's name and values, in declared order."""
        for spec in columns_of(type(self)):
            yield spec.name, getattr(self, spec.name)

    def moved(self, since: Self) -> tuple[Column, ...]:
        """Return the columns that differ, to the last bit, from those of another table."""
        return tuple(
            spec
            for spec in columns_of(type(self))
            if not _same(getattr(self, spec.name), getattr(since, spec.name))
        )

    def settle(self, columns: Sequence[Column] | None = None) -> None:
        """Round every float column to its declared decimals, in place; no negative zeros.

        Only the given columns, where the others are known to be settled.
        """
        for spec in columns_of(type(self)) if columns is None else columns:
            if spec.decimals is not None:
                values = getattr(self, spec.name)
                if not values.flags.writeable:
                    values = values.copy()
                    setattr(self, spec.name, values)
                np.round(values, spec.decimals, out=values)
                values += 0.0

    def digest_into(self, digest: hashlib._Hash) -> None:
        """Feed every column to a digest, in an order and a byte order that hold anywhere."""
        for spec in columns_of(type(self)):
            values = getattr(self, spec.name)
            digest.update(f"{spec.name}{values.shape}".encode("ascii"))
            digest.update(np.ascontiguousarray(values, values.dtype.newbyteorder("<")).tobytes())

    def redact(self, viewer: int) -> None:
        """Blank, in place, what `viewer` may not know, leaving its own rows."""
        for spec in columns_of(type(self)):
            if spec.audience is Audience.PUBLIC:
                continue
            values = getattr(self, spec.name)
            kept = values[viewer].copy() if spec.audience is Audience.OWNER else None
            values[...] = spec.default
            if kept is not None:
                values[viewer] = kept

    def faults(self, columns: Sequence[Column] | None = None) -> Iterator[str]:
        """Yield a line for every column that breaks its declared range or holds a NaN.

        Only for the given columns, where the others are known to be sound.
        """
        for spec in columns_of(type(self)) if columns is None else columns:
            values = getattr(self, spec.name)
            if values.size == 0:
                continue
            low, high = values.min(), values.max()  # NaN where there is one
            if values.dtype.kind == "f" and not (math.isfinite(low) and math.isfinite(high)):
                yield f"{type(self).__name__}.{spec.name} is not finite"
            elif low < spec.low or high > spec.high:
                yield (
                    f"{type(self).__name__}.{spec.name} leaves [{spec.low}, {spec.high}]: "
                    f"{low} .. {high}"
                )


_FEW_BYTES = 1 << 16
"""Below this, two columns are compared as bytes; above, word by word without copying."""


def _read_only(values: Array) -> Array:
    shared = values.view()
    shared.setflags(write=False)
    return shared


def _same(one: Array, other: Array) -> bool:
    """Tell whether two columns of one declaration hold the same bits."""
    if one is other or (one.base is not None and (one.base is other or one.base is other.base)):
        return True  # shared
    if one.nbytes < _FEW_BYTES or one.dtype.itemsize not in (4, 8):
        return one.shape == other.shape and one.tobytes() == other.tobytes()
    word = np.dtype(f"i{one.dtype.itemsize}")
    return one.shape == other.shape and bool((one.view(word) == other.view(word)).all())
