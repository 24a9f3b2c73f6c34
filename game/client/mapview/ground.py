"""The map beneath the labels: tiles where they are ready, and something coarse until they are."""

from __future__ import annotations

import math

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.mapview.atlas import OVERVIEW_STEP, Atlas
from game.client.mapview.camera import Camera
from game.client.mapview.paint import SEA_SHADES, MapPaint, open_sea
from game.client.mapview.sketch import Sketcher
from game.client.mapview.style import MapStyle
from game.client.mapview.tiles import TileStore, seen, wanted

MOVING_MS, RESTING_MS = 2.5, 9.0
"""Time for tiles in a frame, while the camera moves and while it stands."""
_SKETCHED = 0.4
"""Share of the tiles in view that must be missing for a sketch to be worth its time."""

_FINE_ENOUGH = 2.0
"""Pixels of the screen in one of the overview up to which its colours will do for a sketch."""
_DRIFT = 0.3
"""Share of the view by which the camera may have moved before another sketch is made."""

Look = tuple[float, float, float]
"""Centre and zoom of a camera."""


class Ground:
    """Composes the map's picture for a camera."""

    def __init__(self, atlas: Atlas, style: MapStyle, scale: float) -> None:
        self.atlas, self.style = atlas, style
        self.tiles = TileStore(atlas, style, scale)
        self._sketcher = Sketcher(atlas, self.tiles.painter)
        self._codes = _overview_codes(atlas)
        self._overview: pygame.Surface | None = None
        self._small: pygame.Surface | None = None
        self._base = pygame.Surface((1, 1))
        self._still = pygame.Surface((1, 1))
        """The last picture of another zoom, shown scaled until tiles are there."""
        self._still_look: Look | None = None
        self._look: Look | None = None
        self.done = False
        """Whether all in view has its final picture."""

    def set_paint(self, paint: MapPaint) -> NDArray[np.intp]:
        """Take new colours; return the territories that changed."""
        changed = self.tiles.set_paint(paint)
        if len(changed):
            self._overview = self._small = self._sketched = None
            self.done = False
        return changed

    def update(self, camera: Camera, budget_ms: float | None = None) -> bool:
        """Build tiles for about the budget; return whether nothing is left to do.

        Without a budget it is large while the camera stands, and small while it moves.
        """
        before, self._updated = self._updated, (camera.x, camera.y, camera.zoom)
        if budget_ms is None:
            if self._to_sketch(before, camera):
                self.done = False
                return False
            budget_ms = RESTING_MS if before == self._updated else MOVING_MS
        tiles = wanted(camera, camera.target_zoom)
        changed, done = self.tiles.build(tiles, budget_ms)
        self.tiles.trim(len(tiles))
        if changed:
            self._look = None
        self.done = done
        return done

    def _to_sketch(self, before: Look | None, camera: Camera) -> bool:
        """Tell whether this frame will sketch a view just come to, and should do nothing else."""
        landed = self._scaled and not camera.zooming
        far = before is not None and not camera.zooming and self._far(before, camera)
        return (landed or far) and self._lacking(camera)

    def _lacking(self, camera: Camera) -> bool:
        """Tell whether too few of the tiles in view are there."""
        there = [self.tiles.picture(at) is not None for at, _ in seen(camera, camera.zoom)]
        return there.count(False) > _SKETCHED * len(there)

    @property
    def sharp(self) -> bool:
        """Whether all that was last composed was drawn at the screen's own resolution."""
        return self._sharp

    def overview(self) -> pygame.Surface:
        """Return the whole world in plain colours, a pixel for `OVERVIEW_STEP` map units."""
        if self._overview is None:
            rows, columns = self._codes.shape
            surface = pygame.Surface((columns, rows), depth=32)
            pixels = pygame.surfarray.pixels2d(surface)
            pixels.T[...] = self.tiles.colours(self._codes)
            del pixels
            self._overview = surface
        return self._overview

    def small(self, size: tuple[int, int]) -> pygame.Surface:
        """Return the whole world in plain colours, of a size in pixels; kept for the next call."""
        if self._small is None or self._small.get_size() != size:
            self._small = pygame.transform.smoothscale(self.overview(), size)
        return self._small

    def compose(self, camera: Camera) -> pygame.Surface:
        """Return the picture, of the view's size; it is drawn anew only when something changed."""
        look = (camera.x, camera.y, camera.zoom)
        if self._base.get_size() != camera.viewport:
            self._base = pygame.Surface(camera.viewport, depth=32)
            self._still = pygame.Surface(camera.viewport, depth=32)
            self._still_look = self._look = None
        if look == self._look:
            return self._base
        if self._drawn is not None and self._drawn[2] != camera.zoom and not self._scaled:
            self._base, self._still = self._still, self._base
            self._still_look, self._sketched = self._drawn, None
        self._scaled = camera.zooming
        pictures = []
        missing = 0
        if not camera.zooming:
            for at, place in seen(camera, camera.zoom):
                picture = self.tiles.picture(at)
                if picture is None:
                    missing += 1
                else:
                    pictures.append((picture, place))
            few = missing <= _SKETCHED * (missing + len(pictures))
            if not few and not self._sketched_near(camera):
                self._sketch(camera)
                self._still_look = self._sketched = look
        self._sharp = not camera.zooming and (not missing or self._sketched == look)
        if missing or camera.zooming:
            self._coarse(camera)
        self._base.fblits(pictures)
        self._edges(camera)
        self._drawn = self._look = look
        return self._base

    _sharp = False
    _sketched: Look | None = None
    """What the still is a sketch of, if it is one, in the present colours."""
    _updated: Look | None = None
    _drawn: Look | None = None
    _scaled = False

    def _sketched_near(self, camera: Camera) -> bool:
        """Tell whether the still is a sketch of this zoom that shows most of the view."""
        return self._sketched is not None and not self._far(self._sketched, camera)

    @staticmethod
    def _far(look: Look, camera: Camera) -> bool:
        """Tell whether a look has another zoom, or shows much that the camera does not."""
        across, down = camera.to_screen(*look[:2])
        width, height = camera.viewport
        return (
            look[2] != camera.zoom
            or abs(across - width / 2) >= _DRIFT * width
            or abs(down - height / 2) >= _DRIFT * height
        )

    def _coarse(self, camera: Camera) -> None:
        if not self._still_covers(camera):
            self._whole(self._base, camera)
        if self._still_look is not None:
            ratio, corner = self._still_place(camera, self._still_look)
            _blit_scaled(self._base, self._still, corner, ratio)

    def _whole(self, surface: pygame.Surface, camera: Camera) -> None:
        """Draw the overview as far as it is in view."""
        width, height = camera.viewport
        span = camera.world_width * camera.zoom
        left = camera.x * camera.zoom - width / 2.0
        for copy in range(math.floor(left / span), math.floor((left + width) / span) + 1):
            corner = (copy * span - left, height / 2.0 - camera.y * camera.zoom)
            _blit_scaled(surface, self.overview(), corner, camera.zoom * OVERVIEW_STEP)

    def _sketch(self, camera: Camera) -> None:
        """Draw the view on the still, in one go."""
        if camera.zoom * OVERVIEW_STEP < _FINE_ENOUGH:
            self._whole(self._still, camera)
        else:
            self._sketcher.fill(self._still, camera)
        self._sketcher.lines(self._still, camera)

    def _still_place(self, camera: Camera, look: Look) -> tuple[float, tuple[float, float]]:
        x, y, zoom = look
        ratio = camera.zoom / zoom
        sx, sy = camera.to_screen(x, y)
        width, height = camera.viewport
        return ratio, (sx - width * ratio / 2.0, sy - height * ratio / 2.0)

    def _still_covers(self, camera: Camera) -> bool:
        if self._still_look is None:
            return False
        ratio, (x, y) = self._still_place(camera, self._still_look)
        width, height = camera.viewport
        covered = x <= 0 and y <= 0
        return covered and x + width * ratio >= width and y + height * ratio >= height

    def _edges(self, camera: Camera) -> None:
        """Draw bare paper above and below the world, and the line that frames the map."""
        width, height = camera.viewport
        top = round(height / 2.0 - camera.y * camera.zoom)
        bottom = round(height / 2.0 + (camera.world_height - camera.y) * camera.zoom)
        for y, box in (
            (top, pygame.Rect(0, 0, width, max(0, top))),
            (bottom, pygame.Rect(0, bottom, width, max(0, height - bottom))),
        ):
            self._base.fill(self.style.paper, box)
            pygame.draw.line(self._base, self.style.ink, (0, y), (width, y), 1)


def _blit_scaled(
    target: pygame.Surface, source: pygame.Surface, corner: tuple[float, float], ratio: float
) -> None:
    """Draw the part of a scaled source that the target shows; `corner` is the source's."""
    width, height = target.get_size()
    columns, rows = source.get_size()
    u0 = max(0, math.floor(-corner[0] / ratio))
    v0 = max(0, math.floor(-corner[1] / ratio))
    u1 = min(columns, math.ceil((width - corner[0]) / ratio))
    v1 = min(rows, math.ceil((height - corner[1]) / ratio))
    if u1 <= u0 or v1 <= v0:
        return
    x0, y0 = round(corner[0] + u0 * ratio), round(corner[1] + v0 * ratio)
    x1, y1 = round(corner[0] + u1 * ratio), round(corner[1] + v1 * ratio)
    if x1 > x0 and y1 > y0:
        part = source.subsurface((u0, v0, u1 - u0, v1 - v0))
        box = pygame.Rect(x0, y0, x1 - x0, y1 - y0)
        if ratio == 1.0:
            target.blit(part, box)
        elif target.get_rect().contains(box):
            pygame.transform.scale(part, box.size, target.subsurface(box))
        else:
            target.blit(pygame.transform.scale(part, box.size), box)


def _overview_codes(atlas: Atlas) -> NDArray[np.uint16]:
    rows, columns = atlas.overview.shape
    step = OVERVIEW_STEP
    depth = atlas.depth_at((np.arange(columns) + 0.5) * step, (np.arange(rows) + 0.5) * step)
    shade = (open_sea(depth) * SEA_SHADES).astype(np.int32)
    land = atlas.overview >= 0
    return np.where(land, atlas.overview, atlas.count + shade).astype(np.uint16)
