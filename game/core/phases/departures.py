"""Departures: one who fights beside others makes a peace of its own, and what they think of it."""

from __future__ import annotations

from dataclasses import replace

from game.core.ids import StateId
from game.core.kinds import TreatyKind
from game.core.log import Log
from game.core.phases.articles import carry_out
from game.core.phases.homecoming import reconcile
from game.core.phases.titles import follow_land
from game.core.records import War
from game.core.settlements import Package
from game.core.world import World

_FORSAKEN = 0.15
_BOUND = 0.35
"""Liking that those left behind lose for who leaves, and lose more where it was bound to them."""


def depart(world: World, war: War, state: StateId, package: Package, log: Log) -> None:
    """Let a co-belligerent out of a war on terms of its own, with what that costs its name."""
    side = war.side(state)
    beside = [one for one in (war.attackers, war.defenders)[side] if one != state]
    if side < 0 or not beside:
        return
    alone = replace(
        war,
        attackers=(state,) if side == 0 else war.attackers,
        defenders=(state,) if side == 1 else war.defenders,
    )
    carry_out(world, alone, package, log)
    world.put(
        replace(
            world.wars[war.id],
            attackers=tuple(one for one in war.attackers if one != state),
            defenders=tuple(one for one in war.defenders if one != state),
            apart=tuple(row for row in war.apart if row[0] != state),
        )
    )
    reconcile(world, alone)
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)[state]
    dyads = world.dyads
    broken = False
    for friend in beside:
        owed = bool(bound[friend])
        broken |= owed
        cost = _BOUND if owed else _FORSAKEN
        dyads.affinity[friend, state] = max(-1.0, float(dyads.affinity[friend, state]) - cost)
    if broken:
        dyads.broken[:, state] += 0.5 * world.states.exists
        dyads.broken[state, state] = 0.0
    foe = (war.defenders, war.attackers)[side][0]
    log.add("war.left_apart", state, foe, about={"war": war.id}, figures={"broken": float(broken)})
    follow_land(world)
