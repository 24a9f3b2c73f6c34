"""The frame of a form: a sheet with a heading, a body that scrolls, and a foot with buttons."""

from __future__ import annotations

from typing import Literal

import pygame

from game.client.colours import ACCENT, INK_SOFT
from game.client.layout import Column, Row
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.rule import Rule
from game.client.widgets.scroll import ScrollArea
from game.client.widgets.table import Table


class Page:
    """Put controls into `body` and buttons into `foot`, then call `finish`."""

    def __init__(
        self,
        ui: Ui,
        heading: str,
        lead: str = "",
        *,
        width: int = 900,
        gap: int = 16,
        fills: bool = False,
        foot_align: Literal["left", "right", "centre"] = "right",
    ) -> None:
        """`width` is the widest the sheet gets at 100 %; `fills` makes it as tall as the window."""
        self.ui = ui
        px = ui.theme.px
        self.fills = fills
        self.compact = ui.size[1] < px(480)
        self._wide = min(px(width), ui.size[0] - 2 * px(10 if self.compact else 28))
        self.panel = Panel(ui.root, padding=14 if self.compact else 28)
        # The head scrolls with the body where there is no room for it to stand.
        self.area = ScrollArea(self.panel, key=f"page {heading}")
        inside = Column(self.area, gap=gap)
        head = Column(inside, gap=6)
        Label(head, heading, Type.HEADING if self.compact else Type.DISPLAY)
        Rule(head, colour=ACCENT, weight=3, length=56)
        if lead:
            Label(head, lead, Type.LEAD, colour=INK_SOFT)
        self.body = Column(inside, gap=gap)
        self.foot = Row(self.panel, gap=12, align=foot_align)

    def finish(self) -> None:
        """Lay everything out in the middle of the window."""
        ui, px = self.ui, self.ui.theme.px
        margin = px(8 if self.compact else 24)
        pad = px(self.panel.padding)
        wide = self._wide - 2 * pad
        foot = self.foot.measure(wide) if self.foot.children else 0
        gap = px(10 if self.compact else 20) if foot else 0
        body = self.area.measure(wide)
        most = ui.size[1] - 2 * margin
        tall = most if self.fills else min(most, body + gap + foot + 2 * pad + px(4))
        top = max(margin, (ui.size[1] - tall) * 2 // 5)
        place = pygame.Rect((ui.size[0] - self._wide) // 2, top, self._wide, tall)
        self.panel.place = place
        room = tall - 2 * pad - foot - gap
        if self.fills:
            self._fill(wide, room)
        self.area.put(pygame.Rect(pad, pad, wide, room))
        self.foot.put(pygame.Rect(pad, tall - pad - foot, wide, foot))

    def _fill(self, wide: int, room: int) -> None:
        """Let tables that have more rows than are in view grow into room that is left."""
        tables = [each for each in self.area.walk() if isinstance(each, Table)]
        for table in tables:
            table.rows_high = min(table.rows_high, table.least_high)
        growing = [each for each in tables if each.rows_high < len(each.rows)]
        while growing and self.area.measure(wide) <= room:
            for table in tuple(growing):
                table.rows_high += 1
                if self.area.measure(wide) > room:
                    table.rows_high -= 1
                    growing.remove(table)
                elif table.rows_high >= len(table.rows):
                    growing.remove(table)
