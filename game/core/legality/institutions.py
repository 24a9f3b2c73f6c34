"""May this be ordered in an institution?"""

from __future__ import annotations

from typing import Final

import numpy as np

from game.core.cases import case_of, standpoint
from game.core.concurrence import decided_by, stands_for
from game.core.eligibility import in_being, takes_up
from game.core.ids import InstitutionId
from game.core.kinds import CONTRIBUTED, Act, Mandate, Standing
from game.core.legality import membership
from game.core.legality.membership import BALLOTS, no_body, sits
from game.core.legality.refusal import Refusal, other_state
from game.core.mandates import contingents, war_under
from game.core.orders import (
    AmendDraft,
    Contribute,
    Convene,
    FormCoalition,
    Lobby,
    Order,
    Recall,
    Refer,
    Table,
    Vote,
)
from game.core.outlook import outlook
from game.core.records import Crisis, Resolution
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about an institution may not be given."""
    match order:
        case Refer():
            return _refer(world, order)
        case Table():
            return _table(world, order)
        case AmendDraft():
            return _amend_draft(world, order)
        case Convene():
            return _convene(world, order)
        case FormCoalition():
            return _coalition(world, order)
        case Lobby():
            return _lobby(world, order)
        case Vote():
            return _vote(world, order)
        case Contribute():
            return _contribute(world, order)
        case Recall():
            return _recall(world, order)
    return membership.refusal(world, order)


def _case(world: World, number: int) -> Refusal | None:
    if not 0 <= number < len(world.crises) or not world.crises[number].live:
        return Refusal("no_such_crisis")
    return None


def _refer(world: World, order: Refer) -> Refusal | None:
    found = no_body(world, order.institution) or _case(world, order.crisis)
    if found is not None:
        return found
    crisis = world.crises[order.crisis]
    if order.institution in (*crisis.bodies, crisis.institution):
        return Refusal("already_referred")
    charter = world.charters[order.institution]
    member = world.memberships.member[order.institution, order.state]
    if not member and not charter.outsiders_may_refer:
        return Refusal("not_a_member")
    if not takes_up(world, order.institution, crisis):
        return Refusal("outside_its_charter")
    if not member:
        return None
    party = order.state in (crisis.initiator, crisis.target)
    return None if party or charter.members_may_refer else Refusal("only_parties_refer")


def _table(world: World, order: Table) -> Refusal | None:
    found = no_body(world, order.institution) or sits(world, order.institution, order.state)
    if found is not None:
        return found
    if (found := _case(world, order.crisis)) is not None:
        return found
    crisis = world.crises[order.crisis]
    if order.target not in (crisis.initiator, crisis.target):
        return Refusal("target_not_a_party")
    if order.institution not in (*crisis.bodies, crisis.institution):  # to table is to refer
        referral = _refer(world, Refer(order.state, order.crisis, order.institution))
        if referral is not None:
            return referral
    if _aimless(order):
        return Refusal("mandate_without_force", float(order.mandate))
    return _text(world, order.institution, crisis, order.acts, order.target, order.body)


def _aimless(order: Table | FormCoalition) -> bool:
    """Tell whether a mandate other than the usual is given where no force is to be used."""
    return order.mandate != Mandate.RESTORE_LINE and Act.FORCE not in order.acts


def _text(
    world: World,
    institution: int,
    crisis: Crisis,
    acts: tuple[Act, ...],
    target: int,
    body: int,
) -> Refusal | None:
    """Refuse a text that the charter does not know, or that cannot be decided in the case now."""
    if not acts or len(set(acts)) != len(acts):
        return Refusal("no_acts")
    charter = world.charters[institution]
    deciding = InstitutionId(institution)
    done, ground = decided_by(world, crisis, deciding), stands_for(world, crisis, deciding)
    for act in acts:
        needs = charter.needs(act)
        if needs is None:
            return Refusal("not_in_charter", float(act))
        if (
            act in done
            and act not in _AGAIN
            and not _spared(world, institution, crisis, act, target)
        ):
            return Refusal("already_decided", float(act))
        missing = [need for need in needs if not _met(crisis, (*ground, *acts), need)]
        if missing:
            return Refusal("precondition", float(missing[0]))
        if (found := _act(world, institution, crisis, act, target, body)) is not None:
            return found
    return None


_AGAIN: Final = (Act.LIFTING, Act.DELEGATION)
"""Acts that can be decided more than once in a case."""


def _spared(world: World, institution: int, crisis: Crisis, act: Act, target: int) -> bool:
    """Tell whether a measure is in force against the other party alone: it may be laid on both."""
    if act not in CONTRIBUTED:
        return False
    against = {
        resolution.target
        for resolution in world.resolutions_on(crisis.id)
        if resolution.institution == institution and resolution.in_force and act in resolution.acts
    }
    return bool(against) and target not in against


def _act(
    world: World, institution: int, crisis: Crisis, act: Act, target: int, body: int
) -> Refusal | None:
    """Refuse an act whose object is not there."""
    seats = world.memberships
    match act:
        case Act.LIFTING:
            laid = any(
                resolution.institution == institution
                and resolution.target == target
                and resolution.in_force
                and any(each in CONTRIBUTED for each in resolution.acts)
                for resolution in world.resolutions_on(crisis.id)
            )
            return None if laid else Refusal("nothing_to_lift")
        case Act.DELEGATION:
            if body == institution or no_body(world, body) is not None:
                return Refusal("no_such_institution")
            return None if in_being(world, body) else Refusal("not_in_being")
        case Act.SUSPENSION | Act.EXPULSION:
            return None if seats.member[institution, target] else Refusal("target_not_a_member")
        case Act.REINSTATEMENT:
            return None if seats.suspended[institution, target] else Refusal("not_suspended")
        case Act.ADMISSION | Act.AMENDMENT | Act.DISSOLUTION:
            return Refusal("a_motion_of_its_own", float(act))
    return None


def unmet(world: World, resolution: Resolution) -> Refusal | None:
    """Return why a draft cannot be decided any more, or None where it can."""
    return _text(
        world,
        resolution.institution,
        world.crises[resolution.crisis],
        resolution.acts,
        resolution.target,
        resolution.body,
    )


def _met(crisis: Crisis, acts: tuple[Act, ...], need: Act) -> bool:
    """Tell whether a precondition is among what stands and what is decided with it.

    An inquiry must have reported.
    """
    return need in acts and (need != Act.INQUIRY or _reported(crisis))


def _reported(crisis: Crisis) -> bool:
    return Act.INQUIRY in crisis.acts and crisis.inquiry_due < 0


def _lobby(world: World, order: Lobby) -> Refusal | None:
    if not 0 <= order.crisis < len(world.crises) or not world.crises[order.crisis].live:
        return Refusal("no_such_crisis")
    if not np.isfinite(order.influence) or order.influence <= 0:
        return Refusal("nothing_to_send")
    if order.influence > world.states.influence[order.state]:
        return Refusal("not_enough_influence", float(world.states.influence[order.state]))
    return other_state(world, order.state, order.to)


def _amend_draft(world: World, order: AmendDraft) -> Refusal | None:
    if not 0 <= order.resolution < len(world.resolutions):
        return Refusal("no_such_resolution")
    draft = world.resolutions[order.resolution]
    if draft.standing != Standing.TABLED or draft.amends >= 0 or draft.due < world.turn:
        return Refusal("not_on_the_table")
    if draft.tabled == world.turn:
        return Refusal("not_on_the_table")
    if (found := sits(world, draft.institution, order.state)) is not None:
        return found
    added, dropped = set(order.add), set(order.drop)
    if added & set(draft.acts) or dropped - set(draft.acts) or not added | dropped:
        return Refusal("changes_nothing")
    acts = tuple(sorted((set(draft.acts) - dropped) | added))
    crisis = world.crises[draft.crisis]
    return _text(world, draft.institution, crisis, acts, draft.target, draft.body)


CONVENED_WITHIN: Final = 2
"""Turns after a veto in which the assembly can be called on the matter."""


def _convene(world: World, order: Convene) -> Refusal | None:
    if not 0 <= order.resolution < len(world.resolutions):
        return Refusal("no_such_resolution")
    draft = world.resolutions[order.resolution]
    if draft.standing != Standing.VETOED or draft.convened:
        return Refusal("not_blocked")
    if world.turn - draft.due > CONVENED_WITHIN:
        return Refusal("too_late")
    if (found := sits(world, draft.institution, order.state)) is not None:
        return found
    charter = world.charters[draft.institution]
    if not any(charter.rule(act).bypass for act in draft.acts):
        return Refusal("no_way_round")
    again = any(
        other.convened and other.acts == draft.acts for other in world.resolutions_on(draft.crisis)
    )
    if again:
        return Refusal("already_convened")
    if (found := _case(world, draft.crisis)) is not None:
        return found
    return unmet(world, draft)


def _coalition(world: World, order: FormCoalition) -> Refusal | None:
    if (found := _case(world, order.crisis)) is not None:
        return found
    crisis = world.crises[order.crisis]
    parties = (crisis.initiator, crisis.target)
    if order.target not in parties:
        return Refusal("target_not_a_party")
    if order.state == order.target:
        return Refusal("not_to_oneself")
    if not order.acts or len(set(order.acts)) != len(order.acts):
        return Refusal("no_acts")
    if any(act not in CONTRIBUTED for act in order.acts):
        return Refusal("nothing_to_give")
    if _aimless(order):
        return Refusal("mandate_without_force", float(order.mandate))
    if order.state not in parties and _stake(world, order, crisis) <= 0:
        return Refusal("no_stake")
    for resolution in world.resolutions_on(crisis.id):
        if (
            resolution.in_force
            and resolution.target == order.target
            and (taken := set(resolution.acts) & set(order.acts))
        ):
            return Refusal("already_decided", float(min(taken)))
    return None


def _stake(world: World, order: FormCoalition, crisis: Crisis) -> float:
    """Return what it is worth to who would lead a coalition that its target is stopped."""
    case = case_of(crisis, order.target)
    return float(standpoint(world, case, outlook(world)).stakes.total()[order.state])


def _vote(world: World, order: Vote) -> Refusal | None:
    if not 0 <= order.resolution < len(world.resolutions):
        return Refusal("no_such_resolution")
    resolution = world.resolutions[order.resolution]
    if resolution.due != world.turn or resolution.standing != Standing.TABLED:
        return Refusal("not_on_the_agenda")
    if not world.memberships.member[resolution.institution, order.state]:
        return Refusal("not_a_member")
    if world.memberships.away[resolution.institution, order.state] and order.ballot:
        return Refusal("stays_away")
    return None if order.ballot in BALLOTS else Refusal("unknown_order")


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
    if order.act == Act.FORCE and order.state in resolution.recalled:
        return Refusal("called_home")
    return None


def _recall(world: World, order: Recall) -> Refusal | None:
    if not 0 <= order.resolution < len(world.resolutions):
        return Refusal("no_such_resolution")
    resolution = world.resolutions[order.resolution]
    if war_under(world, resolution) is None:
        return Refusal("not_in_force")
    sent = contingents(world, resolution, order.state).size
    return None if sent else Refusal("no_contingent")
