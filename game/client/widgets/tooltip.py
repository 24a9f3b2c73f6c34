"""Explanations that open beside what they explain, can be pinned, and open further ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK_FAINT, INK_SOFT, SHEET
from game.client.geometry import beside
from game.client.input import Action, spoken
from game.client.layout import Column
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.layer import Layer
from game.client.widgets.pin import PinMark
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
    show: Callable[[float], str] | None = None
    """How the terms are written, with their sign; two decimals where nothing is said."""
    article: str = ""
    """Of the encyclopaedia, that says more."""

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.heading or self.body or self.terms)


def explained(control: Control | None) -> tuple[Control, Tip] | None:
    """Return what has a tip, a control or the nearest one it lies in, and the tip; None if empty."""
    node = control
    while node is not None:
        if node.tip is not None:
            tip = node.tip() if callable(node.tip) else node.tip
            return (node, tip) if not tip.is_empty else None
        node = node.parent
    return None


class Tooltip(Layer):
    """A small sheet beside a rectangle of the screen.

    A loose one goes with the mouse. A pinned one stays, and the focus can be in it. `belongs_to` is the
    sheet in which the words stand that this one explains.
    """

    def __init__(
        self,
        ui: Ui,
        tip: Tip,
        near: pygame.Rect,
        *,
        pinned: bool,
        source: Control | None = None,
        belongs_to: Tooltip | None = None,
    ) -> None:
        super().__init__(ui, traps=pinned, floats=True)
        self.explains = tip
        self.near = near.copy()
        self.source = source
        self.belongs_to = belongs_to
        self.stale = False
        """True once the mouse is on another part of the source."""
        px = ui.theme.px
        area = ScrollArea(self)
        column = Column(area, gap=8)
        if tip.heading:
            Label(column, tip.heading, Type.SUBHEADING)
        if tip.body:
            RichText(column, tip.body)
        if tip.terms:
            TermsTable(column, tip.terms, total=tip.total, show=tip.show)
        further = _further(tip.article)
        if further:
            RichText(column, further, Type.SMALL)
        self.mark = PinMark(self)
        first = next((each for each in column.walk() if each.focusable), None)
        self.first_focus = first or self.mark
        self._hint = Label(column, self._advice(), Type.SMALL, colour=INK_FAINT)
        self._hint.visible = first is not None or pinned
        pad, corner = px(14), px(20)
        least = px(120)
        widest = min(px(440), ui.size[0] - 2 * pad - corner - px(16))
        wide = min(widest, max(least, column.natural_width()))
        tall = column.measure(wide)
        most = ui.size[1] - 2 * pad - px(16)
        if tall > most:
            wide = min(wide + px(18), ui.size[0] - 2 * pad - corner)
        tall = min(tall, most)
        size = (wide + 2 * pad + corner, tall + 2 * pad)
        others = [each.rect for each in self.line()][1:][::-1]
        self.put(beside(near, size, pygame.Rect((0, 0), ui.size), px(8), others))
        area.put(pygame.Rect(pad, pad, wide, tall))
        side = px(22)
        self.mark.put(pygame.Rect(size[0] - side - px(7), px(7), side, side))

    @property
    def pinned(self) -> bool:
        """Whether it stays when the mouse goes."""
        return self.traps

    def pin(self) -> None:
        """Stay, and let those stay in which this one was opened."""
        for each in self.line():
            each.traps = True
            each._hint.set(each._advice())  # noqa: SLF001
        self.ui.touch()

    def line(self) -> Iterable[Tooltip]:
        """Yield this sheet, the one it belongs to, and so on."""
        node: Tooltip | None = self
        while node is not None:
            yield node
            node = node.belongs_to

    def opened_in(self, other: Layer) -> bool:
        within = any(each is other for each in self.line())
        return within or (self.source is not None and self.source.inside(other))

    def _advice(self) -> str:
        action = Action.BACK if self.pinned else Action.EXPLAIN
        keys = self.ui.bindings.keys_for(action)
        key = spoken(keys[0]) if keys else ""
        return text("tip.pinned" if self.pinned else "tip.pin", pressed=key)

    def draw(self, surface: pygame.Surface) -> None:
        px, rect = self.theme.px, self.rect
        paint.shadow(surface, rect, px(10), 90)
        edge = ACCENT if self.pinned else INK_SOFT
        paint.box(surface, rect, SHEET, border=edge, border_width=px(1), radius=px(6))
        if self.pinned:
            paint.rule(surface, rect.left + px(14), rect.top, px(36), ACCENT, px(3))


def tooltip_of(control: Control | None) -> Tooltip | None:
    """Return the sheet that a control lies in; None for what lies elsewhere."""
    node = control
    while node is not None and not isinstance(node, Tooltip):
        node = node.parent
    return node


def _further(article: str) -> str:
    """Return a line that leads to an article; the encyclopaedia is read once one is asked for."""
    if not article:
        return ""
    from game.client.reading import links  # noqa: PLC0415

    return links.more(article)
