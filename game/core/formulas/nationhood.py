"""Nationhood: how a people without a state comes to want one, and what its holder makes of it.

National movements follow towns, schools and print (Gellner 1983; Anderson 1983; Hroch 1985), spread
by example (Beissinger 2002; Strang 1990: each colony freed makes the next likelier), and are set
free by wars that exhaust the holder (Abernethy 2000). Holders weigh what a land is worth against
what it costs to hold; democracies let go sooner (Spruyt 2005; Goldsmith and He 2008).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def growth_terms(
    *,
    towns: Floats,
    colonial: Floats,
    mandate: Floats,
    norm: float,
    near: Floats,
    at_war: Floats,
    weariness: Floats,
    stability: Floats,
    regime: Floats,
    repression: Floats,
    rates: tuple[float, float, float, float, float, float, float],
) -> dict[str, Floats]:
    """Return what moves nationhood a year, before it is bounded, [nation] by term.

    `towns` is the share of the people who live in them; `colonial` and `mandate` how far the land is
    held so, 0..1; `norm` the share of colonial peoples freed lately and `near` that of the nation's
    neighbours; the rest is of the holder. `rates` are those of the rules: schooling, example, war,
    trust, unrest, assimilation, repression.
    """
    schooling, example, war, trust, unrest, assimilation, kept_down = rates
    within = 1.0 - colonial
    weak = np.clip(1.0 - stability / 0.5, 0.0, 1.0)
    settled = np.clip(stability, 0.0, 1.0) * (0.6 + 0.04 * regime)
    return {
        "schooling": schooling * (0.3 + 2.5 * towns) * (0.15 + 0.85 * colonial),
        "example": example * (norm * colonial + near * (0.3 + 0.2 * colonial)),
        "holder_at_war": war * at_war * (0.4 + 0.6 * colonial),
        "holder_weary": war * weariness,
        "in_trust": trust * mandate,
        "unrest": unrest * weak * (0.3 + 0.7 * within),
        "assimilation": -assimilation * settled * within,
        "repression": -kept_down * repression,
    }


def grown(level: Floats, terms: dict[str, Floats], slowed: Floats, years: float) -> Floats:
    """Return nationhood after some years, [nation] in 0..1.

    What drives it works on those not yet won over (1 - level), what checks it on those who are;
    `slowed` (0..1) is what is left of the drive where a wider nation speaks for the people.
    """
    drive = sum((np.maximum(term, 0.0) for term in terms.values()), np.zeros_like(level))
    check = sum((np.minimum(term, 0.0) for term in terms.values()), np.zeros_like(level))
    moved = level + years * (drive * slowed * (1.0 - level) + check * level)
    return np.clip(moved, 0.0, 1.0)


def rising_rate(
    level: Floats, colonial: Floats, stability: Floats, repression: Floats, base: float
) -> Floats:
    """Return the rate a year at which a nation takes up arms, [nation].

    Nothing below a nationhood of 0.45; where the land is part of the state itself, only as far as
    the state is weak (Hechter 2000) or the nation of one mind. Repression halves it at most.
    """
    keen = np.clip((level - 0.45) / 0.55, 0.0, 1.0) ** 1.5
    weak = np.clip(np.maximum(1.6 * (0.6 - stability), 3.0 * (level - 0.75)), 0.04, 1.0)
    chance: Floats = base * keen * np.where(colonial >= 0.5, 1.0, weak) * (1.0 - 0.5 * repression)
    return chance


def tide_terms(
    *,
    level: float,
    might: float,
    weariness: float,
    stability: float,
    norm: float,
    regime: float,
    repression: float,
    arms: float,
    camps: float,
) -> dict[str, float]:
    """Return how far the tide of a rising runs to the holder in a quarter, by term.

    `might` is the log of the holder's strength over the nation's; strong states lose small wars at
    home, not in the field (Mack 1975; Arreguin-Toft 2001; Merom 2003).
    """
    return {
        "strength": 0.008 * float(np.clip(might, -2.0, 4.0)),
        "national_feeling": -0.07 * (level - 0.4),
        "tired_at_home": -0.06 * weariness,
        "cohesion": 0.05 * (stability - 0.4),
        "spirit_of_the_age": -0.05 * norm,
        "scruples": -0.012 * max(0.0, regime) / 10.0,
        "repression": 0.03 * repression,
        "foreign_arms": 0.10 * arms,
        "supporters": 0.08 * camps,
    }
