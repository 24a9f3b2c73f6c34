"""Lines of figures, each with what it means under the pointer; and the parts of a panel."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, ACCENT_DEEP, INK, INK_SOFT, RULE, SHADE, SHEET, mix
from game.client.layout import Column
from game.client.present.affairs import Consent
from game.client.present.state import Fact
from game.client.screen import Handler
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.rule import Rule
from game.client.widgets.terms import TermRow
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.ui import Ui


class FactLine(Control):
    """A label on the left, a value on the right; long values break below one another."""

    def __init__(self, parent: Control | Ui, fact: Fact, *, key: str = "") -> None:
        super().__init__(parent, key=key)
        self.fact = fact
        if fact.note:
            self.tip = Tip(fact.label, fact.note)

    def natural_width(self) -> int:
        return self.theme.width(self.fact.label) + self.theme.width(self.fact.value) + self._gap()

    def measure(self, width: int) -> int:
        label, value = self._lines(width)
        return max(len(label), len(value)) * self.theme.line(Type.BODY)

    def draw(self, surface: pygame.Surface) -> None:
        rect, theme = self.rect, self.theme
        label, value = self._lines(rect.width)
        line = theme.line(Type.BODY)
        for at, words in enumerate(label):
            surface.blit(theme.words(words, Type.BODY, INK_SOFT), (rect.left, rect.top + at * line))
        for at, words in enumerate(value):
            image = theme.words(words, Type.BODY, INK)
            surface.blit(image, (rect.right - image.get_width(), rect.top + at * line))

    def texts(self) -> tuple[str, ...]:
        return (self.fact.label, self.fact.value)

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    def _gap(self) -> int:
        return self.theme.px(14)

    def _lines(self, width: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
        theme = self.theme
        label = min(theme.width(self.fact.label), width * 6 // 10)
        value = width - label - self._gap()
        return (
            theme.wrap(self.fact.label, Type.BODY, label),
            theme.wrap(self.fact.value, Type.BODY, value),
        )


class Entry(Button):
    """A line that can be opened: words from the left, a mark at the right."""

    def __init__(
        self,
        parent: Control | Ui,
        words: str,
        handler: Handler,
        *,
        chosen: bool = False,
        value: str = "",
        key: str = "",
    ) -> None:
        super().__init__(parent, words, handler, look=Look.QUIET, chosen=chosen, key=key)
        self.value = value

    def natural_width(self) -> int:
        return self.theme.width(self.words) + self._room()

    def measure(self, width: int) -> int:
        return len(self._lines(width)) * self.theme.line(Type.BODY) + self.theme.px(6)

    def texts(self) -> tuple[str, ...]:
        return (self.words, self.value) if self.value else (self.words,)

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        over = self.ui.hovered is self and self.enabled
        if over or self.chosen:
            paint.box(surface, rect, SHADE if over else mix(SHEET, ACCENT, 0.08), radius=px(4))
        if self.chosen:
            surface.fill(ACCENT, (rect.left, rect.top + px(3), px(3), rect.height - px(6)))
        ink = ACCENT_DEEP if self.chosen or over else INK
        y = rect.top + px(3)
        for line in self._lines(rect.width):
            surface.blit(theme.words(line, Type.BODY, ink), (rect.left + px(8), y))
            y += theme.line(Type.BODY)
        right = rect.right - px(16)
        if self.value:
            image = theme.words(self.value, Type.BODY, INK_SOFT)
            top = rect.top + px(3)
            surface.blit(image, (right - px(6) - image.get_width(), top))
        paint.chevron(surface, (rect.right - px(9), rect.centery), px(7), "right", INK_SOFT)

    def _room(self) -> int:
        value = self.theme.width(self.value) + self.theme.px(12) if self.value else 0
        return self.theme.px(30) + value

    def _lines(self, width: int) -> tuple[str, ...]:
        return self.theme.wrap(self.words, Type.BODY, width - self._room())


class Heading(Label):
    """A small heading that leads to an article of the encyclopaedia."""

    focusable = True

    def __init__(self, parent: Control | Ui, words: str, article: str, *, key: str = "") -> None:
        super().__init__(parent, words, Type.SMALL_STRONG, colour=INK_SOFT, key=key)
        self.article = article
        self.tip = Tip(words, article=article)

    @property
    def name(self) -> str:
        return self.key or self.words

    def catches(self, point: tuple[int, int]) -> bool:
        return self.rect.collidepoint(point)

    def activate(self) -> None:
        self.ui.open_link(f"article:{self.article}", self.focus_rect())

    def draw(self, surface: pygame.Surface) -> None:
        super().draw(surface)
        rect, line = self.rect, self.theme.line(Type.SMALL)
        wide = min(rect.width, self.theme.width(self.words, Type.SMALL_STRONG))
        over = self.ui.hovered is self
        paint.rule(surface, rect.left, rect.top + line - self.theme.px(1), wide,
                   ACCENT if over else RULE, self.theme.px(1))  # fmt: skip


def fact_lines(parent: Control, facts: Iterable[Fact]) -> Column:
    """Put lines of figures under one another."""
    column = Column(parent, gap=4)
    for fact in facts:
        FactLine(column, fact)
    return column


def heading(parent: Control, words: str) -> None:
    """Put the heading of a part of a page, with a line below it."""
    head = Column(parent, gap=4)
    Label(head, words, Type.SUBHEADING)
    Rule(head)


def section(parent: Control, heading: str) -> Column:
    """Begin a section with its heading."""
    column = Column(parent, gap=8)
    Label(column, heading, Type.SUBHEADING)
    return column


def consent_line(parent: Control, consent: Consent | None) -> None:
    """Put what parliament makes of a commitment, its terms under the pointer; nothing for None."""
    if consent is None:
        return
    line = Label(parent, consent.words, Type.SMALL, colour=INK_SOFT)
    rows = tuple(TermRow(*row) for row in consent.terms)
    line.tip = Tip(text("affairs.parliament"), text("affairs.parliament_note"), rows,
                   consent.expected)  # fmt: skip


def quiet(parent: Control, words: str) -> Label:
    """Put a line that says that there is nothing."""
    return Label(parent, words, Type.SMALL_EMPHASIS, colour=INK_SOFT)
