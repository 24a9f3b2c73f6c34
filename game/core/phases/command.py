"""Unified commands: what it costs to go beyond a mandate, and contingents called home."""

from __future__ import annotations

from dataclasses import replace

from game.core import mandates
from game.core.ids import NONE, StateId
from game.core.kinds import Doctrine, TreatyKind
from game.core.log import Log
from game.core.orders import Recall
from game.core.phases.censure import think_less
from game.core.phases.homecoming import leave_alone
from game.core.records import Resolution
from game.core.world import World

LED = 0.5
"""Of the price, what falls on contingents that follow where their lead has gone."""


Trespass = dict[int, set[int]]
"""By measure: the states whose contingents went beyond its mandate."""


def watch(world: World, seen: Trespass) -> None:
    """Note, in a month of war, whose contingents stand beyond their mandates."""
    forces = world.formations
    if not (forces.exists & (forces.mandate != NONE)).any():
        return
    for resolution in world.resolutions.open:
        war = mandates.war_under(world, resolution)
        if war is None:
            continue
        rows = mandates.contingents(world, resolution)
        over = mandates.beyond(world, resolution, war, rows)
        seen.setdefault(resolution.id, set()).update(forces.owner[over].tolist())


def review(world: World, seen: Trespass, log: Log) -> None:
    """Charge those whose contingents went, in a quarter of war, beyond their mandates.

    Those who uphold the order like and trust them less; the lead answers for the command in full.
    """
    for number, states in sorted(seen.items()):
        if not states:
            continue
        resolution = world.resolutions[number]
        lead = mandates.lead_of(world, resolution)
        for row in sorted(states):
            _charge(world, resolution, StateId(row), 1.0 if row == lead else LED, log)
        if resolution.exceeded < 0:
            world.put(replace(resolution, exceeded=world.turn))


def _charge(world: World, resolution: Resolution, state: StateId, share: float, log: Log) -> None:
    rules, upheld = world.rules, world.states.doctrine[:, Doctrine.UPHOLD]
    price = share * rules.mandate_price * upheld
    price[resolution.target] = 0.0  # at war with him anyway
    think_less(world, state, price)
    broken = world.dyads.broken.copy()
    broken[:, state] += share * rules.mandate_trust * upheld
    broken[state, state] = 0.0
    world.dyads.broken = broken
    influence = world.states.influence
    influence[state] = max(0.0, float(influence[state]) - share * rules.mandate_standing)
    log.add(
        "mandate.exceeded",
        state,
        resolution.target,
        about={"resolution": resolution.id, "crisis": resolution.crisis},
        figures={"price": float(price.mean())},
    )


def recall(world: World, order: Recall, log: Log) -> None:
    """Call a state's contingent home, out of the war unless a treaty keeps it there."""
    resolution = world.resolutions[order.resolution]
    war = mandates.war_under(world, resolution)
    rows = mandates.contingents(world, resolution, order.state)
    if war is None or rows.size == 0:
        return
    world.put(replace(resolution, recalled=(*resolution.recalled, order.state)))
    world.formations.mandate[rows] = NONE
    log.add(
        "mandate.recalled",
        order.state,
        resolution.target,
        about={"resolution": resolution.id, "war": war.id},
    )
    first = war.attackers[0] if war.side(order.state) == 0 else war.defenders[0]
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    if war.side(order.state) >= 0 and order.state != first and not bound[order.state, first]:
        leave_alone(world, war, order.state)
