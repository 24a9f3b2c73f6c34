"""Battle: a Lanchester-type exchange, and the odds of it in closed form."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr

from game.core.kinds import Terrain

Floats = NDArray[np.float64]

DEFENCE: Final = np.array([1.0, 1.3, 1.7, 1.15, 1.4, 1.4, 1.45])
"""[Terrain] how much the ground multiplies a defender's power (Dupuy 1979 gives 1.0 to 1.55 for
terrain and as much again for prepared posture; these order the kinds of ground by that)."""

_MOST_LOST = 0.4
"""No formation loses more than this share of its strength in a month."""


def quality(technology: Floats, readiness: Floats, supply: Floats) -> Floats:
    """Return what a thousand men are worth beside a thousand ordinary ones."""
    return technology * (0.25 + 0.75 * readiness) * (0.2 + 0.8 * supply)


def combined(army: float, air: float, fleet: float) -> float:
    """Return the power of arms fighting together: the others help the army, up to its own size."""
    return army + min(0.6 * air + 0.3 * fleet, army)


def defended(power: float, terrain: int) -> float:
    """Return a defender's power on its ground."""
    return power * float(DEFENCE[Terrain(terrain)])


def odds(attack: float, defence: float, spread: float) -> float:
    """Return the chance that the attacker prevails in a month's battle, exactly.

    Each side's power is multiplied by a lognormal fortune of the given spread; the attacker
    prevails when its product is the larger: Phi(ln(attack / defence) / (spread sqrt 2)).
    """
    if attack <= 0:
        return 0.0
    if defence <= 0:
        return 1.0
    return float(ndtr((np.log(attack) - np.log(defence)) / (spread * np.sqrt(2.0))))


def losses(attack: float, defence: float, lethality: float, exponent: float) -> tuple[float, float]:
    """Return the shares of strength that attacker and defender lose in a month.

    With power ratio r = attack / defence the attacker loses lethality x r^(-e/2) and the defender
    lethality x r^(e/2): e = 1 is Lanchester's linear law, 2 the square law; an even fight costs
    both the lethality.
    """
    if attack <= 0 or defence <= 0:
        return 0.0, 0.0
    ratio = max(attack / defence, 1e-12) ** (exponent / 2.0)
    return min(lethality / ratio, _MOST_LOST), min(lethality * ratio, _MOST_LOST)
