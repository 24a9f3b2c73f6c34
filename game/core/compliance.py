"""The compliance ledger, read as a table: who owed what, who gave, who shirked, who was excused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.ids import CrisisId, InstitutionId, StateId
from game.core.kinds import Excuse, Obligation
from game.core.records import Duty
from game.core.world import World

Floats = NDArray[np.float64]

_ENOUGH = 0.5


def met(given: float) -> bool:
    """Tell whether what was given meets a duty: half of what could be given, or more."""
    return given >= _ENOUGH


@dataclass(frozen=True, slots=True)
class Balance:
    """Binding duties by state, [state]; owed is the sum of the other three."""

    owed: NDArray[np.int64]
    met: NDArray[np.int64]
    shirked: NDArray[np.int64]
    excused: NDArray[np.int64]

    @property
    def balances(self) -> bool:
        """Every duty owed was met, shirked or excused, and none of them twice."""
        return bool((self.owed == self.met + self.shirked + self.excused).all())


def balance(world: World, duties: Iterable[Duty]) -> Balance:
    """Return what became of the binding duties among some lines of the ledger."""
    owed, kept, shirked, excused = (np.zeros(world.n, np.int64) for _ in range(4))
    counts = {"met": kept, "shirked": shirked, "excused": excused}
    for duty in duties:
        if duty.obligation >= Obligation.BINDING:
            owed[duty.state] += 1
            counts[outcome(duty)][duty.state] += 1
    return Balance(owed, kept, shirked, excused)


def outcome(duty: Duty) -> str:
    """Return what became of a line: `met`, `shirked`, `excused`, or `not_owed`."""
    if duty.obligation < Obligation.BINDING:
        return "not_owed"
    if met(duty.given):
        return "met"
    return "excused" if duty.excused != Excuse.NONE else "shirked"


@dataclass(frozen=True, slots=True)
class Record:
    """How one state has kept its duties, and what they cost it."""

    met: int
    shirked: int
    excused: int
    cheated: int
    """Of the shirked and excused, where it said that it gave."""
    cost: float
    """M$ a year, summed over quarters, that it gave whether owed or not."""

    @property
    def owed(self) -> int:
        """How many duties there were."""
        return self.met + self.shirked + self.excused

    @property
    def kept(self) -> float:
        """Share of what was not excused that was met; 1 where nothing was asked."""
        asked = self.met + self.shirked
        return self.met / asked if asked else 1.0


def record_of(duties: Iterable[Duty], state: int) -> Record:
    """Return how a state has kept its duties among some lines of the ledger."""
    counts = {"met": 0, "shirked": 0, "excused": 0, "not_owed": 0}
    cheated, cost = 0, 0.0
    for duty in duties:
        if duty.state != state:
            continue
        what = outcome(duty)
        counts[what] += 1
        cheated += duty.cheated and what in ("shirked", "excused")
        cost += 0.0 if duty.cheated else duty.cost
    return Record(counts["met"], counts["shirked"], counts["excused"], cheated, cost)


def givers(world: World, duties: Iterable[Duty]) -> tuple[tuple[StateId, float], ...]:
    """Return who gave to some measures, and what that cost in M$ a year, the largest first."""
    cost = np.zeros(world.n)
    gave = np.zeros(world.n, bool)
    for duty in duties:
        if duty.given > 0:
            gave[duty.state] = True
            cost[duty.state] += duty.cost
    rows = np.flatnonzero(gave)
    order = rows[np.argsort(-cost[rows], kind="stable")]
    return tuple((StateId(int(row)), float(cost[row])) for row in order)


def lines_of(
    world: World,
    *,
    institution: InstitutionId | None = None,
    crisis: CrisisId | None = None,
    since: int = 0,
) -> list[Duty]:
    """Return the lines of the ledger under an institution or in a case, from a turn on."""
    found = []
    for duty in world.ledger.since(since):
        resolution = world.resolutions[duty.resolution]
        if crisis is not None and resolution.crisis != crisis:
            continue
        if institution is None or resolution.institution == institution:
            found.append(duty)
    return found


@dataclass(frozen=True, slots=True)
class Burden:
    """What states bore of some measures beside what they weigh, [state] shares that sum to 1."""

    cost: Floats
    """Share of all that was paid; zeros where nothing was."""
    power: Floats
    """Share of the power of all who were asked."""


def burden(world: World, duties: Iterable[Duty]) -> Burden:
    """Return burden shares beside power shares (Olson and Zeckhauser 1966)."""
    cost = np.zeros(world.n)
    asked = np.zeros(world.n, bool)
    for duty in duties:
        asked[duty.state] = True
        if not duty.cheated:
            cost[duty.state] += duty.cost
    power = world.states.power * asked
    return Burden(
        cost / max(float(cost.sum()), 1e-12) if cost.any() else cost,
        power / max(float(power.sum()), 1e-12) if power.any() else power,
    )
