"""Bargains: struck between two, paid when due, kept or broken; threats made good or let fall."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.advisor import decide
from game.core.cases import case_of
from game.core.forecast import division
from game.core.ids import CrisisId, DealId, StateId, TreatyId
from game.core.kinds import Act, Ballot, CrisisEnd, Favour, Holding, Move, Rung, TreatyKind
from game.core.observe import observe, readable
from game.core.orders import (
    AnswerDeal,
    Contribute,
    Denounce,
    MoveInCrisis,
    OfferDeal,
    Order,
    Table,
    Vote,
)
from game.core.records import Treaty
from game.core.turn import Outcome, advance
from game.core.world import World
from tests.rules.deal_refusals import bargain
from tests.rules.play import LEAGUE, QUARREL, happened, measure, quarrel, turn
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

BARGAIN = DealId(0)


def disputed() -> World:
    world = small_world()
    quarrel(world)
    return world


def struck(
    wanted: Favour, given: Favour, *, by: StateId = ARDEN, to: StateId = ELMERE, amount: float = 5.0
) -> World:
    """A bargain offered in the first turn and taken in the second."""
    world = turn(disputed(), OfferDeal(by, to, QUARREL, wanted, given, amount)).world
    return turn(world, AnswerDeal(to, BARGAIN, True)).world


def voted(world: World, ballot: Ballot, *orders: Order, by: StateId = ELMERE) -> Outcome:
    """Put a condemnation of Borland to the vote, one state voting as given."""
    table = Table(DORVAN, LEAGUE, QUARREL, BORLAND, (Act.CONDEMNATION,))
    number = len(world.resolutions)
    return turn(world, table, Vote(by, number, ballot), *orders)  # type: ignore[arg-type]


def test_a_vote_is_bought_and_paid_for_once_it_is_cast() -> None:
    world = struck(Favour.VOTE_YES, Favour.MONEY)
    before = world.states.treasury.copy()
    outcome = voted(world, Ballot.YES)
    assert happened(outcome, "deal.kept")
    assert happened(outcome, "deal.paid")[0].figure("amount") == 5.0
    assert outcome.world.deals[BARGAIN].kept == 1
    idle = voted(replace(world, deals=[]), Ballot.YES).world
    gained = outcome.world.states.treasury - idle.states.treasury
    assert gained[ELMERE] == pytest.approx(5.0, abs=0.01)
    assert gained[ARDEN] == pytest.approx(-5.0, abs=0.01)
    assert before[ARDEN] > 5.0


def test_who_takes_the_bribe_and_votes_otherwise_is_not_paid_and_not_trusted() -> None:
    world = struck(Favour.VOTE_YES, Favour.MONEY)
    outcome = voted(world, Ballot.NO)
    assert happened(outcome, "deal.broken")
    assert not happened(outcome, "deal.paid")
    after = outcome.world
    assert after.deals[BARGAIN].kept == 0
    idle = voted(replace(world, deals=[]), Ballot.NO).world
    assert after.dyads.broken[ARDEN, ELMERE] > idle.dyads.broken[ARDEN, ELMERE] + 0.9
    assert after.dyads.affinity[ARDEN, ELMERE] < idle.dyads.affinity[ARDEN, ELMERE] - 0.1
    assert after.dyads.broken[CASSIA, ELMERE] == idle.dyads.broken[CASSIA, ELMERE]


@pytest.mark.parametrize(
    ("favour", "ballot", "kept"),
    [
        (Favour.VOTE_NO, Ballot.NO, 1),
        (Favour.VOTE_NO, Ballot.VETO, 1),
        (Favour.VOTE_NO, Ballot.ABSTAIN, 0),
        (Favour.ABSTAIN, Ballot.ABSTAIN, 1),
        (Favour.ABSTAIN, Ballot.ABSENT, 1),
        (Favour.ABSTAIN, Ballot.YES, 0),
        (Favour.VOTE_YES, Ballot.ABSTAIN, 0),
    ],
)
def test_a_promise_is_held_against_the_ballot(favour: Favour, ballot: Ballot, kept: int) -> None:
    after = voted(struck(favour, Favour.MONEY), ballot).world
    assert after.deals[BARGAIN].done[1] == kept


def test_a_promised_vote_against_measures_is_one_for_measures_against_the_victim() -> None:
    world = struck(Favour.VOTE_NO, Favour.MONEY)
    table = Table(DORVAN, LEAGUE, QUARREL, CASSIA, (Act.CONDEMNATION,))
    outcome = turn(world, table, Vote(ELMERE, 0, Ballot.YES))  # type: ignore[arg-type]
    assert outcome.world.deals[BARGAIN].done[1] == 1


def test_a_promise_not_yet_due_is_neither_kept_nor_broken() -> None:
    world = struck(Favour.VOTE_YES, Favour.MONEY)
    assert world.deals[BARGAIN].accepted
    assert turn(world).world.deals[BARGAIN].kept == -1


def test_a_bargain_that_nobody_answers_lapses() -> None:
    world = turn(disputed(), OfferDeal(ARDEN, ELMERE, QUARREL, Favour.VOTE_YES, Favour.MONEY, 5.0))
    outcome = turn(world.world)
    assert happened(outcome, "deal.refused")
    assert happened(
        turn(outcome.world, AnswerDeal(ELMERE, BARGAIN, True)), "order.refused.nothing_to_answer"
    )


def test_only_the_two_hear_of_a_bargain() -> None:
    world = disputed()
    offer = OfferDeal(ARDEN, ELMERE, QUARREL, Favour.VOTE_YES, Favour.MONEY, 5.0)
    outcome = turn(world, offer)
    (event,) = happened(outcome, "deal.offered")
    assert set(event.readers) == {ARDEN, ELMERE}
    for state in (CASSIA, BORLAND):
        assert event not in readable(list(outcome.events), state)
        hidden = observe(outcome.world, state).known.deals[BARGAIN]
        assert (hidden.offered_by, hidden.to, hidden.amount) == (-1, -1, 0.0)
    assert observe(outcome.world, ELMERE).known.deals == outcome.world.deals


def test_what_a_bought_vote_owes_to_the_price_is_seen_by_its_owner_alone() -> None:
    world = struck(Favour.VOTE_YES, Favour.MONEY)
    after = voted(world, Ballot.YES).world
    owner = observe(after, ELMERE).known.resolutions[0].votes
    other = observe(after, BORLAND).known.resolutions[0].votes
    mine = next(vote for vote in owner if vote.state == ELMERE)
    seen = next(vote for vote in other if vote.state == ELMERE)
    assert next(term.value for term in mine.terms if term.key == "promise") > 0
    assert not [term for term in seen.terms if term.key == "promise"]


def test_a_promise_moves_ones_own_vote_and_nobodys_forecast() -> None:
    world = struck(Favour.VOTE_YES, Favour.MONEY, amount=40.0)
    case = case_of(world.crises[QUARREL])
    plain = division(replace(world, deals=[]), case, (Act.CONDEMNATION,))
    assert (division(world, case, (Act.CONDEMNATION,)).ballots == plain.ballots).all()
    own = division(world, case, (Act.CONDEMNATION,), private=True).worth
    promise = own.values[:, own.keys.index("promise")]
    assert promise[ELMERE] > world.rules.promise_weight
    assert np.count_nonzero(promise) == 1


def test_a_promise_to_abstain_pulls_towards_indifference_and_no_farther() -> None:
    world = struck(Favour.ABSTAIN, Favour.MONEY, amount=5.0)
    own = division(world, case_of(world.crises[QUARREL]), (Act.CONDEMNATION,), private=True).worth
    promise = own.values[ELMERE, own.keys.index("promise")]
    without = own.total()[ELMERE] - promise
    assert promise * without < 0
    assert abs(without + promise) < abs(without)


def test_the_state_that_promised_votes_as_promised_where_it_hardly_cares() -> None:
    world = struck(Favour.ABSTAIN, Favour.MONEY, amount=200.0)
    table = Table(DORVAN, LEAGUE, QUARREL, BORLAND, (Act.CONDEMNATION,))
    world = advance(world, [table]).world
    (mine,) = [done.order for done in decide(world, [ELMERE]) if isinstance(done.order, Vote)]
    assert mine.ballot == Ballot.ABSTAIN


def test_to_recognise_is_done_on_the_spot_and_so_is_a_guarantee() -> None:
    world = disputed()
    land = world.territories
    land.owner[5] = land.controller[5] = BORLAND
    land.holding[5], land.sovereign[5] = Holding.ANNEXED, CASSIA
    world.dyads.recognised[DORVAN, BORLAND] = False
    offer = OfferDeal(BORLAND, DORVAN, QUARREL, Favour.RECOGNITION, Favour.GUARANTEE)
    world = turn(world, offer).world
    outcome = turn(world, AnswerDeal(DORVAN, BARGAIN, True))
    assert outcome.world.dyads.recognised[DORVAN, BORLAND]
    assert outcome.world.ties(TreatyKind.GUARANTEE)[BORLAND, DORVAN]
    assert outcome.world.deals[BARGAIN].kept == 1


def test_arms_are_paid_for_by_the_giver_and_make_the_other_stronger() -> None:
    world = struck(Favour.VOTE_YES, Favour.ARMS, amount=20.0)
    table = Table(DORVAN, LEAGUE, QUARREL, BORLAND, (Act.CONDEMNATION,))
    world = advance(world, [table]).world
    outcome = advance(world, [Vote(ELMERE, 0, Ballot.YES)])  # type: ignore[arg-type]
    assert happened(outcome, "deal.paid")
    assert outcome.world.states.milex[ELMERE] == pytest.approx(world.states.milex[ELMERE] + 20.0)
    assert outcome.world.states.treasury[ARDEN] == pytest.approx(
        world.states.treasury[ARDEN] - 20.0
    )


def test_who_cannot_pay_when_it_is_due_has_broken_its_word() -> None:
    world = struck(Favour.VOTE_YES, Favour.MONEY)
    world.states.treasury[ARDEN] = 0.0
    outcome = voted(world, Ballot.YES)
    deal = outcome.world.deals[BARGAIN]
    assert deal.done == (0, 1)
    assert outcome.world.dyads.broken[ELMERE, ARDEN] >= 0.9


@pytest.mark.parametrize(
    ("favour", "share", "kept"),
    [
        (Favour.TAKE_PART, 0.5, 1),
        (Favour.TAKE_PART, 0.0, 0),
        (Favour.STAND_ASIDE, 0.0, 1),
        (Favour.STAND_ASIDE, 0.25, 0),
    ],
)
def test_a_part_in_measures_is_held_against_what_was_given(
    favour: Favour, share: float, kept: int
) -> None:
    world = struck(favour, Favour.MONEY)
    measure(world, Act.OIL_BAN)
    gives = Contribute(ELMERE, 0, Act.OIL_BAN, share)  # type: ignore[arg-type]
    assert turn(world, gives).world.deals[BARGAIN].done[1] == kept


def test_a_cheat_that_is_not_seen_passes_for_a_promise_kept() -> None:
    world = struck(Favour.TAKE_PART, Favour.MONEY)
    measure(world, Act.OIL_BAN)
    after = turn(world, Contribute(ELMERE, 0, Act.OIL_BAN, 0.5, True)).world  # type: ignore[arg-type]
    duty = next(duty for duty in after.ledger if duty.state == ELMERE)
    assert after.deals[BARGAIN].done[1] == int(not duty.seen)


def test_one_who_sold_its_retreat_climbs_down_in_the_next_round() -> None:
    world = disputed()
    world.put(replace(world.crises[QUARREL], rung=Rung.ULTIMATUM))
    offer = OfferDeal(ARDEN, BORLAND, QUARREL, Favour.CLIMB_DOWN, Favour.MONEY, 50.0)
    world = turn(world, offer).world
    world = turn(world, AnswerDeal(BORLAND, BARGAIN, True)).world
    kept = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.CLIMB_DOWN))
    assert kept.world.crises[QUARREL].end == CrisisEnd.WITHDREW
    assert happened(kept, "deal.paid")
    broken = turn(world, MoveInCrisis(BORLAND, QUARREL, Move.HOLD))
    assert happened(broken, "deal.broken")
    assert not happened(broken, "deal.paid")


def threatened() -> World:
    world = disputed()
    world.put(
        Treaty(TreatyId(1), TreatyKind.NON_AGGRESSION, (ARDEN, ELMERE), 0, -1, ARDEN, accepted=True)
    )
    offer = OfferDeal(ARDEN, ELMERE, QUARREL, Favour.VOTE_YES, Favour.THREAT)
    outcome = turn(world, offer)
    assert happened(outcome, "deal.threatened")
    return outcome.world


def test_to_defy_a_threat_costs_liking_on_both_sides() -> None:
    world = threatened()
    before = world.dyads.affinity.copy()
    after = turn(world, AnswerDeal(ELMERE, BARGAIN, False)).world
    assert after.dyads.affinity[ARDEN, ELMERE] < before[ARDEN, ELMERE] - 0.1
    assert after.dyads.affinity[ELMERE, ARDEN] < before[ELMERE, ARDEN] - 0.1


def test_a_threat_that_is_carried_out_costs_no_name_and_one_that_is_not_does() -> None:
    world = turn(threatened(), AnswerDeal(ELMERE, BARGAIN, False)).world
    done = turn(world, Denounce(ARDEN, TreatyId(1)))
    assert happened(done, "deal.threat_done")
    assert done.world.deals[BARGAIN].done[0] == 1
    empty = turn(world)
    assert happened(empty, "deal.threat_empty")
    assert empty.world.dyads.broken[ELMERE, ARDEN] > done.world.dyads.broken[ELMERE, ARDEN] + 0.9


def test_who_gives_way_to_a_threat_is_left_in_peace() -> None:
    world = turn(threatened(), AnswerDeal(ELMERE, BARGAIN, True)).world
    after = voted(world, Ballot.YES).world
    assert after.deals[BARGAIN].done == (1, 1)
    assert not happened(turn(after), "deal.threat_empty")


def test_who_yields_to_a_threat_and_then_breaks_its_word_has_defied_it() -> None:
    world = turn(threatened(), AnswerDeal(ELMERE, BARGAIN, True)).world
    world = voted(world, Ballot.NO).world
    assert happened(turn(world), "deal.threat_empty")


def test_what_was_promised_in_a_case_that_is_over_binds_nobody() -> None:
    world = struck(Favour.CLIMB_DOWN, Favour.MONEY, to=CASSIA)
    world.put(replace(world.crises[QUARREL], end=CrisisEnd.WITHDREW, ended=world.turn))
    after = turn(world).world
    assert after.deals[BARGAIN].kept == -1


def test_bargains_with_money_for_arms_are_paid_both_ways_at_once() -> None:
    world = disputed()
    bargain(world, FENWICK, ARDEN, Favour.ARMS, Favour.MONEY, amount=10.0)
    outcome = advance(world, [AnswerDeal(ARDEN, BARGAIN, True)])
    assert len(happened(outcome, "deal.paid")) == 2
    assert outcome.world.deals[BARGAIN].done == (1, 1)
    assert CrisisId(0) == outcome.world.deals[BARGAIN].crisis
