"""Titles after a war: land signed away, kept without title, annexed, and claims that follow it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core.ids import NONE, StateId, TerritoryId
from game.core.kinds import Holding
from game.core.log import Log
from game.core.packages import contested
from game.core.records import Claim, War
from game.core.world import World


def cede(
    world: World, war: War, lands: Sequence[int], loser: StateId, winner: StateId, log: Log
) -> None:
    """Sign land away; a just claim to it brings title, anything else only possession."""
    land = world.territories
    about = contested(world, war)
    ours = about if about and (about.claimant, about.holder) == (winner, loser) else None
    taken = [one for one in lands if land.owner[one] == loser]
    for one in taken:
        just = ours is not None and one in ours.territories and ours.legitimacy >= 0.5
        land.owner[one] = land.controller[one] = winner
        if land.sovereign[one] == winner:  # it comes back to whose it was
            land.holding[one], land.sovereign[one] = Holding.CORE, NONE
        else:
            land.holding[one] = Holding.CORE if just else Holding.ANNEXED
            land.sovereign[one] = NONE if just else loser
        log.add("territory.ceded", loser, winner, about={"territory": int(one)})
    _grievance(world, ours, winner, loser, tuple(taken))


def keep_occupied(world: World, war: War, log: Log) -> None:
    """Leave the armies where they stand: what is held is held without title.

    Nobody's last land is kept: a state is only ended by annexation.
    """
    land = world.territories
    for mine, theirs in ((war.attackers, war.defenders), (war.defenders, war.attackers)):
        for loser in theirs:
            home = land.owner == loser
            taken = np.flatnonzero(home & np.isin(land.controller, mine))
            if taken.size == int(home.sum()):
                taken = taken[taken != world.states.capital[loser]]
                taken = taken[1:] if taken.size == int(home.sum()) else taken
            for territory in taken:
                taker = int(land.controller[territory])
                land.owner[territory] = taker
                if land.sovereign[territory] == taker:
                    land.holding[territory], land.sovereign[territory] = Holding.CORE, NONE
                else:
                    land.holding[territory] = Holding.ANNEXED
                    land.sovereign[territory] = loser
                log.add("territory.kept", taker, loser, about={"territory": int(territory)})
            for winner in mine:
                kept = tuple(int(t) for t in taken if land.owner[t] == winner)
                if kept:
                    claim = contested(world, war)
                    ours = claim is not None and (claim.claimant, claim.holder) == (winner, loser)
                    _grievance(world, claim if ours else None, winner, loser, kept)


def annex(world: World, war: War, loser: StateId, winner: StateId, log: Log) -> None:
    """Divide a state's land among the foes who hold it; the rest goes to one of them."""
    land = world.territories
    foes = war.attackers if war.side(winner) == 0 else war.defenders
    for territory in np.flatnonzero(land.owner == loser):
        taker = int(land.controller[territory])
        land.owner[territory] = taker if taker in foes else winner
        land.controller[territory] = land.owner[territory]
        land.holding[territory] = Holding.ANNEXED
        land.sovereign[territory] = loser
    log.add("state.annexed", winner, loser, about={"war": war.id})


def give_back(
    world: World, lands: Sequence[int], by: StateId, to: StateId, log: Log
) -> tuple[int, ...]:
    """Give land back to a living state whose it was, or is to be; return what was given."""
    land = world.territories
    given = tuple(int(one) for one in lands if land.owner[one] == by)
    for one in given:
        land.owner[one] = land.controller[one] = to
        land.holding[one], land.sovereign[one] = Holding.CORE, NONE
        log.add("territory.restored", by, to, about={"territory": one})
    return given


def _grievance(
    world: World, claim: Claim | None, winner: StateId, loser: StateId, lost: tuple[int, ...]
) -> None:
    """Close the claim as far as it was won, and open the loser's claim to what it lost."""
    owner = world.territories.owner
    if claim is not None:
        rest = tuple(territory for territory in claim.territories if owner[territory] == loser)
        world.put(replace(claim, territories=rest or claim.territories, live=bool(rest)))
    if lost and world.states.exists[loser]:
        weight = claim.weight if claim is not None else 0.3
        legitimacy = claim.legitimacy if claim is not None else 0.5
        world.put(
            Claim(
                id=world.next_claim(),
                claimant=loser,
                holder=winner,
                territories=tuple(TerritoryId(int(territory)) for territory in lost),
                weight=min(1.0, weight + 0.1),
                legitimacy=max(0.2, 1.0 - legitimacy),
                pretext=0.3,
            )
        )


def follow_land(world: World) -> None:
    """Address claims on land that has changed hands to who holds it now."""
    owner, alive = world.territories.owner, world.states.exists
    busy = {crisis.claim for crisis in world.live_crises()}
    for claim in world.claims.open:
        if claim.remilitarise or claim.id in busy:
            continue
        holders = [int(owner[territory]) for territory in claim.territories]
        if claim.holder in holders and alive[claim.holder]:
            continue
        others = [holder for holder in holders if holder != claim.claimant]
        if others:
            world.put(replace(claim, holder=StateId(others[0])))
        else:
            world.put(replace(claim, live=False))
