"""Bars for named, sanctioned and stopped, crisis by crisis, before and after an edit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import FIELD, INK, INK_FAINT, INK_SOFT, RULE, SHADE, Rgb, mix
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.control import Control
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.ui import Ui

MEASURES = ("named", "sanctioned", "stopped")


@dataclass(frozen=True, slots=True)
class StrainRow:
    """One crisis: shares before and after, None where they are still being reckoned."""

    key: str
    name: str
    before: tuple[float, float, float] | None
    after: tuple[float, float, float] | None
    note: str = ""
    """Beyond the figures: that the charter would not take it up, say."""


class StrainBars(Control):
    """A row a crisis, a column a measure; above an upper bar (before), below a lower one (after).

    The upper bar is hollow, the lower one filled. UP and DOWN go from row to row.
    """

    focusable = True

    def __init__(
        self, parent: Control | Ui, rows: Sequence[StrainRow], *, label: str = "", key: str = ""
    ) -> None:
        super().__init__(parent, key=key)
        self.rows = tuple(rows)
        self.label = label
        self.marked: int | None = None
        self.tip = self._row_tip

    @property
    def name(self) -> str:
        return self.key or self.label

    def show(self, rows: Sequence[StrainRow]) -> None:
        """Show other figures in the same place."""
        if tuple(rows) != self.rows:
            self.rows = tuple(rows)
            self.ui.touch()

    def natural_width(self) -> int:
        return self.theme.px(420)

    def measure(self, width: int) -> int:
        return self._head(width) + len(self.rows) * self._line() + self.theme.px(4)

    def on_hover(self, point: tuple[int, int] | None) -> None:
        marked = None
        if point is not None:
            at = (point[1] - self.rect.top - self._head(self.rect.width)) // self._line()
            marked = at if 0 <= at < len(self.rows) else None
        if marked != self.marked:
            self.marked = marked
            self.ui.restart_tip()

    def on_key(self, event: pygame.Event) -> bool:
        if event.mod or event.key not in (pygame.K_UP, pygame.K_DOWN) or not self.rows:
            return False
        by = 1 if event.key == pygame.K_DOWN else -1
        here = self.marked if self.marked is not None else (-1 if by > 0 else len(self.rows))
        at = here + by
        if not 0 <= at < len(self.rows):
            return False
        self.marked = at
        return True

    def texts(self) -> tuple[str, ...]:
        shown = [self.label] if self.label else []
        shown += [text(f"strain.{measure}") for measure in MEASURES]
        for row in self.rows:
            shown.append(row.name)
            for at in range(len(MEASURES)):
                shown.append(_change(row, at))
        return tuple(shown)

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    def draw(self, surface: pygame.Surface) -> None:
        rect, theme = self.rect, self.theme
        names, room = self._columns(rect.width)
        self._draw_head(surface, names, room)
        y = rect.top + self._head(rect.width)
        for at, row in enumerate(self.rows):
            if at == self.marked:
                surface.fill(SHADE, (rect.left, y, rect.width, self._line()))
            words = theme.shorten(row.name, Type.SMALL, names - theme.px(8))
            surface.blit(theme.words(words, Type.SMALL, INK if not row.note else INK_SOFT),
                         (rect.left + theme.px(2), y + theme.px(3)))  # fmt: skip
            for column in range(len(MEASURES)):
                place = pygame.Rect(
                    rect.left + names + column * room, y, room - theme.px(12), self._line()
                )
                self._draw_bars(surface, place, row, column)
            y += self._line()

    # -- parts -----------------------------------------------------------------------------------

    def _line(self) -> int:
        return self.theme.line(Type.SMALL) + self.theme.px(7)

    def _head(self, width: int) -> int:
        del width
        return 2 * self.theme.line(Type.SMALL) + self.theme.px(10)

    def _columns(self, width: int) -> tuple[int, int]:
        widest = max((self.theme.width(row.name, Type.SMALL) for row in self.rows), default=0)
        names = min(widest + self.theme.px(12), width * 2 // 5)
        return names, (width - names) // len(MEASURES)

    def _colour(self, column: int) -> Rgb:
        palette = self.theme.palette
        return (palette.neutral, palette.veto, palette.favourable)[column]

    def _draw_head(self, surface: pygame.Surface, names: int, room: int) -> None:
        rect, theme = self.rect, self.theme
        legend = text("strain.legend")
        image = theme.words(theme.shorten(legend, Type.SMALL, rect.width), Type.SMALL, INK_SOFT)
        surface.blit(image, rect.topleft)
        y = rect.top + theme.line(Type.SMALL) + theme.px(2)
        for column, measure in enumerate(MEASURES):
            words = theme.shorten(text(f"strain.{measure}"), Type.SMALL_STRONG, room)
            surface.blit(theme.words(words, Type.SMALL_STRONG, INK),
                         (rect.left + names + column * room, y))  # fmt: skip
        paint.rule(surface, rect.left, y + theme.line(Type.SMALL) + theme.px(3), rect.width, RULE)

    def _draw_bars(
        self, surface: pygame.Surface, place: pygame.Rect, row: StrainRow, column: int
    ) -> None:
        theme, px = self.theme, self.theme.px
        figure = theme.width("100", Type.SMALL) + px(6)
        wide = max(place.width - figure, px(10))
        high = max((place.height - px(8)) // 2, 2)
        top = place.top + px(3)
        colour = self._colour(column)
        track = pygame.Rect(place.left, top, wide, 2 * high + px(1))
        surface.fill(mix(FIELD, RULE, 0.35), track)
        if row.before is not None:
            length = max(round(wide * row.before[column]), 1)
            bar = pygame.Rect(place.left, top, length, high)
            surface.fill(mix(colour, FIELD, 0.65), bar)
            pygame.draw.rect(surface, mix(colour, INK_FAINT, 0.3), bar, 1)
        if row.after is not None:
            length = max(round(wide * row.after[column]), 1)
            surface.fill(colour, (place.left, top + high + px(1), length, high))
        words = "…" if row.after is None else f"{100 * row.after[column]:.0f}"
        strong = (
            row.after is not None
            and row.before is not None
            and abs(row.after[column] - row.before[column]) >= 0.05
        )
        kind = Type.SMALL_STRONG if strong else Type.SMALL
        surface.blit(theme.words(words, kind, INK if strong else INK_SOFT),
                     (place.left + wide + px(5), place.top + px(3)))  # fmt: skip

    def _row_tip(self) -> Tip:
        if self.marked is None or self.marked >= len(self.rows):
            return Tip()
        row = self.rows[self.marked]
        lines = [
            text("strain.line", measure=text(f"strain.{measure}"), change=_change(row, at))
            for at, measure in enumerate(MEASURES)
        ]
        return Tip(row.name, "\n".join([*lines, *([row.note] if row.note else [])]))


def _change(row: StrainRow, at: int) -> str:
    if row.after is None:
        return text("strain.waiting")
    after = f"{100 * row.after[at]:.0f}%"
    if row.before is None or round(100 * row.before[at]) == round(100 * row.after[at]):
        return after
    return text("strain.change", before=f"{100 * row.before[at]:.0f}%", after=after)
