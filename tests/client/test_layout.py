"""Every screen at every size and scale: nothing cut off, nothing outside, every control reached."""

from __future__ import annotations

import re
from collections.abc import Callable

import pygame
import pytest

from game.client.screen import Screen
from game.client.screens.handover import HandoverScreen
from game.client.screens.load_game import LoadGameScreen
from game.client.screens.message import Choice, MessageScreen
from game.client.screens.new_game import NewGameScreen, SeatDraft
from game.client.screens.settings import SettingsScreen
from game.client.screens.title import TitleScreen
from tests.client.harness import Open


def two_seats() -> Screen:
    screen = NewGameScreen()
    screen.fault = "The PIN of Ada needs at least 4 digits."
    return screen


SCREENS: dict[str, Callable[[], Screen]] = {
    "title": TitleScreen,
    "new game": two_seats,
    "load": LoadGameScreen,
    "settings": SettingsScreen,
    "handover": lambda: HandoverScreen(
        "Wilhelmina of Orange", "United Kingdom", lambda: None, check_pin=str.isdigit,
        leave=lambda: None,
    ),
    "message": lambda: MessageScreen(
        "This game cannot be opened",
        "saves/a-very-long-name-of-a-file.save: states.npy: the **checksum** does not match."
        "\n\nThe last good one is [here](good).",
        (Choice("load.take_good", "o", lambda: None), Choice("load.others", "b", lambda: None)),
    ),
}  # fmt: skip

SIZES = ((1280, 720), (1920, 1080))
SCALES = (75, 100, 150, 250)


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", SCREENS)
def test_no_text_is_cut_off_or_outside(
    open_app: Open, name: str, size: tuple[int, int], scale: int
) -> None:
    driver = open_app(size, scale, SCREENS[name]())
    if isinstance(driver.app.screen, NewGameScreen):
        driver.app.screen.seats.append(SeatDraft("ita", "Bruno", "1234"))
        driver.app.rebuild()
    driver.app.step()

    assert driver.app.ui.cramped() == ()
    assert [
        words for words in driver.app.ui.visible_text() if re.fullmatch(r"[a-z]+\.[a-z_.]+", words)
    ] == []


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("scale", SCALES)
@pytest.mark.parametrize("name", SCREENS)
def test_tab_reaches_every_control_and_brings_it_into_view(
    open_app: Open, name: str, size: tuple[int, int], scale: int
) -> None:
    driver = open_app(size, scale, SCREENS[name]())
    wanted = driver.app.ui.focusables()
    window = pygame.Rect((0, 0), size)

    reached = []
    for _ in wanted:
        driver.key(pygame.K_TAB)
        focused = driver.app.ui.focused
        assert focused is not None
        assert driver.app.ui.focus_shown
        reached.append(focused)
        seen = focused.focus_rect().clip(focused.clip).clip(window)
        assert seen.height >= min(focused.focus_rect().height, focused.clip.height) * 0.9

    assert {id(each) for each in reached} == {id(each) for each in wanted}


def test_the_focus_ring_can_be_seen(open_app: Open) -> None:
    driver = open_app()
    before = driver.app.surface.copy()
    driver.key(pygame.K_TAB)
    rect = driver.app.ui.focused.focus_rect() if driver.app.ui.focused else pygame.Rect(0, 0, 1, 1)
    beside = (rect.left - driver.app.theme.px(3), rect.centery)

    assert before.get_at(beside) != driver.app.surface.get_at(beside)


def test_shift_tab_goes_back(open_app: Open) -> None:
    driver = open_app()
    driver.key(pygame.K_TAB, pygame.K_TAB)
    driver.key(pygame.K_TAB, mod=pygame.KMOD_LSHIFT)
    assert driver.app.ui.focused is driver.app.ui.find("title.new_game")


def test_arrows_move_the_focus_to_what_lies_there(open_app: Open) -> None:
    driver = open_app()
    driver.key(pygame.K_TAB, pygame.K_DOWN, pygame.K_DOWN)
    assert driver.app.ui.focused is driver.app.ui.find("title.load")
    driver.key(pygame.K_UP)
    assert driver.app.ui.focused is driver.app.ui.find("title.lesson")


def test_the_layout_check_finds_what_is_cut_off(open_app: Open) -> None:
    driver = open_app()
    button = driver.app.ui.find("title.quit")
    button.place.width = 20
    assert any("title.quit" in line for line in driver.app.ui.cramped())
    button.place.width = 5000
    assert any("wider" in line for line in driver.app.ui.cramped())
