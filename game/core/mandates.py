"""Mandates: what a measure of force lets those do who fight under it, and who goes beyond.

A mandate to defend keeps contingents on land that friends hold; one to enforce a zone adds the seas
and the sky; one to restore the line, land that the aggressor has taken; one to change the regime, all.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.ids import NOBODY, NONE, StateId
from game.core.kinds import Act, Arm, Mandate, Stance
from game.core.records import Resolution, War
from game.core.world import World

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]

REACH: dict[Mandate, float] = {
    Mandate.DEFEND: -0.5,
    Mandate.ENFORCE_ZONE: -0.25,
    Mandate.RESTORE_LINE: 0.0,
    Mandate.REGIME_CHANGE: 1.0,
}
"""How much farther each goes than to restore the line."""


def war_under(world: World, resolution: Resolution) -> War | None:
    """Return the war in which a measure of force is carried out, if one goes on."""
    if Act.FORCE not in resolution.acts or not resolution.in_force:
        return None
    number = world.crises[resolution.crisis].war
    war = world.wars[number] if number >= 0 else None
    return war if war is not None and war.live and war.side(resolution.target) >= 0 else None


def contingents(world: World, resolution: Resolution, state: int = NOBODY) -> Rows:
    """Return the formations that fight under a measure, of all who sent some or of one."""
    forces = world.formations
    under = forces.exists & (forces.mandate == resolution.id)
    if state != NOBODY:
        under &= forces.owner == state
    return np.flatnonzero(under)


def lead_of(world: World, resolution: Resolution) -> StateId:
    """Return the lead state of the unified command; NOBODY where nobody has sent any force.

    Whom the charter names, where it has sent some; else whose contingents are the strongest.
    """
    rows = contingents(world, resolution)
    if rows.size == 0:
        return NOBODY
    forces = world.formations
    weight = np.bincount(forces.owner[rows], weights=forces.strength[rows], minlength=world.n)
    if resolution.institution >= 0:
        named = world.charters[resolution.institution].lead
        if named >= 0 and weight[named] > 0:
            return named
    return StateId(int(weight.argmax()))


def open_ground(world: World, resolution: Resolution, war: War) -> Flags:
    """Return on which land armies may stand under a measure, [territory]."""
    land = world.territories
    foes = war.attackers if war.side(resolution.target) == 0 else war.defenders
    theirs = np.isin(land.controller, foes)
    if resolution.mandate == Mandate.REGIME_CHANGE:
        return np.ones(len(theirs), bool)
    proper = np.isin(np.where(land.sovereign != NONE, land.sovereign, land.owner), foes)
    return ~proper if resolution.mandate == Mandate.RESTORE_LINE else ~(proper | theirs)


def beyond(world: World, resolution: Resolution, war: War, rows: Rows) -> Rows:
    """Return those of some contingents that stand, or do, what their mandate does not let them.

    Armies by where they stand; under a mandate to defend also ships that blockade and aircraft
    that bomb; under one to enforce a zone, aircraft that bomb.
    """
    forces, shore = world.formations, world.board.territories
    arm, node, stance = forces.arm[rows], forces.node[rows], forces.stance[rows]
    ground = open_ground(world, resolution, war)
    ashore = (arm == Arm.ARMY) & (node < shore)
    over = ashore & ~ground[np.where(node < shore, node, 0)]
    if resolution.mandate == Mandate.DEFEND:
        over |= (arm != Arm.ARMY) & (stance == Stance.BLOCKADE)
    if resolution.mandate in (Mandate.DEFEND, Mandate.ENFORCE_ZONE):
        over |= (arm == Arm.AIR) & (stance == Stance.ATTACK)
    found: Rows = rows[over]
    return found


def overstepped(world: World, aggressor: int, victim: int) -> bool:
    """Tell whether a mandate against this aggressor for this victim was exceeded and still runs."""
    return any(
        resolution.exceeded >= 0
        and resolution.target == aggressor
        and victim in (world.crises[resolution.crisis].initiator,
                       world.crises[resolution.crisis].target)
        for resolution in world.resolutions.open
    )  # fmt: skip
