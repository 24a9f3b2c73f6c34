"""Where what the world sells comes from, year by year.

What is in the ground, or grows there, is found and planted in its time, whoever holds the land.
Shares are by origin: those of a nation without a state are sold by whoever holds its capital.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Good

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Supply:
    """Shares of the world's sales of one good, by origin, in some years."""

    years: tuple[int, ...]
    """Rising."""
    shares: tuple[tuple[float, ...], ...]
    """[year, state]; each row sums to 1 at most, what is left falling to those not named."""
    named: tuple[tuple[bool, ...], ...]
    """[year, state]: its share is given, if only as nothing; the others have a part in what is
    left."""


@dataclass(frozen=True, slots=True)
class Supplies:
    """The goods of which it is known where they come from, and when."""

    goods: tuple[tuple[Good, Supply], ...] = ()

    def of(self, good: Good) -> Supply | None:
        """Return what is known of a good; nothing where its sales follow output alone."""
        return dict(self.goods).get(good)


def shares_at(supply: Supply, year: float) -> Floats:
    """Return shares of sales by origin, [state], in a year; between two years by even steps."""
    table = np.array(supply.shares)
    at = float(np.interp(year, supply.years, np.arange(len(supply.years))))
    low = int(at)
    high = min(low + 1, len(table) - 1)
    return np.array(table[low] + (at - low) * (table[high] - table[low]), np.float64)


def sold_by(origin: Floats, holder: NDArray[np.int64]) -> Floats:
    """Return shares of sales by who sells, [state].

    `holder` is who sells what comes from each state or nation: itself, or, where it has no state,
    whoever holds its land; below zero for nobody.
    """
    sold = np.zeros(len(origin))
    known = holder >= 0
    np.add.at(sold, holder[known], origin[known])
    return sold


def whole(supply: Supply, year: float, holder: NDArray[np.int64], output: Floats) -> Floats:
    """Return shares of all sales of a good by who sells, [state], summing to 1.

    What the table leaves falls by output (zero for who does not exist) to those that it does not
    name at the time.
    """
    known = int(np.searchsorted(supply.years, year, side="right")) - 1
    named = np.array(supply.named[max(known, 0)])
    sold = sold_by(shares_at(supply, year), holder)
    others = np.where(named, 0.0, output)
    left = max(1.0 - float(sold.sum()), 0.0)
    if others.sum() > 0:
        sold = sold + left * others / others.sum()
    total = float(sold.sum())
    return sold / total if total > 0 else sold
