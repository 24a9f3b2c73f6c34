"""Founding: an institution is proposed, ratified by those invited, or comes to nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core.amending import Change, rewritten
from game.core.charter import Charter
from game.core.columns import Axis
from game.core.eligibility import leading
from game.core.ids import NO_INSTITUTION, InstitutionId, StateId
from game.core.kinds import Reason, Seat, Standing
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import Found, Order
from game.core.phases.crises import lift
from game.core.phases.rolls import enter, strike
from game.core.world import World


def take(world: World, orders: Sequence[Order], log: Log) -> None:
    """Propose new institutions; two that propose the same charter in a turn propose one."""
    begun: dict[tuple[int, tuple[Change, ...]], InstitutionId] = {}
    for order in orders:
        if not isinstance(order, Found):
            continue
        text = (order.template, order.changes)
        if text in begun:
            body = begun[text]
            if not world.memberships.member[body, order.state]:
                enter(world, body, order.state, log)
            _invite(world, body, order.invited)
            continue
        if refusal(world, order) is not None:
            continue
        charter = rewritten(world.scenario.templates[order.template], order.changes)
        begun[text] = propose(world, charter, order.state, order.invited, log)


def run(world: World, log: Log) -> None:
    """Let what enough have ratified come into being, and what too few have come to nothing."""
    seats = world.memberships
    for number in np.flatnonzero(~seats.in_being):
        body = InstitutionId(int(number))
        members = int(seats.member[body].sum())
        asked = members + int(seats.invited[body].sum())
        if not asked:
            continue  # dissolved, or never was
        needed = max(2, math.ceil(world.charters[body].ratify * asked))
        if members >= needed:
            seats.in_being[body] = True
            log.add(
                "institution.founded",
                int(np.flatnonzero(seats.member[body])[0]),
                about={"institution": body},
                figures={"members": members},
            )
        elif world.turn + 1 - int(seats.founded[body]) >= world.rules.away_turns:
            proposer = int(np.flatnonzero(seats.member[body])[0]) if members else -1
            seats.member[body] = False
            seats.invited[body] = False
            seats.seat[body] = Seat.NONE
            log.add(
                "institution.came_to_nothing",
                proposer,
                about={"institution": body},
                figures={"members": members, "needed": needed},
            )


def wind_up(world: World, body: InstitutionId, log: Log) -> None:
    """End an institution: its rolls are closed, its business falls, its measures bind no more.

    Of the cases that it led, the next body takes the lead; nobody, where there is none.
    """
    seats = world.memberships
    seats.in_being[body] = False
    seats.invited[body] = False
    for state in np.flatnonzero(seats.member[body]):
        strike(world, body, int(state))
    for resolution in world.resolutions:
        if resolution.institution != body:
            continue
        if resolution.standing == Standing.TABLED:
            world.put(replace(resolution, standing=Standing.LAPSED, reason=Reason.PRECONDITION))
        elif resolution.in_force:
            lift(world, resolution.id, log)
    for motion in world.motions.open:
        if motion.institution == body:
            world.put(replace(motion, standing=Standing.LAPSED, reason=Reason.PRECONDITION))
    for crisis in world.live_crises():
        if body in (*crisis.bodies, crisis.institution):
            left = tuple(other for other in crisis.bodies if other != body)
            delegated = NO_INSTITUTION if crisis.delegated == body else crisis.delegated
            world.put(
                replace(crisis, bodies=left, institution=leading(world, left), delegated=delegated)
            )


def propose(
    world: World, charter: Charter, proposer: StateId, invited: Sequence[StateId], log: Log
) -> InstitutionId:
    """Propose an institution on a charter; its proposer is the first member."""
    taken = {other.key for other in world.charters}
    body = InstitutionId(len(world.charters))
    if charter.key in taken:
        number = 2
        while f"{charter.key}_{number}" in taken:
            number += 1
        charter = replace(charter, key=f"{charter.key}_{number}")
    world.charters = (*world.charters, charter)
    world.memberships = world.memberships.grown(Axis.INSTITUTION)
    seats = world.memberships
    seats.in_being[body] = False
    seats.founded[body] = world.turn
    enter(world, body, proposer, log)
    _invite(world, body, invited)
    log.add(
        "institution.proposed",
        proposer,
        about={"institution": body},
        figures={"invited": len(invited)},
    )
    return body


def _invite(world: World, body: InstitutionId, invited: Sequence[StateId]) -> None:
    seats = world.memberships
    for state in invited:
        if not seats.member[body, state]:
            seats.invited[body, state] = True
