"""Plane geometry of rings: size, middle, and what lies inside."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.content.projection import WORLD_WIDTH, unproject

EARTH_RADIUS_KM = 6371.0
"""Mean radius of the Earth (IUGG)."""

Numbers = NDArray[np.floating] | NDArray[np.integer]


def signed_area(ring: Numbers) -> float:
    """Return the area by the shoelace formula; the sign tells the sense of rotation."""
    corners = ring.astype(np.float64)
    corners -= corners[0]
    x, y = corners[:, 0], corners[:, 1]
    # The closing side adds nothing: it ends in the first corner, which is the origin.
    return float(np.dot(x[:-1], y[1:]) - np.dot(y[:-1], x[1:])) / 2.0


def middle(ring: Numbers) -> tuple[float, float]:
    """Return the centre of gravity of a ring, or of its corners when it has no area."""
    corners = ring.astype(np.float64)
    origin = corners[0].copy()
    corners -= origin
    onward = np.roll(corners, -1, axis=0)
    cross = corners[:, 0] * onward[:, 1] - corners[:, 1] * onward[:, 0]
    total = float(cross.sum())
    if abs(total) < 1e-9:
        centre = corners.mean(axis=0) + origin
    else:
        centre = ((corners + onward) * cross[:, None]).sum(axis=0) / (3.0 * total) + origin
    return float(centre[0]), float(centre[1])


def contains(ring: Numbers, x: float, y: float) -> bool:
    """Tell by the even-odd rule whether a point lies inside a ring, without wrapping."""
    corners = ring.astype(np.float64)
    onward = np.roll(corners, -1, axis=0)
    crosses = (corners[:, 1] > y) != (onward[:, 1] > y)
    start, end = corners[crosses], onward[crosses]
    at = start[:, 0] + (y - start[:, 1]) / (end[:, 1] - start[:, 1]) * (end[:, 0] - start[:, 0])
    return bool((at > x).sum() % 2)


def covers(rings: tuple[NDArray[np.float32], ...], x: float, y: float) -> bool:
    """Tell whether a point lies in any of the rings, in this or a neighbouring copy of the world."""
    shifts = (-WORLD_WIDTH, 0, WORLD_WIDTH)
    return any(contains(ring, x + shift, y) for ring in rings for shift in shifts)


def area_km2(rings: tuple[NDArray[np.float32], ...]) -> float:
    """Return the area on the globe, by Lambert's equal-area cylinder."""
    total = 0.0
    for ring in rings:
        corners = ring.astype(np.float64)
        _, lat = unproject(corners[:, 0], corners[:, 1])
        turn = corners[:, 0] / WORLD_WIDTH * 2.0 * np.pi
        total += abs(signed_area(np.stack([turn, np.sin(np.radians(lat))], axis=1)))
    return total * EARTH_RADIUS_KM**2
