"""What of a map document never changes while it is shown: outlines, neighbours, depths, hits."""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import Any, Final

import numpy as np
import pygame
from numpy.typing import NDArray
from scipy import ndimage

from game.client.mapview.outlines import Arcs, Lines, mates_of, pieces, soften
from game.content.maps.document import MapDocument, Ring

OVERVIEW_STEP: Final = 4
"""Map units along one side of a pixel of the overview."""
NEAR_ZOOM: Final = 3.0
"""Pixels a map unit from which corners of coasts and borders would be seen: there they are rounded."""
SOFTENINGS: Final = 2
NOBODY: Final = -1
_DEEP = 420.0
"""Map units from the coast at which the sea is as deep as it is drawn."""


class Outlines:
    """Rings of shapes with the index of the shape that each belongs to."""

    def __init__(self, shapes: tuple[tuple[Ring, ...], ...], width: int) -> None:
        self.rings = [ring for rings in shapes for ring in rings]
        self.of = np.asarray([at for at, rings in enumerate(shapes) for _ in rings], dtype=np.intp)
        self.width = width
        self.lines = Lines(self.rings)
        self._mates = mates_of(self.rings, self.of, width)
        parts = zip(self.rings, self.of.tolist(), self._mates, strict=True)
        cut = [piece for ring, own, mate in parts for piece in pieces(ring, own, mate)]
        self.arcs = Arcs([part for part, _ in cut], [sides for _, sides in cut])
        self._near: tuple[Lines, Arcs] | None = None
        self._rounding = self._round()

    @property
    def rounded(self) -> bool:
        """Whether the outlines that are seen from near are there."""
        return self._near is not None

    def prepare(self, budget_ms: float) -> bool:
        """Work for about the budget on what is seen from near; return whether it is there."""
        stop = perf_counter() + budget_ms / 1000.0
        for _ in self._rounding:
            if perf_counter() > stop:
                break
        return self.rounded

    def _round(self) -> Iterator[None]:
        rings: list[NDArray[np.float32]] = []
        cut: list[tuple[NDArray[np.float32], tuple[int, int]]] = []
        for ring, own, mate in zip(self.rings, self.of.tolist(), self._mates, strict=True):
            soft, others = soften(ring, mate, SOFTENINGS)
            rings.append(soft)
            cut += pieces(soft, own, others)
            yield
        lines = Lines(rings)
        yield
        self._near = lines, Arcs([part for part, _ in cut], [sides for _, sides in cut])

    def lines_at(self, zoom: float) -> Lines:
        """Return the rings as they are drawn at a zoom: rounded from near, once that is ready."""
        return self._near[0] if zoom >= NEAR_ZOOM and self._near else self.lines

    def arcs_at(self, zoom: float) -> Arcs:
        """Return the borders as they are drawn at a zoom."""
        return self._near[1] if zoom >= NEAR_ZOOM and self._near else self.arcs

    def rings_of(self, shape: int, zoom: float) -> list[NDArray[np.float32]]:
        """Return the rings of one shape as they are drawn at a zoom."""
        lines = self.lines_at(zoom)
        return [
            lines.points[lines.starts[ring] : lines.starts[ring + 1]]
            for ring in np.flatnonzero(self.of == shape).tolist()
        ]

    def at(self, x: float, y: float) -> int | None:
        """Return the shape that covers a point by the even-odd rule; wraps."""
        for shift in (0.0, float(self.width), -float(self.width)):
            px = x + shift
            for ring in self.lines.within((px, y, px, y)).tolist():
                if _covers(self.rings[ring], px, y):
                    return int(self.of[ring])
        return None


def _covers(ring: Ring, x: float, y: float) -> bool:
    above = ring[:, 1] > y
    crosses = np.flatnonzero(above != np.roll(above, -1))
    start, end = ring[crosses], ring[(crosses + 1) % len(ring)]
    at = start[:, 0] + (y - start[:, 1]) / (end[:, 1] - start[:, 1]) * (end[:, 0] - start[:, 0])
    return bool(np.count_nonzero(at > x) % 2)


class Atlas:
    """The unchanging part of the map; shared by any number of views."""

    def __init__(self, document: MapDocument) -> None:
        self.document = document
        self.width, self.height = document.width, document.height
        self.land = Outlines(tuple(shape.rings for shape in document.territories), self.width)
        self.sea = Outlines(tuple(shape.rings for shape in document.zones), self.width)
        self.neighbours = self.land.arcs.neighbours()
        self.overview = self._overview()
        """Territory of each cell of `OVERVIEW_STEP` units `[rows, columns]`, or `NOBODY`."""
        self.depth = self._depth()
        """Depth of the sea 0..1 by distance from land, on every fourth cell of the overview."""

    def prepare(self, budget_ms: float) -> bool:
        """Work for about the budget on outlines seen from near; return whether they are there."""
        return self.land.prepare(budget_ms) and self.sea.prepare(budget_ms)

    @property
    def count(self) -> int:
        """Number of territories."""
        return len(self.document.territories)

    def _overview(self) -> NDArray[np.int16]:
        size = (self.width // OVERVIEW_STEP, -(-self.height // OVERVIEW_STEP))
        surface = pygame.Surface(size, depth=32)
        points, starts = self.land.lines.scaled(1.0 / OVERVIEW_STEP)
        for ring, own in enumerate(self.land.of.tolist()):
            part = points[starts[ring] : starts[ring + 1]]
            for shift in (-size[0], 0, size[0]):
                if part[:, 0].max() + shift < 0 or part[:, 0].min() + shift >= size[0]:
                    continue
                moved = (part + np.array([shift, 0])).tolist()
                if len(moved) > 2:
                    pygame.draw.polygon(surface, own + 1, moved)
                else:
                    surface.set_at(moved[0], own + 1)
        ids = pygame.surfarray.array2d(surface).T
        return ((ids & 0xFFFF).astype(np.int16)) - 1

    def _depth(self) -> NDArray[np.float32]:
        sea = self.overview[::4, ::4] < 0
        pad = 64
        around = np.pad(sea, ((0, 0), (pad, pad)), mode="wrap")
        far = ndimage.distance_transform_edt(around)[:, pad:-pad] * (4 * OVERVIEW_STEP)
        soft = ndimage.gaussian_filter(far, 2.0, mode=("nearest", "wrap"))
        return np.sqrt(np.clip(soft / _DEEP, 0.0, 1.0)).astype(np.float32)

    def depth_at(
        self, x: NDArray[np.floating[Any]], y: NDArray[np.floating[Any]]
    ) -> NDArray[np.float32]:
        """Return the depth on a grid `[len(y), len(x)]` of map units, smoothly."""
        cell = 4 * OVERVIEW_STEP
        rows, columns = self.depth.shape
        v = np.clip(y / cell - 0.5, 0, rows - 1.001)
        u = x / cell - 0.5
        v0, u0 = np.floor(v).astype(int), np.floor(u).astype(int)
        fv = (v - v0).astype(np.float32)[:, None]
        fu = (u - u0).astype(np.float32)[None, :]
        top, left = v0.min(), u0.min()
        # Few cells lie under many points: go along the few rows first.
        down = np.minimum(np.arange(top, v0.max() + 2), rows - 1)
        across = np.arange(left, u0.max() + 2) % columns
        block = self.depth[down[:, None], across]
        u0, v0 = u0 - left, v0 - top
        lines = block[:, u0] * (1 - fu) + block[:, u0 + 1] * fu
        return np.asarray(lines[v0] * (1 - fv) + lines[v0 + 1] * fv, dtype=np.float32)
