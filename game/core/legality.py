"""May this be ordered? A refusal is a value: which rule, about what."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from game.core.forces import friends
from game.core.ids import NOBODY
from game.core.kinds import CONTRIBUTED, Act, Arm, Ballot, Move, Rung, Terms, TreatyKind
from game.core.orders import (
    AnswerTreaty,
    Contribute,
    Denounce,
    JoinWar,
    Lobby,
    Mobilise,
    MoveFormation,
    MoveInCrisis,
    OfferTerms,
    OfferTreaty,
    Order,
    PressClaim,
    RaiseFormation,
    Recognise,
    Refer,
    SendAid,
    SetBudget,
    StageIncident,
    Table,
    Vote,
    Withdraw,
)
from game.core.records import Crisis
from game.core.world import World


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why an order cannot be given: a key that the narration has a sentence for."""

    key: str
    figure: float = 0.0


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why `order` may not be given in this world, or None where it may.

    Answers the same for a world and for the view of the state that orders.
    """
    if not 0 <= order.state < world.n or not world.states.exists[order.state]:
        return Refusal("no_such_state")
    if order.stage != world.stage:
        return Refusal("wrong_stage")
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
        case PressClaim() | StageIncident():
            return _claim(world, order)
        case MoveInCrisis():
            return _crisis(world, order)
        case Refer():
            return _refer(world, order)
        case Table():
            return _table(world, order)
        case Lobby():
            return _lobby(world, order)
        case OfferTreaty() | AnswerTreaty() | Denounce():
            return _treaty(world, order)
        case Withdraw():
            return _withdraw(world, order)
        case Recognise():
            return _other(world, order.state, order.taker)
        case JoinWar() | OfferTerms():
            return _war(world, order)
        case Vote():
            return _vote(world, order)
        case Contribute():
            return _contribute(world, order)
    return Refusal("unknown_order")


def _other(world: World, state: int, other: int) -> Refusal | None:
    if not 0 <= other < world.n or not world.states.exists[other]:
        return Refusal("no_such_state")
    return Refusal("not_to_oneself") if other == state else None


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
    return _other(world, order.state, order.to)


def _claim(world: World, order: PressClaim | StageIncident) -> Refusal | None:
    if not 0 <= order.claim < len(world.claims):
        return Refusal("no_such_claim")
    claim = world.claims[order.claim]
    if claim.claimant != order.state:
        return Refusal("not_your_claim")
    if not claim.live or claim.holder == NOBODY or not world.states.exists[claim.holder]:
        return Refusal("claim_is_dead")
    if any(crisis.claim == claim.id for crisis in world.live_crises()):
        return Refusal("already_a_crisis")
    return None


def _crisis(world: World, order: MoveInCrisis) -> Refusal | None:
    if not 0 <= order.crisis < len(world.crises) or not world.crises[order.crisis].live:
        return Refusal("no_such_crisis")
    crisis = world.crises[order.crisis]
    if order.state not in (crisis.initiator, crisis.target):
        return Refusal("not_a_party")
    if crisis.rung == Rung.WAR and order.move in (Move.ESCALATE, Move.OFFER):
        return Refusal("already_war")
    if not 0 <= order.share <= 1:
        return Refusal("share_out_of_range", order.share)
    return None


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
    return _other(world, order.state, order.to)


def _treaty(world: World, order: OfferTreaty | AnswerTreaty | Denounce) -> Refusal | None:
    if isinstance(order, OfferTreaty):
        if (found := _other(world, order.state, order.to)) is not None:
            return found
        known = (
            treaty
            for treaty in world.treaties
            if treaty.kind == order.kind
            and {order.state, order.to} <= set(treaty.parties)
            and (treaty.until_turn < 0 or treaty.until_turn > world.turn)
        )
        guarantee = order.kind == TreatyKind.GUARANTEE
        if any(not guarantee or treaty.parties[0] == order.state for treaty in known):
            return Refusal("treaty_exists")
        return None
    if not 0 <= order.treaty < len(world.treaties):
        return Refusal("no_such_treaty")
    treaty = world.treaties[order.treaty]
    if order.state not in treaty.parties:
        return Refusal("not_a_party")
    if isinstance(order, AnswerTreaty):
        if treaty.accepted or treaty.offered_by == order.state:
            return Refusal("nothing_to_answer")
    elif not treaty.accepted:
        return Refusal("not_in_force")
    if 0 <= treaty.until_turn <= world.turn:
        return Refusal("not_in_force")
    return None


def _withdraw(world: World, order: Withdraw) -> Refusal | None:
    if (found := _institution(world, order.institution)) is not None:
        return found
    if not world.memberships.member[order.institution, order.state]:
        return Refusal("not_a_member")
    if world.memberships.leaves[order.institution, order.state] >= 0:
        return Refusal("notice_already_given")
    return None


def _war(world: World, order: JoinWar | OfferTerms) -> Refusal | None:
    if not 0 <= order.war < len(world.wars) or not world.wars[order.war].live:
        return Refusal("no_such_war")
    war = world.wars[order.war]
    if isinstance(order, JoinWar):
        if war.side(order.state) >= 0:
            return Refusal("already_at_war")
        return None if order.side in (0, 1) else Refusal("no_such_side")
    if order.state not in (war.attackers[0], war.defenders[0]):
        return Refusal("not_the_leader")
    return None if order.terms in tuple(Terms) else Refusal("unknown_order")


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
