"""May this be ordered in a quarrel?"""

from __future__ import annotations

import numpy as np

from game.core.blockades import navies
from game.core.brink import speaker
from game.core.confrontations import breach_by, has_coast, sponsor_price
from game.core.ids import NOBODY
from game.core.kinds import Alert, CrisisKind, Move, Rung
from game.core.legality.refusal import Refusal, other_state
from game.core.orders import (
    AnswerMediator,
    ArmProxy,
    Confront,
    Consent,
    Mediate,
    MoveInCrisis,
    Order,
    PressClaim,
    SetAlert,
    StageIncident,
    TakeSide,
)
from game.core.quarrels import CONFRONTED, PROFILES
from game.core.records import Crisis
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about a quarrel may not be given."""
    match order:
        case PressClaim() | StageIncident():
            return _claim(world, order)
        case Confront():
            return _confront(world, order)
    number = getattr(order, "crisis", -1)
    if not 0 <= number < len(world.crises) or not world.crises[number].live:
        return Refusal("no_such_crisis")
    crisis = world.crises[number]
    match order:
        case MoveInCrisis():
            return _move(crisis, order)
        case TakeSide():
            return _side(crisis, order)
        case ArmProxy():
            return _proxy(world, crisis, order)
        case Mediate():
            return _mediate(crisis, order)
        case AnswerMediator():
            return _answer(crisis, order)
        case Consent():
            if order.state != crisis.target:
                return Refusal("not_the_host")
            asked = 1 if order.given else 0
            return Refusal("nothing_new") if crisis.consent == asked else None
        case SetAlert():
            return _alert(world, crisis, order)
    return Refusal("unknown_order")


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


def _confront(world: World, order: Confront) -> Refusal | None:
    """Return why a state may not confront another so; the same for a world and for its view."""
    state, target, kind = order.state, order.target, order.kind
    if (found := other_state(world, state, target)) is not None:
        return found
    if kind not in CONFRONTED:
        return Refusal("not_confronted")
    if _open_already(world, order):
        return Refusal("already_confronted")
    inside = PROFILES[kind].internal
    if not inside and world.at_war()[state, target]:
        return Refusal("already_at_war")
    money = float(world.states.treasury[state])
    if inside and money < sponsor_price(world, kind, target):
        return Refusal("not_enough_money", money)
    match kind:
        case CrisisKind.BLOCKADE:
            if navies(world)[state] <= 0:
                return Refusal("no_fleet")
            return None if has_coast(world, target) else Refusal("no_coast_there")
        case CrisisKind.PROLIFERATION:
            states = world.states
            known = states.programme_seen[target] or states.warheads[target] > 0
            return None if known else Refusal("no_programme_known")
        case CrisisKind.BREACH:
            return None if breach_by(world, state, target) else Refusal("nothing_broken")
    return None


def _open_already(world: World, order: Confront) -> bool:
    if PROFILES[order.kind].internal:
        return any(
            crisis.target == order.target and crisis.kind in (CrisisKind.COUP, CrisisKind.CIVIL_WAR)
            for crisis in world.live_crises()
        )
    return any(
        {crisis.initiator, crisis.target} == {order.state, order.target}
        and crisis.kind == order.kind
        for crisis in world.live_crises()
    )


def _move(crisis: Crisis, order: MoveInCrisis) -> Refusal | None:
    if order.state not in (crisis.initiator, crisis.target):
        return Refusal("not_a_party")
    if crisis.rung == Rung.WAR and order.move in (Move.ESCALATE, Move.OFFER):
        return Refusal("already_war")
    if crisis.internal and order.move == Move.ESCALATE:
        return Refusal("no_higher_rung")
    if not 0 <= order.share <= 1:
        return Refusal("share_out_of_range", order.share)
    return None


def _side(crisis: Crisis, order: TakeSide) -> Refusal | None:
    if order.state in (crisis.initiator, crisis.target):
        return Refusal("a_party_has_a_side")
    if order.side not in (-1, 0, 1, 2):
        return Refusal("no_such_side")
    if crisis.rung == Rung.WAR:
        return Refusal("war_has_sides")
    standing = next((side for side in range(3) if order.state in crisis.camps[side]), -1)
    return Refusal("nothing_new") if standing == order.side else None


def _proxy(world: World, crisis: Crisis, order: ArmProxy) -> Refusal | None:
    if order.state in (crisis.initiator, crisis.target):
        return Refusal("a_party_has_a_side")
    if order.side not in (0, 1):
        return Refusal("no_such_side")
    if not np.isfinite(order.amount) or order.amount <= 0:
        return Refusal("nothing_to_send", 0)
    if order.amount > max(float(world.states.treasury[order.state]), 0):
        return Refusal("not_enough_money", float(world.states.treasury[order.state]))
    return None


def _mediate(crisis: Crisis, order: Mediate) -> Refusal | None:
    if order.state in (crisis.initiator, crisis.target):
        return Refusal("a_party_does_not_mediate")
    if order.state in (*crisis.camps[0], *crisis.camps[1]):
        return Refusal("takes_a_side")
    if crisis.rung == Rung.WAR:
        return Refusal("already_war")
    if order.state in crisis.offices or order.state == crisis.mediator:
        return Refusal("already_offered")
    return None


def _answer(crisis: Crisis, order: AnswerMediator) -> Refusal | None:
    if order.state not in (crisis.initiator, crisis.target):
        return Refusal("not_a_party")
    if order.mediator == crisis.mediator and not order.accept:
        return None  # it may be sent away
    return None if order.mediator in crisis.offices else Refusal("no_mediator")


def _alert(world: World, crisis: Crisis, order: SetAlert) -> Refusal | None:
    if world.states.warheads[order.state] <= 0:
        return Refusal("no_weapons")
    side = speaker(world, crisis, order.state)
    if side < 0:
        return Refusal("not_a_party")
    level = int(crisis.alerts[side])
    if order.level == level:
        return Refusal("nothing_new")
    if order.level > level + 1:
        return Refusal("alert_too_far")
    if order.level >= Alert.DEMONSTRATION and crisis.rung < Rung.MOBILISATION:
        return Refusal("alert_too_early")
    return None
