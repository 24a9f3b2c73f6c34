"""Miller's projection and its inverse."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.content.projection import (
    NORTH_LAT,
    SEAM_LON,
    SOUTH_LAT,
    WORLD_HEIGHT,
    WORLD_WIDTH,
    project,
    project_unwrapped,
    unproject,
    wrap,
)

longitudes = st.floats(-180.0, 180.0)
latitudes = st.floats(SOUTH_LAT, NORTH_LAT)


@given(longitudes, latitudes)
def test_the_inverse_brings_a_place_back(lon: float, lat: float) -> None:
    back_lon, back_lat = unproject(*project(lon, lat))
    assert abs((back_lon - lon + 180.0) % 360.0 - 180.0) < 1e-9
    assert back_lat == pytest.approx(lat, abs=1e-9)


@given(longitudes, latitudes)
def test_a_place_on_the_shown_globe_lies_on_the_map(lon: float, lat: float) -> None:
    x, y = project(lon, lat)
    assert 0.0 <= x < WORLD_WIDTH
    assert -1e-6 <= y <= WORLD_HEIGHT + 1e-6


@given(st.floats(-1e5, 1e5), st.integers(-3, 3))
def test_x_wraps_round_the_pacific(x: float, turns: int) -> None:
    wrapped = float(wrap(x + turns * WORLD_WIDTH))
    assert 0.0 <= wrapped < WORLD_WIDTH
    gap = abs(wrapped - float(wrap(x)))
    assert min(gap, WORLD_WIDTH - gap) < 1e-6


def test_the_seam_lies_in_the_bering_strait() -> None:
    assert project(SEAM_LON, 66.0)[0] == 0.0
    chukotka, alaska = project([-169.7, -168.1], [66.1, 65.6])[0]
    assert chukotka > WORLD_WIDTH - 50
    assert alaska < 50


def test_unwrapped_a_shape_across_the_seam_stays_whole() -> None:
    x, _ = project_unwrapped([179.0, 181.0, 192.0], [65.0, 65.0, 65.0])
    assert (np.diff(x) > 0).all()
    assert x[-1] > WORLD_WIDTH


def test_the_equator_has_true_scale_and_latitudes_follow_millers_formula() -> None:
    _, equator = project(0.0, 0.0)
    _, degree = project(0.0, 1.0)
    assert equator - degree == pytest.approx(WORLD_WIDTH / 360.0, rel=1e-3)
    # The whole of Miller's map is 0.733 times as high as wide.
    _, pole = project(0.0, 90.0)
    assert 2.0 * (equator - pole) / WORLD_WIDTH == pytest.approx(0.733, abs=5e-4)
