"""Movement: formations go towards their goals, month by month, all at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core import encounters
from game.core import forces as field
from game.core.formulas import supply
from game.core.ids import NONE
from game.core.kinds import Arm, Holding, Stance
from game.core.log import Log
from game.core.world import World

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]

_LEGS = 3
"""Steps in a month for ships, aircraft and armies at sea; a march by land takes all of them."""


def march(world: World, theatre: field.Theatre) -> None:
    """Move every formation that has somewhere to go, by one month.

    A formation that faces a foe may only fall back; an army on the march waits at a foe's border. An army embarks as shipping allows: what does
    not fit this month goes aboard in the next. Whoever enters a foe's land, or a sea where a foe's
    fleet is, goes no farther.
    """
    forces = world.formations
    going = np.flatnonzero(forces.exists & (forces.goal != NONE) & (forces.goal != forces.node))
    if going.size == 0:
        return
    lift = field.sea_lift(world)
    legs = np.zeros(len(forces.exists), np.int64)
    legs[going] = _LEGS
    held = engaged(world, theatre)
    hunted = _hunted(world, theatre)
    was = forces.node.copy()
    for _ in range(_LEGS):
        rows = going[legs[going] > 0]
        rows = rows[forces.goal[rows] != forces.node[rows]]
        if rows.size == 0:
            break
        _leg(world, theatre, rows, legs, lift, held, hunted)
    moved = going[forces.node[going] != was[going]]
    ashore = moved[forces.node[moved] < world.board.territories]
    forces.loaded[ashore] = 0.0


def _leg(
    world: World,
    theatre: field.Theatre,
    rows: Rows,
    legs: Rows,
    lift: Floats,
    held: Flags,
    hunted: Flags,
) -> None:
    """Take one leg of the month for formations with legs left."""
    forces, shore = world.formations, world.board.territories
    groups: dict[tuple[int, int, int], list[int]] = {}
    # Small formations first: what shipping there is carries as many as it can.
    for row in rows[np.argsort(forces.strength[rows], kind="stable")]:
        key = (int(forces.owner[row]), int(forces.arm[row]), int(forces.goal[row]))
        groups.setdefault(key, []).append(int(row))
    for (state, arm, goal), members in sorted(groups.items()):
        mine = np.array(members)
        steps = theatre.next_steps(state, Arm(arm), goal, forces.node[mine])
        for row, step in zip(members, steps.tolist(), strict=True):
            node = int(forces.node[row])
            if step == node or (held[row] and not _falls_back(theatre, state, step, hunted)):
                legs[row] = 0
                continue
            foe = step < shore and bool(theatre.hostile[state, world.territories.controller[step]])
            if foe and arm == Arm.ARMY and forces.stance[row] == Stance.MOVE and not held[row]:
                legs[row] = 0  # a march is no attack
                continue
            overland = arm == Arm.ARMY and node < shore and step < shore
            if overland and legs[row] < _LEGS:
                continue
            if arm == Arm.ARMY and node < shore <= step and not _embark(world, row, lift):
                legs[row] = 0
                continue
            forces.node[row] = step
            legs[row] = 0 if overland else legs[row] - 1
            if step < shore:
                if foe and arm == Arm.ARMY and node >= shore:
                    lost = encounters.landing_loss(world, forces.stance[[row]])
                    forces.strength[row] *= 1.0 - float(lost[0])
                if foe or arm == Arm.ARMY:
                    legs[row] = 0
            elif hunted[state, step - shore]:
                legs[row] = 0


def _falls_back(theatre: field.Theatre, state: int, step: int, hunted: Flags) -> bool:
    """Tell whether a step leads away from the foe: to friendly land, or a sea free of his fleets."""
    shore = theatre.world.board.territories
    if step >= shore:
        return not hunted[state, step - shore]
    return bool(theatre.open_to[state, theatre.world.territories.controller[step]])


def _embark(world: World, row: int, lift: Floats) -> bool:
    """Take a formation aboard as far as this month's shipping goes; tell whether it is all aboard."""
    forces = world.formations
    state, strength = int(forces.owner[row]), max(float(forces.strength[row]), 1e-9)
    waiting = strength * (1.0 - float(forces.loaded[row]))
    room = world.rules.landing_craft if forces.stance[row] == Stance.LAND else 1.0
    taken = min(waiting, float(lift[state]) / room)
    lift[state] -= taken * room
    forces.loaded[row] = min(1.0, float(forces.loaded[row]) + taken / strength)
    return waiting - taken <= 1e-6 * strength


def _hunted(world: World, theatre: field.Theatre) -> Flags:
    """Return [state, zone]: does a foe's fleet stand there?"""
    there = np.zeros((world.n, world.board.zones), bool)
    if not theatre.hostile.any():
        return there
    forces = world.formations
    afloat = np.flatnonzero(
        forces.exists & (forces.arm == Arm.FLEET) & (forces.node >= world.board.territories)
    )
    there[forces.owner[afloat], forces.node[afloat] - world.board.territories] = True
    at_war = np.flatnonzero(theatre.hostile.any(axis=1))
    met = np.zeros_like(there)
    met[at_war] = theatre.hostile[at_war].astype(np.int64) @ there.astype(np.int64) > 0
    return met


def engaged(world: World, theatre: field.Theatre) -> Flags:
    """Return which formations face a foe where they stand, or stand on land not yet taken."""
    forces, shore, hostile = world.formations, world.board.territories, theatre.hostile
    held = np.zeros(len(forces.exists), bool)
    if not hostile.any():
        return held
    live = np.flatnonzero(forces.exists & hostile[np.maximum(forces.owner, 0)].any(axis=1))
    owner, node = forces.owner[live], forces.node[live]
    on_land = node < shore
    holder = world.territories.controller[np.where(on_land, node, 0)]
    held[live] = on_land & hostile[owner, holder]
    crowd = np.bincount(node, minlength=len(world.board.lonlat))
    for place in np.flatnonzero(crowd > 1):
        here = live[node == place]
        sides = np.unique(forces.owner[here])
        if sides.size > 1:
            facing = np.asarray(hostile[np.ix_(sides, sides)].any(axis=1))
            held[here] |= facing[np.searchsorted(sides, forces.owner[here])]
    return held


def intercept(world: World, theatre: field.Theatre) -> None:
    """Let fleets on the watch fall on weakly escorted transports in the next sea.

    A fleet watches that is at sea with nowhere to go and was not told to hold or to escort; those
    told to escort count for more against it.
    """
    forces, shore = world.formations, world.board.territories
    hostile = theatre.hostile
    at_sea = np.flatnonzero(
        forces.exists & (forces.node >= shore) & hostile[np.maximum(forces.owner, 0)].any(axis=1)
    )
    prey = at_sea[forces.arm[at_sea] == Arm.ARMY]
    if prey.size == 0:
        return
    fleets = at_sea[forces.arm[at_sea] == Arm.FLEET]
    stays = (forces.stance[fleets] == Stance.HOLD) | (forces.stance[fleets] == Stance.CONVOY)
    watch = fleets[(forces.goal[fleets] == NONE) & ~stays]
    weight = field.power(world)
    escorting = fleets[forces.stance[fleets] == Stance.CONVOY]
    weight[escorting] *= world.rules.convoy_lift
    moves: list[tuple[int, int]] = []
    for row in watch:
        owner, node = int(forces.owner[row]), int(forces.node[row])
        if hostile[owner, forces.owner[at_sea[forces.node[at_sea] == node]]].any():
            continue
        best = (0.0, NONE)
        for place in world.board.around(node):
            found = prey[(forces.node[prey] == place) & hostile[owner, forces.owner[prey]]]
            if found.size == 0:
                continue
            escort = fleets[(forces.node[fleets] == place) & hostile[owner, forces.owner[fleets]]]
            worth = float(forces.strength[found].sum())
            if weight[row] > weight[escort].sum() and worth > best[0]:
                best = (worth, int(place))
        if best[1] != NONE:
            moves.append((int(row), best[1]))
    for row, place in moves:
        forces.node[row] = place


def rest(world: World) -> None:
    """Supply everybody in peace: with what the home economy can send."""
    forces = world.formations
    rows = np.flatnonzero(forces.exists)
    effort = world.states.war_effort.clip(supply.LEAST, 1.0)
    forces.supply[rows] = effort[forces.owner[rows]]


def provision(world: World, theatre: field.Theatre, some_rows: Rows | None = None) -> None:
    """Reckon what reaches each formation (or some), and wear down armies that little reaches.

    Land proper feeds its own; elsewhere supply must come by road and by sea. States at peace have no
    such cares.
    """
    forces, land, states, rules = world.formations, world.territories, world.states, world.rules
    rows = np.flatnonzero(forces.exists) if some_rows is None else some_rows
    if rows.size == 0:
        return
    shore = world.board.territories
    owner, node = forces.owner[rows], forces.node[rows]
    effort = states.war_effort[owner].clip(supply.LEAST, 1.0)
    forces.supply[rows] = effort
    ashore = node < shore
    where = np.where(ashore, node, 0)
    at_war = np.asarray(theatre.hostile.any(axis=1))
    proper = (land.owner[where] == owner) & (land.holding[where] == Holding.CORE)
    away = np.flatnonzero(ashore & at_war[owner] & ~proper)
    for state in np.unique(owner[away]):
        some = away[owner[away] == state]
        km = theatre.supply_km(int(state))[node[some]]
        forces.supply[rows[some]] = supply.reached(km, effort[some], rules.supply_reach_km)
    armies = np.flatnonzero(ashore & (forces.arm[rows] == Arm.ARMY) & at_war[owner])
    if armies.size:
        _crowd(world, theatre, rows[armies])
        _cut_off(world, theatre, rows[armies])
        _harass(world, theatre, rows[armies])
    field_army = away[forces.arm[rows[away]] == Arm.ARMY]
    worn = rows[field_army]
    forces.strength[worn] *= 1.0 - supply.attrition(forces.supply[worn], rules.attrition)


def _cut_off(world: World, theatre: field.Theatre, rows: Rows) -> None:
    """Cut the supply of armies whose roads foes' aircraft next door were sent against."""
    forces = world.formations
    raiders = np.flatnonzero(
        forces.exists & (forces.arm == Arm.AIR) & (forces.stance == Stance.BLOCKADE)
    )
    if raiders.size == 0:
        return
    power = field.power(world)
    for place in np.unique(forces.node[rows]):
        near = raiders[np.isin(forces.node[raiders], world.board.around(int(place)))]
        here = rows[forces.node[rows] == place]
        against = theatre.hostile[np.ix_(forces.owner[here], forces.owner[near])]
        above = against.astype(float) @ power[near]
        below = max(float(power[here].sum()), 1e-9)
        cut = world.rules.interdiction * np.minimum(above / below, 1.0)
        forces.supply[here] = np.maximum(forces.supply[here] * (1.0 - cut), supply.LEAST)


def _harass(world: World, theatre: field.Theatre, rows: Rows) -> None:
    """Let partisans wear down armies on land taken from a foe, the fewer there are to hold it.

    An army in garrison counts for two against them.
    """
    forces, land, rules = world.formations, world.territories, world.rules
    owner, node = forces.owner[rows], forces.node[rows]
    taken = (
        theatre.hostile[owner, land.owner[node]] & ~theatre.hostile[owner, land.controller[node]]
    )
    if not taken.any():
        return
    rows, node = rows[taken], node[taken]
    count = np.where(forces.stance[rows] == Stance.GARRISON, 2.0, 1.0) * forces.strength[rows]
    men = np.bincount(node, weights=count, minlength=world.board.territories)[node]
    needed = rules.garrison_ratio * land.people[node] * world.states.tpop[land.owner[node]]
    loose = 1.0 - np.minimum(men / np.maximum(needed, 1e-9), 1.0)
    forces.strength[rows] *= 1.0 - rules.partisan_toll * land.resistance[node] * loose


def _crowd(world: World, theatre: field.Theatre, rows: Rows) -> None:
    """Cut the supply of armies where more stand than the roads can feed; home feeds twice as many."""
    forces, land = world.formations, world.territories
    owner, node = forces.owner[rows], forces.node[rows]
    room = supply.capacity(
        land.development[node], world.board.area_km2[node], world.rules.road_capacity
    )
    room = np.where(land.owner[node] == owner, 2.0 * room, room)
    men = np.zeros(rows.size)
    for place in np.unique(node):
        here = np.flatnonzero(node == place)
        beside = theatre.open_to[np.ix_(owner[here], owner[here])]
        men[here] = beside.astype(float) @ forces.strength[rows[here]]
    forces.supply[rows] = np.maximum(forces.supply[rows] * supply.crowding(men, room), supply.LEAST)


def command_of_the_sea(world: World, log: Log) -> None:
    """Give each sea to the one whose fleet there outweighs every other half as much again."""
    forces, zones, shore = world.formations, world.zones, world.board.territories
    afloat = np.flatnonzero(forces.exists & (forces.arm == Arm.FLEET) & (forces.node >= shore))
    if afloat.size == 0 and (zones.controller == NONE).all():
        return
    before = zones.controller.copy()
    zones.controller[:] = NONE
    if afloat.size == 0:
        return
    sea = forces.node[afloat] - shore
    seas, place = np.unique(sea, return_inverse=True)
    weight = np.zeros((seas.size, world.n))
    np.add.at(weight, (place, forces.owner[afloat]), field.power(world)[afloat])
    first = weight.argmax(axis=1)
    rank = np.partition(weight, -2, axis=1) if world.n > 1 else np.zeros((seas.size, 2))
    strongest, second = weight[np.arange(seas.size), first], rank[:, -2]
    ruled = strongest > world.rules.sea_command * second
    zones.controller[seas[ruled]] = first[ruled]
    changed = np.flatnonzero((before != zones.controller) & (zones.controller >= 0))
    if changed.size and world.live_wars():
        at_war = np.asarray(world.at_war().any(axis=1))
        for zone in changed:
            if at_war[zones.controller[zone]]:
                log.add("war.sea_commanded", zones.controller[zone], about={"zone": int(zone)})


def stand_down(world: World) -> None:
    """Forget the marching orders of those who have arrived."""
    forces = world.formations
    done = forces.exists & (forces.goal == forces.node)
    forces.goal[done] = NONE
    forces.stance[done & (forces.stance == Stance.MOVE)] = Stance.HOLD
