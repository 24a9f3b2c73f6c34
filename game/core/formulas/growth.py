"""Growth: a trend, the swing of boom and slump, and what policy, war and shortage do to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def swing(
    cycle: Floats,
    slack: Floats,
    partners: Floats,
    luck: Floats,
    years: float,
    rates: tuple[float, float, float],
) -> tuple[Floats, Floats]:
    """Return the cycle and the slack of all states after some part of a year, [state] each.

    A damped oscillator: what growth falls short of trend piles up as slack, and slack pulls growth
    back (recovery is faster after a deep slump: Friedman's plucking, 1993). The cycle leans to that
    of trade partners, `partners` [state], for slumps travel (Eichengreen and Irwin 2010). `luck`
    [state] is this period's shock. `rates` a year: damping, recovery, contagion.
    """
    damping, recovery, contagion = rates
    moved = cycle + luck
    moved += years * (recovery * slack - damping * cycle + contagion * (partners - cycle))
    moved = np.clip(moved, -0.3, 0.3)
    return moved, np.clip(slack - years * 0.5 * (cycle + moved), -0.15, 0.6)


def partners_mean(values: Floats, trade: Floats) -> Floats:
    """Return the trade-weighted mean over partners, [state]; a state without trade keeps its own.

    `trade` [state, target] as shares of output.
    """
    weight = trade.sum(axis=1)
    return np.where(weight > 1e-9, (trade @ values) / np.maximum(weight, 1e-9), values)


def growth_terms(
    *,
    trend: float,
    cycle: Floats,
    investment: Floats,
    ordinary: float,
    investment_return: Floats | float,
    mobilisation: Floats,
    mobilisation_drag: float,
    unrest: Floats,
    unrest_drag: float,
) -> dict[str, Floats]:
    """Return the terms of growth a year by name, [state] each; growth is their sum.

    `investment` share of the budget put into growth, `ordinary` its usual value; `unrest` 0..1.
    """
    return {
        "trend": np.full_like(cycle, trend),
        "cycle": cycle,
        "investment": investment_return * (investment - ordinary),
        "mobilisation": -mobilisation_drag * mobilisation,
        "unrest": -unrest_drag * unrest,
    }


def diffusion(income: Floats, counted: Floats, order: Floats, rate: float) -> Floats:
    """Return growth a year from copying those who are richer, [state], nothing for the world's mean.

    `rate` for each unit of log distance to the richest tenth of output, as far as there is `order`
    (0..1): technology is there for who can use it (Gerschenkron 1962; Abramovitz 1986). `counted`
    [state] output weighs the mean that is taken away. At most half a per cent either way.
    """
    rich = counted > 0
    if not rich.any():
        return np.zeros_like(income)
    ranked = np.argsort(-income * rich, kind="stable")
    shares = np.cumsum(counted[ranked]) / counted.sum()
    frontier = max(float(income[ranked[int(np.searchsorted(shares, 0.1))]]), 1e-9)
    behind = np.clip(np.log(frontier / np.maximum(income, 1e-9 * frontier)), 0.0, 4.0)
    gain = rate * behind * np.clip(order, 0.0, 1.0)
    gain -= float(gain @ counted) / float(counted.sum())
    return np.where(rich, np.clip(gain, -0.005, 0.01), 0.0)


def centred(values: Floats, weights: Floats) -> Floats:
    """Return values less their weighed mean, [state]."""
    whole = float(weights.sum())
    return values - float(values @ weights) / whole if whole > 0 else values


def disrupted(terms: dict[str, Floats]) -> Floats:
    """Return the share of output lost, [state] in 0..0.95, to causes that work one on another.

    Each term [state] in 0..1 is what that cause alone would take.
    """
    left = np.ones_like(next(iter(terms.values())))
    for lost in terms.values():
        left = left * (1.0 - np.clip(lost, 0.0, 1.0))
    return np.clip(1.0 - left, 0.0, 0.95)


def followed(values: Floats, ratio: Floats, elasticity: float) -> Floats:
    """Return figures that move with output, [state]: values x ratio ** elasticity."""
    return values * np.maximum(ratio, 1e-6) ** elasticity
