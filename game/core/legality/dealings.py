"""May this be ordered between states?"""

from __future__ import annotations

import numpy as np

from game.core.ids import StateId
from game.core.kinds import Favour, Holding, Rung, Terms, TreatyKind
from game.core.legality.refusal import Refusal, other_state
from game.core.orders import (
    AnswerDeal,
    AnswerTreaty,
    Denounce,
    JoinWar,
    OfferDeal,
    OfferTerms,
    OfferTreaty,
    Order,
    Recognise,
)
from game.core.promises import PAID, VOTES
from game.core.records import Crisis
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order between states may not be given."""
    match order:
        case OfferTreaty() | AnswerTreaty() | Denounce():
            return _treaty(world, order)
        case Recognise():
            return _recognition(world, order)
        case JoinWar() | OfferTerms():
            return _war(world, order)
        case OfferDeal():
            return _offer(world, order)
        case AnswerDeal():
            return _answer(world, order)
    return Refusal("unknown_order")


def _recognition(world: World, order: Recognise) -> Refusal | None:
    if (found := other_state(world, order.state, order.taker)) is not None:
        return found
    land = world.territories
    if not ((land.owner == order.taker) & (land.holding == Holding.ANNEXED)).any():
        return Refusal("nothing_taken")
    return (
        Refusal("recognised_already") if world.dyads.recognised[order.state, order.taker] else None
    )


def _treaty(world: World, order: OfferTreaty | AnswerTreaty | Denounce) -> Refusal | None:
    if isinstance(order, OfferTreaty):
        if (found := other_state(world, order.state, order.to)) is not None:
            return found
        return Refusal("treaty_exists") if _treaty_between(world, order) else None
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


def _treaty_between(world: World, order: OfferTreaty) -> bool:
    """Tell whether there is such a treaty, or an offer of one; a guarantee is one state's own."""
    guarantee = order.kind == TreatyKind.GUARANTEE
    return any(
        treaty.kind == order.kind
        and (treaty.until_turn < 0 or treaty.until_turn > world.turn)
        and (not guarantee or treaty.parties[0] == order.state)
        for treaty in world.treaties_between(order.state, order.to)
    )


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


def _offer(world: World, order: OfferDeal) -> Refusal | None:
    if (found := other_state(world, order.state, order.to)) is not None:
        return found
    if not 0 <= order.crisis < len(world.crises) or not world.crises[order.crisis].live:
        return Refusal("no_such_crisis")
    if order.wanted in (Favour.NOTHING, Favour.THREAT):
        return Refusal("nothing_wanted")
    if order.wanted == order.given and order.wanted in PAID:
        return Refusal("nothing_wanted")
    if any(
        deal.crisis == order.crisis and deal.offered_by == order.state and deal.to == order.to
        for deal in world.deals.open
        if deal.answered < 0 or (deal.accepted and deal.kept < 0)
    ):
        return Refusal("deal_stands")
    if (order.wanted in PAID or order.given in PAID) and not (
        np.isfinite(order.amount) and order.amount > 0
    ):
        return Refusal("nothing_to_send")
    if order.given in PAID:
        money = max(float(world.states.treasury[order.state]), 0.0)
        if order.amount > money:
            return Refusal("not_enough_money", money)
    crisis = world.crises[order.crisis]
    for favour, by, to in (
        (order.wanted, order.to, order.state),
        (order.given, order.state, order.to),
    ):
        if (unable := cannot(world, crisis, favour, by, to)) is not None:
            return unable
    return None


def cannot(
    world: World, crisis: Crisis, favour: Favour, by: StateId, to: StateId
) -> Refusal | None:
    """Return why a state could not do another a favour in a case; the same in every view."""
    party = by in (crisis.initiator, crisis.target)
    if favour in VOTES:
        bodies = sorted({*crisis.bodies, crisis.institution} - {-1})
        if not bodies:
            return Refusal("before_no_body")
        member = bool(world.memberships.member[bodies, by].any())
        return None if member else Refusal("not_its_to_give")
    match favour:
        case Favour.STAND_ASIDE | Favour.TAKE_PART:
            return Refusal("not_its_to_give") if party else None
        case Favour.CLIMB_DOWN:
            able = party and crisis.rung < Rung.WAR
            return None if able else Refusal("not_its_to_give")
        case Favour.RECOGNITION:
            new = not world.dyads.recognised[by, to]
            return None if new else Refusal("nothing_to_recognise")
        case Favour.GUARANTEE:
            offer = OfferTreaty(by, TreatyKind.GUARANTEE, to)
            return Refusal("treaty_exists") if _treaty_between(world, offer) else None
    return None


def _answer(world: World, order: AnswerDeal) -> Refusal | None:
    if not 0 <= order.deal < len(world.deals):
        return Refusal("no_such_deal")
    deal = world.deals[order.deal]
    if deal.to != order.state:
        return Refusal("not_your_deal")
    if deal.answered >= 0 or deal.turn < world.turn - 1:
        return Refusal("nothing_to_answer")
    if not order.accept:
        return None
    crisis = world.crises[deal.crisis]
    if not crisis.live:
        return Refusal("no_such_crisis")
    if deal.wanted in PAID:
        money = max(float(world.states.treasury[order.state]), 0.0)
        if deal.amount > money:
            return Refusal("not_enough_money", money)
    return cannot(world, crisis, deal.wanted, deal.to, deal.offered_by)
