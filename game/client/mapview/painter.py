"""From a tile's codes to its picture: colours, tints, hatchings, borders, grain."""

from __future__ import annotations

from enum import IntEnum
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray
from scipy import ndimage

from game.client.mapview.address import FINE, TILE, Address, dashes, lines_on
from game.client.mapview.atlas import Atlas
from game.client.mapview.outlines import Arcs
from game.client.mapview.paint import (
    BANDS,
    SEA_CODES,
    MapPaint,
    blank,
    colour_table,
    hatch_pattern,
)
from game.client.mapview.raster import Raster
from game.client.mapview.style import MapStyle

TINT_PX: Final = (7.0, 3.0)
"""Reach of the two tints along a state's border, in pixels at a scale of one."""


class Border(IntEnum):
    """What an arc separates, in the order of drawing."""

    TERRITORY = 0
    COAST = 1
    DISPUTED = 2
    STATE = 3


class TilePainter:
    """Paints tiles in the colours of one `MapPaint` at a time."""

    def __init__(self, atlas: Atlas, style: MapStyle, scale: float) -> None:
        self.atlas, self.style, self.scale = atlas, style, scale
        self._fine = pygame.Surface((FINE, FINE), depth=32)
        self._bands = pygame.Surface((FINE, FINE), depth=8)
        self._pattern = hatch_pattern(FINE)
        self._grain = _grain(style.grain)
        self.paint = blank(atlas.count, style)
        self.recolour(self.paint)

    def recolour(self, paint: MapPaint) -> None:
        """Take new colours for tiles painted from now on."""
        self.paint = paint
        self._table = colour_table(paint, self.style)
        self._hatch = np.zeros(self.atlas.count + SEA_CODES, dtype=np.uint8)
        marks = np.left_shift(1, paint.hatch.astype(np.int64)) & ~1
        self._hatch[: self.atlas.count] = marks
        self.kinds = self.classify(paint, self.atlas.land.arcs)
        self._near_kinds: NDArray[np.int8] | None = None

    def classify(self, paint: MapPaint, arcs: Arcs) -> NDArray[np.int8]:
        """Return the `Border` of each arc."""
        a, b = arcs.a, arcs.b
        kinds = np.full(len(a), Border.TERRITORY, dtype=np.int8)
        kinds[paint.occupied[a] != paint.occupied[b]] = Border.DISPUTED
        kinds[paint.owner[a] != paint.owner[b]] = Border.STATE
        kinds[b < 0] = Border.COAST
        return kinds

    def colours(self, codes: NDArray[np.integer]) -> NDArray[np.uint32]:
        """Return plain colours 0xRRGGBB of territories."""
        plain: NDArray[np.uint32] = self._table[codes]
        return plain

    def kinds_at(self, zoom: float) -> NDArray[np.int8]:
        """Return the `Border` of each arc that is drawn at a zoom."""
        arcs = self.atlas.land.arcs_at(zoom)
        if arcs is self.atlas.land.arcs:
            return self.kinds
        if self._near_kinds is None:
            self._near_kinds = self.classify(self.paint, arcs)
        return self._near_kinds

    def tile(self, at: Address, raster: Raster) -> pygame.Surface:
        """Return the picture of a tile."""
        near = self._arcs(at) if len(raster.present) else []
        weight = self.scale * min(1.15, max(0.6, 0.8 + 0.14 * np.log2(at.zoom / self.scale)))
        codes = raster.codes
        block = self.atlas.count + SEA_CODES
        if any(kind == Border.STATE for kind, _ in near):
            codes = codes + self._tint_bands(near, weight).astype(np.uint16) * np.uint16(block)
        if self._hatch[raster.present].any():
            marked = (self._hatch[raster.codes] & self._pattern) != 0
            codes = codes + marked.astype(np.uint16) * np.uint16(block * BANDS)
        pixels = pygame.surfarray.pixels2d(self._fine)
        # Without a check of bounds, straight into the surface: codes are made from the same table.
        np.take(self._table, codes, out=pixels.T, mode="clip")
        del pixels
        self._draw(near, weight)
        picture = pygame.transform.smoothscale(self._fine, (TILE, TILE))
        picture.blit(self._grain, (0, 0), special_flags=pygame.BLEND_RGB_MULT)
        return picture

    def _arcs(self, at: Address) -> list[tuple[int, NDArray[np.int32]]]:
        arcs = self.atlas.land.arcs_at(at.zoom)
        kinds = self.kinds_at(at.zoom)
        return [
            (int(kinds[arc]), points)
            for arc, points in lines_on(arcs.lines, at, self.atlas.width)
            if len(points) > 1
        ]

    def _tint_bands(
        self, near: list[tuple[int, NDArray[np.int32]]], weight: float
    ) -> NDArray[np.uint8]:
        self._bands.fill(0)
        paths = [points.tolist() for kind, points in near if kind == Border.STATE]
        for band, reach in enumerate(TINT_PX, start=1):
            radius = max(1, round(reach * weight * 2))
            for path in paths:
                pygame.draw.lines(self._bands, band, False, path, 2 * radius)
                for point in path:
                    pygame.draw.circle(self._bands, band, point, radius)
        return pygame.surfarray.pixels2d(self._bands).T.copy()

    def _draw(self, near: list[tuple[int, NDArray[np.int32]]], weight: float) -> None:
        style = self.style
        looks = {
            Border.TERRITORY: (style.territory_line, style.territory_width),
            Border.COAST: (style.coast, style.coast_width),
            Border.DISPUTED: (style.dispute, style.border_width * 0.85),
            Border.STATE: (style.border, style.border_width),
        }
        for border, (colour, width) in looks.items():
            px = max(1, round(width * 2 * weight))
            for kind, points in near:
                if kind != border:
                    continue
                if border is Border.DISPUTED:
                    for dash in dashes(points, 9.0 * weight, 7.0 * weight):
                        pygame.draw.lines(self._fine, colour, False, dash, px)
                else:
                    pygame.draw.lines(self._fine, colour, False, points.tolist(), px)


def _grain(strength: float) -> pygame.Surface:
    """Return a tileable cloud of paper fibres to multiply with."""
    noise = np.random.default_rng(1919).random((TILE, TILE)).astype(np.float32)
    fibres = ndimage.gaussian_filter(noise, (0.6, 1.4), mode="wrap")
    clouds = ndimage.gaussian_filter(noise, 9.0, mode="wrap")
    both = sum(
        share * (part - part.mean()) / part.std() for part, share in ((fibres, 0.3), (clouds, 0.12))
    )
    grey = np.clip(255.0 * (1.0 - strength * (0.8 + both)), 0, 255).astype(np.uint8)
    surface = pygame.Surface((TILE, TILE), depth=32)
    pygame.surfarray.blit_array(surface, np.repeat(grey.T[:, :, None], 3, axis=2))
    return surface
