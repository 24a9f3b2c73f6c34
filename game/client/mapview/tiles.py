"""Tiles at hand: built within a budget of time, repainted where they changed, the oldest dropped."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from time import perf_counter
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.mapview.address import TILE, Address
from game.client.mapview.atlas import NEAR_ZOOM, Atlas
from game.client.mapview.camera import Camera
from game.client.mapview.paint import MapPaint
from game.client.mapview.painter import TilePainter
from game.client.mapview.raster import Raster, Rasteriser
from game.client.mapview.style import MapStyle

KEEP: Final = 256
"""Pictures kept at least, a quarter of a megabyte each; more where one view needs more."""
KEEP_RASTERS: Final = 60
"""Rasters kept at least, half a megabyte each: what is in view changes its colours at once."""


@dataclass(slots=True)
class _Tile:
    present: NDArray[np.intp]
    """Territories on the tile or close by."""
    raster: Raster | None
    """None for a tile not seen for a while: it is drawn anew when its colours change."""
    picture: pygame.Surface | None = None
    stale: bool = True


class TileStore:
    """Makes and keeps tiles."""

    def __init__(self, atlas: Atlas, style: MapStyle, scale: float) -> None:
        self.atlas = atlas
        self._rasteriser = Rasteriser(atlas)
        self.painter = TilePainter(atlas, style, scale)
        self._tiles: dict[Address, _Tile] = {}

    @property
    def paint(self) -> MapPaint:
        """The colours in use."""
        return self.painter.paint

    def set_paint(self, paint: MapPaint) -> NDArray[np.intp]:
        """Take new colours, mark the tiles they touch, and return the territories that changed."""
        changed = paint.changed(self.painter.paint)
        kinds = self.painter.kinds
        self.painter.recolour(paint)
        if len(kinds):
            arcs = self.atlas.land.arcs
            moved = kinds != self.painter.kinds
            changed[arcs.a[moved]] = True
        for tile in self._tiles.values():
            if changed[tile.present].any():
                tile.stale = True
        return np.flatnonzero(changed)

    def colours(self, codes: NDArray[np.integer]) -> NDArray[np.uint32]:
        """Return plain colours 0xRRGGBB of codes."""
        return self.painter.colours(codes)

    def picture(self, at: Address) -> pygame.Surface | None:
        """Return a tile's picture if there is one, maybe in older colours."""
        tile = self._tiles.get(at)
        return tile.picture if tile else None

    def build(self, wanted: Sequence[Address], budget_ms: float) -> tuple[bool, bool]:
        """Work on wanted tiles, in order, for about the budget.

        Returns whether any picture changed, and whether all that was wanted is done. At least one
        step is taken, so that any budget gets there in the end.
        """
        stop = perf_counter() + budget_ms / 1000.0
        if wanted and not self._outlined(wanted[0].zoom, stop):
            return False, False
        changed = False
        todo: list[Address] = []
        for at in wanted:
            tile = self._tiles.pop(at, None)
            if tile is not None:
                self._tiles[at] = tile
            if tile is None or tile.stale:
                todo.append(at)
        for at in todo:
            if changed and perf_counter() > stop:
                return True, False
            tile = self._tiles.get(at)
            if tile is None or tile.raster is None:
                raster = self._rasteriser.raster(at)
                if tile is None:
                    tile = self._tiles[at] = _Tile(raster.present, raster)
                tile.raster = raster
                changed = True
                if perf_counter() > stop:
                    return True, False
            tile.picture = self.painter.tile(at, tile.raster)
            tile.stale = False
            changed = True
        return changed, True

    def _outlined(self, zoom: float, stop: float) -> bool:
        """Work on the outlines of a zoom; return whether they are there."""
        if zoom >= NEAR_ZOOM and not self.atlas.prepare(1000.0 * (stop - perf_counter())):
            return False
        land, sea = self.atlas.land, self.atlas.sea
        for lines in (land.lines_at(zoom), land.arcs_at(zoom).lines, sea.arcs_at(zoom).lines):
            if not lines.known(2.0 * zoom):
                lines.scaled(2.0 * zoom)
                if perf_counter() > stop:
                    return False
        return True

    def trim(self, needed: int) -> None:
        """Drop the tiles that were not wanted for longest."""
        kept = list(self._tiles)
        for at in kept[: max(0, len(kept) - max(KEEP, 2 * needed))]:
            del self._tiles[at]
        for at in kept[: max(0, len(kept) - max(KEEP_RASTERS, needed))]:
            if at in self._tiles:
                self._tiles[at].raster = None


def seen(camera: Camera, zoom: float) -> Iterator[tuple[Address, tuple[int, int]]]:
    """Yield the tiles that a view shows at a zoom, and where each is to be drawn.

    A tile is yielded once for each copy of the world in view.
    """
    width, height = camera.viewport
    left = camera.x * zoom - width / 2.0
    top = camera.y * zoom - height / 2.0
    span = camera.world_width * zoom
    rows = range(
        max(0, math.floor(top / TILE)),
        min(math.ceil(camera.world_height * zoom / TILE), math.floor((top + height) / TILE) + 1),
    )
    for copy in range(math.floor(left / span), math.floor((left + width) / span) + 1):
        first = max(0, math.floor((left - copy * span) / TILE))
        last = min(math.ceil(span / TILE), math.floor((left + width - copy * span) / TILE) + 1)
        for column in range(first, last):
            for row in rows:
                x = round(copy * span - left) + column * TILE
                yield Address(zoom, column, row), (x, row * TILE + round(-top))


def wanted(camera: Camera, zoom: float) -> list[Address]:
    """Return the tiles of a view, those in the middle first."""
    width, height = camera.viewport
    found = {
        at: math.hypot(x + TILE / 2 - width / 2, y + TILE / 2 - height / 2)
        for at, (x, y) in seen(camera, zoom)
    }
    return sorted(found, key=found.__getitem__)
