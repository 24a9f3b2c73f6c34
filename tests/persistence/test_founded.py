"""Institutions founded in play are saved with the rest, and no save may count them wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from game.core.columns import Axis
from game.persistence.save import SaveFault, load, write_save
from game.persistence.saved import SavedGame
from tests.persistence.small_world import played, scenario, with_world


def founded() -> SavedGame:
    game = played()
    world = game.world.clone()
    world.charters = (*world.charters, replace(world.charters[0], key="league_2"))
    world.memberships = world.memberships.grown(Axis.INSTITUTION)
    world.memberships.member[1, :2] = True
    return replace(game, world=world)


def test_an_institution_founded_in_play_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "game.indsave"
    write_save(path, founded())

    world = load(path, lambda _header: scenario()).game.world

    assert [charter.key for charter in world.charters] == ["covenant", "league_2"]
    assert world.memberships.member[1].tolist() == [True, True, False, False]
    assert world.digest() == founded().world.digest()


def test_members_without_a_charter_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "game.indsave"
    game = founded()
    write_save(path, with_world(game, charters=game.world.charters[:1]))

    with pytest.raises(SaveFault, match="has not the shape"):
        load(path, lambda _header: scenario())
