"""A sample of a palette: its meanings and its lines, with their marks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import INK, Palette, ink_on, mix
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Swatches(Control):
    """Four named meanings and the colours of lines."""

    def __init__(self, parent: Control | Ui, palette: Palette) -> None:
        super().__init__(parent)
        self.meanings = (
            (text("leaning.for"), palette.favourable),
            (text("leaning.against"), palette.adverse),
            (text("leaning.abstain"), palette.neutral),
            (text("leaning.veto"), palette.veto),
        )
        self.series = palette.series

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return False

    def natural_width(self) -> int:
        return self.theme.px(240)

    def measure(self, width: int) -> int:
        places = self._places(width)
        return max(place.bottom for place in places) + self.theme.px(20)

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        for (words, colour), place in zip(self.meanings, self._places(rect.width), strict=True):
            box = place.move(rect.topleft)
            edge = mix(colour, INK, 0.4)
            paint.box(surface, box, colour, border=edge, border_width=px(1), radius=px(5))
            image = self.theme.words(words, Type.SMALL_STRONG, ink_on(colour))
            y = self.theme.centred(Type.SMALL_STRONG, box.centery)
            surface.blit(image, (box.centerx - image.get_width() // 2, y))
        wide = rect.width // len(self.series)
        for index, colour in enumerate(self.series):
            strip = pygame.Rect(rect.left + index * wide, rect.bottom - px(10), wide, px(8))
            surface.fill(colour, strip)

    def texts(self) -> tuple[str, ...]:
        return tuple(words for words, _ in self.meanings)

    def cramped(self) -> bool:
        pad = self.theme.px(8)
        room = min(place.width for place in self._places(self.place.width)) - pad
        return any(self.theme.width(w, Type.SMALL_STRONG) > room for w, _ in self.meanings)

    def _places(self, width: int) -> list[pygame.Rect]:
        px = self.theme.px
        gap, high = px(6), self.theme.line(Type.SMALL_STRONG) + px(8)
        least = max(self.theme.width(w, Type.SMALL_STRONG) for w, _ in self.meanings) + px(16)
        across = max(1, min(4, (width + gap) // (least + gap)))
        wide = (width - gap * (across - 1)) // across
        return [
            pygame.Rect(i % across * (wide + gap), i // across * (high + gap), wide, high)
            for i in range(len(self.meanings))
        ]
