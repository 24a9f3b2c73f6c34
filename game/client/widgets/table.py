"""A table of any length: only the rows in view are drawn; keys select, headings sort."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pygame

from game.client.audio import Sound
from game.client.colours import INK, Rgb
from game.client.screen import Go
from game.client.theme import Type
from game.client.widgets import table_paint
from game.client.widgets.control import Control
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.ui import Ui

Align = Literal["left", "centre", "right"]


@dataclass(frozen=True, slots=True)
class TableColumn:
    """A heading and how its cells stand. `least` is the width at 100 % below which it is cut."""

    title: str
    weight: float = 1.0
    align: Align = "left"
    least: int = 60


@dataclass(frozen=True, slots=True)
class Cell:
    """One entry of a row; `sort` orders it where its words would not."""

    words: str
    sort: float | str | None = None
    colour: Rgb = INK
    strong: bool = False
    swatch: Rgb | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row, with the key that selecting it tells, and what its tooltip says."""

    key: str
    cells: tuple[Cell, ...]
    tip: Tip | None = None
    enabled: bool = True


def cells(*words: str | Cell) -> tuple[Cell, ...]:
    """Return cells from plain words or ready cells."""
    return tuple(word if isinstance(word, Cell) else Cell(word) for word in words)


class Table(Control):
    """Rows under headings. Arrows, PAGE UP/DOWN, HOME, END select; ENTER or a double click opens.

    Heading cells are reached with LEFT and RIGHT; SPACE sorts by the one marked.
    """

    focusable = True
    clips = True
    stretches = True

    def __init__(
        self,
        parent: Control | Ui,
        columns: Sequence[TableColumn],
        rows: Sequence[TableRow],
        *,
        label: str = "",
        selected: str | None = None,
        on_select: Callable[[str], Go | None] | None = None,
        on_open: Callable[[str], Go | None] | None = None,
        rows_high: int = 8,
        empty: str = "",
        headings: bool = True,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.columns = tuple(columns)
        self.rows = list(rows)
        self.label = label
        self.on_select = on_select
        self.on_open = on_open
        self.rows_high = self.least_high = rows_high
        self.empty = empty
        self.headings = headings
        self.sorted_by: tuple[int, bool] | None = None
        self.offset = 0
        self.heading = 0
        self.hover_row: int | None = None
        self.grip: int | None = None
        self._last_click: tuple[str, int] = ("", -10_000)
        self.selected = selected
        self.tip = self._row_tip

    @property
    def name(self) -> str:
        return self.key or self.label

    @property
    def selected_index(self) -> int | None:
        """The position of the selected row, or None."""
        for index, row in enumerate(self.rows):
            if row.key == self.selected:
                return index
        return None

    def set_rows(self, rows: Sequence[TableRow]) -> None:
        """Show other rows, in the order chosen before."""
        self.rows = list(rows)
        if self.sorted_by is not None:
            self._sort()
        self._scroll(0)

    def select(self, key: str, *, tell: bool = True) -> None:
        """Select a row and bring it into view."""
        self.selected = key
        index = self.selected_index
        if index is not None:
            top, page = index * self.row_height, self._page()
            if top < self.offset:
                self.offset = top
            elif top + self.row_height > self.offset + page:
                self.offset = top + self.row_height - page
        if tell and self.on_select is not None:
            self.ui.act(lambda: self.on_select(key) if self.on_select else None)
        self.ui.touch()

    def sort_by(self, column: int) -> None:
        """Sort by a column; a second time turns the order round."""
        falling = self.sorted_by == (column, False)
        self.sorted_by = (column, falling)
        self._sort()
        self.ui.touch()

    def _sort(self) -> None:
        assert self.sorted_by is not None  # noqa: S101 - callers have set it
        column, falling = self.sorted_by

        def order(row: TableRow) -> tuple[int, float, str]:
            cell = row.cells[column]
            if isinstance(cell.sort, int | float):
                return 0, float(cell.sort), cell.words.casefold()
            return 1, 0.0, str(cell.sort if cell.sort is not None else cell.words).casefold()

        self.rows.sort(key=order, reverse=falling)

    # -- place -----------------------------------------------------------------------------------

    @property
    def row_height(self) -> int:
        """Height of a row in pixels."""
        return self.theme.line(Type.BODY) + self.theme.px(10)

    @property
    def head_height(self) -> int:
        """Height of the headings in pixels."""
        return self.theme.line(Type.SMALL_STRONG) + self.theme.px(12) if self.headings else 0

    def natural_width(self) -> int:
        return self.theme.px(sum(column.least for column in self.columns) + 40)

    def measure(self, width: int) -> int:  # noqa: ARG002
        if not self.rows and self.empty:
            return self.head_height + 2 * self.row_height
        return self.head_height + self.rows_high * self.row_height

    def arrange(self) -> None:
        if self.selected is not None:
            self.select(self.selected, tell=False)
        self._scroll(0)

    def _page(self) -> int:
        return max(self.row_height, self.place.height - self.head_height)

    def _scroll(self, by: int) -> None:
        most = max(0, len(self.rows) * self.row_height - self._page())
        self.offset = max(0, min(most, self.offset + by))
        self.ui.touch()

    def overflows(self) -> bool:
        """Tell whether there are more rows than can be seen."""
        return len(self.rows) * self.row_height > self._page()

    def headings_at(self) -> list[pygame.Rect]:
        """Return where the headings are on the screen, a column each."""
        rect, px = self.rect, self.theme.px
        width = rect.width - (px(14) if self.overflows() else 0)
        total = sum(column.weight for column in self.columns)
        least = [px(column.least) for column in self.columns]
        spare = max(0, width - sum(least))
        places, x = [], rect.left
        for column, small in zip(self.columns, least, strict=True):
            wide = small + int(spare * column.weight / total)
            wide = min(wide, rect.left + width - x)
            places.append(pygame.Rect(x, rect.top, max(0, wide), self.head_height))
            x += wide
        return places

    def visible_rows(self) -> range:
        """Return the positions of the rows in view."""
        first = self.offset // self.row_height
        last = (self.offset + self._page() + self.row_height - 1) // self.row_height
        return range(first, min(len(self.rows), last))

    def row_rect(self, index: int) -> pygame.Rect:
        """Return where a row is on the screen."""
        rect = self.rect
        top = rect.top + self.head_height + index * self.row_height - self.offset
        return pygame.Rect(rect.left, top, rect.width, self.row_height)

    def _row_at(self, point: tuple[int, int]) -> int | None:
        rect = self.rect
        y = point[1] - rect.top - self.head_height
        if y < 0 or not rect.collidepoint(point):
            return None
        index = (y + self.offset) // self.row_height
        return index if index < len(self.rows) else None

    # -- input -----------------------------------------------------------------------------------

    def on_wheel(self, steps: float) -> bool:
        if not self.overflows():
            return False
        before = self.offset
        self._scroll(-round(steps * self.row_height * 2))
        return self.offset != before

    def on_hover(self, point: tuple[int, int] | None) -> None:
        row = self._row_at(point) if point is not None else None
        if row != self.hover_row:
            self.hover_row = row
            self.ui.restart_tip()

    def on_press(self, point: tuple[int, int]) -> None:
        if self.overflows() and self.track().inflate(self.theme.px(6), 0).collidepoint(point):
            thumb = self.thumb()
            self.grip = point[1] - thumb.top if thumb.collidepoint(point) else thumb.height // 2
            self.on_drag(point)

    def on_drag(self, point: tuple[int, int]) -> None:
        if self.grip is not None:
            track, thumb = self.track(), self.thumb()
            room = max(1, track.height - thumb.height)
            most = len(self.rows) * self.row_height - self._page()
            self.offset = round((point[1] - self.grip - track.top) / room * most)
            self._scroll(0)

    def on_release(self, point: tuple[int, int]) -> None:
        if self.grip is not None:
            self.grip = None
            return
        if not self.rect.collidepoint(point):
            return
        for index, place in enumerate(self.headings_at()):
            if self.headings and place.collidepoint(point):
                self.heading = index
                self.sort_by(index)
                return
        index_at = self._row_at(point)
        if index_at is None:
            return
        row = self.rows[index_at]
        now = pygame.time.get_ticks()
        twice = self._last_click[0] == row.key and now - self._last_click[1] < 450
        self._last_click = (row.key, now)
        self.ui.audio.play(Sound.CLICK)
        self.select(row.key)
        if twice:
            self.activate()

    def activate(self) -> None:
        index = self.selected_index
        if index is None or self.on_open is None or not self.rows[index].enabled:
            return
        key = self.rows[index].key
        self.ui.act(lambda: self.on_open(key) if self.on_open else None)

    def on_key(self, event: pygame.Event) -> bool:
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_SHIFT):
            return False
        index = self.selected_index
        page = max(1, self._page() // self.row_height)
        match event.key:
            case pygame.K_DOWN:
                wanted = 0 if index is None else index + 1
            case pygame.K_UP:
                wanted = 0 if index is None else index - 1
            case pygame.K_PAGEDOWN:
                wanted = min(len(self.rows) - 1, (index or 0) + page)
            case pygame.K_PAGEUP:
                wanted = max(0, (index or 0) - page)
            case pygame.K_HOME:
                wanted = 0
            case pygame.K_END:
                wanted = len(self.rows) - 1
            case pygame.K_LEFT | pygame.K_RIGHT if self.headings and len(self.columns) > 1:
                by = 1 if event.key == pygame.K_RIGHT else -1
                wanted_heading = self.heading + by
                if not 0 <= wanted_heading < len(self.columns):
                    return False
                self.heading = wanted_heading
                self.ui.touch()
                return True
            case pygame.K_SPACE if self.headings:
                self.sort_by(self.heading)
                return True
            case _:
                return False
        if not 0 <= wanted < len(self.rows):
            return False
        self.select(self.rows[wanted].key)
        return True

    # -- picture ---------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        table_paint.draw(self, surface)

    def texts(self) -> tuple[str, ...]:
        titles = tuple(column.title for column in self.columns) if self.headings else ()
        shown = tuple(c.words for i in self.visible_rows() for c in self.rows[i].cells)
        return titles + (shown or ((self.empty,) if self.empty else ()))

    def shortened(self) -> tuple[str, ...]:
        """Return the cells in view whose words are cut with an ellipsis."""
        px, found = self.theme.px, []
        for index in self.visible_rows():
            for place, cell in zip(self.headings_at(), self.rows[index].cells, strict=False):
                kind = Type.STRONG if cell.strong else Type.BODY
                room = place.width - px(20) - (px(22) if cell.swatch is not None else 0)
                if self.theme.width(cell.words, kind) > room:
                    found.append(cell.words)
        return tuple(found)

    def _row_tip(self) -> Tip:
        keyboard = self.ui.focused is self and self.ui.focus_shown
        index = self.selected_index if keyboard else self.hover_row
        row = self.rows[index] if index is not None and index < len(self.rows) else None
        if row is None:
            return Tip()
        if row.tip is not None:
            return row.tip
        # What is cut off in the row can be read in full here.
        cut = [words for words in (cell.words for cell in row.cells) if words in self.shortened()]
        return Tip(body="\n".join(cut))

    def tip_rect(self) -> pygame.Rect:
        keyboard = self.ui.focused is self and self.ui.focus_shown
        index = self.selected_index if keyboard else self.hover_row
        return self.row_rect(index) if index is not None else self.rect

    def track(self) -> pygame.Rect:
        """Return where the bar runs that scrolls the rows."""
        rect, px = self.rect, self.theme.px
        top = rect.top + self.head_height + px(3)
        return pygame.Rect(rect.right - px(12), top, px(8), max(1, rect.bottom - px(3) - top))

    def thumb(self) -> pygame.Rect:
        """Return where the handle of that bar is."""
        track = self.track()
        total = max(1, len(self.rows) * self.row_height)
        height = min(track.height, max(self.theme.px(24), track.height * self._page() // total))
        most = max(1, total - self._page())
        top = track.top + (track.height - height) * self.offset // most
        return pygame.Rect(track.left, top, track.width, height)
