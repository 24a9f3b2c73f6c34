"""Censure: what it costs to coerce without the leave that the order asks for."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.eligibility import price_of_acting_alone, standing_lost, without_leave
from game.core.ids import StateId
from game.core.log import Log
from game.core.records import Resolution
from game.core.world import World


def charge_unlawful(world: World, resolution: Resolution, state: StateId, log: Log) -> None:
    """Let those who uphold the order, and friends, think less of who leads coercion without leave."""
    crisis = world.crises[resolution.crisis]
    if not without_leave(world, resolution):
        return
    price = price_of_acting_alone(world, resolution)
    think_less(world, state, price)
    lost = standing_lost(world, crisis)
    world.states.influence[state] = max(0.0, float(world.states.influence[state]) - lost)
    log.add(
        "resolution.unauthorised",
        state,
        resolution.target,
        about={
            "resolution": resolution.id,
            "crisis": crisis.id,
            "institution": resolution.institution,
        },
        figures={"price": float(price.mean()), "standing": lost},
    )


def think_less(world: World, state: StateId, price: NDArray[np.float64]) -> None:
    """Take liking for a state from all others, [state] each."""
    liking = world.dyads.affinity
    liking[:, state] = (liking[:, state] - price).clip(-1.0, 1.0)
    liking[state, state] = 0.0
