"""A screen with a map of its own behind panels: who gets which input."""

from __future__ import annotations

import pygame
import pytest

from game.client.layout import Column
from game.client.screen import Go, Screen
from game.client.ui import Ui
from game.client.widgets.button import Button
from game.client.widgets.panel import Panel
from tests.client.harness import Driver, Open

PANEL = pygame.Rect(900, 0, 380, 720)
MAP = (300, 300)
OVER_PANEL = (1100, 600)


class MapScreen(Screen):
    """Notes what reaches it past a panel at the right."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def build(self, ui: Ui) -> None:
        ui.keys_to_screen = True
        panel = Panel(ui.root)
        self.column = Column(panel)
        Button(self.column, "End turn", None, key="end")
        panel.put(PANEL)

    def handle(self, event: pygame.Event) -> Go | None:
        name = pygame.event.event_name(event.type)
        if name.startswith("Mouse") or name == "KeyDown":
            self.seen.append(name)
        return None


@pytest.fixture
def at_map(open_app: Open) -> tuple[Driver, MapScreen]:
    screen = MapScreen()
    return open_app(first=screen), screen


def mouse(kind: int, at: tuple[int, int], button: int = 1) -> pygame.Event:
    if kind == pygame.MOUSEMOTION:
        return pygame.Event(kind, pos=at, rel=(0, 0), buttons=(1, 0, 0))
    return pygame.Event(kind, pos=at, button=button)


@pytest.mark.parametrize("button", [1, 2, 3])
def test_a_drag_of_the_map_goes_on_over_a_panel(
    at_map: tuple[Driver, MapScreen], button: int
) -> None:
    driver, screen = at_map
    driver.app.step([mouse(pygame.MOUSEBUTTONDOWN, MAP, button)])
    driver.app.step([mouse(pygame.MOUSEMOTION, OVER_PANEL)])
    driver.app.step([mouse(pygame.MOUSEBUTTONUP, OVER_PANEL, button)])
    assert screen.seen == ["MouseButtonDown", "MouseMotion", "MouseButtonUp"]

    driver.app.step([mouse(pygame.MOUSEMOTION, OVER_PANEL)])
    assert len(screen.seen) == 3, "afterwards the panel is met again"


@pytest.mark.parametrize("button", [1, 2, 3])
def test_a_panel_keeps_the_mouse_from_the_map(
    at_map: tuple[Driver, MapScreen], button: int
) -> None:
    driver, screen = at_map
    driver.app.step([mouse(pygame.MOUSEBUTTONDOWN, OVER_PANEL, button)])
    assert screen.seen == []


def test_the_wheel_goes_to_what_is_under_the_pointer(at_map: tuple[Driver, MapScreen]) -> None:
    driver, screen = at_map
    wheel = pygame.Event(pygame.MOUSEWHEEL, x=0, y=1, precise_x=0.0, precise_y=1.0)
    driver.move(OVER_PANEL)
    driver.app.step([wheel])
    assert screen.seen == []
    driver.move(MAP)
    driver.app.step([wheel])
    assert screen.seen[-1] == "MouseWheel"


def test_arrows_steer_the_map_until_the_focus_is_taken_and_escape_gives_it_back(
    at_map: tuple[Driver, MapScreen],
) -> None:
    driver, screen = at_map
    driver.key(pygame.K_LEFT)
    assert screen.seen == ["KeyDown"]
    driver.key(pygame.K_TAB)
    assert driver.app.ui.focused is driver.app.ui.find("end")
    driver.key(pygame.K_ESCAPE)
    assert driver.app.ui.focused is None
    assert driver.app.running
    driver.key(pygame.K_LEFT)
    assert screen.seen == ["KeyDown", "KeyDown"]


def test_what_is_cleared_away_loses_the_focus(at_map: tuple[Driver, MapScreen]) -> None:
    driver, screen = at_map
    driver.tab_to("end")
    screen.column.clear()
    assert driver.app.ui.focused is None
    Button(screen.column, "Undo", None, key="undo")
    screen.column.arrange()
    driver.tab_to("undo")
