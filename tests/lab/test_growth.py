"""What a turn costs does not grow with the length of the game."""

from __future__ import annotations

import time

import pytest

from game.lab.growth import TurnCost, growth
from game.lab.headless import headless
from game.lab.ring import ring_world
from game.session import stages
from game.session.shelf import folder_of

EARLY, LATE = (40, 90), (310, 360)
MOST = 1.6
"""Generous: machines are shared. A cost that grew with the turns played would be four times."""


def costs(seconds: float, wars: int, count: int, states: int = 10) -> list[TurnCost]:
    return [TurnCost(seconds, states, wars)] * count


def test_growth_compares_turns_with_as_many_wars_and_counts_by_the_state() -> None:
    windows = ((0, 4), (4, 8))
    quiet = costs(1.0, 0, 2) + costs(9.0, 3, 2)
    assert growth(quiet + costs(1.0, 0, 1) + costs(9.0, 3, 3), *windows) == pytest.approx(1.0)
    assert growth(quiet + costs(2.0, 0, 4, states=20), *windows) == pytest.approx(1.0)
    assert growth(quiet + costs(4.0, 0, 2) + costs(9.0, 3, 2), *windows) == pytest.approx(2.0)
    assert growth(quiet + costs(1.0, 7, 4), *windows) is None, "never as many wars"
    assert growth(quiet, *windows) is None, "too short"


@pytest.mark.slow
def test_a_late_turn_costs_what_an_early_one_does() -> None:
    world = ring_world(10, seed=3, turns=LATE[1])
    told = []
    while not world.over:
        begun, turn = time.process_time(), world.turn
        before = world
        while world.turn == turn:
            world = stages.play(world, ()).world
        took = time.process_time() - begun
        alive = int(before.states.exists.sum())
        told.append(TurnCost(took, alive, min(len(before.live_wars()), 1)))
    assert len(told) == LATE[1], "the game lasts"

    found = growth(told, EARLY, LATE)

    assert found is not None
    assert found < MOST


def test_a_process_that_only_simulates_is_measured() -> None:
    found = headless(folder_of("broken_covenant"), 7, 1)

    assert found["turns"] == 1
    assert found["seconds"] is not None
    assert found["seconds"] > 0
    memory = found["rss_mb"]
    assert memory is None or 50 < memory < 350
    assert headless(folder_of("broken_covenant") / "states", 7, 1) == {}
