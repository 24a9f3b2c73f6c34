"""Fight: where armies, fleets and aircraft go, and whose war to enter.

A plan of campaign is the few objectives that can be reached soonest and what they need: attackers go
for what they claim and then for the capital; defenders retake what is theirs and hold the frontier.
Nobody attacks before enough has been gathered next door, and fleets open the way before transports.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.ai.marches import concentrate, go_home
from game.ai.staff import Staff
from game.core import forces as front
from game.core.cases import case_of
from game.core.forecast import enforcement
from game.core.formulas.enforcement import SHARES
from game.core.ids import StateId
from game.core.kinds import Act, Rung, TreatyKind
from game.core.orders import JoinWar
from game.core.records import War
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield entries into wars and marching orders."""
    fighting: dict[int, list[War]] = {}
    for war in known.live_wars():
        yield from _enter(known, war, states)
        for state in (*war.attackers, *war.defenders):
            if state in states:
                fighting.setdefault(int(state), []).append(war)
    looming = [
        crisis
        for crisis in known.live_crises()
        if Rung.ULTIMATUM <= crisis.rung < Rung.WAR and crisis.claim >= 0
    ]
    involved = set(fighting) | {int(s) for c in looming for s in (c.initiator, c.target)}
    yield from go_home(known, [row for row in sorted(states) if int(row) not in involved])
    if not fighting and not looming:
        return
    theatre = front.Theatre.of(known)
    power = front.power(known)
    for crisis in looming:
        for state in (crisis.initiator, crisis.target):
            if state in states and int(state) not in fighting:
                yield from concentrate(known, theatre, power, crisis, state)
    for row in sorted(fighting):
        yield from Staff(known, theatre, power, StateId(row), fighting[row]).orders()


def _enter(known: World, war: War, states: Collection[int]) -> Iterator[Decision]:
    """Let those who are bound to the attacked decide whether to stand by their word."""
    victim = war.defenders[0]
    bound = known.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)[:, victim] & known.states.exists
    asked = [StateId(int(row)) for row in np.flatnonzero(bound) if war.side(StateId(int(row))) < 0]
    if not any(state in states for state in asked):
        return
    plan = enforcement(known, [(case_of(known.crises[war.crisis]), Act.FORCE)])
    for state in asked:
        if state not in states:
            continue
        resolve = float(known.states.resolve[state])
        cost = float(known.states.cost_estimate[state])
        worth = plan.options(0, state, resolve=resolve, cost=cost)
        choice = int(np.argmax(worth))
        if SHARES[choice] >= 0.5:
            yield Decision(
                JoinWar(state, war.id, 1),
                plan.explain(0, state, choice, resolve=resolve, cost=cost),
            )
