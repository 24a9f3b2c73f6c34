"""What may not be ordered about nations: an order, its refusal, and the setting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from game.core.ids import StateId, TerritoryId
from game.core.kinds import Holding
from game.core.orders import GrantIndependence, HoldColony, Order, SeekUnion
from game.core.world import World
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, FENWICK


def with_nations(world: World) -> None:
    """Arden holds all that was Fenwick's; Cassia and Arden are of one nation, Dorvan and Elmere."""
    mine = world.territories.owner == FENWICK
    world.territories.owner[mine] = world.territories.controller[mine] = ARDEN
    world.territories.holding[mine] = Holding.COLONY
    world.states.exists[FENWICK] = world.states.stood[FENWICK] = False
    world.formations.exists[world.formations.owner == FENWICK] = False
    world.memberships.member[:, FENWICK] = False
    kin = [()] * world.n
    kin[ARDEN], kin[CASSIA], kin[DORVAN], kin[ELMERE] = (CASSIA,), (ARDEN,), (ELMERE,), (DORVAN,)
    world.scenario = replace(
        world.scenario,
        homelands=tuple((TerritoryId(2 * row), TerritoryId(2 * row + 1)) for row in range(world.n)),
        kin=tuple(kin),
    )


def promised(world: World) -> None:
    with_nations(world)
    world.states.promised[FENWICK] = True


def at_home(world: World) -> None:
    """The capital of Arden lies in Fenwick's homeland."""
    with_nations(world)
    homes = list(world.scenario.homelands)
    homes[FENWICK] = (*homes[FENWICK], TerritoryId(int(world.states.capital[ARDEN])))
    world.scenario = replace(world.scenario, homelands=tuple(homes))


def all_of_it(world: World) -> None:
    """Arden has nothing but what is Fenwick's."""
    with_nations(world)
    land = world.territories
    own = [0, 1]
    land.owner[own] = land.controller[own] = BORLAND
    homes = list(world.scenario.homelands)
    homes[FENWICK] = (TerritoryId(10), TerritoryId(11))
    world.scenario = replace(world.scenario, homelands=tuple(homes))
    world.states.capital[ARDEN] = 4


def declared(world: World) -> None:
    with_nations(world)
    world.dyads.union_sought[ARDEN, CASSIA] = True


NATION_CASES: tuple[tuple[str, Order, Callable[[World], object] | None], ...] = (
    ("no_such_nation", GrantIndependence(ARDEN, StateId(99)), with_nations),
    ("no_such_nation", HoldColony(ARDEN, StateId(-1)), with_nations),
    ("has_a_state", GrantIndependence(ARDEN, CASSIA), with_nations),
    ("not_your_land", GrantIndependence(BORLAND, FENWICK), with_nations),
    ("not_your_land", HoldColony(BORLAND, FENWICK), with_nations),
    ("promised_already", GrantIndependence(ARDEN, FENWICK), promised),
    ("your_own_capital", GrantIndependence(ARDEN, FENWICK), at_home),
    ("nothing_left", GrantIndependence(ARDEN, FENWICK), all_of_it),
    ("not_to_oneself", SeekUnion(ARDEN, ARDEN), with_nations),
    ("no_kin", SeekUnion(ARDEN, BORLAND), with_nations),
    ("nothing_new", SeekUnion(ARDEN, CASSIA), declared),
    ("nothing_new", SeekUnion(ARDEN, CASSIA, sought=False), with_nations),
    ("already_at_war", SeekUnion(DORVAN, ELMERE), with_nations),
)
"""Orders that are refused in `full`, once it is changed."""
