"""The modes of the map and their legend, at the foot of the window."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import INK, RULE, SHEET, mix
from game.client.layout import Row
from game.client.mapview.modes import LegendEntry
from game.client.mapview.paint import Hatch
from game.client.present.map_paint import Mode
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen
    from game.client.ui import Ui


def build(ui: Ui, world: WorldScreen, left: int, right: int, bottom: int) -> None:
    """Put the modes and the legend between two columns."""
    px = ui.theme.px
    row = Row(ui.root, gap=6)
    for number, mode in enumerate(Mode, start=1):
        Button(
            row,
            text(f"mode.{mode.value}"),
            partial(world.set_mode, mode),
            chosen=world.map.mode is mode,
            shortcut=str(number),
            key=f"mode.{mode.value}",
        )
    room = right - left
    wide = min(row.natural_width(), room)
    tall = row.measure(wide)
    row.put(pygame.Rect(left, bottom - tall, wide, tall))
    y = bottom - tall - px(8)
    legend = LegendBox(ui, world.map.legend.title, world.map.legend.entries)
    wide, high = min(legend.natural_width(), room), legend.measure(room)
    legend.put(pygame.Rect(left, y - high, wide, high))


class LegendBox(Control):
    """Swatches with their hatching, and what they mean."""

    def __init__(self, ui: Ui, title: str, entries: tuple[LegendEntry, ...]) -> None:
        super().__init__(ui.root, key="legend")
        self.title = title
        self.entries = entries

    def natural_width(self) -> int:
        theme = self.theme
        widest = max((theme.width(each.text, Type.SMALL) for each in self.entries), default=0)
        return max(widest + theme.px(34), theme.width(self.title, Type.SMALL_STRONG)) + theme.px(20)

    def measure(self, width: int) -> int:  # noqa: ARG002
        theme = self.theme
        lines = len(self.entries)
        return theme.line(Type.SMALL_STRONG) + lines * theme.px(19) + theme.px(18)

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        paint.shadow(surface, rect, px(8), 50)
        paint.box(surface, rect, SHEET, border=RULE, border_width=px(1), radius=px(6))
        y = rect.top + px(8)
        surface.blit(theme.words(self.title, Type.SMALL_STRONG), (rect.left + px(10), y))
        y += theme.line(Type.SMALL_STRONG) + px(3)
        for entry in self.entries:
            box = pygame.Rect(rect.left + px(10), y + px(2), px(24), px(14))
            paint.box(surface, box, entry.rgb, border=mix(entry.rgb, INK, 0.5), border_width=px(1))
            _hatch(surface, box, entry.hatch, mix(entry.rgb, INK, 0.5), px(5))
            words = theme.words(entry.text, Type.SMALL)
            surface.blit(words, (box.right + px(8), theme.centred(Type.SMALL, box.centery)))
            y += px(19)

    def texts(self) -> tuple[str, ...]:
        return (self.title, *(entry.text for entry in self.entries))


def _hatch(
    surface: pygame.Surface, box: pygame.Rect, hatch: Hatch, ink: tuple[int, int, int], gap: int
) -> None:
    before = surface.get_clip()
    inner = box.inflate(-2, -2)
    surface.set_clip(inner.clip(before))
    for x in range(inner.left - inner.height, inner.right + inner.height, gap):
        if hatch in (Hatch.DIAGONAL, Hatch.CROSS):
            pygame.draw.line(surface, ink, (x, inner.bottom), (x + inner.height, inner.top))
        if hatch in (Hatch.COUNTER, Hatch.CROSS):
            pygame.draw.line(surface, ink, (x, inner.top), (x + inner.height, inner.bottom))
        if hatch is Hatch.DOTS:
            for y in range(inner.top + gap // 2, inner.bottom, gap):
                pygame.draw.circle(surface, ink, (x, y), max(1, gap // 4))
    surface.set_clip(before)
