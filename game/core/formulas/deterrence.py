"""Whether to act: gain and chance against what would follow."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

Floats = NDArray[np.float64]


def win_chance(attack: Floats, defence: Floats, spread: float = 1.0) -> Floats:
    """Return the chance that the attacker wins: Phi(ln(attack / defence) / spread).

    Cusack and Stoll (1990) with s_v = 1: the record is noisy (stronger coalitions won 59 % of
    decided wars after 1918).
    """
    ratio = np.log(np.maximum(attack, 1e-9) / np.maximum(defence, 1e-9))
    return np.asarray(ndtr(ratio / spread), float)


def concession(pressure: Floats, stake: Floats) -> Floats:
    """Return how far a state under pressure would give way on its stake, 0..1."""
    return np.clip(pressure / np.maximum(pressure + stake, 1e-9), 0.0, 1.0)
