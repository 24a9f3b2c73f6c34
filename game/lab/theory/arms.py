"""The arms of the comparisons: each changes one condition of a world, and nothing else.

No arm touches what the claimant wants, what a measure does, or what anybody decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Final

import numpy as np

from game.core.charter import DecisionRule, Means
from game.core.columns import Axis
from game.core.ids import NO_RESOLUTION, StateId
from game.core.kinds import Act, Arm, Obligation, Seat
from game.core.world import World
from game.lab.theory import worlds
from game.lab.theory.worlds import AGGRESSOR, BODY, KEEPER, OTHER, VICTIM

Change = Callable[[World], None]


def _as_it_is(world: World) -> None:
    """Change nothing."""


def _rules(world: World, **clauses: object) -> None:
    charter = world.charters[BODY]
    rules: tuple[DecisionRule, ...] = tuple(
        replace(rule, **clauses)  # type: ignore[arg-type]
        for rule in charter.rules
    )
    world.charters = (replace(charter, rules=rules), *world.charters[1:])


def _clauses(world: World, **clauses: object) -> None:
    changed = replace(world.charters[BODY], **clauses)  # type: ignore[arg-type]
    world.charters = (changed, *world.charters[1:])


def _others(world: World) -> list[int]:
    return [row for row in range(world.n) if row not in (AGGRESSOR, VICTIM)]


def _strike(world: World, states: list[int]) -> None:
    seats = world.memberships
    seats.member[BODY, states] = False
    seats.seat[BODY, states] = Seat.NONE
    seats.pledged[BODY, states] = 0.0


def _great_powers_outside(world: World) -> None:
    _strike(world, worlds.great(world))


def _few_members(world: World) -> None:
    """Leave only the great powers, the victim and the aggressor inside."""
    inside = {*worlds.great(world), AGGRESSOR, VICTIM}
    _strike(world, [row for row in range(world.n) if row not in inside])


def _obligation(duty: Obligation) -> Change:
    def change(world: World) -> None:
        owed = world.charters[BODY].obligations
        _clauses(
            world,
            obligations=tuple(duty if each == Obligation.BINDING else each for each in owed),
        )

    return change


def _liked(world: World) -> None:
    """Let the others like the aggressor, and it them."""
    liking, others = world.dyads.affinity, _others(world)
    liking[others, AGGRESSOR] = 0.45
    liking[AGGRESSOR, others] = 0.45


def _clouded(world: World) -> None:
    """Give the aggressor a fine pretext, and a case that many think just."""
    world.claims[0] = replace(world.claims[0], pretext=0.95, legitimacy=0.85)


def _discredited(world: World) -> None:
    worlds.remember(world, worlds.FAILED, worlds.MET)


def _patron(world: World) -> None:
    """Make the third great power the aggressor's friend."""
    liking = world.dyads.affinity
    liking[OTHER, AGGRESSOR] = liking[AGGRESSOR, OTHER] = 0.8


def _patron_with_veto(world: World) -> None:
    _patron(world)
    _rules(world, veto=True)


def _parties_vote(world: World) -> None:
    """Give the aggressor a permanent seat, a vote in its own case, and all of them a veto."""
    _parties_barred(world)
    _rules(world, parties_vote=True)


def _parties_barred(world: World) -> None:
    _clauses(world, permanent=(KEEPER, OTHER, StateId(AGGRESSOR)))
    world.memberships.seat[BODY, AGGRESSOR] = Seat.PERMANENT
    _rules(world, veto=True, parties_vote=False)


def _giant(world: World) -> None:
    """Let the aggressor weigh twice as much."""
    for name in ("milex", "milper", "irst", "pec", "production", "upop"):
        getattr(world.states, name)[AGGRESSOR] *= 2.0
    world.formations.strength[world.formations.owner == AGGRESSOR] *= 2.0


def _tied_down(world: World) -> None:
    """Station the others' armies with their next neighbours, on land that is not their own."""
    forces, land = world.formations, world.territories
    lands = world.board.territories
    for row in np.flatnonzero(forces.exists & (forces.arm == Arm.ARMY)).tolist():
        owner = int(forces.owner[row])
        if owner in (AGGRESSOR, VICTIM):
            continue
        node = (int(forces.node[row]) + lands // 2) % lands
        while int(land.owner[node]) in (owner, AGGRESSOR, VICTIM):
            node = (node + 1) % lands
        forces.node[row] = node
        forces.mandate[row] = NO_RESOLUTION


def _two_bodies(world: World) -> None:
    """Split the members between two bodies, neither of which all great powers belong to."""
    world.charters = (*world.charters, replace(world.charters[BODY], key="rival"))
    world.memberships = world.memberships.grown(Axis.INSTITUTION)
    seats = world.memberships
    here = [row for row in range(world.n) if row % 2 == 0 or row in (AGGRESSOR, VICTIM)]
    there = [row for row in range(world.n) if row not in here] + [AGGRESSOR, VICTIM]
    for name in ("met", "failed", "met_alike", "failed_alike", "in_being"):
        getattr(seats, name)[1] = getattr(seats, name)[0]
    for number, members in ((0, here), (1, there)):
        seats.member[number] = False
        seats.member[number, members] = True
        seats.seat[number, ~seats.member[number]] = Seat.NONE
        seats.pledged[number] = np.where(seats.member[number], worlds.PLEDGED, 0.0)
    seats.seat[1, there] = Seat.ELECTED
    seats.seat[1, [row for row in there if world.states.major[row]]] = Seat.PERMANENT
    seats.seat_until[1] = 40


def _unpledged(world: World) -> None:
    """Let members provide no forces in advance: each contingent is raised when it is asked for."""
    _clauses(world, means=Means.NONE)
    world.memberships.pledged[BODY] = 0.0


def _no_force(world: World) -> None:
    charter = world.charters[BODY]
    _clauses(world, ladder=tuple(step for step in charter.ladder if step.act != Act.FORCE))


def _no_oil(world: World) -> None:
    _no_force(world)
    charter = world.charters[BODY]
    _clauses(world, ladder=tuple(step for step in charter.ladder if step.act != Act.OIL_BAN))


ARMS: Final[dict[str, Change]] = {
    "as it is": _as_it_is,
    "great powers outside": _great_powers_outside,
    "the great powers alone": _few_members,
    "recommended": _obligation(Obligation.RECOMMENDED),
    "automatic": _obligation(Obligation.AUTOMATIC),
    "two rival bodies": _two_bodies,
    "aggressor liked": _liked,
    "clouded": _clouded,
    "1 met, 6 failed": _discredited,
    "a patron with a veto": _patron_with_veto,
    "a patron without": _patron,
    "parties vote": _parties_vote,
    "parties barred": _parties_barred,
    "aggressor twice as strong": _giant,
    "armies abroad": _tied_down,
    "nothing pledged": _unpledged,
    "sanctions without oil": _no_oil,
    "sanctions with oil": _no_force,
}
"""What is done to a world, by the name that the table gives it."""

BASE: Final = "as it is"
"""The arm that changes nothing."""
