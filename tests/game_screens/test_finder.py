"""Finding something by its name and flying there; places kept to come back to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client import wiring
from game.client.bookmarks import Bookmarks
from game.client.panels.selection import Kind
from game.client.screen import Replace
from game.client.screens.finder import FinderScreen, matching
from game.client.screens.world import WorldScreen
from game.client.services import SeatSetup
from tests.client.harness import Driver
from tests.game_screens.test_world import Window


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    folder: Path = tmp_path_factory.mktemp("home")
    services = wiring.services(saves=folder, settings=folder)
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Ana"),), 7)
    driver = Driver(Window(services), services.open(session))  # type: ignore[arg-type]
    driver.wait(0.1)
    yield driver
    driver.app.close()


def world(player: Driver) -> WorldScreen:
    screen = player.app.screen
    assert isinstance(screen, WorldScreen)
    return screen


def test_what_begins_with_the_words_comes_first() -> None:
    found = (("a", "New Guinea"), ("b", "Guinea"), ("c", "Ghana"))
    assert [key for key, _ in matching(found, " guinea ")] == ["b", "a"]
    assert matching(found, "") == ()


def test_a_state_is_found_by_keyboard_alone(player: Driver) -> None:
    player.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    assert isinstance(player.app.screen, FinderScreen)
    player.type("ethiop")
    player.key(pygame.K_RETURN)
    chosen = world(player).selection
    assert chosen is not None
    assert chosen.kind is Kind.STATE
    assert world(player).play.names.names[chosen.id] == "Ethiopia"


def test_a_place_is_kept_and_come_back_to_by_mouse(player: Driver) -> None:
    here = world(player)
    here.map.finish()
    before = (here.map.camera.x, here.map.camera.y)
    player.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    player.click("finder.keep")
    player.click("finder.back")
    world(player).map.fly_to(0, glide=False)
    assert (here.map.camera.x, here.map.camera.y) != before
    player.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    player.click("finder.kept.1")
    world(player).map.finish()
    after = (here.map.camera.x, here.map.camera.y)
    assert after == pytest.approx(before)
    player.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    player.click("finder.forget")
    player.click("finder.back")
    assert Bookmarks(player.app, here.play).kept == ()


def test_keys_keep_places_and_jump_to_them(player: Driver) -> None:
    here = world(player)
    here.map.fly_to(0, zoom=3.0, glide=False)
    first = (here.map.camera.x, here.map.camera.y)
    player.key(pygame.K_b, mod=pygame.KMOD_CTRL)
    here.map.fly_to(40, zoom=4.0, glide=False)
    second = (here.map.camera.x, here.map.camera.y)
    player.key(pygame.K_b, mod=pygame.KMOD_CTRL)
    for key, place in ((pygame.K_1, first), (pygame.K_2, second)):
        player.key(key, mod=pygame.KMOD_CTRL)
        here.map.finish()
        assert (here.map.camera.x, here.map.camera.y) == pytest.approx(place)


def test_another_state_has_places_of_its_own(player: Driver) -> None:
    assert len(Bookmarks(player.app, world(player).play).kept) == 2
    services = player.app.services
    session = services.new_session("broken_covenant", (SeatSetup("FRA", "Ben"),), 7)
    player.app.go(Replace(services.open(session)))  # type: ignore[arg-type]
    assert Bookmarks(player.app, world(player).play).kept == ()
    player.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    shown = [control.key for control in player.app.ui.controls()]
    assert "finder.keep" in shown
    assert "finder.kept.1" not in shown


def test_places_are_there_again_in_another_game_after_a_restart(player: Driver) -> None:
    services = player.app.services
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Ana"),), 8)
    again = Driver(Window(services), services.open(session))  # type: ignore[arg-type]
    first = Bookmarks(again.app, world(again).play).kept[0]
    again.key(pygame.K_f, mod=pygame.KMOD_CTRL)
    again.click("finder.kept.1")
    camera = world(again).map.camera
    world(again).map.finish()
    assert (camera.x, camera.y) == pytest.approx((first.x, first.y))
