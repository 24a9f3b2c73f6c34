"""The map: where the camera looks, what lies under the cursor, what a change of hands repaints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.mapview import modes
from game.client.mapview.camera import Camera
from game.client.mapview.ground import Ground
from game.client.mapview.paint import MapPaint
from game.client.mapview.style import PLAIN
from game.content.projection import WORLD_HEIGHT, WORLD_WIDTH, project

if TYPE_CHECKING:
    from game.client.mapview.atlas import Atlas
    from game.content.maps.document import MapDocument

VIEW = (640, 360)


def camera() -> Camera:
    return Camera((WORLD_WIDTH, WORLD_HEIGHT), VIEW)


places = st.tuples(st.floats(0, WORLD_WIDTH - 1), st.floats(1500, WORLD_HEIGHT - 1500))


@given(places, st.floats(0.2, 4.0))
def test_a_point_of_the_screen_is_a_point_of_the_map_and_back(
    at: tuple[float, float], zoom: float
) -> None:
    looking = camera()
    looking.fly_to(*at, zoom, glide=False)
    x, y = looking.to_map(100, 50)
    sx, sy = looking.to_screen(x, y)
    assert (sx, sy) == pytest.approx((100, 50), abs=1e-3)


@given(places, st.floats(0, VIEW[0]), st.floats(VIEW[1] / 3, 2 * VIEW[1] / 3))
def test_the_wheel_keeps_the_point_under_the_cursor(
    at: tuple[float, float], sx: float, sy: float
) -> None:
    looking = camera()
    looking.fly_to(*at, 0.5, glide=False)
    before = looking.to_map(sx, sy)
    looking.wheel(1, (sx, sy), glide=False)
    after = looking.to_screen(*before)
    assert after == pytest.approx((sx, sy), abs=0.5)


@pytest.mark.parametrize(
    ("city", "lon", "lat"),
    [("Paris", 2.35, 48.86), ("Tokyo", 139.7, 35.7), ("Addis Ababa", 38.75, 9.0),
     ("Suva", 178.2, -17.95), ("Chukotka", 175.0, 66.5)],
)  # fmt: skip
def test_the_cursor_finds_the_land_of_a_city(
    atlas: Atlas, document: MapDocument, city: str, lon: float, lat: float
) -> None:
    x, y = project(np.array([lon]), np.array([lat]))
    found = atlas.land.at(float(x[0]), float(y[0]))
    assert found is not None, city
    near = document.territories[found].centroid
    assert abs(near[0] - float(x[0])) % WORLD_WIDTH < 700


def painted(atlas: Atlas, owner: np.ndarray[tuple[int], np.dtype[np.int64]]) -> MapPaint:
    colours = np.random.default_rng(1).integers(60, 220, (8, 3)).astype(np.uint8)
    shading = modes.political(colours, owner)
    return MapPaint(shading.fill, shading.hatch, owner, np.zeros(len(owner), bool))


def test_a_change_of_hands_repaints_there_and_nowhere_else(
    atlas: Atlas, document: MapDocument
) -> None:
    owner = np.zeros(atlas.count, np.int64)
    ground = Ground(atlas, PLAIN, 1.0)
    ground.set_paint(painted(atlas, owner))
    looking = camera()
    while not ground.update(looking, 1000.0):
        pass
    before = pygame.surfarray.array3d(ground.compose(looking))
    taken = document.territory_index["south_manchuria"]
    owner = owner.copy()
    owner[taken] = 1
    ground.set_paint(painted(atlas, owner))
    while not ground.update(looking, 1000.0):
        pass
    after = pygame.surfarray.array3d(ground.compose(looking))
    moved = np.argwhere((before != after).any(axis=2))
    assert len(moved)
    centre = looking.to_screen(*document.territories[taken].centroid)
    assert np.abs(moved - np.array(centre)).max() < 40


def test_hatching_is_a_second_cue(atlas: Atlas) -> None:
    owner = np.zeros(atlas.count, np.int64)
    plain = painted(atlas, owner)
    hatched = replace(plain, hatch=np.full(atlas.count, 3, np.uint8))
    pictures = []
    for paint in (plain, hatched):
        ground = Ground(atlas, PLAIN, 1.0)
        ground.set_paint(paint)
        looking = camera()
        while not ground.update(looking, 1000.0):
            pass
        pictures.append(pygame.surfarray.array3d(ground.compose(looking)))
    assert (pictures[0] != pictures[1]).mean() > 0.01


def test_the_world_goes_on_across_the_seam(atlas: Atlas, regions: MapPaint) -> None:
    pictures = []
    for x in (WORLD_WIDTH - 40, 40):
        ground = Ground(atlas, PLAIN, 1.0)
        ground.set_paint(regions)
        looking = camera()
        looking.fly_to(x, 1200, 1.0, glide=False)
        while not ground.update(looking, 1000.0):
            pass
        pictures.append(pygame.surfarray.array3d(ground.compose(looking)).astype(int))
    west, east = pictures[0][80:], pictures[1][:-80]
    # Only the paper's grain may differ, where copies of the world meet.
    assert (np.abs(west - east).max(axis=2) > 24).mean() < 0.002
    assert np.ptp(west.sum(axis=2)) > 100


def test_what_is_shown_before_tiles_are_ready_is_the_same_world(
    atlas: Atlas, regions: MapPaint
) -> None:
    ground = Ground(atlas, PLAIN, 1.0)
    ground.set_paint(regions)
    looking = camera()
    coarse = pygame.surfarray.array3d(ground.compose(looking)).astype(int)
    while not ground.update(looking, 1000.0):
        pass
    fine = pygame.surfarray.array3d(ground.compose(looking)).astype(int)
    assert 0 < np.abs(coarse - fine).mean() < 20
