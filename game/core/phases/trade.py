"""Trade: what gravity gives each pair, less what war and embargo stop; and who sells what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.books import gravity_trade, open_books
from game.core.formulas.supplies import whole
from game.core.formulas.trade import stopped
from game.core.kinds import Good
from game.core.log import Log
from game.core.orders import Order
from game.core.world import World

Floats = NDArray[np.float64]

TRADE_MIX: Final = np.zeros(len(Good))
"""[Good] what trade is made of, by value; sums to 1. From the make-up of world trade in 1928-38
(League of Nations, The Network of World Trade, 1942), rounded; finance stands for its credits."""
TRADE_MIX[[Good.FINANCE, Good.ARMS, Good.METALS, Good.RUBBER, Good.OIL, Good.FOOD, Good.GENERAL]] = (
    0.05, 0.01, 0.09, 0.02, 0.06, 0.25, 0.52,
)  # fmt: skip

_MUST_BUY: Final = np.array([0.6, 1.0, 0.8, 1.0, 1.0, 0.6, 0.35])
"""[Good] the most of its use that a state comes to buy abroad as its own supply runs behind."""

_LEAST = 0.02
"""Share of any good that is bought abroad by whoever makes it."""


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
        find_sources(world, 1.0)
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


def find_sources(world: World, years: float) -> None:
    """Let who sells what follow what is found and grown in its time, and industry.

    Of goods that the campaign's files trace through the years, by those; of the others slowly with
    output. Who comes to use more of a good than it sells has to buy it.
    """
    states, scenario = world.states, world.scenario
    output = np.where(states.exists, states.production, 0.0)
    total = float(output.sum())
    if total <= 0:
        return
    use = output / total
    year = scenario.calendar.when(world.turn)
    own = np.arange(world.n)
    land = world.territories.owner[np.maximum(states.capital, 0)]
    holder = np.where(states.exists, own, np.where(states.capital >= 0, land, -1))
    traced = dict(scenario.supplies.goods)
    before = states.supply_share.copy()
    for good in Good:
        if good in traced:
            level, pace = whole(traced[good], year, holder, output), min(0.5 * years, 1.0)
        else:
            level, pace = use, min(0.02 * years, 1.0)
        column = states.supply_share[:, good]
        column += pace * (level - column)
        column[~states.exists] = 0.0
    last = output / (1.0 + np.clip(states.growth, -0.5, 0.5) * years)
    need = _lacking(states.supply_share, use)
    had = _lacking(before, last / float(last.sum()))
    # What is in the ground or grows there must be bought elsewhere when it runs short; what is made,
    # and lent, is bought for other reasons too.
    part = np.array([0.8 if good in traced else 0.2 for good in Good])
    bought = np.clip(states.dependence + part * (need - had), _LEAST, np.maximum(_MUST_BUY, had))
    bought = np.where(np.abs(need - had) > 1e-4, bought, states.dependence)
    states.dependence[:] = np.where(states.exists[:, None], bought, states.dependence)


def _lacking(supply: Floats, use: Floats) -> Floats:
    """Return the share of its use that a state's own sales would not cover, [state, good]."""
    return np.clip(1.0 - supply / np.maximum(use, 1e-9)[:, None], 0.0, 1.0)


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
