"""A picture of who is bound to whom: states round a circle, treaties as lines across it."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import FIELD, INK, INK_FAINT, INK_SOFT, RULE, Rgb, mix
from game.client.screen import Go
from game.client.theme import Type
from game.client.widgets.control import Control
from game.client.widgets.strokes import DASHES
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.ui import Ui

BEND = 0.35
"""How far a line leans to the middle of the circle."""
STEPS = 24


@dataclass(frozen=True, slots=True)
class Node:
    """A state of the picture."""

    key: str
    name: str
    colour: Rgb
    own: bool = False
    tip: str = ""


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two nodes, by their places; `kind` is a place in the legend."""

    one: int
    other: int
    kind: int
    arrow: bool = False
    """It binds the first to the second alone."""


class Network(Control):
    """Nodes on a circle. LEFT and RIGHT go round, ENTER opens; what is marked stands out."""

    focusable = True
    stretches = True

    def __init__(
        self,
        parent: Control | Ui,
        title: str,
        nodes: Sequence[Node],
        ties: Sequence[Tie],
        legend: Sequence[str],
        *,
        on_open: Callable[[str], Go | None] | None = None,
        empty: str = "",
        height: int = 440,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.title = title
        self.nodes = tuple(nodes)
        self.ties = tuple(ties)
        self.legend = tuple(legend)
        self.on_open = on_open
        self.empty = empty
        self.height = height
        self.marked: int | None = None
        self.tip = self._tip

    @property
    def name(self) -> str:
        return self.key or self.title

    def natural_width(self) -> int:
        return self.theme.px(self.height * 5 // 4)

    def measure(self, width: int) -> int:  # noqa: ARG002
        return self.theme.px(self.height)

    def texts(self) -> tuple[str, ...]:
        shown = tuple(self.nodes[at].name for at in self._named())
        return (self.title, *self.legend, *shown, *((self.empty,) if not self.nodes else ()))

    # -- input -----------------------------------------------------------------------------------

    def on_hover(self, point: tuple[int, int] | None) -> None:
        marked = None
        if point is not None and self.nodes:
            near = [math.dist(point, place) for place in self.places()]
            best = min(range(len(near)), key=near.__getitem__)
            marked = best if near[best] <= self.theme.px(14) else None
        if marked != self.marked:
            self.marked = marked
            self.ui.restart_tip()
            self.ui.touch()

    def on_release(self, point: tuple[int, int]) -> None:
        self.on_hover(point)
        if self.marked is not None:
            self.activate()

    def activate(self) -> None:
        if self.marked is not None and self.on_open is not None:
            key = self.nodes[self.marked].key
            self.ui.act(lambda: self.on_open(key) if self.on_open else None)

    def on_key(self, event: pygame.Event) -> bool:
        if event.mod or event.key not in (pygame.K_LEFT, pygame.K_RIGHT) or not self.nodes:
            return False
        by = 1 if event.key == pygame.K_RIGHT else -1
        here = self.marked if self.marked is not None else (-1 if by > 0 else len(self.nodes))
        self.marked = (here + by) % len(self.nodes)
        self.ui.touch()
        return True

    def _tip(self) -> Tip:
        if self.marked is None:
            return Tip()
        node = self.nodes[self.marked]
        return Tip(node.name, node.tip)

    # -- picture ---------------------------------------------------------------------------------

    def _circle(self) -> tuple[tuple[int, int], int, int]:
        """Return the middle, and how wide and high the ring of nodes is."""
        rect, px, theme = self.rect, self.theme.px, self.theme
        top = rect.top + theme.line(Type.SUBHEADING) + px(34)
        foot = rect.bottom - self._legend_height() - px(40)
        widest = max((theme.width(node.name, Type.SMALL) for node in self.nodes), default=0)
        across = max(px(60), (rect.width - 2 * min(widest, rect.width // 4)) // 2 - px(24))
        tall = max(px(60), (foot - top) // 2)
        return (rect.centerx, (top + foot) // 2), across, tall

    def places(self) -> list[tuple[int, int]]:
        """Return where each node stands on the screen."""
        (x, y), across, tall = self._circle()
        many = max(1, len(self.nodes))
        return [
            (
                round(x + across * math.sin(2 * math.pi * at / many)),
                round(y - tall * math.cos(2 * math.pi * at / many)),
            )
            for at in range(len(self.nodes))
        ]

    def _named(self) -> list[int]:
        """Return the nodes whose names have room; the marked one and its partners come first."""
        many = len(self.nodes)
        near = {self.marked} if self.marked is not None else set()
        for tie in self.ties:
            if self.marked in (tie.one, tie.other):
                near |= {tie.one, tie.other}
        order = sorted(range(many), key=lambda at: (at not in near, not self.nodes[at].own, at))
        disc = self.theme.px(7)
        taken = [pygame.Rect(x - disc, y - disc, 2 * disc, 2 * disc) for x, y in self.places()]
        named = []
        window = self.rect
        for at in order:
            box = self._name_box(at)
            if window.contains(box) and box.collidelist(taken) < 0:
                taken.append(box)
                named.append(at)
        return named

    def _name_box(self, at: int) -> pygame.Rect:
        theme, px = self.theme, self.theme.px
        x, y = self.places()[at]
        (middle, _), _, _ = self._circle()
        wide, high = theme.width(self.nodes[at].name, Type.SMALL), theme.line(Type.SMALL)
        angle = at / max(1, len(self.nodes))
        up = min(angle, 1 - angle) < 0.5 / max(1, len(self.nodes))
        down = abs(angle - 0.5) < 0.5 / max(1, len(self.nodes))
        if up or down:
            return pygame.Rect(x - wide // 2, y - high - px(9) if up else y + px(9), wide, high)
        left = x + px(11) if x >= middle else x - px(11) - wide
        return pygame.Rect(left, y - high // 2, wide, high)

    def _colour(self, kind: int) -> Rgb:
        series = self.theme.palette.series
        return series[kind % len(series)]

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        paint.box(surface, rect, FIELD, border=RULE, border_width=px(1), radius=px(6))
        title = theme.words(self.title, Type.SUBHEADING)
        surface.blit(title, (rect.left + px(12), rect.top + px(8)))
        if not self.nodes:
            said = theme.words(self.empty, Type.EMPHASIS, INK_SOFT)
            surface.blit(said, said.get_rect(center=rect.center))
            return
        places = self.places()
        ordered = sorted(self.ties, key=lambda tie: self.marked in (tie.one, tie.other))
        for tie in ordered:
            self._draw_tie(surface, tie, places)
        near = {
            at for tie in self.ties if self.marked in (tie.one, tie.other)
            for at in (tie.one, tie.other)
        }  # fmt: skip
        for at, place in enumerate(places):
            node = self.nodes[at]
            big = px(8 if at == self.marked else 6)
            edge = INK if node.own or at == self.marked else mix(node.colour, INK, 0.5)
            paint.disc(surface, place, big, node.colour, edge, px(2 if node.own else 1))
        for at in self._named():
            faint = self.marked is not None and at != self.marked and at not in near
            kind = Type.SMALL_STRONG if self.nodes[at].own else Type.SMALL
            words = theme.shorten(self.nodes[at].name, kind, rect.width // 4)
            image = theme.words(words, kind, INK_FAINT if faint else INK)
            surface.blit(image, self._name_box(at).topleft)
        self._draw_legend(surface)

    def _draw_tie(
        self, surface: pygame.Surface, tie: Tie, places: Sequence[tuple[int, int]]
    ) -> None:
        colour = self._colour(tie.kind)
        if self.marked is not None and self.marked not in (tie.one, tie.other):
            colour = mix(colour, FIELD, 0.82)
        weight = self.theme.px(2 if self.marked in (tie.one, tie.other) else 1)
        (cx, cy), _, _ = self._circle()
        (ax, ay), (bx, by) = places[tie.one], places[tie.other]
        mx, my = (ax + bx) / 2, (ay + by) / 2
        # Ties of other kinds between the same two lean by different amounts, so that each is seen.
        _, across, tall = self._circle()
        short = min(1.0, math.dist((ax, ay), (bx, by)) / min(across, tall))
        bend = (BEND + 0.12 * tie.kind) * (0.3 + 0.7 * short)
        px, py = mx + (cx - mx) * bend, my + (cy - my) * bend
        points = [
            (
                (1 - t) ** 2 * ax + 2 * t * (1 - t) * px + t * t * bx,
                (1 - t) ** 2 * ay + 2 * t * (1 - t) * py + t * t * by,
            )
            for t in (step / STEPS for step in range(STEPS + 1))
        ]
        self._dashed(surface, colour, points, DASHES[tie.kind % len(DASHES)], weight)
        if tie.arrow:
            (x0, y0), (x1, y1) = points[-5], points[-3]
            self._head(surface, colour, (x0, y0), (x1, y1))

    def _head(
        self,
        surface: pygame.Surface,
        colour: Rgb,
        start: tuple[float, float],
        tip: tuple[float, float],
    ) -> None:
        angle = math.atan2(tip[1] - start[1], tip[0] - start[0])
        size = self.theme.px(8)
        wings = [
            (tip[0] - size * math.cos(angle + way), tip[1] - size * math.sin(angle + way))
            for way in (0.45, -0.45)
        ]
        pygame.draw.polygon(surface, colour, [tip, *wings])

    def _dashed(
        self,
        surface: pygame.Surface,
        colour: Rgb,
        points: Sequence[tuple[float, float]],
        pattern: tuple[int, ...],
        width: int,
    ) -> None:
        lengths = [self.theme.px(length) for length in pattern]
        run = 0.0
        for start, end in pairwise(points):
            length = math.dist(start, end)
            if not lengths:
                pygame.draw.aaline(surface, colour, start, end, width)
                continue
            done = 0.0
            while done < length:
                part, into = _part(lengths, run)
                step = min(lengths[part] - into, length - done)
                if part % 2 == 0:
                    pygame.draw.aaline(
                        surface, colour, _between(start, end, done / length),
                        _between(start, end, min(1.0, (done + step) / length)), width,
                    )  # fmt: skip
                done += max(step, 0.5)
                run += max(step, 0.5)

    def _legend_rows(self) -> list[tuple[int, int, int]]:
        rows, x, y = [], 0, 0
        room = self.rect.width - self.theme.px(24)
        for kind, words in enumerate(self.legend):
            wide = self.theme.px(54) + self.theme.width(words, Type.SMALL)
            if x and x + wide > room:
                x, y = 0, y + self.theme.line(Type.SMALL) + self.theme.px(4)
            rows.append((x, y, kind))
            x += wide
        return rows

    def _legend_height(self) -> int:
        rows = self._legend_rows()
        return rows[-1][1] + self.theme.line(Type.SMALL) + self.theme.px(12) if rows else 0

    def _draw_legend(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        top = rect.bottom - self._legend_height()
        for x, y, kind in self._legend_rows():
            left, middle = rect.left + px(12) + x, top + y + theme.line(Type.SMALL) // 2
            ends = [(float(left), float(middle)), (float(left + px(30)), float(middle))]
            self._dashed(surface, self._colour(kind), ends, DASHES[kind % len(DASHES)], px(2))
            image = theme.words(self.legend[kind], Type.SMALL, INK)
            surface.blit(image, (left + px(36), top + y))


def _part(lengths: Sequence[int], run: float) -> tuple[int, float]:
    """Return in which part of a dash pattern a length along the line falls, and how far in."""
    into = run % sum(lengths)
    for part, length in enumerate(lengths):
        if into < length:
            return part, into
        into -= length
    return 0, 0.0


def _between(
    start: tuple[float, float], end: tuple[float, float], part: float
) -> tuple[float, float]:
    return start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part
