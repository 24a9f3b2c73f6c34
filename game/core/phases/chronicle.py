"""The chronicle: how tense the world is, and the figures of the turn for charts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.core.kinds import Rung
from game.core.log import Log
from game.core.orders import Order
from game.core.records import Crisis, War
from game.core.world import Tally, World


def tension(world: World) -> float:
    """Return world tension, 0..1: threat weighted by power, crises by rung, wars by size.

    1 - exp(-sum), so that each further quarrel adds less.
    """
    fear, quarrels, fighting = strains(world)
    return float(1.0 - np.exp(-(fear + quarrels + fighting)))


def strains(world: World) -> tuple[float, float, float]:
    """Return what fear, crises and wars put into world tension, each 0 or more."""
    power = world.states.power
    alive = world.states.exists
    fear = float((world.dyads.threat.max(axis=1) * power)[alive].sum())
    quarrels = sum(
        crisis_strain(world, crisis) for crisis in world.live_crises() if crisis.rung < Rung.WAR
    )
    fighting = sum(war_strain(world, war) for war in world.live_wars())
    return 1.2 * fear, quarrels, fighting


def crisis_strain(world: World, crisis: Crisis) -> float:
    """Return what a crisis short of war puts into world tension."""
    return (0.05 + 0.05 * crisis.rung) * _weight(world, crisis.initiator, crisis.target)


def war_strain(world: World, war: War) -> float:
    """Return what a war puts into world tension."""
    return 0.5 * _weight(world, *war.attackers, *war.defenders)


def _weight(world: World, *states: int) -> float:
    return 0.2 + 4.0 * float(world.states.power[list(states)].sum())


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Write the turn's figures into the history; what was spent on persuasion is forgotten."""
    world.lobbied.clear()
    world.tension = tension(world)
    world.history.append(
        Tally(
            turn=world.turn,
            tension=round(world.tension, 4),
            wars=len(world.live_wars()),
            crises=len(world.live_crises()),
            members=tuple(int(row.sum()) for row in world.memberships.member),
            power=tuple(round(float(share), 5) for share in world.states.power),
        )
    )
    log.add(
        "turn.closed",
        -1,
        figures={
            "tension": world.tension,
            "wars": len(world.live_wars()),
            "crises": len(world.live_crises()),
        },
    )
