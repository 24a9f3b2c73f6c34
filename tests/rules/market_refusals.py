"""What may not be ordered about third parties' trade: an order, its refusal, and the setting."""

from __future__ import annotations

from game.core.kinds import Good
from game.core.orders import Blacklist, Heed
from game.core.world import World
from tests.worlds import ARDEN, CASSIA, DORVAN, ELMERE, FENWICK


def denying(world: World) -> None:
    """Two states deny goods to a third."""
    denied = world.embargoes.denied.copy()
    denied[ARDEN, DORVAN, Good.OIL] = denied[ELMERE, CASSIA, Good.OIL] = 1.0
    world.embargoes.denied = denied


def nothing_denied(world: World) -> None:
    world.embargoes.denied = world.embargoes.denied * 0


def listed(world: World) -> None:
    """The first keeps the last on its list."""
    denying(world)
    listed = world.dyads.blacklisted.copy()
    listed[ARDEN, FENWICK] = True
    world.dyads.blacklisted = listed


MARKET_CASES = (
    ("denies_nothing", Blacklist(ARDEN, FENWICK, on=True), nothing_denied),
    ("nothing_new", Blacklist(ARDEN, FENWICK, on=False), denying),
    ("not_to_oneself", Blacklist(ARDEN, ARDEN, on=True), denying),
    ("at_war_with_it", Blacklist(ELMERE, DORVAN, on=True), denying),
    ("not_blacklisted", Heed(FENWICK, ARDEN, heed=True), denying),
    ("nothing_new", Heed(FENWICK, ARDEN, heed=False), listed),
)
