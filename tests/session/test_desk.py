"""A desk: drafts, replaced, withdrawn, undone and made again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.ids import StateId
from game.core.kinds import TreatyKind
from game.core.observe import observe
from game.core.orders import Mobilise, OfferTreaty, Order, PressClaim, SetBudget
from game.session.desk import Desk
from game.session.seats import Seat
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world


def a_desk(state: StateId = BORLAND) -> Desk:
    return Desk(Seat(0, state, "Ana"), observe(small_world(), state))


def test_a_later_order_takes_the_place_of_one_of_the_same_slot() -> None:
    desk = a_desk()
    assert desk.propose(Mobilise(BORLAND, 0.2)) is None
    assert desk.propose(PressClaim(BORLAND, small_world().claims[0].id)) is None
    assert desk.propose(Mobilise(BORLAND, 0.6)) is None
    assert desk.pending == (Mobilise(BORLAND, 0.6), PressClaim(BORLAND, small_world().claims[0].id))


def test_an_illegal_order_is_refused_and_not_drafted() -> None:
    desk = a_desk()
    refused = desk.propose(SetBudget(BORLAND, 0.9, 0.9, 0.0, 0.0))
    assert refused is not None
    assert refused.key == "budget_not_whole"
    assert desk.pending == ()
    assert not desk.can_undo


def test_nobody_orders_for_another_state() -> None:
    refused = a_desk(BORLAND).propose(Mobilise(ARDEN, 0.5))
    assert refused is not None
    assert refused.key == "not_your_state"


def test_what_is_undone_can_be_made_again_until_something_new_is_drafted() -> None:
    desk = a_desk()
    desk.propose(Mobilise(BORLAND, 0.2))
    desk.propose(OfferTreaty(BORLAND, TreatyKind.ENTENTE, CASSIA))
    assert desk.undo()
    assert desk.pending == (Mobilise(BORLAND, 0.2),)
    assert desk.can_redo
    assert desk.redo()
    assert len(desk.pending) == 2
    assert desk.undo()
    desk.propose(Mobilise(BORLAND, 0.9))
    assert not desk.can_redo
    assert not desk.redo()


def test_withdrawing_can_be_undone() -> None:
    desk = a_desk()
    desk.propose(Mobilise(BORLAND, 0.2))
    desk.withdraw(0)
    assert desk.pending == ()
    assert desk.undo()
    assert desk.pending == (Mobilise(BORLAND, 0.2),)
    with pytest.raises(IndexError):
        desk.withdraw(3)


_CHANGES = st.lists(
    st.one_of(
        st.floats(0, 1).map(lambda level: Mobilise(BORLAND, level)),
        st.sampled_from([ARDEN, CASSIA]).map(
            lambda other: OfferTreaty(BORLAND, TreatyKind.ENTENTE, other)
        ),
        st.sampled_from(["undo", "redo", "withdraw"]),
    ),
    max_size=25,
)


@given(_CHANGES)
def test_undoing_everything_empties_the_desk_and_redoing_restores_it(
    changes: list[Order | str],
) -> None:
    desk = a_desk()
    for change in changes:
        if isinstance(change, Order):
            assert desk.propose(change) is None
        elif change == "withdraw":
            if desk.pending:
                desk.withdraw(0)
        else:
            getattr(desk, change)()
        slots = [order.slot() for order in desk.pending]
        assert len(slots) == len(set(slots))
    drafted = desk.pending
    steps = 0
    while desk.undo():
        steps += 1
    assert desk.pending == ()
    for _ in range(steps):
        assert desk.redo()
    assert desk.pending == drafted
