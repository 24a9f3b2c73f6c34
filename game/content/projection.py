"""The map's projection: Miller cylindrical, wrapping round the Pacific at the Bering Strait.

Map units are the pixels of the Tiled map: x grows eastwards from the seam and wraps at
`WORLD_WIDTH`, y grows southwards from the northern edge.

The formula is O. M. Miller, "Notes on Cylindrical World Map Projections", Geographical
Review 32 (1942): y = 5/4 ln tan(pi/4 + 2/5 latitude).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Array = NDArray[np.float64]

WORLD_WIDTH = 8192
"""Map units round the world."""
TILE_SIZE = 32
"""Map units along one side of a tile of the terrain layer."""
WORLD_HEIGHT = 138 * TILE_SIZE
"""Map units from the northern edge to the southern, a whole number of tiles."""
SEAM_LON = -169.0
"""Meridian of both vertical edges: through the Bering Strait, so that it cuts no continent."""
NORTH_LAT = 84.5
"""Latitude of the upper edge."""

RADIUS = WORLD_WIDTH / (2.0 * np.pi)
"""Radius of the globe in map units."""


def _rise(lat: Array) -> Array:
    return np.asarray(1.25 * RADIUS * np.log(np.tan(np.pi / 4.0 + 0.4 * np.radians(lat))))


_TOP = float(_rise(np.asarray(NORTH_LAT, dtype=np.float64)))


def project_unwrapped(lon: ArrayLike, lat: ArrayLike) -> tuple[Array, Array]:
    """Project without wrapping, so that a shape across the seam stays in one piece.

    `lon` and `lat` are degrees, `lon` of any number of turns.
    """
    east = np.asarray(lon, dtype=np.float64)
    x = (east - SEAM_LON) / 360.0 * WORLD_WIDTH
    return np.asarray(x), np.asarray(_TOP - _rise(np.asarray(lat, dtype=np.float64)))


def project(lon: ArrayLike, lat: ArrayLike) -> tuple[Array, Array]:
    """Project degrees to map units, x in 0..`WORLD_WIDTH`."""
    x, y = project_unwrapped(lon, lat)
    return wrap(x), y


def unproject(x: ArrayLike, y: ArrayLike) -> tuple[Array, Array]:
    """Return the longitude (-180..180) and latitude in degrees of points in map units."""
    lon = np.asarray(x, dtype=np.float64) / WORLD_WIDTH * 360.0 + SEAM_LON
    rise = (_TOP - np.asarray(y, dtype=np.float64)) / (1.25 * RADIUS)
    lat = np.degrees(2.5 * (np.arctan(np.exp(rise)) - np.pi / 4.0))
    return np.asarray((lon + 180.0) % 360.0 - 180.0), np.asarray(lat)


def wrap(x: ArrayLike) -> Array:
    """Bring x into 0..`WORLD_WIDTH`, the upper end left out."""
    wrapped = np.asarray(x, dtype=np.float64) % WORLD_WIDTH
    # A tiny negative number is rounded up to the width itself.
    return np.asarray(np.where(wrapped >= WORLD_WIDTH, 0.0, wrapped))


SOUTH_LAT = float(unproject(0.0, float(WORLD_HEIGHT))[1])
"""Latitude of the lower edge."""
