"""Contingents: those who give force to a measure go to war under its mandate."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.eligibility import authorised, price_of_acting_alone
from game.core.ids import StateId
from game.core.kinds import Act, Arm
from game.core.log import Log
from game.core.phases.censure import think_less
from game.core.records import Resolution
from game.core.world import World


def send(
    world: World, resolution: Resolution, fighting: list[tuple[StateId, float]], log: Log
) -> None:
    """Bring those who pledged force into the war on the victim's side, under the mandate."""
    crisis = world.crises[resolution.crisis]
    if crisis.war < 0 or not world.wars[crisis.war].live:
        return
    war = world.wars[crisis.war]
    against = war.side(resolution.target)
    forces = world.formations
    joined = []
    lawful = authorised(world, resolution.institution, crisis, (Act.FORCE,), resolution.target)
    price = price_of_acting_alone(world, resolution)
    for state, share in fighting:
        if state in resolution.recalled:
            continue
        mine = np.flatnonzero(forces.exists & (forces.owner == state) & (forces.arm != Arm.AIR))
        strongest = mine[np.argsort(-forces.strength[mine], kind="stable")]
        count = int(np.ceil(share * len(strongest) * 0.5))
        forces.mandate[strongest[:count]] = resolution.id
        if war.side(state) < 0:
            joined.append(state)
            log.add(
                "war.joined_under_mandate",
                state,
                resolution.target,
                about={"war": war.id, "resolution": resolution.id},
                figures={"share": share},
            )
            if not lawful:
                think_less(world, state, 0.5 * price)
    if joined:
        if against == 0:
            world.put(replace(war, defenders=(*war.defenders, *joined)))
        else:
            world.put(replace(war, attackers=(*war.attackers, *joined)))
