"""States led by the game start every kind of act that a person can, and only what is allowed."""

from __future__ import annotations

from collections import Counter

import pytest

from game.ai.advisor import decide
from game.core.ids import StateId
from game.core.kinds import Favour
from game.core.legality import refusal
from game.core.observe import observe
from game.core.orders import ORDER_KINDS, Lobby, OfferDeal, Table
from tests.ai.ensemble import SETTINGS, moments


def given() -> Counter[str]:
    return Counter(type(done.order).__name__ for here in moments() for done in here.decisions)


BY_PEOPLE_ALONE = {"OfferTerms"}
"""Short for an offer of peace that the AI words article by article (OfferPeace)."""


@pytest.mark.parametrize("kind", sorted(set(ORDER_KINDS) - BY_PEOPLE_ALONE))
def test_every_kind_of_order_is_given_by_somebody_somewhere(kind: str) -> None:
    assert given()[kind] > 0


def test_nothing_that_is_decided_is_refused() -> None:
    for here in moments():
        for done in here.decisions:
            found = refusal(here.world, done.order)
            assert found is None, (here.setting, here.world.turn, done.order, found)


def test_nobody_gives_two_orders_of_one_slot() -> None:
    for here in moments():
        slots = Counter(done.order.slot() for done in here.decisions)
        assert max(slots.values(), default=1) == 1, (here.setting, slots.most_common(1))


def test_every_decision_has_its_reasons() -> None:
    for here in moments():
        for done in here.decisions:
            assert done.terms, (here.setting, done.order)
            assert len({term.key for term in done.terms}) == len(done.terms), done


@pytest.mark.parametrize("setting", [setting.__name__ for setting in SETTINGS])
def test_each_decides_the_same_from_what_it_may_know(setting: str) -> None:
    for here in [here for here in moments() if here.setting == setting][:15]:
        for state in range(here.world.n):
            mine = [done for done in here.decisions if done.order.state == state]
            alone = list(decide(observe(here.world, StateId(state)).known, [state]))
            assert alone == mine, f"turn {here.world.turn}, {here.world.stage.name}, state {state}"


def test_bargains_are_struck_for_votes_and_measures_with_money_and_under_threat() -> None:
    offers = [done.order for here in moments() for done in here.decisions]
    offers = [order for order in offers if isinstance(order, OfferDeal)]
    assert {Favour.VOTE_YES, Favour.VOTE_NO} & {order.wanted for order in offers}
    assert Favour.MONEY in {order.given for order in offers}


def test_both_sides_of_a_case_lobby() -> None:
    wanted = {
        done.order.wanted
        for here in moments()
        for done in here.decisions
        if isinstance(done.order, Lobby)
    }
    assert len(wanted) > 1


def test_some_drafts_are_left_to_lie() -> None:
    assert any(
        done.order.lie_over
        for here in moments()
        for done in here.decisions
        if isinstance(done.order, Table)
    )
