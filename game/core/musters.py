"""Musters: rows of the table of formations for new ones, whoever raises them."""

from __future__ import annotations

import numpy as np

from game.core.columns import columns_of
from game.core.ids import NONE, NodeId, StateId
from game.core.kinds import Arm, Stance
from game.core.world import World


def free_row(world: World, state: StateId) -> int:
    """Return a row for a new formation: an own dead one, one never used, another's, or a new one.

    A century outlives its first rows, and states come and go: what is no more makes room.
    """
    forces = world.formations
    gone = ~forces.exists
    for rows in (gone & (forces.owner == state), gone & (forces.owner == NONE), gone):
        place = int(rows.argmax()) if rows.size else 0
        if rows.size and rows[place]:
            return place
    count = len(forces.exists)
    for spec in columns_of(type(forces)):
        values = getattr(forces, spec.name)
        more = np.full(max(count, 1), spec.default, spec.dtype)
        setattr(forces, spec.name, np.concatenate([values, more]))
    return count


def muster(
    world: World, state: StateId, arm: Arm, node: NodeId, strength: float, readiness: float
) -> int:
    """Put a new formation on the map and return its row."""
    row, forces = free_row(world, state), world.formations
    for spec in columns_of(type(forces)):
        getattr(forces, spec.name)[row] = spec.default
    forces.exists[row] = True
    forces.owner[row] = state
    forces.arm[row] = arm
    forces.node[row] = node
    forces.strength[row] = strength
    forces.technology[row] = world.states.technology[state]
    forces.readiness[row] = readiness
    forces.supply[row] = 1.0
    forces.stance[row] = Stance.HOLD
    return row
