"""Strife within states: where it breaks out, which way it goes, whom it kills, when it is settled.

Onset follows what the record agrees on: weak states and new ones, half-way regimes, recent strife
(Fearon and Laitin 2003; Hegre et al. 2001; Collier and Hoeffler 2004; Londregan and Poole 1990).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def civil_war_rate(
    stability: Floats, regime: Floats, memory: Floats, kept: Floats, base: float
) -> Floats:
    """Return the rate a year at which civil war breaks out, [state].

    base x exp(-6 (stability - 1/2)) x (1 + 0.8 (1 - (regime / 10)^2)) x (1 + 2 memory) x
    (1 - kept / 2): half-way regimes are most at risk (Hegre et al. 2001), strife breeds strife
    (`memory` 0..1; Collier and Hoeffler 2004), and a peace that is well kept (`kept` 0..1) breaks
    down half as often (Fortna 2008; Doyle and Sambanis 2006).
    """
    halfway = 1.0 + 0.8 * (1.0 - (regime / 10.0) ** 2)
    weak = np.exp(-6.0 * (stability - 0.5))
    rate: Floats = base * weak * halfway * (1.0 + 2.0 * memory) * (1.0 - 0.5 * kept)
    return rate


def coup_rate(stability: Floats, regime: Floats, memory: Floats, base: float) -> Floats:
    """Return the rate a year at which a coup is tried, [state].

    base x exp(-5 (stability - 1/2)) x (1 - 0.6 democracy) x (1 + 1.5 memory): coups breed coups and
    rich democracies have none (Londregan and Poole 1990).
    """
    rate: Floats = (
        base
        * np.exp(-5.0 * (stability - 0.5))
        * (1.0 - 0.6 * np.clip(regime / 10.0, 0.0, 1.0))
        * (1.0 + 1.5 * memory)
    )
    return rate


def atrocity_rate(
    stability: Floats, regime: Floats, losing: Floats, fighting: Floats, base: float
) -> Floats:
    """Return the rate a year at which a government turns on its people, [state].

    Upheaval, autocracy and a threatened elite go before it (Harff 2003): `fighting` is 1 in civil
    war, `losing` 0..1 how far the tide runs against the government.
    """
    autocracy = (10.0 - regime) / 20.0
    upheaval = fighting * (0.4 + 1.2 * losing) + 0.04 * np.clip(0.3 - stability, 0.0, 1.0) / 0.3
    rate: Floats = base * autocracy**2 * upheaval
    return rate


def chance(rate: Floats, years: float) -> Floats:
    """Return the chance that something of a yearly rate happens within some years."""
    return np.asarray(-np.expm1(-rate * years), float)


def drift_terms(
    *, stability: float, arms: float, camps: float, pressure: float, abroad: float
) -> dict[str, float]:
    """Return the terms of how far the tide runs to the government in a quarter.

    `arms` and `camps` (-1..1) are what comes to the government's side from outside, less what comes
    to the rebels'; `pressure` felt sanctions and `abroad` the share of forces tied down elsewhere,
    0..1.
    """
    return {
        "cohesion": 0.10 * (stability - 0.35),
        "foreign_arms": 0.10 * arms,
        "supporters": 0.08 * camps,
        "sanctions_felt": -0.08 * pressure,
        "tied_down": -0.06 * abroad,
    }


def peace_terms(
    tide: float, turns: int, guarantee: float, rules: tuple[float, float]
) -> tuple[dict[str, float], dict[str, float]]:
    """Return what settling is worth beside fighting on, to the government and to the rebels.

    Each gets half of what is fought over, less the fear of laying down arms (`rules[1]`), which a
    guarantor takes away (`guarantee` 0..1; Walter 1997); fighting on promises the side's share of the
    tide, and hurts more the longer it lasts (`rules[0]` a quarter; Zartman 1989: ripeness).
    """
    hurt, fear = rules
    return (
        {
            "half_of_it": 0.5,
            "fear_of_disarming": -fear * (1.0 - guarantee),
            "hope_of_winning": -tide,
            "long_war": hurt * turns,
        },
        {
            "half_of_it": 0.5,
            "fear_of_disarming": -fear * (1.0 - guarantee),
            "hope_of_winning": -(1.0 - tide),
            "long_war": hurt * turns,
        },
    )


def killed(people: float, rate: float, kept: float) -> float:
    """Return the thousands of civilians killed in a quarter, of `people` thousand.

    `kept` 0..1 is how far a mission can protect them: at best it takes away seven tenths (Hultman,
    Kathman and Shannon 2013).
    """
    return people * rate * (1.0 - 0.7 * kept)
