"""Exile: governments of states that were taken, and who gives them room."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.books import count_land
from game.core.exiles import Exile
from game.core.ids import NOBODY, StateId
from game.core.log import Log
from game.core.world import World

_WELCOME = 0.05
"""Liking from which a foe of the taker gives room to a government in exile."""


def note(world: World, log: Log) -> None:
    """See which states are gone since this was last looked at, and let their governments flee."""
    states = world.states
    fallen = np.flatnonzero(states.stood & ~states.exists)
    states.stood[:] = states.exists
    if fallen.size:
        count_land(world)  # whoever has the land has its people
    for row in fallen.tolist():
        by = _taker(world, row)
        if by < 0:
            continue
        states.repression[row] = 1.0  # an army stands in it
        host = _host(world, row, by)
        if host < 0:
            continue
        before = world.before if world.before is not None else world
        kept = tuple(claim.id for claim in before.claims.open if claim.claimant == row)
        exile = Exile(
            world.next_exile(), StateId(row), StateId(by), StateId(host), world.turn, kept
        )
        world.put(exile)
        log.add("state.exile", row, host, about={"exile": exile.id, "by": by})


def watch(world: World, log: Log) -> None:
    """End exiles whose host is no more, or has come to recognise what was taken."""
    alive, recognised = world.states.exists, world.dyads.recognised
    at_war = world.at_war()
    for exile in world.exiles.open:
        if alive[exile.state]:
            world.put(replace(exile, ended=world.turn, restored=True))
            continue
        host, by = exile.host, exile.by
        if not alive[host] or (recognised[host, by] and not at_war[host, by]):
            other = _host(world, exile.state, by)
            if other >= 0 and other != host and (at_war[other, by] or not alive[host]):
                world.put(replace(exile, host=StateId(other)))
                log.add("state.exile", exile.state, other, about={"exile": exile.id, "by": by})
                continue
            world.put(replace(exile, ended=world.turn))
            log.add("state.exile_given_up", exile.state, host, about={"exile": exile.id})


def exile_of(world: World, state: int) -> Exile | None:
    """Return the open exile of a state, if there is one."""
    return next((exile for exile in world.exiles.open if exile.state == state), None)


def _taker(world: World, state: int) -> int:
    """Return who took most of a state's land by force; -1 where nobody did."""
    land = world.territories
    lost = (land.sovereign == state) & (land.owner != state)
    if not lost.any():
        return NOBODY
    return int(np.bincount(land.owner[lost], minlength=world.n).argmax())


def _host(world: World, state: int, by: int) -> int:
    """Return who gives room to a government: foes of the taker first, then who likes it best."""
    alive, dyads = world.states.exists, world.dyads
    liking = dyads.affinity[:, state]
    at_war = world.at_war()[:, by]
    able = alive & ~dyads.recognised[:, by] | at_war & alive
    able &= liking >= np.where(at_war, -0.2, 3 * _WELCOME)
    able[[state, by]] = False
    if not able.any():
        return NOBODY
    worth = np.where(able, liking + 0.5 * at_war + 0.5 * world.states.power, -np.inf)
    return int(worth.argmax())
