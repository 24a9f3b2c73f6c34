"""Which names are written at a zoom, and where, so that none lies on another."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from game.client.mapview.atlas import OVERVIEW_STEP, Atlas
from game.client.mapview.lettering import Face, MapFonts
from game.client.mapview.names import NamePath
from game.client.mapview.style import MapStyle, Rgb

SMALL_CAPITAL: Final = 0.8
TERRITORY_ZOOM: Final = 1.35
CITY_ZOOM: Final = 2.1
STRAIT_ZOOM: Final = 0.4
"""Pixels a map unit, at a scale of one, from which marks are drawn."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """One letter of a curved name; `x`, `y` is its middle in map units."""

    x: float
    y: float
    char: str
    px: int
    degrees: int
    alpha: int


@dataclass(frozen=True, slots=True)
class Words:
    """A line of text; `x`, `y` in map units, `dx`, `dy` from there to its middle in pixels."""

    x: float
    y: float
    text: str
    face: Face
    px: int
    colour: Rgb
    halo: Rgb | None
    tracking: int
    dx: float
    dy: float


@dataclass(frozen=True, slots=True)
class Sign:
    """A small drawn mark; `x`, `y` in map units."""

    x: float
    y: float
    kind: Literal["city", "strait", "canal"]


Mark = Glyph | Words | Sign


class Taken:
    """Boxes already written on, in pixels at one zoom."""

    def __init__(self) -> None:
        self._boxes = np.zeros((256, 4))
        self._count = 0

    def free(self, boxes: NDArray[np.float64]) -> bool:
        """Tell whether none of the boxes `[n, 4]` meets one that is taken."""
        old = self._boxes[: self._count]
        meets = (
            (boxes[:, None, 0] < old[None, :, 2])
            & (boxes[:, None, 2] > old[None, :, 0])
            & (boxes[:, None, 1] < old[None, :, 3])
            & (boxes[:, None, 3] > old[None, :, 1])
        )
        return not meets.any()

    def take(self, boxes: NDArray[np.float64]) -> None:
        """Keep boxes from being written on again."""
        need = self._count + len(boxes)
        if need > len(self._boxes):
            self._boxes = np.concatenate([self._boxes, np.zeros((need, 4))])
        self._boxes[self._count : need] = boxes
        self._count = need


@dataclass(slots=True)
class Places:
    """Marks at one zoom, with their places as an array."""

    zoom: float
    marks: list[Mark]
    xy: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Reach:
    """A part of the map: its middle and half its sides, in map units; the world's width."""

    x: float
    y: float
    half_width: float
    half_height: float
    world_width: float

    def near(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it, in any copy of the world."""
        across = abs(math.remainder(x - self.x, self.world_width))
        return across <= self.half_width and abs(y - self.y) <= self.half_height


class Placer:
    """Lays out the names for one zoom after the other."""

    def __init__(self, atlas: Atlas, fonts: MapFonts, style: MapStyle, scale: float) -> None:
        self.atlas, self.fonts, self.style, self.scale = atlas, fonts, style, scale
        self._open_water = [_spots(atlas, at) for at in range(len(atlas.document.zones))]
        shapes = atlas.document.territories
        self._by_area: list[int] = sorted(range(len(shapes)), key=lambda at: -shapes[at].area_km2)

    def lay_out(
        self, zoom: float, paths: list[NamePath], reach: Reach | None = None
    ) -> Iterator[Places | None]:
        """Place everything at a zoom; yield None between steps and the places at the end.

        With a `reach`, only what stands in it.
        """
        taken = Taken()
        marks: list[Mark] = []
        below: list[Mark] = []

        def near(points: Iterable[tuple[float, float]]) -> bool:
            return reach is None or any(reach.near(x, y) for x, y in points)

        for path in paths:
            if near(path.place(at)[:2] for at in (0.0, path.start, path.stop)):
                below += self._state(path, zoom, taken)
                yield None
        marks += self._straits(zoom, taken)
        known = {path.text for path in paths}
        for at in self._by_area:
            shape = self.atlas.document.territories[at]
            if near((shape.centroid, shape.city_xy)):
                marks += self._territory(at, zoom, taken, known)
                yield None
        for zone, spots in enumerate(self._open_water):
            if near(spots):
                marks += self._zone(zone, zoom, taken)
                yield None
        every = below + marks
        xy = np.asarray([(mark.x, mark.y) for mark in every], dtype=np.float64).reshape(-1, 2)
        yield Places(zoom, every, xy)

    def _state(self, path: NamePath, zoom: float, taken: Taken) -> list[Glyph]:
        ideal = path.size * zoom
        least, most = 9.5 * self.scale, 46.0 * self.scale
        if ideal < least:
            return []
        px = round(min(ideal, most))
        small = max(8, round(px * SMALL_CAPITAL))
        letters = [
            (char.upper(), px if first else small)
            for char, first in zip(path.text, _initials(path.text), strict=True)
        ]
        widths = [
            self.fonts.width(char, "serif-bold", size) if char != " " else px * 0.3
            for char, size in letters
        ]
        room = (path.stop - path.start) * zoom * 0.9
        gaps = max(1, len(letters) - 1)
        tracking = min(max((room - sum(widths)) / gaps, px * 0.06), px * 1.1)
        total = sum(widths) + tracking * gaps
        if total > room * 1.15:
            return []
        # Far beyond its natural size a name would shout over what it names: it fades.
        fade = min(1.0, max(0.0, (ideal / self.scale - 60.0) / 160.0))
        alpha = round((215 - 130 * fade) / 8) * 8
        glyphs: list[Glyph] = []
        boxes: list[tuple[float, float, float, float]] = []
        at = -total / 2.0
        for (char, size), width in zip(letters, widths, strict=True):
            if char != " ":
                x, y, turn = path.place((at + width / 2.0) / zoom)
                degrees = round(-np.degrees(turn) / 2.0) * 2
                glyphs.append(Glyph(x, y, char, size, degrees, alpha))
                half = size * 0.42
                cx, cy = x * zoom, y * zoom
                boxes.append((cx - half, cy - half, cx + half, cy + half))
            at += width + tracking
        array = np.asarray(boxes)
        if not taken.free(array):
            return []
        taken.take(array)
        return glyphs

    def _territory(self, at: int, zoom: float, taken: Taken, known: set[str]) -> list[Mark]:
        shape = self.atlas.document.territories[at]
        scaled = zoom / self.scale
        marks: list[Mark] = []
        ring = shape.rings[0]
        width = float(np.ptp(ring[:, 0])) * zoom
        if scaled >= CITY_ZOOM or (scaled >= CITY_ZOOM / 2 and width > 90 * self.scale):
            px = round(min(15.0, 11.5 + scaled * 0.35) * self.scale)
            marks += self._city(shape.city, shape.city_xy, px, zoom, taken)
        if scaled >= TERRITORY_ZOOM and shape.name != shape.city and shape.name not in known:
            px = round(min(17.0, 10.5 + scaled * 0.8) * self.scale)
            marks += self._words(
                shape.centroid, shape.name, "serif-regular", px, self.style.place_ink, zoom,
                taken, room=width * 1.02, tracking=max(1, px // 8), halo=False,
            )  # fmt: skip
        return marks

    def _city(
        self, name: str, xy: tuple[float, float], px: int, zoom: float, taken: Taken
    ) -> list[Mark]:
        if not name:
            return []
        x, y = xy[0] * zoom, xy[1] * zoom
        dot = 4.5 * self.scale
        spot = np.asarray([[x - dot, y - dot, x + dot, y + dot]])
        if not taken.free(spot):
            return []
        width = self.fonts.width(name, "serif-bold", px) + 4
        high = px * 0.6
        for dx, dy in ((1, 0), (-1, 0), (0, -1), (0, 1)):
            cx = dx * (dot + 1.5 * self.scale + width / 2.0)
            cy = dy * (dot + high)
            box = np.asarray(
                [[x + cx - width / 2, y + cy - high, x + cx + width / 2, y + cy + high]]
            )
            if taken.free(box):
                taken.take(np.concatenate([spot, box]))
                style = self.style
                words = Words(*xy, name, "serif-bold", px, style.ink, style.halo, 0, cx, cy)
                return [Sign(*xy, "city"), words]
        taken.take(spot)
        return [Sign(*xy, "city")]

    def _zone(self, at: int, zoom: float, taken: Taken) -> list[Mark]:
        zone = self.atlas.document.zones[at]
        big = np.sqrt(zone.area_km2 / 1e6)
        px = round(min(20.0, (8.5 + 2.4 * big) * (zoom / self.scale / 0.3) ** 0.3) * self.scale)
        px = max(px, round(10 * self.scale))
        style = self.style
        for size in (px, round(10.5 * self.scale)):
            for spot in self._open_water[at]:
                found = self._words(
                    spot, zone.name, "serif-italic", size, style.sea_ink, zoom, taken,
                    room=float("inf"), tracking=max(1, round(size * 0.14)), halo=False, water=True,
                )  # fmt: skip
                if found:
                    return found
        return []

    def _wet(self, boxes: NDArray[np.float64], zoom: float) -> bool:
        """Tell whether boxes in pixels lie on water, but for a corner."""
        columns = self.atlas.overview.shape[1]
        for x0, y0, x1, y1 in (boxes / zoom / OVERVIEW_STEP).tolist():
            rows = np.linspace(y0, y1, 4).astype(int)
            across = np.linspace(x0, x1, 24).astype(int) % columns
            if rows[0] < 0 or rows[-1] >= len(self.atlas.overview):
                return False
            if (self.atlas.overview[rows[:, None], across] >= 0).mean() > 0.03:
                return False
        return True

    def _words(
        self,
        xy: tuple[float, float],
        text: str,
        face: Face,
        px: int,
        colour: Rgb,
        zoom: float,
        taken: Taken,
        *,
        room: float,
        tracking: int,
        halo: bool,
        water: bool = False,
    ) -> list[Mark]:
        """Return a name on one line, or two, or none, by the room there is."""
        for lines in ([text], _halves(text)):
            widths = [self.fonts.width(line, face, px, tracking) for line in lines]
            if max(widths) > room or (len(lines) == 1 and lines[0] != text):
                continue
            high = px * 1.1
            for lift in (0.0, -1.2, 1.2):
                boxes = []
                middles = []
                for line, width in enumerate(widths):
                    dy = (line - (len(lines) - 1) / 2.0) * high + lift * px
                    middles.append(dy)
                    x, y = xy[0] * zoom, xy[1] * zoom + dy
                    boxes.append((x - width / 2, y - high / 2, x + width / 2, y + high / 2))
                array = np.asarray(boxes)
                if taken.free(array) and (not water or self._wet(array, zoom)):
                    taken.take(array)
                    paper = self.style.halo if halo else None
                    return [
                        Words(*xy, line, face, px, colour, paper, tracking, 0.0, dy)
                        for line, dy in zip(lines, middles, strict=True)
                    ]
        return []

    def _straits(self, zoom: float, taken: Taken) -> list[Mark]:
        marks: list[Mark] = []
        if zoom / self.scale < STRAIT_ZOOM:
            return marks
        half = 6.0 * self.scale
        for strait in self.atlas.document.straits:
            x, y = strait.xy[0] * zoom, strait.xy[1] * zoom
            box = np.asarray([[x - half, y - half, x + half, y + half]])
            if not taken.free(box):
                continue
            taken.take(box)
            marks.append(Sign(*strait.xy, strait.kind))
            if zoom / self.scale >= CITY_ZOOM:
                px = round(12 * self.scale)
                width = self.fonts.width(strait.name, "serif-italic", px)
                cx = half + width / 2 + 2
                box = np.asarray([[x + cx - width / 2, y - px / 2, x + cx + width / 2, y + px / 2]])
                if taken.free(box):
                    taken.take(box)
                    style = self.style
                    marks.append(
                        Words(
                            *strait.xy,
                            strait.name,
                            "serif-italic",
                            px,
                            style.ink,
                            style.halo,
                            0,
                            cx,
                            0.0,
                        )
                    )
        return marks


def _initials(text: str) -> list[bool]:
    """Tell which letters stand as large capitals: those that the name itself writes so."""
    return [char.isupper() or not at for at, char in enumerate(text)]


def _halves(text: str) -> list[str]:
    """Break a text at the space nearest its middle."""
    spaces = [at for at, char in enumerate(text) if char == " "]
    if not spaces:
        return [text]
    cut = min(spaces, key=lambda at: abs(at - len(text) / 2))
    return [text[:cut], text[cut + 1 :]]


def _spots(atlas: Atlas, zone: int) -> list[tuple[float, float]]:
    """Return points of a zone where its name may stand, the best first."""
    shape = atlas.document.zones[zone]
    ring = shape.rings[0]
    (x0, y0), (x1, y1) = ring.min(axis=0).tolist(), ring.max(axis=0).tolist()
    spots = [shape.centroid]
    for v in (0.5, 0.35, 0.65, 0.2, 0.8):
        for u in (0.5, 0.38, 0.62, 0.25, 0.75):
            x, y = x0 + (x1 - x0) * u, y0 + (y1 - y0) * v
            if y < atlas.height - 1 and atlas.sea.at(x, y) == zone and atlas.land.at(x, y) is None:
                spots.append((x, y))
    return spots
