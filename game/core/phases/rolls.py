"""The rolls of members: who comes in, who goes out."""

from __future__ import annotations

from game.core.ids import NONE, InstitutionId, StateId
from game.core.kinds import Seat
from game.core.log import Log
from game.core.parliaments import ratify_membership
from game.core.world import World


def admit(world: World, institution: int, state: int, log: Log) -> None:
    """Enter a state in the rolls; a permanent seat that the charter gives it is taken."""
    seats = world.memberships
    seats.member[institution, state] = True
    seats.invited[institution, state] = False
    seats.suspended[institution, state] = False
    seats.leaves[institution, state] = NONE
    if state in world.charters[institution].permanent:
        seats.seat[institution, state] = Seat.PERMANENT
    log.add("membership.joined", state, about={"institution": institution})


def enter(world: World, institution: int, state: int, log: Log) -> bool:
    """Admit a state that has signed, if its parliament consents; tell whether it does.

    What its parliament refused stands open to it: it may be laid before parliament again.
    """
    if ratify_membership(world, StateId(state), InstitutionId(institution), log):
        admit(world, institution, state, log)
        return True
    world.memberships.invited[institution, state] = True
    return False


def expel(world: World, institution: int, state: int, log: Log) -> None:
    """Strike a state from the rolls by decision of the others."""
    strike(world, institution, state)
    log.add("membership.expelled", state, about={"institution": institution})


def strike(world: World, institution: int, state: int) -> None:
    """Take a state out of the rolls, with all it had there."""
    seats = world.memberships
    seats.member[institution, state] = False
    seats.seat[institution, state] = Seat.NONE
    seats.seat_until[institution, state] = NONE
    seats.leaves[institution, state] = NONE
    seats.suspended[institution, state] = False
    seats.away[institution, state] = False
    seats.invited[institution, state] = False
    seats.pledged[institution, state] = 0.0
