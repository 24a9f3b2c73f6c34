"""Bodies: who joins and who is asked, what is moved in them, and who acts without one."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

from game.ai.advisor import decide
from game.ai.bodies import about_charter, belonging, duty, of_body
from game.ai.decision import Decision
from game.core.charter import Admission, Charter, Monitoring
from game.core.ids import ClaimId, InstitutionId, MotionId, StateId, TerritoryId
from game.core.kinds import Act, Ballot, Clause, Doctrine, Obligation, Rung, Seat, Stage, Standing
from game.core.orders import (
    Accede,
    Boycott,
    FormCoalition,
    Found,
    MoveAmendment,
    MoveMembership,
    PledgeForces,
    VoteMotion,
)
from game.core.records import Claim, Motion
from game.core.terms import total
from game.core.world import World
from tests.ai.ensemble import abandoned, moments, open_doors
from tests.ai.stage import FOE, SELF, THIRD, leaning, menace, neighbours, stage, strengths
from tests.rules.play import LEAGUE, chartered, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, league, small_world


def year(world: World, state: int) -> Iterator[Decision]:
    """Yield what a state decides in four quarters in which nothing happens."""
    for quarter in range(4):
        yield from decide(replace(world, turn=world.turn + quarter), [state])


def outside() -> World:
    """A small state in danger, outside a body that is believed."""
    world = stage()
    strengths(world, 0.08, 0.25, 0.35)
    neighbours(world, (SELF, FOE), (SELF, THIRD))
    menace(world, SELF, FOE, 0.7)
    world.memberships.member[LEAGUE] = True
    world.memberships.member[LEAGUE, SELF] = False
    world.memberships.in_being[LEAGUE] = True
    world.memberships.met[LEAGUE] = 8.0
    world.states.doctrine[2:] = (0.8, 0.2, 0.0, 0.0, 0.0)
    return world


def test_one_in_danger_joins_a_body_that_would_come_to_its_help() -> None:
    joins = [done for done in year(outside(), SELF) if isinstance(done.order, Accede)]
    assert [done.order for done in joins] == [Accede(SELF, LEAGUE)]
    (protection,) = (term.value for term in joins[0].terms if term.key == "protection")
    assert protection > 0.05


def idle_body_of_foes() -> World:
    world = outside()
    chartered(world, ladder=())
    world.dyads.affinity[SELF] = -0.5
    leaning(world, SELF, Doctrine.KEEP_OUT, 0.9)
    assert duty(world.charters[0]) == 0.0
    return world


def test_nobody_joins_a_body_of_its_foes_that_does_nothing_and_has_few_members() -> None:
    world = idle_body_of_foes()
    world.memberships.member[LEAGUE] = False
    world.memberships.member[LEAGUE, FOE] = True
    assert not [done for done in year(world, SELF) if isinstance(done.order, Accede)]


def test_where_all_the_world_belongs_one_joins_to_be_known_by_it() -> None:
    world = idle_body_of_foes()
    (joins,) = (done for done in year(world, SELF) if isinstance(done.order, Accede))
    terms = {term.key: term.value for term in joins.terms}
    assert max(terms, key=lambda key: terms[key]) == "standing"


def test_a_claim_on_a_member_hampers_less_than_one_that_only_joining_would_forbid() -> None:
    world = outside()
    leaning(world, SELF, Doctrine.REVISE, 0.8)
    terms = []
    for holder in (THIRD, FOE):
        at = world.clone()
        at.memberships.member[LEAGUE, FOE] = False
        at.claims.clear()
        at.claims.append(
            Claim(ClaimId(0), StateId(SELF), StateId(holder), (TerritoryId(0),), 0.6, 0.5, 0.3)
        )
        table = of_body(at, LEAGUE)
        terms.append(float(table.values[SELF, table.keys.index("claims_hampered")]))
    on_member, on_outsider = terms
    assert on_outsider < on_member < 0


def test_who_was_turned_down_lets_it_rest_for_longer_each_time() -> None:
    world = outside()
    asked: list[int] = []
    for turn in range(100):
        at = replace(world, turn=turn)
        for done in decide(at, [SELF]):
            if isinstance(done.order, Accede):
                asked.append(turn)
                world.put(
                    Motion(MotionId(len(world.motions)), InstitutionId(LEAGUE), Act.ADMISSION,
                           StateId(SELF), StateId(SELF), turn, standing=Standing.VETOED)
                )  # fmt: skip
    waits = [after - before for before, after in itertools.pairwise(asked)]
    assert waits == [12, 24, 48]


def test_a_body_that_has_failed_protects_less() -> None:
    believed, doubted = outside(), outside()
    doubted.memberships.met[LEAGUE], doubted.memberships.failed[LEAGUE] = 0.0, 8.0
    tables = [of_body(world, LEAGUE) for world in (believed, doubted)]
    protection = [table.values[SELF, table.keys.index("protection")] for table in tables]
    assert protection[0] > protection[1] + 0.03


@pytest.mark.parametrize(
    ("clause", "value", "act"),
    [
        (Clause.OBLIGATION, float(Obligation.AUTOMATIC), int(Act.FORCE)),
        (Clause.MAJORITY, 2 / 3, int(Act.FORCE)),
    ],
)
def test_to_bind_more_protects_the_endangered_and_costs_those_who_keep_out(
    clause: Clause, value: float, act: int
) -> None:
    world = outside()
    world.memberships.member[LEAGUE] = True
    leaning(world, THIRD, Doctrine.KEEP_OUT, 0.9)
    worth = about_charter(world, LEAGUE, clause, value, act).total()
    assert worth[SELF] > worth[THIRD]


def test_a_clause_that_reads_so_already_is_no_amendment() -> None:
    world = outside()
    with pytest.raises(ValueError, match="already"):
        about_charter(world, LEAGUE, Clause.MONITORING, float(Monitoring.COMMITTEE), -1)


def alliance() -> Charter:
    return replace(
        league(),
        key="pact",
        admission=Admission.INVITATION,
        obligations=tuple(
            Obligation.AUTOMATIC if act == Act.FORCE else Obligation.NONE for act in Act
        ),
    )


def test_an_alliance_is_worth_most_to_those_who_share_its_danger() -> None:
    world = stage()
    strengths(world, 0.15, 0.3, 0.15)
    neighbours(world, (SELF, FOE), (THIRD, FOE), (SELF, THIRD))
    for state in (SELF, THIRD):
        menace(world, state, FOE, 0.7)
    member = np.zeros(world.n, bool)
    member[[SELF, THIRD]] = True
    worth = belonging(world, alliance(), member, np.full(world.n, 0.6)).total()
    assert worth[SELF] > 0
    assert worth[FOE] < worth[SELF]
    assert (worth[3:] < worth[SELF]).all()


def test_what_is_founded_shelters_its_founder_and_is_open_to_those_it_would_suit() -> None:
    founded = [
        (here.world, done)
        for here in moments()
        for done in here.decisions
        if isinstance(done.order, Found)
    ]
    assert founded
    for world, done in founded:
        assert isinstance(done.order, Found)
        assert total(done.terms) > 0
        assert all(world.states.exists[state] for state in done.order.invited)
        assert BORLAND not in done.order.invited  # it is what the others fear


def test_only_what_would_carry_is_moved() -> None:
    for here in moments():
        for done in here.decisions:
            if isinstance(done.order, MoveAmendment | MoveMembership):
                assert total(done.terms) > 0
                assert here.world.memberships.member[done.order.institution, done.order.state]


def put(world: World, act: Act, target: int, **facts: float) -> World:
    """Bring a motion of Arden's before the council."""
    world.stage = Stage.COUNCIL
    world.put(
        Motion(
            MotionId(0), LEAGUE, act, ARDEN, StateId(target), world.turn,
            int(facts.get("clause", -1)), -1, facts.get("value", 0.0),
        )
    )  # fmt: skip
    return world


def ballots(world: World) -> dict[int, Ballot]:
    return {
        int(done.order.state): done.order.ballot
        for done in decide(world, range(world.n))
        if isinstance(done.order, VoteMotion)
    }


def test_friends_are_voted_in_and_those_one_fears_are_not() -> None:
    world = small_world(6)
    world.memberships.member[LEAGUE, CASSIA] = False
    world.dyads.affinity[ARDEN, CASSIA] = 0.9
    world.dyads.affinity[BORLAND, CASSIA] = -0.9
    world.dyads.rivalry[BORLAND, CASSIA] = 0.9
    cast = ballots(put(world, Act.ADMISSION, CASSIA))
    assert cast[ARDEN] == Ballot.YES
    assert cast[BORLAND] in (Ballot.NO, Ballot.VETO)


def test_an_aggressor_is_voted_out_by_those_who_uphold_the_rules_and_kept_by_its_friends() -> None:
    world = small_world(6)
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,))
    world.dyads.affinity[3, BORLAND] = 0.9
    cast = ballots(put(world, Act.EXPULSION, BORLAND))
    assert cast[ARDEN] == Ballot.YES
    assert cast[3] in (Ballot.NO, Ballot.VETO)


def test_more_inspection_is_wanted_by_upholders_and_not_by_those_with_claims() -> None:
    world = put(small_world(6), Act.AMENDMENT, -1, clause=int(Clause.MONITORING), value=3.0)
    cast = ballots(world)
    assert cast[ARDEN] == Ballot.YES
    assert cast[BORLAND] in (Ballot.NO, Ballot.VETO)


def test_who_stands_condemned_in_a_body_it_cannot_leave_stays_away() -> None:
    world = small_world(6)
    chartered(world, may_withdraw=False)
    world.memberships.seat[LEAGUE, BORLAND] = Seat.NONE
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,), rung=Rung.CLASH)
    away = [done.order for done in year(world, BORLAND) if isinstance(done.order, Boycott)]
    assert Boycott(BORLAND, LEAGUE, True) in away
    assert not [done for done in year(world, ARDEN) if isinstance(done.order, Boycott)]


def test_pledges_follow_belief() -> None:
    def pledged(met: float) -> float:
        world = small_world(8)
        open_doors(world)
        world.memberships.met[LEAGUE], world.memberships.failed[LEAGUE] = met, 8.0 - met
        given = [
            done.order.share for done in year(world, CASSIA) if isinstance(done.order, PledgeForces)
        ]
        return max(given, default=0.0)

    assert pledged(8.0) >= pledged(0.0)
    assert pledged(8.0) > 0


def test_a_strong_ally_leads_a_coalition_where_no_body_acts_and_none_where_one_may() -> None:
    world = small_world(8, seed=16)
    abandoned(world)
    (led,) = [done for done in decide(world, range(8)) if isinstance(done.order, FormCoalition)]
    assert led.order.state == ARDEN
    assert total(led.terms) > 0
    seized = small_world(8, seed=16)
    abandoned(seized)
    crisis = seized.crises[0]
    seized.put(replace(crisis, institution=InstitutionId(0), referred=seized.turn))
    assert not [done for done in decide(seized, range(8)) if isinstance(done.order, FormCoalition)]
