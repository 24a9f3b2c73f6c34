"""Hardship: who goes without under measures, and how those who take them tire of it.

Measures drag on and cost trade; and pictures of hungry people come home, where the press is free to
print them (Weiss and others 1997; Drezner 2011 on why sanctions became "smart").
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.formulas import opinion
from game.core.kinds import Good
from game.core.log import Log
from game.core.phases.trade import TRADE_MIX, denies_anything
from game.core.world import World

Floats = NDArray[np.float64]

_KEPT_FROM_PEOPLE = (Good.FOOD, Good.GENERAL)
"""Goods whose denial is felt by everybody."""

_SUFFERING = 0.2
"""Suffering worth a report."""


def run(world: World, log: Log) -> None:
    """Let peoples suffer or recover, and senders tire or rest."""
    states, rules = world.states, world.rules
    pace = 4.0 * world.scenario.calendar.years_a_turn
    if states.shortage.any() or states.suffering.any():
        before = states.suffering.copy()
        level = opinion.suffering(states.shortage[:, Good.FOOD], states.shortage[:, Good.GENERAL])
        states.suffering += min(0.5 * pace, 1.0) * (level - states.suffering)
        begun = states.exists & (before < _SUFFERING) & (states.suffering >= _SUFFERING)
        for i in np.flatnonzero(begun).tolist():
            log.add("sanctions.suffering", i, figures={"suffering": states.suffering[i]})
    denying = denials(world)
    if denying is None:
        if states.fatigue.any():
            states.fatigue *= 1.0 - min(rules.fatigue_rest * pace, 1.0)
        return
    lost = (world.dyads.usual_trade * denying).sum(axis=1)
    taking_part = denying.max(axis=1, initial=0.0) > 0
    more = pace * (rules.fatigue_time + rules.fatigue_cost * lost) * (1.0 - states.fatigue)
    rest = -min(rules.fatigue_rest * pace, 1.0) * states.fatigue
    states.fatigue[:] = np.clip(states.fatigue + np.where(taking_part, more, rest), 0.0, 1.0)
    guilt = conscience(world)
    if guilt.any():
        states.influence[:] = np.maximum(states.influence - pace * rules.hunger_blame * guilt, 0.0)


def denials(world: World) -> Floats | None:
    """Return the share of its sales that each denies each beside war, [state, target]; or None."""
    if not denies_anything(world):
        return None
    some = world.embargoes.denied @ TRADE_MIX.astype(np.float32)
    return np.where(world.at_war(), 0.0, some)


def conscience(world: World) -> Floats:
    """Return how far the press brings home what the measures that it takes part in do, [state].

    By the suffering of those to whom it denies food, or goods in general; 0..1.
    """
    states = world.states
    if not states.suffering.any() or not denies_anything(world):
        return np.zeros(world.n)
    kept = world.embargoes.denied[:, :, list(_KEPT_FROM_PEOPLE)].max(axis=2)
    seen = (np.where(world.at_war(), 0.0, kept) * states.suffering[None, :]).max(axis=1)
    return np.asarray(seen * opinion.press(states.regime, states.mobilisation), float)


def relief(world: World) -> Floats:
    """Return the share of a denial of food that is let through after all, [state, target] in 0..0.8.

    Exemptions for the hungry, where the press of the sender is free to ask for them.
    """
    states = world.states
    free = opinion.press(states.regime, states.mobilisation)
    hungry = np.clip((states.suffering - 0.25) / 0.5, 0.0, 0.8)
    return free[:, None] * hungry[None, :]
