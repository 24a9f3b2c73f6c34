"""Forces in being: what money, people and a call-up make of them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def upkeep_paid(milex: Floats, upkeep: Floats, standing: Floats) -> Floats:
    """Return the share of upkeep that is paid, [state] in 0..2; 1 for a state without forces."""
    need = upkeep * standing
    return np.where(need > 0, np.clip(milex / np.maximum(need, 1e-9), 0.0, 2.0), 1.0)


def establishment(
    standing: Floats, payable: Floats, recruits: Floats, yards: float, leave: float
) -> Floats:
    """Return the change in standing strength in a turn, [state, arm].

    `standing` [state, arm] without reservists; `payable` [state] strength that spending keeps up;
    `recruits` [state] the most that can be trained; ships and aircraft grow at most by `yards` of
    what there is. Within 5 % of what can be paid nothing moves; of what cannot be paid, `leave` is
    stood down.
    """
    total = standing.sum(axis=1)
    gap = payable - total
    mix = standing / np.maximum(total, 1e-9)[:, None]
    grown = np.minimum(np.maximum(gap, 0.0), recruits)[:, None] * mix
    grown[:, 1:] = np.minimum(grown[:, 1:], yards * standing[:, 1:])
    shrunk = leave * np.minimum(gap, 0.0)[:, None] * mix
    steady = np.abs(gap) <= 0.05 * total
    return np.where(steady[:, None], 0.0, grown + shrunk)


def called_up(
    reserves: Floats, people: Floats, level: Floats, full: Floats, pace: float, leave: float
) -> Floats:
    """Return reservists under arms after a turn, [state] in thousand.

    A call-up `level` 0..1 brings up to level x `full` [state] of the people, `pace` of them a turn; of those
    no longer called, `leave` go home.
    """
    wanted = level * full * people
    more = np.minimum(np.maximum(wanted - reserves, 0.0), pace * people * level)
    fewer = leave * np.maximum(reserves - wanted, 0.0)
    return np.maximum(reserves + more - fewer, 0.0)


def technology(
    level: Floats,
    spending: Floats,
    alive: NDArray[np.bool_],
    years: float,
    growth: float,
    diffusion: float,
) -> Floats:
    """Return military technology after some part of a year, [state].

    Leaders of spending advance by `growth` a year and others by less, with the root of what they
    spend beside the leader; all copy the most advanced, a share `diffusion` of the distance a year
    (Horowitz 2010 on diffusion).
    """
    if not alive.any():
        return level
    most = max(float(spending[alive].max()), 1e-9)
    effort = 0.4 + 0.6 * np.sqrt(np.clip(spending / most, 0.0, 1.0))
    lead = float(level[alive].max())
    moved = level * (1.0 + years * growth * effort) + years * diffusion * (lead - level)
    return np.where(alive, np.clip(moved, 0.1, 10.0), level)
