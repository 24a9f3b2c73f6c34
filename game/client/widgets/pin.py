"""The mark in the corner of an explanation: a pin that keeps it, then a cross that lets it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, INK_SOFT, SHADE
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.widgets.tooltip import Tooltip


class PinMark(Control):
    """Pins the explanation it lies on, or closes it."""

    focusable = True

    def __init__(self, sheet: Tooltip) -> None:
        super().__init__(sheet)
        self.sheet = sheet

    @property
    def name(self) -> str:
        return "tip.close" if self.sheet.pinned else "tip.pin"

    def activate(self) -> None:
        if self.sheet.pinned:
            self.ui.close(self.sheet)
        else:
            self.sheet.pin()

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        over = self.ui.hovered is self
        if over:
            paint.box(surface, rect, SHADE, radius=px(4))
        ink = INK if over else INK_SOFT
        x, y, r = rect.centerx, rect.centery, px(5)
        if self.sheet.pinned:
            for a, b in (((x - r, y - r), (x + r, y + r)), ((x - r, y + r), (x + r, y - r))):
                pygame.draw.line(surface, ink, a, b, px(2))
            return
        # A drawing pin seen from the side: head, shaft, point.
        paint.box(surface, pygame.Rect(x - px(4), y - px(8), px(8), px(3)), ACCENT, radius=px(1))
        paint.box(surface, pygame.Rect(x - px(2), y - px(6), px(4), px(6)), ACCENT, radius=px(1))
        paint.box(surface, pygame.Rect(x - px(5), y - px(1), px(10), px(3)), ACCENT, radius=px(1))
        paint.rule(surface, x - px(1) // 2, y + px(2), px(1), ink, px(6))
