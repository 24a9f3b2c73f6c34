"""Reviews: when a government looks over its standing business, so that no turn has all of it.

Once a year: in the quarter whose number, with the state's, is divisible by four. Whoever is in a
quarrel that has gone as far as an ultimatum, or at war, does not wait.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Rung
from game.core.records import Crisis
from game.core.world import World

Ints = NDArray[np.int64]

EVERY: Final = 4
"""Turns between two reviews."""


def due(known: World, states: Collection[int]) -> Ints:
    """Return which of some states hold their yearly review now, rising."""
    rows = np.fromiter(states, np.int64, len(states))
    rows.sort()
    chosen: Ints = rows[(rows + known.turn) % EVERY == 0]
    return chosen


def stirring(known: World, crisis: Crisis) -> bool:
    """Tell whether outsiders think a crisis over this quarter.

    In the two quarters after it moved, and else every other one.
    """
    return known.turn - crisis.moved <= 1 or (known.turn - crisis.opened) % 2 == 1


def pressed(known: World) -> frozenset[int]:
    """Return the states in a quarrel as hot as an ultimatum, or in a war."""
    hot = {
        int(state)
        for crisis in known.live_crises()
        if crisis.rung >= Rung.ULTIMATUM
        for state in (crisis.initiator, crisis.target)
    }
    for war in known.live_wars():
        hot.update(int(state) for state in (*war.attackers, *war.defenders))
    return frozenset(hot)
