"""Contribute, free-ride or cheat: the best share on one's own estimates of stake and cost."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.core.formulas.enforcement import SHARES
from game.core.ids import StateId
from game.core.kinds import Doctrine
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
    for row, (resolution, act) in enumerate(measures):
        charter = known.charters[resolution.institution]
        owed = plan.prices[row].keys.index("obligation")
        duty = plan.prices[row].values[:, owed]
        for index in sorted(states):
            state = StateId(index)
            if plan.game.capacity[row, state] <= 0:
                continue
            resolve = float(known.states.resolve[state])
            cost = float(known.states.cost_estimate[state])
            worth = plan.options(row, state, resolve=resolve, cost=cost)
            choice = int(np.argmax(worth))
            shown = float(SHARES[choice])
            cheat_worth = (
                duty[state]
                * (1.0 - charter.detection)
                * (0.3 + known.states.doctrine[state, Doctrine.REVISE])
                - 0.1 * charter.detection
            )
            cheat = bool(cheat_worth > max(float(worth[choice]), 0.0)) and duty[state] > 0
            if shown == 0 and not cheat and not duty[state]:
                continue
            terms = plan.explain(row, state, 0 if cheat else choice, resolve=resolve, cost=cost)
            yield Decision(
                Contribute(state, resolution.id, act, 1.0 if cheat else shown, cheat), terms
            )
