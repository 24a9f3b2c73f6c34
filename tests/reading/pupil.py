"""A newcomer at the real window, who does what the card on the screen says and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pygame

from game.client.lesson.coach import Coach
from game.client.widgets.control import Control
from tests.client.harness import Driver
from tests.game_screens.table import Folder

NAMED = re.compile("“(.+?)”")


class Pupil(Driver):
    """Reads the card; finds by its words what the card names; uses it by mouse or by keyboard."""

    def __init__(self, folder: Path) -> None:
        super().__init__(Folder(folder))  # type: ignore[arg-type]
        self.did: list[str] = []

    @property
    def card(self) -> Coach | None:
        found = [c for c in self.app.ui.root.children if isinstance(c, Coach)]
        assert len(found) < 2
        return found[0] if found else None

    def read(self) -> str:
        """Return what stands on the card."""
        card = self.card
        assert card is not None
        return "\n".join(words for control in card.walk() for words in control.texts())

    def named(self) -> Control | None:
        """Return what the card names between quotation marks, found by its words on the screen."""
        said = NAMED.search(self.read())
        if said is None:
            return None
        card = self.card
        found = [
            control
            for control in self.app.ui.active.walk()
            if control.focusable
            and (card is None or not control.inside(card))
            and control.texts()
            and control.texts()[0] == said[1]
        ]
        assert found, f"nothing on the screen is called {said[1]!r}: {self.text}"
        return found[0]

    def wait_for_card(self) -> None:
        """Let the work of a turn pass."""
        for _ in range(4000):
            if self.card is not None or self.screen == "TitleScreen":
                return
            self.wait(0.02)
        raise AssertionError(f"no card on {self.screen}")

    def by_mouse(self) -> None:
        """Do the step with the mouse."""
        target = self.named() or self._card_button()
        self.did.append(str(target.texts()[0]))
        self.app.ui.reveal(target)
        point = target.focus_rect().clip(target.clip).center
        under = self.app.ui.control_at(point)
        assert under is target, f"{target.texts()} lies under {under and under.texts()}"
        self.click_at(point)

    def by_keyboard(self) -> None:
        """Do the step with the keys that the card or the button names."""
        target = self.named()
        if target is None:
            button = self._card_button()
            self.did.append(str(button.texts()[0]))
            self.key(ord(button.texts()[1].lower()))
            return
        self.did.append(str(target.texts()[0]))
        told = re.search(r"press (\S+)\.", self.read())
        if told is not None and told[1] == "Ctrl+Enter":
            self.key(pygame.K_RETURN, mod=pygame.KMOD_CTRL)
        elif told is not None:
            self.key(ord(told[1].lower()))
        else:
            assert "Tab" in self.read()
            for _ in range(400):
                if self.app.ui.focused is target and self.app.ui.focus_shown:
                    break
                self.key(pygame.K_TAB)
            assert self.app.ui.focused is target
            self.key(pygame.K_RETURN)

    def _card_button(self) -> Control:
        card = self.card
        assert card is not None
        return next(c for c in card.walk() if c.key in ("lesson.go_on", "lesson.finish"))
