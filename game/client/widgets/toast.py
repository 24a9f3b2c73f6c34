"""Notices in a corner that fade by themselves, and the list that keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, INK_SOFT, SHEET
from game.client.theme import Type
from game.client.widgets.layer import Layer

if TYPE_CHECKING:
    from game.client.ui import Ui

STAYS_S = 6.0
MOST = 4


class Toasts(Layer):
    """Up to four notices in the lower right corner; a click takes one away.

    `log` keeps all that were ever told to this layer, the oldest first.
    """

    def __init__(self, ui: Ui) -> None:
        super().__init__(ui, fills=True)
        self.log: list[str] = []
        self._showing: list[tuple[str, float, bool]] = []

    def tell(self, words: str, *, urgent: bool = False) -> None:
        """Show a notice; an urgent one stays until a click or ESCAPE."""
        self.log.append(words)
        self._showing.append((words, STAYS_S, urgent))
        del self._showing[:-MOST]
        self.ui.touch()

    def dismiss(self) -> bool:
        """Take away the newest notice that would stay; return whether there was one."""
        for index in reversed(range(len(self._showing))):
            if self._showing[index][2]:
                del self._showing[index]
                self.ui.touch()
                return True
        return False

    def adopt(self, other: Toasts) -> None:
        """Go on showing what another layer showed: the same screen was built anew."""
        self.log = list(other.log)
        self._showing = list(other._showing)

    def catches(self, point: tuple[int, int]) -> bool:
        return any(rect.collidepoint(point) for rect, _, _ in self._boxes())

    def on_press(self, point: tuple[int, int]) -> None:
        for index, (rect, _, _) in enumerate(self._boxes()):
            if rect.collidepoint(point):
                del self._showing[index]
                self.ui.touch()
                return

    def update(self, dt: float) -> None:
        left = [
            (words, seconds - (0 if urgent else dt), urgent)
            for words, seconds, urgent in self._showing
        ]
        kept = [each for each in left if each[1] > 0]
        if len(kept) != len(self._showing):
            self.ui.touch()
        self._showing = kept

    def texts(self) -> tuple[str, ...]:
        return tuple(words for words, _, _ in self._showing)

    def draw(self, surface: pygame.Surface) -> None:
        px, theme = self.theme.px, self.theme
        for rect, lines, urgent in self._boxes():
            paint.shadow(surface, rect, px(10))
            edge = ACCENT if urgent else INK_SOFT
            paint.box(surface, rect, SHEET, border=edge, border_width=px(1), radius=px(6))
            if urgent:
                surface.fill(ACCENT, (rect.left, rect.top + px(6), px(4), rect.height - px(12)))
            y = rect.top + px(10)
            for line in lines:
                surface.blit(theme.words(line, Type.BODY, INK), (rect.left + px(16), y))
                y += theme.line(Type.BODY)

    def _boxes(self) -> list[tuple[pygame.Rect, tuple[str, ...], bool]]:
        px, theme = self.theme.px, self.theme
        width = min(px(360), self.ui.size[0] - 2 * px(16))
        boxes = []
        bottom = self.ui.size[1] - px(16)
        for words, _, urgent in reversed(self._showing):
            lines = theme.wrap(words, Type.BODY, width - px(32))
            height = len(lines) * theme.line(Type.BODY) + px(20)
            rect = pygame.Rect(self.ui.size[0] - width - px(16), bottom - height, width, height)
            boxes.append((rect, lines, urgent))
            bottom = rect.top - px(10)
        return list(reversed(boxes))
