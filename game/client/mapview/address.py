"""Tiles: where they lie, and which lines of the map cross them."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.client.mapview.outlines import Lines, clip

TILE: Final = 256
"""Pixels along one side of a tile."""
FINE: Final = 2 * TILE
"""The same at double size, where a tile is drawn before it is made smooth."""
_SLACK: Final = 24

Path = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Address:
    """A tile's place: column and row at a zoom."""

    zoom: float
    column: int
    row: int

    def box(self, margin_px: float = 0.0) -> tuple[float, float, float, float]:
        """Return what the tile covers in map units, with a margin in pixels."""
        side, more = TILE / self.zoom, margin_px / self.zoom
        x, y = self.column * side, self.row * side
        return x - more, y - more, x + side + more, y + side + more


def lines_on(
    lines: Lines, at: Address, width: int, margin: int = 0
) -> Iterator[tuple[int, NDArray[np.int32]]]:
    """Yield each line near a tile, in its pixels at double size from the margin's corner.

    `width` is the world's, in map units; a line that wraps is yielded once for each copy.
    """
    scale = at.zoom * 2.0
    points, starts = lines.scaled(scale)
    x0, y0, x1, y1 = at.box((margin + _SLACK) / 2)
    for shift in (0, width, -width):
        if x0 - shift > lines.right or x1 - shift < lines.left:
            continue
        origin = np.asarray(
            [at.column * FINE - round(shift * scale) - margin, at.row * FINE - margin],
            dtype=np.int32,
        )
        for line in lines.within((x0 - shift, y0, x1 - shift, y1)).tolist():
            yield line, points[starts[line] : starts[line + 1]] - origin


def rings_on(
    lines: Lines, at: Address, width: int, margin: int
) -> Iterator[tuple[int, NDArray[np.int32]]]:
    """Yield each ring near a tile, cut to it."""
    side = FINE + 2 * margin + 8
    for ring, points in lines_on(lines, at, width, margin):
        if len(points) > 8:
            yield ring, clip(points, (-8, -8), (side, side))
        else:
            yield ring, points


def dashes(points: NDArray[np.int32], on: float, off: float) -> Iterator[Path]:
    """Cut a line into dashes; lengths in its own pixels."""
    if len(points) < 2:
        return
    steps = np.hypot(*np.diff(points, axis=0).T)
    along = np.concatenate([[0.0], np.cumsum(steps)])
    total = float(along[-1])
    count = max(1, math.floor(total / (on + off)))
    period = total / count
    starts = np.arange(count) * period
    stops = starts + period * on / (on + off)
    ends = [
        np.interp(np.concatenate([starts, stops]), along, points[:, axis]).round().astype(int)
        for axis in (0, 1)
    ]
    corners = list(zip(*(end.tolist() for end in ends), strict=True))
    first = np.searchsorted(along, starts, side="right").tolist()
    last = np.searchsorted(along, stops, side="left").tolist()
    between = points.tolist()
    for dash in range(count):
        inner = [(x, y) for x, y in between[first[dash] : last[dash]]]
        yield [corners[dash], *inner, corners[count + dash]]
