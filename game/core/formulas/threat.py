"""Threat as Walt sees it: power, nearness, offence, intent, against one's own means."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def gradient(gap_km: Floats, contiguous: NDArray[np.bool_], reach_km: Floats) -> Floats:
    """Return the share of its power that j can bring to bear on i, [state, target] in 0..1.

    Boulding's (1962) loss-of-strength gradient: exp(-gap / reach), whole across a land border.
    `gap_km` [state, target] between nearest holdings; `reach_km` [target] of the sender.
    """
    near = gap_km / -reach_km[None, :]
    np.exp(near, out=near)
    near[contiguous] = 1.0
    return near


def offence(spending_share: Floats, output_share: Floats, mobilisation: Floats) -> Floats:
    """Return the offensive fraction of each state's power, [state] in 0.15..1.

    Grows with the root of how heavily armed a state is beside its economy, and with what it has
    called up (Walt 1985: offensive capability is distinct from aggregate power).
    """
    armed = np.sqrt(spending_share / np.maximum(output_share, 1e-9))
    return np.clip(0.15 + 0.25 * armed + 0.35 * mobilisation, 0.15, 1.0)


def intent(
    rivalry: Floats,
    claimed: Floats,
    claimed_friends: Floats,
    aggression: Floats,
    ideology: Floats,
    affinity: Floats,
    weights: tuple[float, float, float, float, float],
) -> Floats:
    """Return the hostile intent that i reads in j, [state, target], never below 0.

    Arguments are [state, target]; `weights` are for rivalry, claims, aggression, ideology and
    affinity, in that order. Claims on friends count for a third of claims on oneself.
    """
    w_rivalry, w_claim, w_aggression, w_ideology, w_affinity = weights
    # In place: at 200 states every temporary is a third of a megabyte.
    hostile = w_rivalry * rivalry
    hostile += w_claim * (claimed + claimed_friends / 3)
    hostile += w_aggression * aggression
    hostile += w_ideology * ideology
    hostile -= w_affinity * affinity
    return np.maximum(hostile, 0.0, out=hostile)


def means(power: Floats, help_reach: Floats, promised: Floats) -> Floats:
    """Return what each state can set against a threat, [state], as a share of world power.

    Its own power, and that of allies: power[k] x gradient[i, k] x the credence i gives k's word
    (`promised` [state, target], 0 where nothing is promised).
    """
    means: Floats = power + (help_reach * promised) @ power
    return means


def threat(
    power: Floats, near: Floats, offensive: Floats, hostile: Floats, own: Floats, base: float
) -> Floats:
    """Return the threat of j to i, [state, target] in 0..1.

    x = P[j] g[i,j] O[j] (h0 + H[i,j]) / D[i] (Walt 1985), then x / (1 + x), so that being
    threatened tenfold is not ten times as urgent as being threatened. The five factors are what
    the panel shows.
    """
    x = power[None, :] * near
    x *= offensive[None, :]
    x *= base + hostile
    x /= np.maximum(own, 1e-6)[:, None]
    level: Floats = np.divide(x, 1.0 + x, out=x)
    np.fill_diagonal(level, 0.0)
    return level
