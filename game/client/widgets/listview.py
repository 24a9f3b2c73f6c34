"""A list of single lines, one of which can be chosen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.colours import Rgb
from game.client.screen import Go
from game.client.widgets.control import Control
from game.client.widgets.table import Cell, Table, TableColumn, TableRow
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.ui import Ui


class ListView(Table):
    """A table of one column without a heading; typing letters goes to the line that begins so."""

    def __init__(
        self,
        parent: Control | Ui,
        lines: Sequence[tuple[str, str]],
        *,
        label: str = "",
        selected: str | None = None,
        on_select: Callable[[str], Go | None] | None = None,
        on_open: Callable[[str], Go | None] | None = None,
        rows_high: int = 8,
        empty: str = "",
        swatches: dict[str, Rgb] | None = None,
        tips: dict[str, Tip] | None = None,
        key: str = "",
    ) -> None:
        marks, explained = swatches or {}, tips or {}
        super().__init__(
            parent,
            (TableColumn("", least=100),),
            [
                TableRow(each, (Cell(words, swatch=marks.get(each)),), explained.get(each))
                for each, words in lines
            ],
            label=label,
            selected=selected,
            on_select=on_select,
            on_open=on_open,
            rows_high=rows_high,
            empty=empty,
            headings=False,
            key=key,
        )
        self._typed = ""
        self._typed_at = 0

    def natural_width(self) -> int:
        widest = max((self.theme.width(row.cells[0].words) for row in self.rows), default=0)
        return widest + self.theme.px(64)

    def on_text(self, event: pygame.Event) -> bool:
        now = pygame.time.get_ticks()
        fresh = now - self._typed_at > 900
        self._typed = (event.text if fresh else self._typed + event.text).casefold()
        self._typed_at = now
        for row in self.rows:
            if row.cells[0].words.casefold().startswith(self._typed):
                self.select(row.key)
                break
        return True

    def on_key(self, event: pygame.Event) -> bool:
        if event.key == pygame.K_SPACE:
            self.activate()
            return True
        if super().on_key(event):
            return True
        # Letters go to the search, not to shortcuts.
        return event.key < 128 and chr(event.key).isalpha() and not event.mod & pygame.KMOD_CTRL
