"""Setting up fronts: who is at war, what stands where, and a quarter of it played.

On the ring Borland holds 2 (plains) and 3, Cassia 4 (forest) and 5 (mountains), which Borland
claims; 3 and 4 touch. The seas are 12, 13 and 14; Arden keeps the narrows between 12 and 13.
"""

from __future__ import annotations

from dataclasses import replace

from game.core.events import Event
from game.core.ids import NONE, FormationId, NodeId, StateId, WarId
from game.core.invariants import check
from game.core.kinds import Arm, Rung, Stance, Terms
from game.core.log import Log
from game.core.orders import MoveFormation, OfferTerms, Order
from game.core.phases import peace, war
from game.core.records import War
from game.core.world import World
from tests.rules.play import quarrel
from tests.worlds import BORLAND, CASSIA, small_world

WAR = WarId(0)
BORDER, CAPITAL, CLAIMED = 3, 4, 5
"""Borland's march, Cassia's capital, what the war is about."""


def at_war(seed: int = 1, *, against: StateId = CASSIA) -> World:
    """Return a world in which Borland makes war on Cassia and nobody has any forces."""
    world = small_world(6, seed)
    world.formations.exists[:] = False
    crisis = quarrel(world, target=against, rung=Rung.WAR, war=WAR)
    world.put(
        War(
            id=WAR,
            crisis=crisis.id,
            attackers=(crisis.initiator,),
            defenders=(crisis.target,),
            since=world.turn,
            losses=(0.0, 0.0),
            terms_offered=(None, None),
        )
    )
    return world


def station(
    world: World, state: int, node: int, strength: float, arm: Arm = Arm.ARMY
) -> FormationId:
    """Put a formation of a thousand times `strength` men somewhere, fresh and in good supply."""
    forces = world.formations
    row = int((~forces.exists).argmax())
    forces.exists[row] = True
    forces.owner[row] = state
    forces.arm[row] = arm
    forces.node[row] = node
    forces.strength[row] = strength
    forces.technology[row] = 1.0
    forces.readiness[row] = 0.8
    forces.supply[row] = 1.0
    forces.goal[row] = NONE
    forces.stance[row] = Stance.HOLD
    forces.mandate[row] = NONE
    return FormationId(row)


def send(world: World, formation: FormationId, goal: int) -> None:
    """Order a formation to a place."""
    state = StateId(int(world.formations.owner[formation]))
    obey(world, MoveFormation(state, formation, NodeId(goal), Stance.ATTACK))


def obey(world: World, *orders: Order) -> tuple[Event, ...]:
    """Take marching orders and offers of terms."""
    log = Log(world.turn)
    war.take_orders(world, orders, log)
    return tuple(log.events)


def quarter(world: World) -> tuple[Event, ...]:
    """Play three months of war in place, without the making of peace."""
    log = Log(world.turn)
    war.run(world, (), log)
    check(world)
    return tuple(log.events)


def negotiate(world: World) -> tuple[Event, ...]:
    """Let peace be made where it can be."""
    log = Log(world.turn)
    peace.run(world, (), log)
    world.settle()
    check(world)
    return tuple(log.events)


def sign(world: World, terms: Terms) -> tuple[Event, ...]:
    """Let both leaders offer the same terms, and peace be made."""
    obey(world, OfferTerms(BORLAND, WAR, terms), OfferTerms(CASSIA, WAR, terms))
    return negotiate(world)


def occupy(world: World, *territories: int, by: int = BORLAND) -> None:
    """Put land under an occupier."""
    world.territories.controller[list(territories)] = by


def turn_later(world: World, turns: int = 1) -> None:
    """Let time pass without anything happening."""
    world.turn += turns


def of_kind(events: tuple[Event, ...], kind: str) -> list[Event]:
    """Return the events of a kind."""
    return [event for event in events if event.kind == kind]


def the_war(world: World) -> War:
    """Return the war as it stands."""
    return world.wars[WAR]


def joined(world: World, *states: int, side: int) -> None:
    """Bring more states into the war."""
    was = the_war(world)
    more = tuple(StateId(state) for state in states)
    if side == 0:
        world.put(replace(was, attackers=(*was.attackers, *more)))
    else:
        world.put(replace(was, defenders=(*was.defenders, *more)))
