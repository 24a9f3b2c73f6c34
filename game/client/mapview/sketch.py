"""A whole view at once at the screen's own resolution: plain colours and thin lines, in one go.

It stands where tiles are not ready yet, so that a place seen for the first time is sharp at once;
the tiles, smooth and in every shade, follow within some frames.
"""

from __future__ import annotations

import math

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.mapview.atlas import OVERVIEW_STEP, Atlas
from game.client.mapview.camera import Camera
from game.client.mapview.outlines import Lines, clip
from game.client.mapview.paint import SEA_SHADES, ZONE_LINE, open_sea
from game.client.mapview.painter import Border, TilePainter

_BEYOND = 16
"""Pixels beyond the view to which outlines are cut."""
_NEAR = 1.5
"""Zoom from which outlines have few points for each pixel."""
_THIN_LINES = 0.5
"""Zoom from which borders within a state are sketched."""
_LEAST = 2.0
"""Pixels of the smallest line that is drawn."""


class Sketcher:
    """Sketches views in the colours of a painter."""

    def __init__(self, atlas: Atlas, painter: TilePainter) -> None:
        self.atlas, self.painter = atlas, painter
        self._water = _water(atlas, painter)

    def fill(self, surface: pygame.Surface, camera: Camera) -> None:
        """Colour what the camera sees over the whole surface, which has the size of its view."""
        self._sea(surface, camera)
        land = self.atlas.land
        table = self.painter.colours(np.arange(self.atlas.count)).tolist()
        for ring, points in _seen(land.lines_at(camera.zoom), camera, cut=True):
            if len(points) > 2:
                pygame.draw.polygon(surface, table[land.of[ring]], points.tolist())

    def lines(self, surface: pygame.Surface, camera: Camera) -> None:
        """Draw borders and coasts over what is filled."""
        land, sea = self.atlas.land, self.atlas.sea
        style = self.painter.style
        faint = int(self.painter.colours(np.asarray(self.atlas.count + ZONE_LINE)))
        between = sea.arcs_at(camera.zoom)
        for arc, points in _seen(between.lines, camera):
            if between.b[arc] >= 0 and len(points) > 1:
                pygame.draw.lines(surface, faint, False, points.tolist())
        kinds = self.painter.kinds_at(camera.zoom)
        looks = {
            Border.TERRITORY: (style.territory_line, 1),
            Border.COAST: (style.coast, 1),
            Border.DISPUTED: (style.dispute, round(style.border_width * self.painter.scale)),
            Border.STATE: (style.border, round(style.border_width * self.painter.scale)),
        }
        # From afar the thinnest lines would take longest, and run together.
        drawn = None if camera.zoom >= _THIN_LINES else kinds != Border.TERRITORY
        paths = [
            (int(kinds[arc]), points.tolist())
            for arc, points in _seen(land.arcs_at(camera.zoom).lines, camera, drawn)
            if len(points) > 1
        ]
        for border, (colour, width) in looks.items():
            for kind, path in paths:
                if kind == border:
                    pygame.draw.lines(surface, colour, False, path, max(1, width))

    def _sea(self, surface: pygame.Surface, camera: Camera) -> None:
        """Draw depths, a cell of the overview's fourth for each change of shade."""
        width, height = camera.viewport
        cell = self.atlas.width / self._water.get_width() * camera.zoom
        left = (camera.x * camera.zoom - width / 2.0) / cell
        top = (camera.y * camera.zoom - height / 2.0) / cell
        columns, rows = math.ceil(width / cell) + 2, math.ceil(height / cell) + 2
        part = pygame.Surface((columns, rows), depth=32)
        x0, y0 = math.floor(left), math.floor(top)
        turn = self._water.get_width()
        for copy in range(math.floor(x0 / turn), math.floor((x0 + columns) / turn) + 1):
            part.blit(self._water, (copy * turn - x0, -y0))
        size = (round(columns * cell), round(rows * cell))
        corner = (round((x0 - left) * cell), round((y0 - top) * cell))
        surface.blit(pygame.transform.smoothscale(part, size), corner)


def _seen(
    lines: Lines, camera: Camera, drawn: NDArray[np.bool_] | None = None, *, cut: bool = False
) -> list[tuple[int, NDArray[np.int32]]]:
    """Return the lines in view with their points in the window, once for each copy of the world.

    What is smaller than two pixels is left out, and what is not `drawn`.
    """
    width, height = camera.viewport
    beyond = _BEYOND / camera.zoom
    half_w, half_h = width / 2.0 / camera.zoom + beyond, height / 2.0 / camera.zoom + beyond
    x0, x1, y0, y1 = camera.x - half_w, camera.x + half_w, camera.y - half_h, camera.y + half_h
    # From afar many points fall on one pixel; from near few are in view at all.
    far = camera.zoom < _NEAR
    points, starts = lines.scaled(camera.zoom) if far else (lines.points, lines.starts)
    large = (lines.boxes[:, 2:] - lines.boxes[:, :2]).max(axis=1) * camera.zoom >= _LEAST
    if drawn is not None:
        large &= drawn
    found = []
    for shift in range(
        math.floor((x0 - lines.right) / camera.world_width),
        math.ceil((x1 - lines.left) / camera.world_width) + 1,
    ):
        off = shift * camera.world_width
        at = lines.within((x0 - off, y0, x1 - off, y1))
        at = at[large[at]]
        if not len(at):
            continue
        origin = np.rint(
            [
                (off - camera.x) * camera.zoom + width / 2.0,
                height / 2.0 - camera.y * camera.zoom,
            ]
        ).astype(np.int32)
        # All that is in view in one piece: a call for each line would cost more than its points.
        sizes = starts[at + 1] - starts[at]
        ends = np.cumsum(sizes)
        rows = np.arange(ends[-1]) + np.repeat(starts[at] - (ends - sizes), sizes)
        seen = points[rows]
        if not far:
            seen = np.rint(seen * np.float64(camera.zoom)).astype(np.int32)
        seen = seen + origin
        boxes = lines.boxes[at] + [off, 0.0, off, 0.0]
        out = (boxes[:, :2] < [x0, y0]).any(axis=1) | (boxes[:, 2:] > [x1, y1]).any(axis=1)
        for line, end, size, over in zip(
            at.tolist(), ends.tolist(), sizes.tolist(), out.tolist(), strict=True
        ):
            part = seen[end - size : end]
            if cut and over:
                part = _cut(part, width, height)
            found.append((line, part))
    return found


def _cut(points: NDArray[np.int32], width: int, height: int) -> NDArray[np.int32]:
    """Cut a polygon to the view and a little more."""
    return clip(points, (-_BEYOND, -_BEYOND), (width + _BEYOND, height + _BEYOND))


def _water(atlas: Atlas, painter: TilePainter) -> pygame.Surface:
    """Return the sea's shades by depth alone, a pixel for four of the overview's."""
    rows, columns = atlas.depth.shape
    step = 4 * OVERVIEW_STEP
    depth = atlas.depth_at((np.arange(columns) + 0.5) * step, (np.arange(rows) + 0.5) * step)
    shade = (open_sea(depth) * SEA_SHADES).astype(np.intp)
    surface = pygame.Surface((columns, rows), depth=32)
    pixels = pygame.surfarray.pixels2d(surface)
    pixels.T[...] = painter.colours(atlas.count + shade)
    del pixels
    return surface
