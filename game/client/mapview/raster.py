"""Which territory, or which shade of the sea, each pixel of a tile shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray
from scipy import ndimage

from game.client.mapview.address import FINE, TILE, Address, dashes, lines_on, rings_on
from game.client.mapview.atlas import Atlas
from game.client.mapview.paint import GRATICULE, SEA_SHADES, ZONE_LINE
from game.content.projection import project

MARGIN: Final = 48
"""Pixels at double size drawn around a tile, so that what is blurred fits its neighbours."""
GLOW_PX: Final = 9
"""Window of the blur that lights the coast, in pixels."""
GLOW_BANDS: Final = 4
GRATICULE_DEG: Final = 15
_SIDE: Final = FINE + 2 * MARGIN
_ZONE: Final = 0xFFFF


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """A tile's geometry; it outlives every change of colour."""

    codes: NDArray[np.uint16]
    """Territory, or the number of territories plus a shade of the sea `[FINE, FINE]`."""
    present: NDArray[np.intp]
    """Territories on the tile or close by."""


class Rasteriser:
    """Draws the codes of tiles."""

    def __init__(self, atlas: Atlas) -> None:
        self.atlas = atlas
        self._surface = pygame.Surface((_SIDE, _SIDE), depth=32)
        degrees = np.arange(-180, 180, GRATICULE_DEG)
        self._meridians = project(degrees, np.zeros(len(degrees)))[0]
        degrees = np.arange(-75, 90, GRATICULE_DEG)
        self._parallels = project(np.zeros(len(degrees)), degrees)[1]

    def raster(self, at: Address) -> Raster:
        """Return the codes of one tile."""
        self._surface.fill(0)
        self._zone_lines(at)
        self._land(at)
        # The upper half of a pixel is never drawn on.
        codes = pygame.surfarray.pixels2d(self._surface).T.astype(np.uint16)
        core = codes[MARGIN:-MARGIN, MARGIN:-MARGIN]
        count = self.atlas.count
        seen = np.bincount(codes[::2, ::2].ravel(), minlength=count + 1)[1 : count + 1]
        present = np.flatnonzero(seen)
        land = (core != 0) & (core != _ZONE)
        if land.all():
            return Raster(np.ascontiguousarray(core - np.uint16(1)), present)
        shade = self._shades(at, codes, coast=bool(len(present)))
        sea = np.repeat(np.repeat(shade, 2, axis=0), 2, axis=1) + np.uint16(count)
        self._graticule(at, sea)
        sea[core == _ZONE] = count + ZONE_LINE
        return Raster(np.where(land, core - np.uint16(1), sea), present)

    def _land(self, at: Address) -> None:
        land = self.atlas.land
        for ring, points in rings_on(land.lines_at(at.zoom), at, self.atlas.width, MARGIN):
            own = int(land.of[ring])
            if len(points) > 2:
                pygame.draw.polygon(self._surface, own + 1, points.tolist())
            elif len(points):
                x, y = points[0].tolist()
                self._surface.fill(own + 1, (x, y, 2, 2))

    def _zone_lines(self, at: Address) -> None:
        arcs = self.atlas.sea.arcs_at(at.zoom)
        for line, points in lines_on(arcs.lines, at, self.atlas.width, MARGIN):
            if arcs.b[line] >= 0:
                for dash in dashes(points, 6.0, 10.0):
                    pygame.draw.lines(self._surface, _ZONE, False, dash, 2)

    def _shades(self, at: Address, codes: NDArray[np.uint16], *, coast: bool) -> NDArray[np.uint16]:
        """Return shades of the sea `[TILE, TILE]`: light by the coast, in bands, and on shoals."""
        centre = (np.arange(TILE) + 0.5) / at.zoom
        x0, y0, _, _ = at.box()
        light = (1.0 - self.atlas.depth_at(x0 + centre, y0 + centre)) * 0.46
        if coast:
            fine = codes[::2, ::2]
            near = ((fine != 0) & (fine != _ZONE)).astype(np.float32)
            for _ in range(3):
                near = ndimage.uniform_filter(near, GLOW_PX, mode="nearest")
            m = MARGIN // 2
            near = np.sqrt(np.clip(near[m:-m, m:-m] * 2.0, 0.0, 1.0))
            steps = np.ceil(near * GLOW_BANDS - 0.15) / GLOW_BANDS
            light += (1.0 - light) * (0.6 * steps + 0.4 * near) * 0.9
        shades: NDArray[np.uint16] = np.clip(light * SEA_SHADES, 0, SEA_SHADES - 1).astype(
            np.uint16
        )
        return shades

    def _graticule(self, at: Address, sea: NDArray[np.uint16]) -> None:
        x0, y0, x1, y1 = at.box()
        code = self.atlas.count + GRATICULE
        for x in (*self._meridians.tolist(), *(self._meridians + self.atlas.width).tolist()):
            if x0 <= x < x1:
                sea[:, int((x - x0) * at.zoom * 2)] = code
        for y in self._parallels.tolist():
            if y0 <= y < y1:
                sea[int((y - y0) * at.zoom * 2)] = code
