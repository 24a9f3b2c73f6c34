"""The seats of a council in an arc, coloured and marked by how each leans."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import FIELD, INK, INK_FAINT, INK_SOFT, Rgb, ink_on, mix
from game.client.screen import Go
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.control import Control
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.ui import Ui


class Leaning(Enum):
    """How a member is expected to vote, or has voted."""

    FOR = "for"
    AGAINST = "against"
    ABSTAIN = "abstain"
    VETO = "veto"
    ABSENT = "absent"
    UNKNOWN = "unknown"


GLYPHS = {
    Leaning.FOR: "+",
    Leaning.AGAINST: "−",
    Leaning.ABSTAIN: "·",
    Leaning.VETO: "×",
    Leaning.ABSENT: "",
    Leaning.UNKNOWN: "?",
}
"""A second cue beside the colour."""

_LIGHT = 0.8
"""Size of the disc of a seat with a vote alone, beside one with a veto."""


@dataclass(frozen=True, slots=True)
class CouncilSeat:
    """One member: who, how it leans, whether it can veto, and why."""

    key: str
    name: str
    leaning: Leaning
    permanent: bool = False
    own: bool = False
    tip: Tip | None = None


class Hemicycle(Control):
    """Discs on arcs round the rostrum, from for on the left to against on the right.

    LEFT and RIGHT go from seat to seat, ENTER opens the one marked.
    """

    focusable = True

    def __init__(
        self,
        parent: Control | Ui,
        seats: Sequence[CouncilSeat],
        *,
        label: str = "",
        on_open: Callable[[str], Go | None] | None = None,
        height: int = 220,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        order = (
            Leaning.FOR,
            Leaning.ABSTAIN,
            Leaning.UNKNOWN,
            Leaning.ABSENT,
            Leaning.AGAINST,
            Leaning.VETO,
        )
        self.seats = tuple(sorted(seats, key=lambda s: (order.index(s.leaning), s.name)))
        self.label = label
        self.on_open = on_open
        self.height = height
        self.marked: int | None = None
        self.tip = self._seat_tip

    @property
    def name(self) -> str:
        return self.key or self.label

    def natural_width(self) -> int:
        return self.theme.px(self.height * 2)

    def measure(self, width: int) -> int:
        arc = min(self.theme.px(self.height), width // 2 + self.theme.px(20))
        return arc + self._legend_height(width)

    def count(self, leaning: Leaning) -> int:
        """Return how many seats lean that way."""
        return sum(seat.leaning is leaning for seat in self.seats)

    def colour(self, leaning: Leaning) -> Rgb:
        """Return the colour of a leaning in the player's palette."""
        palette = self.theme.palette
        return {
            Leaning.FOR: palette.favourable,
            Leaning.AGAINST: palette.adverse,
            Leaning.ABSTAIN: palette.neutral,
            Leaning.VETO: palette.veto,
            Leaning.ABSENT: FIELD,
            Leaning.UNKNOWN: mix(palette.neutral, FIELD, 0.6),
        }[leaning]

    def on_hover(self, point: tuple[int, int] | None) -> None:
        marked = None
        if point is not None:
            radius = self._radius()
            for index, centre in enumerate(self.centres()):
                if math.dist(point, centre) <= radius:
                    marked = index
        if marked != self.marked:
            self.marked = marked
            self.ui.restart_tip()

    def on_release(self, point: tuple[int, int]) -> None:
        self.on_hover(point)
        if self.marked is not None:
            self.activate()

    def activate(self) -> None:
        if self.marked is not None and self.on_open is not None:
            key = self.seats[self.marked].key
            self.ui.act(lambda: self.on_open(key) if self.on_open else None)

    def on_key(self, event: pygame.Event) -> bool:
        if event.mod or event.key not in (pygame.K_LEFT, pygame.K_RIGHT) or not self.seats:
            return False
        by = 1 if event.key == pygame.K_RIGHT else -1
        here = self.marked if self.marked is not None else (-1 if by > 0 else len(self.seats))
        self.marked = max(0, min(len(self.seats) - 1, here + by))
        return True

    def draw(self, surface: pygame.Surface) -> None:
        theme, px = self.theme, self.theme.px
        full = self._radius()
        for index, (seat, centre) in enumerate(zip(self.seats, self.centres(), strict=True)):
            # Who can block alone weighs more than a vote: its disc is larger.
            radius = full if seat.permanent or not self._weighted() else round(full * _LIGHT)
            fill = self.colour(seat.leaning)
            if index == self.marked:
                paint.disc(surface, centre, radius + px(4), INK)
                paint.disc(surface, centre, radius + px(2), FIELD)
            edge = INK if seat.permanent or seat.own else mix(fill, INK, 0.4)
            weight = px(3) if seat.permanent else px(1)
            paint.disc(surface, centre, radius, fill, edge, weight)
            glyph = theme.words(GLYPHS[seat.leaning], Type.STRONG, ink_on(fill))
            if glyph.get_height() < radius * 3:
                surface.blit(glyph, glyph.get_rect(center=centre))
            if seat.own:
                pygame.draw.aacircle(surface, INK, centre, radius + px(4), px(2))
        self._draw_middle(surface)
        self._draw_legend(surface)

    def _weighted(self) -> bool:
        """Tell whether some seats weigh more than others."""
        return any(seat.permanent for seat in self.seats)

    def texts(self) -> tuple[str, ...]:
        shown = [self.label] if self.label else []
        if self.marked is not None:
            seat = self.seats[self.marked]
            shown += [seat.name, text(f"leaning.{seat.leaning.value}")]
        shown += [f"{words} {count}" for words, count, _ in self._legend()]
        return tuple(shown)

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    def centres(self) -> list[tuple[int, int]]:
        """Return the middle of each seat on the screen, in the order of `seats`."""
        rect = self.rect
        floor = rect.bottom - self._legend_height(rect.width)
        radius = self._radius()
        rows = self._rows()
        reaches = self._reaches(radius)
        # Seats are dealt out by angle, so that equal leanings stand together across the rows.
        spots = []
        for row, size in enumerate(rows):
            reach = reaches[row]
            for index in range(size):
                angle = math.pi * (1 - (index + 0.5) / size)
                x = rect.centerx + reach * math.cos(angle)
                y = floor - radius * 1.5 - reach * math.sin(angle)
                spots.append((-angle, reach, (round(x), round(y))))
        return [spot for _, _, spot in sorted(spots)]

    def _rows(self) -> list[int]:
        total = len(self.seats)
        rows = 1 if total <= 9 else 2 if total <= 26 else 3 if total <= 50 else 4
        weights = [0.45 + 0.55 * row / max(1, rows - 1) if rows > 1 else 1.0 for row in range(rows)]
        sizes = [round(total * weight / sum(weights)) for weight in weights]
        sizes[-1] += total - sum(sizes)
        return sizes

    def _reaches(self, radius: int) -> list[float]:
        """Return how far each row is from the rostrum, the inner row first."""
        rect, ring = self.rect, self.theme.px(5)
        high = rect.height - self._legend_height(rect.width)
        outer = min(rect.width / 2 - radius - ring, high - 2.5 * radius - ring)
        rows = len(self._rows())
        inner = outer * 0.45 if rows > 1 else outer
        return [inner + (outer - inner) * row / max(1, rows - 1) for row in range(rows)]

    def _radius(self) -> int:
        # The largest disc with which neighbours, in a row and across rows, stand apart.
        for radius in range(self.theme.px(22), 4, -1):
            reaches, apart = self._reaches(radius), 2.2 * radius
            along = all(
                size < 2 or 2 * reach * math.sin(math.pi / 2 / size) >= apart
                for reach, size in zip(reaches, self._rows(), strict=True)
            )
            if along and all(far - near >= apart for near, far in pairwise(reaches)):
                return radius
        return 4

    def _seat_tip(self) -> Tip:
        if self.marked is None:
            return Tip()
        seat = self.seats[self.marked]
        return seat.tip or Tip(seat.name, text(f"leaning.{seat.leaning.value}"))

    def _draw_middle(self, surface: pygame.Surface) -> None:
        rect, theme = self.rect, self.theme
        if self.marked is None:
            return
        seat = self.seats[self.marked]
        floor = rect.bottom - self._legend_height(rect.width)
        lines = ((seat.name, Type.STRONG, INK),
                 (text(f"leaning.{seat.leaning.value}"), Type.SMALL, INK_SOFT))  # fmt: skip
        y = floor - sum(theme.line(kind) for _, kind, _ in lines)
        room = round(rect.width * 0.36)
        for words, kind, colour in lines:
            image = theme.words(theme.shorten(words, kind, room), kind, colour)
            surface.blit(image, image.get_rect(midtop=(rect.centerx, y)))
            y += theme.line(kind)

    def _legend(self) -> list[tuple[str, int, Leaning]]:
        return [
            (text(f"leaning.{leaning.value}"), self.count(leaning), leaning)
            for leaning in Leaning
            if self.count(leaning)
        ]

    def _legend_places(self, width: int) -> list[tuple[int, int]]:
        px, theme = self.theme.px, self.theme
        places, x, y = [], 0, 0
        for words, count, _ in self._legend():
            wide = px(22) + theme.width(f"{words} {count}", Type.SMALL) + px(14)
            if x and x + wide > width:
                x, y = 0, y + theme.line(Type.SMALL) + px(4)
            places.append((x, y))
            x += wide
        return places

    def _legend_height(self, width: int) -> int:
        places = self._legend_places(width)
        return places[-1][1] + self.theme.line(Type.SMALL) + self.theme.px(12) if places else 0

    def _draw_legend(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        places = self._legend_places(rect.width)
        top = rect.bottom - self._legend_height(rect.width) + px(10)
        for (words, count, leaning), (x, y) in zip(self._legend(), places, strict=True):
            centre = (rect.left + x + px(8), top + y + theme.line(Type.SMALL) // 2)
            fill = self.colour(leaning)
            paint.disc(surface, centre, px(8), fill, mix(fill, INK_FAINT, 0.6), px(1))
            glyph = theme.words(GLYPHS[leaning], Type.SMALL_STRONG, ink_on(fill))
            surface.blit(glyph, glyph.get_rect(center=centre))
            image = theme.words(f"{words} {count}", Type.SMALL, INK)
            surface.blit(image, (rect.left + x + px(20), top + y))
