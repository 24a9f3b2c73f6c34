"""May this be ordered of one's own realm?"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.core.forces import friends
from game.core.kinds import Arm, Stance
from game.core.legality.refusal import Refusal, other_state
from game.core.orders import (
    Mobilise,
    MoveFormation,
    Order,
    RaiseFormation,
    SendAid,
    SetBudget,
    SetProgramme,
)
from game.core.programmes import known_science, within_reach
from game.core.world import World

_ARMS: Final = {
    Stance.BLOCKADE: (Arm.FLEET, Arm.AIR),
    Stance.CONVOY: (Arm.FLEET,),
    Stance.LAND: (Arm.ARMY,),
    Stance.GARRISON: (Arm.ARMY,),
}
"""Orders that only some arms can be given."""


def _on_the_coast(world: World, place: int) -> bool:
    around = world.board.around(place)
    return not world.board.is_sea(place) and bool((around >= world.board.territories).any())


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about the realm may not be given."""
    match order:
        case SetBudget():
            return _budget(order)
        case Mobilise():
            return None if 0 <= order.level <= 1 else Refusal("share_out_of_range", order.level)
        case MoveFormation():
            return _formation(world, order)
        case RaiseFormation():
            return _raise(world, order)
        case SendAid():
            return _aid(world, order)
        case SetProgramme():
            return _programme(world, order)
    return Refusal("unknown_order")


def _budget(order: SetBudget) -> Refusal | None:
    shares = (order.arms, order.welfare, order.growth, order.aid)
    if not all(0 <= share <= 1 for share in shares):
        return Refusal("share_out_of_range", min(shares))
    total = sum(shares)
    return None if abs(total - 1) < 1e-3 else Refusal("budget_not_whole", total)


def _formation(world: World, order: MoveFormation) -> Refusal | None:
    forces, row = world.formations, order.formation
    if not 0 <= row < len(forces.exists) or not forces.exists[row]:
        return Refusal("no_such_formation")
    if forces.owner[row] != order.state:
        return Refusal("not_your_formation")
    if not 0 <= order.goal < len(world.board.lonlat):
        return Refusal("no_such_place")
    if order.stance in _ARMS and Arm(int(forces.arm[row])) not in _ARMS[order.stance]:
        return Refusal("stance_not_for_arm")
    if order.stance == Stance.LAND and not _on_the_coast(world, order.goal):
        return Refusal("no_coast_there")
    if forces.arm[row] == Arm.ARMY and not world.board.is_sea(order.goal):
        holder = world.territories.controller[order.goal]
        if holder != order.state and not (
            world.at_war()[order.state, holder] or friends(world)[order.state, holder]
        ):
            return Refusal("land_not_open")
    return None


def _raise(world: World, order: RaiseFormation) -> Refusal | None:
    if not 0 <= order.territory < world.board.territories:
        return Refusal("no_such_place")
    land = world.territories
    if (
        land.controller[order.territory] != order.state
        or land.owner[order.territory] != order.state
    ):
        return Refusal("not_your_land")
    around = world.board.around(order.territory)
    if order.arm == Arm.FLEET and not (around >= world.board.territories).any():
        return Refusal("no_coast")
    return None


def _aid(world: World, order: SendAid) -> Refusal | None:
    if not np.isfinite(order.amount) or order.amount <= 0:
        return Refusal("nothing_to_send", 0)
    if order.amount > max(float(world.states.treasury[order.state]), 0):
        return Refusal("not_enough_money", float(world.states.treasury[order.state]))
    return other_state(world, order.state, order.to)


def _programme(world: World, order: SetProgramme) -> Refusal | None:
    if order.begin == bool(world.states.programme_on[order.state]):
        return Refusal("nothing_new")
    if not order.begin:
        return None
    if world.states.halted[order.state]:
        return Refusal("weapons_forsworn")
    if not known_science(world):
        return Refusal("science_unknown")
    return None if within_reach(world, order.state) else Refusal("beyond_its_means")
