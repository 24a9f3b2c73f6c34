"""The globe behind the title."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client import backdrop
from game.client.backdrop import _on_the_ball, _orthographic


@given(st.lists(st.tuples(st.floats(-1800, 1900), st.floats(-900, 900)), min_size=3, max_size=20))
def test_no_land_leaves_the_ball(points: list[tuple[float, float]]) -> None:
    ring = [value for point in points for value in point]
    assert all(math.hypot(x, y) <= 1 + 1e-9 for x, y in _on_the_ball(ring))


def test_addis_ababa_is_in_front_and_apia_behind() -> None:
    assert _orthographic(38.7, 9.0) is not None
    assert _orthographic(-171.8, -13.8) is None


@pytest.mark.parametrize(("longitude", "latitude"), [(38.7, 9.0), (6.1, 46.2), (125.3, 43.9)])
def test_the_land_is_where_the_cities_are(longitude: float, latitude: float) -> None:
    assert any(inside(ring, longitude * 10, latitude * 10) for ring in backdrop.land()["land"])


def test_the_caspian_is_water() -> None:
    assert any(inside(ring, 510, 415) for ring in backdrop.land()["water"])


def inside(ring: object, x: float, y: float) -> bool:
    """Tell by the even-odd rule whether a point lies in a flat ring."""
    flat = list(ring)  # type: ignore[call-overload]
    points = list(zip(flat[::2], flat[1::2], strict=True))
    hit = False
    for (x1, y1), (x2, y2) in zip(points, [*points[1:], points[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
            hit = not hit
    return hit
