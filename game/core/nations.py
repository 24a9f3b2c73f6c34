"""Nations: whose land they live on, who wants out, and what the world around them is like."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.ids import NONE
from game.core.kinds import EdgeKind, Holding
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_LOUDER = 0.15
"""By how much more a people must want a state of its own than the wider nation of which it is part,
to speak for itself."""

_A_WORLD = 20.0
"""Nations that make a world: in a smaller one, one that is freed is not yet an age."""

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


_KEPT: Final[list[tuple[object, object, Lands]]] = []
"""What was last found of lands, with the board and homelands that it was found of."""

_MOST = 8


def lands_of(world: World) -> Lands:
    """Return what never changes in a game about nations and their land."""
    scenario, board = world.scenario, world.board
    for of_board, of_nations, lands in _KEPT:
        if of_board is board and of_nations is scenario.homelands and len(lands.size) == world.n:
            return lands
    found = _lands(world)
    _KEPT.append((board, scenario.homelands, found))
    del _KEPT[:-_MOST]
    return found


def _lands(world: World) -> Lands:
    scenario, board, n = world.scenario, world.board, world.n
    home, related = np.zeros((n, board.territories), bool), np.zeros((n, n), bool)
    for row, lands in enumerate(scenario.homelands):
        home[row, list(lands)] = True
    for row, kinsmen in enumerate(scenario.kin):
        related[row, list(kinsmen)] = True
    edges = board.edges[board.edge_kind == EdgeKind.LAND]
    touching = np.eye(board.territories, dtype=bool)
    touching[edges[:, 0], edges[:, 1]] = touching[edges[:, 1], edges[:, 0]] = True
    counts = home.astype(np.int32)
    common = counts @ counts.T
    size = home.sum(axis=1).astype(np.int64)
    within = (common == size[:, None]) & (size[:, None] < size[None, :]) & (size[:, None] > 0)
    beside = (counts @ touching @ counts.T) > 0
    np.fill_diagonal(beside, val=False)
    rows, places = np.nonzero(home)
    arrays = (home, rows, places, size, within, beside, related)
    for array in arrays:
        array.setflags(write=False)
    return Lands(*arrays)


@dataclass(frozen=True, slots=True)
class _Standing:
    """What of nations hangs only on who owns what, and who lives."""

    nations: Nations
    """With what moves from turn to turn left empty."""
    row: Ints
    """[pair] place among the nations, of every pair of one and a territory of its homeland."""
    place: Ints
    """[pair] territory."""
    wider: tuple[Ints, Ints]
    """Nations within another's homeland under the same holder: those within, those around."""
    integral: Flags
    """[row] its homeland is mostly its holder's own too."""
    beside: Floats
    """[row, state] share that each neighbouring nation has of them all."""


_STOOD: Final[list[tuple[Lands, bytes, _Standing]]] = []
"""What was last found, with what it was found of."""


def _standing(world: World) -> _Standing:
    lands, states, land = lands_of(world), world.states, world.territories
    key = b"".join(
        column.tobytes() for column in (states.exists, states.capital, land.owner, land.holding)
    )
    for of_lands, of_world, standing in _STOOD:
        if of_lands is lands and of_world == key:
            return standing
    found = _stand(world, lands)
    _STOOD.append((lands, key, found))
    del _STOOD[:-_MOST]
    return found


def _stand(world: World, lands: Lands) -> _Standing:
    states, land, n = world.states, world.territories, world.n
    rows = np.flatnonzero(~states.exists & (lands.size > 0))
    place_of = np.full(n, NONE)
    place_of[rows] = np.arange(rows.size)
    mine = place_of[lands.rows]
    row, place = mine[mine >= 0], lands.places[mine >= 0]
    owner = land.owner[place]
    held = np.bincount(row * n + owner, minlength=rows.size * n).reshape(rows.size, n)
    holder = held.argmax(axis=1) if rows.size else rows
    count = held[np.arange(rows.size), holder].astype(float)
    with_holder = owner == holder[row]
    title = land.holding[place]

    def part(which: Flags) -> Floats:
        found = np.bincount(row[with_holder & which], minlength=rows.size)
        return np.asarray(found / np.maximum(count, 1.0))

    mandate = part(title == Holding.MANDATE)
    wider = lands.within[np.ix_(rows, rows)] & (holder[:, None] == holder[None, :])
    beside = lands.beside[rows].astype(float)
    beside /= np.maximum(beside.sum(axis=1, keepdims=True), 1.0)
    inner, outer = np.nonzero(wider)
    nations = Nations(
        rows=rows,
        holder=holder,
        share=count / lands.size[rows],
        colonial=part(title == Holding.COLONY) + mandate,
        mandate=mandate,
        taken=part(np.isin(title, (Holding.ANNEXED, Holding.OCCUPIED))),
        seat=lands.home[rows, states.capital[holder]],
        spoken_for=np.zeros(rows.size, bool),
        of_one=lands.kin[rows, holder],
        norm=0.0,
        near=np.zeros(rows.size),
    )
    shared = np.bincount(row, weights=lands.home[holder[row], place], minlength=rows.size)
    integral = 2.0 * shared >= lands.size[rows]
    return _Standing(nations, row, place, (inner, outer), integral, beside)


def nations_of(world: World) -> Nations:
    """Return the nations that have no state today, and how they stand."""
    return world.once("nations", lambda: _nations(world))


def _nations(world: World) -> Nations:
    standing, states, land = _standing(world), world.states, world.territories
    here = standing.nations
    rows = here.rows
    if not rows.size:
        return here
    people = land.people[standing.place] * states.tpop[land.owner[standing.place]]
    counted = np.bincount(standing.row, weights=people, minlength=rows.size)
    never = (counted < _UNCOUNTED * states.tpop[rows]) & ~standing.integral
    colonial = np.where(never, 1.0, here.colonial)
    spoken_for = np.zeros(rows.size, bool)
    inner, outer = standing.wider
    level = states.nationhood[rows]
    spoken_for[inner[level[outer] >= level[inner] - _LOUDER]] = True
    norm, near = 0.0, here.near
    age = np.where(states.exists & (states.born >= 0), world.turn - states.born, np.inf)
    span = world.rules.norm_years / world.scenario.calendar.years_a_turn
    young = age <= 2.0 * span
    if young.any():
        fresh = float((age <= span).sum())
        norm = fresh / max(fresh + float((colonial >= 0.5).sum()), _A_WORLD)
        near = standing.beside @ young
    return replace(here, colonial=colonial, spoken_for=spoken_for, norm=norm, near=near)


def held_by(world: World, nation: int, holder: int) -> Ints:
    """Return the land of a nation's homeland that a state owns."""
    home = lands_of(world).home[nation]
    return np.flatnonzero(home & (world.territories.owner == holder))
