"""Raids: aircraft against a foe's industry, and ships against his sea-borne trade."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core import forces as field
from game.core.formulas import combat
from game.core.ids import NONE
from game.core.kinds import Arm, EdgeKind, Stance
from game.core.log import Log
from game.core.world import World

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]

Toll = dict[tuple[int, int], float]
"""By raider and land bombed: what of its owner's output has been lost, as a share."""


def target_of(world: World, theatre: field.Theatre, state: int, base: int, reach_km: float) -> int:
    """Return the land most worth bombing from a field; NONE where none is in reach.

    A foe's own land that he holds, by the output that is made there.
    """
    land = world.territories
    theirs = theatre.hostile[state, land.controller] & theatre.hostile[state, land.owner]
    theirs &= world.board.land_km[base] <= reach_km
    found = np.flatnonzero(theirs)
    if found.size == 0:
        return NONE
    made = land.industry[found] * world.states.production[land.owner[found]]
    return int(found[np.argmax(made)])


def reach_of(world: World, technology: float) -> float:
    """Return how far bombers of some technology fly, in km."""
    return world.rules.bombing_reach_km * technology


def bomb(world: World, theatre: field.Theatre, toll: Toll) -> None:
    """Let aircraft that were told to attack bomb what is made in a foe's land, for a month.

    Foes' aircraft there and next door that are not themselves out bombing meet them; what comes
    through destroys output, by its power beside the soldiers of the state it is sent against, and
    tires its people.
    """
    forces, shore = world.formations, world.board.territories
    out = np.flatnonzero(
        forces.exists
        & (forces.arm == Arm.AIR)
        & (forces.stance == Stance.ATTACK)
        & (forces.node < shore)
        & theatre.hostile[np.maximum(forces.owner, 0)].any(axis=1)
    )
    if out.size == 0:
        return
    raids: dict[tuple[int, int], list[int]] = {}
    for row in out.tolist():
        state, base = int(forces.owner[row]), int(forces.node[row])
        reach = reach_of(world, float(forces.technology[row]))
        target = target_of(world, theatre, state, base, reach)
        if target != NONE:
            raids.setdefault((state, target), []).append(row)
    for (state, target), rows in sorted(raids.items()):
        _raid(world, theatre, state, target, np.array(rows), toll)


def _raid(
    world: World, theatre: field.Theatre, state: int, target: int, rows: Rows, toll: Toll
) -> None:
    rules, forces, states = world.rules, world.formations, world.states
    power = field.power(world)
    near = np.append(world.board.around(target), target)
    guards = np.flatnonzero(
        forces.exists
        & (forces.arm == Arm.AIR)
        & (forces.stance != Stance.ATTACK)
        & np.isin(forces.node, near)
        & theatre.hostile[state, np.maximum(forces.owner, 0)]
    )
    attack, defence = float(power[rows].sum()), float(power[guards].sum())
    if attack <= 0:
        return
    lost, shot = combat.losses(attack, defence, rules.lethality, rules.battle_exponent)
    forces.strength[rows] *= 1.0 - lost
    forces.strength[guards] *= 1.0 - shot
    through = attack * attack / (attack + defence)
    owner = int(world.territories.owner[target])
    weight = through / (through + max(float(states.milper[owner]), 1.0))
    share = rules.bombing * weight * float(world.territories.industry[target])
    states.production[owner] *= 1.0 - share
    tired = rules.bombing_weariness * weight * float(world.territories.people[target])
    states.weariness[owner] = min(1.0, float(states.weariness[owner]) + tired)
    toll[state, target] = toll.get((state, target), 0.0) + share


def harry(world: World, theatre: field.Theatre) -> None:
    """Let raiders at sea cost those whose coasts they work off, for a month."""
    if not theatre.harried.any():
        return
    board, states = world.board, world.states
    coast = board.edges[board.edge_kind == EdgeKind.COAST]
    lands, seas = coast.min(axis=1), coast.max(axis=1) - board.territories
    holder = world.territories.controller[lands]
    known = holder >= 0
    suffered = np.zeros(world.n)
    shores = np.zeros(world.n)
    np.add.at(suffered, holder[known], theatre.harried[holder[known], seas[known]])
    np.add.at(shores, holder[known], 1.0)
    states.production[:] *= 1.0 - world.rules.raiding_toll * suffered / np.maximum(shores, 1.0)


def report(world: World, toll: Toll, log: Log) -> None:
    """Report what was bombed in a quarter, and what it cost."""
    for (state, target), share in sorted(toll.items()):
        owner = int(world.territories.owner[target])
        log.add(
            "war.bombed", state, owner, about={"territory": target}, figures={"output": share}
        )  # fmt: skip
