"""Membership: notices that run out, and seats in the council that fall vacant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.core.kinds import Doctrine, Seat
from game.core.log import Log
from game.core.orders import Order
from game.core.rng import stream
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Let withdrawals take effect, and fill the council's elected seats."""
    seats = world.memberships
    for institution, charter in enumerate(world.charters):
        for state in np.flatnonzero(seats.member[institution]):
            leaves = seats.leaves[institution, state]
            if 0 <= leaves <= world.turn + 1:
                seats.member[institution, state] = False
                seats.seat[institution, state] = Seat.NONE
                seats.leaves[institution, state] = -1
                log.add("membership.left", int(state), about={"institution": institution})
        expired = (seats.seat[institution] == Seat.ELECTED) & (
            seats.seat_until[institution] <= world.turn + 1
        )
        retiring = np.flatnonzero(expired)
        seats.seat[institution, retiring] = Seat.NONE
        vacant = charter.elected_seats - int((seats.seat[institution] == Seat.ELECTED).sum())
        if vacant > 0:
            _elect(world, institution, vacant, retiring, log)


def _elect(
    world: World,
    institution: int,
    vacant: int,
    retiring: np.ndarray[tuple[int], np.dtype[np.int64]],
    log: Log,
) -> None:
    """Fill vacant seats: the well liked, the dutiful and the weighty first; no one twice running.

    Every member votes for those it likes best; the draw stands for the horse-trading.
    """
    seats, states = world.memberships, world.states
    member = seats.member[institution] & states.exists & ~seats.suspended[institution]
    if not member.any():
        return
    standing = (
        world.dyads.affinity[member].mean(axis=0)
        + 0.5 * states.doctrine[:, Doctrine.UPHOLD]
        + 2.0 * np.sqrt(states.power)
        + 0.3
        * stream(world.seed, world.turn, f"council election {institution}").standard_normal(world.n)
    )
    free = member & (seats.seat[institution] == Seat.NONE)
    free[retiring] = False
    for state in np.argsort(-np.where(free, standing, -np.inf), kind="stable")[:vacant]:
        if not free[state]:
            break
        seats.seat[institution, state] = Seat.ELECTED
        seats.seat_until[institution, state] = (
            world.turn + 1 + world.charters[institution].elected_term_turns
        )
        log.add("membership.elected", int(state), about={"institution": institution})
