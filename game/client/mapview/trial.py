"""Measure the map along a fixed path of the camera: frames, hovering, recolouring."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
import pygame

from game.client.assets import assets_folder
from game.client.mapview import modes
from game.client.mapview.atlas import Atlas
from game.client.mapview.camera import Camera
from game.client.mapview.ground import Ground
from game.client.mapview.labels import MapLabels
from game.client.mapview.paint import MapPaint
from game.client.mapview.style import PLAIN

if TYPE_CHECKING:
    from game.content.campaign import Campaign

SIZE = (1920, 1080)
FRAME_S = 1 / 60
CHANGED = 50
"""Territories that change hands in the measure of recolouring."""


SIGHTS = (
    (8.0, 50.0, 2.0),
    (139.0, 36.0, 2.0),
    (-80.0, 10.0, 2.0),
    (38.0, 8.0, 4.0),
    (5.5, 51.5, 6.0),
)
"""Longitude, latitude and zoom of places seen for the first time: Europe, Japan, Panama, Ethiopia,
the Low Countries."""


def measure(campaign: Campaign) -> Mapping[str, float | None]:
    """Return milliseconds of the map at 1920x1080.

    `frame_ms_median` and `frame_ms_p99`: panning and zooming over Europe and the Pacific seam, warm:
    the same path is flown before it is measured, once as fast and once with time for every tile.
    `cold_frame_ms_worst`: the longest frame of the first flight and of first sights.
    `first_sight_ms`: from a jump to a place never seen until all of it is there at the screen's own
    resolution, with its names; `settled_ms`: until it is there in its last shade; both the worst of
    `SIGHTS`. `hover_ms`, and `recolour_ms` for a change of fifty owners.
    """
    os.environ.setdefault("SDL_VIDEODRIVER", "dummy")
    pygame.init()
    screen = pygame.display.set_mode(SIZE)
    world = campaign.world(1)
    atlas = Atlas(campaign.map)
    ground = Ground(atlas, PLAIN, 1.0)
    owner = world.territories.owner
    shading = modes.political(campaign.gazetteer.colours, owner, atlas.neighbours)
    names = tuple(enumerate(campaign.gazetteer.names))
    paint = MapPaint(shading.fill, shading.hatch, owner, np.zeros(len(owner), bool), names)
    ground.set_paint(paint)
    labels = MapLabels(atlas, assets_folder() / "fonts", PLAIN, 1.0)
    labels.follow(paint, world.states.capital)
    camera = Camera((atlas.width, atlas.height), SIZE)
    cold = _fly(ground, labels, camera, screen)
    _fly(ground, labels, camera, screen, wait=True)
    frames = _fly(ground, labels, camera, screen)
    found = {
        "frame_ms_median": float(np.median(frames)),
        "frame_ms_p99": float(np.quantile(frames, 0.99)),
        "hover_ms": _hover(atlas, camera),
        "recolour_ms": _recolour(ground, camera, paint),
    }
    sights = [_first_sight(ground, labels, camera, screen, at) for at in SIGHTS]
    return {
        **found,
        "cold_frame_ms_worst": max(*cold, *(sight.worst for sight in sights)),
        "first_sight_ms": max(sight.seen for sight in sights),
        "settled_ms": max(sight.settled for sight in sights),
    }


def _fly(
    ground: Ground,
    labels: MapLabels,
    camera: Camera,
    screen: pygame.Surface,
    *,
    wait: bool = False,
) -> list[float]:
    """Fly the path and return the time of each frame in milliseconds.

    `wait` stops at each frame until all of it is there, for a later flight to be warm.
    """
    camera.fly_to(camera.world_width / 2, camera.world_height / 2, camera.min_zoom, glide=False)
    _settle(ground, labels, camera)
    frames = []
    for step in range(240):
        if step in (20, 40, 60):
            camera.wheel(1, (SIZE[0] / 2, SIZE[1] / 3))
        elif step in (150, 170, 190):
            camera.wheel(-1, (SIZE[0] / 2, SIZE[1] / 3))
        elif 70 <= step < 140:
            camera.pan(-24, 6 if step < 100 else -6)
        camera.advance(FRAME_S)
        if wait and not camera.zooming:
            _settle(ground, labels, camera)
        frames.append(_frame(ground, labels, camera, screen))
    return frames


def _settle(ground: Ground, labels: MapLabels, camera: Camera) -> None:
    for _ in range(400):
        if ground.update(camera, 50.0) and labels.update(camera, 50.0):
            return


def _frame(ground: Ground, labels: MapLabels, camera: Camera, screen: pygame.Surface) -> float:
    """Work and draw as the window does in a frame; return milliseconds."""
    began = perf_counter()
    labels.update(camera)
    ground.update(camera)
    screen.blit(ground.compose(camera), (0, 0))
    labels.draw(screen, camera)
    return 1000 * (perf_counter() - began)


class _Sight(NamedTuple):
    """Milliseconds of a first sight: until seen sharp, until settled, the longest frame."""

    seen: float
    settled: float
    worst: float


def _first_sight(
    ground: Ground,
    labels: MapLabels,
    camera: Camera,
    screen: pygame.Surface,
    at: tuple[float, float, float],
) -> _Sight:
    """Measure a jump to a place never seen, in the frames of the window."""
    longitude, latitude, zoom = at
    x = (longitude + 180.0) / 360.0 * camera.world_width
    y = (90.0 - latitude) / 180.0 * camera.world_height
    camera.fly_to(x, y, camera.snap(zoom), glide=False)
    began = perf_counter()
    seen: float | None = None
    frames = []
    while seen is None or not (ground.done and labels.update(camera)):
        frames.append(_frame(ground, labels, camera, screen))
        if seen is None and ground.sharp and labels.written(camera):
            seen = 1000 * (perf_counter() - began)
    return _Sight(seen, 1000 * (perf_counter() - began), max(frames))


def _hover(atlas: Atlas, camera: Camera) -> float:
    """Return the median time of finding what lies under the cursor."""
    times = []
    for step in range(200):
        at = camera.to_map(step * SIZE[0] / 200, (step * 37) % SIZE[1])
        began = perf_counter()
        atlas.land.at(*at)
        times.append(1000 * (perf_counter() - began))
    return float(np.median(times))


def _recolour(ground: Ground, camera: Camera, paint: MapPaint) -> float:
    """Return the time until a change of fifty owners is on the screen, whole."""
    owner = paint.owner.copy()
    owner[:CHANGED] = owner[-1]
    fill = paint.fill.copy()
    fill[:CHANGED] = fill[-1]
    began = perf_counter()
    ground.set_paint(replace(paint, owner=owner, fill=fill))
    while not ground.update(camera, 1000.0):
        pass
    ground.compose(camera)
    return 1000 * (perf_counter() - began)
