"""A window onto content that is taller than it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import INK_FAINT, INK_SOFT, RULE, SHADE, SHEET, mix
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class ScrollArea(Control):
    """Shows one child, as wide as the area and as tall as it wants; wheel, bar and focus move it."""

    clips = True

    def __init__(self, parent: Control | Ui, *, key: str = "") -> None:
        super().__init__(parent, key=key)
        self.offset = 0
        self.content_height = 0
        self._grip: int | None = None

    @property
    def overflows(self) -> bool:
        """Whether there is more than can be seen."""
        return self.content_height > self.place.height

    @property
    def origin(self) -> tuple[int, int]:
        rect = self.rect
        return rect.left, rect.top - self.offset

    def measure(self, width: int) -> int:
        return sum(child.measure(width) for child in self.children)

    def arrange(self) -> None:
        width = self.place.width
        self.content_height = self.measure(width)
        if self.overflows:
            width -= self._bar_room()
            self.content_height = self.measure(width)
        y = 0
        for child in self.children:
            height = child.measure(width)
            child.put(pygame.Rect(0, y, width, max(height, 0)))
            y += height
        self.scroll_to(self.offset)

    def scroll_to(self, offset: int) -> None:
        """Put the line `offset` pixels down at the top, as far as there is content."""
        most = max(0, self.content_height - self.place.height)
        self.offset = max(0, min(most, offset))
        self.ui.touch()

    def reveal(self, rect: pygame.Rect) -> None:
        """Scroll so that a rectangle of the screen can be seen."""
        own = self.rect
        margin = self.theme.px(10)
        if rect.top < own.top + margin:
            self.scroll_to(self.offset - (own.top + margin - rect.top))
        elif rect.bottom > own.bottom - margin:
            down = min(rect.bottom - (own.bottom - margin), rect.top - own.top - margin)
            self.scroll_to(self.offset + max(0, down))

    def at(self, point: tuple[int, int]) -> Control | None:
        if self.visible and self.overflows and self._track().collidepoint(point):
            return self
        return super().at(point)

    def on_wheel(self, steps: float) -> bool:
        if not self.overflows:
            return False
        before = self.offset
        self.scroll_to(self.offset - round(steps * self.theme.px(56)))
        return self.offset != before

    def on_press(self, point: tuple[int, int]) -> None:
        thumb = self._thumb()
        if thumb.collidepoint(point):
            self._grip = point[1] - thumb.top
        elif self._track().collidepoint(point):
            page = self.place.height * 9 // 10
            self.scroll_to(self.offset + (page if point[1] > thumb.centery else -page))

    def on_drag(self, point: tuple[int, int]) -> None:
        if self._grip is None:
            return
        track, thumb = self._track(), self._thumb()
        room = track.height - thumb.height
        if room > 0:
            share = (point[1] - self._grip - track.top) / room
            self.scroll_to(round(share * (self.content_height - self.place.height)))

    def on_release(self, point: tuple[int, int]) -> None:  # noqa: ARG002
        self._grip = None

    def draw_tree(self, surface: pygame.Surface) -> None:
        super().draw_tree(surface)
        if not self.visible or not self.overflows:
            return
        px = self.theme.px
        track, thumb = self._track(), self._thumb()
        paint.box(surface, track, mix(SHADE, RULE, 0.3), radius=track.width // 2)
        held = self._grip is not None
        paint.box(surface, thumb, INK_SOFT if held else INK_FAINT, radius=thumb.width // 2)
        if self.offset + self.place.height < self.content_height - px(4):
            # A mark that there is more below, on a strip that fades into the sheet.
            rect = self.rect
            room = rect.width - self._bar_room()
            strip = _fade(room, px(26))
            surface.blit(strip, (rect.left, rect.bottom - strip.get_height()))
            paint.chevron(
                surface, (rect.left + room // 2, rect.bottom - px(6)), px(10), "down", INK_SOFT
            )

    def _bar_room(self) -> int:
        return self.theme.px(18)

    def _track(self) -> pygame.Rect:
        rect = self.rect
        width = self.theme.px(8)
        return pygame.Rect(rect.right - width - self.theme.px(2), rect.top, width, rect.height)

    def _thumb(self) -> pygame.Rect:
        track = self._track()
        share = self.place.height / max(1, self.content_height)
        height = max(self.theme.px(28), round(track.height * share))
        most = max(1, self.content_height - self.place.height)
        top = track.top + round((track.height - height) * self.offset / most)
        return pygame.Rect(track.left, top, track.width, height)


@lru_cache(maxsize=16)
def _fade(width: int, height: int) -> pygame.Surface:
    """Return a strip of sheet that is clear at the top and whole at the bottom."""
    strip = pygame.Surface((max(1, width), height), pygame.SRCALPHA)
    for row in range(height):
        share = min(1.0, 1.6 * row / max(1, height - 1))
        strip.fill((*SHEET, round(245 * share)), (0, row, strip.get_width(), 1))
    return strip
