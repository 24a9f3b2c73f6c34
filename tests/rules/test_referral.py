"""The agenda: who may bring a quarrel before an institution, and what may be tabled there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.charter import Admission
from game.core.columns import Axis
from game.core.ids import CrisisId, InstitutionId, StateId
from game.core.kinds import Act, Ballot, CrisisEnd, Move, Stage, Standing
from game.core.legality import refusal
from game.core.orders import MoveInCrisis, Refer, Table, Vote
from game.core.turn import advance
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, chartered, happened, quarrel, turn
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, FENWICK, small_world

NOWHERE = InstitutionId(-1)


def unreferred() -> World:
    world = small_world()
    quarrel(world, institution=NOWHERE, referred=-1)
    return world


def why(world: World, order: Refer | Table) -> str:
    found = refusal(world, order)
    return found.key if found else "allowed"


@pytest.mark.parametrize(
    ("who", "members", "outsiders", "expected"),
    [
        (CASSIA, False, False, "allowed"),  # the injured party, always
        (BORLAND, False, False, "allowed"),  # so may the other
        (ARDEN, True, False, "allowed"),
        (ARDEN, False, True, "only_parties_refer"),
        (FENWICK, True, True, "allowed"),
        (FENWICK, True, False, "not_a_member"),
    ],
)
def test_who_may_refer_is_a_matter_of_the_charter(
    who: StateId, members: bool, outsiders: bool, expected: str
) -> None:
    world = unreferred()
    chartered(world, members_may_refer=members, outsiders_may_refer=outsiders)
    assert why(world, Refer(who, QUARREL, LEAGUE)) == expected


def test_a_referral_seizes_the_institution_of_the_quarrel() -> None:
    outcome = turn(unreferred(), Refer(CASSIA, QUARREL, LEAGUE))
    crisis = outcome.world.crises[QUARREL]
    assert (crisis.institution, crisis.referred) == (LEAGUE, 0)
    (event,) = happened(outcome, "crisis.referred")
    assert (event.subject, event.id("institution")) == (CASSIA, LEAGUE)


def test_a_quarrel_is_referred_once() -> None:
    outcome = turn(unreferred(), Refer(CASSIA, QUARREL, LEAGUE), Refer(ARDEN, QUARREL, LEAGUE))
    assert len(happened(outcome, "crisis.referred")) == 1
    assert why(outcome.world, Refer(ARDEN, QUARREL, LEAGUE)) == "already_referred"


def test_to_table_is_to_refer() -> None:
    outcome = turn(unreferred(), Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,)))
    assert outcome.world.crises[QUARREL].institution == LEAGUE
    assert happened(outcome, "crisis.referred")


def test_whoever_may_not_refer_cannot_do_it_by_tabling() -> None:
    world = unreferred()
    chartered(world, members_may_refer=False)
    inquiry = (Act.INQUIRY,)
    assert why(world, Table(ARDEN, LEAGUE, QUARREL, BORLAND, inquiry)) == "only_parties_refer"
    assert why(world, Table(CASSIA, LEAGUE, QUARREL, BORLAND, inquiry)) == "allowed"
    world.put(replace(world.crises[QUARREL], institution=LEAGUE, referred=0))
    assert why(world, Table(ARDEN, LEAGUE, QUARREL, BORLAND, inquiry)) == "allowed"


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.DETERMINATION,)), "allowed"),
        (Table(FENWICK, LEAGUE, QUARREL, BORLAND, (Act.DETERMINATION,)), "not_a_member"),
        (Table(ARDEN, LEAGUE, QUARREL, DORVAN, (Act.DETERMINATION,)), "target_not_a_party"),
        (Table(ARDEN, LEAGUE, CrisisId(9), BORLAND, (Act.DETERMINATION,)), "no_such_crisis"),
        (Table(ARDEN, LEAGUE, QUARREL, BORLAND, ()), "no_acts"),
        (Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY, Act.INQUIRY)), "no_acts"),
        (Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.BLOCKADE,)), "not_in_charter"),
        (Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.GOOD_OFFICES,)), "already_decided"),
        (Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.ARMS_EMBARGO,)), "precondition"),
        (Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.OIL_BAN,)), "precondition"),
        # What must come before may be asked for in the same breath.
        (
            Table(
                ARDEN, LEAGUE, QUARREL, BORLAND,
                (Act.DETERMINATION, Act.MATERIALS_BAN, Act.OIL_BAN),
            ),
            "allowed",
        ),
    ],
)  # fmt: skip
def test_what_may_be_tabled(order: Table, expected: str) -> None:
    world = small_world()
    quarrel(world, acts=(Act.GOOD_OFFICES,))
    assert why(world, order) == expected


def test_a_precondition_is_met_by_what_was_decided_before_in_the_same_case() -> None:
    world = small_world()
    quarrel(world, acts=(Act.DETERMINATION,), named=BORLAND)
    order = Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.MATERIALS_BAN,))
    assert why(world, order) == "allowed"
    quarrel(world)
    other_case = replace(order, crisis=CrisisId(1))
    assert why(world, other_case) == "precondition"


def test_a_suspended_member_tables_nothing() -> None:
    world = small_world()
    quarrel(world)
    world.memberships.suspended[LEAGUE, ARDEN] = True
    assert why(world, Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,))) == "suspended"


def test_two_bodies_may_take_up_a_quarrel_and_the_universal_one_leads() -> None:
    world = small_world()
    league = world.charters[0]
    regional = replace(league, key="pact", admission=Admission.REGIONAL, area=(CASSIA,))
    world.charters = (league, regional)
    world.memberships = world.memberships.grown(Axis.INSTITUTION)
    pact = InstitutionId(1)
    world.memberships.member[pact, [ARDEN, CASSIA]] = True
    quarrel(world, institution=InstitutionId(-1))
    first = advance(world, [Refer(CASSIA, QUARREL, pact)]).world
    assert first.crises[QUARREL].institution == pact
    first.stage = Stage.ORDERS
    second = advance(first, [Refer(ARDEN, QUARREL, LEAGUE)]).world
    assert second.crises[QUARREL].bodies == (pact, LEAGUE)
    assert second.crises[QUARREL].institution == LEAGUE


def test_the_same_motion_comes_to_a_vote_once() -> None:
    world = small_world()
    quarrel(world)
    both = (Act.DETERMINATION, Act.CONDEMNATION)
    outcome = advance(
        world,
        [
            Table(ARDEN, LEAGUE, QUARREL, BORLAND, both),
            Table(CASSIA, LEAGUE, QUARREL, BORLAND, both[::-1]),
            Table(CASSIA, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,)),
        ],
    )
    assert [item.proposer for item in outcome.world.resolutions] == [ARDEN, CASSIA]
    assert outcome.world.resolutions[0].acts == both


def test_nothing_is_tabled_in_a_quarrel_that_ended_this_very_turn() -> None:

    world = small_world()
    quarrel(world)
    outcome = turn(
        world,
        Table(CASSIA, LEAGUE, QUARREL, BORLAND, (Act.INQUIRY,)),
        MoveInCrisis(BORLAND, QUARREL, Move.CLIMB_DOWN),
    )
    assert outcome.world.crises[QUARREL].end == CrisisEnd.WITHDREW
    assert outcome.world.resolutions == []


def test_of_two_motions_that_overlap_the_later_falls_when_the_earlier_carries() -> None:
    world = small_world()
    quarrel(world)
    sanctions = (Act.DETERMINATION, Act.ARMS_EMBARGO)
    tabled = advance(
        world,
        [
            Table(ARDEN, LEAGUE, QUARREL, BORLAND, sanctions),
            Table(CASSIA, LEAGUE, QUARREL, BORLAND, (*sanctions, Act.FINANCE_BAN)),
        ],
    ).world
    votes = [
        Vote(state, item.id, Ballot.YES)
        for state in (ARDEN, DORVAN, StateId(4))
        for item in tabled.resolutions
    ]
    outcome = advance(tabled, votes)
    assert [item.standing for item in outcome.world.resolutions] == [
        Standing.ADOPTED,
        Standing.LAPSED,
    ]
    assert outcome.world.crises[QUARREL].acts == sanctions
    assert happened(outcome, "resolution.lapsed")
