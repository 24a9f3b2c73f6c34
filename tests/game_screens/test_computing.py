"""While the game works: what is behind it, and what it says is being done."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.ai.advisor import POLICIES
from game.client import backdrop
from game.client.screens.computing import STEPS, ComputingScreen
from game.client.screens.message import MessageScreen
from game.client.screens.world import WorldScreen
from game.client.strings import text
from game.client.widgets.label import Label
from game.core import turn
from game.core.invariants import BrokenWorld
from game.core.kinds import Stage
from game.core.orders import Mobilise
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


@pytest.mark.parametrize("mouse", [True, False])
def test_the_work_is_stopped_and_the_orders_are_all_there(
    hand: Leader, mouse: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("game.client.screens.computing.BUDGET_S", 1e-4)  # a small world is quick
    order = Mobilise(ARDEN, 0.4)
    hand.world.give(order)
    hand.app.go(hand.world.end_turn())
    screen = hand.app.screen
    assert isinstance(screen, ComputingScreen)
    hand.app.step([], 0.02)
    if mouse:
        hand.click("computing.stop")
    else:
        hand.key(pygame.K_ESCAPE)
    assert isinstance(hand.app.screen, WorldScreen)
    assert hand.app.screen.play.desk.pending == (order,)
    turn_before = hand.app.screen.play.turn
    monkeypatch.undo()
    hand.app.go(hand.app.screen.end_turn())
    for _ in range(400):
        if not isinstance(hand.app.screen, ComputingScreen):
            break
        hand.app.step([], 0.02)
    assert hand.app.screen.play.turn > turn_before  # type: ignore[attr-defined]


def test_rules_that_fail_leave_the_way_back_to_the_orders(
    hand: Leader, monkeypatch: pytest.MonkeyPatch
) -> None:
    hand.world.give(Mobilise(ARDEN, 0.4))
    hand.app.go(hand.world.end_turn())
    screen = hand.app.screen
    assert isinstance(screen, ComputingScreen)
    hand.app.step([], 0.02)

    def fails(*_: object) -> None:
        raise BrokenWorld(["a stock below nothing"])

    monkeypatch.setattr("game.core.turn.check", fails)
    for _ in range(400):
        if not isinstance(hand.app.screen, ComputingScreen):
            break
        hand.app.step([], 0.02)
    assert isinstance(hand.app.screen, MessageScreen)
    hand.click("computing.stop")
    assert isinstance(hand.app.screen, WorldScreen)
    assert hand.app.screen.play.desk.pending == (Mobilise(ARDEN, 0.4),)


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
