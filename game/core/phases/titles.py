"""Titles after a war: land signed away, kept without title, annexed, and claims that follow it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.ids import NONE, StateId, TerritoryId
from game.core.kinds import Holding
from game.core.log import Log
from game.core.phases.scores import contested
from game.core.records import Claim, War
from game.core.world import World


def cede_claim(world: World, war: War, claim: Claim, log: Log) -> None:
    """Sign the contested land away; a just claim brings title, an unjust one only possession."""
    winner, loser, land = war.attackers[0], war.defenders[0], world.territories
    just = claim.legitimacy >= 0.5
    taken = [territory for territory in claim.territories if land.owner[territory] == loser]
    for territory in taken:
        land.owner[territory] = land.controller[territory] = winner
        land.holding[territory] = Holding.CORE if just else Holding.ANNEXED
        land.sovereign[territory] = NONE if just else loser
        log.add("territory.ceded", loser, winner, about={"territory": territory})
    _grievance(world, claim, winner, loser, tuple(taken))


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
                land.owner[territory] = land.controller[territory]
                land.holding[territory] = Holding.ANNEXED
                land.sovereign[territory] = loser
                log.add(
                    "territory.kept",
                    int(land.owner[territory]),
                    loser,
                    about={"territory": int(territory)},
                )
            for winner in mine:
                kept = tuple(int(t) for t in taken if land.owner[t] == winner)
                if kept:
                    claim = contested(world, war)
                    ours = claim is not None and (claim.claimant, claim.holder) == (winner, loser)
                    _grievance(world, claim if ours else None, winner, loser, kept)


def annex(world: World, war: War, log: Log) -> None:
    """Divide the loser's land among those who hold it; the rest goes to the leader."""
    land = world.territories
    winner, loser = war.attackers[0], war.defenders[0]
    for territory in np.flatnonzero(land.owner == loser):
        taker = int(land.controller[territory])
        land.owner[territory] = taker if taker in war.attackers else winner
        land.controller[territory] = land.owner[territory]
        land.holding[territory] = Holding.ANNEXED
        land.sovereign[territory] = loser
    log.add("state.annexed", winner, loser, about={"war": war.id})


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
    for claim in world.claims:
        if not claim.live or claim.remilitarise or claim.id in busy:
            continue
        holders = [int(owner[territory]) for territory in claim.territories]
        if claim.holder in holders and alive[claim.holder]:
            continue
        others = [holder for holder in holders if holder != claim.claimant]
        if others:
            world.put(replace(claim, holder=StateId(others[0])))
        else:
            world.put(replace(claim, live=False))
