"""Movement: formations go towards their goals, month by month, all at once."""

from __future__ import annotations

import numpy as np

from game.core import forces as field
from game.core.formulas import supply
from game.core.ids import NONE
from game.core.kinds import Arm, Holding, Stance
from game.core.log import Log
from game.core.world import World

_STEPS = (1, 3, 3)
"""[Arm] territories or seas that a formation crosses in a month of marching."""

_LANDING = 0.12
"""Share of strength lost in going ashore on a hostile coast."""


def march(world: World) -> None:
    """Move every formation that has somewhere to go, by one month."""
    forces = world.formations
    going = np.flatnonzero(forces.exists & (forces.goal != NONE) & (forces.goal != forces.node))
    if going.size == 0:
        return
    hostile = world.at_war()
    engaged = _engaged(world, hostile)
    groups: dict[tuple[int, int, int], list[int]] = {}
    for row in going:
        if not engaged[row]:
            key = (int(forces.owner[row]), int(forces.arm[row]), int(forces.goal[row]))
            groups.setdefault(key, []).append(int(row))
    moved: list[tuple[np.ndarray[tuple[int], np.dtype[np.int64]], ...]] = []
    for (state, arm, goal), members in sorted(groups.items()):
        rows = np.array(members)
        nodes = forces.node[rows]
        for _ in range(_STEPS[arm]):
            step = field.next_steps(world, state, Arm(arm), goal, nodes)
            on_foe = _held_by_foe(world, state, nodes, hostile)
            nodes = np.where(on_foe & (nodes != forces.node[rows]), nodes, step)
        moved.append((rows, nodes))
    for rows, nodes in moved:
        _arrive(world, rows, nodes, hostile)


def _arrive(
    world: World,
    rows: np.ndarray[tuple[int], np.dtype[np.int64]],
    nodes: np.ndarray[tuple[int], np.dtype[np.int64]],
    hostile: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> None:
    forces = world.formations
    ashore = (forces.node[rows] >= world.board.territories) & (nodes < world.board.territories)
    foes = _held_by_foe(world, int(forces.owner[rows[0]]), nodes, hostile)
    landing = ashore & foes & (forces.arm[rows] == Arm.ARMY)
    forces.strength[rows] *= np.where(landing, 1.0 - _LANDING, 1.0)
    forces.node[rows] = nodes


def _held_by_foe(
    world: World,
    state: int,
    nodes: np.ndarray[tuple[int], np.dtype[np.int64]],
    hostile: np.ndarray[tuple[int, ...], np.dtype[np.bool_]],
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    land = nodes < world.board.territories
    holder = world.territories.controller[np.where(land, nodes, 0)]
    foes: np.ndarray[tuple[int], np.dtype[np.bool_]] = land & hostile[state, holder]
    return foes


def _engaged(
    world: World, hostile: np.ndarray[tuple[int, ...], np.dtype[np.bool_]]
) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which formations stand where a foe stands or on land not yet taken; they stay."""
    forces = world.formations
    held = np.zeros(len(forces.exists), bool)
    if not hostile.any():
        return held
    live = np.flatnonzero(forces.exists & hostile[np.maximum(forces.owner, 0)].any(axis=1))
    for row in live:
        owner, node = forces.owner[row], forces.node[row]
        if node < world.board.territories and hostile[owner, world.territories.controller[node]]:
            held[row] = True
            continue
        here = live[forces.node[live] == node]
        held[row] = bool(hostile[owner, forces.owner[here]].any())
    return held


def provision(world: World) -> None:
    """Reckon what reaches each formation, and wear down those it does not reach."""
    forces, land, states = world.formations, world.territories, world.states
    rows = np.flatnonzero(forces.exists)
    if rows.size == 0:
        return
    owner, node = forces.owner[rows], forces.node[rows]
    at_home = np.zeros(rows.size, bool)
    ashore = node < world.board.territories
    at_home[ashore] = land.owner[node[ashore]] == owner[ashore]
    forces.supply[rows] = np.where(at_home, states.war_effort[owner].clip(0.05, 1.0), 1.0)
    away = np.flatnonzero(~at_home & ashore)
    base = np.zeros(away.size)
    overseas = np.zeros(away.size, bool)
    open_sea = np.ones(away.size)
    for place, index in enumerate(away):
        state, where = owner[index], node[index]
        own = (land.controller == state) & (land.owner == state)
        own &= land.holding != Holding.OCCUPIED
        km = np.where(own, world.board.land_km[where], np.inf)
        base[place] = float(km.min()) if own.any() else 9000.0
        overseas[place] = not world.dyads.contiguous[state, land.owner[where]]
        if overseas[place]:
            seas = world.board.around(int(where))
            seas = seas[seas >= world.board.territories] - world.board.territories
            hostile = [
                world.zones.controller[sea] >= 0
                and world.at_war()[state, world.zones.controller[sea]]
                for sea in seas
            ]
            open_sea[place] = 0.0 if hostile and all(hostile) else 1.0
    reached = supply.supply(base, overseas, open_sea, states.war_effort[owner[away]])
    forces.supply[rows[away]] = reached
    forces.strength[rows[away]] *= 1.0 - supply.attrition(reached)


def command_of_the_sea(world: World, log: Log) -> None:
    """Give each sea to the one whose fleet there outweighs every other half as much again."""
    forces, zones = world.formations, world.zones
    afloat = np.flatnonzero(
        forces.exists & (forces.arm == Arm.FLEET) & (forces.node >= world.board.territories)
    )
    before = zones.controller.copy()
    zones.controller[:] = NONE
    if afloat.size == 0:
        return
    sea = forces.node[afloat] - world.board.territories
    weight = np.zeros((world.board.zones, world.n))
    np.add.at(weight, (sea, forces.owner[afloat]), field.power(world)[afloat])
    for zone in np.unique(sea):
        order = np.argsort(-weight[zone], kind="stable")
        first, second = order[0], order[1]
        if weight[zone, first] > 1.5 * weight[zone, second]:
            zones.controller[zone] = first
    for zone in np.flatnonzero((before != zones.controller) & (zones.controller >= 0)):
        holder = int(zones.controller[zone])
        if world.at_war()[holder].any():
            log.add("war.sea_commanded", holder, about={"zone": int(zone)})


def stand_down(world: World) -> None:
    """Forget the marching orders of those who have arrived."""
    forces = world.formations
    done = forces.exists & (forces.goal == forces.node)
    forces.goal[done] = NONE
    forces.stance[done & (forces.stance == Stance.MOVE)] = Stance.HOLD
