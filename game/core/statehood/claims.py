"""Claims that a birth gives rise to: of the new state on its homeland, of others on its land."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from game.core.ids import StateId, TerritoryId
from game.core.kinds import Birth
from game.core.nations import lands_of
from game.core.records import Claim
from game.core.world import World

_OWN_HOMELAND = 0.40
"""Weight of a claim on the rest of one's homeland, all of it in one hand; falls with the part."""

_LOST = {Birth.SECESSION: 0.25, Birth.DISSOLUTION: 0.15, Birth.RESTORATION: 0.25}
"""Weight of the claim of whoever lost the land, as far as it is its own homeland too."""

_FOUGHT = 0.25
_DIVIDED = 0.50
"""Weight of the claims of two states of one nation on each other's land."""


def arise(world: World, state: StateId, parent: StateId, how: Birth, *, contested: bool) -> None:
    """Wake the claims that the campaign gave the nation; open those that follow from homelands."""
    _wake(world, state)
    if how == Birth.PARTITION:
        _divided(world, state)
    lands, owner, alive = lands_of(world), world.territories.owner, world.states.exists
    home = np.flatnonzero(lands.home[state])
    size = max(home.size, 1)
    divided = how == Birth.PARTITION
    for holder in np.unique(owner[home]).tolist():
        if holder == state:
            continue
        rest = home[owner[home] == holder]
        kin = bool(lands.kin[state, holder])
        weight = _DIVIDED if divided and kin else 0.15 + _OWN_HOMELAND * rest.size / size
        _open(world, state, holder, rest, min(weight, 0.8), 0.55)
    mine = owner == state
    for other in np.flatnonzero(alive).tolist():
        if other == state:
            continue
        wanted = np.flatnonzero(mine & lands.home[other])
        if not wanted.size:
            continue
        if other == parent and how == Birth.INDEPENDENCE:
            continue
        kin = divided and bool(lands.kin[state, other])
        base = _DIVIDED if kin else _LOST.get(how, 0.2) if other == parent else 0.25
        weight = base + (_FOUGHT if contested and other == parent else 0.0)
        _open(world, StateId(other), state, wanted, weight, 0.5 if kin else 0.35)


def _wake(world: World, state: StateId) -> None:
    """Make a nation's claims those of a state, against whoever has come to hold the land."""
    owner = world.territories.owner
    for claim in list(world.claims):
        if claim.claimant != state or claim.live:
            continue
        land = [place for place in claim.territories if owner[place] != state]
        if land:
            holder = StateId(int(np.bincount(owner[land]).argmax()))
            rest = tuple(place for place in land if owner[place] == holder)
            world.put(replace(claim, holder=holder, territories=rest, live=True))


def _divided(world: World, state: StateId) -> None:
    """Let a part of a divided nation, and its other parts, each claim what the others have."""
    lands, owner = lands_of(world), world.territories.owner
    for other in np.flatnonzero(lands.kin[state] & world.states.exists).tolist():
        wide = lands.kin[state] & lands.kin[other]
        nation = lands.home[state] | lands.home[other] | lands.home[wide].any(axis=0)
        for claimant, holder in ((state, other), (StateId(other), state)):
            _open(
                world, claimant, holder, np.flatnonzero(nation & (owner == holder)), _DIVIDED, 0.5
            )


def _open(
    world: World,
    claimant: StateId,
    holder: int,
    land: Iterable[int],
    weight: float,
    legitimacy: float,
) -> None:
    """Open a claim, unless the like is made already."""
    wanted = tuple(TerritoryId(int(one)) for one in land)
    for claim in world.claims.open:
        if (claim.claimant, claim.holder) == (claimant, holder):
            if set(wanted) <= set(claim.territories):
                return
            wanted = tuple(one for one in wanted if one not in claim.territories)
    if wanted:
        world.put(
            Claim(
                id=world.next_claim(),
                claimant=claimant,
                holder=StateId(holder),
                territories=wanted,
                weight=round(weight, 4),
                legitimacy=legitimacy,
                pretext=0.3,
            )
        )
