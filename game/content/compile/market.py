"""The market: who sells what the world needs, and who must buy it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.content.compile.index import Index
from game.content.draft import Draft
from game.core.formulas.supplies import Supplies, Supply, sold_by
from game.core.kinds import Good
from game.core.tables import States

_LEAST_DEPENDENCE = 0.03
_MOST_DEPENDENCE = {Good.FINANCE: 0.6, Good.METALS: 0.8, Good.FOOD: 0.2, Good.GENERAL: 0.35}
"""Where nothing is said: most states feed and clothe themselves, poorly [design]."""


def fill_market(states: States, draft: Draft, at: Index) -> None:
    """Write shares of supply and dependence for every good.

    What the campaign leaves of a good's supply falls to the states that it does not name, by
    output. A state without a given dependence buys what its own supply leaves of its use, its use
    being its share of world output.
    """
    output, sellers = states.production * states.exists, _sellers(draft, at)
    use = output / max(float(output.sum()), 1e-9)
    for good in Good:
        entry = draft.goods.value.get(good.name.lower())
        named = np.zeros(len(use), bool)
        supply = np.zeros(len(use))
        if entry is not None:
            for key, share in entry.supply.items():
                named[at.states[key]] = True
                supply[at.states[key]] = share
            supply = sold_by(supply, sellers)
        left = max(1.0 - float(supply.sum()), 0.0)
        others = np.where(named, 0.0, use)
        if others.sum() > 0:
            supply += left * others / others.sum()
        need = 1.0 - supply / np.maximum(use, 1e-9)
        dependence = np.clip(need, _LEAST_DEPENDENCE, _MOST_DEPENDENCE.get(good, 1.0))
        if entry is not None:
            for key, share in entry.dependence.items():
                dependence[at.states[key]] = share
        states.supply_share[:, good] = supply
        states.dependence[:, good] = np.where(states.exists, dependence, 0.0)


def latent_supply(draft: Draft) -> tuple[tuple[float, ...], ...]:
    """Return by state, for nations without one, the shares of supply that the files give them."""
    goods = [draft.goods.value.get(good.name.lower()) for good in Good]
    return tuple(
        tuple(
            0.0 if entry.exists or good is None else float(good.supply.get(key, 0.0))
            for good in goods
        )
        for key, entry in draft.states.value.items()
    )


def supplies(draft: Draft, at: Index) -> Supplies:
    """Return where the goods come from whose files tell of later years."""
    start = draft.manifest.value.start.year
    found = []
    for good in Good:
        entry = draft.goods.value.get(good.name.lower())
        if entry is None or not entry.periods:
            continue
        tables = [(start, entry.supply), *((each.year, each.supply) for each in entry.periods)]
        years = tuple(year for year, _ in tables)
        shares = tuple(tuple(given.get(key, 0.0) for key in at.states) for _, given in tables)
        named = tuple(tuple(key in given for key in at.states) for _, given in tables)
        found.append((good, Supply(years, shares, named)))
    return Supplies(tuple(found))


def _sellers(draft: Draft, at: Index) -> NDArray[np.int64]:
    """Return who sells what comes from each state's or nation's land: itself, or who holds it."""
    holder = {
        place: at.states[state]
        for state, held in draft.holdings.value.items()
        for title in ("core", "dominion", "colony", "mandate", "disputed", "occupied", "annexed")
        for place in getattr(held, title)
    }
    return np.array(
        [
            at.states[key] if entry.exists else holder.get(entry.capital, -1)
            for key, entry in draft.states.value.items()
        ],
        np.int64,
    )
