"""Treasury: formations raised in danger, and aid to those whose fall would come home."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai import pacts
from game.ai.decision import Decision
from game.ai.peril import peril
from game.ai.reviews import Ints, due, pressed
from game.core.ids import StateId, TerritoryId
from game.core.kinds import Arm, Doctrine
from game.core.legality import refusal
from game.core.orders import RaiseFormation, SendAid
from game.core.phases.war import price
from game.core.terms import Term, TermTable, total
from game.core.world import World

_PLENTY = 4.0
"""Prices of a formation that a treasury holds before one is raised."""

_GIVES = 0.05
"""Worth from which aid is sent."""

_GIFT = 0.004
"""Share of a year's output that is given at a time."""

_SPARE = 0.01
"""Share of a year's output that stays in the treasury."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield formations raised and aid sent."""
    for row in sorted(pressed(known)):
        if row in states:
            yield from _raise(known, row)
    rows = due(known, states)
    if rows.size:
        yield from _aid(known, rows)


def _raise(known: World, row: int) -> Iterator[Decision]:
    states = known.states
    cost = price(known, row, Arm.ARMY)
    money = float(states.treasury[row])
    if cost <= 0 or money < _PLENTY * cost or (row + known.turn) % 2:
        return
    output = max(float(states.production[row]), 1e-6)
    at_war = bool(known.at_war()[row].any())
    terms = (
        Term("danger", 0.3 * float(peril(known).peril[row])),
        Term("war", 0.15 * at_war),
        Term("cost", -10.0 * cost / output - 0.03),
    )
    order = RaiseFormation(StateId(row), Arm.ARMY, TerritoryId(int(states.capital[row])))
    if total(terms) > 0 and refusal(known, order) is None:
        yield Decision(order, terms)


def aid_worth(known: World, rows: Ints) -> TermTable:
    """Return what a gift to each other state is worth to some states, [row, state], by term."""
    here, dyads, doctrine = peril(known), known.dyads, known.states.doctrine
    column, everyone = rows[:, None], np.arange(known.n)[None, :]
    stake = pacts.guarantee(known, column, everyone)
    buffer = stake.values[..., stake.keys.index("buffer")]
    liking = np.clip(dyads.affinity[rows], -1, 1)
    small = known.states.production[None, :] < 0.5 * known.states.production[rows][:, None]
    bound = (here.look.bound | here.look.bound.T)[rows]
    return TermTable.of(
        {
            "buffer": 0.4 * buffer,
            "friend_in_need": 0.15 * np.clip(liking, 0, 1) * here.peril[None, :] * (0.4 + bound),
            "patronage": 0.06 * bound * small,
            "rivalry": -0.5 * dyads.rivalry[rows] - here.danger[rows],
            "cost": np.broadcast_to(
                (-0.06 - 0.08 * doctrine[rows, Doctrine.FREE_RIDE])[:, None], liking.shape
            ),
        }
    )


def _aid(known: World, rows: Ints) -> Iterator[Decision]:
    states = known.states
    spare = states.treasury[rows] - _SPARE * states.production[rows]
    able = rows[(spare > _GIFT * states.production[rows]) & (states.production[rows] > 0)]
    if able.size == 0:
        return
    table = aid_worth(known, able)
    worth = np.where(states.exists[None, :], table.total(), -np.inf)
    worth[np.arange(able.size), able] = -np.inf
    for place, row in enumerate(able.tolist()):
        to = int(worth[place].argmax())
        amount = round(_GIFT * float(states.production[row]), 2)
        order = SendAid(StateId(row), StateId(to), amount)
        if worth[place, to] > _GIVES and refusal(known, order) is None:
            yield Decision(order, table.row(place, to))
