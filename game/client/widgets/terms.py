"""Every number explains itself: its terms with their signs, as bars, and their sum."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client import paint
from game.client.colours import INK, INK_SOFT, RULE, SHADE
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class TermRow(NamedTuple):
    """One term: what it is, how much it adds, and in small letters why."""

    label: str
    value: float
    note: str = ""


def signed(value: float, decimals: int = 2) -> str:
    """Return a number with its sign: `+0.31`, `−0.22`, and `0.00` without one."""
    words = f"{abs(value):.{decimals}f}"
    if float(words) == 0:
        return words
    return ("+" if value > 0 else "−") + words


class TermsTable(Control):
    """Terms one under another, a bar from the middle for each, and their sum below a rule.

    `total` is the number that was used, not the sum of what is printed; the two are the same when the
    caller passes all terms, and `sums_up` says whether they are.
    """

    def __init__(
        self,
        parent: Control | Ui,
        rows: tuple[TermRow, ...],
        *,
        total: float | None = None,
        decimals: int = 2,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.rows = rows
        self.total = sum(row.value for row in rows) if total is None else total
        self.decimals = decimals

    @property
    def sums_up(self) -> bool:
        """Whether the terms add up to the total, to the decimals shown."""
        off = abs(sum(row.value for row in self.rows) - self.total)
        return bool(off < 0.5 * 10.0**-self.decimals)

    def natural_width(self) -> int:
        widest = max((self.theme.width(row.label) for row in self.rows), default=0)
        return widest + self._value_width() + self.theme.px(110)

    def measure(self, width: int) -> int:
        px = self.theme.px
        rows = sum(self._row_height(row, width) for row in self.rows)
        return rows + px(10) + self.theme.line(Type.STRONG)

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return self.tip is not None

    def draw(self, surface: pygame.Surface) -> None:
        rect = self.rect
        px = self.theme.px
        y = rect.top
        largest = max((abs(row.value) for row in self.rows), default=0.0) or 1.0
        for row in self.rows:
            self._draw_row(surface, row, y, largest)
            y += self._row_height(row, rect.width)
        paint.rule(surface, rect.left, y + px(3), rect.width, RULE, px(1))
        y += px(8)
        surface.blit(self.theme.words(text("terms.sum"), Type.STRONG), (rect.left, y))
        image = self.theme.words(signed(self.total, self.decimals), Type.STRONG)
        surface.blit(image, (rect.left + self._split(rect.width)[1] - image.get_width(), y))

    def _draw_row(self, surface: pygame.Surface, row: TermRow, y: int, largest: float) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        label_width, value_right, bar_width = self._split(rect.width)
        palette = theme.palette
        top = y
        for line in theme.wrap(row.label, Type.BODY, label_width):
            surface.blit(theme.words(line), (rect.left, y))
            y += theme.line(Type.BODY)
        for line in theme.wrap(row.note, Type.SMALL, label_width) if row.note else ():
            surface.blit(theme.words(line, Type.SMALL, INK_SOFT), (rect.left, y))
            y += theme.line(Type.SMALL)
        image = theme.words(signed(row.value, self.decimals), Type.BODY, INK)
        surface.blit(image, (rect.left + value_right - image.get_width(), top))
        if bar_width < px(24):
            return
        middle = rect.right - bar_width // 2
        high = px(8)
        centre = top + theme.line(Type.BODY) // 2
        track = pygame.Rect(rect.right - bar_width, centre - high // 2, bar_width, high)
        paint.box(surface, track, SHADE, radius=px(3))
        length = round(abs(row.value) / largest * bar_width / 2)
        left = middle if row.value > 0 else middle - length
        colour = palette.favourable if row.value > 0 else palette.adverse
        if length:
            bar = pygame.Rect(left, track.top, length, high)
            paint.box(surface, bar, colour, radius=px(2))
        paint.rule(surface, middle, track.top - px(2), px(1), INK_SOFT, high + px(4))

    def texts(self) -> tuple[str, ...]:
        shown: list[str] = []
        for row in self.rows:
            shown += [row.label, signed(row.value, self.decimals), row.note]
        return (*shown, text("terms.sum"), signed(self.total, self.decimals))

    def cramped(self) -> bool:
        label_width, _, _ = self._split(self.place.width)
        lines = [
            self.theme.width(line, kind)
            for row in self.rows
            for words, kind in ((row.label, Type.BODY), (row.note, Type.SMALL))
            for line in self.theme.wrap(words, kind, label_width)
        ]
        return (
            max(lines, default=0) > label_width
            or self.measure(self.place.width) > self.place.height
        )

    def _value_width(self) -> int:
        values = [*(row.value for row in self.rows), self.total]
        return max(self.theme.width(signed(v, self.decimals), Type.STRONG) for v in values)

    def _split(self, width: int) -> tuple[int, int, int]:
        """Return the width of the labels, where values end, and the width of the bars."""
        px = self.theme.px
        value = self._value_width()
        bars = min(px(90), width // 4)
        label = width - value - bars - 2 * px(10)
        return max(1, label), label + px(10) + value, bars

    def _row_height(self, row: TermRow, width: int) -> int:
        label_width = self._split(width)[0]
        lines = len(self.theme.wrap(row.label, Type.BODY, label_width))
        height = lines * self.theme.line(Type.BODY)
        if row.note:
            notes = len(self.theme.wrap(row.note, Type.SMALL, label_width))
            height += notes * self.theme.line(Type.SMALL)
        return height + self.theme.px(4)
