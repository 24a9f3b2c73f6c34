"""Words on the page, broken into lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

import pygame

from game.client.colours import INK, Rgb
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui

Align = Literal["left", "centre", "right"]


class Label(Control):
    """A paragraph in one kind of type; as high as its lines."""

    def __init__(
        self,
        parent: Control | Ui,
        words: str,
        kind: Type = Type.BODY,
        *,
        colour: Rgb = INK,
        align: Align = "left",
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.words = words
        self.kind = kind
        self.colour = colour
        self.align = align

    def set(self, words: str) -> None:
        """Show other words in the same place."""
        if words != self.words:
            self.words = words
            self.ui.touch()

    def natural_width(self) -> int:
        return max(self.theme.width(line, self.kind) for line in self.words.split("\n"))

    def lines(self, width: int) -> tuple[str, ...]:
        """Return the words broken at a width in pixels."""
        return self.theme.wrap(self.words, self.kind, width)

    def measure(self, width: int) -> int:
        return len(self.lines(width)) * self.theme.line(self.kind)

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return self.tip is not None

    def draw(self, surface: pygame.Surface) -> None:
        rect = self.rect
        y = rect.top
        for line in self.lines(rect.width):
            if line:
                image = self.theme.words(line, self.kind, self.colour)
                space = rect.width - image.get_width()
                x = rect.left + {"left": 0, "centre": space // 2, "right": space}[self.align]
                surface.blit(image, (x, y))
            y += self.theme.line(self.kind)

    def texts(self) -> tuple[str, ...]:
        return (self.words,)

    def cramped(self) -> bool:
        width = self.place.width
        widest = max(self.theme.width(line, self.kind) for line in self.lines(width))
        return widest > width or self.measure(width) > self.place.height
