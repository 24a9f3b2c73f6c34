"""Trade by gravity: size, distance, relations, and what war and embargo stop."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_MOST_OPEN = 0.6
"""Trade of the most open economies beside their output."""

_BALANCING_ROUNDS = 12


def openness(output: Floats, world_openness: float, elasticity: float) -> Floats:
    """Return the share of its output that each state trades, [state] in 0..0.6.

    Small economies trade more (Frankel and Romer 1999): openness goes with the size to the power
    `elasticity`, scaled so that the world as a whole trades `world_openness` of its output.
    """
    total = float(output.sum())
    if total <= 0:
        return np.zeros_like(output)
    size = np.maximum(output / total, 1e-6)
    raw = size**elasticity * (output > 0)
    scale = world_openness * total / float(raw @ output)
    return np.minimum(raw * scale, _MOST_OPEN)


def ease(
    distance_km: Floats,
    contiguous: NDArray[np.bool_],
    affinity: Floats,
    rivalry: Floats,
    weights: tuple[float, float, float],
) -> Floats:
    """Return how easily each pair trades, [state, target], symmetric, 0 on the diagonal.

    Falls with distance, elasticity -1 (Tinbergen 1962; the mean of later studies is -0.9, Disdier
    and Head 2008), 300 km counted as the least. `weights` are for a common border, for liking and
    for rivalry, as shares.
    """
    border, liking, enmity = weights
    # In place: at 200 states every temporary is a third of a megabyte.
    warm = affinity + affinity.T
    warm *= liking * 0.5
    warm += 1.0
    cold = np.maximum(rivalry, rivalry.T)
    cold *= -enmity
    cold += 1.0
    warm *= cold
    warm[contiguous] *= 1.0 + border
    warm /= np.maximum(distance_km, 300.0, out=cold)
    easy: Floats = warm + warm.T
    easy *= 0.5
    np.fill_diagonal(easy, 0.0)
    return easy


def gravity(output: Floats, open_share: Floats, easy: Floats) -> Floats:
    """Return the flow of trade between each pair a year, [state, target], symmetric, in M$.

    A flow is the mean of what each sells the other. Flows are d[i] x ease[i, j] x d[j], with d
    found by balancing so that each state trades `open_share` of its output: the d are Anderson and
    van Wincoop's (2003) multilateral resistances. What a state cannot place it does not trade.
    """
    wanted = np.maximum(output * open_share, 0.0)
    total = float(wanted.sum())
    if total <= 0:
        return np.zeros_like(easy)
    trading = wanted > 0
    pull = easy @ wanted
    weight = np.where(trading & (pull > 0), wanted / np.sqrt(np.maximum(pull * total, 1e-30)), 0.0)
    weight *= np.sqrt(total / max(float(weight @ easy @ weight), 1e-30))
    for _ in range(_BALANCING_ROUNDS):
        flow = weight * (easy @ weight)
        weight *= np.sqrt(np.where(flow > 0, wanted / np.maximum(flow, 1e-30), 0.0))
    flows: Floats = weight[:, None] * easy * weight[None, :]
    return flows


def as_shares(flows: Floats, output: Floats) -> Floats:
    """Return flows as shares of i's own output, [state, target] in 0..1."""
    rows = np.maximum(output, 1e-9)[:, None]
    return np.minimum(flows / rows, 1.0) * (output > 0)[:, None]


def stopped(denied: NDArray[np.float32], at_war: NDArray[np.bool_], mix: Floats) -> Floats:
    """Return the share of each pair's trade that war and embargo stop, [state, target] in 0..1.

    Symmetric: what i sells j and what j sells i are each half of their trade. `denied`
    [state, target, good] what i denies j; `mix` [good] what trade is made of.
    """
    sold = np.clip(np.asarray(denied @ mix.astype(np.float32), float), 0.0, 1.0)
    return np.where(at_war, 1.0, 0.5 * (sold + sold.T))
