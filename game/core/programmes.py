"""Nuclear programmes: who could have one, how long it would take, what it makes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.happenings.effects import Science
from game.core.happenings.eras import knows
from game.core.world import World

Floats = NDArray[np.float64]

_SMALLEST = 0.01
"""Share of the largest economy below which a programme is out of reach."""


def known_science(world: World) -> bool:
    """Tell whether anybody could know how."""
    known = knows(world, Science.ATOMIC)
    if known is not None:
        return known
    return world.scenario.calendar.when(world.turn) >= world.rules.atomic_year


def means(world: World) -> Floats:
    """Return what each state can put into a programme, beside the largest economy, [state].

    The square root of output: half the economy takes less than twice as long (the British and the
    French programmes took seven and fifteen years, the American six).
    """
    output = np.where(world.states.exists, world.states.production, 0.0)
    share: Floats = np.sqrt(output / max(float(output.max(initial=0.0)), 1e-9))
    return share


def within_reach(world: World, state: int) -> bool:
    """Tell whether a state has the means for a programme at all."""
    return bool(means(world)[state] >= np.sqrt(_SMALLEST))
