"""Text with bold and italic words, and links that the mouse and the keyboard reach.

The marks are `**bold**`, `*italic*` and `[words](target)`; a blank line parts paragraphs.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, Rgb, mix
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui
    from game.client.widgets.tooltip import Tip

_MARK = re.compile(r"\*\*(.+?)\*\*|\*(.+?)\*|\[(.+?)\]\((.+?)\)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Run:
    """Words in one kind of type; with a target, a link."""

    words: str
    kind: Type
    target: str = ""


@dataclass(frozen=True, slots=True)
class _Piece:
    x: int
    y: int
    run: int
    words: str


def runs_of(markup: str, body: Type = Type.BODY) -> tuple[Run, ...]:
    """Split marked-up text into runs."""
    strong, slanted = {
        Type.SMALL: (Type.SMALL_STRONG, Type.SMALL_EMPHASIS),
        Type.LEAD: (Type.SUBHEADING, Type.LEAD),
    }.get(body, (Type.STRONG, Type.EMPHASIS))
    runs, at = [], 0
    for mark in _MARK.finditer(markup):
        if mark.start() > at:
            runs.append(Run(markup[at : mark.start()], body))
        bold, italic, words, target = mark.groups()
        if bold:
            runs.append(Run(bold, strong))
        elif italic:
            runs.append(Run(italic, slanted))
        else:
            runs.append(Run(words, body, target))
        at = mark.end()
    if at < len(markup):
        runs.append(Run(markup[at:], body))
    return tuple(runs)


class RichText(Control):
    """Marked-up text; every link is a child that can have the focus."""

    def __init__(
        self,
        parent: Control | Ui,
        markup: str,
        kind: Type = Type.BODY,
        *,
        colour: Rgb = INK,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.kind = kind
        self.colour = colour
        self.runs = runs_of(markup, kind)
        self.links = {
            index: Link(self, run.words, run.target)
            for index, run in enumerate(self.runs)
            if run.target
        }
        self._set: tuple[int, tuple[_Piece, ...], int] | None = None

    def natural_width(self) -> int:
        widest = line = 0
        for run in self.runs:
            parts = run.words.split("\n")
            for index, part in enumerate(parts):
                line = line * (index == 0) + self.theme.width(part, run.kind)
                widest = max(widest, line)
        return widest

    def measure(self, width: int) -> int:
        return self._typeset(width)[1]

    def arrange(self) -> None:
        pieces, _ = self._typeset(self.place.width)
        for index, link in self.links.items():
            run = self.runs[index]
            high = self.theme.line(run.kind)
            link.parts = [
                pygame.Rect(p.x, p.y, self.theme.width(p.words, run.kind), high)
                for p in pieces
                if p.run == index
            ]
            if link.parts:
                link.put(link.parts[0].unionall(link.parts[1:]))

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        return self.tip is not None

    def draw(self, surface: pygame.Surface) -> None:
        rect = self.rect
        pieces, _ = self._typeset(rect.width)
        for piece in pieces:
            run = self.runs[piece.run]
            colour = mix(ACCENT, INK, 0.15) if run.target else self.colour
            image = self.theme.words(piece.words, run.kind, colour)
            surface.blit(image, (rect.left + piece.x, rect.top + piece.y))

    def texts(self) -> tuple[str, ...]:
        return ("".join(run.words for run in self.runs),)

    def cramped(self) -> bool:
        pieces, height = self._typeset(self.place.width)
        widest = max(
            (p.x + self.theme.width(p.words, self.runs[p.run].kind) for p in pieces), default=0
        )
        return height > self.place.height or widest > self.place.width

    def _typeset(self, width: int) -> tuple[tuple[_Piece, ...], int]:
        if self._set is None or self._set[0] != width:
            pieces, height = self._break(width)
            self._set = (width, pieces, height)
        return self._set[1], self._set[2]

    def _break(self, width: int) -> tuple[tuple[_Piece, ...], int]:
        theme = self.theme
        high = theme.line(self.kind)
        pieces: list[_Piece] = []
        x = y = 0
        for index, run in enumerate(self.runs):
            for part in re.findall(r"\n\n|\n|[^\S\n]+|\S+", run.words):
                if part.startswith("\n"):
                    x = 0
                    y += high if part == "\n" else high * 3 // 2
                    continue
                words = " " if part.isspace() else part
                wide = theme.width(words, run.kind)
                last = pieces[-1] if pieces else None
                joins = last is not None and last.run == index and last.y == y and x > 0
                # Letters that meet may stand wider than apart.
                end = x + wide
                if last is not None and joins:
                    end = last.x + theme.width(last.words + words, run.kind)
                if end > width and x > 0:
                    x, y, joins = 0, y + high, False
                if words == " " and x == 0:
                    continue
                if last is not None and joins:
                    pieces[-1] = _Piece(last.x, y, index, last.words + words)
                    x = end
                else:
                    pieces.append(_Piece(x, y, index, words))
                    x += wide
        return tuple(pieces), y + high


class Link(Control):
    """Words that lead to an explanation or elsewhere."""

    focusable = True

    def __init__(self, parent: RichText, words: str, target: str) -> None:
        super().__init__(parent)
        self.words = words
        self.target = target
        self.tip = self._leads_to
        self.parts: list[pygame.Rect] = []

    @property
    def name(self) -> str:
        return self.words

    def catches(self, point: tuple[int, int]) -> bool:
        x, y = self.parent.origin if self.parent else (0, 0)
        return any(part.move(x, y).collidepoint(point) for part in self.parts)

    def activate(self) -> None:
        self.ui.open_link(self.target, self.focus_rect())

    def _leads_to(self) -> Tip:
        return self.ui.tips.about(self.target)

    def focus_rect(self) -> pygame.Rect:
        x, y = self.parent.origin if self.parent else (0, 0)
        return self.parts[0].move(x, y) if self.parts else self.rect

    def draw(self, surface: pygame.Surface) -> None:
        x, y = self.parent.origin if self.parent else (0, 0)
        over = self.ui.hovered is self
        for part in self.parts:
            line = part.move(x, y)
            weight = self.theme.px(2 if over else 1)
            paint.rule(
                surface, line.left, line.bottom - self.theme.px(3), line.width, ACCENT, weight
            )
