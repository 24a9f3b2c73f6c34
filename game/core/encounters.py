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
from game.core.kinds import Arm, Stance
from game.core.world import World

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
    """Aircraft and ships next to each invaded place."""
    share: Floats
    """[formation] what of its power a helper can give to each battle in its reach."""

    @classmethod
    def of(cls, world: World, theatre: field.Theatre) -> OrderOfBattle:
        """Return it as formations stand; helpers split their power between all they could help.

        Ships that blockade lend no guns ashore.
        """
        forces, board, hostile = world.formations, world.board, theatre.hostile
        live = np.flatnonzero(forces.exists & hostile[np.maximum(forces.owner, 0)].any(axis=1))
        node, arm = forces.node[live], forces.arm[live]
        ashore = live[(arm == Arm.ARMY) & (node < board.territories)]
        holder = world.territories.controller[forces.node[ashore]]
        invaded = np.unique(forces.node[ashore[hostile[holder, forces.owner[ashore]]]])
        guns = (arm == Arm.FLEET) & (node >= board.territories)
        guns &= forces.stance[live] != Stance.BLOCKADE
        able = np.concatenate([live[arm == Arm.AIR], live[guns]])
        lent: dict[int, Rows] = {}
        reach = np.zeros(len(forces.exists))
        for place in invaded:
            near = able[np.isin(forces.node[able], board.around(int(place)))]
            lent[int(place)] = near
            reach[near] += 1.0
        return cls(world, theatre, live, field.power(world), lent, 1.0 / np.maximum(reach, 1.0))


@dataclass(frozen=True, slots=True)
class Side:
    """Those who fight together in one battle."""

    here: Rows
    support: Rows
    """Aircraft from next door and ships off the coast."""

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
    return Encounter(first, ours, theirs, attack, max(defence, 0.05))


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
    people = float(field.militia(world, np.array([node]))[0]) * (1.0 - float(land.siege[node]))
    defence = combat.defended(_mixed(order, defenders) + people, int(world.board.terrain[node]))
    return Encounter(lead, attackers, defenders, _mixed(order, attackers), defence, people)


def _mixed(order: OrderOfBattle, side: Side) -> float:
    """Return the power of a side on land: armies, helped by aircraft and ships."""
    arm = order.world.formations.arm
    rows = np.concatenate([side.here, side.support])
    worth = order.power[rows] * np.concatenate([np.ones(side.here.size), order.share[side.support]])
    return combat.combined(
        float(worth[arm[rows] == Arm.ARMY].sum()),
        float(worth[arm[rows] == Arm.AIR].sum()),
        float(worth[arm[rows] == Arm.FLEET].sum()),
    )


def expect(
    world: World, formations: Sequence[int], place: int, theatre: field.Theatre | None = None
) -> Odds | None:
    """Return the odds were these formations at a place today, all else as it stands.

    Exact for the rules of battle, on what the given world (or view) knows; who comes over the sea
    pays for the landing. None where there would be no fight. Changes nothing.
    """
    forces, shore, rules = world.formations.clone(), world.board.territories, world.rules
    rows = np.array(sorted(formations), np.int64)
    if place < shore:
        landing = (forces.node[rows] >= shore) & (forces.arm[rows] == Arm.ARMY)
        forces.strength[rows] *= np.where(landing, 1.0 - rules.landing_loss, 1.0)
    forces.node[rows] = place
    supposed = replace(world, formations=forces)
    order = OrderOfBattle.of(supposed, theatre or field.Theatre.of(world))
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
