"""Militarised incidents: shows of force and clashes between states that lead no further.

How often they happen follows what the record agrees on (Bremer 1992; Oneal and Russett 1999; Diehl
and Goertz 2000): neighbours and rivals first, great powers wherever they reach, less between
democracies and between allies, more where the balance is even.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Pairs:
    """What is asked of pairs of states, [pair] each."""

    border: Flags
    """They share a land border."""
    reach: Floats
    """Share of the stronger's strength that reaches the other, 0..1."""
    great: Flags
    """One of them at least is a great power."""
    rivalry: Floats
    """Standing rivalry, 0..1."""
    claims: Floats
    """Weight of what the one claims of the other, or the other way round, 0..1."""
    sore: Floats
    """Recent aggression and dislike, 0..1.5."""
    regimes: Floats
    """The lesser of the two on the scale from autocracy (-10) to democracy (10)."""
    allied: Flags
    """Bound to each other by a treaty of defence."""


def rate(pairs: Pairs, base: float, tension: float) -> Floats:
    """Return the rate a year of militarised incidents, [pair].

    base x (1 on a border, else 0.35 of the reach of a great power, else 0.04) x (0.06 + rivalry +
    0.5 claims + 0.4 sore) x (0.6 + tension) x (1 - 0.6 as far as both are democracies) x (0.5 where
    allied).
    """
    meet = np.where(pairs.border, 1.0, np.where(pairs.great, 0.35 * pairs.reach, 0.04))
    cause = 0.06 + pairs.rivalry + 0.5 * pairs.claims + 0.4 * pairs.sore
    free = np.clip(pairs.regimes / 10.0, 0.0, 1.0)
    found: Floats = (
        base
        * meet
        * cause
        * (0.6 + tension)
        * (1.0 - 0.6 * free)
        * np.where(pairs.allied, 0.5, 1.0)
    )
    return found


def joins(bound: Flags, shared: Floats, base: float) -> Floats:
    """Return the chance that a third state shows force beside a party, [state].

    base x (1 where bound to it, else 0.15) x (0.3 + how far it fears the other, 0..1).
    """
    return np.asarray(base * np.where(bound, 1.0, 0.15) * (0.3 + shared), float)
