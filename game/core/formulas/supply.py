"""Supply: what reaches a formation, by distance, by sea and by the roads there are."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

LEAST = 0.05
"""What an army finds for itself even when nothing reaches it."""

_AVERAGE_KM2 = 76_000.0
"""A territory of average size (the median of the world map)."""


def reached(road_km: Floats, effort: Floats, reach_km: float) -> Floats:
    """Return the share of needs met at a distance from home, [...] in 0.05..1.

    exp(-d / reach) of what the home economy can still send (`effort`, 0..1); `road_km` is infinite
    where there is no way (Van Creveld 1977 on what an army can draw from behind it).
    """
    return np.clip(np.exp(-road_km / reach_km) * effort, LEAST, 1.0)


def capacity(development: Floats, area_km2: Floats, best: float) -> Floats:
    """Return the thousand men that a territory's roads can feed, [...].

    best x development^1.5 x sqrt(area / average), the size counted between a half and twice.
    """
    size = np.clip(np.sqrt(area_km2 / _AVERAGE_KM2), 0.5, 2.0)
    room: Floats = np.maximum(best * np.power(development, 1.5) * size, 5.0)
    return room


def crowding(men: Floats, room: Floats) -> Floats:
    """Return what is left of supply where more men stand than the roads can feed, [...] in 0.2..1."""
    return np.clip(room / np.maximum(men, 1e-9), 0.2, 1.0)


def attrition(supplied: Floats, monthly: float) -> Floats:
    """Return the share of strength that a month in the field wears away."""
    return monthly * (1.0 - supplied)
