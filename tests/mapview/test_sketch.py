"""What is seen before tiles are ready: sharp at once, in the same colours, at any zoom and seam."""

from __future__ import annotations

import itertools
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pygame
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.client.mapview.atlas import NEAR_ZOOM, Outlines
from game.client.mapview.camera import Camera
from game.client.mapview.ground import Ground
from game.client.mapview.outlines import clip
from game.client.mapview.style import PLAIN
from game.client.mapview.tiles import KEEP, KEEP_RASTERS, TileStore, wanted
from game.content.projection import WORLD_HEIGHT, WORLD_WIDTH

if TYPE_CHECKING:
    from game.client.mapview.atlas import Atlas
    from game.client.mapview.paint import MapPaint

VIEW = (640, 360)


def looking_at(x: float, y: float, zoom: float) -> Camera:
    camera = Camera((WORLD_WIDTH, WORLD_HEIGHT), VIEW)
    camera.fly_to(x, y, zoom, glide=False)
    return camera


def city(atlas: Atlas, key: str) -> tuple[float, float]:
    x, y = atlas.document.territories[atlas.document.territory_index[key]].city_xy
    return float(x), float(y)


def ground_with(atlas: Atlas, paint: MapPaint) -> Ground:
    ground = Ground(atlas, PLAIN, 1.0)
    ground.set_paint(paint)
    return ground


def finished(ground: Ground, camera: Camera) -> np.ndarray[tuple[int, int, int], np.dtype[np.int_]]:
    while not ground.update(camera, 1000.0):
        pass
    return pygame.surfarray.array3d(ground.compose(camera)).astype(int)


@pytest.mark.parametrize("zoom", [0.3, 0.7, 2.0, 5.0])
def test_a_place_just_come_to_is_sharp_in_its_first_frame(
    atlas: Atlas, regions: MapPaint, zoom: float
) -> None:
    ground = ground_with(atlas, regions)
    camera = looking_at(*city(atlas, "ile_de_france"), zoom)
    sketched = pygame.surfarray.array3d(ground.compose(camera)).astype(int)
    assert ground.sharp
    assert not ground.done
    settled = finished(ground, camera)
    off = np.abs(sketched - settled).max(axis=2)
    # Grain, tints along borders and light along coasts come later; the lands stand where they stood.
    assert (off > 60).mean() < 0.08


def test_a_sketch_goes_on_across_the_seam(atlas: Atlas, regions: MapPaint) -> None:
    pictures = []
    for x in (WORLD_WIDTH - 40, 40):
        ground = ground_with(atlas, regions)
        picture = ground.compose(looking_at(x, 1200, 1.0))
        pictures.append(pygame.surfarray.array3d(picture).astype(int))
    assert (np.abs(pictures[0][80:] - pictures[1][:-80]).max(axis=2) > 24).mean() < 0.002


def test_new_colours_are_sketched_anew(atlas: Atlas, regions: MapPaint) -> None:
    ground = ground_with(atlas, regions)
    camera = looking_at(*city(atlas, "ile_de_france"), 2.0)
    before = ground.compose(camera).get_at((VIEW[0] // 2 + 30, VIEW[1] // 2))
    ground.set_paint(replace(regions, fill=255 - regions.fill))
    ground.update(camera, 0.0)
    assert ground.compose(camera).get_at((VIEW[0] // 2 + 30, VIEW[1] // 2)) != before


def test_the_frame_of_a_sketch_builds_nothing_else(atlas: Atlas, regions: MapPaint) -> None:
    ground = ground_with(atlas, regions)
    camera = looking_at(*city(atlas, "ile_de_france"), 2.0)
    finished(ground, camera)
    camera.fly_to(*city(atlas, "south_manchuria"), 2.0, glide=False)
    assert not ground.update(camera)
    assert all(ground.tiles.picture(at) is None for at in wanted(camera, 2.0))
    ground.compose(camera)
    assert ground.sharp
    frames = next(n for n in itertools.count(1) if ground.update(camera))
    assert frames > 1


def test_dragging_away_does_not_sketch_each_frame(
    atlas: Atlas, regions: MapPaint, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground = ground_with(atlas, regions)
    made: list[Camera] = []
    monkeypatch.setattr(ground, "_sketch", made.append)
    camera = looking_at(*city(atlas, "ile_de_france"), 2.0)
    for _ in range(10):
        ground.compose(camera)
        camera.pan(-12, 0)
    assert len(made) == 1


def test_tiles_long_unseen_are_dropped_and_come_back_the_same(
    atlas: Atlas, regions: MapPaint
) -> None:
    store = TileStore(atlas, PLAIN, 1.0)
    store.set_paint(regions)
    places = [city(atlas, "ile_de_france"), *itertools.product(range(200, 5600, 300), (900, 1500))]
    views = [wanted(looking_at(x, y, 3.9), 3.9) for x, y in places]
    pictures = {}
    for view in views:
        while not store.build(view, 1000.0)[1]:
            pass
        pictures.update({at: store.picture(at) for at in view})
        store.trim(len(view))
    every = {at for view in views for at in view}
    assert len(every) > KEEP_RASTERS
    assert sum(store.picture(at) is not None for at in every) <= KEEP
    assert sum(tile.raster is not None for tile in store._tiles.values()) <= KEEP_RASTERS
    first = views[0]
    before = [pygame.image.tobytes(picture, "RGB") for at in first if (picture := pictures[at])]
    store.set_paint(replace(regions, fill=255 - regions.fill))
    store.set_paint(regions)
    while not store.build(first, 1000.0)[1]:
        pass
    after = [pygame.image.tobytes(picture, "RGB") for at in first if (picture := store.picture(at))]
    assert before == after


def test_outlines_for_near_views_come_in_small_steps(atlas: Atlas) -> None:
    shapes = tuple(shape.rings for shape in atlas.document.territories[:40])
    outlines = Outlines(shapes, atlas.width)
    assert outlines.lines_at(NEAR_ZOOM) is outlines.lines
    steps = next(n for n in itertools.count(1) if outlines.prepare(0.0))
    assert steps > 10
    assert len(outlines.lines_at(NEAR_ZOOM).points) > len(outlines.lines.points)
    assert outlines.lines_at(NEAR_ZOOM / 2) is outlines.lines


corners = st.lists(st.tuples(st.integers(-40, 140), st.integers(-40, 140)), min_size=3, max_size=9)


@settings(max_examples=60)
@given(corners)
def test_a_polygon_cut_to_a_box_covers_the_same_of_it(points: list[tuple[int, int]]) -> None:
    whole, cut = (pygame.Surface((100, 100), depth=16) for _ in range(2))
    pygame.draw.polygon(whole, 1, points)
    inner = clip(np.asarray(points, dtype=np.int32), (-8, -8), (108, 108))
    assert ((inner >= -8) & (inner <= 108)).all()
    if len(inner) > 2:
        pygame.draw.polygon(cut, 1, inner.tolist())
    differs = pygame.surfarray.array2d(whole) != pygame.surfarray.array2d(cut)
    # Corners of the cut are rounded to whole pixels: an edge may move by one.
    assert differs.sum() <= 100 * len(points)
