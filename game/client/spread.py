"""The frame of a room: a head, columns that scroll each by itself, and a foot with buttons."""

from __future__ import annotations

from collections.abc import Sequence

import pygame

from game.client.colours import ACCENT
from game.client.layout import Column, Row
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.rule import Rule
from game.client.widgets.scroll import ScrollArea

LEAST = 300
"""Width of a column at 100 % below which all stand one under another."""


class Spread:
    """Put controls into `head`, `columns` and `foot`, then call `finish`.

    Where the window is too narrow for columns side by side, all stand under one another in one
    scroll area, in their order; in a low one the head scrolls with them.
    """

    def __init__(
        self,
        ui: Ui,
        heading: str,
        weights: Sequence[float],
        *,
        width: int = 1840,
        key: str = "room",
    ) -> None:
        px = ui.theme.px
        self.ui = ui
        self.weights = tuple(weights)
        self.narrow = ui.size[1] < px(560)
        self._margin = px(8 if self.narrow else 20)
        self._wide = min(px(width), ui.size[0] - 2 * self._margin)
        self.panel = Panel(ui.root, padding=14 if self.narrow else 22)
        self._pad = px(self.panel.padding)
        self._gap = px(22)
        inside = self._wide - 2 * self._pad - self._gap * (len(self.weights) - 1)
        shares = [inside * weight / sum(self.weights) for weight in self.weights]
        self.stacked = self.narrow or min(shares) < px(LEAST)
        if self.stacked:
            area = ScrollArea(self.panel, key=f"{key} all")
            self._areas = [area]
            whole = Column(area, gap=18)
            self.head = Column(whole, gap=8)
            self.columns = [Column(whole, gap=14) for _ in self.weights]
        else:
            self.head = Column(self.panel, gap=8)
            self._areas = [
                ScrollArea(self.panel, key=f"{key} {at}") for at in range(len(self.weights))
            ]
            self.columns = [Column(area, gap=14, padding=2) for area in self._areas]
        kind = Type.HEADING if self.narrow else Type.DISPLAY
        self.heading = Label(self.head, heading, kind, key=f"{key}.heading")
        Rule(self.head, colour=ACCENT, weight=3, length=56)
        self.foot = Row(self.panel, gap=10, align="right")

    def finish(self) -> None:
        """Lay everything out over the window."""
        ui, px, pad = self.ui, self.ui.theme.px, self._pad
        tall = ui.size[1] - 2 * self._margin
        self.panel.place = pygame.Rect(
            (ui.size[0] - self._wide) // 2, self._margin, self._wide, tall
        )
        wide = self._wide - 2 * pad
        foot = self.foot.measure(wide) if self.foot.children else 0
        top = pad
        if not self.stacked:
            head = self.head.measure(wide)
            self.head.put(pygame.Rect(pad, pad, wide, head))
            top = pad + head + px(14)
        room = tall - top - pad - foot - (px(14) if foot else 0)
        if self.stacked:
            self._areas[0].put(pygame.Rect(pad, top, wide, room))
        else:
            inside = wide - self._gap * (len(self.weights) - 1)
            x = pad
            for area, weight in zip(self._areas, self.weights, strict=True):
                share = round(inside * weight / sum(self.weights))
                area.put(pygame.Rect(x, top, share, room))
                x += share + self._gap
        self.foot.put(pygame.Rect(pad, tall - pad - foot, wide, foot))
