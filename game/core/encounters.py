"""Encounters: who would meet whom at a place, with what power, and the odds of it.

Battles are fought from these very figures, so that what is shown before committing is exact.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from game.core import forces as field
from game.core.formulas import combat
from game.core.ids import NONE
from game.core.kinds import Arm, EdgeKind, Stance
from game.core.world import World

LEAST_AT_SEA = 0.05
"""Power with which transports alone still count as somebody to fight."""

Rows = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True)
class OrderOfBattle:
    """Who can fight this month, with what, and who helps whom."""

    world: World
    theatre: field.Theatre
    live: Rows
    """Formations of states at war."""
    power: Floats
    """[formation]"""
    lent: dict[int, Rows]
    """Aircraft, ships and armies in support next to each invaded place."""
    share: Floats
    """[formation] what of its power a helper can give to each battle in its reach."""

    @classmethod
    def of(cls, world: World, theatre: field.Theatre) -> OrderOfBattle:
        """Return it as formations stand; helpers split their power between all they could help.

        Ships that blockade or escort lend no guns ashore, aircraft sent against industry or roads
        no wings. An army lends to its neighbours if it was told to and is not itself invaded.
        """
        forces, board, hostile = world.formations, world.board, theatre.hostile
        live = np.flatnonzero(forces.exists & hostile[np.maximum(forces.owner, 0)].any(axis=1))
        node, arm = forces.node[live], forces.arm[live]
        ashore = live[(arm == Arm.ARMY) & (node < board.territories)]
        holder = world.territories.controller[forces.node[ashore]]
        invaded = np.unique(forces.node[ashore[hostile[holder, forces.owner[ashore]]]])
        stance = forces.stance[live]
        guns = (arm == Arm.FLEET) & (node >= board.territories)
        guns &= (stance != Stance.BLOCKADE) & (stance != Stance.CONVOY)
        wings = (arm == Arm.AIR) & (stance != Stance.ATTACK) & (stance != Stance.BLOCKADE)
        able = np.concatenate([live[wings], live[guns]])
        beside = (arm == Arm.ARMY) & (stance == Stance.SUPPORT) & (node < board.territories)
        beside &= ~np.isin(node, invaded)
        neighbours = live[beside]
        lent: dict[int, Rows] = {}
        reach = np.zeros(len(forces.exists))
        for place in invaded:
            around = board.around(int(place))
            near = able[np.isin(forces.node[able], around)]
            if neighbours.size:
                by_land = around[board.edge_kind[board.edges_of(int(place))] == EdgeKind.LAND]
                standing = neighbours[np.isin(forces.node[neighbours], by_land)]
                near = np.concatenate([near, standing])
            lent[int(place)] = near
            reach[near] += 1.0
        return cls(world, theatre, live, field.power(world), lent, 1.0 / np.maximum(reach, 1.0))


@dataclass(frozen=True, slots=True)
class Side:
    """Those who fight together in one battle."""

    here: Rows
    support: Rows
    """Aircraft and armies from next door, and ships off the coast."""

    @property
    def anybody(self) -> bool:
        """Somebody is there in person."""
        return self.here.size > 0


@dataclass(frozen=True, slots=True)
class Encounter:
    """Attackers and defenders at a place, and what each side can bring to bear."""

    lead: int
    """The state with the strongest formation of the attackers."""
    attackers: Side
    defenders: Side
    attack: float
    defence: float
    """With its ground, on land."""
    people: float = 0.0
    """What of the defence, before its ground, is the people's and garrisons'."""


@dataclass(frozen=True, slots=True)
class Odds:
    """What attacking a place would mean this month."""

    attack: float
    standing: float
    """Power of the formations that defend."""
    people: float
    """Power of the people and garrisons."""
    ground: float
    """What the ground multiplies both by."""
    defence: float
    odds: float
    """Chance to prevail in the month's battle, 0..1."""
    attackers_lose: float
    """Share of strength lost at even fortune."""
    defenders_lose: float


def sides(
    order: OrderOfBattle, first: int, here: Rows, lent: Rows, holder: int = -1
) -> tuple[Side, Side]:
    """Return who fights beside `first` and who against it: its foes, and whoever fights those.

    Of land, `holder` is one of them, whether or not he has troops there.
    """
    owner, hostile = order.world.formations.owner, order.theatre.hostile
    against = hostile[first, owner[here]]
    foes = np.unique(np.append(owner[here[against]], [holder] if holder >= 0 else []))
    foes = foes.astype(np.int64)

    def beside(rows: Rows) -> NDArray[np.bool_]:
        states = owner[rows]
        shared = hostile[np.ix_(states, foes)].any(axis=1)
        return np.asarray(~hostile[first, states] & ((states == first) | shared))

    return (
        Side(here[beside(here)], lent[beside(lent)]),
        Side(here[against], lent[hostile[first, owner[lent]]]),
    )


def at_sea(order: OrderOfBattle, node: int) -> Encounter | None:
    """Return who fights whom in a sea, the strongest fleet attacking; None where nobody does.

    An army on transports adds nothing to a fight at sea, but goes down with its escort.
    """
    forces, power = order.world.formations, order.power
    here = order.live[forces.node[order.live] == node]
    afloat = here[forces.arm[here] == Arm.FLEET]
    if afloat.size == 0:
        return None
    first = int(forces.owner[afloat[np.argmax(power[afloat])]])
    ours, theirs = sides(order, first, here, here[:0])
    if not theirs.anybody:
        return None
    attack = float(power[ours.here][forces.arm[ours.here] != Arm.ARMY].sum())
    defence = float(power[theirs.here][forces.arm[theirs.here] != Arm.ARMY].sum())
    return Encounter(first, ours, theirs, attack, max(defence, LEAST_AT_SEA))


def on_land(order: OrderOfBattle, node: int) -> Encounter | None:
    """Return who fights whom over a territory; None where no army of a foe of its holder stands."""
    world, hostile = order.world, order.theatre.hostile
    forces, land = world.formations, world.territories
    here = order.live[(forces.node[order.live] == node) & (forces.strength[order.live] > 0)]
    holder = int(land.controller[node])
    invaders = here[hostile[holder, forces.owner[here]] & (forces.arm[here] == Arm.ARMY)]
    if invaders.size == 0:
        return None
    lead = int(forces.owner[invaders[np.argmax(order.power[invaders])]])
    attackers, defenders = sides(order, lead, here, order.lent.get(node, here[:0]), holder)
    people = people_at(world, node)
    power = mixed(order, defenders, node, defending=True) + people
    defence = combat.defended(power, int(world.board.terrain[node]))
    attack = mixed(order, attackers, node, defending=False)
    return Encounter(lead, attackers, defenders, attack, defence, people)


def people_at(world: World, node: int) -> float:
    """Return the power of the people and garrison of a territory, less as it is overrun."""
    whole = float(field.militia(world, np.array([node]))[0])
    return whole * (1.0 - float(world.territories.siege[node]))


def front_of(world: World, node: int, armies: Rows) -> float:
    """Return the thousand men of some armies who can fight at once over a territory.

    The better their arms, on the mean of formations, the farther apart they stand.
    """
    board, rules = world.board, world.rules
    arms = float(world.formations.technology[armies].mean()) if armies.size else 1.0
    room = combat.frontage(float(board.area_km2[node]), int(board.terrain[node]), rules.frontage)
    return float(room / max(arms, 0.1) ** rules.dispersion)


@dataclass(frozen=True, slots=True)
class Weights:
    """What each formation of a side counts for in a battle on land, per unit of its power."""

    rows: Rows
    army: Floats
    air: Floats
    fleet: Floats
    men: Floats
    """1 for those who take up room on the front."""


def weights(order: OrderOfBattle, side: Side, *, defending: bool) -> Weights:
    """Return what a side's formations count for: dug in, lent from next door, or in full."""
    forces, rules = order.world.formations, order.world.rules
    rows = np.concatenate([side.here, side.support])
    here = np.arange(rows.size) < side.here.size
    arm, stance = forces.arm[rows], forces.stance[rows]
    count = np.where(here, 1.0, order.share[rows])
    army = count * np.where(here, 1.0, rules.neighbours_help) * (arm == Arm.ARMY)
    if defending:
        stays = (stance == Stance.HOLD) | (stance == Stance.GARRISON)
        army = army * np.where(here & stays & (forces.goal[rows] == NONE), rules.dug_in, 1.0)
    return Weights(
        rows, army, count * (arm == Arm.AIR), count * (arm == Arm.FLEET),
        (here & (arm == Arm.ARMY)).astype(float),
    )  # fmt: skip


def mixed(order: OrderOfBattle, side: Side, node: int, *, defending: bool) -> float:
    """Return the power of a side on land: armies in room to fight, helped by aircraft and ships."""
    forces = order.world.formations
    count = weights(order, side, defending=defending)
    power = order.power[count.rows]
    men = float(forces.strength[count.rows] @ count.men)
    front = front_of(order.world, node, count.rows[count.men > 0])
    army = float(power @ count.army) * float(combat.deployed(np.array(men), front))
    return combat.combined(army, float(power @ count.air), float(power @ count.fleet))


def expect(
    world: World, formations: Sequence[int], place: int, theatre: field.Theatre | None = None
) -> Odds | None:
    """Return the odds were these formations at a place today, all else as it stands.

    Exact for the rules of battle, on what the given world (or view) knows; who comes over the sea
    pays for the landing. None where there would be no fight. Changes nothing.
    """
    shore, rules = world.board.territories, world.rules
    rows = np.array(sorted(formations), np.int64)
    order = suppose(world, rows, place, theatre)
    met = on_land(order, place) if place < shore else at_sea(order, place)
    if met is None:
        return None
    ground = float(combat.DEFENCE[world.board.terrain[place]]) if place < shore else 1.0
    lost = combat.losses(met.attack, met.defence, rules.lethality, rules.battle_exponent)
    return Odds(
        attack=met.attack,
        standing=met.defence / ground - met.people,
        people=met.people,
        ground=ground,
        defence=met.defence,
        odds=combat.odds(met.attack, met.defence, rules.battle_spread),
        attackers_lose=lost[0],
        defenders_lose=lost[1],
    )


def suppose(
    world: World,
    rows: Rows,
    place: int,
    theatre: field.Theatre | None = None,
    stance: Stance | None = None,
) -> OrderOfBattle:
    """Return the order of battle were these formations there, ashore and the landing paid for.

    With a stance, were they under those orders.
    """
    forces, shore = world.formations.clone(), world.board.territories
    if stance is not None:
        forces.stance[rows] = stance
    if place < shore:
        holder = int(world.territories.controller[place])
        foe = world.at_war()[forces.owner[rows], holder]
        landing = (forces.node[rows] >= shore) & (forces.arm[rows] == Arm.ARMY) & foe
        forces.strength[rows] *= np.where(
            landing, 1.0 - landing_loss(world, forces.stance[rows]), 1.0
        )
    # Aircraft fly from where they are.
    forces.node[rows[forces.arm[rows] != Arm.AIR]] = place
    supposed = replace(world, formations=forces, memo=None)
    return OrderOfBattle.of(supposed, theatre or field.Theatre.of(world))


def landing_loss(world: World, stance: NDArray[np.int64]) -> Floats:
    """Return the share of an army lost in going ashore among foes, by its orders."""
    rules = world.rules
    worse = np.where(stance == Stance.LAND, 1.0, rules.unprepared_landing)
    lost: Floats = np.minimum(rules.landing_loss * worse, 0.9)
    return lost
