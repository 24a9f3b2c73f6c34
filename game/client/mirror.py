"""What the window shows, as plain lines of a terminal: for screen readers, and for who would rather read.

Only what is on the screen is said, so nobody reads here what the seat at the machine may not see.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import TYPE_CHECKING

from game.client.theme import Type
from game.client.widgets.label import Label

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.ui import Ui

_HEADINGS = (Type.TITLE, Type.DISPLAY, Type.HEADING)


def to_terminal(line: str) -> None:
    """Write a line to standard output; a terminal that is gone is no fault of the game."""
    try:
        print(line, flush=True)
    except (OSError, ValueError, UnicodeError):
        sys.stderr.flush()


class Mirror:
    """Says each screen as it opens, what gets the focus, notices, and the news of a quarter."""

    def __init__(self, say: Callable[[str], None] = to_terminal) -> None:
        self._say = say
        self._screen: object = None
        self._focus: tuple[str, ...] = ()
        self._told: list[str] = []
        self._news: tuple[int, int] | None = None

    def follow(self, app: App) -> None:
        """Say what has changed since the last frame."""
        ui = app.ui
        if app.screen is not self._screen:
            self._screen, self._focus = app.screen, ()
            self._line("==", heading(ui))
            self._quarter(app)
        self._notices(ui)
        focused = ui.focused if ui.focus_shown else None
        words = tuple(focused.texts()) if focused is not None else ()
        if words != self._focus:
            self._focus = words
            if words:
                self._line(">", ", ".join(each for each in words[:4] if each))

    def _notices(self, ui: Ui) -> None:
        log = ui.toasts.log
        known = len(self._told) if log[: len(self._told)] == self._told else 0
        for words in log[known:]:
            self._line("!", words)
        self._told = list(log)

    def _quarter(self, app: App) -> None:
        """Say the news of the quarter once to each seat, when it comes to its map."""
        from game.client.screens.world import WorldScreen  # noqa: PLC0415  # heavy; only in play

        screen = app.screen
        if not isinstance(screen, WorldScreen):
            return
        play = screen.play
        now = (play.turn, play.seat.number if play.seat is not None else -1)
        if now != self._news:
            self._news = now
            for event in play.events:
                self._line("-", play.tell.event(event, play.view))

    def _line(self, mark: str, words: str) -> None:
        plain = " ".join(words.replace("**", "").split())
        if plain:
            self._say(f"{mark} {plain}")


def heading(ui: Ui) -> str:
    """Return what a screen is headed, or the first words on it."""
    labels = (each for each in ui.root.walk() if isinstance(each, Label))
    first = next((each.words for each in labels if each.kind in _HEADINGS and each.words), "")
    return first or " ".join(ui.visible_text()[:2])
