"""Explanations that open beside what they explain, can be pinned, and open further ones."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK_FAINT, INK_SOFT, RULE, SHEET
from game.client.layout import Column
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.layer import Layer
from game.client.widgets.richtext import RichText
from game.client.widgets.scroll import ScrollArea
from game.client.widgets.terms import TermRow, TermsTable

if TYPE_CHECKING:
    from game.client.ui import Ui


@dataclass(frozen=True, slots=True)
class Tip:
    """What a tooltip says: a heading, marked-up text (see RichText), and the terms of a number."""

    heading: str = ""
    body: str = ""
    terms: tuple[TermRow, ...] = ()
    total: float | None = None
    article: str = ""
    """Of the encyclopaedia, that says more."""


def tip_of(control: Control | None) -> Tip | None:
    """Return the tip of a control or of the nearest one it lies in."""
    node = control
    while node is not None:
        if node.tip is not None:
            tip = node.tip
            return tip() if callable(tip) else tip
        node = node.parent
    return None


class Tooltip(Layer):
    """A small sheet beside a rectangle of the screen. A pinned one has the keyboard."""

    def __init__(self, ui: Ui, tip: Tip, near: pygame.Rect, *, pinned: bool) -> None:
        super().__init__(ui, traps=pinned, closes_outside=pinned)
        self.pinned = pinned
        px = ui.theme.px
        area = ScrollArea(self)
        column = Column(area, gap=8)
        if tip.heading:
            Label(column, tip.heading, Type.SUBHEADING)
        if tip.body:
            RichText(column, tip.body)
        if tip.terms:
            TermsTable(column, tip.terms, total=tip.total)
        further = _further(tip.article)
        if further and pinned:
            RichText(column, further, Type.SMALL)
        if pinned:
            close: Callable[[], None] = lambda: ui.close(self)  # noqa: E731
            button = Button(column, text("tip.close"), close, key="tip.close")
            self.first_focus = next((c for c in self.walk() if c.focusable), button)
        elif tip.terms or further or "](" in tip.body:
            Label(column, text("tip.pin"), Type.SMALL, colour=INK_FAINT)
        pad = px(14)
        widest = min(px(440), ui.size[0] - 2 * pad - px(16))
        wide = min(widest, max(px(120), column.natural_width()))
        tall = column.measure(wide)
        most = ui.size[1] - 2 * pad - px(16)
        if tall > most:
            wide = min(wide + px(18), ui.size[0] - 2 * pad)
        tall = min(tall, most)
        self.put(_beside(near, (wide + 2 * pad, tall + 2 * pad), ui.size, px(8)))
        area.put(pygame.Rect(pad, pad, wide, tall))

    def draw(self, surface: pygame.Surface) -> None:
        px = self.theme.px
        paint.shadow(surface, self.rect, px(10), 90)
        edge = ACCENT if self.pinned else INK_SOFT
        paint.box(surface, self.rect, SHEET, border=edge, border_width=px(1), radius=px(6))
        if self.pinned:
            rect = self.rect
            paint.rule(surface, rect.left + px(14), rect.top, px(36), ACCENT, px(3))
        else:
            paint.rule(surface, self.rect.left + px(6), self.rect.top, 0, RULE)


def _further(article: str) -> str:
    """Return a line that leads to an article; the encyclopaedia is read once one is asked for."""
    if not article:
        return ""
    from game.client.reading import links  # noqa: PLC0415

    return links.more(article)


def _beside(
    near: pygame.Rect, size: tuple[int, int], window: tuple[int, int], gap: int
) -> pygame.Rect:
    box = pygame.Rect((0, 0), size)
    screen = pygame.Rect((0, 0), window)
    box.topleft = (near.left, near.bottom + gap)
    if box.bottom > screen.bottom:
        box.bottom = near.top - gap
    if box.top < 0:
        box.topleft = (near.right + gap, near.top)
        if box.right > screen.right:
            box.right = near.left - gap
    return box.clamp(screen)
