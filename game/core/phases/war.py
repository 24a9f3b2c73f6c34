"""War: orders to formations, and a quarter of months on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.core import forces as field
from game.core import passages
from game.core.eligibility import lawful_to_join, price_of_lawlessness
from game.core.ids import NONE
from game.core.kinds import Arm, Stance
from game.core.log import Log
from game.core.musters import free_row
from game.core.orders import (
    AcceptTerms,
    JoinWar,
    MoveFormation,
    OfferPeace,
    OfferTerms,
    Order,
    RaiseFormation,
    Recall,
)
from game.core.phases import battle, command, movement, negotiation, raids
from game.core.phases.peace import bury
from game.core.world import World

_NEW = (10.0, 3.0, 2.0)
"""[Arm] strength of a formation when it is raised."""


def take_orders(world: World, orders: Sequence[Order], log: Log) -> None:
    """Take marching orders, new formations, entries into wars and terms offered."""
    negotiation.lapse(world)
    for order in orders:
        match order:
            case MoveFormation():
                world.formations.goal[order.formation] = order.goal
                world.formations.stance[order.formation] = order.stance
            case RaiseFormation():
                _raise(world, order, log)
            case JoinWar():
                join(world, order, log)
            case Recall():
                command.recall(world, order, log)
            case OfferTerms() | OfferPeace() | AcceptTerms():
                negotiation.take(world, order, log)


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Play the months of a turn: march, fight, occupy, supply.

    In peace formations only march, and find supply and the command of the seas once.
    """
    bury(world, log)
    forces = world.formations
    fighting = bool(world.live_wars())
    marching = bool((forces.exists & (forces.goal != NONE)).any())
    months = world.scenario.calendar.ticks if fighting or marching else 0
    if not months:
        closers = passages.barring(world)
        if closers.any():
            passages.report(world, _shut_before(world), closers, log)
        world.territories.siege[:] = 0.0
        movement.command_of_the_sea(world, log)
        movement.rest(world)
        return
    theatre = field.Theatre.of(world)
    closed = passages.report(world, _shut_before(world), theatre.closers, log)
    trespass: command.Trespass = {}
    toll: raids.Toll = {}
    for month in range(months):
        movement.march(world, theatre)
        if not fighting:
            continue
        command.watch(world, trespass)
        raids.bomb(world, theatre, toll)
        raids.harry(world, theatre)
        movement.intercept(world, theatre)
        movement.command_of_the_sea(world, log)
        battle.fight(world, theatre, month, log)
        theatre = field.Theatre.of(world, theatre.ground)
        closed = passages.report(world, closed, theatre.closers, log)
        movement.provision(world, theatre)
    if fighting:
        battle.heal(world, theatre)
        command.review(world, trespass, log)
        raids.report(world, toll, log)
    else:
        world.territories.siege[:] = 0.0
        movement.command_of_the_sea(world, log)
        movement.rest(world)
    movement.stand_down(world)


def _shut_before(world: World) -> NDArray[np.bool_]:
    """Return the passages that were shut before this turn's wars and measures."""
    closers = passages.barring(world, world.turn - 1)
    for war in world.live_wars():
        if war.since < world.turn:
            closers[np.ix_(war.attackers, war.defenders)] = True
            closers[np.ix_(war.defenders, war.attackers)] = True
    return passages.shut(world, closers)


def price(world: World, state: int, arm: Arm) -> float:
    """Return what raising a formation costs, in M$: a year's keep of it."""
    states = world.states
    return float(_NEW[arm] * states.upkeep[state] * states.arms_cost[state])


def _raise(world: World, order: RaiseFormation, log: Log) -> None:
    cost = price(world, order.state, order.arm)
    treasury = float(world.states.treasury[order.state])
    if treasury < cost:
        log.add(
            "order.refused.not_enough_money",
            order.state,
            figures={"figure": treasury, "cost": cost},
            readers=(order.state,),
        )
        return
    world.states.treasury[order.state] = treasury - cost
    row = free_row(world, order.state)
    forces = world.formations
    forces.exists[row] = True
    forces.owner[row] = order.state
    forces.arm[row] = order.arm
    forces.node[row] = order.territory
    forces.strength[row] = _NEW[order.arm]
    forces.technology[row] = world.states.technology[order.state]
    forces.readiness[row] = 0.3
    forces.supply[row] = 1.0
    forces.stance[row] = Stance.HOLD
    forces.goal[row] = NONE
    forces.mandate[row] = NONE
    forces.loaded[row] = 0.0
    log.add(
        "war.raised",
        order.state,
        about={"formation": row, "territory": order.territory, "arm": int(order.arm)},
        readers=(order.state,),
    )


def join(world: World, order: JoinWar, log: Log) -> None:
    """Enter a war on a side, unless foes of one's own fight on it.

    A war that ended or was entered by another road in the meantime is let be.
    """
    war = world.wars[order.war]
    ours, theirs = (war.attackers, war.defenders)[:: 1 if order.side == 0 else -1]
    if not war.live or war.side(order.state) >= 0 or world.at_war()[order.state, list(ours)].any():
        return
    before = passages.shut(world, world.at_war())
    if order.side == 0:
        world.put(replace(war, attackers=(*ours, order.state)))
    else:
        world.put(replace(war, defenders=(*ours, order.state)))
    log.add(
        "war.joined", order.state, theirs[0], about={"war": war.id}, figures={"side": order.side}
    )
    crisis = world.crises[war.crisis]
    if not lawful_to_join(world, crisis, order.side):
        liking = world.dyads.affinity
        price = price_of_lawlessness(world, crisis)
        liking[:, order.state] = (liking[:, order.state] - price).clip(-1.0, 1.0)
        liking[order.state, order.state] = 0.0
        log.add("war.joined_without_leave", order.state, theirs[0], about={"war": war.id})
    passages.report(world, before, world.at_war(), log)
