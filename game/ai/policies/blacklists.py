"""Blacklists: whom to press to join an embargo, and whether to give way to that.

A sender with a market that others cannot do without presses those through whom its embargo leaks; a
seller weighs that market against what it sells, and whom it would rather please.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import numpy as np

from game.ai.decision import Decision
from game.ai.reviews import due
from game.core.ids import StateId
from game.core.kinds import Doctrine, Good, TreatyKind
from game.core.legality import refusal
from game.core.orders import Blacklist, Heed
from game.core.phases.blacklists import CLOSED, sold_on
from game.core.phases.trade import denies_anything
from game.core.terms import TermTable
from game.core.world import World

_PRESSES: Final = 0.02
"""Worth from which a seller is put on a list."""

_MOST: Final = 3
"""Sellers that a state puts on its list in a year."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield lists made and given up, and what those on them do about it."""
    listed = known.dyads.blacklisted
    if listed.any():
        yield from _heed(known, states)
    if denies_anything(known):
        for row in due(known, states).tolist():
            if known.embargoes.denied[row].any():
                yield from _press(known, row)


def pressing(known: World, row: int) -> TermTable:
    """Return what it is worth to a state to put each other on its list, [state], by term."""
    states, dyads = known.states, known.dyads
    mine, theirs = dyads.usual_trade[row], dyads.usual_trade[:, row]
    lends = float(states.supply_share[row, Good.FINANCE])
    bound = known.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    friend = bound[row] | bound[:, row]
    return TermTable.of(
        {
            "leak": 0.8 * sold_on(known, row),
            "leverage": np.minimum(2.0 * theirs + 0.3 * lends * states.dependence[:, 0], 0.3)
            - CLOSED[Good.GENERAL] * mine,
            "order": np.full(known.n, 0.05 * float(states.doctrine[row, Doctrine.UPHOLD])),
            "liking": -0.15 * np.clip(dyads.affinity[row], -0.5, 1.0) - 0.10 * friend,
            "strength": -0.5 * states.power,
            "trouble": np.full(known.n, -0.06),
        }
    )


def heeding(known: World, row: int, sender: int) -> TermTable:
    """Return what it is worth to a state on a list to stop selling, by term."""
    states, dyads = known.states, known.dyads
    targets = np.flatnonzero(known.embargoes.denied[sender].any(axis=1))
    targets = targets[targets != row]
    lends = float(states.supply_share[sender, Good.FINANCE])
    friends = float(dyads.affinity[row, targets].max(initial=0.0))
    sold = float(dyads.usual_trade[row, targets].sum())
    market = float(dyads.usual_trade[row, sender])
    credit = lends * float(states.dependence[row, Good.FINANCE])
    return TermTable.of(
        {
            "market": np.array(2.0 * CLOSED[Good.GENERAL] * market + 0.6 * credit),
            "sales": np.array(-0.8 * sold),
            "liking": np.array(0.05 * float(dyads.affinity[row, sender]) - 0.04 * friends),
            "pride": np.array(-0.005 - 0.1 * float(states.power[row])),
        }
    )


def _press(known: World, row: int) -> Iterator[Decision]:
    states, listed = known.states, known.dyads.blacklisted[row]
    table = pressing(known, row)
    worth = table.total()
    can = states.exists & ~listed & (sold_on(known, row) > 0.005)
    can[row] = False
    order = np.argsort(-np.where(can, worth, -np.inf), kind="stable")
    for other in order[:_MOST].tolist():
        if can[other] and worth[other] > _PRESSES:
            found = Blacklist(StateId(row), StateId(other), on=True)
            if refusal(known, found) is None:
                yield Decision(found, table.row(other))
    for other in np.flatnonzero(listed & states.exists & (worth < -_PRESSES)).tolist():
        yield Decision(Blacklist(StateId(row), StateId(other), on=False), table.row(other))


def _heed(known: World, states: Collection[int]) -> Iterator[Decision]:
    for sender, row in np.argwhere(known.dyads.blacklisted).tolist():
        if row not in states or not known.states.exists[sender]:
            continue
        table = heeding(known, row, sender)
        heed = float(table.total()) > 0
        order = Heed(StateId(row), StateId(sender), heed=heed)
        if refusal(known, order) is None:
            yield Decision(order, table.row())
