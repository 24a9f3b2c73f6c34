"""Peace operations in a case: who is there, with what mandate and leave, and how much they can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.charter import Means
from game.core.formulas import missions as formulas
from game.core.ids import InstitutionId, ResolutionId, StateId
from game.core.kinds import Act, CrisisKind
from game.core.records import Crisis
from game.core.terms import Term
from game.core.world import World

Floats = NDArray[np.float64]

MISSIONS: Final = (Act.OBSERVERS, Act.PEACEKEEPING, Act.FORCE)
"""Measures that put people on the spot, the stronger later."""

_MANDATE: Final = {Act.OBSERVERS: 0.3, Act.PEACEKEEPING: 0.75, Act.FORCE: 1.0}
"""What each may do when tested: look on, stand between and defend itself, act."""

_SHARE: Final = {
    Act.OBSERVERS: (0.002, 0.15),
    Act.PEACEKEEPING: (0.05, 12.0),
    Act.FORCE: (0.25, 250.0),
}
"""Of a state's soldiers, what a whole contribution is, and its most in thousands."""


@dataclass(frozen=True, slots=True)
class Mission:
    """People on the spot."""

    resolution: ResolutionId
    institution: InstitutionId
    act: Act
    men: float
    """Thousands sent."""
    needed: float
    """Thousands that the task asks for."""
    admitted: bool
    """The host lets them in, or the mandate does not ask it."""

    @property
    def adequacy(self) -> float:
        """Men over men needed, 0..1; 0 for those who may not come in."""
        return min(1.0, self.men / self.needed) if self.admitted else 0.0

    @property
    def strength(self) -> float:
        """Return the chance that it passes a test, 0..1."""
        return formulas.holds(self.adequacy, _MANDATE[self.act])


def host(crisis: Crisis) -> StateId:
    """Return the state on whose land a mission would stand."""
    return crisis.target


def contingent(world: World, act: Act) -> Floats:
    """Return the thousand men that a whole contribution of each state is, [state]."""
    share, most = _SHARE[act]
    return np.minimum(world.states.milper * share, most)


def leave_needed(world: World, institution: int, act: Act) -> bool:
    """Tell whether a mission comes only with the host's consent."""
    if act == Act.FORCE:
        return False
    return institution < 0 or world.charters[institution].consent_needed


def wanted(world: World, crisis: Crisis) -> bool:
    """Tell whether a mission has been decided for which the host's consent is still to be had."""
    return any(
        resolution.in_force
        and any(
            act in MISSIONS and leave_needed(world, resolution.institution, act)
            for act in resolution.acts
        )
        for resolution in world.resolutions_on(crisis.id)
    )


def mission_in(world: World, crisis: Crisis) -> Mission | None:
    """Return the strongest mission in a case, from what was given this turn or last; None if none."""
    best: Mission | None = None
    for resolution in world.resolutions_on(crisis.id):
        if not resolution.in_force:
            continue
        for act in resolution.acts:
            if act not in MISSIONS or (act == Act.FORCE and not crisis.internal):
                continue
            people = float(world.states.tpop[host(crisis)])
            leave = crisis.consent == 1 or not leave_needed(world, resolution.institution, act)
            found = Mission(
                resolution.id,
                resolution.institution,
                act,
                _men(world, resolution.id, act) + _own(world, resolution.institution, act),
                formulas.needed(MISSIONS.index(act), people),
                leave,
            )
            if best is None or (found.strength, found.act) > (best.strength, best.act):
                best = found
    return best


def _men(world: World, resolution: int, act: Act) -> float:
    """Return the thousand men given to a mission in the latest turn that anything was given."""
    each, total, last = contingent(world, act), 0.0, -1
    for duty in reversed(world.ledger):
        if duty.turn < max(last, world.turn - 1):
            break
        if duty.resolution == resolution and duty.act == act:
            last = duty.turn
            total += duty.given * float(each[duty.state])
    return total


def _own(world: World, institution: int, act: Act) -> float:
    """Return the thousand men of a standing force that the body sends by itself."""
    if institution < 0 or act == Act.OBSERVERS:
        return 0.0
    charter = world.charters[institution]
    if charter.means != Means.STANDING:
        return 0.0
    return charter.standing_force * float(world.states.milper.sum())


def consent_terms(world: World, crisis: Crisis) -> tuple[Term, ...]:
    """Return what letting a mission in is worth to the host, term by term; positive means yes."""
    state, states = host(crisis), world.states
    body = crisis.institution
    seats = world.memberships
    belief = 0.0
    if body >= 0:
        met, failed = float(seats.met[body, state]), float(seats.failed[body, state])
        belief = (met + 1.0) / (met + failed + 2.0)
    in_need = (1.0 - crisis.tide) if crisis.internal else 0.15 + 0.12 * int(crisis.rung)
    autocracy = (10.0 - float(states.regime[state])) / 20.0
    guilty = 0.3 if crisis.kind == CrisisKind.ATROCITY else 0.0
    return (
        Term("relief", 0.4 * in_need),
        Term("sovereignty", -0.12 - 0.12 * autocracy),
        Term("own_guilt", -guilty),
        Term("trust_in_body", 0.3 * (belief - 0.4)),
        Term("weariness", 0.2 * float(states.weariness[state])),
        Term("sanctions", 0.4 * float(states.pressure[state])),
    )
