"""Every clause of a charter is read by some rule: change it alone, and something comes out otherwise."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from fractions import Fraction
from typing import Any

import numpy as np
import pytest

from game.core.briefs import ROW_OF, brief
from game.core.cases import case_of
from game.core.charter import (
    Admission,
    Charter,
    CostSharing,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.concurrence import owed_to
from game.core.eligibility import lawful_to_join, takes_up
from game.core.forecast import electorate
from game.core.ids import MotionId, ResolutionId, StateId
from game.core.kinds import (
    Act,
    Ballot,
    Clause,
    CrisisKind,
    Obligation,
    Reason,
    Rung,
    Seat,
    Stage,
    Standing,
)
from game.core.legality import refusal
from game.core.log import Log
from game.core.missions import leave_needed
from game.core.orders import (
    Accede,
    Contribute,
    Found,
    Invite,
    MoveMembership,
    Order,
    Refer,
    Table,
    Vote,
    Withdraw,
)
from game.core.outlook import outlook
from game.core.phases import membership
from game.core.phases.motions import tally
from game.core.phases.rolls import admit
from game.core.records import Motion
from game.core.turn import advance
from game.core.world import World
from tests.rules.bodies import pact, reading
from tests.rules.play import LEAGUE, QUARREL, happened, measure, quarrel, tabled, turn
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

Seen = Callable[[World], Any]


@dataclass(frozen=True)
class Readings:
    """Two readings of a clause, and what comes out differently."""

    one: Any
    other: Any
    seen: Seen


def why(order: Order) -> Seen:
    """Return why an order is refused."""

    def seen(world: World) -> str:
        quarrel(world)
        found = refusal(world, order)
        return found.key if found else "allowed"

    return seen


def unreferred(order: Order) -> Seen:
    def seen(world: World) -> str:
        quarrel(world, institution=-1, referred=-1)
        found = refusal(world, order)
        return found.key if found else "allowed"

    return seen


def taken_up(world: World) -> bool:
    return takes_up(world, LEAGUE, quarrel(world))


def against_an_adversary(world: World) -> bool:
    reading(world, triggers=(Trigger.ATTACK_BY_ADVERSARY,))
    return taken_up(world)


def seat_of_a_newcomer(world: World) -> int:
    admit(world, LEAGUE, FENWICK, Log(0))
    return int(world.memberships.seat[LEAGUE, FENWICK])


def elections(world: World) -> tuple[int, int]:
    world.memberships.seat[LEAGUE, [CASSIA, ELMERE]] = Seat.NONE
    membership.run(world, [], Log(0))
    seats = world.memberships
    elected = seats.seat[LEAGUE] == Seat.ELECTED
    return int(elected.sum()), int(seats.seat_until[LEAGUE].max())


def carried(world: World) -> bool:
    quarrel(world)
    put = tabled(world, Act.CONDEMNATION)
    votes = [Vote(ARDEN, put.id, Ballot.YES), Vote(ELMERE, put.id, Ballot.YES),
             Vote(DORVAN, put.id, Ballot.NO)]  # fmt: skip
    return advance(world, votes).world.resolutions[0].standing == Standing.ADOPTED


def owed(world: World) -> list[int]:
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,))
    return owed_to(world, measure(world, Act.OIL_BAN), Act.OIL_BAN).tolist()


def of_force(part: str) -> Seen:
    """Return what a measure of force asks and can do."""

    def seen(world: World) -> list[float]:
        case = case_of(quarrel(world, rung=Rung.WAR, named=BORLAND))
        found = brief(world, case, tuple(ROW_OF), outlook(world))
        row = ROW_OF[Act.FORCE]
        if part == "pledge":
            return found.prices.values[row, :, found.prices.keys.index("pledge")].tolist()
        return [*found.capacity[row].tolist(), float(found.resistance[row])]

    return seen


def common_force(world: World) -> list[float]:
    reading(world, means=Means.STANDING)
    return of_force("capacity")(world)


def paid(world: World) -> list[float]:
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,))
    measure(world, Act.ARMS_EMBARGO)
    world.stage = Stage.RESPONSE
    given = Contribute(ARDEN, ResolutionId(0), Act.ARMS_EMBARGO, 1.0)
    return advance(world, [given]).world.states.treasury.tolist()


def watched(charter: Charter) -> int:
    world = small_world(30)
    world.charters = (charter,)
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,))
    measure(world, Act.ARMS_EMBARGO)
    world.stage = Stage.RESPONSE
    cheats = [
        Contribute(StateId(state), ResolutionId(0), Act.ARMS_EMBARGO, 1.0, cheat=True)
        for state in range(world.n)
    ]
    return len(happened(advance(world, cheats), "measure.cheat_seen"))


def seen_by_the_watch(world: World) -> int:
    return watched(world.charters[LEAGUE])


def helped(world: World) -> bool:
    return lawful_to_join(world, quarrel(world, rung=Rung.WAR), 1)


def helped_after_the_council(world: World) -> bool:
    crisis = quarrel(world, rung=Rung.WAR)
    measure(world, Act.ARMS_EMBARGO)
    return lawful_to_join(world, crisis, 1)


def enforced_by_a_pact(world: World) -> bool:
    body = pact(world, (ARDEN, ELMERE, CASSIA))
    quarrel(world, rung=Rung.ULTIMATUM, named=BORLAND, acts=(Act.DETERMINATION,),
            bodies=(LEAGUE, body))  # fmt: skip
    put = replace(tabled(world, Act.ARMS_EMBARGO), institution=body)
    world.put(put)
    votes = [Vote(ARDEN, put.id, Ballot.YES), Vote(ELMERE, put.id, Ballot.YES)]
    return bool(happened(advance(world, votes), "resolution.unauthorised"))


def reports_in(world: World) -> int:
    quarrel(world)
    put = tabled(world, Act.INQUIRY)
    votes = [Vote(state, put.id, Ballot.YES) for state in (ARDEN, DORVAN, ELMERE)]
    return advance(world, votes).world.crises[QUARREL].inquiry_due


def gone_by(world: World) -> int:
    return int(turn(world, Withdraw(ARDEN, LEAGUE)).world.memberships.leaves[LEAGUE, ARDEN])


def vetoers(world: World) -> list[int]:
    rules = tuple(replace(rule, veto=True) for rule in world.charters[LEAGUE].rules)
    reading(world, rules=rules)
    crisis = quarrel(world, kind=CrisisKind.ATROCITY, initiator=CASSIA, target=CASSIA, claim=-1)
    _, _, may_veto = electorate(world, case_of(crisis), (Act.CONDEMNATION,))
    return np.flatnonzero(may_veto).tolist()


def amendment_count(world: World) -> tuple[bool, Reason]:
    """Arden and the small are for it; Borland and Dorvan stay silent."""
    world.turn = 20
    if world.charters[LEAGUE].review_every_turns:
        reading(world, amendment_permanent=True)
    plain = replace(world.charters[LEAGUE].rule(Act.AMENDMENT), organ=Organ.ASSEMBLY)
    rules = list(world.charters[LEAGUE].rules)
    rules[Act.AMENDMENT] = plain
    reading(world, rules=tuple(rules))
    motion = Motion(MotionId(0), LEAGUE, Act.AMENDMENT, ARDEN, StateId(-1), 20,
                    clause=int(Clause.NOTICE), value=2)  # fmt: skip
    roll = np.full(world.n, int(Ballot.YES))
    roll[[BORLAND, DORVAN]] = Ballot.ABSTAIN
    result = tally(world, motion, roll)
    return result.adopted, result.reason


def founded(world: World) -> bool:
    charter = replace(world.charters[LEAGUE], key="compact", permanent=())
    world.scenario = replace(world.scenario, templates=(charter,))
    world = turn(world, Found(ARDEN, 0, (CASSIA, ELMERE, FENWICK))).world
    body = type(LEAGUE)(1)
    return bool(turn(world, Accede(CASSIA, body)).world.memberships.in_being[body])


def found_again(world: World) -> str:
    template = replace(league_like(world), key="covenant")
    world.scenario = replace(world.scenario, templates=(template,))
    return why(Found(ARDEN, 0, (CASSIA,)))(world)


def league_like(world: World) -> Charter:
    return replace(world.charters[LEAGUE], permanent=())


def permitted(world: World) -> bool:
    return leave_needed(world, LEAGUE, Act.PEACEKEEPING)


def _rules(**facts: Any) -> tuple[Any, ...]:
    return tuple(replace(rule, **facts) for rule in small_world().charters[0].rules)


CLAUSES: dict[str, Readings] = {
    "key": Readings("covenant", "compact", found_again),
    "admission": Readings(Admission.UNIVERSAL, Admission.INVITATION, why(Accede(FENWICK, LEAGUE))),
    "adversaries": Readings((BORLAND,), (FENWICK,), against_an_adversary),
    "triggers": Readings((Trigger.ATTACK_ON_MEMBER,), (Trigger.REVOLUTION,), taken_up),
    "permanent": Readings((ARDEN,), (ARDEN, FENWICK), seat_of_a_newcomer),
    "elected_seats": Readings(1, 2, elections),
    "elected_term_turns": Readings(4, 12, elections),
    "rules": Readings(_rules(), _rules(majority=Fraction(1, 2), strict=True), carried),
    "obligations": Readings(
        (Obligation.BINDING,) * len(Act), (Obligation.RECOMMENDED,) * len(Act), owed
    ),
    "ladder": Readings(
        small_world().charters[0].ladder,
        (),
        why(Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,))),
    ),
    "means": Readings(Means.NONE, Means.COALITION, of_force("capacity")),
    "cost_sharing": Readings(CostSharing.WHERE_IT_FALLS, CostSharing.EQUAL, paid),
    "monitoring": Readings(Monitoring.NONE, Monitoring.INSPECTORS, seen_by_the_watch),
    "members_may_refer": Readings(True, False, unreferred(Refer(ARDEN, QUARREL, LEAGUE))),
    "outsiders_may_refer": Readings(True, False, unreferred(Refer(FENWICK, QUARREL, LEAGUE))),
    "self_defence": Readings(True, False, helped),
    "regional": Readings(RegionalClause.FREE, RegionalClause.NONE, enforced_by_a_pact),
    "inquiry_turns": Readings(1, 3, reports_in),
    "withdrawal_notice_turns": Readings(4, 8, gone_by),
    "suspension": Readings(
        True, False, why(MoveMembership(ARDEN, LEAGUE, Act.SUSPENSION, BORLAND))
    ),
    "expulsion": Readings(True, False, why(MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND))),
    "review_every_turns": Readings(20, 19, amendment_count),
    "area": Readings((), (FENWICK,), taken_up),
    "regime_floor": Readings(-10.0, 9.0, why(Invite(ARDEN, LEAGUE, FENWICK))),
    "regime_ceiling": Readings(10.0, -9.0, why(Invite(ARDEN, LEAGUE, FENWICK))),
    "lead": Readings(StateId(-1), ARDEN, of_force("pledge")),
    "standing_force": Readings(0.0, 0.1, common_force),
    "pledged_share": Readings(0.0, 0.3, of_force("pledge")),
    "self_defence_until_council": Readings(True, False, helped_after_the_council),
    "veto_restraint": Readings(True, False, vetoers),
    "consent_needed": Readings(True, False, permitted),
    "amendment_permanent": Readings(True, False, amendment_count),
    "may_withdraw": Readings(True, False, why(Withdraw(ARDEN, LEAGUE))),
    "ratify": Readings(Fraction(1, 2), Fraction(1), founded),
    "without_veto": Readings((), (DORVAN,), vetoers),
}
"""By clause: two readings, and what shows which of them is in force."""


def test_every_clause_of_a_charter_is_here() -> None:
    assert list(CLAUSES) == [field.name for field in fields(Charter)]


@pytest.mark.parametrize("name", list(CLAUSES))
def test_a_clause_makes_a_difference(name: str) -> None:
    clause = CLAUSES[name]

    def under(value: Any) -> Any:
        world = small_world()
        reading(world, **{name: value})
        return clause.seen(world)

    assert under(clause.one) != under(clause.other), f"nothing reads '{name}'"
