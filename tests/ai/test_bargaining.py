"""Bargaining: votes lobbied for and bought where that turns a case, offers answered by what they are."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from game.ai.advisor import decide
from game.ai.drafts import likely, swings
from game.ai.policies.bargains import bargain_terms
from game.core.ids import DealId, StateId, TreatyId
from game.core.kinds import Act, Ballot, Favour, Rung, Stage, TreatyKind
from game.core.observe import observe
from game.core.orders import AnswerDeal, Contribute, Denounce, Lobby, MoveInCrisis, OfferDeal
from game.core.records import Deal, Treaty
from game.core.terms import total
from game.core.world import World
from tests.rules.deal_refusals import bargain
from tests.rules.play import QUARREL, chartered, measure, quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world


def contested() -> World:
    """A case before a body that decides by majority, where the vote is close."""
    world = small_world(8, seed=5)
    quarrel(world, rung=Rung.CLASH, referred=-1)
    chartered(world, majority=Fraction(1, 2), strict=True, parties_vote=True)
    world.states.influence[:] = 60.0
    world.states.treasury[:] = 0.05 * world.states.production
    world.dyads.affinity[DORVAN, BORLAND] = 0.6
    return world


def test_influence_goes_to_votes_that_turn_the_case_and_only_where_it_is_worth_it() -> None:
    world = contested()
    draft = likely(world, world.crises[QUARREL])
    assert draft is not None
    near = {swing.state for swing in swings(world, draft, 0.03)}
    lobbying = [done for done in decide(world, range(8)) if isinstance(done.order, Lobby)]
    assert lobbying
    for done in lobbying:
        assert isinstance(done.order, Lobby)
        assert done.order.to in near
        assert done.order.to != done.order.state
        assert total(done.terms) > 0


def test_the_accused_lobbies_against_measures_and_the_wronged_for_them() -> None:
    world = contested()
    sides = {
        done.order.state: done.order.wanted
        for done in decide(world, range(8))
        if isinstance(done.order, Lobby)
    }
    assert sides.get(CASSIA, Ballot.YES) == Ballot.YES
    assert sides.get(BORLAND, Ballot.NO) == Ballot.NO
    assert sides


def test_a_case_that_is_lost_or_won_is_lobbied_by_nobody() -> None:
    world = contested()
    world.states.doctrine[:] = (1.0, 0.0, 0.0, 0.0, 0.0)
    world.dyads.affinity[:, BORLAND] = -1.0
    world.put(replace(world.crises[QUARREL], ambiguity=0.0))
    draft = likely(world, world.crises[QUARREL])
    assert draft is not None
    assert not draft.open
    assert not [done for done in decide(world, range(8)) if isinstance(done.order, Lobby)]


def test_what_turns_a_vote_up_helps_adoption_and_what_turns_it_down_hurts_it() -> None:
    world = contested()
    draft = likely(world, world.crises[QUARREL])
    assert draft is not None
    for swing in swings(world, draft, 0.05):
        assert swing.up >= -1e-9
        assert swing.down <= 1e-9


# -- answers ---------------------------------------------------------------------------------------


def asked(
    world: World, wanted: Favour, given: Favour, to: StateId = ELMERE, **facts: object
) -> Deal:
    world.turn = 1
    return bargain(world, ARDEN, to, wanted, given, **facts)


def reply(world: World, state: StateId = ELMERE) -> bool:
    (done,) = [done for done in decide(world, [state]) if isinstance(done.order, AnswerDeal)]
    assert isinstance(done.order, AnswerDeal)
    return done.order.accept


def test_a_vote_that_costs_little_is_sold_for_much_and_not_for_a_trifle() -> None:
    world = contested()
    output = float(world.states.production[ELMERE])
    rich, poor = world.clone(), world.clone()
    asked(rich, Favour.VOTE_NO, Favour.MONEY, amount=0.03 * output)
    asked(poor, Favour.VOTE_NO, Favour.MONEY, amount=0.0001 * output)
    sold, refused = (
        {term.key: term.value for term in bargain_terms(here, here.deals[0])}
        for here in (rich, poor)
    )
    assert sold["offered"] > refused["offered"]
    assert sold["asked"] == refused["asked"] <= 0
    assert reply(rich)
    assert not reply(poor)


def test_a_vote_that_goes_against_what_matters_most_is_not_for_sale() -> None:
    world = contested()
    world.states.doctrine[ELMERE] = (1.0, 0.0, 0.0, 0.0, 0.0)
    world.dyads.threat[ELMERE, BORLAND] = 0.9
    world.put(replace(world.crises[QUARREL], ambiguity=0.0))
    asked(
        world, Favour.VOTE_NO, Favour.MONEY, amount=0.001 * float(world.states.production[ELMERE])
    )
    assert not reply(world)


def test_who_is_not_trusted_must_offer_more() -> None:
    world = contested()
    deal = asked(world, Favour.VOTE_NO, Favour.MONEY, amount=100.0)
    before = {term.key: term.value for term in bargain_terms(world, deal)}
    world.dyads.broken[ELMERE, ARDEN] = 20.0
    after = {term.key: term.value for term in bargain_terms(world, deal)}
    assert after["offered"] < before["offered"]


def test_a_threat_moves_who_fears_the_threatener_and_not_who_does_not() -> None:
    world = contested()
    deal = asked(world, Favour.ABSTAIN, Favour.THREAT)
    world.dyads.threat[ELMERE, ARDEN] = 0.9
    afraid = total(bargain_terms(world, deal))
    world.dyads.threat[ELMERE, ARDEN] = 0.0
    assert total(bargain_terms(world, deal)) < afraid - 0.2


def test_nobody_promises_two_contrary_things_in_a_case() -> None:
    world = contested()
    deal = asked(world, Favour.VOTE_NO, Favour.MONEY, amount=200.0)
    world.put(replace(deal, accepted=True, answered=0))
    bargain(world, DORVAN, ELMERE, Favour.VOTE_YES, Favour.MONEY, amount=200.0)
    assert not reply(world)


def test_no_answer_hangs_on_others_bargains() -> None:
    world = contested()
    asked(world, Favour.VOTE_NO, Favour.MONEY, amount=100.0)
    bargain(world, DORVAN, CASSIA, Favour.VOTE_NO, Favour.MONEY, amount=50.0)
    for state in (ELMERE, CASSIA):
        together = [done for done in decide(world, range(8)) if done.order.state == state]
        assert list(decide(observe(world, state).known, [state])) == together


# -- one's word ------------------------------------------------------------------------------------


def threatened(liking: float = 0.0) -> World:
    """Arden has threatened Elmere, which has defied it; a pact between them is left to denounce."""
    world = contested()
    number = TreatyId(len(world.treaties))
    parties = (ARDEN, ELMERE)
    world.put(Treaty(number, TreatyKind.NON_AGGRESSION, parties, -9, -1, ARDEN, accepted=True))
    asked(world, Favour.VOTE_YES, Favour.THREAT, answered=0)
    world.dyads.affinity[ARDEN, ELMERE] = liking
    return world


def test_a_threat_that_was_defied_is_carried_out() -> None:
    done = [one for one in decide(threatened(), [ARDEN]) if isinstance(one.order, Denounce)]
    assert [one.order.treaty for one in done] == [len(small_world(8).treaties)]
    assert total(done[0].terms) > 0


def test_not_against_a_friend_too_dear_to_lose() -> None:
    world = threatened(liking=1.0)
    world.states.resolve[ARDEN] = 0.1
    assert not [one for one in decide(world, [ARDEN]) if isinstance(one.order, Denounce)]


def test_a_promise_to_climb_down_is_kept_where_it_is_paid_well() -> None:
    world = contested()
    world.put(replace(world.crises[QUARREL], rung=Rung.DEMAND, stakes=0.05))
    world.turn = 1
    output = float(world.states.production[BORLAND])
    deal = bargain(world, ARDEN, BORLAND, Favour.CLIMB_DOWN, Favour.MONEY, amount=0.05 * output)
    world.put(replace(deal, accepted=True, answered=0))
    (move,) = [one.order for one in decide(world, [BORLAND]) if isinstance(one.order, MoveInCrisis)]
    assert move.move.name == "CLIMB_DOWN"


@pytest.mark.parametrize(("favour", "gives"), [(Favour.STAND_ASIDE, 0), (Favour.TAKE_PART, 1)])
def test_a_well_paid_part_in_measures_is_kept_against_ones_inclination(
    favour: Favour, gives: int
) -> None:
    world = contested()
    measure(world, Act.ARMS_EMBARGO)
    world.turn, world.stage = 1, Stage.RESPONSE
    world.put(replace(world.resolutions[0], tabled=0))
    deal = bargain(world, CASSIA, FENWICK, favour, Favour.MONEY, amount=10_000.0)
    world.put(replace(deal, accepted=True, answered=1))
    given = [
        one.order
        for one in decide(world, [FENWICK])
        if isinstance(one.order, Contribute) and not one.order.cheat
    ]
    assert (max((order.share for order in given), default=0.0) > 0) == bool(gives)


def test_offers_are_made_once_in_a_case() -> None:
    world = contested()
    world.turn = 0
    offers = [one.order for one in decide(world, range(8)) if isinstance(one.order, OfferDeal)]
    assert offers
    first = offers[0]
    world.put(
        Deal(
            DealId(0), first.state, first.to, first.crisis, first.wanted, first.given,
            first.amount, -6, answered=-5,
        )
    )  # fmt: skip
    again = [one.order for one in decide(world, range(8)) if isinstance(one.order, OfferDeal)]
    assert first not in again
