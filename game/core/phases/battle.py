"""Battle and occupation: wherever foes meet, and wherever land lies open."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.core import forces as field
from game.core.formulas import combat
from game.core.ids import NONE
from game.core.kinds import Arm
from game.core.log import Log
from game.core.rng import stream
from game.core.world import World

_GONE = 0.5
"""Thousand men below which a formation is no longer one."""

_SIZE_KM2 = 150_000.0
"""A territory of average size."""

Rows = NDArray[np.int64]


def fight(world: World, month: int, log: Log) -> None:
    """Fight a month's battles at sea, then on land, then take what lies open."""
    hostile = world.at_war()
    if not hostile.any():
        return
    forces = world.formations
    fortune = np.exp(
        world.rules.battle_spread
        * stream(world.seed, world.turn, f"battle {month}").standard_normal(
            (len(world.board.lonlat), 2)
        )
    )
    power = field.power(world)
    live = np.flatnonzero(forces.exists & hostile[np.maximum(forces.owner, 0)].any(axis=1))
    for node in np.unique(forces.node[live]):
        here = live[forces.node[live] == node]
        if world.board.is_sea(int(node)):
            _at_sea(world, int(node), here, power, fortune[node], hostile, log)
        else:
            _on_land(world, int(node), here, power, fortune[node], hostile, log)
    _disband(world, log)


def _sides(world: World, here: Rows, first: int, hostile: NDArray[np.bool_]) -> tuple[Rows, Rows]:
    """Return who fights beside `first` and who against it, among those here."""
    owner = world.formations.owner[here]
    against = hostile[first, owner]
    foes = np.unique(owner[against])
    beside = ~against & ((owner == first) | hostile[np.ix_(owner, foes)].any(axis=1))
    return here[beside], here[against]


def _at_sea(
    world: World,
    node: int,
    here: Rows,
    power: NDArray[np.float64],
    fortune: NDArray[np.float64],
    hostile: NDArray[np.bool_],
    log: Log,
) -> None:
    forces = world.formations
    afloat = here[forces.arm[here] == Arm.FLEET]
    if afloat.size == 0:
        return
    first = int(forces.owner[afloat[np.argmax(power[afloat])]])
    ours, theirs = _sides(world, here, first, hostile)
    if theirs.size == 0:
        return
    # An army on transports adds nothing to a fight at sea, but goes down with its escort.
    a = float(power[ours][forces.arm[ours] != Arm.ARMY].sum())
    b = float(power[theirs][forces.arm[theirs] != Arm.ARMY].sum())
    _exchange(world, node, ours, theirs, a, max(b, 0.05), fortune, log, terrain=None)


def _on_land(
    world: World,
    node: int,
    here: Rows,
    power: NDArray[np.float64],
    fortune: NDArray[np.float64],
    hostile: NDArray[np.bool_],
    log: Log,
) -> None:
    forces, land = world.formations, world.territories
    holder = int(land.controller[node])
    owner = forces.owner[here]
    invaders = here[hostile[holder, owner] & (forces.arm[here] == Arm.ARMY)]
    if invaders.size == 0:
        return
    lead = int(forces.owner[invaders[np.argmax(power[invaders])]])
    attackers, defenders = _sides(world, here, lead, hostile)
    attack = _mixed(world, attackers, power)
    people = float(field.militia(world, np.array([node]))[0]) * (1.0 - land.siege[node])
    standing = _mixed(world, defenders, power)
    defence = combat.defended(standing + people, int(world.board.terrain[node]))
    if standing + people > 0.01 * attack:
        won = _exchange(
            world, node, attackers, defenders, attack, defence, fortune, log,
            terrain=int(world.board.terrain[node]),
        )  # fmt: skip
        if not won:
            return
        _retreat(world, node, defenders, holder)
    _advance(world, node, lead, attack, people, log)


def _mixed(world: World, rows: Rows, power: NDArray[np.float64]) -> float:
    arm = world.formations.arm[rows]
    return combat.combined(
        float(power[rows][arm == Arm.ARMY].sum()),
        float(power[rows][arm == Arm.AIR].sum()),
        float(power[rows][arm == Arm.FLEET].sum()),
    )


def _exchange(
    world: World,
    node: int,
    attackers: Rows,
    defenders: Rows,
    attack: float,
    defence: float,
    fortune: NDArray[np.float64],
    log: Log,
    *,
    terrain: int | None,
) -> bool:
    """Exchange a month's losses; tell whether the attacker prevails."""
    rules, forces = world.rules, world.formations
    a, d = attack * float(fortune[0]), defence * float(fortune[1])
    lost_a, lost_d = combat.losses(a, d, rules.lethality, rules.battle_exponent)
    men_a = _lose(world, attackers, lost_a)
    men_d = _lose(world, defenders, lost_d)
    if terrain is not None and defenders.size == 0:
        men_d += 0.1 * lost_d * defence
    first = int(forces.owner[attackers[0]])
    other = (
        int(forces.owner[defenders[0]])
        if defenders.size
        else int(world.territories.controller[node])
    )
    _book(world, first, other, men_a, men_d)
    log.add(
        "war.battle",
        first,
        other,
        about={"node": node},
        figures={
            "attack": attack,
            "defence": defence,
            "odds": combat.odds(attack, defence, rules.battle_spread),
            "attackers_lost": men_a,
            "defenders_lost": men_d,
            "won": float(a > d),
        },
    )
    return a > d


def _lose(world: World, rows: Rows, share: float) -> float:
    """Take losses from formations; the people at home feel them."""
    forces, states = world.formations, world.states
    lost = forces.strength[rows] * share
    forces.strength[rows] -= lost
    forces.readiness[rows] = np.maximum(0.2, forces.readiness[rows] - 0.5 * share)
    owner = forces.owner[rows]
    on_land = forces.arm[rows] == Arm.ARMY
    np.add.at(states.milper, owner[on_land], -lost[on_land])
    states.milper[:] = np.maximum(states.milper, 0.0)
    felt = np.zeros(world.n)
    np.add.at(felt, owner, lost)
    weary = world.rules.weariness_per_loss * felt / np.maximum(states.tpop, 1.0)
    states.weariness[:] = np.minimum(states.weariness + weary, 1.0)
    return float(lost.sum())


def _book(world: World, first: int, other: int, men_first: float, men_other: float) -> None:
    for war in world.live_wars():
        sides = [side for side in (war.attackers, war.defenders) if first in side]
        against = war.defenders if first in war.attackers else war.attackers
        if not sides or other not in against:
            continue
        a, d = (men_first, men_other) if first in war.attackers else (men_other, men_first)
        world.put(replace(war, losses=(round(war.losses[0] + a, 3), round(war.losses[1] + d, 3))))
        return


def _retreat(world: World, node: int, defenders: Rows, holder: int) -> None:
    """Send the beaten to the nearest friendly land; those with nowhere to go are lost."""
    if defenders.size == 0:
        return
    forces, land = world.formations, world.territories
    around = world.board.around(node)
    around = around[around < world.board.territories]
    open_to = field.friends(world)
    safe = [place for place in around if open_to[holder, land.controller[place]]]
    if safe:
        counts = [(-float(land.people[place]), int(place)) for place in safe]
        forces.node[defenders] = min(counts)[1]
    else:
        forces.strength[defenders] *= 0.5
    forces.goal[defenders] = NONE


def _advance(world: World, node: int, lead: int, attack: float, people: float, log: Log) -> None:
    """Let the victor spread over the land; when it holds it all, control passes."""
    land, rules = world.territories, world.rules
    size = np.clip(np.sqrt(world.board.area_km2[node] / _SIZE_KM2), 0.5, 3.0)
    rough = float(combat.DEFENCE[world.board.terrain[node]])
    pace = 1.0 / (rules.siege_months * size * rough)
    weight = min(1.5, attack / max(1.5 * people, 1e-6))
    land.siege[node] = min(1.0, land.siege[node] + pace * weight)
    if land.siege[node] < 1.0:
        return
    before = int(land.controller[node])
    land.siege[node] = 0.0
    owner = int(land.owner[node])
    friends = field.friends(world)
    land.controller[node] = owner if friends[lead, owner] and lead != owner else lead
    log.add("war.occupied", lead, before, about={"territory": node})
    if world.states.capital[owner] == node and lead != owner:
        log.add("war.capital_fell", lead, owner, about={"territory": node})


def _disband(world: World, log: Log) -> None:
    forces = world.formations
    for row in np.flatnonzero(forces.exists & (forces.strength < _GONE)):
        forces.exists[row] = False
        log.add(
            "war.formation_lost",
            int(forces.owner[row]),
            about={"formation": int(row), "node": int(forces.node[row])},
        )


def heal(world: World) -> None:
    """Let sieges that nobody presses be forgotten."""
    land, forces = world.territories, world.formations
    pressed = np.zeros(world.board.territories, bool)
    on_land = forces.exists & (forces.node < world.board.territories)
    hostile = world.at_war()
    rows = np.flatnonzero(on_land)
    nodes = forces.node[rows]
    foes = hostile[forces.owner[rows], land.controller[nodes]]
    pressed[nodes[foes]] = True
    land.siege[~pressed] *= 0.5
