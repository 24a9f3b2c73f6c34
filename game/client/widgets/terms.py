"""Every number explains itself: its terms with their signs, as bars, and their sum."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, INK_SOFT, RULE, SHADE
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui
    from game.client.widgets.tooltip import Tip


class TermRow(NamedTuple):
    """One term: what it is, how much it adds, and in small letters why."""

    label: str
    value: float
    note: str = ""
    article: str = ""
    """Of the encyclopaedia, that explains it."""
    opens: Tip | None = None
    """What it is made of in turn, where that is known."""


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
        show: Callable[[float], str] | None = None,
        key: str = "",
    ) -> None:
        """`show` writes a number with its sign, where its decimals alone do not do."""
        super().__init__(parent, key=key)
        self.rows = rows
        self.total = sum(row.value for row in rows) if total is None else total
        self.decimals = decimals
        self.show = show or (lambda value: signed(value, decimals))
        self._linked = [at for at, row in enumerate(rows) if row.article or row.opens]
        self.focusable = bool(self._linked)
        if self._linked:
            self.tip = self._row_tip
        self._at = self._linked[0] if self._linked else 0
        """The row whose explanation ENTER opens."""
        self._over: int | None = None

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

    def catches(self, point: tuple[int, int]) -> bool:
        return self._row_at(point) is not None or (self.tip is not None and not self._linked)

    # -- what explains a term ----------------------------------------------------------------------

    def activate(self) -> None:
        if self._linked:
            self.ui.tips.open_tip(self._about(self._at), self._row_rect(self._at), self)

    def _row_tip(self) -> Tip:
        return self._about(self._at if self._over is None else self._over)

    def _about(self, at: int) -> Tip:
        row = self.rows[at]
        return row.opens or self.ui.tips.about(f"gist:{row.article}")

    def tip_rect(self) -> pygame.Rect:
        return self._row_rect(self._at if self._over is None else self._over)

    def on_key(self, event: pygame.Event) -> bool:
        step = {pygame.K_DOWN: 1, pygame.K_UP: -1}.get(event.key)
        if step is None or self._at not in self._linked:
            return False
        place = self._linked.index(self._at) + step
        if not 0 <= place < len(self._linked):
            return False
        self._at = self._linked[place]
        self.ui.touch()
        return True

    def on_press(self, point: tuple[int, int]) -> None:
        row = self._row_at(point)
        self._at = self._at if row is None else row

    def on_release(self, point: tuple[int, int]) -> None:
        if self._row_at(point) == self._at and self._at in self._linked:
            self.activate()

    def on_hover(self, point: tuple[int, int] | None) -> None:
        over = self._row_at(point) if point is not None else None
        if over != self._over:
            self._over = over
            self.ui.restart_tip()

    def focus_rect(self) -> pygame.Rect:
        return self._row_rect(self._at)

    def _row_rect(self, at: int) -> pygame.Rect:
        rect, width = self.rect, self.rect.width
        above = sum(self._row_height(row, width) for row in self.rows[:at])
        tall = self._row_height(self.rows[at], width) if self.rows else rect.height
        return pygame.Rect(rect.left, rect.top + above, width, tall - self.theme.px(2))

    def _row_at(self, point: tuple[int, int]) -> int | None:
        """Return the row that can be explained whose label a point is on."""
        rect = self.rect
        y, label = rect.top, self._split(rect.width)[0]
        for at, row in enumerate(self.rows):
            tall = self._row_height(row, rect.width)
            if y <= point[1] < y + tall:
                linked = at in self._linked
                return at if linked and point[0] < rect.left + label else None
            y += tall
        return None

    def draw(self, surface: pygame.Surface) -> None:
        rect, theme = self.rect, self.theme
        px = theme.px
        y = rect.top
        largest = max((abs(row.value) for row in self.rows), default=0.0) or 1.0
        chosen = self._at if self.ui.focused is self and self.ui.focus_shown else None
        for at, row in enumerate(self.rows):
            self._draw_row(surface, row, y, largest)
            if at in self._linked:
                over = at in (self._over, chosen)
                wide = min(theme.width(row.label), self._split(rect.width)[0])
                paint.rule(surface, rect.left, y + theme.line(Type.BODY) - px(3), wide,
                           ACCENT if over else RULE, px(1))  # fmt: skip
            y += self._row_height(row, rect.width)
        paint.rule(surface, rect.left, y + px(3), rect.width, RULE, px(1))
        y += px(8)
        surface.blit(theme.words(text("terms.sum"), Type.STRONG), (rect.left, y))
        image = theme.words(self.show(self.total), Type.STRONG)
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
        image = theme.words(self.show(row.value), Type.BODY, INK)
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
            shown += [row.label, self.show(row.value), row.note]
        return (*shown, text("terms.sum"), self.show(self.total))

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
        return max(self.theme.width(self.show(v), Type.STRONG) for v in values)

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
