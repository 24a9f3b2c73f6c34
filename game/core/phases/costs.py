"""Costs of measures: what they are, and who bears them."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.cases import PROFILES
from game.core.charter import CostSharing
from game.core.ids import InstitutionId
from game.core.kinds import DENIED_GOODS, Act, Good, Obligation
from game.core.log import Log
from game.core.world import World


def whole(world: World, act: Act, state: int, target: int) -> float:
    """Return what a whole contribution costs a state a year, in M$.

    For a denial of goods, the usual trade with the target in them; for other measures, the share
    of output that the measure's direct cost stands for.
    """
    output = float(world.states.production[state])
    goods = DENIED_GOODS.get(act)
    if goods:
        return float(world.dyads.usual_trade[state, target]) * output * len(goods) / len(Good)
    return PROFILES[act].direct * output


def share(world: World, log: Log) -> None:
    """Move money between members as their charter says that costs are borne, a quarter at a time."""
    spent: dict[int, NDArray[np.float64]] = {}
    for duty in reversed(world.ledger):
        if duty.turn != world.turn:
            break
        body = world.resolutions[duty.resolution].institution
        if body < 0 or world.charters[body].cost_sharing == CostSharing.WHERE_IT_FALLS:
            continue
        paid = spent.setdefault(body, np.zeros(world.n))
        if duty.obligation != Obligation.NONE and not duty.cheated:
            paid[duty.state] += duty.cost / world.scenario.calendar.periods
    for number in sorted(spent):
        body, paid = InstitutionId(number), spent[number]
        total = float(paid.sum())
        if total <= 0:
            continue
        bears = world.memberships.member[body] & world.states.exists
        weight = world.states.production * bears
        if world.charters[body].cost_sharing == CostSharing.EQUAL:
            weight = bears.astype(float)
        due = total * weight / float(weight.sum())
        world.states.treasury += paid - due
        log.add(
            "measure.costs_shared",
            int(np.argmax(due)),
            about={"institution": body},
            figures={"cost": total},
        )
