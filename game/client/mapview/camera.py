"""Where the map is looked at from: centre, zoom, and what that shows."""

from __future__ import annotations

import math
from dataclasses import dataclass

CLOSEST_UNITS = 100.0
"""Map units across the view at the closest zoom: the Low Countries fill the screen."""
NOTCH = math.sqrt(2.0)
"""Zoom factor of one notch of the wheel."""
FLIGHT_S = 0.6
"""Longest flight, in seconds."""
GLIDE_S = 0.16
"""Time for one notch of the wheel, in seconds."""


@dataclass(frozen=True, slots=True)
class _Move:
    """A glide from one look to another; with an anchor, the point under the cursor stays there."""

    start: tuple[float, float, float]
    end: tuple[float, float, float]
    seconds: float
    anchor: tuple[float, float] | None


class Camera:
    """Looks at a world that wraps in x and ends in y.

    Positions on screen are relative to the view's upper left corner; `x`, `y` is the centre in map
    units, `zoom` is pixels a map unit.
    """

    def __init__(self, world: tuple[float, float], viewport: tuple[int, int]) -> None:
        self.world_width, self.world_height = world
        self.viewport = viewport
        self.x, self.y = self.world_width / 2.0, self.world_height / 2.0
        self.zoom = self.min_zoom
        self._move: _Move | None = None
        self._elapsed = 0.0

    @property
    def min_zoom(self) -> float:
        """The zoom at which the whole world is seen."""
        width, height = self.viewport
        return min(width / self.world_width, height / self.world_height)

    @property
    def max_zoom(self) -> float:
        """The closest zoom."""
        return max(self.viewport[0] / CLOSEST_UNITS, self.min_zoom)

    @property
    def gliding(self) -> bool:
        """Whether a flight or a zoom is under way."""
        return self._move is not None

    @property
    def zooming(self) -> bool:
        """Whether the zoom is changing now."""
        return self._move is not None and self._move.start[2] != self._move.end[2]

    @property
    def target_zoom(self) -> float:
        """Where the zoom is going, or is."""
        return self.zoom if self._move is None else self._move.end[2]

    def resize(self, viewport: tuple[int, int]) -> None:
        """Take a new size of view, in pixels, and keep what is in the middle."""
        if viewport != self.viewport:
            whole = math.isclose(self.zoom, self.min_zoom)
            self.viewport = viewport
            self._move = None
            self._look(self.x, self.y, self.min_zoom if whole else self.zoom)

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point of the map is seen: in that copy of the world nearest the centre."""
        dx = math.remainder(x - self.x, self.world_width)
        width, height = self.viewport
        return dx * self.zoom + width / 2.0, (y - self.y) * self.zoom + height / 2.0

    def to_map(self, sx: float, sy: float) -> tuple[float, float]:
        """Return the point of the map under a point of the screen, x in 0..world width."""
        width, height = self.viewport
        x = self.x + (sx - width / 2.0) / self.zoom
        return x % self.world_width, self.y + (sy - height / 2.0) / self.zoom

    def pan(self, dx: float, dy: float) -> None:
        """Drag the map by pixels: a positive `dx` moves the land to the right."""
        self._move = None
        self._look(self.x - dx / self.zoom, self.y - dy / self.zoom, self.zoom)

    def zoom_to(self, zoom: float, at: tuple[float, float]) -> None:
        """Zoom at once, keeping the point under `at` where it is (as far as y allows)."""
        self._move = None
        self._zoom_about(zoom, at, self.to_map(*at))

    def wheel(self, notches: float, at: tuple[float, float], *, glide: bool = True) -> None:
        """Zoom by notches of the wheel (positive is closer) about a point of the screen."""
        zoom = self.snap(self.target_zoom * NOTCH**notches) if notches else self.target_zoom
        if not glide:
            self.zoom_to(zoom, at)
        elif zoom != self.zoom:
            self._start((self.x, self.y, zoom), GLIDE_S, at)

    def snap(self, zoom: float) -> float:
        """Return the nearest rung of the ladder of zooms, counted in notches from the whole world."""
        rung = round(math.log(max(zoom, self.min_zoom) / self.min_zoom, NOTCH))
        return min(self.min_zoom * NOTCH**rung, self.max_zoom)

    def fly_to(self, x: float, y: float, zoom: float | None = None, *, glide: bool = True) -> None:
        """Move to look at a point of the map, the short way round."""
        zoom = self.target_zoom if zoom is None else zoom
        zoom = min(max(zoom, self.min_zoom), self.max_zoom)
        if glide:
            near = self.x + math.remainder(x - self.x, self.world_width)
            self._start((near, y, zoom), FLIGHT_S, None)
        else:
            self._move = None
            self._look(x, y, zoom)

    def advance(self, seconds: float) -> None:
        """Let a flight or a gliding zoom go on."""
        move = self._move
        if move is None:
            return
        self._elapsed += seconds
        if self._elapsed >= move.seconds:
            self._move = None
            share = 1.0
        else:
            part = self._elapsed / move.seconds
            share = part * part * (3.0 - 2.0 * part)
        zoom = move.end[2]
        if share < 1.0:
            zoom = move.start[2] * (move.end[2] / move.start[2]) ** share
        if move.anchor is not None:
            self._zoom_about(zoom, move.anchor, self.to_map(*move.anchor))
            return
        x = move.start[0] + (move.end[0] - move.start[0]) * share
        y = move.start[1] + (move.end[1] - move.start[1]) * share
        self._look(x, y, zoom)

    def _start(
        self, end: tuple[float, float, float], seconds: float, anchor: tuple[float, float] | None
    ) -> None:
        self._move = _Move((self.x, self.y, self.zoom), end, seconds, anchor)
        self._elapsed = 0.0

    def _zoom_about(self, zoom: float, at: tuple[float, float], point: tuple[float, float]) -> None:
        zoom = min(max(zoom, self.min_zoom), self.max_zoom)
        width, height = self.viewport
        x = point[0] - (at[0] - width / 2.0) / zoom
        y = point[1] - (at[1] - height / 2.0) / zoom
        self._look(x, y, zoom)

    def _look(self, x: float, y: float, zoom: float) -> None:
        self.zoom = min(max(zoom, self.min_zoom), self.max_zoom)
        self.x = x % self.world_width
        half = self.viewport[1] / 2.0 / self.zoom
        if 2.0 * half >= self.world_height:
            self.y = self.world_height / 2.0
        else:
            self.y = min(max(y, half), self.world_height - half)
