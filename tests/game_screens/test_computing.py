"""While the game works: what is behind it, and what it says is being done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.ai.advisor import POLICIES
from game.client import backdrop
from game.client.screens.computing import STEPS, ComputingScreen
from game.client.strings import text
from game.client.widgets.label import Label
from game.core import turn
from game.core.kinds import Stage
from tests.game_screens.ring_map import play_at
from tests.game_screens.test_every_order import Leader
from tests.worlds import ARDEN, small_world


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[Leader]:
    driver = Leader(tmp_path, play_at(small_world(8), ARDEN, tmp_path), mouse=True)
    yield driver
    driver.app.close()


def said(hand: Leader) -> set[str]:
    return {each.words for each in hand.app.ui.controls() if isinstance(each, Label)}


def test_the_map_stays_in_view_while_the_quarter_passes(hand: Leader) -> None:
    world_map = hand.world.map
    world_map.finish()
    hand.app.go(hand.world.end_turn())
    assert isinstance(hand.app.screen, ComputingScreen)
    assert hand.app.screen.play.map is world_map
    hand.app.draw()
    behind = world_map.ground.compose(world_map.camera)
    corner = (5, 5)
    assert hand.app.surface.get_at(corner) == behind.get_at(corner)
    panel = hand.app.ui.find("computing.bar").rect
    assert panel.top > hand.app.ui.size[1] // 2


def test_it_says_what_is_done(hand: Leader) -> None:
    hand.app.go(hand.world.end_turn())
    words = {text(f"computing.step.{key}") for key in (*STEPS, "decide")}
    heard: set[str] = set()
    for _ in range(400):
        if not isinstance(hand.app.screen, ComputingScreen):
            break
        hand.app.step([], 0.02)
        heard |= said(hand) & words
    assert not isinstance(hand.app.screen, ComputingScreen)
    assert heard


def test_every_phase_has_its_words() -> None:
    named = {phase for phases in STEPS.values() for phase in phases}
    for stage in Stage:
        for name, _ in turn.PHASES[stage]:
            assert name in named, name
        assert POLICIES[stage]


def test_a_chart_hides_the_map_where_there_is_none(hand: Leader) -> None:
    screen = ComputingScreen(hand.world.play)
    hand.world.play.map = None
    surface = pygame.Surface((800, 600))
    screen.draw_behind(surface)
    assert surface.get_at((400, 300)) == backdrop.chart((800, 600)).get_at((400, 300))
