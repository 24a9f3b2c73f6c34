"""Lines of figures, each with what it means under the pointer; and the parts of a panel."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client.colours import INK, INK_SOFT
from game.client.layout import Column, Row
from game.client.present.state import Fact
from game.client.screen import Handler
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.label import Label
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


def fact_lines(parent: Control, facts: Iterable[Fact]) -> Column:
    """Put lines of figures under one another."""
    column = Column(parent, gap=4)
    for fact in facts:
        FactLine(column, fact)
    return column


def section(parent: Control, heading: str) -> Column:
    """Begin a section with its heading."""
    column = Column(parent, gap=8)
    Label(column, heading, Type.SUBHEADING)
    return column


def quiet(parent: Control, words: str) -> Label:
    """Put a line that says that there is nothing."""
    return Label(parent, words, Type.SMALL_EMPHASIS, colour=INK_SOFT)


def tabs(
    parent: Control, names: Sequence[tuple[str, str]], chosen: str, choose: dict[str, Handler]
) -> Row:
    """Put a row of tabs; `names` are (key, words)."""
    row = Row(parent, gap=4)
    for key, words in names:
        button = Button(
            row, words, choose[key], look=Look.QUIET, chosen=key == chosen, key=f"tab.{key}"
        )
        button.chosen = key == chosen
    return row
