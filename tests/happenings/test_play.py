"""Happenings in a game: the same seed tells the same story, saves go on as they would have."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from game.content import library
from game.core.invariants import faults
from game.core.kinds import Settled, Stage, Victor
from game.core.turn import advance
from game.core.world import World
from game.persistence.save import load, write_save
from game.persistence.saved import SavedGame
from tests.happenings.rules import one, ruled, run, small_world, war_of, with_templates
from tests.worlds import ARDEN, BORLAND, DORVAN

OFTEN = "{kind: year, at_least: 1900}"
STIR = one(
    OFTEN,
    "{kind: push, figure: stability, a_year: -0.05, years: 2}\n"
    "{kind: relations, bond: rivalry, between: majors, a_year: 0.05, bound: 0.5, years: 2}",
    scope="state", key="stir", more="chance: 0.4",
)  # fmt: skip
LATER = one("{kind: occurred, happening: stir}", key="later", more="chance: 0.3\nonce: true")
OTHER = one("{kind: state_is, trait: major}", scope="state", key="other", more="chance: 0.5")


def turn_of(world: World) -> World:
    for _ in Stage:
        world = advance(world, ()).world
    return world


def played(turns: int, *rules: str, seed: int = 1) -> World:
    world = ruled(small_world(seed=seed), *rules)
    for _ in range(turns):
        world = turn_of(world)
    return world


def test_the_same_seed_tells_the_same_story_and_another_another() -> None:
    first, again, other = (played(6, STIR, LATER, seed=seed) for seed in (1, 1, 2))
    assert first.digest() == again.digest()
    assert first.occurrences
    assert [one.state for one in first.occurrences] != [one.state for one in other.occurrences]


def test_a_happening_more_moves_the_lots_of_no_other() -> None:
    alone, beside = ruled(small_world(), STIR), ruled(small_world(), STIR, OTHER)
    run(alone, 12)
    run(beside, 12)
    stirred = [(one.turn, one.state) for one in beside.occurrences if one.happening == 0]
    assert stirred == [(one.turn, one.state) for one in alone.occurrences]
    assert len(beside.occurrences) > len(stirred)


def test_what_has_come_about_is_part_of_what_a_world_is() -> None:
    world = played(4, STIR)
    assert world.occurrences
    other = world.clone()
    other.occurrences = []  # type: ignore[assignment]  # kept in a roll, whatever it comes in
    assert other.digest() != world.digest()


def test_a_saved_game_goes_on_as_the_unsaved_one(tmp_path: Path) -> None:
    world = played(5, STIR, LATER)
    file = tmp_path / "game.indsave"
    write_save(file, SavedGame(world))
    loaded = load(file, lambda _: world.scenario).game.world
    assert list(loaded.occurrences) == list(world.occurrences)
    assert turn_of(loaded).digest() == turn_of(world).digest()


def test_a_campaign_without_happenings_is_left_alone() -> None:
    world = small_world()
    before = world.digest()
    assert run(world) == []
    world.turn -= 1
    assert world.digest() == before


@pytest.mark.parametrize("turns", [3])
def test_a_turn_leaves_the_world_it_was_given_alone(turns: int) -> None:
    world = played(turns, STIR)
    before = world.digest()
    turn_of(world)
    assert world.digest() == before


def test_a_record_of_what_no_file_knows_makes_an_impossible_world() -> None:
    world = played(3, STIR)
    assert not list(faults(world))
    world.scenario = replace(world.scenario, happenings=())
    assert "something has come about that cannot" in list(faults(world))


def test_the_whole_shelf_plays_on_any_world() -> None:
    """Every file at once, all of them at their likeliest, for fifteen years."""
    texts = [
        re.sub(r"(?m)^chance: .*$", "chance: 1", path.read_text("utf-8"))
        for path in library.happenings().values()
    ]
    world = with_templates(small_world(turns=64))
    key = world.scenario.templates[0].key
    texts = [re.sub(r"charters: \[.*\]", f"charters: [{key}]", text) for text in texts]
    world = ruled(world, *texts)
    war_of(
        world,
        [BORLAND],
        [ARDEN, DORVAN],
        (900, 700),
        settled=Settled.CESSION,
        victor=Victor.DEFENDERS,
        ended=0,
    )
    world.memberships.failed[0] = 6.0  # nobody believes in the League any more
    for _ in range(60):
        world = turn_of(world)
    came = {world.scenario.happenings[one.happening].key for one in world.occurrences}
    assert {"great_depression", "founding_conference", "nuclear_discovery", "chastened"} <= came
    assert len(came) >= 12
