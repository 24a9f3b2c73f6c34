"""May this be ordered? A refusal is a value: which rule, about what."""

from __future__ import annotations

from collections.abc import Callable

from game.core.legality import (
    dealings,
    institutions,
    markets,
    nations,
    peacemaking,
    quarrels,
    realm,
)
from game.core.legality.refusal import Refusal
from game.core.orders import Order
from game.core.world import World

_ASKED: dict[str, Callable[[World, Order], Refusal | None]] = {
    "game.core.orders.realm": realm.refusal,
    "game.core.orders.quarrels": quarrels.refusal,
    "game.core.orders.institutions": institutions.refusal,
    "game.core.orders.dealings": dealings.refusal,
    "game.core.orders.peacemaking": peacemaking.refusal,
    "game.core.orders.markets": markets.refusal,
    "game.core.orders.nations": nations.refusal,
}
"""Who answers for which orders: those of a module, here, for those of its namesake."""


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why `order` may not be given in this world, or None where it may.

    Answers the same for a world and for the view of the state that orders.
    """
    if not 0 <= order.state < world.n or not world.states.exists[order.state]:
        return Refusal("no_such_state")
    if order.stage != world.stage:
        return Refusal("wrong_stage")
    answer = _ASKED.get(type(order).__module__)
    return answer(world, order) if answer is not None else Refusal("unknown_order")


__all__ = ["Refusal", "refusal"]
