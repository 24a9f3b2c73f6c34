"""May this be ordered in an institution?"""

from __future__ import annotations

import numpy as np

from game.core.kinds import CONTRIBUTED, Act, Ballot
from game.core.legality.refusal import Refusal, other_state
from game.core.orders import Contribute, Lobby, Order, Refer, Table, Vote, Withdraw
from game.core.records import Crisis
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about an institution may not be given."""
    match order:
        case Refer():
            return _refer(world, order)
        case Table():
            return _table(world, order)
        case Lobby():
            return _lobby(world, order)
        case Withdraw():
            return _withdraw(world, order)
        case Vote():
            return _vote(world, order)
        case Contribute():
            return _contribute(world, order)
    return Refusal("unknown_order")


def _institution(world: World, institution: int) -> Refusal | None:
    if not 0 <= institution < len(world.charters):
        return Refusal("no_such_institution")
    return None


def _refer(world: World, order: Refer) -> Refusal | None:
    if (found := _institution(world, order.institution)) is not None:
        return found
    if not 0 <= order.crisis < len(world.crises) or not world.crises[order.crisis].live:
        return Refusal("no_such_crisis")
    crisis = world.crises[order.crisis]
    if crisis.institution >= 0:
        return Refusal("already_referred")
    charter = world.charters[order.institution]
    if not world.memberships.member[order.institution, order.state]:
        return None if charter.outsiders_may_refer else Refusal("not_a_member")
    party = order.state in (crisis.initiator, crisis.target)
    return None if party or charter.members_may_refer else Refusal("only_parties_refer")


def _table(world: World, order: Table) -> Refusal | None:
    if (found := _institution(world, order.institution)) is not None:
        return found
    if not world.memberships.member[order.institution, order.state]:
        return Refusal("not_a_member")
    if world.memberships.suspended[order.institution, order.state]:
        return Refusal("suspended")
    if not 0 <= order.crisis < len(world.crises) or not world.crises[order.crisis].live:
        return Refusal("no_such_crisis")
    crisis = world.crises[order.crisis]
    if order.target not in (crisis.initiator, crisis.target):
        return Refusal("target_not_a_party")
    if crisis.institution not in (-1, order.institution):
        return Refusal("before_another_body")
    if crisis.institution < 0:  # to table is to refer
        referral = _refer(world, Refer(order.state, order.crisis, order.institution))
        if referral is not None:
            return referral
    if not order.acts or len(set(order.acts)) != len(order.acts):
        return Refusal("no_acts")
    charter = world.charters[order.institution]
    for act in order.acts:
        needs = charter.needs(act)
        if needs is None:
            return Refusal("not_in_charter", float(act))
        if act in crisis.acts:
            return Refusal("already_decided", float(act))
        missing = [need for need in needs if not _met(crisis, order, need)]
        if missing:
            return Refusal("precondition", float(missing[0]))
    return None


def _met(crisis: Crisis, order: Table, need: Act) -> bool:
    """Tell whether a precondition holds: decided before or together; an inquiry must have reported."""
    if need == Act.INQUIRY:
        return need in crisis.acts and crisis.inquiry_due < 0
    return need in crisis.acts or need in order.acts


def _lobby(world: World, order: Lobby) -> Refusal | None:
    if not 0 <= order.crisis < len(world.crises) or not world.crises[order.crisis].live:
        return Refusal("no_such_crisis")
    if not np.isfinite(order.influence) or order.influence <= 0:
        return Refusal("nothing_to_send")
    if order.influence > world.states.influence[order.state]:
        return Refusal("not_enough_influence", float(world.states.influence[order.state]))
    return other_state(world, order.state, order.to)


def _withdraw(world: World, order: Withdraw) -> Refusal | None:
    if (found := _institution(world, order.institution)) is not None:
        return found
    if not world.memberships.member[order.institution, order.state]:
        return Refusal("not_a_member")
    if world.memberships.leaves[order.institution, order.state] >= 0:
        return Refusal("notice_already_given")
    return None


def _vote(world: World, order: Vote) -> Refusal | None:
    if not 0 <= order.resolution < len(world.resolutions):
        return Refusal("no_such_resolution")
    resolution = world.resolutions[order.resolution]
    if resolution.tabled != world.turn or resolution.votes:
        return Refusal("not_on_the_agenda")
    if not world.memberships.member[resolution.institution, order.state]:
        return Refusal("not_a_member")
    return None if order.ballot in tuple(Ballot) else Refusal("unknown_order")


def _contribute(world: World, order: Contribute) -> Refusal | None:
    if not 0 <= order.resolution < len(world.resolutions):
        return Refusal("no_such_resolution")
    resolution = world.resolutions[order.resolution]
    if not resolution.in_force or order.act not in resolution.acts:
        return Refusal("not_in_force")
    if order.act not in CONTRIBUTED:
        return Refusal("nothing_to_give")
    if order.share not in (0.0, 0.25, 0.5, 1.0):
        return Refusal("share_out_of_range", order.share)
    crisis = world.crises[resolution.crisis]
    if order.state in (crisis.initiator, crisis.target):
        return Refusal("a_party_gives_nothing")
    return None
