"""The bar at the top: who one is, the date, and four figures that open into what makes them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, INK_SOFT, RULE, SHEET, Rgb, mix
from game.client.inks import ink
from game.client.present import topbar
from game.client.present.topbar import BarFigure, Sum
from game.client.reading.links import article_of
from game.client.screen import Handler
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.terms import TermRow
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.play import Play
    from game.client.ui import Ui

HEIGHT = 48
"""Of the bar, at 100 %."""


SHOWN = {unit: partial(topbar.written, unit=unit) for unit in topbar.UNITS}
"""How terms are written, one writer a unit, so that equal explanations are equal."""


class TopBar(Control):
    """A strip of paper across the window."""

    def __init__(self, ui: Ui, play: Play, menu: Handler) -> None:
        super().__init__(ui.root, key="topbar")
        px = ui.theme.px
        width, high = ui.size[0], px(HEIGHT)
        self.put(pygame.Rect(0, 0, width, high))
        seat = play.view.viewer
        crest = Crest(self, play.names.names[seat], play.date, ink(play, seat))
        crest.put(pygame.Rect(px(14), 0, min(crest.natural_width(), width // 3), high))
        button = Button(self, text("bar.menu"), menu, look=Look.QUIET, key="bar.menu")
        wide, tall = button.natural_width(), button.measure(width)
        button.put(pygame.Rect(width - wide - px(10), (high - tall) // 2, wide, tall))
        boxes = [FigureBox(self, each) for each in topbar.figures(play.view, play.tell)]
        # Read and reached from the left; the menu comes after them.
        self.children.remove(button)
        self.children.append(button)
        x = width - wide - px(30)
        for shown in reversed(boxes):
            wide = shown.natural_width()
            x -= wide
            if x > crest.place.right:
                shown.put(pygame.Rect(x, 0, wide, high))
            else:
                shown.visible = False
            x -= px(22)
        steady = explanation(topbar.stability(play.view, play.tell))
        ui.tips.named["figure:stability"] = steady

    def draw(self, surface: pygame.Surface) -> None:
        rect = self.rect
        px = self.theme.px
        paint.shadow(surface, rect, px(8), 60)
        surface.fill(SHEET, rect)
        paint.rule(surface, rect.left, rect.bottom - px(1), rect.width, RULE, px(1))


def explanation(made: Sum) -> Tip:
    """Return what explains a sum: its terms, and what they are made of in turn."""
    rows = tuple(
        TermRow(*row, opens=explanation(made.parts[row.label]) if row.label in made.parts else None)
        for row in made.terms
    )
    show = SHOWN[made.unit]
    return Tip(made.label, made.note, rows, made.total, show, article_of(f"bar.{made.key}"))


class Crest(Control):
    """The state's colour and name, and the date."""

    def __init__(self, parent: Control, name: str, date: str, rgb: Rgb) -> None:
        super().__init__(parent, key="crest")
        self.state, self.date, self.rgb = name, date, rgb

    def natural_width(self) -> int:
        theme = self.theme
        wide = theme.width(self.state, Type.HEADING) + theme.width(self.date, Type.LEAD)
        return wide + theme.px(60)

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        mark = pygame.Rect(rect.left, rect.centery - px(11), px(14), px(22))
        paint.box(surface, mark, self.rgb, border=mix(self.rgb, INK, 0.5),
                  border_width=px(1), radius=px(3))  # fmt: skip
        x = mark.right + px(12)
        name = theme.words(self.state, Type.HEADING, INK)
        surface.blit(name, (x, theme.centred(Type.HEADING, rect.centery)))
        date = theme.words(self.date, Type.LEAD, INK_SOFT)
        x += name.get_width() + px(16)
        surface.blit(date, (x, theme.centred(Type.LEAD, rect.centery)))

    def texts(self) -> tuple[str, ...]:
        return (self.state, self.date)


class FigureBox(Control):
    """A small label above a figure; focus and pointer open what makes it."""

    focusable = True

    def __init__(self, parent: Control, figure: BarFigure) -> None:
        super().__init__(parent, key=f"bar.{figure.key}")
        self.figure = figure
        self.tip = explanation(figure.made_of)

    def natural_width(self) -> int:
        theme = self.theme
        label = theme.width(self.figure.label, Type.SMALL)
        return max(label, theme.width(self.figure.value, Type.STRONG))

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        label = theme.words(self.figure.label, Type.SMALL, INK_SOFT)
        colour = ACCENT if self.figure.alarming else INK
        value = theme.words(self.figure.value, Type.STRONG, colour)
        top = rect.centery - (label.get_height() + value.get_height() - px(2)) // 2
        surface.blit(label, (rect.left, top))
        surface.blit(value, (rect.left, top + label.get_height() - px(2)))

    def texts(self) -> tuple[str, ...]:
        return (self.figure.label, self.figure.value)

    def activate(self) -> None:
        self.ui.pin_tip()
