"""Battle and occupation: wherever foes meet, and wherever land lies open."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.core import encounters
from game.core import forces as field
from game.core.formulas import combat
from game.core.ids import NONE, StateId
from game.core.kinds import Arm
from game.core.log import Log
from game.core.rng import stream
from game.core.world import World

_GONE = 0.1
"""Thousand men below which a formation that has fought is no longer one."""

_SIZE_KM2 = 150_000.0
"""A territory that takes `siege_months` to overrun."""

AIR_SHARE, BESIDE_SHARE = 0.3, 0.4
"""What aircraft, and armies next door, that lend support lose beside the troops they support."""

READINESS_LOST, LEAST_READY = 0.5, 0.2
"""Readiness lost for each unit of strength, and below which none is."""

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class _Month:
    """What all battles of a month share."""

    world: World
    theatre: field.Theatre
    fortune: Floats
    """[node, 2]"""
    log: Log
    number: int
    """Of the turn's months, from 0."""


def fight(world: World, theatre: field.Theatre, month: int, log: Log) -> None:
    """Fight a month's battles at sea, then on land, then take what lies open."""
    hostile = theatre.hostile
    if not hostile.any():
        return
    forces, board = world.formations, world.board
    fortune = np.exp(
        world.rules.battle_spread
        * stream(world.seed, world.turn, f"battle {month}").standard_normal((len(board.lonlat), 2))
    )
    month_of = _Month(world, theatre, fortune, log, month)
    order = encounters.OrderOfBattle.of(world, theatre)
    node = forces.node[order.live]
    for place in np.unique(node[node >= board.territories]).tolist():
        met = encounters.at_sea(order, place)
        if met is not None:
            _exchange(month_of, place, met)
    # Who was beaten at sea lends less ashore.
    order.power = field.power(world)
    for place in order.lent:
        _on_land(month_of, order, place)
    _disband(world, order.live, log)


def _on_land(month: _Month, order: encounters.OrderOfBattle, node: int) -> None:
    met = encounters.on_land(order, node)
    if met is None:
        return
    if met.defence > 0.01 * met.attack:
        won, ratio = _exchange(month, node, met)
        if not won:
            if ratio < month.world.rules.rout_ratio:
                _fall_back(month, node, met.attackers.here)
            return
        _fall_back(month, node, met.defenders.here)
    _advance(month, node, met.lead, met.attack, met.people)


def _exchange(month: _Month, node: int, met: encounters.Encounter) -> tuple[bool, float]:
    """Exchange a month's losses; return whether the attacker prevails, and by what ratio."""
    world, rules, forces = month.world, month.world.rules, month.world.formations
    first, defenders = met.lead, met.defenders
    a = met.attack * float(month.fortune[node, 0])
    d = met.defence * float(month.fortune[node, 1])
    lost_a, lost_d = combat.losses(a, d, rules.lethality, rules.battle_exponent)
    men_a = _lose(world, met.attackers, lost_a)
    men_d = _lose(world, defenders, lost_d)
    on_land = node < world.board.territories
    if on_land and not defenders.anybody:
        men_d += 0.1 * lost_d * met.defence  # the people in arms
    other = int(world.territories.controller[node]) if on_land else NONE
    if defenders.anybody and (other == NONE or not month.theatre.hostile[first, other]):
        other = int(forces.owner[defenders.here[0]])
    _book(world, first, other, men_a, men_d)
    month.log.add(
        "war.battle",
        first,
        other,
        about={"node": node},
        figures={
            "month": float(month.number),
            "attack": met.attack,
            "defence": met.defence,
            "odds": combat.odds(met.attack, met.defence, rules.battle_spread),
            "attackers_lost": men_a,
            "defenders_lost": men_d,
            "won": float(a > d),
        },
    )
    return a > d, a / max(d, 1e-9)


def _lose(world: World, side: encounters.Side, share: float) -> float:
    """Take losses from formations; the people at home feel them. Ships off the coast lose nothing."""
    forces, states = world.formations, world.states
    rows, suffers = exposure(world, side)
    part = share * suffers
    lost = forces.strength[rows] * part
    forces.strength[rows] -= lost
    forces.readiness[rows] = shaken(forces.readiness[rows], part)
    owner = forces.owner[rows]
    on_land = forces.arm[rows] == Arm.ARMY
    for state in np.unique(owner):
        his = owner == state
        soldiers = float(lost[his & on_land].sum())
        states.milper[state] = max(0.0, float(states.milper[state]) - soldiers)
        felt = world.rules.weariness_per_loss * float(lost[his].sum())
        weary = felt / max(float(states.tpop[state]), 1.0)
        states.weariness[state] = min(1.0, float(states.weariness[state]) + weary)
    return float(lost.sum())


def exposure(world: World, side: encounters.Side) -> tuple[Rows, Floats]:
    """Return the formations of a side, and the share of its losses that each bears in full."""
    forces = world.formations
    rows = np.concatenate([side.here, side.support])
    lending = np.array([BESIDE_SHARE, 0.0, AIR_SHARE])[forces.arm[rows]]
    suffers: Floats = np.where(np.arange(rows.size) < side.here.size, 1.0, lending)
    return rows[suffers > 0], suffers[suffers > 0]


def shaken(readiness: Floats, lost: Floats) -> Floats:
    """Return what readiness is left after losing a share of strength, [...]."""
    left: Floats = np.minimum(readiness, np.maximum(LEAST_READY, readiness - READINESS_LOST * lost))
    return left


def _book(world: World, first: int, other: int, men_first: float, men_other: float) -> None:
    """Write losses into the first war in which these two are foes."""
    for war in world.live_wars():
        if first in war.attackers and other in war.defenders:
            a, d = men_first, men_other
        elif first in war.defenders and other in war.attackers:
            a, d = men_other, men_first
        else:
            continue
        lost = (round(float(war.losses[0] + a), 3), round(float(war.losses[1] + d), 3))
        world.put(replace(war, losses=lost))
        return


def _fall_back(month: _Month, node: int, rows: Rows) -> None:
    """Send the beaten to friendly land nearby, towards home; those with nowhere to go are halved."""
    world, theatre = month.world, month.theatre
    forces, land, shore = world.formations, world.territories, world.board.territories
    around = world.board.around(node)
    for state in np.unique(forces.owner[rows]):
        mine = rows[forces.owner[rows] == state]
        ships = forces.arm[mine] == Arm.FLEET
        seas = around[around >= shore]
        lands = around[around < shore]
        lands = lands[theatre.open_to[state, land.controller[lands]]]
        free = seas[~theatre.closed_seas[state, seas - shore]]
        if lands.size:
            seat = int(world.states.capital[state])
            km = world.board.land_km[lands, seat] if 0 <= seat < shore else np.zeros(lands.size)
            ground = int(lands[np.argmin(km)])
        else:
            ground = (
                int(free[0])
                if free.size and theatre.hostile[state, land.controller[node]]
                else NONE
            )
        water = int(free[0]) if free.size else int(seas[0]) if seas.size else NONE
        for kind, to in ((mine[~ships], ground), (mine[ships], water)):
            if kind.size == 0:
                continue
            if to == NONE:
                forces.strength[kind] *= 0.5
            else:
                stays_dry = to < shore
                forces.node[kind] = to
                if not stays_dry:
                    grounded = kind[forces.arm[kind] == Arm.AIR]
                    forces.strength[grounded] *= 0.5
            forces.goal[kind] = NONE
            forces.loaded[kind] = 0.0


def _advance(month: _Month, node: int, lead: int, attack: float, people: float) -> None:
    """Let the victor spread over the land; when it holds it all, control passes.

    Land taken back for a friend falls twice as fast.
    """
    world = month.world
    land, rules = world.territories, world.rules
    size = np.clip(np.sqrt(world.board.area_km2[node] / _SIZE_KM2), 0.5, 3.0)
    rough = float(combat.DEFENCE[world.board.terrain[node]])
    before, owner = int(land.controller[node]), int(land.owner[node])
    welcome = 2.0 if month.theatre.open_to[lead, owner] and before != owner else 1.0
    pace = welcome / (rules.siege_months * size * rough)
    weight = min(1.5, attack / max(1.5 * people, 1e-6))
    land.siege[node] = min(1.0, float(land.siege[node]) + pace * weight)
    if land.siege[node] < 1.0:
        return
    land.siege[node] = 0.0
    land.controller[node] = _new_holder(month, node, lead)
    month.log.add("war.occupied", lead, before, about={"territory": node})
    if world.states.capital[owner] == node and month.theatre.hostile[lead, owner]:
        month.log.add("war.capital_fell", lead, owner, about={"territory": node})


def _new_holder(month: _Month, node: int, lead: int) -> int:
    """Return who holds land that `lead` has won.

    Its owner, unless that is a foe: land of a third state is freed, not taken. Of a foe's land,
    what a co-belligerent claims is his; contingents under a mandate take nothing for themselves.
    """
    world, hostile = month.world, month.theatre.hostile
    land, forces = world.territories, world.formations
    owner, before = int(land.owner[node]), int(land.controller[node])
    if not hostile[lead, owner]:
        return owner
    for war in world.live_wars():
        side = war.side(StateId(lead))
        ours, theirs = (war.attackers, war.defenders)[:: 1 if side == 0 else -1]
        if side < 0 or before not in theirs:
            continue
        for claim in world.claims:
            if claim.live and node in claim.territories and claim.claimant in ours:
                return int(claim.claimant)
        here = forces.exists & (forces.owner == lead) & (forces.node == node)
        if lead != ours[0] and (forces.mandate[here] != NONE).any() and not hostile[ours[0], lead]:
            return int(ours[0])
    return lead


def _disband(world: World, live: Rows, log: Log) -> None:
    forces = world.formations
    for row in live[forces.exists[live] & (forces.strength[live] < _GONE)]:
        forces.exists[row] = False
        log.add(
            "war.formation_lost",
            int(forces.owner[row]),
            about={"formation": int(row), "node": int(forces.node[row])},
        )


def heal(world: World, theatre: field.Theatre) -> None:
    """Let sieges that nobody presses be forgotten."""
    land, forces = world.territories, world.formations
    under = np.flatnonzero(land.siege > 0)
    if under.size == 0:
        return
    rows = np.flatnonzero(
        forces.exists & (forces.node < world.board.territories) & (forces.arm == Arm.ARMY)
    )
    nodes = forces.node[rows]
    pressed = nodes[theatre.hostile[forces.owner[rows], land.controller[nodes]]]
    land.siege[np.setdiff1d(under, pressed)] *= 0.5
