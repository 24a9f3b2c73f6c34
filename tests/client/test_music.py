"""Music: which piece goes with which world, silence when it is off or there is no device."""

from __future__ import annotations

from types import SimpleNamespace

import pygame
import pytest

from game.client.assets import assets_folder
from game.client.music import SETTLES_S, Music, Piece, piece_for
from game.client.screen import Screen
from tests.client.harness import Memory, Open


@pytest.mark.parametrize(
    ("tension", "now", "piece"),
    [
        (None, Piece.TENSION, Piece.TITLE),
        (0.1, None, Piece.PEACE),
        (0.5, Piece.PEACE, Piece.PEACE),
        (0.5, Piece.TENSION, Piece.TENSION),
        (0.7, Piece.PEACE, Piece.TENSION),
        (0.2, Piece.TENSION, Piece.PEACE),
    ],
)
def test_the_piece_goes_with_the_tension_and_does_not_flutter(
    tension: float | None, now: Piece | None, piece: Piece
) -> None:
    assert piece_for(tension, now) is piece


def test_every_piece_is_there_and_all_are_small() -> None:
    pygame.mixer.init(44_100, -16, 1, 512)
    folder = assets_folder() / "sounds" / "music"
    files = [folder / f"{piece.value}.ogg" for piece in Piece]
    try:
        assert all(15 < pygame.mixer.Sound(path).get_length() < 40 for path in files)
    finally:
        pygame.mixer.quit()
    assert sum(path.stat().st_size for path in files) < 700_000


class InGame(Screen):
    """A screen of a game whose world is as tense as a test wants."""

    def __init__(self, tension: float) -> None:
        known = SimpleNamespace(tension=tension)
        self.play = SimpleNamespace(view=SimpleNamespace(known=known))


def test_the_title_has_its_piece_and_a_tense_world_another(open_app: Open) -> None:
    driver = open_app()
    music = driver.app.music
    assert music.loaded == (), "nothing is read while the first frames are drawn"
    driver.wait(SETTLES_S)
    assert music.playing is Piece.TITLE
    music.fit([InGame(0.8)])
    driver.wait(SETTLES_S)
    assert music.playing is Piece.TENSION
    music.fit([InGame(0.2), Screen()])
    driver.wait(SETTLES_S)
    assert music.playing is Piece.PEACE


def test_it_goes_on_while_nobody_is_waited_for() -> None:
    class Handing(Screen):
        @property
        def play(self) -> object:
            return self

        @property
        def view(self) -> object:
            raise LookupError

    music = Music(enabled=True, volume=0.5)
    music.fit([InGame(0.9)])
    music.fit([Handing()])
    assert music.wanted is Piece.TENSION


def test_off_means_that_nothing_is_loaded(open_app: Open, memory: Memory) -> None:
    driver = open_app()
    driver.app.apply(driver.app.settings.model_copy(update={"music": False}))
    driver.wait(SETTLES_S)
    assert driver.app.music.loaded == ()
    assert driver.app.music.playing is None


def test_it_is_turned_off_and_on_in_the_settings_by_keyboard(
    open_app: Open, memory: Memory
) -> None:
    driver = open_app()
    driver.wait(SETTLES_S)
    assert driver.app.music.playing is Piece.TITLE
    driver.tab_to("title.settings")
    driver.key(pygame.K_RETURN)
    driver.tab_to("settings.music")
    driver.key(pygame.K_SPACE)
    assert memory.saved[-1].music is False
    assert driver.app.music.playing is None
    driver.key(pygame.K_SPACE)
    driver.wait(SETTLES_S)
    assert driver.app.music.playing is Piece.TITLE
    driver.tab_to("settings.music_volume")
    driver.key(pygame.K_RIGHT)
    assert memory.saved[-1].music_volume > 0.35


def test_without_a_device_there_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.mixer.quit()

    def none(*_: object) -> None:
        raise pygame.error("no device")

    monkeypatch.setattr(pygame.mixer, "init", none)
    music = Music(enabled=True, volume=0.5)
    music.fit([])
    music.update(SETTLES_S)
    music.set(enabled=True, volume=0.2)
    assert music.loaded == ()
    music.stop()


def test_a_missing_file_is_silence(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: object) -> None:
        raise FileNotFoundError

    monkeypatch.setattr(pygame.mixer, "Sound", missing)
    music = Music(enabled=True, volume=0.5)
    music.fit([])
    music.update(SETTLES_S)
    assert music.playing is Piece.TITLE
    music.set(enabled=False, volume=0.5)
    assert music.playing is None
