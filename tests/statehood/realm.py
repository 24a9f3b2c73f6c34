"""The ring of eight with nations in it: a colony, a part of a union, a divided people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.books import open_books
from game.core.ids import StateId, TerritoryId
from game.core.invariants import check
from game.core.kinds import Holding
from game.core.phases import appraisal
from game.core.world import World
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK, small_world

COLONY = StateId(6)
"""A nation on Arden's colony: lands 12 and 13."""
PART = StateId(7)
"""A nation on half of what is Borland's own: lands 14 and 15, which Borland holds as core."""
NORTH, SOUTH = StateId(8), StateId(9)
"""Two halves of one people, whose wider nation is WHOLE: lands 16 to 19, colonies of Dorvan."""
WHOLE = StateId(10)

KIN = {NORTH: (SOUTH, WHOLE), SOUTH: (NORTH, WHOLE), WHOLE: (NORTH, SOUTH), ELMERE: (FENWICK,),
       FENWICK: (ELMERE,)}  # fmt: skip


def realm(seed: int = 1, *, n: int = 11) -> World:
    """Return a world of six states that live and five nations that do not."""
    world = small_world(n, seed, turns=400)
    states, land = world.states, world.territories
    homes = {row: (2 * row, 2 * row + 1) for row in range(10)}
    homes[WHOLE] = (16, 17, 18, 19)
    homelands = tuple(tuple(TerritoryId(place) for place in homes.get(row, ())) for row in range(n))
    kin = tuple(KIN.get(StateId(row), ()) for row in range(n))
    world.scenario = replace(world.scenario, homelands=homelands, kin=kin)
    given = {COLONY: (ARDEN, Holding.COLONY), PART: (BORLAND, Holding.CORE),
             NORTH: (DORVAN, Holding.COLONY), SOUTH: (DORVAN, Holding.COLONY),
             WHOLE: (DORVAN, Holding.COLONY)}  # fmt: skip
    for nation, (holder, title) in given.items():
        mine = land.owner == nation
        land.owner[mine] = land.controller[mine] = holder
        land.holding[mine] = title
        states.exists[nation] = states.stood[nation] = False
        states.nationhood[nation] = 0.3
        states.capital[nation] = homes[nation][0]
        world.formations.exists[world.formations.owner == nation] = False
        world.memberships.member[:, nation] = False
        states.supply_share[nation] = 0.0
    states.tpop[COLONY], states.production[COLONY] = 9000.0, 700.0
    states.upop[COLONY] = 900.0
    for holder in (ARDEN, BORLAND, DORVAN):
        mine = land.owner == holder
        weight = np.where(land.holding[mine] == Holding.COLONY, 0.01, 1.0)
        land.people[mine] = land.industry[mine] = weight / weight.sum()
    land.drawn_by[:] = land.owner
    world.memberships.seat[:, [COLONY, PART]] = 0
    appraisal.run(world)
    open_books(world)
    world.settle()
    check(world)
    return world


def living_people(world: World) -> float:
    """Return the people of all living states, in thousands."""
    return float(world.states.tpop[world.states.exists].sum())


__all__ = [
    "ARDEN",
    "BORLAND",
    "CASSIA",
    "COLONY",
    "DORVAN",
    "ELMERE",
    "FENWICK",
    "NORTH",
    "PART",
    "SOUTH",
    "WHOLE",
    "living_people",
    "realm",
]
