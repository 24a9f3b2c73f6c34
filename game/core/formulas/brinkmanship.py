"""Nuclear brinkmanship: risk that both share, raised until one gives way.

Schelling (1966): a threat that leaves something to chance; Powell (1990): the side with more
resolve can run the higher risk; Sagan (1993) for accidents, which alert makes likelier.
"""

from __future__ import annotations

from typing import Final

import numpy as np

ACCIDENT: Final = (0.0, 0.0003, 0.003, 0.012, 0.02, 0.0)
"""Chance a quarter of an accident, by Alert, with the other side at peace [design: a few alarms a
decade of high alert, and none that fired]."""


def accident(own: int, other: int) -> float:
    """Return the chance a quarter that a side's weapons bring about an accident.

    `own` and `other` are Alerts; nerves on the other side double what one's own readiness risks.
    """
    return min(0.25, ACCIDENT[own] * (1.0 + 0.35 * other))


def believed(level: int, resolve: float) -> float:
    """Return how far a threat of use at an Alert is believed, 0..1, with a side's stake 0..1.

    A threat in words is cheap talk; what is moved and let off is believed (Powell 1990).
    """
    return float((0.0, 0.03, 0.08, 0.2, 0.35, 1.0)[level] * (0.4 + 0.6 * min(1.0, resolve)))


def devastation(warheads: int) -> float:
    """Return the share of a state that some warheads lay waste: 1 - exp(-(w / 60)^0.6).

    A twentieth for one, a half for some thirty, most for hundreds (Glasstone and Dolan 1977 for
    areas; the curve is [design]).
    """
    return float(-np.expm1(-((max(warheads, 0) / 60.0) ** 0.6)))


def spent(warheads: int) -> int:
    """Return how many are used at once: a first blow keeps half back."""
    return max(1, warheads // 2) if warheads > 0 else 0


def survivable(own: int, foe: int, edge: float = 1.0) -> float:
    """Return the share of an arsenal that a first blow leaves, 0..1.

    `own` warheads against those that `foe` would spend on them; `edge` is the striker's military
    technology beside the owner's. A few weapons on a few fields are found and hit; the more there
    are, the more are at sea and on the move, where nobody finds them (Wohlstetter 1959; Kroenig
    2018 for the record; the curve is [design]).
    """
    if own <= 0:
        return 0.0
    hidden = 0.6 * own / (own + 60.0)
    aimed = 0.7 * max(edge, 0.0) * max(foe, 0) / own
    return float(hidden + (1.0 - hidden) * np.exp(-aimed))


def second_strike(own: int, foe: int, edge: float = 1.0) -> int:
    """Return the warheads that are left to answer a first blow with, rounded up from one half."""
    return int(np.floor(own * survivable(own, foe, edge) + 0.5))
