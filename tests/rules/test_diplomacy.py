"""Diplomacy: offers and answers, guarantees, notices, recognition, persuasion."""

from __future__ import annotations

from dataclasses import replace

import pytest

from game.core.cases import case_of
from game.core.forecast import division
from game.core.ids import TreatyId
from game.core.kinds import Act, Ballot, Holding, Stage, TreatyKind
from game.core.orders import (
    AnswerTreaty,
    Denounce,
    Lobby,
    OfferTreaty,
    Recognise,
    Withdraw,
)
from game.core.records import Treaty
from game.core.turn import advance
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, chartered, happened, quarrel, turn, turns
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

PACT = TreatyId(1)
"""The first treaty offered in a small world: one is in force from the start."""
ENTENTE = TreatyId(0)


def offered(kind: TreatyKind = TreatyKind.DEFENCE) -> World:
    return turn(small_world(), OfferTreaty(ARDEN, kind, CASSIA)).world


def test_a_treaty_binds_once_the_other_has_accepted() -> None:
    world = offered()
    assert not world.ties(TreatyKind.DEFENCE)[ARDEN, CASSIA]
    outcome = turn(world, AnswerTreaty(CASSIA, PACT, True))
    bound = outcome.world.ties(TreatyKind.DEFENCE)
    assert bound[ARDEN, CASSIA]
    assert bound[CASSIA, ARDEN]
    assert happened(outcome, "treaty.concluded")


def test_a_treaty_refused_binds_nobody_and_only_the_two_know() -> None:
    outcome = turn(offered(), AnswerTreaty(CASSIA, PACT, False))
    assert not outcome.world.ties(TreatyKind.DEFENCE)[ARDEN, CASSIA]
    (event,) = happened(outcome, "treaty.refused")
    assert set(event.readers) == {ARDEN, CASSIA}


def test_an_offer_that_is_not_answered_lapses_after_a_turn() -> None:
    outcome = turns(offered(), 1)
    assert happened(outcome, "treaty.refused")
    late = turn(outcome.world, AnswerTreaty(CASSIA, PACT, True))
    assert happened(late, "order.refused.not_in_force")
    assert not late.world.ties(TreatyKind.DEFENCE)[ARDEN, CASSIA]


def test_an_offer_is_read_by_the_two_alone() -> None:
    outcome = turn(small_world(), OfferTreaty(ARDEN, TreatyKind.DEFENCE, CASSIA))
    (event,) = happened(outcome, "treaty.offered")
    assert set(event.readers) == {ARDEN, CASSIA}


def test_nobody_answers_its_own_offer_or_anothers() -> None:
    outcome = turn(offered(), AnswerTreaty(ARDEN, PACT, True), AnswerTreaty(DORVAN, PACT, True))
    assert happened(outcome, "order.refused.nothing_to_answer")
    assert happened(outcome, "order.refused.not_a_party")


def test_two_that_offer_each_other_the_same_make_one_offer() -> None:
    world = turn(
        small_world(),
        OfferTreaty(ARDEN, TreatyKind.DEFENCE, CASSIA),
        OfferTreaty(CASSIA, TreatyKind.DEFENCE, ARDEN),
    ).world
    assert len(world.treaties) == 2


def test_a_guarantee_needs_no_signature_and_binds_its_giver_alone() -> None:
    world = turn(small_world(), OfferTreaty(ARDEN, TreatyKind.GUARANTEE, CASSIA)).world
    bound = world.ties(TreatyKind.GUARANTEE)
    assert bound[ARDEN, CASSIA]
    assert not bound[CASSIA, ARDEN]
    back = turn(world, OfferTreaty(CASSIA, TreatyKind.GUARANTEE, ARDEN)).world
    assert back.ties(TreatyKind.GUARANTEE)[CASSIA, ARDEN]


def test_treaties_make_friends_and_denouncing_them_unmakes() -> None:
    world = offered()
    before = world.dyads.affinity[ARDEN, CASSIA]
    world = turn(world, AnswerTreaty(CASSIA, PACT, True)).world
    assert world.dyads.affinity[ARDEN, CASSIA] > before
    liked = world.dyads.affinity[CASSIA, ARDEN]
    outcome = turn(world, Denounce(ARDEN, PACT))
    assert outcome.world.dyads.affinity[CASSIA, ARDEN] < liked - 0.1
    assert not outcome.world.ties(TreatyKind.DEFENCE)[ARDEN, CASSIA]
    assert happened(outcome, "treaty.denounced")


def test_a_treaty_is_denounced_once_even_by_both() -> None:
    outcome = turn(small_world(), Denounce(ARDEN, ENTENTE), Denounce(FENWICK, ENTENTE))
    assert len(happened(outcome, "treaty.denounced")) == 1


def test_a_treaty_with_a_term_runs_out() -> None:
    world = small_world()
    world.put(replace(world.treaties[ENTENTE], until_turn=1))
    assert world.ties(TreatyKind.ENTENTE)[ARDEN, FENWICK]
    assert not turn(world).world.ties(TreatyKind.ENTENTE)[ARDEN, FENWICK]


@pytest.mark.parametrize("notice", [0, 1, 4])
def test_a_notice_of_withdrawal_takes_effect_at_its_time(notice: int) -> None:
    world = small_world()
    chartered(world, withdrawal_notice_turns=notice)
    outcome = turn(world, Withdraw(BORLAND, LEAGUE))
    assert happened(outcome, "membership.notice")[0].figure("turns") == notice
    world = outcome.world
    for _ in range(notice):
        if world.turn < notice:
            assert world.memberships.member[LEAGUE, BORLAND]
            world = turn(world).world
    assert world.turn == max(notice, 1)
    assert not world.memberships.member[LEAGUE, BORLAND]
    assert world.memberships.seat[LEAGUE, BORLAND] == 0


def test_a_member_under_notice_still_owes_and_votes() -> None:
    world = turn(small_world(), Withdraw(BORLAND, LEAGUE)).world
    assert world.memberships.member[LEAGUE, BORLAND]
    again = turn(world, Withdraw(BORLAND, LEAGUE))
    assert happened(again, "order.refused.notice_already_given")


def test_to_recognise_a_conquest_pleases_the_taker_and_wounds_the_victim() -> None:
    world = small_world()
    land = world.territories
    land.owner[5] = land.controller[5] = BORLAND
    land.holding[5], land.sovereign[5] = Holding.ANNEXED, CASSIA
    world.dyads.recognised[DORVAN, BORLAND] = False
    outcome = turn(world, Recognise(DORVAN, BORLAND))
    after = outcome.world.dyads
    assert after.recognised[DORVAN, BORLAND]
    assert after.affinity[BORLAND, DORVAN] > world.dyads.affinity[BORLAND, DORVAN] + 0.1
    assert after.affinity[CASSIA, DORVAN] < world.dyads.affinity[CASSIA, DORVAN] - 0.1
    assert happened(outcome, "recognition.given")
    assert not happened(turn(outcome.world, Recognise(DORVAN, BORLAND)), "recognition.given")


def lobbying(amount: float = 10.0) -> World:
    world = small_world()
    quarrel(world)
    return advance(world, [Lobby(CASSIA, QUARREL, ELMERE, amount)]).world


def test_lobbying_spends_influence_and_moves_the_vote_it_is_spent_on() -> None:
    world = lobbying()
    plain = small_world()
    quarrel(plain)
    assert world.states.influence[CASSIA] == pytest.approx(plain.states.influence[CASSIA] - 10)
    case = case_of(world.crises[QUARREL])
    moved = division(world, case, (Act.CONDEMNATION,)).worth
    lobby = moved.values[:, moved.keys.index("lobby")]
    assert lobby[ELMERE] > 0
    assert (lobby[[ARDEN, BORLAND, CASSIA, DORVAN]] == 0).all()


def test_the_accused_lobbies_against_what_the_victim_lobbies_for() -> None:
    world = small_world()
    quarrel(world)
    world = advance(world, [Lobby(BORLAND, QUARREL, ELMERE, 10.0, Ballot.NO)]).world
    worth = division(world, case_of(world.crises[QUARREL]), (Act.CONDEMNATION,)).worth
    assert worth.values[ELMERE, worth.keys.index("lobby")] < 0


def test_lobbying_in_one_case_moves_no_vote_in_another() -> None:
    world = small_world()
    quarrel(world)
    other = quarrel(world, initiator=DORVAN, target=ARDEN, claim=1)
    world = advance(world, [Lobby(CASSIA, QUARREL, ELMERE, 10.0)]).world
    worth = division(world, case_of(other), (Act.CONDEMNATION,)).worth
    assert (worth.values[:, worth.keys.index("lobby")] == 0).all()


def test_what_was_spent_on_persuasion_is_forgotten_with_the_turn() -> None:
    world = lobbying()
    assert world.stage == Stage.COUNCIL
    assert world.lobbied
    assert turns(world, 1).world.lobbied == []


def test_nobody_spends_more_influence_than_it_has() -> None:
    world = small_world()
    quarrel(world)
    have = float(world.states.influence[CASSIA])
    outcome = turn(world, Lobby(CASSIA, QUARREL, ELMERE, have + 1))
    assert happened(outcome, "order.refused.not_enough_influence")
    spread = [Lobby(CASSIA, QUARREL, to, 0.75 * have) for to in (ARDEN, DORVAN, ELMERE)]
    outcome = advance(world, spread)
    assert outcome.world.states.influence[CASSIA] == pytest.approx(0.0)
    assert sum(row[3] for row in outcome.world.lobbied) == pytest.approx(have, abs=0.01)


def test_allies_of_a_kind_are_not_asked_twice() -> None:
    world = small_world()
    world.put(
        Treaty(PACT, TreatyKind.DEFENCE, (ARDEN, CASSIA, ELMERE), 0, -1, ARDEN, accepted=True)
    )
    outcome = turn(world, OfferTreaty(CASSIA, TreatyKind.DEFENCE, ELMERE))
    assert happened(outcome, "order.refused.treaty_exists")
