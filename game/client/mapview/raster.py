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
from game.client.mapview.paint import GRATICULE, SEA_SHADES, ZONE_LINE, open_sea
from game.content.projection import project

MARGIN: Final = 48
"""Pixels at double size drawn around a tile, so that what is blurred fits its neighbours."""
GLOW_PX: Final = 5
"""Window of the blur that lights the coast, in cells of two pixels."""
GLOW_BANDS: Final = 4
GRATICULE_DEG: Final = 15
_SIDE: Final = FINE + 2 * MARGIN
_CELL: Final = 4
"""Pixels at double size in a cell of the blur."""
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
        self._surface = pygame.Surface((_SIDE, _SIDE), depth=16)
        degrees = np.arange(-180, 180, GRATICULE_DEG)
        self._meridians = project(degrees, np.zeros(len(degrees)))[0]
        degrees = np.arange(-75, 90, GRATICULE_DEG)
        self._parallels = project(np.zeros(len(degrees)), degrees)[1]

    def raster(self, at: Address) -> Raster:
        """Return the codes of one tile."""
        self._surface.fill(0)
        self._zone_lines(at)
        present = self._land(at)
        codes = pygame.surfarray.pixels2d(self._surface).T
        core = codes[MARGIN:-MARGIN, MARGIN:-MARGIN]
        count = self.atlas.count
        land = (core != 0) & (core != _ZONE)
        if land.all():
            return Raster(core - np.uint16(1), present)
        across = np.repeat(self._shades(at, codes, coast=bool(len(present))), 2, axis=1)
        across += np.uint16(count)
        sea = np.empty((FINE, FINE), dtype=np.uint16)
        sea[::2] = sea[1::2] = across
        self._graticule(at, sea)
        sea[core == _ZONE] = count + ZONE_LINE
        np.copyto(sea, core - np.uint16(1), where=land)
        return Raster(sea, present)

    def _land(self, at: Address) -> NDArray[np.intp]:
        """Fill the land, and return the territories that may be in sight."""
        land = self.atlas.land
        drawn = set()
        for ring, points in rings_on(land.lines_at(at.zoom), at, self.atlas.width, MARGIN):
            own = int(land.of[ring])
            if len(points) > 2:
                pygame.draw.polygon(self._surface, own + 1, points.tolist())
            elif len(points):
                x, y = points[0].tolist()
                self._surface.fill(own + 1, (x, y, 2, 2))
            else:
                continue
            drawn.add(own)
        return np.asarray(sorted(drawn), dtype=np.intp)

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
        light = open_sea(self.atlas.depth_at(x0 + centre, y0 + centre))
        if coast:
            fine = codes[_CELL // 2 :: _CELL, _CELL // 2 :: _CELL]
            near = ((fine != 0) & (fine != _ZONE)).astype(np.float32)
            for _ in range(3):
                near = ndimage.uniform_filter(near, GLOW_PX, mode="nearest")
            m = MARGIN // _CELL - 1
            near = np.sqrt(np.clip(_doubled(near[m:-m, m:-m]) * 2.0, 0.0, 1.0))
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


def _doubled(cells: NDArray[np.float32]) -> NDArray[np.float32]:
    """Return values at twice the resolution, between those of cells and without their rim."""
    for axis in (0, 1):
        here = np.moveaxis(cells, axis, 0)
        fine = np.empty((2 * len(here) - 4, here.shape[1]), dtype=np.float32)
        inner = here[1:-1] * np.float32(0.75)
        fine[::2] = inner + here[:-2] * np.float32(0.25)
        fine[1::2] = inner + here[2:] * np.float32(0.25)
        cells = np.moveaxis(fine, 0, axis)
    return cells
