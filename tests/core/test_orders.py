"""Orders go out as plain data and come back the same."""

from __future__ import annotations

from dataclasses import is_dataclass
from typing import Any, get_args, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.kinds import Act, Move, Stage
from game.core.orders import ORDER_KINDS, MoveInCrisis, Order, Table, Vote, parse, unparse


def _value(hint: Any) -> st.SearchStrategy[Any]:
    hint = getattr(hint, "__supertype__", hint)
    if get_origin(hint) is tuple:
        return st.lists(_value(get_args(hint)[0]), max_size=4).map(tuple)
    if hint is bool:
        return st.booleans()
    if hint is int:
        return st.integers(0, 300)
    if hint is float:
        return st.floats(0, 1)
    if is_dataclass(hint):
        parts = {name: _value(part) for name, part in get_type_hints(hint).items()}
        return st.builds(hint, **parts)
    return st.sampled_from(list(hint))


@st.composite
def orders(draw: st.DrawFn) -> Order:
    kind = draw(st.sampled_from(list(ORDER_KINDS.values())))
    hints = {name: hint for name, hint in get_type_hints(kind).items() if name != "stage"}
    return kind(**{name: draw(_value(hint)) for name, hint in hints.items()})


@given(orders())
def test_every_order_round_trips(order: Order) -> None:
    assert parse(unparse(order)) == order


@given(orders(), orders())
def test_orders_sort_and_have_slots(one: Order, other: Order) -> None:
    assert sorted([one, other], key=lambda order: order.key()) == sorted(
        [other, one], key=lambda order: order.key()
    )
    assert isinstance(one.slot(), tuple)


def test_votes_belong_to_the_council() -> None:
    assert ORDER_KINDS["Vote"].stage is Stage.COUNCIL
    assert Vote.stage is Stage.COUNCIL


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({"order": "Annex", "state": 1}, "unknown kind"),
        ({"order": "Vote", "state": 1, "resolution": 2, "ballot": 9}, "9"),
        ({"order": "Vote", "state": "x", "resolution": 2, "ballot": 1}, "state"),
        ({"order": "Vote", "state": 1}, "missing"),
        ({"order": "Vote", "state": 1, "resolution": 1, "ballot": 1, "extra": 1}, "extra"),
        ({"order": "Table", "state": 1, "institution": 0, "crisis": 0, "target": 1, "acts": 3}, "list"),
    ],
)  # fmt: skip
def test_damaged_orders_are_refused_with_their_fault(data: dict[str, Any], word: str) -> None:
    with pytest.raises(ValueError, match=word):
        parse(data)


def test_plain_data_is_plain() -> None:
    order = Table(1, 0, 3, 2, (Act.INQUIRY, Act.OIL_BAN))  # type: ignore[arg-type]
    assert unparse(order)["acts"] == [int(Act.INQUIRY), int(Act.OIL_BAN)]
    move = MoveInCrisis(1, 2, Move.OFFER, 0.5)  # type: ignore[arg-type]
    assert unparse(move)["move"] == int(Move.OFFER)
