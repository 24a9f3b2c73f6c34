"""How far something has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK_SOFT, RULE, SHADE, Rgb, mix
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class ProgressBar(Control):
    """A bar filled to a share (0..1), with words above it."""

    def __init__(
        self,
        parent: Control | Ui,
        label: str = "",
        share: float = 0.0,
        *,
        colour: Rgb = ACCENT,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.label = label
        self.share = share
        self.colour = colour

    def set(self, share: float, label: str | None = None) -> None:
        """Show another share, and other words if given."""
        self.share = max(0.0, min(1.0, share))
        if label is not None:
            self.label = label
        self.ui.touch()

    def natural_width(self) -> int:
        return max(self.theme.px(160), self.theme.width(self.label, Type.SMALL))

    def measure(self, width: int) -> int:
        lines = len(self.theme.wrap(self.label, Type.SMALL, width)) if self.label else 0
        return lines * self.theme.line(Type.SMALL) + self.theme.px(12)

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return self.tip is not None

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        y = rect.top
        for line in self.theme.wrap(self.label, Type.SMALL, rect.width) if self.label else ():
            surface.blit(self.theme.words(line, Type.SMALL, INK_SOFT), (rect.left, y))
            y += self.theme.line(Type.SMALL)
        track = pygame.Rect(rect.left, rect.bottom - px(10), rect.width, px(8))
        paint.box(surface, track, mix(SHADE, RULE, 0.4), radius=px(4))
        done = pygame.Rect(track.topleft, (round(track.width * self.share), track.height))
        paint.box(surface, done, self.colour, radius=px(4))

    def texts(self) -> tuple[str, ...]:
        return (self.label,) if self.label else ()

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height
