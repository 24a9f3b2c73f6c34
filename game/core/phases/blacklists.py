"""Blacklists: measures against those who sell what others are denied (secondary sanctions).

Who is put on a list either keeps from selling, and denies what the other denies; or sells on, and
loses part of the other's market and credit (Rodman 1995; Early 2015 on those who bust sanctions).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Good
from game.core.log import Log
from game.core.orders import Blacklist, Heed, Order
from game.core.world import World

Floats = NDArray[np.float64]

CLOSED = {Good.FINANCE: 0.8, Good.GENERAL: 0.3}
"""Share of its sales of a good that a state denies those on its list who sell on."""

_RESENTED, _THANKED = 0.10, 0.04
"""Liking lost by putting a state on a list; won back by taking it off, or by heeding."""


def take(world: World, orders: Sequence[Order], log: Log) -> None:
    """Put states on lists and take them off; let those on them heed or sell on."""
    given = [order for order in orders if isinstance(order, Blacklist | Heed)]
    if not given:
        return
    dyads = world.dyads
    listed, heeds = dyads.blacklisted.copy(), dyads.heeds.copy()
    for order in given:
        i, j = order.state, order.to
        match order:
            case Blacklist(on=on):
                listed[i, j] = on
                heeds[j, i] = False
                _like(world, j, i, -_RESENTED if on else _THANKED)
                log.add("blacklist.put" if on else "blacklist.lifted", i, j)
            case Heed(heed=heed):
                heeds[i, j] = heed and listed[j, i]
                _like(world, j, i, _THANKED if heed else -_THANKED)
                log.add("blacklist.heeded" if heed else "blacklist.defied", i, j)
    dyads.blacklisted, dyads.heeds = listed, heeds


def run(world: World, log: Log) -> None:
    """Let lists work on what is denied this turn; those of states that deny nothing end."""
    dyads = world.dyads
    if not dyads.blacklisted.any():
        return
    listed, heeds = dyads.blacklisted.copy(), dyads.heeds.copy()
    before = world.embargoes.denied
    denied = before.copy()
    alive = world.states.exists
    for i, j in np.argwhere(listed).tolist():
        if not (alive[i] and alive[j]) or not before[i].any():
            listed[i, j] = heeds[j, i] = False
            if alive[i] and alive[j]:
                log.add("blacklist.lifted", i, j)
            continue
        if heeds[j, i]:
            others = before[i].copy()
            others[j] = 0.0
            denied[j] = np.maximum(denied[j], others)
        else:
            for good, share in CLOSED.items():
                denied[i, j, good] = max(float(denied[i, j, good]), share)
    world.embargoes.denied = denied
    dyads.blacklisted, dyads.heeds = listed, heeds


def sold_on(world: World, sender: int) -> Floats:
    """Return what others sell, of the world's sales, of goods that a sender denies, [state].

    To anybody whom the sender denies anything; of each good by the share that is not denied, weighed
    by how far those targets must buy it; 0 for the sender itself and for its targets.
    """
    states, denied = world.states, world.embargoes.denied
    mine = denied[sender].astype(float)
    targets = np.flatnonzero(mine.any(axis=1))
    found = np.zeros(world.n)
    for target in targets.tolist():
        need = mine[target] * states.dependence[target]
        selling = states.supply_share * (1.0 - denied[:, target].astype(float))
        found = np.maximum(found, selling @ need)
    found[sender] = 0.0
    found[targets] = 0.0
    return np.where(states.exists, found, 0.0)


def _like(world: World, who: int, whom: int, by: float) -> None:
    liking = float(world.dyads.affinity[who, whom]) + by
    world.dyads.affinity[who, whom] = min(1.0, max(-1.0, liking))
