"""What comes about is told with its reasons, from the same text that decided on it."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.content import library
from game.content.compile.happenings import Known, compile_happening
from game.content.reading import Reader
from game.content.schema.happenings import HappeningFile
from game.content.schemas import schema_of
from game.content.sections import HAPPENING
from game.core.happenings import holding
from game.core.happenings.conditions import (
    All,
    Any,
    Bounds,
    Condition,
    Count,
    Not,
    OfState,
    OfWorld,
    PairTrait,
    StateIs,
    StateTrait,
    Year,
)
from game.core.happenings.effects import Era, Gauge
from game.core.happenings.look import PAIR_FIGURES, STATE_FIGURES, WORLD_FIGURES, Look
from game.core.happenings.reasons import numbered, reasons
from game.narrate.happenings import asked, figure_name, rule
from game.narrate.narrator import Narrator
from tests.happenings.rules import one, ruled, run, small_world
from tests.worlds import CASSIA, names_of


def narrator(*names: str) -> Narrator:
    gazetteer = replace(
        names_of(small_world()),
        happening_names=names or ("the test",),
        happening_told=("The rivers rise in {state}, and {other} looks on",),
    )
    return Narrator(gazetteer)


def test_a_happening_is_told_with_the_figures_that_held() -> None:
    world = small_world()
    world.states.stability[CASSIA] = 0.1
    world = ruled(
        world,
        one(
            "{kind: state, figure: stability, at_most: 0.2}\n"
            "{kind: world, figure: tension, at_most: 0.9}\n"
            "{kind: not, of: {kind: state_is, trait: at_war}}",
            scope="state",
        ),
    )
    (event,) = run(world)
    text = narrator().event(event, world)
    tension = f"{world.tension * 100:.0f}%"
    assert text == (
        "The rivers rise in Cassia, and nobody looks on: stability at 10%, world tension at"
        f" {tension} and not a war on hand."
    )


def test_of_alternatives_the_one_that_held_is_told() -> None:
    world = ruled(
        small_world(),
        one(
            "{kind: any, of: [{kind: world, figure: wars, at_least: 5}, "
            "{kind: world, figure: great_powers, at_least: 3}]}"
        ),
    )
    (event,) = run(world)
    assert [term.key for term in event.terms] == ["because.3.great_powers"]
    assert "the number of great powers at 3" in narrator().event(event, world)


def test_the_end_of_a_lasting_happening_of_the_world_is_told() -> None:
    world = ruled(small_world(), one("{kind: year, at_least: 1900}", more="once: true"))
    (end,) = [event for event in run(world, 6) if event.kind == "happening.over"]
    assert narrator().event(end, world) == "What began with the test is over, after four quarters."


def test_a_quiet_happening_is_not_told() -> None:
    world = ruled(small_world(), one("{kind: year, at_least: 1900}", more="quiet: true"))
    assert run(world, 6) == []
    assert world.occurrences


def shelf() -> list[HappeningFile]:
    found = []
    for path in library.happenings().values():
        section = Reader(path.parent).happening(path)
        assert section is not None
        found.append(section.value)
    return found


@pytest.mark.parametrize("file", shelf(), ids=lambda file: file.key)
def test_every_condition_of_the_shelf_can_be_told(file: HappeningFile) -> None:
    world = small_world()
    states = {key: row for row, key in enumerate(world.scenario.state_keys)}
    listed = {key: place for place, key in enumerate(library.happenings())}
    happening = compile_happening(file, Known(states, listed, {}))
    words = narrator(*(key.replace("_", " ") for key in listed))
    for text in rule(happening, world, words.names):
        assert text
        assert "_" not in text
        assert not re.search(r"[{}…]", text)


def test_every_figure_has_a_name() -> None:
    names = narrator().names
    for figure in (*WORLD_FIGURES, *STATE_FIGURES, *PAIR_FIGURES):
        assert "_" not in figure_name(figure, names)


bounds = st.builds(lambda low, size: Bounds(low, low + size), st.floats(-1, 1), st.floats(0, 2))
leaf_of_world = st.one_of(
    st.builds(Year, bounds),
    st.builds(OfWorld, st.sampled_from(sorted(WORLD_FIGURES)), bounds),
)
leaf_of_state = st.one_of(
    leaf_of_world,
    st.builds(OfState, st.sampled_from(sorted(STATE_FIGURES)), bounds),
    st.builds(StateIs, st.sampled_from(StateTrait)),
)


def whole(leaves: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    return st.recursive(
        leaves,
        lambda inner: st.one_of(
            st.builds(Not, inner),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: All(tuple(parts))),
            st.lists(inner, min_size=1, max_size=3).map(lambda parts: Any(tuple(parts))),
            st.builds(Count, inner, bounds),
        ),
        max_leaves=8,
    )


@settings(max_examples=60, deadline=None)
@given(whole(leaf_of_state))
def test_whatever_is_asked_has_one_answer_and_can_be_told(node: Condition) -> None:
    world = small_world()
    first, second = holding.of_states(node, Look(world)), holding.of_states(node, Look(world))
    assert (first == second).all()
    assert (holding.of_states(Not(node), Look(world)) == ~first).all()
    assert asked(node, world, narrator().names)
    assert numbered(node)[0] is node
    for row in range(world.n):
        if first[row]:
            for number, name, value in reasons(node, Look(world), row):
                assert 0 <= number < len(numbered(node))
                assert name
                assert value == value  # noqa: PLR0124  # no NaN


@settings(max_examples=30, deadline=None)
@given(whole(leaf_of_state))
def test_two_are_asked_as_each_of_them_is(node: Condition) -> None:
    world = small_world()
    if not isinstance(node, OfState | StateIs):
        return
    held = holding.of_states(node, Look(world))
    i, j = holding.of_pairs(node, Look(world))
    expected = [(a, b) for a in range(6) for b in range(a + 1, 6) if held[a] and held[b]]
    assert list(zip(i.tolist(), j.tolist(), strict=True)) == expected


def test_the_page_for_modders_names_every_kind_figure_and_trait() -> None:
    page = (Path(__file__).resolve().parents[2] / "docs" / "happenings.md").read_text("utf-8")
    kinds = [
        definition["properties"]["kind"]["const"]
        for definition in schema_of(HAPPENING)["$defs"].values()
        if "kind" in definition.get("properties", {})
    ]
    traits = [one.name.lower() for enum in (StateTrait, PairTrait, Gauge, Era) for one in enum]
    wanted = {*kinds, *WORLD_FIGURES, *PAIR_FIGURES, *traits, *library.happenings()}
    assert not {word for word in wanted if f"`{word}`" not in page}
