"""Sides: whom others stand with in a crisis, and to whom they quietly send arms.

By what standing there is worth, on the course that a state takes towards whom it fears; arms where
a foe can be bled at little risk (Salehyan, Gleditsch and Cunningham 2011).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.ai.peril import peril
from game.ai.reviews import stirring
from game.ai.strategy import Strategy, courses
from game.core.camps import worth_of_side
from game.core.ids import StateId
from game.core.kinds import Doctrine, Rung
from game.core.legality import refusal
from game.core.orders import ArmProxy, TakeSide
from game.core.outlook import outlook
from game.core.records import Crisis
from game.core.terms import Term, TermTable
from game.core.world import World

Floats = NDArray[np.float64]

_STANDS = 0.10
"""Worth from which a side is taken."""

_ASIDE = -0.02
"""Worth below which a side taken is left again."""

_TELLS = 5.0
"""Inverse of the share of the other side's strength from which what one brings tells in full."""

_ARMS_AT = 0.06
"""Worth from which arms are sent to a side."""

_SENT = 0.004
"""Share of a year's output that is sent to a side at a time."""

_SIDING: Final[dict[Strategy, float]] = {
    Strategy.HIDE: -0.15,
    Strategy.BUCK_PASS: -0.06,
    Strategy.FREE_RIDE: -0.05,
    Strategy.APPEASE: -0.04,
    Strategy.UPHOLD: 0.02,
    Strategy.ALLY: 0.02,
}
"""What a course makes of taking any side."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield sides taken and left, and arms sent, in every live crisis."""
    live = known.live_crises()
    if not live:
        return
    known = known.held()
    stirred = [crisis for crisis in live if crisis.rung < Rung.WAR and stirring(known, crisis)]
    camps = {crisis.id: _camps(known, crisis, states) for crisis in stirred}
    asked = [camp.rows for camp in camps.values() if camp.rows.size]
    if asked:
        courses(known, np.unique(np.concatenate(asked)))  # all at once; each then finds its own
    for crisis in live:
        if crisis.id in camps:
            yield from _sides(known, crisis, camps[crisis.id])
        yield from _proxies(known, crisis, states)


def side_worth(known: World, crisis: Crisis) -> tuple[TermTable, TermTable, TermTable]:
    """Return what standing in each camp is worth to every state, [state] for each of the three.

    To `core.camps` it adds what keeps the small and the far out of others' wars: a threat that is
    not meant for oneself, or would not come so far, is no reason to stand up to it; and the stake
    of one whose weight is nothing beside the other side's moves nobody.
    """
    look, danger = outlook(known), peril(known).danger
    first, second, third = worth_of_side(known, crisis, look)
    weighed = []
    for table, foe in ((first, crisis.target), (second, crisis.initiator)):
        fear = np.maximum(table.values[:, table.keys.index("threat")], 0.0)
        meant = np.clip(danger[:, foe] / np.maximum(known.dyads.threat[:, foe], 1e-9), 0.0, 1.0)
        remote = -fear * (1.0 - meant)
        brought = look.strength * look.nearness[foe] / max(float(look.strength[foe]), 1e-9)
        idle = 1.0 - np.clip(_TELLS * brought, 0.0, 1.0)
        held = fear + remote
        for key in ("ties", "order"):
            held = held + np.maximum(table.values[:, table.keys.index(key)], 0.0)
        more = np.stack([remote, -0.85 * idle * held], axis=1)
        values = np.concatenate([table.values, more], axis=1)
        weighed.append(TermTable((*table.keys, "remote", "little_to_add"), values))
    return weighed[0], weighed[1], third


@dataclass(frozen=True, slots=True)
class _Camps:
    """What standing in each camp of a crisis is worth, and who has a mind to move."""

    tables: tuple[TermTable, TermTable, TermTable]
    stands: NDArray[np.int64]
    """[state] where each stands; -1 nowhere."""
    chosen: NDArray[np.int64]
    """[state] the camp worth most."""
    reached: Floats
    """[state] and what it is worth."""
    own: Floats
    """[state] what the present camp is worth."""
    moving: NDArray[np.bool_]
    leaving: NDArray[np.bool_]
    rows: NDArray[np.int64]
    """The states asked about that might move or leave."""


def _camps(known: World, crisis: Crisis, states: Collection[int]) -> _Camps:
    tables = side_worth(known, crisis)
    worth = np.stack([table.total() for table in tables])
    stands: NDArray[np.int64] = np.full(known.n, -1)
    for side, camp in enumerate(crisis.camps):
        stands[list(camp)] = side
    chosen = worth.argmax(axis=0)
    reached = worth.max(axis=0)
    may = known.states.exists.copy()
    may[[crisis.initiator, crisis.target]] = False
    # No course but bandwagoning draws anybody by more than this:
    moving = may & (reached > _STANDS - max(_SIDING.values())) & (chosen != stands)
    own = worth[np.maximum(stands, 0), np.arange(known.n)]
    leaving = may & (stands >= 0) & (own < _ASIDE + 0.2)
    rows = np.flatnonzero(moving | leaving)
    asked = np.array([row for row in rows.tolist() if row in states], np.int64)
    return _Camps(tables, stands, chosen, reached, own, moving, leaving, asked)


def _sides(known: World, crisis: Crisis, camps: _Camps) -> Iterator[Decision]:
    """Yield sides taken and left in one crisis."""
    asked = camps.rows
    if asked.size == 0:
        return
    tables, stands, chosen = camps.tables, camps.stands, camps.chosen
    reached, own, moving, leaving = camps.reached, camps.own, camps.moving, camps.leaving
    found = courses(known, asked)
    best = found.best.tolist()
    lean = np.array([_SIDING.get(Strategy(course), 0.0) for course in best])
    for place, row in enumerate(asked.tolist()):
        side = int(chosen[row])
        drawn = _drawn(crisis, side, int(found.foes[place]), Strategy(best[place]))
        course = Term("course", float(lean[place]) + drawn)
        if moving[row] and reached[row] + course.value > _STANDS:
            order = TakeSide(StateId(row), crisis.id, side)
            terms = (*tables[side].row(row), course)
        elif leaving[row] and own[row] + float(lean[place]) < _ASIDE:
            order = TakeSide(StateId(row), crisis.id, -1)
            terms = tuple(Term(t.key, -t.value) for t in tables[int(stands[row])].row(row))
            terms = (*terms, Term("course", -float(lean[place])))
        else:
            continue
        if refusal(known, order) is None:
            yield Decision(order, terms)


def _drawn(crisis: Crisis, side: int, foe: int, strategy: Strategy) -> float:
    """Return what a course towards whom it fears makes of standing with or against them."""
    if side > 1:
        return 0.0
    friend, other = (crisis.initiator, crisis.target)[:: 1 if side == 0 else -1]
    if strategy == Strategy.BANDWAGON:
        return 0.05 * (friend == foe) - 0.2 * (other == foe)
    if strategy == Strategy.APPEASE:
        return -0.1 * (other == foe)
    return 0.0


def proxy_worth(known: World, crisis: Crisis) -> tuple[TermTable, TermTable]:
    """Return what sending arms to each side is worth to every state, [state] for both.

    A foe bled and a friend helped, less the danger of being found out and the money.
    """
    here, dyads, states = peril(known), known.dyads, known.states
    doctrine = states.doctrine
    heat = 1.0 if crisis.rung >= Rung.CLASH else 0.3
    tables = []
    for side in (0, 1):
        friend, foe = (crisis.initiator, crisis.target)[:: 1 if side == 0 else -1]
        against = dyads.rivalry[:, foe] + here.danger[:, foe] - 0.5 * dyads.affinity[:, foe]
        liked = np.clip(dyads.affinity[:, friend], -1, 1)
        if crisis.internal:  # the second side are the rebels: nobody's friends as such
            against = -0.4 * liked if side == 0 else against
            liked = liked if side == 0 else np.zeros(known.n)
        tables.append(
            TermTable.of(
                {
                    "foe_weakened": 0.35 * np.clip(against, -1, 1.5) * heat,
                    "liking": 0.15 * liked * heat,
                    "found_out": -known.rules.proxy_seen
                    * (0.25 * dyads.threat[:, foe] + 0.1 * doctrine[:, Doctrine.UPHOLD]),
                    "keep_out": -0.15 * doctrine[:, Doctrine.KEEP_OUT],
                    "cost": np.full(known.n, -0.09),
                }
            )
        )
    return tables[0], tables[1]


def _proxies(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let those who gain most send arms; every other quarter, so that it can be seen to tell."""
    if crisis.rung < Rung.MOBILISATION:
        return
    tables = proxy_worth(known, crisis)
    worth = np.stack([table.total() for table in tables]) * known.states.exists
    worth[:, [crisis.initiator, crisis.target]] = 0.0
    if crisis.war >= 0:
        war = known.wars[crisis.war]
        worth[:, [*war.attackers, *war.defenders]] = 0.0
    turn = (np.arange(known.n) + known.turn) % 2 == 0
    for row in np.flatnonzero((worth.max(axis=0) > _ARMS_AT) & turn).tolist():
        if row not in states:
            continue
        side = int(worth[:, row].argmax())
        money = float(known.states.treasury[row])
        amount = round(min(_SENT * float(known.states.production[row]), 0.25 * money), 2)
        order = ArmProxy(StateId(row), crisis.id, side, amount)
        if amount > 0 and refusal(known, order) is None:
            yield Decision(order, tables[side].row(row))
