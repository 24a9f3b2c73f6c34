"""The council: who has a vote, how it is counted, and what a decision does."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from game.core.charter import LadderStep, Organ
from game.core.ids import ResolutionId, StateId
from game.core.kinds import Act, Ballot, CrisisEnd, Obligation, Reason, Seat, Stage, Standing
from game.core.orders import Convene, Table, Vote
from game.core.records import Resolution
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.play import (
    LEAGUE,
    QUARREL,
    chartered,
    happened,
    measure,
    quarrel,
    tabled,
    turn,
    turns,
)
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

YES, NO, ABSTAIN, ABSENT, VETO = (
    Ballot.YES,
    Ballot.NO,
    Ballot.ABSTAIN,
    Ballot.ABSENT,
    Ballot.VETO,
)


def divided(world: World, *acts: Act, **ballots: Ballot) -> tuple[Resolution, Outcome]:
    """Vote on acts against Borland; states not named stay away."""
    put = tabled(world, *acts)
    keys = world.scenario.state_keys
    votes = [Vote(StateId(keys.index(name)), put.id, cast) for name, cast in ballots.items()]
    outcome = advance(world, votes)
    return outcome.world.resolutions[put.id], outcome


def before_the_league(**facts: object) -> World:
    world = small_world()
    quarrel(world, **facts)
    return world


def test_the_council_decides_by_unanimity_of_those_who_vote() -> None:
    world = before_the_league()
    carried, _ = divided(world, Act.CONDEMNATION, arden=YES, dorvan=YES, elmere=ABSTAIN)
    assert (carried.standing, carried.reason) == (Standing.ADOPTED, Reason.CARRIED)
    assert (carried.yes, carried.no) == (2, 0)


def test_one_vote_against_blocks_unanimity() -> None:
    world = before_the_league()
    failed, outcome = divided(world, Act.CONDEMNATION, arden=YES, dorvan=NO, elmere=YES)
    assert (failed.standing, failed.reason) == (Standing.FAILED, Reason.AGAINST_UNANIMITY)
    assert happened(outcome, "resolution.failed")
    assert outcome.world.crises[QUARREL].acts == ()


def test_the_parties_to_a_dispute_do_not_count_towards_unanimity() -> None:
    world = before_the_league()
    carried, _ = divided(
        world, Act.CONDEMNATION, arden=YES, dorvan=YES, elmere=YES, borland=NO, cassia=NO
    )
    assert carried.standing == Standing.ADOPTED
    assert {vote.state for vote in carried.votes} == {ARDEN, DORVAN, ELMERE}


def test_where_the_charter_lets_parties_vote_the_accused_can_block() -> None:
    world = before_the_league()
    chartered(world, parties_vote=True)
    failed, _ = divided(world, Act.CONDEMNATION, arden=YES, dorvan=YES, elmere=YES, borland=NO)
    assert failed.standing == Standing.FAILED


def test_only_those_with_a_seat_vote_in_the_council() -> None:
    world = small_world(8)
    quarrel(world)
    ordinary = StateId(6)
    assert world.memberships.member[LEAGUE, ordinary]
    put = tabled(world, Act.CONDEMNATION)
    cast = [Vote(state, put.id, YES) for state in (ARDEN, DORVAN)]
    outcome = advance(world, [*cast, Vote(ordinary, put.id, NO)])
    assert outcome.world.resolutions[0].standing == Standing.ADOPTED


def test_every_member_votes_in_the_assembly() -> None:
    world = small_world(8)
    quarrel(world)
    chartered(world, organ=Organ.ASSEMBLY)
    put = tabled(world, Act.CONDEMNATION)
    cast = [Vote(state, put.id, YES) for state in (ARDEN, DORVAN, ELMERE)]
    decided = advance(world, [*cast, Vote(StateId(6), put.id, NO)]).world.resolutions[0]
    assert decided.standing == Standing.FAILED
    assert len(decided.votes) == 5  # seven members less the two parties


def test_an_outsider_has_no_vote() -> None:
    world = before_the_league()
    put = tabled(world, Act.CONDEMNATION)
    outcome = advance(world, [Vote(FENWICK, put.id, NO)])
    assert happened(outcome, "order.refused.not_a_member")


def test_a_suspended_member_has_no_vote() -> None:
    world = before_the_league()
    world.memberships.suspended[LEAGUE, DORVAN] = True
    carried, _ = divided(world, Act.CONDEMNATION, arden=YES, elmere=YES, dorvan=NO)
    assert carried.standing == Standing.ADOPTED
    assert DORVAN not in {vote.state for vote in carried.votes}


def test_nothing_is_decided_without_a_quorum() -> None:
    world = before_the_league()
    failed, _ = divided(world, Act.CONDEMNATION, arden=YES)
    assert (failed.standing, failed.reason) == (Standing.FAILED, Reason.NO_QUORUM)


def majority_with_veto(**more: object) -> World:
    world = before_the_league()
    chartered(world, majority=Fraction(1, 2), strict=True, veto=True, quorum=Fraction(0), **more)
    return world


def test_a_veto_stops_what_a_majority_wants() -> None:
    blocked, outcome = divided(
        majority_with_veto(), Act.CONDEMNATION, arden=YES, elmere=YES, dorvan=VETO
    )
    assert (blocked.standing, blocked.reason) == (Standing.VETOED, Reason.VETO)
    assert blocked.vetoes == (DORVAN,)
    assert happened(outcome, "resolution.vetoed")[0].subject == DORVAN


def test_an_elected_members_veto_is_a_plain_no() -> None:
    carried, _ = divided(majority_with_veto(), Act.CONDEMNATION, arden=YES, dorvan=YES, elmere=VETO)
    assert carried.standing == Standing.ADOPTED
    assert carried.no == 1


def test_an_absent_permanent_member_blocks_only_where_absence_does_not_consent() -> None:
    present = {"arden": YES, "elmere": YES}
    lax, _ = divided(majority_with_veto(), Act.CONDEMNATION, **present)
    strict, _ = divided(majority_with_veto(absence_consents=False), Act.CONDEMNATION, **present)
    assert (lax.standing, strict.standing) == (Standing.ADOPTED, Standing.VETOED)


def uniting_for_peace() -> World:
    """Enforcement under a veto, condemnation by the assembly's majority."""
    world = majority_with_veto()
    charter = world.charters[0]
    rules = list(charter.rules)
    rules[Act.CONDEMNATION] = replace(rules[Act.CONDEMNATION], organ=Organ.ASSEMBLY, veto=False)
    world.charters = (replace(charter, rules=tuple(rules)),)
    world.put(replace(world.crises[QUARREL], named=BORLAND, acts=(Act.DETERMINATION,)))
    return world


def test_a_veto_stops_enforcement_but_not_condemnation_by_the_assembly() -> None:
    ballots = {"arden": YES, "elmere": YES, "dorvan": VETO}
    enforced, _ = divided(uniting_for_peace(), Act.ARMS_EMBARGO, **ballots)
    condemned, _ = divided(uniting_for_peace(), Act.CONDEMNATION, **ballots)
    assert (enforced.standing, condemned.standing) == (Standing.VETOED, Standing.ADOPTED)


def test_acts_put_together_are_decided_by_the_rule_of_the_strictest() -> None:
    ballots = {"arden": YES, "elmere": YES, "dorvan": VETO}
    together, _ = divided(uniting_for_peace(), Act.CONDEMNATION, Act.ARMS_EMBARGO, **ballots)
    assert together.standing == Standing.VETOED


def after_a_veto(**ballots: Ballot) -> tuple[Resolution, World]:
    """Block a condemnation by Dorvan's veto, call the assembly on it, and vote there."""
    world = majority_with_veto(bypass=True)
    blocked, outcome = divided(world, Act.CONDEMNATION, arden=YES, elmere=YES, dorvan=VETO)
    assert (blocked.standing, blocked.vetoes) == (Standing.VETOED, (DORVAN,))
    later = advance(outcome.world, []).world
    called = advance(later, [Convene(ARDEN, blocked.id)]).world
    keys = world.scenario.state_keys
    again = called.resolutions[-1]
    votes = [Vote(StateId(keys.index(name)), again.id, cast) for name, cast in ballots.items()]
    after = advance(called, votes).world
    return after.resolutions[again.id], after


def test_after_a_veto_the_assembly_may_decide_by_two_thirds() -> None:
    carried, world = after_a_veto(arden=YES, elmere=YES, cassia=YES, dorvan=NO)
    assert (carried.standing, carried.reason) == (Standing.ADOPTED, Reason.OVERRIDDEN)
    assert Act.CONDEMNATION in world.crises[QUARREL].acts


def test_short_of_two_thirds_in_the_assembly_the_veto_stands() -> None:
    lost, world = after_a_veto(arden=YES, elmere=YES, dorvan=NO, borland=NO)
    assert lost.standing == Standing.FAILED
    assert Act.CONDEMNATION not in world.crises[QUARREL].acts


def test_a_commission_of_inquiry_reports_after_its_turns_and_clears_the_air() -> None:
    world = before_the_league(ambiguity=0.6)
    turns_to_sit = world.charters[0].inquiry_turns
    assert turns_to_sit == 2
    _, outcome = divided(world, Act.INQUIRY, arden=YES, dorvan=YES)
    assert happened(outcome, "inquiry.appointed")
    world = turn(outcome.world).world
    waiting = turn(world)
    assert not happened(waiting, "inquiry.reported")
    assert waiting.world.crises[QUARREL].ambiguity == 0.6
    outcome = turn(waiting.world)
    (report,) = happened(outcome, "inquiry.reported")
    crisis = outcome.world.crises[QUARREL]
    assert crisis.ambiguity == pytest.approx(0.6 * world.rules.inquiry_clarity)
    assert crisis.found == report.subject in (BORLAND, CASSIA)
    assert crisis.inquiry_due == -1


def test_an_inquiry_that_cannot_err_finds_the_initiator() -> None:
    world = before_the_league(inquiry_due=0)
    world.scenario = replace(world.scenario, rules=replace(world.rules, inquiry_error=0.0))
    assert turn(world).world.crises[QUARREL].found == BORLAND
    world.scenario = replace(world.scenario, rules=replace(world.rules, inquiry_error=1.0))
    assert turn(world).world.crises[QUARREL].found == CASSIA


def test_a_determination_names_the_aggressor() -> None:
    _, outcome = divided(before_the_league(), Act.DETERMINATION, arden=YES, dorvan=YES)
    assert outcome.world.crises[QUARREL].named == BORLAND
    (event,) = happened(outcome, "aggressor.named")
    assert event.object == BORLAND


def test_a_resolution_against_the_injured_party_is_weighed_as_one() -> None:
    """Friends of the accused shield it, whoever began the quarrel."""
    world = before_the_league()
    world.stage = Stage.COUNCIL
    world.put(
        Resolution(
            world.next_resolution(), LEAGUE, QUARREL, BORLAND, (Act.CONDEMNATION,), CASSIA, 0
        )
    )
    against_cassia = advance(world, [Vote(ARDEN, ResolutionId(0), YES)]).world.resolutions[0]
    against_borland, _ = divided(before_the_league(), Act.CONDEMNATION, arden=YES)

    def shield(resolution: Resolution) -> float:
        (vote,) = [vote for vote in resolution.votes if vote.state == ARDEN]
        return {term.key: term.value for term in vote.terms}["shield"]

    assert shield(against_cassia) < 0 < shield(against_borland)


def severe() -> World:
    """A League whose charter knows suspension and expulsion."""
    world = before_the_league()
    charter = world.charters[LEAGUE]
    steps = (LadderStep(Act.SUSPENSION, ()), LadderStep(Act.EXPULSION, ()))
    world.charters = (replace(charter, ladder=(*charter.ladder, *steps)),)
    return world


def test_suspension_takes_the_vote_and_expulsion_the_membership() -> None:
    _, outcome = divided(severe(), Act.SUSPENSION, arden=YES, dorvan=YES)
    assert outcome.world.memberships.suspended[LEAGUE, BORLAND]
    assert outcome.world.memberships.member[LEAGUE, BORLAND]
    _, outcome = divided(severe(), Act.EXPULSION, arden=YES, dorvan=YES)
    seats = outcome.world.memberships
    assert not seats.member[LEAGUE, BORLAND]
    assert seats.seat[LEAGUE, BORLAND] == Seat.NONE
    assert happened(outcome, "membership.expelled")


def test_a_text_that_would_suspend_an_outsider_lapses() -> None:
    world = severe()
    world.memberships.member[LEAGUE, BORLAND] = False
    world.memberships.seat[LEAGUE, BORLAND] = Seat.NONE
    both = (Act.SUSPENSION, Act.EXPULSION)
    lapsed, outcome = divided(world, *both, arden=YES, dorvan=YES)
    assert (lapsed.standing, lapsed.reason) == (Standing.LAPSED, Reason.PRECONDITION)
    assert not outcome.world.memberships.suspended[LEAGUE, BORLAND]
    assert not happened(outcome, "membership.expelled")


def test_those_who_stay_silent_are_absent_and_on_the_roll() -> None:
    carried, _ = divided(before_the_league(), Act.CONDEMNATION, arden=YES, dorvan=YES)
    assert {vote.state: vote.ballot for vote in carried.votes}[ELMERE] == ABSENT


def test_a_resolution_is_voted_on_in_the_turn_in_which_it_is_tabled() -> None:
    world = before_the_league()
    outcome = turn(world, Table(ARDEN, LEAGUE, QUARREL, BORLAND, (Act.CONDEMNATION,)))
    assert outcome.world.resolutions[0].standing == Standing.FAILED
    later = advance(outcome.world, []).world
    outcome = advance(later, [Vote(ARDEN, ResolutionId(0), YES)])
    assert happened(outcome, "order.refused.not_on_the_agenda")
    assert outcome.world.resolutions[0].standing == Standing.FAILED


def test_every_vote_by_a_state_that_decides_for_itself_carries_its_reasons() -> None:
    world = before_the_league()
    world.states.human[DORVAN] = True
    carried, _ = divided(world, Act.CONDEMNATION, arden=YES, dorvan=YES)
    reasons = {vote.state: vote.terms for vote in carried.votes}
    assert reasons[ARDEN]
    assert reasons[DORVAN] == ()


def test_words_stand_when_the_measures_of_a_lost_case_lapse() -> None:
    world = before_the_league(named=BORLAND, acts=(Act.DETERMINATION, Act.ARMS_EMBARGO))
    measure(world, Act.NON_RECOGNITION)
    measure(world, Act.ARMS_EMBARGO)

    world.put(replace(world.crises[QUARREL], end=CrisisEnd.KEPT_GAINS, ended=0))
    world = turns(world, 2).world
    assert world.resolutions[0].in_force
    assert not world.resolutions[1].in_force


def test_what_a_charter_makes_binding_is_owed_by_members() -> None:
    charter = small_world().charters[0]
    assert charter.obligation(Act.OIL_BAN) == Obligation.BINDING
    assert charter.obligation(Act.FORCE) == Obligation.RECOMMENDED
