"""Restoration: a state that was taken comes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from game.core.ids import NOBODY, StateId
from game.core.kinds import Birth
from game.core.log import Log
from game.core.nations import lands_of
from game.core.statehood.birth import found
from game.core.statehood.exile import exile_of
from game.core.world import World


def restore(
    world: World,
    state: StateId,
    land: Iterable[int],
    log: Log,
    *,
    parent: StateId = NOBODY,
    liberators: Iterable[int] = (),
) -> bool:
    """Let a state live again on some land, with its government if that went abroad.

    Returns False where it lives, or nothing is given. Its old claims come alive, and it likes those
    who freed it and gave it room.
    """
    place = [int(one) for one in land]
    if not place or world.states.exists[state]:
        return False
    exile = exile_of(world, state)
    before = parent if parent != NOBODY else StateId(int(world.territories.owner[place[0]]))
    if not found(world, state, place, Birth.RESTORATION, log, parent=parent):
        return False
    thanked = {int(one) for one in liberators}
    if exile is not None:
        thanked.add(int(exile.host))
        world.put(replace(exile, ended=world.turn, restored=True))
        _claim_again(world, exile.claims)
    liking = world.dyads.affinity
    for friend in sorted(thanked - {int(state), int(before)}):
        if world.states.exists[friend]:
            liking[state, friend] = min(1.0, max(0.0, float(liking[state, friend])) + 0.4)
            liking[friend, state] = min(1.0, max(0.0, float(liking[friend, state])) + 0.2)
    return True


def _claim_again(world: World, claims: Iterable[int]) -> None:
    """Make the claims again that a government took abroad with it."""
    alive = world.states.exists
    for number in claims:
        claim = world.claims[number]
        if not claim.live and alive[claim.holder] and alive[claim.claimant]:
            holders = world.territories.owner[list(claim.territories)]
            if (holders == claim.holder).any():
                world.put(replace(claim, live=True))


def freed(world: World, log: Log) -> None:
    """Restore states whose country stands in the hands of foes of who took it."""
    land = world.territories
    at_war = world.at_war()
    for exile in world.exiles.open:
        state = exile.state
        lost = np.flatnonzero((land.sovereign == state) | lands_of(world).home[state])
        taker = land.owner[lost]
        holder = land.controller[lost]
        free = (taker != holder) & at_war[taker, holder]
        liked = world.dyads.affinity[holder, state] > -0.3
        back = lost[free & liked]
        seat = int(world.states.capital[state])
        if back.size and (seat in back or 2 * back.size >= lost.size):
            friends = np.unique(land.controller[back]).tolist()
            restore(world, state, back.tolist(), log, parent=exile.by, liberators=friends)
