"""The compliance ledger, read as a table: who owed what, who gave, who shirked, who was excused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.ids import CrisisId, InstitutionId
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
    for duty in duties:
        if duty.obligation < Obligation.BINDING:
            continue
        owed[duty.state] += 1
        if met(duty.given):
            kept[duty.state] += 1
        elif duty.excused != Excuse.NONE:
            excused[duty.state] += 1
        else:
            shirked[duty.state] += 1
    return Balance(owed, kept, shirked, excused)


def lines_of(
    world: World,
    *,
    institution: InstitutionId | None = None,
    crisis: CrisisId | None = None,
    since: int = 0,
) -> list[Duty]:
    """Return the lines of the ledger under an institution or in a case, from a turn on."""
    found = []
    for duty in world.ledger:
        resolution = world.resolutions[duty.resolution]
        if duty.turn < since or (crisis is not None and resolution.crisis != crisis):
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
