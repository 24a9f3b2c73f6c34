"""Claims that a birth gives rise to: of the new state on its homeland, of others on its land."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from game.core.ids import StateId, TerritoryId
from game.core.kinds import Birth, Doctrine, EdgeKind
from game.core.nations import lands_of
from game.core.records import Claim
from game.core.rng import stream
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
    if how in (Birth.INDEPENDENCE, Birth.PARTITION):
        _drawn_by_others(world, state)


_DRAWN_ACROSS = 0.35
"""Chance that a border drawn by a ruler from outside is contested by one of those it parts: of the
borders of Africa about a third were claimed on one side or the other (Goemans and Schultz 2017)."""

_LEAST, _MOST = 0.3, 0.9
"""Weights between which such claims lie [design]."""

_AGGRIEVED = 0.5
"""Leaning to revise, for a claim of full weight, of a young state that holds its borders unjust
(Maoz 1989 on how new states join the club)."""


def _drawn_by_others(world: World, state: StateId) -> None:
    """Let a state born of a colony, and its neighbours, contest the borders that the ruler drew.

    A border is fair game where neither side drew it: with a neighbour that was a colony too, or
    that has been parted from its kin by it. The stronger of the two is the likelier to claim.
    """
    lands, land = lands_of(world), world.territories
    edges = world.board.edges[world.board.edge_kind == EdgeKind.LAND]
    owners = land.owner[edges]
    meet = edges[(owners == state).any(axis=1) & (owners[:, 0] != owners[:, 1])]
    draw = stream(world.seed, world.turn, f"borders of {state}").random((world.n, 3))
    colonial = np.fromiter((bool(len(home)) for home in world.scenario.homelands), bool, world.n)
    by_other: dict[int, list[tuple[int, int]]] = {}
    for one, two in meet.tolist():
        mine, theirs = (one, two) if land.owner[one] == state else (two, one)
        by_other.setdefault(int(land.owner[theirs]), []).append((mine, theirs))
    for other, pairs in sorted(by_other.items()):
        if not world.states.exists[other] or lands.kin[state, other] or not colonial[other]:
            continue
        if draw[other, 0] >= _DRAWN_ACROSS:
            continue
        power = world.states.power
        share = float(power[other]) / max(float(power[other] + power[state]), 1e-9)
        theirs_claims = draw[other, 1] < share
        claimant, holder = (StateId(other), state) if theirs_claims else (state, other)
        wanted = sorted({pair[0 if theirs_claims else 1] for pair in pairs})[:1]
        seat = world.states.capital[holder]
        wanted = [place for place in wanted if place != seat]
        weight = _LEAST + (_MOST - _LEAST) * float(draw[other, 2])
        _open(world, claimant, holder, wanted, weight, 0.3)
        wish = world.states.doctrine[claimant]
        wish[Doctrine.REVISE] = max(float(wish[Doctrine.REVISE]), _AGGRIEVED * weight)
        wish /= wish.sum()
        rivalry = world.dyads.rivalry
        for a, b in ((state, other), (other, state)):
            rivalry[a, b] = max(float(rivalry[a, b]), 0.5 * weight)


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
