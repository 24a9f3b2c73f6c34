"""The coach: a frame round a control of the screen, and a card beside it with a sentence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pygame

from game.client import paint
from game.client.colours import ACCENT, ACCENT_DEEP, FIELD, INK_SOFT
from game.client.layout import Column, Row
from game.client.screen import Handler
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.richtext import RichText

if TYPE_CHECKING:
    from game.client.ui import Ui

WIDE = 372
"""Of the card, at 100 %."""
PAD = 16
AIR = 14
"""Between the frame and the card."""


class Word(NamedTuple):
    """A paragraph of the card: what kind of remark it is, and its words."""

    kind: str
    words: str


class Coach(Control):
    """Stands in the screen's own tree, so that the keyboard reaches its buttons."""

    def __init__(
        self,
        ui: Ui,
        where: str,
        words: tuple[Word, ...],
        framed: Control | None,
        *,
        go_on: Handler | None,
        finish: Handler | None,
        leave: Handler,
    ) -> None:
        super().__init__(ui.root, key="lesson.card")
        self.framed = framed
        column = Column(self, gap=9)
        self._column = column
        Label(column, where, Type.SMALL_STRONG, colour=ACCENT_DEEP, key="lesson.place")
        for word in words:
            if word.kind == "how":
                RichText(column, word.words, Type.SMALL, colour=INK_SOFT, key="lesson.how")
            else:
                RichText(column, word.words, key="lesson.words")
        foot = Row(column, gap=8, align="right")
        if finish is None:
            Button(foot, text("lesson.leave"), leave, look=Look.QUIET, key="lesson.leave")
        else:
            Button(foot, text("lesson.play_on"), leave, look=Look.QUIET, key="lesson.play_on")
            Button(foot, text("lesson.finish"), finish, look=Look.PRIMARY, shortcut="k",
                   key="lesson.finish")  # fmt: skip
        if go_on is not None:
            Button(foot, text("lesson.go_on"), go_on, look=Look.PRIMARY, shortcut="k",
                   key="lesson.go_on")  # fmt: skip

    def find_room(self) -> None:
        """Place the card beside the frame, where it covers least of what is asked for."""
        px, size = self.theme.px, self.ui.size
        pad, air = px(PAD), px(AIR)
        wide = min(px(WIDE), size[0] - 2 * px(12))
        inner = wide - 2 * pad
        tall = self._column.measure(inner) + 2 * pad
        window = pygame.Rect((0, 0), size).inflate(-px(24), -px(24))
        box = pygame.Rect(0, 0, wide, tall)
        framed = self.frame()
        busy = self._busy()

        def covered(place: tuple[int, pygame.Rect]) -> tuple[int, int, int]:
            rank, tried = place
            over = tried.clip(framed) if framed is not None else pygame.Rect(0, 0, 0, 0)
            words = (tried.clip(each) for each in busy)
            return over.width * over.height, sum(w.width * w.height for w in words), rank

        box = min(enumerate(_places(box, framed, window, air)), key=covered)[1]
        self.put(box)
        self._column.put(pygame.Rect(pad, pad, inner, tall - 2 * pad))

    def _busy(self) -> list[pygame.Rect]:
        """Return where there is something to read or to press."""
        return [
            control.rect.clip(control.clip)
            for control in self.ui.root.walk()
            if not control.inside(self) and (control.texts() or control.focusable)
        ]

    def frame(self) -> pygame.Rect | None:
        """Return where the frame goes, or None while what it is for cannot be seen."""
        if self.framed is None or not self.framed.shown:
            return None
        seen = self.framed.focus_rect().clip(self.framed.clip)
        if seen.width <= 0 or seen.height <= 0:
            return None
        return seen.inflate(self.theme.px(10), self.theme.px(10))

    def draw(self, surface: pygame.Surface) -> None:
        px, rect = self.theme.px, self.rect
        framed = self.frame()
        if framed is not None:
            before = surface.get_clip()
            surface.set_clip(None)
            paint.ring(surface, framed, px(3), px(6))
            surface.set_clip(before)
        paint.shadow(surface, rect, px(14), 110)
        paint.box(surface, rect, FIELD, border=ACCENT, border_width=px(2), radius=px(8))


def _places(
    box: pygame.Rect, framed: pygame.Rect | None, window: pygame.Rect, air: int
) -> Iterator[pygame.Rect]:
    """Yield places for the card: beside the frame, or along the edges where there is none."""
    if framed is None:
        for corner in ("midbottom", "bottomright", "bottomleft", "midright", "topright"):
            tried = box.copy()
            setattr(tried, corner, getattr(window, corner))
            yield tried
        return
    gap = framed.inflate(2 * air, 2 * air)
    for mine, its in (
        ("midleft", "midright"), ("midright", "midleft"), ("midtop", "midbottom"),
        ("midbottom", "midtop"), ("topleft", "topright"), ("bottomright", "topright"),
        ("bottomleft", "topleft"),
    ):  # fmt: skip
        tried = box.copy()
        setattr(tried, mine, getattr(gap, its))
        yield tried.clamp(window)
