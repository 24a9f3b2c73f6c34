"""The loop: the stack of screens, the window, time, what is loaded at start."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.client import app as app_module
from game.client.app import App, WindowError
from game.client.audio import Audio, Sound
from game.client.input import Action, Bindings, key_name
from game.client.screen import Pop, Push, Replace, Reset, Screen
from game.client.screens.message import MessageScreen
from game.client.screens.title import TitleScreen
from game.client.services import Services
from game.client.ui import Ui
from game.client.widgets import textfield
from game.client.widgets.textfield import TextField
from game.persistence.settings import Settings
from tests.client.harness import Memory, Open


class Counted(Screen):
    """Notes that it was left."""

    def __init__(self) -> None:
        self.times_left = 0

    def build(self, ui: Ui) -> None:
        pass

    def left(self) -> None:
        self.times_left += 1


def test_screens_are_stacked(open_app: Open) -> None:
    driver = open_app()
    first, second, third = Counted(), Counted(), Counted()
    driver.app.go(Push(first))
    driver.app.go(Replace(second))
    assert (first.times_left, driver.app.screen) == (1, second)
    driver.app.go(Push(third))
    driver.app.go(Pop())
    assert (third.times_left, driver.app.screen) == (1, second)
    driver.app.go(Reset(first))
    assert driver.app.stack == [first]
    driver.app.go(Pop())
    assert not driver.app.running


def test_a_window_in_which_nothing_happens_draws_nothing(open_app: Open) -> None:
    driver = open_app()
    driver.wait(0.1)
    before = driver.app.frames_drawn
    for _ in range(20):
        driver.wait(1 / 60)
    assert driver.app.frames_drawn == before
    driver.key(pygame.K_TAB)
    assert driver.app.frames_drawn > before


def test_a_screen_is_put_up_in_one_frame_and_drawn_in_the_next(open_app: Open) -> None:
    driver = open_app()
    driver.wait(0.1)
    before = driver.app.frames_drawn
    driver.app.ui.find("title.settings").activate()
    driver.app.step()
    assert driver.app.ui.find("settings.done")
    assert driver.app.frames_drawn == before
    driver.app.step()
    assert driver.app.frames_drawn == before + 1


def test_what_text_fields_live_in_is_made_while_idle_and_kept(
    open_app: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    driver = open_app()
    driver.wait(0.1)
    kept = driver.app.theme.entries[driver.app.ui.size]

    def again(*_: object) -> None:
        raise AssertionError("made a second time")

    monkeypatch.setattr(textfield, "_make_manager", again)
    for _ in range(2):  # a screen with fields, left and entered again
        driver.click("title.new_game")
        driver.click("new.seed")
        driver.type("7")
        assert driver.app.ui.manager is kept
        assert len(kept.get_root_container().elements) == len(fields_of(driver.app))
        driver.key(pygame.K_ESCAPE)


def fields_of(app: App) -> list[TextField]:
    return [each for each in app.ui.controls() if isinstance(each, TextField)]


def test_a_resized_window_is_laid_out_anew_with_the_focus_kept(open_app: Open) -> None:
    driver = open_app()
    driver.tab_to("title.settings")
    pygame.display.set_mode((1600, 900), pygame.RESIZABLE)
    driver.app.step([pygame.Event(pygame.WINDOWSIZECHANGED, x=1600, y=900)])
    assert driver.app.ui.size == (1600, 900)
    assert driver.app.settings.window == (1600, 900)
    assert driver.app.ui.focused is driver.app.ui.find("title.settings")
    assert driver.app.ui.cramped() == ()


def test_the_size_that_the_window_was_drawn_to_is_kept_at_the_end(
    open_app: Open, memory: Memory
) -> None:
    driver = open_app()
    pygame.display.set_mode((1600, 900), pygame.RESIZABLE)
    driver.app.step([pygame.Event(pygame.WINDOWSIZECHANGED, x=1600, y=900)])
    assert memory.saved == []
    driver.app.close()
    assert memory.saved == [memory.settings.model_copy(update={"window": (1600, 900)})]


def test_a_held_enter_does_not_press_the_next_screens_button(
    open_app: Open, memory: Memory
) -> None:
    driver = open_app()
    for _ in range(5):
        driver.app.step([press(pygame.K_RETURN)])
    assert driver.screen == "NewGameScreen"
    assert memory.started == []


def test_a_held_arrow_goes_on(open_app: Open) -> None:
    driver = open_app()
    for _ in range(6):
        driver.app.step([press(pygame.K_DOWN)])
    assert driver.app.ui.focused is driver.app.ui.find("title.quit")


def test_f11_goes_full_screen_and_back(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.key(pygame.K_F11)
    assert memory.saved[-1].fullscreen
    driver.key(pygame.K_F11)
    assert not memory.saved[-1].fullscreen
    assert driver.app.surface.get_size() == (1280, 720)


def test_the_other_pygame_is_named_with_the_way_out(
    monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    monkeypatch.setattr(app_module.pygame, "IS_CE", False)
    with pytest.raises(WindowError, match="needs pygame-ce"):
        App(memory.services(), TitleScreen())


def test_a_machine_without_a_screen_is_told_so(
    monkeypatch: pytest.MonkeyPatch, memory: Memory
) -> None:
    def refuse(*_: object) -> None:
        raise pygame.error("no available video device")

    monkeypatch.setattr(app_module.pygame.display, "set_mode", refuse)
    with pytest.raises(WindowError, match="no available video device"):
        App(memory.services(), TitleScreen())


def test_settings_that_cannot_be_kept_still_apply(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.type("s")

    def full(_: Settings) -> None:
        raise OSError(28, "No space left on device")

    memory.save = full  # type: ignore[method-assign]
    driver.click("settings.sound")
    assert not driver.app.settings.sound
    assert "No space left on device" in driver.text


def test_a_damaged_settings_file_is_reported_on_the_title(memory: Memory) -> None:
    memory.faults = ("settings.toml:3: scale_percent: should be at most 250",)
    app = App(memory.services(), TitleScreen())
    app.step()
    try:
        assert any("scale_percent" in words for words in app.ui.visible_text())
    finally:
        app.close()


def test_the_backdrop_of_the_title_can_be_given(memory: Memory) -> None:
    services = memory.services()
    painted = Services(**{**services.__dict__, "backdrop": lambda s: s.fill((1, 2, 3))})
    app = App(painted, TitleScreen())
    app.step()
    try:
        assert app.surface.get_at((1270, 5))[:3] == (1, 2, 3)
    finally:
        app.close()


# -- keys ------------------------------------------------------------------------------------------


def press(key: int, mod: int = 0) -> pygame.Event:
    return pygame.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="")


def test_a_rebound_key_takes_the_place_of_the_default() -> None:
    pygame.display.init()
    bindings = Bindings({"explain": "f2"})
    assert bindings.action(press(pygame.K_F2)) is Action.EXPLAIN
    assert bindings.action(press(pygame.K_F1)) is None
    assert bindings.keys_for(Action.EXPLAIN) == ("f2",)


def test_keys_are_named_with_what_is_held() -> None:
    pygame.display.init()
    assert key_name(press(pygame.K_z, pygame.KMOD_LCTRL | pygame.KMOD_LSHIFT)) == "shift+ctrl+z"


# -- sound -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("sound", list(Sound))
def test_every_sound_is_there_and_short(sound: Sound) -> None:
    pygame.mixer.init(44_100, -16, 1, 512)
    try:
        loaded = Audio()._load(sound)
        assert loaded is not None
        assert 0.02 < loaded.get_length() < 2
    finally:
        pygame.mixer.quit()


def test_without_a_device_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise pygame.error("no device")

    pygame.mixer.quit()
    monkeypatch.setattr(pygame.mixer, "init", refuse)
    Audio().play(Sound.BELL)


# -- start -----------------------------------------------------------------------------------------


def run(code: str) -> list[str]:
    """Run code in a process of its own and return the lines that it prints."""
    root = Path(app_module.__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


OPEN = """
import sys
from dataclasses import replace
from pathlib import Path
from game.client import start
from game.client.app import App
from game.client.screens.title import TitleScreen
folder = Path(sys.argv[-1]) if len(sys.argv) > 1 else Path(".no-such-folder")
services = start.services(saves=folder, settings=folder)
"""


def test_the_first_frame_needs_none_of_the_heavy_parts() -> None:
    done = run(
        OPEN
        + """
shown = []
app = App(replace(services, shown=lambda: shown.append(1)), TitleScreen())
app.step()
app.step()
heavy = {"scipy", "pygame_gui", "pytmx", "ruamel", "matplotlib", "game.core", "game.content"}
print(sorted(heavy & set(sys.modules)), shown)
"""
    )
    assert done[-1] == "[] [1]"


def test_the_rest_is_loaded_behind_the_first_frame() -> None:
    done = run(
        OPEN
        + """
import threading
app = App(services, TitleScreen())
app.step()
for thread in threading.enumerate():
    if thread.name == "loading":
        thread.join()
print("game.core" in sys.modules, "game.client.play" in sys.modules)
print(len(services.campaigns()) > 2, services.saves())
"""
    )
    assert done[-2:] == ["True True", "True []"]


def test_a_message_can_be_the_first_screen(open_app: Open) -> None:
    driver = open_app(first=MessageScreen("No window", "text"))
    driver.key(pygame.K_RETURN)
    assert not driver.app.running
