"""TAB goes through each room: every control is reached, in view, and its mark is drawn."""

from __future__ import annotations

from collections.abc import Iterator

import pygame
import pytest

from game.client import wiring
from game.client.app import App
from game.client.colours import ACCENT
from game.client.screen import Push
from game.client.services import SeatSetup
from game.client.widgets.control import Control
from game.persistence.settings import Settings
from tests.game_screens.test_layout_of_rooms import ROOMS, below


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder = tmp_path_factory.mktemp("home")
    services = wiring.services(saves=folder, settings=folder)
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Wilhelmina"),), 7)
    settings = Settings(window=(1280, 720), sound=False, music=False)
    app = App(services, services.open(session), settings=settings)
    app.step()
    yield app
    app.close()


def tab(app: App, *, back: bool = False) -> None:
    mod = pygame.KMOD_SHIFT if back else 0
    app.step([pygame.Event(pygame.KEYDOWN, key=pygame.K_TAB, mod=mod, unicode="\t")])
    app.step([pygame.Event(pygame.KEYUP, key=pygame.K_TAB, mod=mod)])


def marked(app: App, control: Control) -> bool:
    """Tell whether the mark of the focus is seen round a control: the accent beside its edges."""
    window = pygame.Rect((0, 0), app.ui.size)
    rect = control.focus_rect().clip(control.clip).clip(window)
    reach = app.theme.px(5)
    found = 0
    for x, y, dx, dy in (
        (rect.centerx, rect.top, 0, 1),
        (rect.centerx, rect.bottom - 1, 0, -1),
        (rect.left, rect.centery, 1, 0),
        (rect.right - 1, rect.centery, -1, 0),
    ):
        points = ((x + dx * by, y + dy * by) for by in range(-reach, reach + 1))
        near = (app.surface.get_at(at)[:3] for at in points if window.collidepoint(at))
        found += any(
            max(abs(a - b) for a, b in zip(each, ACCENT, strict=True)) < 12 for each in near
        )
    return found >= 2


@pytest.mark.parametrize("room", ["world", *sorted(ROOMS)])
def test_tab_reaches_every_control_and_its_mark_is_drawn(window: App, room: str) -> None:
    world = below(window)
    if room == "world":
        window.rebuild()
    else:
        window.go(Push(ROOMS[room](world)))
    window.step()
    ui = window.ui
    ui.focus(None)
    wanted = ui.focusables()
    assert wanted
    reached: list[Control] = []
    for _ in wanted:
        tab(window)
        assert window.ui is ui, "moving the focus changes nothing else"
        assert ui.focused is not None
        reached.append(ui.focused)
        name = ui.focused.name or type(ui.focused).__name__
        assert ui.focused.focus_rect().clip(ui.focused.clip).height > 0, f"{name} is out of view"
        assert marked(window, ui.focused), f"no mark round {name}"
    assert {id(each) for each in reached} == {id(each) for each in wanted}
    tab(window, back=True)
    assert ui.focused is reached[-2] if len(reached) > 1 else reached[0]
    below(window)
