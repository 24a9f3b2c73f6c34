"""A game that was not closed: the next start says what is left of it, and goes on from there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pygame
import pytest

from game.client import app as app_module
from game.client import start
from game.persistence.open_games import PlayMark
from tests.client.harness import Driver

KILLED = """
import os, sys
from pathlib import Path
os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
from game.client import wiring
from game.client.services import SeatSetup
folder = Path(sys.argv[1])
services = wiring.services(saves=folder, settings=folder)
game = services.new_session("tutorial", (SeatSetup("GRC", "Ada"),), 3)
services.open(game)
session = game.session
for _ in range(2):
    turn = session.turn
    while session.turn == turn:
        while session.waiting is not None:
            session.finish(session.waiting)
        for _ in session.job():
            pass
os._exit(9)
"""


class Home:
    """The window's own services in a folder of the test's own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def services(self) -> object:
        return start.services(saves=self.folder, settings=self.folder)


@pytest.fixture(scope="module")
def killed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder in which a game was played for two turns and died."""
    folder = tmp_path_factory.mktemp("home")
    root = Path(app_module.__file__).parents[2]
    done = subprocess.run([sys.executable, "-c", KILLED, str(folder)], cwd=root, check=False)
    assert done.returncode == 9
    assert len(list(folder.glob("autosave-*"))) == 2
    return folder


def copied(folder: Path, to: Path) -> Path:
    for file in folder.iterdir():
        if file.is_file():
            target = to / file.name
            target.write_bytes(file.read_bytes())
            os.utime(target, (file.stat().st_atime, file.stat().st_mtime))
    return to


def started(folder: Path) -> Driver:
    driver = Driver(Home(folder))  # type: ignore[arg-type]
    driver.app.step()
    return driver


def test_it_says_what_is_left_and_goes_on_from_there(killed: Path, tmp_path: Path) -> None:
    driver = started(copied(killed, tmp_path))
    assert driver.screen == "MessageScreen"
    assert "The last game was not closed" in driver.text
    assert "1926 Q1" in driver.text
    driver.key(pygame.K_RETURN)
    assert driver.app.screen.play.turn == 2  # type: ignore[attr-defined]
    driver.app.close()
    assert started(tmp_path).screen == "TitleScreen", "closed in order, it is not said again"


def test_a_damaged_autosave_is_named_and_skipped(killed: Path, tmp_path: Path) -> None:
    copied(killed, tmp_path)
    newest = max(tmp_path.glob("autosave-*"), key=lambda file: file.stat().st_mtime)
    when = newest.stat().st_mtime
    newest.write_bytes(newest.read_bytes()[:-400])
    os.utime(newest, (when, when))
    driver = started(tmp_path)
    assert f"{newest.name} was skipped, being damaged" in driver.text
    assert "1925 Q4" in driver.text
    driver.click("recovery.go_on")
    assert driver.app.screen.play.turn == 1  # type: ignore[attr-defined]
    driver.app.close()


def test_not_now_leaves_everything_and_is_not_asked_twice(killed: Path, tmp_path: Path) -> None:
    driver = started(copied(killed, tmp_path))
    driver.key(pygame.K_ESCAPE)
    assert driver.screen == "TitleScreen"
    driver.app.close()
    assert len(list(tmp_path.glob("autosave-*"))) == 2
    assert started(tmp_path).screen == "TitleScreen"


def test_a_game_that_another_window_plays_was_not_interrupted(tmp_path: Path) -> None:
    PlayMark(tmp_path).put()
    assert not PlayMark(tmp_path).left_behind()
    (tmp_path / "being-played").write_text(f"{os.getppid()}\n")
    assert not PlayMark(tmp_path).left_behind()
    PlayMark(tmp_path).take_away()
    assert (tmp_path / "being-played").exists(), "it is the other's"


@pytest.mark.parametrize("words", ["", "no number", "-4", "9" * 40, "\x00"])
def test_a_spoilt_mark_does_no_harm(words: str, tmp_path: Path) -> None:
    (tmp_path / "being-played").write_text(words)
    assert PlayMark(tmp_path).left_behind()
    PlayMark(tmp_path).take_away()
    assert not PlayMark(tmp_path).left_behind()
