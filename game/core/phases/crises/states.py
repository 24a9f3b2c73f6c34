"""Lost capitals and dead states: what follows when land has changed hands."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ids import StateId
from game.core.log import Log
from game.core.phases.rolls import strike
from game.core.world import World


def move_lost_capital(world: World, state: StateId, log: Log) -> None:
    """Move the seat of a state that no longer owns its capital; a state without land is gone."""
    land, states = world.territories, world.states
    if not states.exists[state] or land.owner[states.capital[state]] == state:
        return
    left = np.flatnonzero(land.owner == state)
    if left.size == 0:
        dissolve(world, state, log)
        return
    states.capital[state] = left[np.argmax(land.people[left])]
    log.add("state.capital_moved", state, about={"territory": int(states.capital[state])})


def dissolve(world: World, state: StateId, log: Log) -> None:
    """Strike a state from the living: its forces disband, its seats fall, its quarrels end."""
    world.states.exists[state] = False
    world.formations.exists[world.formations.owner == state] = False
    for body in range(len(world.charters)):
        strike(world, body, state)
    land = world.territories
    orphans = np.flatnonzero(land.controller == state)
    land.controller[orphans] = land.owner[orphans]
    for claim in world.claims.open:
        if state in (claim.claimant, claim.holder):
            world.put(replace(claim, live=False))
    for treaty in world.treaties.open:
        if state in treaty.parties and treaty.until_turn < 0:
            world.put(replace(treaty, until_turn=world.turn))
    log.add("state.destroyed", state)
