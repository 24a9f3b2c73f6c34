"""Where the goods come from changes: wells are found and run dry, workshops move."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.formulas.supplies import whole
from game.core.kinds import Good
from game.core.world import World

_PACE: Final = 0.25
"""Share of the way to what the ground yields at the time that sales move in a quarter: new states
and lost shipments are made up for within a year or two [design]."""

_WORKSHOPS: Final = 0.02
"""Share a year of the way to its part in world output that a state's part in the sale of what is
made moves: London led for decades after New York made more [design]."""

_LEAST: Final = 0.03
_MOST: Final = {Good.FINANCE: 0.6, Good.METALS: 0.8, Good.FOOD: 0.2, Good.GENERAL: 0.35}
"""What a state buys abroad of its use, at least and at most, where its own sales fall short of its
part in output [design]."""


def move_sources(world: World, turns: int = 1) -> None:
    """Move every state's shares of sales some turns' way; nothing where a campaign tells no years."""
    states, supplies = world.states, world.scenario.supplies
    if not supplies.goods:
        return
    years = turns * world.scenario.calendar.years_a_turn
    year = world.scenario.calendar.when(world.turn)
    output = np.where(states.exists, states.production, 0.0)
    part = output / max(float(output.sum()), 1e-9)
    sellers = holders_of_land(world)
    for good in Good:
        supply = supplies.of(good)
        level = part if supply is None else whole(supply, year, sellers, output)
        pace = _WORKSHOPS * years if supply is None else min(4.0 * _PACE * years, 1.0)
        sold = np.where(states.exists, states.supply_share[:, good], 0.0)
        sold = sold + pace * (level - sold)
        sold /= max(float(sold.sum()), 1e-9)
        states.supply_share[:, good] = sold
        need = np.clip(1.0 - sold / np.maximum(part, 1e-9), _LEAST, _MOST.get(good, 1.0))
        bought = states.dependence[:, good]
        moved = bought + _WORKSHOPS * years * (need - bought)
        states.dependence[:, good] = np.where(states.exists, moved, 0.0)


def holders_of_land(world: World) -> NDArray[np.int64]:
    """Return who sells what comes from each state's or nation's land, [state]."""
    states, n = world.states, world.n
    holder = world.territories.owner[states.capital].astype(np.int64)
    holder = np.where(states.exists, np.arange(n), holder)
    alive = (holder >= 0) & states.exists[np.maximum(holder, 0)]
    return np.where(alive, holder, -1)
