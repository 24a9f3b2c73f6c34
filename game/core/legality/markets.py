"""May this be ordered about third parties' trade?"""

from __future__ import annotations

from game.core.legality.refusal import Refusal, other_state
from game.core.orders import Blacklist, Heed, Order
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about third parties' trade may not be given."""
    match order:
        case Blacklist(state=state, to=to, on=on):
            if (found := other_state(world, state, to)) is not None:
                return found
            if bool(world.dyads.blacklisted[state, to]) == on:
                return Refusal("nothing_new")
            if on and not world.embargoes.denied[state].any():
                return Refusal("denies_nothing")
            if on and world.at_war()[state, to]:
                return Refusal("at_war_with_it")
            return None
        case Heed(state=state, to=to, heed=heed):
            if (found := other_state(world, state, to)) is not None:
                return found
            if not world.dyads.blacklisted[to, state]:
                return Refusal("not_blacklisted")
            return Refusal("nothing_new") if bool(world.dyads.heeds[state, to]) == heed else None
    return Refusal("unknown_order")
