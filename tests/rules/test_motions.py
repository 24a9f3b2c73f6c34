"""Motions: who comes in, who is suspended, put out or taken back, and who may say so."""

from __future__ import annotations

from fractions import Fraction

import numpy as np

from game.core.charter import Admission, Organ
from game.core.ids import MotionId
from game.core.kinds import Act, Reason, Seat, Standing
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import (
    Accede,
    Boycott,
    Invite,
    MoveMembership,
    PledgeForces,
    VoteMotion,
    Withdraw,
)
from game.core.phases.crises.states import dissolve
from game.core.world import World
from tests.rules.bodies import PACT, divided, moved, pact, reading, rest_of_turn, ruling
from tests.rules.play import LEAGUE, happened, quarrel, turn, turns
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world


def assembled(**rule: object) -> World:
    """A League whose own business its assembly decides by two thirds."""
    world = small_world()
    own = (Act.ADMISSION, Act.SUSPENSION, Act.EXPULSION, Act.REINSTATEMENT, Act.DISSOLUTION)
    facts = {"organ": Organ.ASSEMBLY, "majority": Fraction(2, 3), **rule}
    ruling(world, *own, **facts)
    reading(world, suspension=True, expulsion=True)
    return world


def test_a_state_that_applies_is_admitted_by_the_votes_of_the_members() -> None:
    world = moved(assembled(), Accede(FENWICK, LEAGUE)).world
    motion, outcome = divided(world, yes=(ARDEN, CASSIA), no=(BORLAND,))
    assert (motion.standing, motion.yes, motion.no, motion.needed) == (Standing.ADOPTED, 2, 1, 2)
    assert outcome.world.memberships.member[LEAGUE, FENWICK]
    assert happened(outcome, "membership.joined")[0].subject == FENWICK


def test_short_of_two_thirds_it_stays_outside() -> None:
    world = moved(assembled(), Accede(FENWICK, LEAGUE)).world
    motion, outcome = divided(world, yes=(ARDEN, CASSIA), no=(BORLAND, DORVAN))
    assert (motion.standing, motion.reason) == (Standing.FAILED, Reason.VOTES_SHORT)
    assert not outcome.world.memberships.member[LEAGUE, FENWICK]


def test_whom_members_invite_may_come_in_without_another_vote() -> None:
    world = moved(assembled(), Invite(ARDEN, LEAGUE, FENWICK)).world
    _, outcome = divided(world, yes=(ARDEN, CASSIA, DORVAN))
    assert not outcome.world.memberships.member[LEAGUE, FENWICK]
    later = rest_of_turn(outcome.world).world
    entered = moved(later, Accede(FENWICK, LEAGUE))
    assert entered.world.memberships.member[LEAGUE, FENWICK]
    assert len(entered.world.motions) == 1


def test_into_a_body_by_invitation_nobody_applies() -> None:
    world = assembled()
    reading(world, admission=Admission.INVITATION)
    found = refusal(world, Accede(FENWICK, LEAGUE))
    assert found is not None
    assert found.key == "by_invitation_only"


def test_the_same_motion_is_put_once() -> None:
    world = moved(
        assembled(),
        MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND),
        MoveMembership(CASSIA, LEAGUE, Act.EXPULSION, BORLAND),
        MoveMembership(CASSIA, LEAGUE, Act.SUSPENSION, BORLAND),
    ).world
    assert [motion.act for motion in world.motions] == [Act.EXPULSION, Act.SUSPENSION]


def test_whom_a_motion_is_about_has_no_vote_on_it() -> None:
    world = moved(assembled(), MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND)).world
    motion, outcome = divided(world, yes=(ARDEN, CASSIA, ELMERE), no=(BORLAND, DORVAN))
    assert (motion.yes, motion.no) == (3, 1)
    assert BORLAND not in {vote.state for vote in motion.votes}
    seats = outcome.world.memberships
    assert not seats.member[LEAGUE, BORLAND]
    assert seats.seat[LEAGUE, BORLAND] == Seat.NONE


def test_where_parties_vote_it_has_one() -> None:
    world = moved(
        assembled(parties_vote=True), MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND)
    ).world
    motion, _ = divided(world, yes=(ARDEN, CASSIA), no=(BORLAND, DORVAN))
    assert (motion.no, motion.standing) == (2, Standing.FAILED)


def test_an_expulsion_can_be_vetoed_as_any_other_act() -> None:
    world = moved(assembled(veto=True), MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND)).world
    motion, outcome = divided(world, yes=(ARDEN, CASSIA, ELMERE), veto=(DORVAN,))
    assert (motion.standing, motion.vetoes) == (Standing.VETOED, (DORVAN,))
    assert outcome.world.memberships.member[LEAGUE, BORLAND]


def test_a_suspended_member_is_taken_back_by_a_vote() -> None:
    world = assembled()
    world.memberships.suspended[LEAGUE, BORLAND] = True
    world = moved(world, MoveMembership(ARDEN, LEAGUE, Act.REINSTATEMENT, BORLAND)).world
    _, outcome = divided(world, yes=(ARDEN, CASSIA, ELMERE))
    assert not outcome.world.memberships.suspended[LEAGUE, BORLAND]
    assert happened(outcome, "membership.reinstated")


def test_a_suspended_member_neither_moves_nor_votes() -> None:
    world = assembled()
    world.memberships.suspended[LEAGUE, DORVAN] = True
    order = MoveMembership(DORVAN, LEAGUE, Act.EXPULSION, BORLAND)
    found = refusal(world, order)
    assert found is not None
    assert found.key == "suspended"
    world = moved(world, MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND)).world
    motion, _ = divided(world, yes=(ARDEN, CASSIA), no=(DORVAN,))
    assert (motion.no, motion.standing) == (0, Standing.ADOPTED)


def test_a_motion_is_voted_on_in_its_own_turn_alone() -> None:
    outcome = turn(assembled(), Accede(FENWICK, LEAGUE))
    assert outcome.world.motions[0].reason == Reason.NO_QUORUM
    later = moved(outcome.world).world
    order = VoteMotion(ARDEN, MotionId(0), 3)  # type: ignore[arg-type]
    found = refusal(later, order)
    assert found is not None
    assert found.key == "not_on_the_agenda"


def test_who_stays_away_is_not_there_to_vote() -> None:
    """The Soviet delegation of January to August 1950."""
    world = assembled(veto=True)
    world.memberships.away[LEAGUE, DORVAN] = True
    world = moved(world, MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND)).world
    motion, _ = divided(world, yes=(ARDEN, CASSIA, ELMERE), veto=(DORVAN,))
    assert (motion.standing, motion.vetoes) == (Standing.ADOPTED, ())


def test_whoever_came_back_votes_again() -> None:
    world = assembled()
    away = turn(world, Boycott(DORVAN, LEAGUE, True))
    assert away.world.memberships.away[LEAGUE, DORVAN]
    back = turn(away.world, Boycott(DORVAN, LEAGUE, False))
    assert happened(back, "membership.returns")[0].subject == DORVAN


def test_notice_runs_out_and_what_was_pledged_goes_with_it() -> None:
    world = assembled()
    reading(world, withdrawal_notice_turns=2)
    world = turn(world, Withdraw(DORVAN, LEAGUE), PledgeForces(DORVAN, LEAGUE, 0.5)).world
    assert world.memberships.member[LEAGUE, DORVAN]
    assert world.memberships.pledged[LEAGUE, DORVAN] == 0.5
    outcome = turn(world)
    seats = outcome.world.memberships
    assert not seats.member[LEAGUE, DORVAN]
    assert seats.pledged[LEAGUE, DORVAN] == 0.0
    assert happened(outcome, "membership.left")


def test_notice_may_be_taken_back_while_it_runs() -> None:
    world = turn(assembled(), Withdraw(DORVAN, LEAGUE)).world
    assert world.memberships.leaves[LEAGUE, DORVAN] == 8
    outcome = turn(world, Accede(DORVAN, LEAGUE))
    assert outcome.world.memberships.leaves[LEAGUE, DORVAN] == -1
    assert happened(outcome, "membership.notice_taken_back")[0].subject == DORVAN
    assert outcome.world.motions == []
    assert turns(outcome.world, 10).world.memberships.member[LEAGUE, DORVAN]


def test_a_state_that_is_no_more_is_struck_from_every_roll() -> None:
    world = assembled()
    seats = world.memberships
    seats.suspended[LEAGUE, CASSIA] = seats.away[LEAGUE, CASSIA] = True
    seats.leaves[LEAGUE, CASSIA] = 9
    dissolve(world, CASSIA, Log(0))
    for column in (seats.member, seats.suspended, seats.away, seats.invited):
        assert not column[LEAGUE, CASSIA]
    assert seats.leaves[LEAGUE, CASSIA] == -1
    assert seats.seat[LEAGUE, CASSIA] == Seat.NONE


def test_a_dissolved_body_does_nothing_more_and_hands_its_cases_on() -> None:
    world = assembled()
    body = pact(world, (ARDEN, CASSIA, DORVAN))
    quarrel(world, bodies=(body, LEAGUE), institution=LEAGUE)
    ladder = world.charters[LEAGUE].ladder
    reading(world, ladder=(*ladder, type(ladder[0])(Act.DISSOLUTION, ())))
    world = moved(world, MoveMembership(ARDEN, LEAGUE, Act.DISSOLUTION, ARDEN)).world
    motion, outcome = divided(world, yes=(ARDEN, CASSIA, DORVAN, ELMERE))
    assert motion.yes == 4
    assert happened(outcome, "institution.dissolved")
    assert not outcome.world.memberships.member[LEAGUE].any()
    crisis = outcome.world.crises[0]
    assert (crisis.bodies, crisis.institution) == ((PACT,), PACT)
    later = turns(outcome.world, 3).world
    assert not later.memberships.in_being[LEAGUE]


def test_a_body_that_one_member_is_left_of_is_no_more() -> None:
    world = small_world()
    body = pact(world, (ARDEN, CASSIA), withdrawal_notice_turns=0)
    outcome = turn(world, Withdraw(CASSIA, body))
    assert happened(outcome, "institution.lapsed")
    assert not outcome.world.memberships.in_being[body]
    assert not np.flatnonzero(outcome.world.memberships.member[body]).size
