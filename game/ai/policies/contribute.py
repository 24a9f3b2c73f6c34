"""Contribute, free-ride or cheat: the best share on one's own estimates of stake and cost."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

import numpy as np

from game.ai.decision import Decision
from game.core.formulas.enforcement import SHARES
from game.core.ids import StateId
from game.core.kinds import Act, Doctrine
from game.core.orders import Contribute
from game.core.phases.response import open_measures, plan_of
from game.core.world import World


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield what each state gives to each measure in force.

    A state that would rather give nothing, but is owed to, may promise and not deliver: worth
    what the duty is worth, less the chance of being seen times the price of being seen.
    """
    measures = open_measures(known)
    if not measures:
        return
    plan = plan_of(known, measures)
    asked = sorted(states)
    resolve, cost = known.states.resolve, known.states.cost_estimate
    for row, (resolution, act) in enumerate(measures):
        body = resolution.institution
        detection = known.charters[body].detection if body >= 0 else 0.0
        duty = plan.prices[row].values[:, plan.prices[row].keys.index("obligation")]
        worth = plan.worths(row, resolve, cost)
        best = worth.argmax(axis=1)
        cheating = (
            duty * (1.0 - detection) * (0.3 + known.states.doctrine[:, Doctrine.REVISE])
            - 0.1 * detection
        )
        cheats = (cheating > np.maximum(worth.max(axis=1), 0.0)) & (duty != 0)
        given = SHARES[best]
        speaks = (plan.game.capacity[row] > 0) & ((given > 0) | cheats | (duty != 0))
        for index in asked:
            if not speaks[index] or (act == Act.FORCE and index in resolution.recalled):
                continue
            state, cheat = StateId(index), bool(cheats[index])
            share = 1.0 if cheat else float(given[index])
            yield Decision(
                Contribute(state, resolution.id, act, share, cheat),
                partial(
                    plan.explain,
                    row,
                    state,
                    0 if cheat else int(best[index]),
                    resolve=float(resolve[index]),
                    cost=float(cost[index]),
                ),
            )
