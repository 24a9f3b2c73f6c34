"""May this be ordered about a nation?"""

from __future__ import annotations

from game.core.ids import StateId
from game.core.legality.refusal import Refusal, other_state
from game.core.nations import held_by, lands_of
from game.core.orders import GrantIndependence, HoldColony, Order, SeekUnion
from game.core.world import World


def refusal(world: World, order: Order) -> Refusal | None:
    """Return why an order about a nation may not be given."""
    match order:
        case GrantIndependence():
            return _held(world, order.state, order.nation) or _granted(world, order)
        case HoldColony():
            return _held(world, order.state, order.nation)
        case SeekUnion():
            return _union(world, order)
    return Refusal("unknown_order")


def _held(world: World, state: StateId, nation: StateId) -> Refusal | None:
    """Return why a nation is not one that the state holds."""
    if not 0 <= nation < world.n or not lands_of(world).size[nation]:
        return Refusal("no_such_nation")
    if world.states.exists[nation]:
        return Refusal("has_a_state")
    if not held_by(world, nation, state).size:
        return Refusal("not_your_land")
    return Refusal("promised_already") if world.states.promised[nation] else None


def _granted(world: World, order: GrantIndependence) -> Refusal | None:
    """Return why the state cannot let it go: its own capital lies there, or nothing would be left."""
    if lands_of(world).home[order.nation, world.states.capital[order.state]]:
        return Refusal("your_own_capital")
    mine = int((world.territories.owner == order.state).sum())
    return (
        Refusal("nothing_left") if held_by(world, order.nation, order.state).size >= mine else None
    )


def _union(world: World, order: SeekUnion) -> Refusal | None:
    if (found := other_state(world, order.state, order.to)) is not None:
        return found
    if bool(world.dyads.union_sought[order.state, order.to]) == order.sought:
        return Refusal("nothing_new")
    if not order.sought:
        return None
    if not lands_of(world).kin[order.state, order.to]:
        return Refusal("no_kin")
    return Refusal("already_at_war") if world.at_war()[order.state, order.to] else None
