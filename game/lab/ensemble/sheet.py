"""The sheet on which a world's figures are noted while it is played, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.ensemble.periods import PERIODS
from game.lab.statistics import power_law_exponent

X_MIN: Final = 1000.0
"""Battle deaths from which the power law of wars is fitted (Richardson; as in the record)."""
_FEWEST: Final = 5
"""Wars below which no exponent is estimated."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of one world in one period."""

    period: str
    metric: str
    value: float
    n: float
    """Cases that it rests on: events of a rate, the whole of a share, values of a median."""


class Sheet:
    """Notes of one world. Nothing is kept but sums by year, and the values that medians need."""

    def __init__(self) -> None:
        self._years: defaultdict[int, float] = defaultdict(float)
        self._rates: dict[str, defaultdict[int, float]] = {}
        self._shares: dict[str, defaultdict[int, list[float]]] = {}
        self._values: dict[str, list[tuple[int, float]]] = {}

    def pass_time(self, year: int, years: float) -> None:
        """Note that a turn of some years has been played."""
        self._years[year] += years

    def count(self, metric: str, year: int, times: float = 1.0) -> None:
        """Count something that happened; 0 makes the metric known where nothing happened."""
        self._rates.setdefault(metric, defaultdict(float))[year] += times

    def share(self, metric: str, year: int, part: float, whole: float = 1.0) -> None:
        """Add to a share, a rate or a mean: its numerator and its denominator."""
        sums = self._shares.setdefault(metric, defaultdict(lambda: [0.0, 0.0]))[year]
        sums[0] += part
        sums[1] += whole

    def note(self, metric: str, year: int, value: float) -> None:
        """Add a value of which the median (or the exponent) is wanted."""
        self._values.setdefault(metric, []).append((year, value))

    def figures(self) -> Iterator[Figure]:
        """Yield every figure that there is anything to base on, by period.

        Counted things are given as a number (`NAME`) and a year (`NAME_a_year`).
        """
        for period, first, last in PERIODS:
            span = sum(length for year, length in self._years.items() if first <= year <= last)
            if span <= 0:
                continue
            yield Figure(period, "years", span, span)
            for metric, counts in sorted(self._rates.items()):
                number = sum(times for year, times in counts.items() if first <= year <= last)
                yield Figure(period, metric, number, number)
                yield Figure(period, f"{metric}_a_year", number / span, number)
            for metric, sums in sorted(self._shares.items()):
                inside = [pair for year, pair in sums.items() if first <= year <= last]
                whole = sum(pair[1] for pair in inside)
                if whole > 0:
                    yield Figure(period, metric, sum(pair[0] for pair in inside) / whole, whole)
            for metric, noted in sorted(self._values.items()):
                values = np.array([value for year, value in noted if first <= year <= last])
                if values.size:
                    yield Figure(period, metric, float(np.median(values)), values.size)
                if metric == "war_deaths":
                    tail = int((values >= X_MIN).sum())
                    if tail >= _FEWEST:
                        exponent = power_law_exponent(values, X_MIN)
                        yield Figure(period, "war_deaths_exponent", exponent, tail)
