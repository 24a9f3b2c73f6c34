"""A line of a report that opens into its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.audio import Sound
from game.client.colours import ACCENT, FIELD, INK, INK_FAINT, RULE, mix
from game.client.screen import Handler
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class ReportLine(Control):
    """A sentence broken into lines; one with more to say has an arrow, and can have the focus.

    The reader's own affairs are set in bold and marked with a bar.
    """

    def __init__(
        self,
        parent: Control | Ui,
        words: str,
        handler: Handler | None,
        *,
        opened: bool = False,
        mine: bool = False,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.words = words
        self.handler = handler
        self.opened = opened
        self.kind = Type.STRONG if mine else Type.BODY
        self.mine = mine
        self.focusable = handler is not None

    def natural_width(self) -> int:
        return self._indent() + self.theme.width(self.words, self.kind)

    def measure(self, width: int) -> int:
        lines = len(self.theme.wrap(self.words, self.kind, width - self._indent()))
        return lines * self.theme.line(self.kind) + self.theme.px(8)

    def activate(self) -> None:
        if self.handler is not None:
            self.ui.audio.play(Sound.PAGE)
            self.ui.act(self.handler)

    def on_key(self, event: pygame.Event) -> bool:
        if event.mod or event.key not in (pygame.K_LEFT, pygame.K_RIGHT):
            return False
        if self.opened != (event.key == pygame.K_RIGHT):
            self.activate()
        return True

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        over = self.ui.hovered is self and self.handler is not None
        if over or self.opened:
            paint.box(surface, rect, mix(FIELD, RULE, 0.35 if over else 0.15), radius=px(5))
        y = rect.top + px(4)
        middle = y + theme.line(self.kind) // 2
        if self.mine:
            surface.fill(ACCENT, (rect.left, rect.top + px(4), px(3), rect.height - px(8)))
        at = (rect.left + px(15), middle)
        if self.handler is None:
            paint.disc(surface, at, px(2), INK_FAINT)
        else:
            paint.chevron(surface, at, px(9), "down" if self.opened else "right", ACCENT)
        for line in theme.wrap(self.words, self.kind, rect.width - self._indent()):
            surface.blit(theme.words(line, self.kind, INK), (rect.left + self._indent(), y))
            y += theme.line(self.kind)

    def texts(self) -> tuple[str, ...]:
        return (self.words,)

    def cramped(self) -> bool:
        room = self.place.width - self._indent()
        widest = max(
            self.theme.width(line, self.kind)
            for line in self.theme.wrap(self.words, self.kind, room)
        )
        return widest > room or self.measure(self.place.width) > self.place.height

    def _indent(self) -> int:
        return self.theme.px(32)
