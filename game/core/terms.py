"""Explanations: a decision is the sum of named terms, and these are the terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Term:
    """One summand of a decision: a key that the narration knows, and its value."""

    key: str
    value: float


@dataclass(frozen=True, slots=True)
class TermTable:
    """Named summands of many decisions at once.

    `values` has the decisions' axes first and the terms last; `total()` is what was decided on.
    """

    keys: tuple[str, ...]
    values: NDArray[np.float64]

    @classmethod
    def of(
        cls,
        terms: Mapping[
            str, NDArray[np.floating[Any]] | NDArray[np.bool_] | np.floating[Any] | float
        ],
    ) -> TermTable:
        """Stack equally shaped arrays (or scalars, broadcast) by name, in the mapping's order."""
        arrays = [np.asarray(value, float) for value in terms.values()]
        shapes = {array.shape for array in arrays if array.ndim}
        shape = shapes.pop() if len(shapes) == 1 else np.broadcast_shapes(*shapes)
        values = np.empty((len(arrays), *shape))
        for place, array in enumerate(arrays):
            values[place] = array
        return cls(tuple(terms), values.transpose((*range(1, values.ndim), 0)))

    def total(self) -> NDArray[np.float64]:
        """Sum the terms of every decision."""
        total: NDArray[np.float64] = self.values.sum(axis=-1)
        return total

    def row(self, *index: int) -> tuple[Term, ...]:
        """Return one decision's terms."""
        return tuple(map(Term, self.keys, self.values[index].tolist()))


def total(terms: tuple[Term, ...]) -> float:
    """Sum the terms of one decision."""
    return sum(term.value for term in terms)
