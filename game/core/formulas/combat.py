"""Battle: a Lanchester-type exchange, and the odds of it in closed form.

Every function takes single figures or arrays of them alike: battles are fought with the former,
odds over several months are reckoned with the latter, and both come to the same.
"""

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

MOST_LOST: Final = 0.4
"""No formation loses more than this share of its strength in a month."""

_AIR_HELP, _FLEET_HELP = 0.6, 0.3
"""What aircraft and ships' guns add to an army beside what they are worth against their like."""

_AVERAGE_KM2 = 76_000.0
"""A territory of average size (the median of the world map)."""


def quality(technology: Floats, readiness: Floats, supply: Floats) -> Floats:
    """Return what a thousand men are worth beside a thousand ordinary ones."""
    return technology * (0.25 + 0.75 * readiness) * (0.2 + 0.8 * supply)


def combined(army: float, air: float, fleet: float) -> float:
    """Return the power of arms fighting together: the others help the army, up to its own size."""
    return army + min(_AIR_HELP * air + _FLEET_HELP * fleet, army)


def combined_all(army: Floats, air: Floats, fleet: Floats) -> Floats:
    """Return the same for many battles at once, [...]."""
    both: Floats = army + np.minimum(_AIR_HELP * air + _FLEET_HELP * fleet, army)
    return both


def frontage(area_km2: float, terrain: int, average: float) -> float:
    """Return the thousand men who can fight at once over a territory.

    `average` on open ground of average size; with the root of the area, between a half and three
    times; less where the ground is close.
    """
    size = float(np.clip(np.sqrt(area_km2 / _AVERAGE_KM2), 0.5, 3.0))
    return average * size / float(DEFENCE[Terrain(terrain)])


def deployed(men: Floats, front: float) -> Floats:
    """Return the share of an army's power that comes into action on a front, [...] in 0..1.

    All of it up to the frontage; past that those in action grow with the root of the men, who
    have to spread, wait and follow on (Lanchester's concentration, limited by space; Biddle 2004
    on force-to-space ratios).
    """
    share: Floats = np.minimum(1.0, np.sqrt(front / np.maximum(men, 1e-9)))
    return share


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
    return min(lethality / ratio, MOST_LOST), min(lethality * ratio, MOST_LOST)


def losses_at(edge: Floats, lethality: float, exponent: float) -> tuple[Floats, Floats]:
    """Return the same by the log of the power ratio on the day, [...]."""
    bent = np.exp(np.clip(edge, -27.0, 27.0) * exponent / 2.0)
    return np.minimum(lethality / bent, MOST_LOST), np.minimum(lethality * bent, MOST_LOST)


def expected_losses(
    attack: float, defence: float, lethality: float, exponent: float, spread: float
) -> tuple[float, float]:
    """Return the mean shares of strength that both lose in a month, over all fortune, exactly.

    The log of the power ratio on the day is normal with mean ln(attack / defence) and deviation
    spread sqrt 2, so what is lost is lognormal and capped; the mean of min(L e^Y, M), Y normal
    (m, v), is L e^(m + v^2/2) Phi((k - m)/v - v) + M Phi((m - k)/v) with k = ln(M / L).
    """
    if attack <= 0 or defence <= 0:
        return 0.0, 0.0
    mean = (np.log(attack) - np.log(defence)) * exponent / 2.0
    width = max(spread * np.sqrt(2.0) * exponent / 2.0, 1e-12)
    limit = np.log(MOST_LOST / lethality)

    def capped(centre: float) -> float:
        centre = float(np.clip(centre, -700.0, 700.0))
        part = ndtr((limit - centre) / width - width)
        below = lethality * np.exp(centre + width**2 / 2.0) * part if part > 0 else 0.0
        return float(min(below + MOST_LOST * ndtr((centre - limit) / width), MOST_LOST))

    return capped(-mean), capped(mean)
