"""Calls to war: what it is worth to fight beside another, who has been asked or stood with it.

Standing with a side is talk; fighting is worth what it changes. What is at stake for a third state
counts by the chance that its own armies gain, by what the foe would grow by, and by how much the
quarrel is about; its price is a war's (Altfeld and Bueno de Mesquita 1979; Smith 1996).
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.ai.policies.sides import side_worth
from game.core.formulas.peace import SUPREMACY
from game.core.ids import StateId
from game.core.outlook import outlook
from game.core.phases.scores import supremacy, turned
from game.core.records import Crisis, War
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]

_FIGHTING = 1.2
"""What another's war costs who joins it, beside what a war of one's own does [design; allies fought
beside the attacked in 30 % of cases before 1945 and in 8 % after (Correlates of War)]."""

_TELLS = 3.5
"""Inverse of the chance gained from which a stake counts in full."""

_HOPED_OF_OTHERS = 0.5
"""What is left of what there is to be decided for one who hopes that others will see to it."""

_FEARED = 2.0
"""Inverse of the danger from which the other side's lead is worth all the fight against it."""

_GROWS = 3.0
"""Inverse of the friend's size beside the foe's from which its fall would tip the balance."""


def worth_of_joining(known: World, crisis: Crisis, war: War) -> tuple[TermTable, TermTable]:
    """Return what fighting beside the initiator and beside the target is worth, [state] for both."""
    first, second, _ = side_worth(known, crisis)
    look, states, turns = outlook(known), known.states, turned(known, war)
    tables = []
    for table, party, foe in (
        (first, crisis.initiator, crisis.target),
        (second, crisis.target, crisis.initiator),
    ):
        kept = [key for key in table.keys if key not in ("entrapment", "little_to_add")]
        values = table.values[:, [table.keys.index(key) for key in kept]]
        at = {key: values[:, place] for place, key in enumerate(kept)}
        # The ties to a friend are felt whole; a danger by what the foe would gain of its victory.
        matters = 0.3 + 0.7 * crisis.stakes
        size = float(states.power[party]) / max(float(states.power[foe]), 1e-9)
        tipped = matters * min(1.0, 0.2 + _GROWS * size)
        danger = np.maximum(at["threat"] + at["remote"], 0.0)
        small = -danger * (1.0 - tipped)
        held = danger + small + np.maximum(at["ties"], 0.0) + np.maximum(at["order"], 0.0)
        gained = turns[max(war.side(party), 0)]
        tells = np.minimum(1.0, _TELLS * gained)
        word = 0.1 * states.resolve * (1.0 + look.bound[:, party])
        tired = -0.5 * states.weariness
        more = {
            "small_prize": small,
            "little_to_add": -held * (1.0 - tells),
            "supremacy": tells * tipped * _at_stake(known, war, war.side(party), danger),
            "word": word,
            "weariness": tired,
            "war_cost": -_FIGHTING * known.rules.war_cost * states.cost_estimate,
        }
        values = np.concatenate([values, np.stack(list(more.values()), axis=1)], axis=1)
        tables.append(TermTable((*kept, *more), values))
    return tables[0], tables[1]


def _at_stake(known: World, war: War, side: int, danger: Floats) -> Floats:
    """Return what there is to be decided, once it fights, between the great powers, [state].

    For those whom the other side's lead would endanger; the more of them fight, the more is at stake.
    """
    found = np.zeros(known.n)
    great = known.states.major & known.states.exists & (danger > 0)
    for row in map(StateId, np.flatnonzero(great).tolist()):
        if war.side(row) >= 0:
            continue
        if side == 0:
            entered = replace(war, attackers=(*war.attackers, row))
        else:
            entered = replace(war, defenders=(*war.defenders, row))
        feared = min(1.0, _FEARED * float(danger[row]))
        found[row] = _HOPED_OF_OTHERS * SUPREMACY * supremacy(known, entered) * feared
    return found
