"""May this be ordered about members and charters?"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from game.core.amending import OF_ACTS, Change, amended
from game.core.charter import Admission, Charter
from game.core.eligibility import in_being
from game.core.kinds import Act, Ballot, Clause, Standing
from game.core.legality.refusal import Refusal, other_state
from game.core.orders import (
    Accede,
    Boycott,
    Found,
    Invite,
    MoveAmendment,
    MoveMembership,
    Order,
    PledgeForces,
    VoteMotion,
    Withdraw,
)
from game.core.parliaments import refused_until
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about members or charters may not be given."""
    match order:
        case Found():
            return _found(world, order)
        case VoteMotion():
            return _vote_motion(world, order)
        case Accede():
            return _accede(world, order)
        case Invite():
            return sits(world, order.institution, order.state) or _admissible(
                world, order.institution, order.to
            )
        case MoveMembership():
            return _move_membership(world, order)
        case MoveAmendment():
            return _move_amendment(world, order)
        case Withdraw():
            return _withdraw(world, order)
        case PledgeForces():
            if (found := no_member(world, order.institution, order.state)) is not None:
                return found
            return None if 0 <= order.share <= 1 else Refusal("share_out_of_range", order.share)
        case Boycott():
            return no_member(world, order.institution, order.state)
    return Refusal("unknown_order")


def no_body(world: World, institution: int) -> Refusal | None:
    """Refuse an institution that is not there."""
    if not 0 <= institution < len(world.charters):
        return Refusal("no_such_institution")
    return None


def no_member(world: World, institution: int, state: int) -> Refusal | None:
    """Refuse who does not belong."""
    if (found := no_body(world, institution)) is not None:
        return found
    if not world.memberships.member[institution, state]:
        return Refusal("not_a_member")
    return None


def sits(world: World, institution: int, state: int) -> Refusal | None:
    """Refuse who has no part in an institution's business, and a body that is not in being."""
    if (found := no_member(world, institution, state)) is not None:
        return found
    if not in_being(world, institution):
        return Refusal("not_in_being")
    if world.memberships.suspended[institution, state]:
        return Refusal("suspended")
    return None


def _found(world: World, order: Found) -> Refusal | None:
    if not 0 <= order.template < len(world.scenario.templates):
        return Refusal("no_such_charter")
    if not order.invited or len(set(order.invited)) != len(order.invited):
        return Refusal("nobody_invited")
    for state in order.invited:
        if (found := other_state(world, order.state, state)) is not None:
            return found
    charter = world.scenario.templates[order.template]
    for change in order.changes:
        if (found := _change(world, charter, change)) is not None:
            return found
        charter = amended(charter, change.clause, change.value, change.act)
    seats = world.memberships
    for number, other in enumerate(world.charters):
        # The same name is taken while the text is the template's; a text of one's own needs a new one.
        same = (
            other == replace(charter, key=other.key) if order.changes else other.key == charter.key
        )
        if same and (seats.member[number].any() or seats.invited[number].any()):
            return Refusal("exists_already")
    if not charter.admits(float(world.states.regime[order.state])):
        return Refusal("regime_not_admitted")
    return None


def _admissible(world: World, institution: int, state: int) -> Refusal | None:
    """Refuse a state that the charter would not have."""
    if not 0 <= state < world.n or not world.states.exists[state]:
        return Refusal("no_such_state")
    seats, charter = world.memberships, world.charters[institution]
    if seats.member[institution, state]:
        return Refusal("already_a_member")
    if not in_being(world, institution):
        return Refusal("not_in_being")
    if state in charter.permanent or state == charter.lead:
        return None  # named in the charter itself
    if not charter.admits(float(world.states.regime[state])):
        return Refusal("regime_not_admitted")
    if charter.admission == Admission.GREAT_POWERS and not world.states.major[state]:
        return Refusal("great_powers_only")
    if charter.admission == Admission.REGIONAL and charter.area and state not in charter.area:
        return Refusal("outside_the_region")
    if state in charter.adversaries:
        return Refusal("named_as_adversary")
    return None


def _accede(world: World, order: Accede) -> Refusal | None:
    if (found := no_body(world, order.institution)) is not None:
        return found
    seats = world.memberships
    if seats.member[order.institution, order.state]:
        leaving = seats.leaves[order.institution, order.state] >= 0
        return None if leaving else Refusal("already_a_member")  # it may take its notice back
    again = refused_until(world, order.institution, order.state)
    if again > world.turn:
        return Refusal("parliament_refused", float(again - world.turn))
    if seats.invited[order.institution, order.state]:
        return None
    if world.charters[order.institution].admission == Admission.INVITATION:
        return Refusal("by_invitation_only")
    return _admissible(world, order.institution, order.state)


def _move_membership(world: World, order: MoveMembership) -> Refusal | None:
    if (found := sits(world, order.institution, order.state)) is not None:
        return found
    body, target = order.institution, order.target
    if not 0 <= target < world.n or not world.states.exists[target]:
        return Refusal("no_such_state")
    charter, seats = world.charters[body], world.memberships
    match order.act:
        case Act.ADMISSION:
            return _admissible(world, body, target)
        case Act.SUSPENSION | Act.EXPULSION:
            if not getattr(charter, order.act.name.lower()):
                return Refusal("not_in_charter", float(order.act))
            if not seats.member[body, target]:
                return Refusal("target_not_a_member")
            done = order.act == Act.SUSPENSION and seats.suspended[body, target]
            return Refusal("already_decided", float(order.act)) if done else None
        case Act.REINSTATEMENT:
            return None if seats.suspended[body, target] else Refusal("not_suspended")
        case Act.DISSOLUTION:
            known = charter.needs(Act.DISSOLUTION) is not None
            return None if known else Refusal("not_in_charter", float(order.act))
    return Refusal("not_in_charter", float(order.act))


def _move_amendment(world: World, order: MoveAmendment) -> Refusal | None:
    if (found := sits(world, order.institution, order.state)) is not None:
        return found
    change = Change(order.clause, order.value, order.act)
    return _change(world, world.charters[order.institution], change)


def _change(world: World, charter: Charter, change: Change) -> Refusal | None:
    """Refuse a change that no charter, or not this one, can have."""
    if change.clause not in tuple(Clause):
        return Refusal("no_such_clause")
    if change.clause not in OF_ACTS and change.act >= 0:
        return Refusal("no_such_clause")
    of_states = (
        Clause.PERMANENT_SEAT_ADDED,
        Clause.ADVERSARY_ADDED,
        Clause.AREA_ADDED,
        Clause.LEAD,
    )
    if change.clause in of_states and not 0 <= change.value < world.n:
        return Refusal("no_such_state")
    try:
        amended(charter, change.clause, change.value, change.act)
    except ValueError:
        return Refusal("clause_cannot_read_so")
    return None


def _withdraw(world: World, order: Withdraw) -> Refusal | None:
    if (found := no_member(world, order.institution, order.state)) is not None:
        return found
    if not world.charters[order.institution].may_withdraw:
        return Refusal("no_way_out")
    if world.memberships.leaves[order.institution, order.state] >= 0:
        return Refusal("notice_already_given")
    return None


BALLOTS: Final = frozenset(Ballot)
"""What can be cast."""


def _vote_motion(world: World, order: VoteMotion) -> Refusal | None:
    if not 0 <= order.motion < len(world.motions):
        return Refusal("no_such_resolution")
    motion = world.motions[order.motion]
    if motion.standing != Standing.TABLED or motion.tabled != world.turn:
        return Refusal("not_on_the_agenda")
    if not world.memberships.member[motion.institution, order.state]:
        return Refusal("not_a_member")
    if world.memberships.away[motion.institution, order.state] and order.ballot:
        return Refusal("stays_away")
    return None if order.ballot in BALLOTS else Refusal("unknown_order")
