"""May this be ordered between states?"""

from __future__ import annotations

from game.core.kinds import Terms, TreatyKind
from game.core.legality.refusal import Refusal, other_state
from game.core.orders import (
    AnswerTreaty,
    Denounce,
    JoinWar,
    OfferTerms,
    OfferTreaty,
    Order,
    Recognise,
)
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order between states may not be given."""
    match order:
        case OfferTreaty() | AnswerTreaty() | Denounce():
            return _treaty(world, order)
        case Recognise():
            return other_state(world, order.state, order.taker)
        case JoinWar() | OfferTerms():
            return _war(world, order)
    return Refusal("unknown_order")


def _treaty(world: World, order: OfferTreaty | AnswerTreaty | Denounce) -> Refusal | None:
    if isinstance(order, OfferTreaty):
        if (found := other_state(world, order.state, order.to)) is not None:
            return found
        known = (
            treaty
            for treaty in world.treaties
            if order.state in treaty.parties
            and order.to in treaty.parties
            and treaty.kind == order.kind
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
