"""All names on the map: laid out anew for each zoom and each change of hands, and drawn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from time import perf_counter
from typing import Final

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.mapview.atlas import Atlas
from game.client.mapview.camera import Camera
from game.client.mapview.lettering import MapFonts
from game.client.mapview.names import NamePath, Namer
from game.client.mapview.paint import MapPaint
from game.client.mapview.places import Glyph, Mark, Placer, Places, Reach, Sign
from game.client.mapview.signs import sign
from game.client.mapview.style import MapStyle

FIRST_MS, LATER_MS = 6.0, 2.5
"""Time for names in a frame, until those in view are written and after."""
_LAYOUTS: Final = 16
_AROUND: Final = 0.7
"""Half the part of the map whose names are laid out first, in views."""
_FACE: Final = "serif-bold"


class MapLabels:
    """Names of states along their lands, of territories, cities, seas and straits."""

    def __init__(self, atlas: Atlas, folder: Path, style: MapStyle, scale: float) -> None:
        self.style, self.scale = style, scale
        self.fonts = MapFonts(folder)
        self._namer = Namer(atlas)
        self._placer = Placer(atlas, self.fonts, style, scale)
        self._paths: list[NamePath] = []
        self._layouts: dict[float, Places] = {}
        self._shown: Places | None = None
        self._work: tuple[float, Iterator[Places | None]] | None = None

    def follow(self, paint: MapPaint, seats: NDArray[np.integer] | None = None) -> None:
        """Take new owners and their names; `seats` are the territories of their capitals.

        The part of a state with its capital carries the name whatever its size.
        """
        paths = self._namer.paths(paint, frozenset(() if seats is None else seats.tolist()))
        if paths != self._paths:
            self._paths = paths
            self._layouts.clear()
            self._work = None

    def update(self, camera: Camera, budget_ms: float | None = None) -> bool:
        """Lay out names for the zoom for about the budget; return whether that is done.

        The names of what is in view come first; without a budget, it is larger until they are there.
        """
        if budget_ms is None:
            budget_ms = LATER_MS if camera.zooming or self.written(camera) else FIRST_MS
        zoom = camera.target_zoom
        known = self._layouts.get(zoom)
        if known is not None:
            if not camera.zooming:
                self._shown = known
            return True
        if self._work is None or self._work[0] != zoom:
            self._work = (zoom, self._lay_out(camera))
        stop = perf_counter() + budget_ms / 1000.0
        for places in self._work[1]:
            if places is not None:
                if len(self._layouts) >= _LAYOUTS:
                    self._layouts.pop(next(iter(self._layouts)))
                self._layouts[zoom] = places
                self._work = None
                return self.update(camera, 0.0)
            if perf_counter() > stop:
                return False
        return False

    def _lay_out(self, camera: Camera) -> Iterator[Places | None]:
        zoom = camera.target_zoom
        if not camera.zooming and not self.written(camera):
            width, height = (side / zoom * _AROUND for side in camera.viewport)
            near = Reach(camera.x, camera.y, width, height, camera.world_width)
            for places in self._placer.lay_out(zoom, self._paths, near):
                if places is not None:
                    self._shown = places
                yield None
        yield from self._placer.lay_out(zoom, self._paths)

    def written(self, camera: Camera) -> bool:
        """Tell whether the names shown are those of the zoom, at least in view."""
        return self._shown is not None and self._shown.zoom == camera.zoom

    def draw(self, surface: pygame.Surface, camera: Camera) -> None:
        """Write the names in view; those of the last zoom until the new ones are laid out."""
        places = self._shown
        if places is None or not len(places.xy):
            return
        width, height = camera.viewport
        span = camera.world_width
        x = np.remainder(places.xy[:, 0] - camera.x + span / 2, span) - span / 2
        x = x * camera.zoom + width / 2
        y = (places.xy[:, 1] - camera.y) * camera.zoom + height / 2
        edge = 160 * self.scale
        near = (x > -edge) & (x < width + edge) & (y > -edge) & (y < height + edge)
        images = []
        for at in np.flatnonzero(near).tolist():
            mark = places.marks[at]
            image = self._image(mark)
            cx, cy = x[at], y[at]
            if not isinstance(mark, (Glyph, Sign)):
                cx, cy = cx + mark.dx, cy + mark.dy
            images.append(
                (image, (round(cx - image.get_width() / 2), round(cy - image.get_height() / 2)))
            )
        surface.fblits(images)

    def _image(self, mark: Mark) -> pygame.Surface:
        if isinstance(mark, Glyph):
            return self.fonts.glyph(
                mark.char, _FACE, mark.px, self.style.ink, mark.degrees, mark.alpha
            )
        if isinstance(mark, Sign):
            return sign(mark.kind, self.scale, self.style)
        return self.fonts.word(mark.text, mark.face, mark.px, mark.colour, mark.halo, mark.tracking)
