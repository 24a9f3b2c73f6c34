"""Amendments: a clause of a charter is made to read otherwise, by the members' votes."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from game.core.amending import OF_ACTS, amended
from game.core.charter import (
    Admission,
    CostSharing,
    LadderStep,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.ids import StateId
from game.core.kinds import Act, Ballot, Clause, Obligation, Reason, Seat, Standing
from game.core.orders import MoveAmendment, MoveMembership, VoteMotion
from game.core.turn import advance
from game.core.world import World
from game.lab.ring import league
from tests.rules.bodies import divided, moved, reading, rest_of_turn, ruling
from tests.rules.play import LEAGUE, happened
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world

CHANGES: dict[Clause, tuple[float, int, str, object]] = {
    Clause.ADMISSION: (2, -1, "admission", Admission.INVITATION),
    Clause.TRIGGER_ADDED: (0, -1, "triggers", (Trigger.ATTACK_ON_MEMBER, Trigger.ATTACK_ON_ANYONE)),
    Clause.TRIGGER_DROPPED: (1, -1, "triggers", ()),
    Clause.ELECTED_SEATS: (6, -1, "elected_seats", 6),
    Clause.ELECTED_TERM: (12, -1, "elected_term_turns", 12),
    Clause.PERMANENT_SEAT_ADDED: (4, -1, "permanent", (ARDEN, BORLAND, DORVAN, ELMERE)),
    Clause.PERMANENT_SEAT_DROPPED: (1, -1, "permanent", (ARDEN, DORVAN)),
    Clause.MAJORITY: (0.5, 3, "majority", Fraction(1, 2)),
    Clause.ORGAN: (1, 3, "organ", Organ.ASSEMBLY),
    Clause.PARTIES_VOTE: (1, 3, "parties_vote", True),
    Clause.VETO: (1, 3, "veto", True),
    Clause.ABSENCE_CONSENTS: (0, 3, "absence_consents", False),
    Clause.QUORUM: (0.75, 3, "quorum", Fraction(3, 4)),
    Clause.BYPASS: (1, 3, "bypass", True),
    Clause.OBLIGATION: (3, 9, "obligation", Obligation.AUTOMATIC),
    Clause.MEANS: (3, -1, "means", Means.STANDING),
    Clause.COST_SHARING: (2, -1, "cost_sharing", CostSharing.EQUAL),
    Clause.MONITORING: (3, -1, "monitoring", Monitoring.INSPECTORS),
    Clause.SELF_DEFENCE: (0, -1, "self_defence", False),
    Clause.REGIONAL: (1, -1, "regional", RegionalClause.WITH_AUTHORISATION),
    Clause.NOTICE: (2, -1, "withdrawal_notice_turns", 2),
    Clause.SUSPENSION: (1, -1, "suspension", True),
    Clause.EXPULSION: (0, -1, "expulsion", False),
    Clause.REVIEW: (20, -1, "review_every_turns", 20),
    Clause.VETO_RESTRAINT: (1, -1, "veto_restraint", True),
    Clause.CONSENT: (0, -1, "consent_needed", False),
    Clause.LEAD: (0, -1, "lead", ARDEN),
    Clause.STANDING_FORCE: (0.05, -1, "standing_force", 0.05),
    Clause.PLEDGED_SHARE: (0.25, -1, "pledged_share", 0.25),
    Clause.ADVERSARY_ADDED: (1, -1, "adversaries", (BORLAND,)),
    Clause.ADVERSARY_DROPPED: (5, -1, "adversaries", ()),
    Clause.OUTSIDERS_REFER: (0, -1, "outsiders_may_refer", False),
    Clause.MEMBERS_REFER: (0, -1, "members_may_refer", False),
    Clause.SELF_DEFENCE_UNTIL_COUNCIL: (1, -1, "self_defence_until_council", True),
    Clause.MAY_WITHDRAW: (0, -1, "may_withdraw", False),
    Clause.AMENDMENT_PERMANENT: (1, -1, "amendment_permanent", True),
    Clause.INQUIRY_TERM: (4, -1, "inquiry_turns", 4),
    Clause.REGIME_FLOOR: (-5, -1, "regime_floor", -5),
    Clause.REGIME_CEILING: (5, -1, "regime_ceiling", 5),
    Clause.AREA_ADDED: (2, -1, "area", (StateId(5), CASSIA)),
    Clause.AREA_DROPPED: (2, -1, "area", (StateId(5),)),
    Clause.VETO_WITHHELD: (3, -1, "without_veto", (BORLAND, DORVAN)),
    Clause.VETO_GRANTED: (1, -1, "without_veto", ()),
    Clause.STEP_ADDED: (
        Act.FORCE,
        Act.BLOCKADE,
        "ladder",
        (*league().ladder, LadderStep(Act.BLOCKADE, (Act.FORCE,))),
    ),
    Clause.STEP_DROPPED: (1, Act.FORCE, "ladder", league().ladder[:-1]),
}
"""By clause: the value moved, the act it is about, and what then reads how."""


def test_every_clause_that_can_be_amended_is_tried_here() -> None:
    assert set(CHANGES) == set(Clause)


@pytest.mark.parametrize("clause", sorted(CHANGES))
def test_a_clause_reads_as_amended_and_nothing_else_changes(clause: Clause) -> None:
    before = replace(league(), without_veto=(BORLAND,))
    if clause == Clause.ADVERSARY_DROPPED:
        before = amended(before, Clause.ADVERSARY_ADDED, 5)
    if clause in (Clause.AREA_ADDED, Clause.AREA_DROPPED):
        before = amended(before, Clause.AREA_ADDED, 5)
    if clause == Clause.AREA_DROPPED:
        before = amended(before, Clause.AREA_ADDED, 2)
    value, act, field, expected = CHANGES[clause]
    after = amended(before, clause, value, act)
    assert not after.faults()
    differ = {
        name
        for name in before.__dataclass_fields__
        if getattr(before, name) != getattr(after, name)
    }
    if clause == Clause.OBLIGATION:
        assert (after.obligation(Act(act)), differ) == (expected, {"obligations"})
    elif clause in OF_ACTS and field != "ladder":
        assert (getattr(after.rule(Act(act)), field), differ) == (expected, {"rules"})
        others = [other for other in Act if other != act]
        assert all(after.rule(other) == before.rule(other) for other in others)
    else:
        assert (getattr(after, field), differ) == (expected, {field})


@pytest.mark.parametrize(
    ("clause", "value", "act"),
    [
        (Clause.ELECTED_SEATS, -1, -1),
        (Clause.ELECTED_SEATS, 2.5, -1),
        (Clause.ELECTED_SEATS, float("nan"), -1),
        (Clause.ELECTED_TERM, 0, -1),
        (Clause.MEANS, 9, -1),
        (Clause.VETO, 2, 3),
        (Clause.VETO, 1, 99),
        (Clause.VETO, 1, -1),
        (Clause.MAJORITY, 0.3, 3),
        (Clause.MAJORITY, 1.5, 3),
        (Clause.STANDING_FORCE, float("inf"), -1),
        (Clause.PERMANENT_SEAT_ADDED, 0, -1),
        (Clause.PERMANENT_SEAT_DROPPED, 4, -1),
        (Clause.TRIGGER_DROPPED, 0, -1),
        (Clause.SELF_DEFENCE, 1, -1),
        (Clause.REGIME_FLOOR, 11, -1),
        (Clause.INQUIRY_TERM, 0, -1),
        (Clause.VETO_WITHHELD, 4, -1),
        (Clause.VETO_GRANTED, 0, -1),
        (Clause.STEP_ADDED, -1, Act.FORCE),
        (Clause.STEP_ADDED, Act.BLOCKADE, Act.OBSERVERS),
        (Clause.STEP_DROPPED, 1, Act.DETERMINATION),
        (Clause.STEP_DROPPED, 0, Act.FORCE),
        (Clause.STEP_DROPPED, 1, Act.BLOCKADE),
    ],
)
def test_a_clause_cannot_be_made_to_read_nonsense_or_what_it_says_already(
    clause: Clause, value: float, act: int
) -> None:
    with pytest.raises(ValueError, match=r"."):
        amended(league(), clause, value, act)


def test_a_floor_cannot_be_raised_above_the_ceiling() -> None:
    capped = amended(league(), Clause.REGIME_CEILING, 0)
    with pytest.raises(ValueError, match="regime_floor"):
        amended(capped, Clause.REGIME_FLOOR, 1)


def test_the_last_land_of_an_area_stays_in_it() -> None:
    area = amended(league(), Clause.AREA_ADDED, 5)
    with pytest.raises(ValueError, match="everywhere"):
        amended(area, Clause.AREA_DROPPED, 5)


def assembled(**clauses: object) -> World:
    world = small_world()
    ruling(world, Act.AMENDMENT, organ=Organ.ASSEMBLY, majority=Fraction(2, 3))
    reading(world, **clauses)
    return world


NOTICE = MoveAmendment(ARDEN, LEAGUE, Clause.NOTICE, 2)


def test_an_amendment_that_carries_is_the_law_from_then_on() -> None:
    world = assembled()
    motion, outcome = divided(moved(world, NOTICE).world, yes=(ARDEN, CASSIA), no=(BORLAND,))
    assert motion.standing == Standing.ADOPTED
    assert outcome.world.charters[LEAGUE].withdrawal_notice_turns == 2
    assert world.charters[LEAGUE].withdrawal_notice_turns == 8
    assert outcome.world.digest() != world.digest()
    assert happened(outcome, "institution.amended")


def test_it_may_need_every_permanent_member_beside_its_majority() -> None:
    world = moved(assembled(amendment_permanent=True), NOTICE).world
    motion, outcome = divided(world, yes=(ARDEN, BORLAND, CASSIA, ELMERE), abstain=(DORVAN,))
    assert (motion.standing, motion.reason, motion.vetoes) == (
        Standing.VETOED,
        Reason.VETO,
        (DORVAN,),
    )
    assert outcome.world.charters[LEAGUE].withdrawal_notice_turns == 8
    motion, _ = divided(world, yes=(ARDEN, BORLAND, CASSIA, DORVAN))
    assert motion.standing == Standing.ADOPTED


def test_a_suspended_permanent_member_does_not_hold_amendments_up() -> None:
    world = assembled(amendment_permanent=True)
    world.memberships.suspended[LEAGUE, DORVAN] = True
    motion, _ = divided(moved(world, NOTICE).world, yes=(ARDEN, BORLAND, CASSIA))
    assert motion.standing == Standing.ADOPTED


@pytest.mark.parametrize(("turn", "carried"), [(20, True), (21, False)])
def test_in_a_review_conference_the_majority_is_enough(turn: int, carried: bool) -> None:
    world = assembled(amendment_permanent=True, review_every_turns=20)
    world.turn = turn
    motion, _ = divided(moved(world, NOTICE).world, yes=(ARDEN, BORLAND, CASSIA), no=(DORVAN,))
    assert (motion.standing == Standing.ADOPTED) == carried


def test_a_new_permanent_member_takes_its_seat_and_one_struck_out_leaves_it() -> None:
    world = assembled()
    added = MoveAmendment(ARDEN, LEAGUE, Clause.PERMANENT_SEAT_ADDED, CASSIA)
    dropped = MoveAmendment(ARDEN, LEAGUE, Clause.PERMANENT_SEAT_DROPPED, BORLAND)
    world = moved(world, added, dropped).world
    first, second = world.motions
    votes = [
        VoteMotion(state, motion.id, Ballot.YES)
        for state in (ARDEN, CASSIA, ELMERE)
        for motion in (first, second)
    ]
    seats = advance(world, votes).world.memberships
    assert seats.seat[LEAGUE, CASSIA] == Seat.PERMANENT
    assert seats.seat[LEAGUE, BORLAND] == Seat.NONE


def test_of_two_amendments_to_one_clause_the_later_has_the_last_word() -> None:
    world = assembled()
    world = moved(world, NOTICE, MoveAmendment(CASSIA, LEAGUE, Clause.NOTICE, 4)).world
    votes = [
        VoteMotion(state, motion.id, Ballot.YES)
        for state in (ARDEN, CASSIA, ELMERE)
        for motion in world.motions
    ]
    assert advance(world, votes).world.charters[LEAGUE].withdrawal_notice_turns == 4


def test_what_an_amendment_took_away_cannot_be_used_any_more() -> None:
    """A veto struck out of the rule on condemnations stops none."""
    world = small_world()
    ruling(world, Act.AMENDMENT, organ=Organ.ASSEMBLY, majority=Fraction(1, 2), strict=True)
    ruling(world, Act.EXPULSION, organ=Organ.ASSEMBLY, majority=Fraction(1, 2), veto=True)
    order = MoveAmendment(ARDEN, LEAGUE, Clause.VETO, 0, int(Act.EXPULSION))
    _, outcome = divided(moved(world, order).world, yes=(ARDEN, CASSIA, ELMERE), no=(DORVAN,))
    later = rest_of_turn(outcome.world).world
    later = moved(later, MoveMembership(ARDEN, LEAGUE, Act.EXPULSION, BORLAND)).world
    motion, _ = divided(later, yes=(ARDEN, CASSIA, ELMERE), veto=(DORVAN,))
    assert motion.standing == Standing.ADOPTED
    assert StateId(DORVAN) in {vote.state for vote in motion.votes}
