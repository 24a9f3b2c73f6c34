"""Holding an ensemble against the record, figure by figure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from game.lab.ensemble.periods import ERAS, WHOLE
from game.lab.ensemble.sheet import Figure
from game.lab.ensemble.table import Ensemble
from game.lab.facts.record import Fact, facts

SPREAD: Final = (5.0, 50.0, 95.0)
"""Percentiles of the worlds that are shown: the bounds of the 90 % interval, and the median."""

JUDGED: Final = (*(name for name, _, _ in ERAS), WHOLE[0])
"""Periods that are summed up; decades are shown besides."""


@dataclass(frozen=True, slots=True)
class Line:
    """A fact beside what the worlds of an arm made of it."""

    fact: Fact
    worlds: int
    """How many had anything to base the figure on."""
    low: float
    """Bounds of the 90 % interval of the worlds; not a number where there are none."""
    median: float
    high: float

    @property
    def inside(self) -> bool:
        """The median of the worlds lies within the band of the record."""
        return self.worlds > 0 and self.fact.low <= self.median <= self.fact.high

    @property
    def covers(self) -> bool:
        """The record lies within the 90 % interval of the worlds."""
        return self.worlds > 0 and self.low <= self.fact.record <= self.high


@dataclass(frozen=True, slots=True)
class Comparison:
    """One arm of an ensemble beside the record."""

    arm: str
    worlds: int
    broken: int
    """Worlds that did not end as they should; they are left out."""
    years: tuple[tuple[str, float], ...]
    """By period: the years of it that the median world was played through."""
    lines: tuple[Line, ...]

    def of(self, period: str) -> tuple[Line, ...]:
        """Return the facts of a period."""
        return tuple(line for line in self.lines if line.fact.period == period)

    def score(self, period: str) -> tuple[int, int]:
        """Return how many facts of a period are inside their band, and how many there are."""
        lines = self.of(period)
        return sum(line.inside for line in lines), len(lines)

    @property
    def periods(self) -> tuple[str, ...]:
        """The periods of which there are facts and played years: eras first, then decades."""
        played = dict(self.years)
        told = dict.fromkeys(line.fact.period for line in self.lines)
        order = (*JUDGED, *(name for name in told if name not in JUDGED))
        return tuple(name for name in order if name in told and played.get(name, 0) > 0)


def compare(ensemble: Ensemble) -> tuple[Comparison, ...]:
    """Return every arm of an ensemble beside the record."""
    arms: dict[str, list[int]] = {}
    broken: dict[str, int] = {}
    for row in ensemble.runs:
        whole = arms.setdefault(row.arm, [])
        if row.fault:
            broken[row.arm] = broken.get(row.arm, 0) + 1
        else:
            whole.append(row.run)
    return tuple(
        _compared(arm, [ensemble.figures[run] for run in runs], broken.get(arm, 0))
        for arm, runs in arms.items()
    )


def _compared(arm: str, worlds: Sequence[Sequence[Figure]], broken: int) -> Comparison:
    values: dict[tuple[str, str], list[float]] = {}
    for world in worlds:
        for each in world:
            values.setdefault((each.period, each.metric), []).append(each.value)
    years = tuple(
        (period, float(np.median(spans)))
        for (period, metric), spans in values.items()
        if metric == "years"
    )
    lines = tuple(line(fact, values.get((fact.period, fact.metric), ())) for fact in facts())
    return Comparison(arm, len(worlds), broken, years, lines)


def line(fact: Fact, values: Iterable[float]) -> Line:
    """Return a fact beside the figures of some worlds."""
    told = np.array(list(values), np.float64) * fact.scale
    if not told.size:
        return Line(fact, 0, float("nan"), float("nan"), float("nan"))
    low, median, high = (float(each) for each in np.percentile(told, SPREAD))
    return Line(fact, told.size, low, median, high)
