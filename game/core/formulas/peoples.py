"""Peoples: how they grow, and how they move to towns.

The share that lives in cities stands for how far a people has come: it needs no money of any year,
and births, steel and energy follow it in every country's history (Preston 1975; Davis 1965).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_MOST_URBAN = 0.75
"""Share of a people in large cities that none goes beyond (the record's city states apart)."""


def urban_share(towns: Floats, people: Floats) -> Floats:
    """Return the share of the people who live in cities, [state] in 0..1."""
    return np.clip(towns / np.maximum(people, 1e-9), 0.0, 1.0)


def natural_growth(urban: Floats, ordinary: float, want: Floats) -> Floats:
    """Return the growth of peoples a year, [state].

    `ordinary` is that of a people a fifth of whom live in cities. Countrymen have more children and
    citizens fewer (Notestein 1945); hunger, `want` 0..1, kills: a total lack of food takes 4 % a
    year (Ukraine 1932-33, Bengal 1943: 3 to 10 %).
    """
    stage = np.clip(1.3 - 1.5 * urban, 0.25, 1.3)
    return ordinary * stage - 0.04 * np.clip(want, 0.0, 1.0)


def town_growth(urban: Floats, richer: Floats) -> Floats:
    """Return by how much the share in cities grows a year, beside itself, [state].

    An S-curve: a push of 1.1 % and three tenths of what output a head gains (`richer`, a year), less
    the nearer everybody lives in towns.
    """
    room = np.clip(1.0 - urban / _MOST_URBAN, 0.0, 1.0)
    return room * (0.011 + 0.3 * np.clip(richer, -0.05, 0.08))
