"""Blockades that a state lays in a quarrel of its own, without a war and without a mandate."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Arm, CrisisKind
from game.core.world import World


def quarrel_blockades(world: World) -> list[tuple[int, float]]:
    """Return whom quarrels blockade, and the share of each one's coast that is closed, 0..1.

    The initiator's fleet and those of its camp, beside the target's and those of its camp.
    """
    laid = [crisis for crisis in world.live_crises() if crisis.kind == CrisisKind.BLOCKADE]
    if not laid:
        return []
    navy = navies(world)
    found: dict[int, float] = {}
    for crisis in laid:
        ours = float(navy[[crisis.initiator, *crisis.camps[0]]].sum())
        theirs = float(navy[[crisis.target, *crisis.camps[1]]].sum())
        share = ours / (ours + theirs) if ours > 0 else 0.0
        found[crisis.target] = max(found.get(crisis.target, 0.0), share)
    return sorted(found.items())


def navies(world: World) -> NDArray[np.float64]:
    """Return the strength of each state's fleets, [state]."""
    forces = world.formations
    afloat = forces.exists & (forces.arm == Arm.FLEET)
    return np.bincount(
        forces.owner[afloat], weights=forces.strength[afloat], minlength=world.n
    ).astype(float)
