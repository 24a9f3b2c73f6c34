"""Playing the arms of a comparison over the same seeds, and what the difference is worth."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.stats import t as student

from game.ai.advisor import decide
from game.ai.prospects import body_for
from game.core.forecast import RESPONSE, attack_on, forecast_attack
from game.core.kinds import Act, CrisisEnd
from game.core.orders import PressClaim, StageIncident
from game.core.turn import advance
from game.core.world import World
from game.lab.theory.arms import PREREQUISITES, Prerequisite
from game.lab.theory.worlds import AGGRESSOR, VICTIM, make, ready

Floats = NDArray[np.float64]

RUNS: Final = 400
"""Worlds an arm, unless said otherwise."""
TURNS: Final = 10
"""Quarters that a world is played for, where it is."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What a comparison came to over its seeds."""

    prerequisite: Prerequisite
    runs: int
    without: float
    """Mean of the measure in the arm without it."""
    with_it: float
    low: float
    """Bounds of the 95 % interval of the difference, with less without."""
    high: float
    foreseen_without: float
    """Mean chance of being stopped that the aggressor reckoned with at the start, in either arm."""
    foreseen_with: float

    @property
    def difference(self) -> float:
        """With less without."""
        return self.with_it - self.without

    @property
    def holds(self) -> bool:
        """The difference has the stated direction, and its interval excludes zero."""
        return self.low > 0 if self.prerequisite.measure == "stopped" else self.high < 0


def acts(world: World) -> float:
    """Return 1 where the aggressor acts on its claim at once, 0 where it is put off.

    The decision of the first quarter, in which the arms differ in one thing; later they drift apart.
    """
    orders = (each.order for each in decide(world, list(range(world.n))))
    moved = (isinstance(each, PressClaim | StageIncident) for each in orders)
    return float(any(moved))


def gains(world: World) -> float:
    """Return how far the aggressor gets in TURNS quarters of play, 0..1.

    All of it where the land is its own, or stands in its hand; the share agreed on where both gave
    way; nothing where it climbed down, was held off, or never tried.
    """
    living = list(range(world.n))
    land = list(world.claims[0].territories)
    for _ in range(TURNS * 3):
        world = advance(world, [each.order for each in decide(world, living)]).world
        if any(crisis.claim == 0 and not crisis.live for crisis in world.crises):
            break
    held = float((world.territories.controller[land] == AGGRESSOR).mean())
    agreed = [
        max(crisis.offer, 0.0)
        for crisis in world.crises
        if crisis.claim == 0 and crisis.end == CrisisEnd.COMPROMISE
    ]
    return max([held, *agreed])


def foreseen(world: World) -> float:
    """Return the chance of being stopped that the aggressor reckons with, at the start."""
    claim = world.claims[0]
    body = body_for(world, AGGRESSOR, VICTIM)
    ambiguity = 0.25 + 0.35 * claim.legitimacy
    return forecast_attack(world, attack_on(AGGRESSOR, VICTIM, ambiguity, body)).stopped


def shares_of_the_small(world: World) -> tuple[float, float]:
    """Return the share of power and of the burden of force of those who are no great powers."""
    claim = world.claims[0]
    body = body_for(world, AGGRESSOR, VICTIM)
    seen = forecast_attack(world, attack_on(AGGRESSOR, VICTIM, 0.3 * claim.pretext, body)).plan
    row = RESPONSE.index(Act.FORCE)
    asked = seen.game.capacity[row] > 0
    small = asked & ~world.states.major
    power = np.where(asked, world.states.power, 0.0)
    # What is borne: the share of its forces that each is expected to put in, by their size.
    borne = seen.answer.expected[row] * power
    return (
        float(power[small].sum() / max(float(power.sum()), 1e-12)),
        float(borne[small].sum() / max(float(borne.sum()), 1e-12)),
    )


Row = tuple[float, float, float, float]
"""Without and with, of the measure compared and of what was foreseen."""

MEASURES: Final[dict[str, Callable[[World], float]]] = {
    "acts": acts,
    "gains": gains,
    "stopped": foreseen,
}
"""What can be compared between two arms; the burden of the small is compared with their power."""


def sample(key: str, seed: int) -> Row:
    """Return what one comparison comes to in one world."""
    prerequisite = next(each for each in PREREQUISITES if each.key == key)
    arms = []
    for change in (prerequisite.without, prerequisite.with_it):
        world = make(seed)
        change(world)
        arms.append(ready(world))
    if prerequisite.measure == "burden":
        return (*shares_of_the_small(arms[1]), 0.0, 0.0)
    measure = MEASURES[prerequisite.measure]
    expected = [foreseen(world) for world in arms]
    return measure(arms[0]), measure(arms[1]), expected[0], expected[1]


def _batch(job: tuple[str, range]) -> list[Row]:
    key, seeds = job
    return [sample(key, seed) for seed in seeds]


def run_one(key: str, runs: int = RUNS, *, jobs: int = 1) -> Finding:
    """Return what one comparison comes to over seeds 1..runs."""
    return next(run_all(runs, only=(key,), jobs=jobs))


def run_all(
    runs: int = RUNS,
    *,
    only: Sequence[str] = (),
    jobs: int = 1,
    tell: Callable[[str], None] | None = None,
) -> Iterator[Finding]:
    """Yield the findings in the order of PREREQUISITES, whatever the number of processes.

    `only` names prerequisites by key; raises LookupError for one that is not there.
    """
    known = {each.key for each in PREREQUISITES}
    for key in only:
        if key not in known:
            raise LookupError(key)
    chosen = [each for each in PREREQUISITES if not only or each.key in only]
    size = max(5, math.ceil(runs / (4 * jobs)))
    for prerequisite in chosen:
        if tell is not None:
            tell(prerequisite.key)
        batches = [
            (prerequisite.key, range(first, min(first + size, runs + 1)))
            for first in range(1, runs + 1, size)
        ]
        if jobs <= 1:
            found = [row for batch in batches for row in _batch(batch)]
        else:
            with ProcessPoolExecutor(jobs) as pool:
                found = [row for rows in pool.map(_batch, batches) for row in rows]
        yield _judge(prerequisite, np.array(found))


def _judge(prerequisite: Prerequisite, rows: Floats) -> Finding:
    """Return the finding: the mean of the paired differences with its interval (Student's t)."""
    paired = rows[:, 1] - rows[:, 0]
    count = len(paired)
    middle = float(paired.mean())
    spread = float(paired.std(ddof=1)) / math.sqrt(count) if count > 1 else math.inf
    reach = float(student.ppf(0.975, max(count - 1, 1))) * spread
    means = rows.mean(axis=0)
    return Finding(
        prerequisite,
        count,
        float(means[0]),
        float(means[1]),
        middle - reach,
        middle + reach,
        float(means[2]),
        float(means[3]),
    )
