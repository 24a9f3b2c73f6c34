"""Playing the arms of comparisons over the same seeds, and what the differences are worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from game.lab.theory.arms import ARMS
from game.lab.theory.outcomes import MORE_IS_BETTER, Outcome, figures, play
from game.lab.theory.prerequisites import PREREQUISITES, Prerequisite
from game.lab.theory.worlds import make, ready

Floats = NDArray[np.float64]

RUNS: Final = 200
"""Worlds an arm, unless said otherwise."""

_COLUMNS: Final = {field.name: place for place, field in enumerate(fields(Outcome))}


@dataclass(frozen=True, slots=True)
class Difference:
    """One measure in both arms, and the 95 % interval of what lies between them."""

    measure: str
    without: float
    """Mean in the arm without the prerequisite; of a burden, the share of power."""
    with_it: float
    low: float
    high: float

    @property
    def difference(self) -> float:
        """With less without."""
        return self.with_it - self.without

    @property
    def holds(self) -> bool:
        """It has the direction that theory states, and its interval excludes zero."""
        return self.low > 0 if self.measure in MORE_IS_BETTER else self.high < 0


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison came to over its seeds."""

    prerequisite: Prerequisite
    runs: int
    told: Difference
    """The measure that the verdict hangs on."""
    beside: tuple[Difference, ...]
    """The other measures."""

    @property
    def holds(self) -> bool:
        """Theory and model agree."""
        return self.told.holds


def sample(arm: str, seed: int) -> Outcome:
    """Return what comes of one world under one arm."""
    world = make(seed)
    ARMS[arm](world)
    return play(ready(world))


def run_one(key: str, runs: int = RUNS, *, jobs: int = 1) -> Finding:
    """Return what one comparison comes to over seeds 1..runs."""
    return run_all(runs, only=(key,), jobs=jobs)[0]


def run_all(
    runs: int = RUNS,
    *,
    only: Sequence[str] = (),
    jobs: int = 1,
    tell: Callable[[int, int], None] | None = None,
) -> tuple[Finding, ...]:
    """Return the findings in the order of PREREQUISITES, the same whatever the number of processes.

    An arm that several comparisons have is played once. `only` names prerequisites by key; raises
    LookupError for one that is not there. `tell` is given worlds played, and worlds in all.
    """
    known = {each.key for each in PREREQUISITES}
    for key in only:
        if key not in known:
            raise LookupError(key)
    chosen = [each for each in PREREQUISITES if not only or each.key in only]
    arms = dict.fromkeys(arm for each in chosen for arm in (each.without, each.with_it))
    played = _play_all(tuple(arms), runs, jobs, tell or (lambda _done, _all: None))
    return tuple(_judge(each, played, runs) for each in chosen)


_BATCH: Final = 10


def _play_all(
    arms: Sequence[str], runs: int, jobs: int, tell: Callable[[int, int], None]
) -> dict[str, Floats]:
    """Return the outcomes of each arm, [seed, figure]."""
    batches = [
        (arm, range(first, min(first + _BATCH, runs + 1)))
        for arm in arms
        for first in range(1, runs + 1, _BATCH)
    ]
    rows: dict[str, list[tuple[float, ...]]] = {arm: [] for arm in arms}
    done = 0

    def take(batch: tuple[str, range], found: list[tuple[float, ...]]) -> None:
        nonlocal done
        rows[batch[0]] += found
        done += len(found)
        tell(done, runs * len(arms))

    if jobs <= 1:
        for batch in batches:
            take(batch, _batch(batch))
    else:
        with ProcessPoolExecutor(jobs) as pool:
            for batch, found in zip(batches, pool.map(_batch, batches), strict=True):
                take(batch, found)
    return {arm: np.array(found) for arm, found in rows.items()}


def _batch(job: tuple[str, range]) -> list[tuple[float, ...]]:
    arm, seeds = job
    return [figures(sample(arm, seed)) for seed in seeds]


def _judge(prerequisite: Prerequisite, played: Mapping[str, Floats], runs: int) -> Finding:
    """Return the finding: means of the paired differences with their intervals (Student's t)."""
    first, second = played[prerequisite.without], played[prerequisite.with_it]

    def between(measure: str) -> Difference:
        if measure == "burden":
            return _paired(measure, second[:, _COLUMNS["power"]], second[:, _COLUMNS["burden"]])
        place = _COLUMNS[measure]
        return _paired(measure, first[:, place], second[:, place])

    beside = [] if prerequisite.measure == "burden" else [
        each for each in ("acted", "gains", "war", "gave_way", "at_once", "stopped")
        if each != prerequisite.measure
    ]  # fmt: skip
    return Finding(prerequisite, runs, between(prerequisite.measure), tuple(map(between, beside)))


def _paired(measure: str, first: Floats, second: Floats) -> Difference:
    """Return the difference of a measure over the worlds where both arms have it."""
    both = ~(np.isnan(first) | np.isnan(second))
    paired, count = (second - first)[both], int(both.sum())
    if count < 2:
        return Difference(measure, math.nan, math.nan, -math.inf, math.inf)
    middle = float(paired.mean())
    reach = float(student.ppf(0.975, count - 1)) * float(paired.std(ddof=1)) / math.sqrt(count)
    return Difference(
        measure, float(first[both].mean()), float(second[both].mean()),
        middle - reach, middle + reach,
    )  # fmt: skip
