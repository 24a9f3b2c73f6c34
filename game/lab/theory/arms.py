"""The prerequisites of collective security, each as two arms that differ in one thing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.core.charter import DecisionRule, Means
from game.core.columns import Axis
from game.core.ids import StateId
from game.core.kinds import Act, Obligation, Seat, TreatyKind
from game.core.records import Treaty
from game.core.world import World
from game.lab.theory import worlds
from game.lab.theory.worlds import AGGRESSOR, BODY, KEEPER, OTHER, VICTIM

Change = Callable[[World], None]


@dataclass(frozen=True, slots=True)
class Prerequisite:
    """A claim of theory: in the arm `with_it` aggression pays less than in `without`."""

    key: str
    says: str
    source: str
    without: Change
    with_it: Change
    measure: str = "acts"
    """What is compared: whether it `acts` at once, what it `gains` in play, the chance that it
    reckons to be `stopped` with (higher with it), or the `burden` of the small beside their power."""


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


def _strike(world: World, states: list[int]) -> None:
    seats = world.memberships
    seats.member[BODY, states] = False
    seats.seat[BODY, states] = Seat.NONE


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


def _friends_of_the_aggressor(world: World) -> None:
    liking = world.dyads.affinity
    others = [row for row in range(world.n) if row not in (AGGRESSOR, VICTIM)]
    liking[others, AGGRESSOR] = 0.45
    liking[AGGRESSOR, others] = 0.45


def _impartial(world: World) -> None:
    liking = world.dyads.affinity
    others = [row for row in range(world.n) if row not in (AGGRESSOR, VICTIM)]
    liking[others, AGGRESSOR] = 0.0
    liking[AGGRESSOR, others] = 0.0


def _pretext(weight: float) -> Change:
    def change(world: World) -> None:
        world.claims[0] = replace(world.claims[0], pretext=weight, legitimacy=0.9 * weight)

    return change


def _record(met: float, failed: float) -> Change:
    def change(world: World) -> None:
        seats = world.memberships
        seats.met[BODY], seats.failed[BODY] = met, failed
        kinds = seats.met_alike.shape[1]
        seats.met_alike[BODY], seats.failed_alike[BODY] = met / kinds, failed / kinds

    return change


def _patron(world: World) -> None:
    """Make the third great power the aggressor's ally and friend."""
    liking = world.dyads.affinity
    liking[OTHER, AGGRESSOR] = liking[AGGRESSOR, OTHER] = 0.9
    pact = (StateId(OTHER), StateId(AGGRESSOR))
    world.treaties.append(
        Treaty(world.next_treaty(), TreatyKind.DEFENCE, pact, 0, -1, pact[0], accepted=True)
    )


def _patron_with_veto(world: World) -> None:
    _patron(world)
    _rules(world, veto=True)


def _parties_vote(world: World) -> None:
    """Give the aggressor a permanent seat, a vote in its own case, and all of them a veto."""
    _clauses(world, permanent=(KEEPER, OTHER, StateId(AGGRESSOR)))
    world.memberships.seat[BODY, AGGRESSOR] = Seat.PERMANENT
    _rules(world, veto=True, parties_vote=True)


def _parties_barred(world: World) -> None:
    _parties_vote(world)
    _rules(world, parties_vote=False)


def _might(factor: float) -> Change:
    def change(world: World) -> None:
        for name in ("milex", "milper", "irst", "pec", "production", "upop"):
            getattr(world.states, name)[AGGRESSOR] *= factor
        world.formations.strength[world.formations.owner == AGGRESSOR] *= factor

    return change


def _tied_down(world: World) -> None:
    """Wear the others out: tired at home, and unsteady."""
    others = [row for row in range(world.n) if row not in (AGGRESSOR, VICTIM)]
    world.states.weariness[others] = 0.7
    world.states.stability[others] = 0.3


def _two_bodies(world: World) -> None:
    """Split the members between two bodies, neither of which all great powers belong to."""
    world.charters = (*world.charters, replace(world.charters[BODY], key="rival"))
    world.memberships = world.memberships.grown(Axis.INSTITUTION)
    seats = world.memberships
    here = [row for row in range(world.n) if row % 2 == 0 or row in (AGGRESSOR, VICTIM)]
    there = [row for row in range(world.n) if row not in here]
    there += [AGGRESSOR, VICTIM]
    for number, members in ((0, here), (1, there)):
        seats.member[number] = False
        seats.member[number, members] = True
        seats.seat[number, ~seats.member[number]] = Seat.NONE
    seats.seat[1, there] = Seat.ELECTED
    seats.seat[1, [row for row in there if world.states.major[row]]] = Seat.PERMANENT
    seats.seat_until[1] = 40
    for name in ("met", "failed"):
        getattr(seats, name)[1] = getattr(seats, name)[0]


def _pledged(world: World) -> None:
    _clauses(world, means=Means.PLEDGED)
    world.memberships.pledged[BODY] = np.where(world.memberships.member[BODY], 0.75, 0.0)


def _unpledged(world: World) -> None:
    _clauses(world, means=Means.NONE)
    world.memberships.pledged[BODY] = 0.0


def _without_oil(world: World) -> None:
    charter = world.charters[BODY]
    ladder = tuple(step for step in charter.ladder if step.act not in (Act.OIL_BAN, Act.FORCE))
    _clauses(world, ladder=ladder)


def _with_oil(world: World) -> None:
    charter = world.charters[BODY]
    _clauses(world, ladder=tuple(step for step in charter.ladder if step.act != Act.FORCE))


PREREQUISITES: Final = (
    Prerequisite(
        "great_powers_inside",
        "The great powers belong",
        "Claude 1956; Kupchan and Kupchan 1991",
        _great_powers_outside,
        _as_it_is,
    ),
    Prerequisite(
        "wide_membership",
        "All belong, not the great alone",
        "Claude 1956; Wolfers 1962",
        _few_members,
        _as_it_is,
    ),
    Prerequisite(
        "binding",
        "Measures bind, and are not recommended",
        "Covenant, article 16, beside the resolutions of 1921; Walters 1952",
        _obligation(Obligation.RECOMMENDED),
        _as_it_is,
    ),
    Prerequisite(
        "automatic",
        "Measures are owed by the fact of attack",
        "Claude 1956; Niemeyer 1952",
        _obligation(Obligation.NONE),
        _obligation(Obligation.AUTOMATIC),
        measure="gains",
    ),
    Prerequisite(
        "single_body",
        "One body decides, not two",
        "Claude 1956; Wolfers 1962",
        _two_bodies,
        _as_it_is,
    ),
    Prerequisite(
        "impartial",
        "Members have no friends among aggressors",
        "Claude 1956; Thompson 1953",
        _friends_of_the_aggressor,
        _impartial,
    ),
    Prerequisite(
        "attribution",
        "It is clear who attacked",
        "Claude 1956; Finkelstein and Finkelstein 1966",
        _pretext(0.95),
        _pretext(0.05),
        measure="gains",
    ),
    Prerequisite(
        "record",
        "It has stood its tests before",
        "Kupchan and Kupchan 1995; Downs and Iida 1994",
        _record(0.0, 8.0),
        _record(8.0, 0.0),
    ),
    Prerequisite(
        "no_veto",
        "The aggressor's patron has no veto",
        "Claude 1962; Charter, article 27",
        _patron_with_veto,
        _patron,
        measure="stopped",
    ),
    Prerequisite(
        "parties_barred",
        "Parties do not vote in their own case",
        "Covenant, articles 15 and 16; Charter, article 27(3)",
        _parties_vote,
        _parties_barred,
    ),
    Prerequisite(
        "no_giant",
        "No state outweighs the rest",
        "Claude 1956; Wolfers 1962; Morgenthau 1948",
        _might(1.8),
        _as_it_is,
    ),
    Prerequisite(
        "hands_free",
        "Members are not tied down elsewhere",
        "Downs and Iida 1994; Chamberlin 1983",
        _tied_down,
        _as_it_is,
    ),
    Prerequisite(
        "pledged_forces",
        "Forces are pledged in advance",
        "Charter, article 43; Claude 1956",
        _unpledged,
        _pledged,
    ),
    Prerequisite(
        "oil_included",
        "Sanctions include what the aggressor must buy",
        "Hufbauer, Schott and Elliott 1990; Baer 1973",
        _without_oil,
        _with_oil,
        measure="stopped",
    ),
    Prerequisite(
        "small_ride_free",
        "Small states bear less of the burden than they weigh",
        "Olson and Zeckhauser 1966",
        _as_it_is,
        _as_it_is,
        measure="burden",
    ),
)
"""What theory says must hold, with where it says so."""
