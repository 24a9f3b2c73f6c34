"""A ladder: steps from left to right, those reached filled, the one stood on marked and named."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, FIELD, INK, INK_SOFT, RULE, mix
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Ladder(Control):
    """Rungs that rise; under each its name, the present one's in bold."""

    def __init__(
        self, parent: Control | Ui, steps: Sequence[tuple[str, bool, bool]], *, key: str = ""
    ) -> None:
        """Each step is its name, whether it was reached, and whether one stands there."""
        super().__init__(parent, key=key)
        self.steps = tuple(steps)

    def natural_width(self) -> int:
        return self.theme.px(320)

    def measure(self, width: int) -> int:  # noqa: ARG002
        return self._rise() + self._words() + self.theme.px(4)

    def texts(self) -> tuple[str, ...]:
        return tuple(name for name, _, _ in self.steps)

    def cramped(self) -> bool:
        theme = self.theme
        widest = max((theme.width(name, Type.SMALL_STRONG) for name, _, _ in self.steps), default=0)
        return self.measure(self.place.width) > self.place.height or widest > self._room()

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return False

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        count = max(len(self.steps), 1)
        room, floor = rect.width / count, rect.top + self._rise()
        lowest = px(8)
        for at, (name, reached, here) in enumerate(self.steps):
            high = lowest + (self._rise() - lowest) * at // max(count - 1, 1)
            x = rect.left + round(at * room)
            wide = round(room) - px(4)
            heat = at / max(count - 1, 1)
            fill = mix(mix(RULE, ACCENT, 0.35), ACCENT, heat) if reached else mix(FIELD, RULE, 0.35)
            step = pygame.Rect(x, floor - high, wide, high)
            if here:
                paint.box(surface, step, fill, border=INK, border_width=px(2), radius=px(3))
            else:
                paint.box(surface, step, fill, radius=px(3))
            kind = Type.SMALL_STRONG if here else Type.SMALL
            image = theme.words(theme.shorten(name, kind, self._room()), kind,
                                INK if here else INK_SOFT)  # fmt: skip
            left = min(x, rect.right - image.get_width())
            surface.blit(image, (left, floor + px(4) + at % 2 * theme.line(kind)))

    def _rise(self) -> int:
        return self.theme.px(54)

    def _room(self) -> int:
        """Return the room of a name: names stand on two lines in turn, so each has two steps'."""
        return 2 * self.rect.width // max(len(self.steps), 1) - self.theme.px(8)

    def _words(self) -> int:
        return 2 * self.theme.line(Type.SMALL_STRONG) + self.theme.px(4)
