"""Every preset can be played: states act under it without anything impossible coming about."""

from __future__ import annotations

import pytest

from game.content.library import charters
from game.session import stages
from tests.charters.test_founders import under

TURNS = 3


@pytest.mark.parametrize("key", sorted(charters()))
def test_a_preset_plays(key: str) -> None:
    world = under(key)
    while world.turn < TURNS:
        world = stages.play(world, ()).world

    assert world.charters[0].key == key
    assert world.charters[0].faults() == ()
