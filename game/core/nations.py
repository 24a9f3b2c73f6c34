"""Nations: whose land they live on, who wants out, and what the world around them is like."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from game.core.ids import NONE
from game.core.kinds import EdgeKind, Holding
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_UNCOUNTED = 0.25
"""Share of its own people that a nation's land brings to its holder's figures, below which it was
never counted there, whatever the land is called now."""


@dataclass(frozen=True, slots=True)
class Lands:
    """What never changes: which land is whose by nation."""

    home: Flags
    """[state, territory] it is part of the state's homeland."""
    rows: Ints
    """[pair] state, of every pair of a state and a territory of its homeland."""
    places: Ints
    """[pair] territory."""
    size: Ints
    """[state] territories of its homeland."""
    within: Flags
    """[state, wider] the homeland lies within another's, which is larger."""
    beside: Flags
    """[state, state] homelands touch or overlap."""
    kin: Flags
    """[state, state] of one nation."""


@dataclass(frozen=True, slots=True)
class Nations:
    """Nations without a state, as they stand today: one row each."""

    rows: Ints
    """States that are not, and have a homeland."""
    holder: Ints
    """[row] who owns most of its homeland."""
    share: Floats
    """[row] of its homeland that the holder owns, 0..1."""
    colonial: Floats
    """[row] of that, the share held as colony or mandate; 1 where its people were never counted."""
    mandate: Floats
    """[row] share held as a mandate."""
    taken: Floats
    """[row] share taken by force and kept."""
    seat: Flags
    """[row] the holder's own capital lies in it."""
    spoken_for: Flags
    """[row] a wider nation under the same holder wants a state at least nearly as much."""
    of_one: Flags
    """[row] it is of one nation with its holder."""
    norm: float
    """Share of the world's colonial peoples freed lately, 0..1."""
    near: Floats
    """[row] share of neighbouring nations freed lately, 0..1."""

    @property
    def able(self) -> Flags:
        """[row] it speaks for itself, and could leave its holder."""
        return ~self.seat & ~self.spoken_for & ~self.of_one


def lands_of(world: World) -> Lands:
    """Return what never changes in a game about nations and their land."""
    scenario, board = world.scenario, world.board
    homelands = scenario.homelands or ((),) * world.n
    kin = scenario.kin or ((),) * world.n
    borders = board.edges[board.edge_kind == EdgeKind.LAND]
    return _lands(homelands, kin, board.territories, borders.astype(np.int32).tobytes())


@lru_cache(maxsize=8)
def _lands(
    homelands: tuple[tuple[int, ...], ...],
    kin: tuple[tuple[int, ...], ...],
    territories: int,
    borders: bytes,
) -> Lands:
    n = len(homelands)
    home, related = np.zeros((n, territories), bool), np.zeros((n, n), bool)
    for row, (lands, kinsmen) in enumerate(zip(homelands, kin, strict=True)):
        home[row, list(lands)] = True
        related[row, list(kinsmen)] = True
    edges = np.frombuffer(borders, np.int32).reshape(-1, 2)
    touching = np.eye(territories, dtype=bool)
    touching[edges[:, 0], edges[:, 1]] = touching[edges[:, 1], edges[:, 0]] = True
    counts = home.astype(np.int32)
    common = counts @ counts.T
    size = home.sum(axis=1)
    within = (common == size[:, None]) & (size[:, None] < size[None, :]) & (size[:, None] > 0)
    beside = (counts @ touching @ counts.T) > 0
    np.fill_diagonal(beside, val=False)
    rows, places = np.nonzero(home)
    found = Lands(home, rows, places, size.astype(np.int64), within, beside, related)
    for array in (home, rows, places, found.size, within, beside, related):
        array.setflags(write=False)
    return found


def nations_of(world: World) -> Nations:
    """Return the nations that have no state today, and how they stand."""
    return world.once("nations", lambda: _nations(world))


def _nations(world: World) -> Nations:
    lands, states, land, n = lands_of(world), world.states, world.territories, world.n
    rows = np.flatnonzero(~states.exists & (lands.size > 0))
    if not rows.size:
        nothing, never = np.zeros(0), np.zeros(0, bool)
        return Nations(rows, rows, nothing, nothing, nothing, nothing, never, never, never, 0.0,
                       nothing)  # fmt: skip
    place_of = np.full(n, NONE)
    place_of[rows] = np.arange(rows.size)
    mine = place_of[lands.rows]
    pair = mine >= 0
    row, place = mine[pair], lands.places[pair]
    owner = land.owner[place]
    held = np.bincount(row * n + owner, minlength=rows.size * n).reshape(rows.size, n)
    holder = held.argmax(axis=1)
    count = held[np.arange(rows.size), holder].astype(float)
    size = lands.size[rows].astype(float)
    with_holder = owner == holder[row]
    title = land.holding[place]

    def part(which: Flags) -> Floats:
        found = np.bincount(row[with_holder & which], minlength=rows.size)
        return np.asarray(found / np.maximum(count, 1.0))

    mandate, taken = part(title == Holding.MANDATE), part(title == Holding.ANNEXED)
    colonial = part((title == Holding.COLONY) | (title == Holding.MANDATE))
    counted = np.bincount(row, weights=land.people[place] * states.tpop[owner], minlength=rows.size)
    never = counted < _UNCOUNTED * states.tpop[rows]
    seats = states.capital[holder]
    wider = lands.within[np.ix_(rows, rows)] & (holder[:, None] == holder[None, :])
    level = states.nationhood[rows]
    spoken_for = (wider & (level[None, :] >= level[:, None] - 0.15)).any(axis=1)
    free = states.exists & (states.born >= 0)
    lately = free & (world.turn - states.born <= _turns(world, world.rules.norm_years))
    waiting = float((colonial >= 0.5).sum())
    fresh = float(lately.sum())
    beside = lands.beside[rows]
    young = free & (world.turn - states.born <= _turns(world, 2.0 * world.rules.norm_years))
    near = (beside & young).sum(axis=1) / np.maximum(beside.sum(axis=1), 1)
    return Nations(
        rows,
        holder,
        count / size,
        np.where(never, 1.0, colonial),
        mandate,
        taken,
        lands.home[rows, seats],
        spoken_for,
        lands.kin[rows, holder],
        fresh / max(fresh + waiting, 1.0),
        near.astype(float),
    )


def _turns(world: World, years: float) -> float:
    return years / world.scenario.calendar.years_a_turn


def held_by(world: World, nation: int, holder: int) -> Ints:
    """Return the land of a nation's homeland that a state owns."""
    home = lands_of(world).home[nation]
    return np.flatnonzero(home & (world.territories.owner == holder))
