"""Camps, arms sent in the dark, mediators, and what a way out costs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.camps import balance, worth_of_side
from game.core.formulas.bargain import fair_share
from game.core.ids import WarId
from game.core.kinds import CrisisEnd, CrisisKind, Move, Rung
from game.core.observe import observe
from game.core.orders import (
    AnswerMediator,
    ArmProxy,
    JoinWar,
    Mediate,
    MoveInCrisis,
    TakeSide,
)
from game.core.outlook import outlook
from game.core.terms import total
from game.core.ways_out import choices, ways_out
from game.core.world import World
from tests.rules.play import QUARREL, happened, quarrel, turn
from tests.rules.test_crises_kinds import quiet
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, FENWICK


def disputed(**facts: object) -> World:
    world = quiet()
    quarrel(world, rung=Rung.ULTIMATUM, **facts)
    return world


def test_a_state_may_stand_with_a_side_change_and_stand_aside() -> None:
    world = turn(disputed(), TakeSide(ARDEN, QUARREL, 1)).world
    assert world.crises[QUARREL].camps == ((), (ARDEN,), ())
    world = turn(world, TakeSide(ARDEN, QUARREL, 2)).world
    assert world.crises[QUARREL].camps == ((), (), (ARDEN,))
    world = turn(world, TakeSide(ARDEN, QUARREL, -1)).world
    assert world.crises[QUARREL].camps == ((), (), ())


def test_to_leave_a_side_one_stood_with_is_a_broken_word() -> None:
    world = turn(disputed(), TakeSide(ARDEN, QUARREL, 1)).world
    before = world.dyads.broken[CASSIA, ARDEN]
    world = turn(world, TakeSide(ARDEN, QUARREL, -1)).world
    assert world.dyads.broken[CASSIA, ARDEN] > before


def test_who_is_stood_with_likes_it_and_the_other_does_not() -> None:
    world = disputed()
    liking = world.dyads.affinity
    before = (liking[CASSIA, ARDEN], liking[BORLAND, ARDEN])
    liking = turn(world, TakeSide(ARDEN, QUARREL, 1)).world.dyads.affinity
    assert liking[CASSIA, ARDEN] > before[0]
    assert liking[BORLAND, ARDEN] < before[1]


def test_a_camp_counts_in_the_balance_as_far_as_the_other_side_believes_it() -> None:
    world = disputed()
    alone = balance(world, world.crises[QUARREL], outlook(world))
    stood = replace(world.crises[QUARREL], camps=((), (FENWICK,), ()))
    helped = balance(world, stood, outlook(world))
    assert helped.win < alone.win
    world.dyads.broken[BORLAND, FENWICK] = 20.0
    doubted = balance(world, stood, outlook(world))
    assert alone.win >= doubted.win > helped.win


def test_supporters_are_called_when_war_comes_and_one_who_stays_out_breaks_its_word() -> None:
    world = quiet()
    quarrel(world, rung=Rung.CLASH, camps=((), (ARDEN, FENWICK), ()))
    outcome = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.ESCALATE))
    assert len(happened(outcome, "camp.called")) == 2
    world = outcome.world
    assert world.crises[QUARREL].camps[1] == (ARDEN, FENWICK), "there is a turn to answer in"
    before = world.dyads.broken[DORVAN, FENWICK]
    outcome = turn(world, JoinWar(ARDEN, WarId(0), 1))
    (event,) = happened(outcome, "camp.defaulted")
    assert event.subject == FENWICK
    world = outcome.world
    assert world.dyads.broken[DORVAN, FENWICK] > before
    assert world.dyads.broken[CASSIA, FENWICK] > world.dyads.broken[DORVAN, FENWICK]
    assert world.crises[QUARREL].camps[1] == (ARDEN,)
    assert not happened(turn(world), "camp.defaulted"), "one is judged once"


def test_a_side_that_one_is_bound_to_is_worth_more_than_the_other() -> None:
    world = disputed()
    look = outlook(world)
    tables = worth_of_side(world, world.crises[QUARREL], look)
    assert len(tables) == 3
    bound = look.bound[:, CASSIA]
    for state in range(world.n):
        if bound[state] and state != BORLAND:
            assert tables[1].total()[state] > tables[0].total()[state]


# -- arms sent in the dark --------------------------------------------------------------------


def test_arms_sent_are_paid_for_cloud_the_case_and_decay() -> None:
    world = disputed()
    world.states.treasury[ARDEN] = 100.0
    fog = world.crises[QUARREL].ambiguity
    after = turn(world, ArmProxy(ARDEN, QUARREL, 1, 50.0)).world
    crisis = after.crises[QUARREL]
    assert crisis.ambiguity > fog
    assert 0 < crisis.proxies[1] < 50.0
    assert turn(after).world.crises[QUARREL].proxies[1] < crisis.proxies[1]


def test_it_is_seen_sometimes_who_sent_them_and_then_it_is_resented() -> None:
    seen = 0
    for seed in range(30):
        world = disputed()
        world.seed = seed
        world.states.treasury[ARDEN] = 100.0
        liked = world.dyads.affinity[BORLAND, ARDEN]
        outcome = turn(world, ArmProxy(ARDEN, QUARREL, 1, 5.0))
        if happened(outcome, "proxy.seen"):
            seen += 1
            assert outcome.world.dyads.affinity[BORLAND, ARDEN] < liked - 0.1
        else:
            (event,) = happened(outcome, "proxy.sent")
            assert event.readers == (ARDEN,)
    assert 3 <= seen <= 20


# -- mediation --------------------------------------------------------------------------------


def with_mediator(world: World) -> World:
    world = turn(world, Mediate(ARDEN, QUARREL)).world
    assert world.crises[QUARREL].offices == (ARDEN,)
    world = turn(world, AnswerMediator(BORLAND, QUARREL, ARDEN, True)).world
    assert world.crises[QUARREL].mediator == -1, "both must accept"
    return turn(world, AnswerMediator(CASSIA, QUARREL, ARDEN, True)).world


def led_by_people(world: World) -> World:
    world.states.human[[BORLAND, CASSIA]] = True
    return world


def test_a_mediator_is_one_whom_both_sides_accept_and_proposes_a_share() -> None:
    world = with_mediator(led_by_people(disputed()))
    crisis = world.crises[QUARREL]
    assert crisis.mediator == ARDEN
    assert 0 <= crisis.proposed <= 1
    assert crisis.live, "people take the line themselves"


def test_mediation_clears_a_case_up_slowly() -> None:
    world = with_mediator(led_by_people(disputed()))
    before = world.crises[QUARREL].ambiguity
    after = turn(world).world.crises[QUARREL].ambiguity
    assert 0.85 * before < after < before


def test_a_settlement_on_the_mediators_line_brings_it_a_name() -> None:
    world = with_mediator(led_by_people(disputed()))
    share = world.crises[QUARREL].proposed
    liked = world.dyads.affinity[CASSIA, ARDEN]
    outcome = turn(
        world,
        MoveInCrisis(BORLAND, QUARREL, Move.OFFER, share),
        MoveInCrisis(CASSIA, QUARREL, Move.OFFER, share),
    )
    assert outcome.world.crises[QUARREL].end == CrisisEnd.COMPROMISE
    (event,) = happened(outcome, "mediation.succeeded")
    assert event.subject == ARDEN
    assert outcome.world.dyads.affinity[CASSIA, ARDEN] > liked


def test_a_mediator_may_be_sent_away_and_loses_the_part_by_taking_a_side() -> None:
    world = with_mediator(led_by_people(disputed()))
    away = turn(world, AnswerMediator(CASSIA, QUARREL, ARDEN, False)).world
    assert away.crises[QUARREL].mediator == -1
    partial = turn(world, TakeSide(ARDEN, QUARREL, 1)).world
    assert partial.crises[QUARREL].mediator == -1


def test_a_fair_line_follows_strength_and_what_is_in_hand() -> None:
    even = fair_share(0.5, (0.3, 0.3), (1.0, 1.0), 0.0)
    assert even == pytest.approx(0.5)
    assert fair_share(0.8, (0.3, 0.3), (1.0, 1.0), 0.0) > even
    assert fair_share(0.5, (0.1, 0.5), (1.0, 1.0), 0.0) > even, "who fears war more gives more"
    assert fair_share(0.5, (0.3, 0.3), (1.0, 1.0), 0.9) > even


# -- ways out ---------------------------------------------------------------------------------


def test_each_party_has_ways_out_each_at_a_price() -> None:
    world = disputed(claim=-1, kind=CrisisKind.ULTIMATUM)
    look = outlook(world)
    for state in (BORLAND, CASSIA):
        found = ways_out(world, world.crises[QUARREL], state, look)
        assert {"climb_down", "offer"} <= {choice.key for choice in found}
        for choice in found:
            assert choice.terms
            assert choice.worth == total(choice.terms)
            assert choice.order.state == state
    assert not ways_out(world, world.crises[QUARREL], ARDEN, look)


def test_backing_down_costs_more_face_the_higher_one_has_climbed() -> None:
    def face(rung: Rung) -> float:
        world = quiet()
        quarrel(world, claim=-1, kind=CrisisKind.ULTIMATUM, rung=rung)
        found = choices(world, world.crises[QUARREL], BORLAND, outlook(world))
        (down,) = (choice for choice in found if choice.key == "climb_down")
        return next(term.value for term in down.terms if term.key == "face")

    assert face(Rung.CLASH) < face(Rung.MOBILISATION) < face(Rung.DEMAND) < 0


def test_a_mediators_line_costs_less_face_than_the_others_terms() -> None:
    world = disputed(claim=-1, kind=CrisisKind.ULTIMATUM, proposed=0.5, offer=0.5, mediator=ARDEN)
    found = choices(world, world.crises[QUARREL], BORLAND, outlook(world))
    face = {
        choice.key: next(term.value for term in choice.terms if term.key == "face")
        for choice in found
        if choice.key in ("take_offer", "take_proposal")
    }
    assert face["take_offer"] < face["take_proposal"] < 0


def test_a_view_is_shown_the_same_prices() -> None:
    world = disputed(claim=-1, kind=CrisisKind.ULTIMATUM)
    known = observe(world, CASSIA).known
    here = choices(world, world.crises[QUARREL], CASSIA, outlook(world))
    there = choices(known, known.crises[QUARREL], CASSIA, outlook(known))
    assert here == there


def test_prices_tell_nobody_that_an_incident_was_staged() -> None:
    world = disputed(kind=CrisisKind.STAGED_INCIDENT, staged=True)
    known = observe(world, CASSIA).known
    here = choices(world, world.crises[QUARREL], CASSIA, outlook(world))
    assert choices(known, known.crises[QUARREL], CASSIA, outlook(known)) == here
