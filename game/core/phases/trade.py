"""Trade: what gravity gives each pair, less what war and embargo stop; and who sells what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.books import gravity_trade, open_books
from game.core.formulas.trade import stopped
from game.core.kinds import Good
from game.core.log import Log
from game.core.orders import Order
from game.core.sources import move_sources
from game.core.world import World

Floats = NDArray[np.float64]

TRADE_MIX: Final = np.zeros(len(Good))
"""[Good] what trade is made of, by value; sums to 1. From the make-up of world trade in 1928-38
(League of Nations, The Network of World Trade, 1942), rounded; finance stands for its credits."""
TRADE_MIX[[Good.FINANCE, Good.ARMS, Good.METALS, Good.RUBBER, Good.OIL, Good.FOOD, Good.GENERAL]] = (
    0.05, 0.01, 0.09, 0.02, 0.06, 0.25, 0.52,
)  # fmt: skip


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Move usual trade towards gravity's level, and stop what is at war or under embargo.

    Usual trade and the sources of goods are reckoned anew once a year, and when states come or go.
    """
    open_books(world)
    dyads, states = world.dyads, world.states
    calendar = world.scenario.calendar
    yearly = calendar.period(world.turn) == 1
    trading = dyads.usual_trade.any(axis=1)
    born, gone = states.exists & ~trading & (states.production > 0), trading & ~states.exists
    if yearly or born.any() or gone.any():
        _reckon(world, born, yearly=yearly)
    if yearly:
        move_sources(world, turns=calendar.periods)
    usual = dyads.usual_trade
    cells = embargoed(world)
    if not len(cells):
        states.trade_lost[:] = 0.0
        if not np.array_equal(dyads.trade, usual):
            dyads.trade = usual.copy()
        return
    trade = usual.copy()
    i, j, cut = cells[:, 0].astype(int), cells[:, 1].astype(int), cells[:, 2]
    lost = usual[i, j] * cut
    trade[i, j] -= lost
    dyads.trade = trade
    states.trade_lost[:] = np.minimum(np.bincount(i, weights=lost, minlength=world.n), 1.0)


def _reckon(world: World, born: NDArray[np.bool_], *, yearly: bool) -> None:
    """Move usual trade a year towards gravity's level; the newly born trade at it at once."""
    dyads, exists = world.dyads, world.states.exists
    level = gravity_trade(world)
    share = min(4.0 * world.rules.trade_adjustment, 1.0) if yearly else 0.0
    usual = dyads.usual_trade + share * (level - dyads.usual_trade)
    usual[born], usual[:, born] = level[born], level[:, born]
    usual[~exists], usual[:, ~exists] = 0.0, 0.0
    dyads.usual_trade = usual


def denies_anything(world: World) -> bool:
    """Tell whether anybody denies anybody any good."""
    return bool(world.embargoes.denied.max(initial=0.0) > 0)


def embargoed(world: World) -> Floats:
    """Return the pairs whose trade is cut, [pair, 3]: i, j, the share of their trade stopped.

    Each pair comes both ways: what i sells j and what j sells i are each half of their trade.
    """
    hostile, denied = world.at_war(), world.embargoes.denied
    if not denies_anything(world):
        i, j = np.nonzero(hostile)
        return np.column_stack([i, j, np.ones(len(i))])
    cut = stopped(denied.astype(np.float32, copy=False), hostile, TRADE_MIX)
    i, j = np.nonzero(cut)
    return np.column_stack([i, j, cut[i, j]])
