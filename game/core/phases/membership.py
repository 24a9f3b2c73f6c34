"""Membership: notices that run out, and seats in the council that fall vacant."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.core.ids import InstitutionId
from game.core.kinds import Doctrine, Seat
from game.core.log import Log
from game.core.orders import Boycott, Order, PledgeForces
from game.core.phases import founding, motions
from game.core.phases.rolls import strike
from game.core.rng import stream
from game.core.world import World

_FEWEST = 2
"""Members that an institution has at least; one alone is none."""


def take(world: World, orders: Sequence[Order], log: Log) -> None:
    """Take what states do about their own membership, then motions, then new foundations."""
    seats = world.memberships
    for order in orders:
        match order:
            case Boycott():
                if bool(seats.away[order.institution, order.state]) == order.away:
                    continue
                seats.away[order.institution, order.state] = order.away
                kind = "membership.stays_away" if order.away else "membership.returns"
                log.add(kind, order.state, about={"institution": order.institution})
            case PledgeForces():
                seats.pledged[order.institution, order.state] = order.share
                log.add(
                    "membership.pledged",
                    order.state,
                    about={"institution": order.institution},
                    figures={"share": order.share},
                )
    motions.take(world, orders, log)
    founding.take(world, orders, log)


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001
    """Let withdrawals take effect, and fill the council's elected seats."""
    if not world.memberships.in_being.all():
        founding.run(world, log)
    seats = world.memberships
    for institution, charter in enumerate(world.charters):
        if not seats.in_being[institution]:
            continue
        leaves = seats.leaves[institution]
        due = seats.member[institution] & (leaves >= 0) & (leaves <= world.turn + 1)
        for state in np.flatnonzero(due):
            strike(world, institution, int(state))
            log.add("membership.left", int(state), about={"institution": institution})
        if int((seats.member[institution] & world.states.exists).sum()) < _FEWEST:
            log.add("institution.lapsed", -1, about={"institution": institution})
            founding.wind_up(world, InstitutionId(institution), log)
            continue
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
