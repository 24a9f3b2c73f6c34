"""May this be ordered in a quarrel?"""

from __future__ import annotations

from game.core.ids import NOBODY
from game.core.kinds import Move, Rung
from game.core.legality.refusal import Refusal
from game.core.orders import MoveInCrisis, Order, PressClaim, StageIncident
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about a quarrel may not be given."""
    match order:
        case PressClaim() | StageIncident():
            return _claim(world, order)
        case MoveInCrisis():
            return _crisis(world, order)
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
