"""One charter made of another by amendments."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from game.content.charter_shelf import presets
from game.content.compile.charter import compile_charter
from game.core.amending import amended, rewritten
from game.core.calendar import Calendar
from game.core.charter import Charter
from game.core.ids import StateId
from game.core.kinds import Act, Clause
from game.core.rewriting import changes

DATES = Calendar(1920, 1, 4, 1)
CHARTERS = tuple(
    replace(
        compile_charter(shelved.file, {}, DATES),
        permanent=(StateId(0), StateId(1)),
        ratify=Fraction(1),
    )
    for shelved in presets()[0]
)


def test_nothing_makes_a_charter_of_itself() -> None:
    for charter in CHARTERS:
        assert changes(charter, charter) == ()


def test_most_presets_can_be_made_of_each_other_and_what_comes_out_is_the_other() -> None:
    reached = 0
    for old in CHARTERS:
        for new in CHARTERS:
            found = changes(old, new)
            if found is not None:
                reached += 1
                assert rewritten(old, found).rules == new.rules
                assert set(rewritten(old, found).triggers) == set(new.triggers)
    assert reached > len(CHARTERS) ** 2 / 2


@st.composite
def edited(draw: st.DrawFn) -> tuple[Charter, Charter]:
    old = new = draw(st.sampled_from(CHARTERS))
    for _ in range(draw(st.integers(1, 6))):
        clause = draw(st.sampled_from(list(Clause)))
        value = draw(st.sampled_from((-1.0, 0.0, 0.5, 1.0, 2.0, 3.0, 8.0)))
        try:
            new = amended(new, clause, value, draw(st.integers(-1, len(Act) - 1)))
        except ValueError:
            continue
    return old, new


@given(edited())
def test_what_amendments_have_made_they_can_make_again(pair: tuple[Charter, Charter]) -> None:
    old, new = pair
    found = changes(old, new)
    assert found is not None
    again = changes(new, rewritten(old, found))
    assert again == ()


def test_how_many_must_ratify_no_amendment_changes() -> None:
    charter = CHARTERS[0]
    assert changes(charter, replace(charter, ratify=Fraction(1, 3))) is None
