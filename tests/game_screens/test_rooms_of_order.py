"""The rooms of order as reached from the world of a real campaign, and the way back."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client import wiring
from game.client.panels.selection import Kind, Selection
from game.client.screens.charter_desk import CharterDeskScreen
from game.client.services import SeatSetup
from tests.client.harness import Driver
from tests.game_screens.test_world import Window


@pytest.fixture
def player(tmp_path: Path) -> Iterator[Driver]:
    services = wiring.services(saves=tmp_path, settings=tmp_path)
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Ana"),), 7)
    driver = Driver(Window(services), services.open(session))  # type: ignore[arg-type]
    driver.wait(0.1)
    yield driver
    driver.app.close()


@pytest.mark.parametrize(
    ("key", "name", "screen"),
    [
        (pygame.K_F9, "rooms.charters", "CharterDeskScreen"),
        (pygame.K_F10, "rooms.crisis_room", "CrisisRoomScreen"),
        (pygame.K_F12, "rooms.chamber", "ChamberScreen"),
    ],
)
def test_a_room_opens_by_key_and_by_mouse_and_leads_back(
    player: Driver, key: int, name: str, screen: str
) -> None:
    player.key(key)
    assert player.screen == screen
    player.key(pygame.K_ESCAPE)
    assert player.screen == "WorldScreen"
    player.click(name)
    assert player.screen == screen
    player.key(key)
    assert player.screen == "WorldScreen"


def test_the_desk_is_reached_from_the_panel_of_a_body_and_its_amendments_are_drafted(
    player: Driver, tmp_path: Path
) -> None:
    world = player.app.screen
    world.choose(Selection(Kind.INSTITUTION, 0))  # type: ignore[attr-defined]
    player.app.rebuild()
    player.click("institution.desk")
    desk = player.app.screen
    assert isinstance(desk, CharterDeskScreen)
    player.click("article.monitoring")
    player.tab_to("edit.monitoring")
    player.key(pygame.K_RIGHT)
    player.app.ui.focus(None)
    player.type("p")
    assert len(desk.play.desk.pending) == 1
    player.type("k")
    assert len(list((tmp_path / "charters").glob("*.yaml"))) == 1


def test_no_frame_waits_for_the_stress_test(player: Driver) -> None:
    player.key(pygame.K_F9)
    desk = player.app.screen
    assert isinstance(desk, CharterDeskScreen)
    worst, began = 0.0, time.perf_counter()
    while desk.stress.busy and time.perf_counter() - began < 20.0:
        at = time.perf_counter()
        player.wait(0.016)
        worst = max(worst, time.perf_counter() - at)
    assert desk.stress.answered > 0
    assert worst < 0.25  # some 20 ms on a machine with nothing else to do
