"""Lines over turns, told apart by colour, dash and mark."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import FIELD, INK, INK_FAINT, INK_SOFT, RULE, Rgb, mix
from game.client.theme import Type
from game.client.widgets.axis import number, span_of, ticks
from game.client.widgets.control import Control
from game.client.widgets.strokes import DASHES, dashed, mark
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.ui import Ui


@dataclass(frozen=True, slots=True)
class Line:
    """One series; `values` has one number a turn, None where there is none."""

    label: str
    values: tuple[float | None, ...]
    colour: Rgb | None = None


@dataclass(frozen=True, slots=True)
class Marker:
    """Something that happened at a turn, drawn as an upright line with words."""

    turn: int
    words: str


class Chart(Control):
    """A line chart with axes, a legend, and a reading of all lines under the pointer.

    With the focus, LEFT and RIGHT move the reading from turn to turn.
    """

    focusable = True
    stretches = True

    def __init__(
        self,
        parent: Control | Ui,
        title: str,
        lines: Sequence[Line],
        turns: Sequence[str],
        *,
        markers: Sequence[Marker] = (),
        unit: str = "",
        span: tuple[float, float] | None = None,
        height: int = 240,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.title = title
        self.lines = tuple(lines)
        self.turns = tuple(turns)
        self.markers = tuple(markers)
        self.unit = unit
        self.height = height
        self.span = span or span_of(
            [value for line in self.lines for value in line.values if value is not None]
        )
        self.read_at: int | None = None
        self.tip = self._reading
        self._image: tuple[tuple[int, int], pygame.Surface] | None = None

    @property
    def name(self) -> str:
        return self.key or self.title

    def natural_width(self) -> int:
        return self.theme.px(420)

    def measure(self, width: int) -> int:
        return self._head_height(width) + self.theme.px(self.height) + self._legend(width)[1]

    def on_hover(self, point: tuple[int, int] | None) -> None:
        turn = None
        if point is not None and self.turns:
            plot = self._plot()
            share = (point[0] - plot.left) / max(1, plot.width)
            turn = max(0, min(len(self.turns) - 1, round(share * (len(self.turns) - 1))))
        if turn != self.read_at:
            self.read_at = turn
            self.ui.restart_tip()

    def on_key(self, event: pygame.Event) -> bool:
        if event.mod or event.key not in (pygame.K_LEFT, pygame.K_RIGHT) or not self.turns:
            return False
        by = 1 if event.key == pygame.K_RIGHT else -1
        here = self.read_at if self.read_at is not None else (-1 if by > 0 else len(self.turns))
        self.read_at = max(0, min(len(self.turns) - 1, here + by))
        return True

    def tip_rect(self) -> pygame.Rect:
        if self.read_at is None:
            return self.rect
        plot = self._plot()
        line = pygame.Rect(plot.left + self._x(self.read_at, plot.width), plot.top, 1, plot.height)
        return line.inflate(self.theme.px(12), 0)

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        if self._image is None or self._image[0] != rect.size:
            self._image = (rect.size, self._paint(rect.size))
        surface.blit(self._image[1], rect.topleft)
        if self.read_at is None:
            return
        plot = self._plot()
        x = plot.left + self._x(self.read_at, plot.width)
        surface.fill(INK_SOFT, (x, plot.top, 1, plot.height))
        for index, line in enumerate(self.lines):
            value = line.values[self.read_at] if self.read_at < len(line.values) else None
            if value is not None:
                y = plot.top + self._y(value, plot.height)
                paint.disc(surface, (x, y), px(5), self._colour(index), FIELD, px(1))
        if self.ui.focused is self and self.ui.focus_shown:
            words = self._reading().body.replace("**", "").replace("\n", "   ")
            short = theme.shorten(words, Type.SMALL, rect.width)
            image = theme.words(short, Type.SMALL, INK)
            back = image.get_rect(topleft=(plot.left, plot.top)).inflate(px(6), px(2))
            surface.fill(FIELD, back)
            surface.blit(image, (plot.left, plot.top))

    def texts(self) -> tuple[str, ...]:
        reading: tuple[str, ...] = ()
        if self.read_at is not None:
            reading = (self._reading().body,)
        marks = tuple(marker.words for marker in self.markers)
        return (self.title, *(line.label for line in self.lines), *marks, *reading)

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    # -- reading ---------------------------------------------------------------------------------

    def _reading(self) -> Tip:
        if self.read_at is None:
            return Tip()
        rows = [f"**{self.turns[self.read_at]}**"]
        for line in self.lines:
            value = line.values[self.read_at] if self.read_at < len(line.values) else None
            rows.append(f"{line.label}: {'–' if value is None else number(value) + self.unit}")
        rows += [marker.words for marker in self.markers if marker.turn == self.read_at]
        return Tip(body="\n".join(rows))

    # -- painting --------------------------------------------------------------------------------

    def _colour(self, index: int) -> Rgb:
        given = self.lines[index].colour
        series = self.theme.palette.series
        return given if given is not None else series[index % len(series)]

    def _head_height(self, width: int) -> int:
        lines = self.theme.wrap(self.title, Type.SUBHEADING, width)
        return len(lines) * self.theme.line(Type.SUBHEADING) + self.theme.px(8)

    def _gutter(self) -> int:
        widths = (self.theme.width(number(t) + self.unit, Type.SMALL) for t in ticks(self.span))
        return max(widths, default=0) + self.theme.px(10)

    def _plot(self) -> pygame.Rect:
        rect, px = self.rect, self.theme.px
        left = rect.left + self._gutter()
        top = rect.top + self._head_height(rect.width) + px(6)
        foot = self.theme.line(Type.SMALL) + px(10) + self._legend(rect.width)[1]
        return pygame.Rect(
            left, top, max(1, rect.right - px(8) - left), max(1, rect.bottom - foot - top)
        )

    def _x(self, turn: int, width: int) -> int:
        return round(width * turn / max(1, len(self.turns) - 1))

    def _y(self, value: float, height: int) -> int:
        low, high = self.span
        return round(height * (1 - (value - low) / (high - low)))

    def _legend(self, width: int) -> tuple[list[tuple[int, int, int]], int]:
        """Return where each entry stands (x, y, line index) and the height of all."""
        px = self.theme.px
        places, x, y = [], 0, 0
        high = self.theme.line(Type.SMALL) + px(4)
        for index, line in enumerate(self.lines):
            wide = px(40) + self.theme.width(line.label, Type.SMALL) + px(16)
            if x and x + wide > width:
                x, y = 0, y + high
            places.append((x, y, index))
            x += wide
        return places, (y + high + px(6) if self.lines else 0)

    def _paint(self, size: tuple[int, int]) -> pygame.Surface:
        theme, px = self.theme, self.theme.px
        image = pygame.Surface(size, pygame.SRCALPHA)
        own = self.rect
        plot = self._plot().move(-own.left, -own.top)
        y = 0
        for words in theme.wrap(self.title, Type.SUBHEADING, size[0]):
            image.blit(theme.words(words, Type.SUBHEADING), (0, y))
            y += theme.line(Type.SUBHEADING)
        image.fill(FIELD, plot)
        for tick in ticks(self.span):
            y = plot.top + self._y(tick, plot.height)
            image.fill(mix(RULE, FIELD, 0.45), (plot.left, y, plot.width, 1))
            label = theme.words(number(tick) + self.unit, Type.SMALL, INK_SOFT)
            image.blit(label, (plot.left - px(6) - label.get_width(), y - label.get_height() // 2))
        image.fill(INK_FAINT, (plot.left, plot.bottom, plot.width, px(1)))
        self._paint_turns(image, plot)
        for marker in self.markers:
            x = plot.left + self._x(marker.turn, plot.width)
            dashed(theme, image, INK_SOFT, [(x, plot.top), (x, plot.bottom)], (3, 3), 1)
            label = theme.words(marker.words, Type.SMALL_EMPHASIS, INK_SOFT)
            image.blit(label, (min(x + px(4), plot.right - label.get_width()), plot.top + px(2)))
        for index, _ in enumerate(self.lines):
            self._paint_line(image, plot, index)
        top = size[1] - self._legend(size[0])[1] + px(6)
        for x, y, index in self._legend(size[0])[0]:
            middle = top + y + theme.line(Type.SMALL) // 2
            colour = self._colour(index)
            ends = [(float(x), float(middle)), (float(x + px(30)), float(middle))]
            dashed(theme, image, colour, ends, DASHES[index % len(DASHES)], px(2))
            mark(theme, image, (x + px(15), middle), index, colour)
            image.blit(theme.words(self.lines[index].label, Type.SMALL), (x + px(38), top + y))
        return image

    def _paint_turns(self, image: pygame.Surface, plot: pygame.Rect) -> None:
        theme, px = self.theme, self.theme.px
        widest = max((theme.width(turn, Type.SMALL) for turn in self.turns), default=1)
        every = max(1, math.ceil(len(self.turns) * (widest + px(12)) / plot.width))
        for index in range(0, len(self.turns), every):
            x = plot.left + self._x(index, plot.width)
            image.fill(INK_FAINT, (x, plot.bottom, 1, px(4)))
            label = theme.words(self.turns[index], Type.SMALL, INK_SOFT)
            left = max(0, min(image.get_width() - label.get_width(), x - label.get_width() // 2))
            image.blit(label, (left, plot.bottom + px(5)))

    def _paint_line(self, image: pygame.Surface, plot: pygame.Rect, index: int) -> None:
        theme, colour = self.theme, self._colour(index)
        runs: list[list[tuple[float, float]]] = [[]]
        for turn, value in enumerate(self.lines[index].values[: len(self.turns)]):
            if value is None:
                runs.append([])
                continue
            y = plot.top + self._y(value, plot.height)
            runs[-1].append((plot.left + self._x(turn, plot.width), y))
        every = max(1, len(self.turns) // 8)
        for run in runs:
            dashed(theme, image, colour, run, DASHES[index % len(DASHES)], self.theme.px(2))
            for point in run[index % every :: every]:
                mark(theme, image, (round(point[0]), round(point[1])), index, colour)
