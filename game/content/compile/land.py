"""The land: who holds each territory, and what lies in it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.content.compile.index import Index
from game.content.draft import Draft
from game.core.board import Board
from game.core.ids import NONE, ClaimId, StateId, TerritoryId
from game.core.kinds import Holding, Terrain
from game.core.records import Claim
from game.core.tables import Territories

_LISTS: Final = (Holding.CORE, Holding.COLONY, Holding.DOMINION, Holding.MANDATE, Holding.DISPUTED)

_SETTLED: Final = {
    Terrain.PLAINS: (1.0, 1.0), Terrain.FOREST: (0.6, 0.6), Terrain.MOUNTAIN: (0.5, 0.4),
    Terrain.DESERT: (0.15, 0.1), Terrain.JUNGLE: (0.4, 0.2), Terrain.ARCTIC: (0.05, 0.05),
    Terrain.URBAN: (3.0, 6.0),
}  # fmt: skip
"""People and industry to the square root of area, by terrain [design]."""

_OVERSEAS: Final = {Holding.COLONY: (0.012, 0.008), Holding.MANDATE: (0.012, 0.008)}
"""Colonies are hardly counted in the figures of their holder (COW counts the metropolis)."""

_ROADS: Final = {
    Terrain.PLAINS: 0.6, Terrain.FOREST: 0.45, Terrain.MOUNTAIN: 0.35, Terrain.DESERT: 0.2,
    Terrain.JUNGLE: 0.2, Terrain.ARCTIC: 0.15, Terrain.URBAN: 0.8,
}  # fmt: skip

_UNWILLING: Final = {
    Holding.CORE: 0.0, Holding.COLONY: 0.2, Holding.DOMINION: 0.0, Holding.MANDATE: 0.25,
    Holding.OCCUPIED: 0.4, Holding.DISPUTED: 0.1, Holding.ANNEXED: 0.4,
}  # fmt: skip


def fill_land(land: Territories, board: Board, draft: Draft, at: Index) -> None:
    """Write owners, titles and what each territory is worth."""
    for key, held in draft.holdings.value.items():
        i = at.states[key]
        for title in _LISTS:
            for place in getattr(held, title.name.lower()):
                _give(land, at.territories[place], i, title)
        for title, others in ((Holding.OCCUPIED, held.occupied), (Holding.ANNEXED, held.annexed)):
            for place, titled in others.items():
                _give(land, at.territories[place], i, title)
                land.sovereign[at.territories[place]] = at.states[titled]
        for place in held.demilitarised:
            land.demilitarised[at.territories[place]] = True
    # The figures of a start are those of the land a state has title to.
    occupied = land.holding == Holding.OCCUPIED
    land.drawn_by[occupied] = land.sovereign[occupied]
    _worth(land, board, draft, at)


def _give(land: Territories, place: int, owner: int, title: Holding) -> None:
    """Give a territory to who holds it; in peace nobody else stands there."""
    land.owner[place] = land.controller[place] = owner
    land.holding[place] = title


def _worth(land: Territories, board: Board, draft: Draft, at: Index) -> None:
    """Reckon shares of people and industry, roads and unrest, unless the campaign gives them."""
    known = draft.territories.value
    terrain = [Terrain(number) for number in board.terrain]
    titles = [Holding(number) for number in land.holding]
    for column, place in (("people", 0), ("industry", 1)):
        weight = np.sqrt(board.area_km2) * [_SETTLED[kind][place] for kind in terrain]
        weight = weight * [_OVERSEAS.get(title, (1.0, 1.0))[place] for title in titles]
        given = np.full(len(weight), np.nan)
        for key, entry in known.items():
            if getattr(entry, column) is not None:
                given[at.territories[key]] = getattr(entry, column)
        counted = np.where(land.drawn_by == NONE, land.owner, land.drawn_by)
        getattr(land, column)[:] = _shares(weight, given, counted)
    land.development[:] = [_ROADS[kind] for kind in terrain]
    land.development[np.isin(titles, [Holding.COLONY, Holding.MANDATE])] *= 0.7
    land.resistance[:] = [_UNWILLING[title] for title in titles]
    for key, entry in known.items():
        if entry.development is not None:
            land.development[at.territories[key]] = entry.development
        if entry.resistance is not None:
            land.resistance[at.territories[key]] = entry.resistance


def _shares(
    weight: NDArray[np.float64], given: NDArray[np.float64], owner: NDArray[np.int64]
) -> NDArray[np.float64]:
    """Return each territory's share of the figures it is counted in: as given, the rest by weight."""
    fixed = ~np.isnan(given)
    shares = np.where(fixed, given, 0.0)
    for state in np.unique(owner):
        mine = owner == state
        free = mine & ~fixed
        left = max(1.0 - float(shares[mine].sum()), 0.0)
        if free.any():
            shares[free] = left * weight[free] / weight[free].sum()
    return np.array(np.round(shares, 6), np.float64)


def claims(draft: Draft, at: Index) -> list[Claim]:
    """Return the claims of the start; those of a nation without a state sleep until it has one."""
    return [
        Claim(
            ClaimId(number),
            StateId(at.states[entry.claimant]),
            StateId(at.states[entry.holder]),
            tuple(TerritoryId(at.territories[key]) for key in entry.territories),
            entry.weight,
            entry.legitimacy,
            entry.pretext,
            entry.remilitarise,
            draft.states.value[entry.claimant].exists,
        )
        for number, entry in enumerate(draft.claims.value)
    ]
