"""A thin line between things."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import RULE, Rgb
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Rule(Control):
    """A horizontal line; the whole width, or `length` at 100 %."""

    def __init__(
        self,
        parent: Control | Ui,
        *,
        colour: Rgb = RULE,
        weight: int = 1,
        length: int | None = None,
    ) -> None:
        super().__init__(parent)
        self.colour = colour
        self.weight = weight
        self.length = length

    def measure(self, width: int) -> int:  # noqa: ARG002
        return self.theme.px(self.weight)

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return False

    def draw(self, surface: pygame.Surface) -> None:
        rect = self.rect
        width = rect.width if self.length is None else min(rect.width, self.theme.px(self.length))
        paint.rule(surface, rect.left, rect.top, width, self.colour, rect.height)
