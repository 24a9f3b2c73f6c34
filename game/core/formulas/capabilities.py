"""National capabilities: the composite index of the Correlates of War."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def power_shares(capabilities: Floats, alive: NDArray[np.bool_]) -> Floats:
    """Return each state's share of world capabilities, [state]; shares of the living sum to 1.

    `capabilities` [kind, state], never negative: military spending, soldiers, iron and steel,
    energy, people, people in cities. The index is the mean of the world shares (CINC: Singer,
    Bremer and Stuckey 1972); a kind that nobody has is left out. If there is nothing to go by the
    living are held equal.
    """
    held = np.where(alive, np.maximum(np.nan_to_num(capabilities), 0.0), 0.0)
    totals = held.sum(axis=1)
    known = totals > 0
    if known.any():
        share: Floats = (held[known] / totals[known, None]).mean(axis=0)
        return np.asarray(share / share.sum())
    return np.asarray(alive / max(int(alive.sum()), 1))
