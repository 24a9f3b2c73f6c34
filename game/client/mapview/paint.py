"""What a map mode paints: a colour, a hatching and an owner for each territory."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from game.client.mapview.style import MapStyle

Bytes = NDArray[np.uint8]
HATCH_PERIOD = 16
"""Pixels at double size after which every hatching repeats; it divides a tile."""
SEA_SHADES = 64
GRATICULE, ZONE_LINE = SEA_SHADES, SEA_SHADES + 1
"""Shades of the sea that are lines drawn on it."""
SEA_CODES = SEA_SHADES + 2
BANDS = 3
"""A state's colour: inside, near its border, along its border."""


def open_sea(depth: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return how light water far from any coast is, 0..1, by its depth 0..1."""
    return (1.0 - depth) * np.float32(0.46)


class Hatch(IntEnum):
    """Hatchings, told apart without colour."""

    NONE = 0
    DIAGONAL = 1
    COUNTER = 2
    CROSS = 3
    DOTS = 4


@dataclass(frozen=True, slots=True, eq=False)
class MapPaint:
    """How each territory looks now; arrays are over territories."""

    fill: Bytes
    """Colour `[T, 3]`."""
    hatch: Bytes
    """`Hatch` of each territory `[T]`."""
    owner: NDArray[np.integer]
    """Whom borders and names belong to `[T]`; negative for nobody."""
    occupied: NDArray[np.bool_]
    """Held against its owner's will, or disputed `[T]`: bounded by a dashed line."""
    labels: tuple[tuple[int, str], ...] = ()
    """Name of each owner that is to be written on the map."""
    hatch_rgb: Bytes | None = None
    """Colour of the hatching `[T, 3]`; without it, a darker shade of the fill."""

    def __post_init__(self) -> None:
        count = len(self.fill)
        if self.fill.shape != (count, 3) or self.fill.dtype != np.uint8:
            raise ValueError(f"fill must be uint8 [T, 3], not {self.fill.dtype} {self.fill.shape}")
        for name in ("hatch", "owner", "occupied"):
            if getattr(self, name).shape != (count,):
                raise ValueError(f"{name} must have {count} entries, one a territory")
        if self.hatch_rgb is not None and self.hatch_rgb.shape != (count, 3):
            raise ValueError(f"hatch_rgb must be [{count}, 3]")

    def changed(self, before: MapPaint) -> NDArray[np.bool_]:
        """Tell which territories look different from before `[T]`."""
        differs: NDArray[np.bool_] = (self.fill != before.fill).any(axis=1)
        differs |= self.hatch != before.hatch
        differs |= self.owner != before.owner
        differs |= self.occupied != before.occupied
        if self.hatch_rgb is not None or before.hatch_rgb is not None:
            differs |= (self.hatch_colour() != before.hatch_colour()).any(axis=1)
        return differs

    def hatch_colour(self) -> Bytes:
        """Return the colour of each territory's hatching `[T, 3]`."""
        return (self.fill * 0.68).astype(np.uint8) if self.hatch_rgb is None else self.hatch_rgb


def blank(count: int, style: MapStyle) -> MapPaint:
    """Return paper without colours, for a map that nobody has painted yet."""
    return MapPaint(
        fill=np.tile(np.asarray(style.paper, dtype=np.uint8), (count, 1)),
        hatch=np.zeros(count, dtype=np.uint8),
        owner=np.full(count, -1),
        occupied=np.zeros(count, dtype=bool),
    )


def hatch_pattern(size: int) -> Bytes:
    """Return a square of bits: bit h is set where `Hatch` h draws its mark."""
    y, x = np.mgrid[0:size, 0:size]
    p = HATCH_PERIOD
    diagonal = (x + y) % p < 5
    counter = (x - y) % p < 5
    wide = ((x + y) % p < 3) | ((x - y) % p < 3)
    u, v = x % p - p / 2 + 0.5, y % p - p / 2 + 0.5
    dots = u * u + v * v < 14
    bits = diagonal * 2 + counter * 4 + wide * 8 + dots * 16
    return np.asarray(bits, dtype=np.uint8)


def colour_table(paint: MapPaint, style: MapStyle) -> NDArray[np.uint32]:
    """Return the colour of every code as 0xRRGGBB.

    Codes are territories and then shades of the sea; the whole block is repeated for each band of
    a border's tint, and once more for each band under a hatching.
    """
    blocks = []
    sea = _sea_colours(style)
    for source in (paint.fill, paint.hatch_colour()):
        for band in range(BANDS):
            share = style.tint * (0.0, 0.45, 1.0)[band]
            land = source.astype(np.float64) * (1.0 - share)
            blocks.append(np.concatenate([land, sea]))
    rgb = np.rint(np.concatenate(blocks)).astype(np.uint32)
    return np.asarray((rgb[:, 0] << 16) | (rgb[:, 1] << 8) | rgb[:, 2], dtype=np.uint32)


def _sea_colours(style: MapStyle) -> NDArray[np.float64]:
    stops = np.asarray([style.deep, style.shoal, style.strand], dtype=np.float64)
    at = np.linspace(0.0, 2.0, SEA_SHADES)
    low = np.minimum(at.astype(int), 1)
    part = (at - low)[:, None]
    shades = stops[low] * (1 - part) + stops[low + 1] * part
    ink = np.asarray(style.sea_ink, dtype=np.float64)
    graticule = stops[0] * 0.8 + ink * 0.2
    zone = stops[0] * 0.62 + ink * 0.38
    return np.concatenate([shades, graticule[None], zone[None]])
