"""Nations: let go or held down by who holds them; union sought with those of one nation."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.ai.reviews import due
from game.core.ids import StateId
from game.core.kinds import TreatyKind
from game.core.legality import refusal
from game.core.nations import lands_of, nations_of
from game.core.orders import GrantIndependence, HoldColony, SeekUnion
from game.core.statehood.choice import asking, letting_go, risings
from game.core.statehood.pressure import LOUD
from game.core.terms import TermTable
from game.core.world import World

Ints = NDArray[np.int64]

_HARD = -0.12
"""Worth of letting go below which a nation that asks for much is held down."""

_WORK = 3
"""Turns that a holder takes over each transfer of power: Britain let some 45 go from 1957 to 1984."""

_YOUNG = 8.0
"""Years for which a state that left a wider one would not go back."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield nations let go or held down, and unions sought."""
    yield from _held(known, states)
    yield from _sought(known, states)


def _held(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield what holders decide of nations that ask for a state; every few turns, or in risings.

    A holder lets one go at a time, first the one that it would most gladly; and any that has risen.
    """
    here = nations_of(known)
    places = asking(known)
    if not places.size:
        return
    up = risings(known)
    mine = [
        place
        for place in places.tolist()
        if int(here.holder[place]) in states
        and (int(here.rows[place]) in up or (int(here.holder[place]) + known.turn) % _WORK == 0)
    ]
    if not mine:
        return
    table = letting_go(known, np.array(mine, np.int64))
    worth = table.total()
    busy: set[int] = set()
    for at in np.argsort(-worth, kind="stable").tolist():
        place = mine[at]
        nation, holder = StateId(int(here.rows[place])), StateId(int(here.holder[place]))
        loud = float(known.states.nationhood[nation]) >= LOUD or int(nation) in up
        order: GrantIndependence | HoldColony
        if worth[at] > 0:
            if int(holder) in busy and int(nation) not in up:
                continue  # one at a time
            order = GrantIndependence(holder, nation)
            busy.add(int(holder))
        elif loud and worth[at] < _HARD:
            order = HoldColony(holder, nation)
        else:
            continue
        if refusal(known, order) is None:
            yield Decision(order, table.row(at))


def union_worth(known: World, one: Ints, other: Ints) -> TermTable:
    """Return what being one state with another is worth to a state, [pair] by term."""
    states, dyads, lands = known.states, known.dyads, lands_of(known)
    years = known.scenario.calendar.years_a_turn
    divided = lands.within[one, other] | lands.within[other, one] | _of_a_wider(known, one, other)
    weaker = states.power[one] < states.power[other]
    head = states.production / np.maximum(states.tpop, 1e-6)
    richer = np.clip(np.log(np.maximum(head[other], 1e-9) / np.maximum(head[one], 1e-9)), -1, 1)
    born = np.maximum(states.born[one], states.born[other])
    fresh = (born >= 0) & ((known.turn - born) * years < _YOUNG)
    patron = _patrons(known)
    camps = np.abs(states.ideal[one, 1] - states.ideal[other, 1])
    return TermTable.of(
        {
            "one_nation": 0.25 + 0.25 * divided,
            "affinity": 0.3 * dyads.affinity[one, other],
            "rivalry": -0.3 * dyads.rivalry[one, other],
            "different_camps": -0.45 * camps - 0.25 * (patron[one] & (camps > 0.5)),
            "regimes_apart": -0.02 * np.abs(states.regime[one] - states.regime[other]),
            "autonomy": np.where(weaker, -0.22, -0.08) - 0.15 * states.stability[one],
            "unrest": 0.5 * np.maximum(0.45 - states.stability[one], 0.0),
            "prosperity": np.where(weaker, 0.15 * richer, 0.08 * np.minimum(richer, 0.0)),
            "parted_of_late": -0.4 * fresh,
        }
    )


def _of_a_wider(known: World, one: Ints, other: Ints) -> NDArray[np.bool_]:
    """Tell of pairs of states whether one wider nation's homeland takes in both of theirs."""
    within, kin = lands_of(known).within, lands_of(known).kin
    wide = within & kin
    return np.asarray((wide[one] & wide[other]).any(axis=1), bool)


def _patrons(known: World) -> NDArray[np.bool_]:
    """Return who has an ally that is a great power, [state]."""
    bound = known.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    allied = bound | bound.T
    return np.asarray((allied & known.states.major[None, :]).any(axis=1), bool)


def _sought(known: World, states: Collection[int]) -> Iterator[Decision]:
    kin = lands_of(known).kin
    alive = known.states.exists
    rows = due(known, states)
    if not rows.size or not kin.any():
        return
    ones, others = np.nonzero(kin[rows] & alive[None, :])
    if not ones.size:
        return
    ones = rows[ones]
    near = known.dyads.contiguous[ones, others] | lands_of(known).beside[ones, others]
    ones, others = ones[near], others[near]
    if not ones.size:
        return
    table = union_worth(known, ones, others)
    worth = table.total() * known.states.resolve[ones]
    for at, (one, other) in enumerate(zip(ones.tolist(), others.tolist(), strict=True)):
        sought = bool(worth[at] > 0)
        order = SeekUnion(StateId(one), StateId(other), sought)
        if refusal(known, order) is None:
            yield Decision(order, table.row(at))
