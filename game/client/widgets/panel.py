"""A sheet of paper with a heading, on which controls lie."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, RULE, SHEET, Rgb
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Panel(Control):
    """A lighter sheet with a soft shadow. Its content is a child; see `content`."""

    def __init__(
        self,
        parent: Control | Ui,
        heading: str = "",
        *,
        fill: Rgb = SHEET,
        padding: int = 20,
        raised: bool = True,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.heading = heading
        self.fill = fill
        self.padding = padding
        self.raised = raised

    @property
    def name(self) -> str:
        return self.key or self.heading

    def inner(self) -> pygame.Rect:
        """Return the room for content in the panel's own coordinates, below the heading."""
        pad = self.theme.px(self.padding)
        top = pad + self._heading_height(self.place.width - 2 * pad)
        width, height = self.place.size
        return pygame.Rect(pad, top, max(0, width - 2 * pad), max(0, height - top - pad))

    def chrome(self, width: int) -> int:
        """Return how much height the padding and the heading take at a width."""
        pad = self.theme.px(self.padding)
        return 2 * pad + self._heading_height(width - 2 * pad)

    def measure(self, width: int) -> int:
        pad = self.theme.px(self.padding)
        inner = sum(child.measure(width - 2 * pad) for child in self.children)
        return self.chrome(width) + inner

    def arrange(self) -> None:
        inner = self.inner()
        for child in self.children:
            child.put(inner)

    def draw(self, surface: pygame.Surface) -> None:
        rect = self.rect
        px = self.theme.px
        if self.raised:
            paint.shadow(surface, rect, px(12))
        paint.box(surface, rect, self.fill, border=RULE, border_width=px(1), radius=px(8))
        if not self.heading:
            return
        pad = px(self.padding)
        y = rect.top + pad
        for line in self._lines(rect.width - 2 * pad):
            surface.blit(self.theme.words(line, Type.HEADING, INK), (rect.left + pad, y))
            y += self.theme.line(Type.HEADING)
        y += px(4)
        paint.rule(surface, rect.left + pad, y, rect.width - 2 * pad, RULE, px(1))
        paint.rule(surface, rect.left + pad, y, px(44), ACCENT, px(2))

    def texts(self) -> tuple[str, ...]:
        return (self.heading,) if self.heading else ()

    def _lines(self, width: int) -> tuple[str, ...]:
        return self.theme.wrap(self.heading, Type.HEADING, width)

    def _heading_height(self, width: int) -> int:
        if not self.heading:
            return 0
        lines = len(self._lines(width))
        return lines * self.theme.line(Type.HEADING) + self.theme.px(18)
