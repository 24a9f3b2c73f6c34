"""Supply: what reaches a formation, by distance and by sea."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

REACH_KM = 1600.0
"""Distance from the nearest own base at which supply falls to 1/e (railhead and truck, 1930s)."""


def supply(
    base_km: Floats, overseas: NDArray[np.bool_], sea_open: Floats, effort: Floats
) -> Floats:
    """Return the share of needs met, [formation] in 0.05..1.

    `base_km` to the nearest own base; `overseas` where the sea lies between, which costs a fifth
    even when open and most when closed; `effort` what the home economy can still send, 0..1.
    """
    across = np.where(overseas, 0.2 + 0.6 * sea_open, 1.0)
    return np.clip(np.exp(-base_km / REACH_KM) * across * effort, 0.05, 1.0)


def attrition(supplied: Floats, monthly: float = 0.03) -> Floats:
    """Return the share of strength that a month in the field wears away."""
    return monthly * (1.0 - supplied)
