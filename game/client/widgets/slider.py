"""A value on a scale."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, FIELD, INK, INK_FAINT, INK_SOFT, RULE, SHADE, mix
from game.client.screen import Go
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Slider(Control):
    """A label, a value in words, and a knob on a track; arrows, HOME and END move it.

    `on_change` hears every move, `on_done` the one that the mouse let go of or a key made.
    """

    focusable = True

    def __init__(
        self,
        parent: Control | Ui,
        label: str,
        value: float,
        span: tuple[float, float],
        *,
        step: float,
        show: Callable[[float], str] = str,
        on_change: Callable[[float], Go | None] | None = None,
        on_done: Callable[[float], Go | None] | None = None,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.label = label
        self.value = value
        self.span = span
        self.step = step
        self.show = show
        self.on_change = on_change
        self.on_done = on_done

    @property
    def name(self) -> str:
        return self.key or self.label

    def natural_width(self) -> int:
        words = self.theme.width(self.label) + self.theme.width(self.show(self.span[1]))
        return max(self.theme.px(240), words + self.theme.px(20))

    def measure(self, width: int) -> int:
        return len(self._lines(width)) * self.theme.line(Type.BODY) + self.theme.px(34)

    def on_press(self, point: tuple[int, int]) -> None:
        self._follow(point)

    def on_drag(self, point: tuple[int, int]) -> None:
        self._follow(point)

    def on_release(self, point: tuple[int, int]) -> None:  # noqa: ARG002
        self._done()

    def on_key(self, event: pygame.Event) -> bool:
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_SHIFT):
            return False
        low, high = self.span
        match event.key:
            case pygame.K_LEFT:
                wanted = self.value - self.step
            case pygame.K_RIGHT:
                wanted = self.value + self.step
            case pygame.K_HOME:
                wanted = low
            case pygame.K_END:
                wanted = high
            case _:
                return False
        self._move(wanted)
        self._done()
        return True

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        ink = INK if self.enabled else INK_FAINT
        y = rect.top
        for line in self._lines(rect.width):
            surface.blit(self.theme.words(line, Type.BODY, ink), (rect.left, y))
            y += self.theme.line(Type.BODY)
        image = self.theme.words(self.show(self.value), Type.STRONG, ink)
        surface.blit(image, (rect.right - image.get_width(), rect.top))
        track = self._track()
        paint.box(surface, track, mix(SHADE, RULE, 0.5), radius=px(3))
        x = self._knob_x()
        done = pygame.Rect(track.left, track.top, x - track.left, track.height)
        paint.box(surface, done, ACCENT if self.enabled else INK_FAINT, radius=px(3))
        held = self.enabled and self in (self.ui.captured, self.ui.hovered)
        edge = ACCENT if held else mix(INK_SOFT, INK, 0.3) if self.enabled else INK_FAINT
        paint.disc(surface, (x, track.centery), px(11), FIELD, edge, px(2))

    def texts(self) -> tuple[str, ...]:
        return (self.label, self.show(self.value))

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    def _lines(self, width: int) -> tuple[str, ...]:
        value = self.theme.width(self.show(self.span[1]), Type.STRONG) + self.theme.px(12)
        return self.theme.wrap(self.label, Type.BODY, width - value)

    def _track(self) -> pygame.Rect:
        rect, px = self.rect, self.theme.px
        return pygame.Rect(rect.left + px(11), rect.bottom - px(20), rect.width - px(22), px(6))

    def _knob_x(self) -> int:
        track = self._track()
        low, high = self.span
        return track.left + round(track.width * (self.value - low) / (high - low))

    def _follow(self, point: tuple[int, int]) -> None:
        track = self._track()
        low, high = self.span
        self._move(low + (high - low) * (point[0] - track.left) / max(1, track.width))

    def _move(self, wanted: float) -> None:
        low, high = self.span
        stepped = low + round((wanted - low) / self.step) * self.step
        value = max(low, min(high, stepped))
        if value != self.value:
            self.value = value
            if self.on_change is not None:
                self.ui.act(lambda: self.on_change(value) if self.on_change else None)
        self.ui.touch()

    def _done(self) -> None:
        if self.on_done is not None:
            self.ui.act(lambda: self.on_done(self.value) if self.on_done else None)
