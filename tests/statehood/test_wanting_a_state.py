"""How nations come to want a state, and what those who hold them do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from game.ai.advisor import decide
from game.core.kinds import CrisisKind, Holding, Move
from game.core.log import Log
from game.core.nations import nations_of
from game.core.orders import GrantIndependence, HoldColony, MoveInCrisis, Order
from game.core.phases.statehood import run, take
from game.core.statehood.choice import letting_go
from game.core.statehood.pressure import pressure_terms
from game.core.terms import total
from game.core.turn import advance
from game.core.world import World
from tests.statehood.realm import ARDEN, BORLAND, COLONY, PART, WHOLE, realm


def driven(world: World, nation: int = COLONY) -> float:
    """What moves a nation's wish for a state in a year, bounds apart."""
    here = nations_of(world)
    place = int(np.flatnonzero(here.rows == nation)[0])
    return float(sum(term[place] for term in pressure_terms(world, here).values()))


def worth(world: World, nation: int = COLONY) -> float:
    """What letting a nation go is worth to its holder."""
    here = nations_of(world)
    place = np.flatnonzero(here.rows == nation)
    return float(letting_go(world, place).total()[0])


def towns(world: World) -> None:
    world.states.upop[COLONY] = 0.3 * world.states.tpop[COLONY]


def weary(world: World) -> None:
    world.states.weariness[ARDEN] = 0.5


def in_trust(world: World) -> None:
    world.territories.holding[[12, 13]] = Holding.MANDATE


def a_neighbour_free(world: World) -> None:
    world.states.exists[PART] = True
    world.states.born[PART] = world.turn


def kept_down(world: World) -> None:
    world.states.repression[COLONY] = 1.0


@pytest.mark.parametrize("change", [towns, weary, in_trust, a_neighbour_free])
def test_these_make_a_people_want_a_state(change: Callable[[World], None]) -> None:
    before, after = realm(), realm()
    change(after)
    assert driven(after) > driven(before)


def test_force_makes_it_want_less() -> None:
    before, after = realm(), realm()
    kept_down(after)
    assert driven(after) < driven(before)


def shaken(world: World) -> None:
    world.states.stability[BORLAND] = 0.1


def test_a_union_that_totters_is_left_and_a_firm_one_forgets() -> None:
    firm, tottering = realm(), realm()
    firm.states.stability[BORLAND], firm.states.regime[BORLAND] = 0.9, 9.0
    shaken(tottering)
    assert driven(firm, PART) < 0.005
    assert driven(tottering, PART) > 5 * max(driven(firm, PART), 0.005)


def keen(world: World) -> None:
    world.states.nationhood[COLONY] = 0.9


def free(world: World) -> None:
    world.states.regime[ARDEN] = 10.0


def autocratic(world: World) -> None:
    world.states.regime[ARDEN] = -10.0


def revisionist(world: World) -> None:
    world.states.doctrine[ARDEN] = (0.0, 0.1, 0.0, 0.9, 0.0)


def rich(world: World) -> None:
    world.states.production[COLONY] = world.states.production[ARDEN]


@pytest.mark.parametrize(
    ("change", "sign"),
    [(keen, 1), (weary, 1), (in_trust, 1), (autocratic, -1), (revisionist, -1), (rich, -1)],
)
def test_what_a_holder_weighs(change: Callable[[World], None], sign: int) -> None:
    before, after = realm(), realm()
    change(after)
    assert sign * (worth(after) - worth(before)) > 0


def test_the_terms_of_a_choice_sum_to_it() -> None:
    world = realm()
    here = nations_of(world)
    table = letting_go(world, np.arange(here.rows.size))
    for place, sum_ in enumerate(table.total()):
        assert total(table.row(place)) == pytest.approx(float(sum_))


def test_a_small_colony_is_doubted_the_more_the_smaller_and_a_part_of_the_realm_is_not() -> None:
    world = realm()
    here = nations_of(world)
    place = np.flatnonzero(here.rows == COLONY)

    def doubt(people: float) -> float:
        one = realm()
        one.states.tpop[COLONY] = people
        table = letting_go(one, place)
        return float(table.values[0, table.keys.index("too_small")])

    assert doubt(2000.0) == doubt(1000.0) == 0.0
    assert 0.0 > doubt(300.0) > doubt(100.0) > doubt(20.0) == doubt(2.0)
    part = np.flatnonzero(here.rows == PART)
    table = letting_go(world, part)
    assert table.values[0, table.keys.index("too_small")] == 0.0


def through_the_turn(world: World, orders: list[Order]) -> tuple[World, list[str]]:
    told: list[str] = []
    for _ in range(3):
        outcome = advance(world, [one for one in orders if one.stage == world.stage])
        told += [event.kind for event in outcome.events]
        world = outcome.world
    return world, told


def test_who_grants_independence_has_let_go_by_the_end_of_the_turn() -> None:
    world, told = through_the_turn(realm(), [GrantIndependence(ARDEN, COLONY)])
    assert world.states.exists[COLONY]
    assert world.states.arms_cost[COLONY] > 0  # its books are open
    assert world.dyads.contiguous[COLONY].any()  # and it is on the charts
    assert told.index("nation.promised") < told.index("state.born")


def test_holding_a_colony_costs_money_and_frightens_it() -> None:
    world = realm()
    money = float(world.states.treasury[ARDEN])
    take(world, [HoldColony(ARDEN, COLONY)], Log(0))
    assert world.states.treasury[ARDEN] < money
    assert world.states.repression[COLONY] == pytest.approx(world.rules.repression_step)


def test_a_government_of_the_game_lets_go_when_the_sum_says_so() -> None:
    world = realm()
    keen(world)
    weary(world)
    free(world)
    assert worth(world) > 0
    orders = [done.order for done in decide(world, [ARDEN])]
    assert GrantIndependence(ARDEN, COLONY) in orders


def risen(seed: int = 1) -> World:
    """Play until the colony rises; it is held by an autocracy that will not hear of it."""
    world = realm(seed)
    autocratic(world)
    revisionist(world)
    keen(world)
    world.scenario = replace(world.scenario, rules=replace(world.rules, rising_rate=500.0))
    world.turn = 2
    run(world, (), Log(2))
    return world


def test_a_nation_that_is_refused_rises_against_its_holder() -> None:
    world = risen()
    (crisis,) = [one for one in world.live_crises() if one.nation == COLONY]
    assert (crisis.kind, crisis.initiator, crisis.target) == (CrisisKind.CIVIL_WAR, ARDEN, ARDEN)
    assert crisis.internal


def test_a_rising_that_wins_makes_a_state_and_an_enemy() -> None:
    world = risen()
    (crisis,) = [one for one in world.live_crises() if one.nation == COLONY]
    world.put(replace(crisis, tide=0.0))
    log = Log(3)
    world.turn = 3
    run(world, (), log)
    told = [event.kind for event in log.events]
    assert "rising.won" in told
    assert world.states.exists[COLONY]
    assert world.dyads.rivalry[COLONY, ARDEN] >= 0.4
    assert not world.crises[crisis.id].live


def test_a_rising_that_is_put_down_leaves_a_quieter_people() -> None:
    world = risen()
    (crisis,) = [one for one in world.live_crises() if one.nation == COLONY]
    before = float(world.states.nationhood[COLONY])
    world.put(replace(crisis, tide=1.0))
    log = Log(3)
    world.turn = 3
    run(world, (), log)
    assert "rising.put_down" in [event.kind for event in log.events]
    assert world.states.nationhood[COLONY] < before - 0.2


def test_a_holder_that_climbs_down_promises_a_state() -> None:
    world = risen()
    (crisis,) = [one for one in world.live_crises() if one.nation == COLONY]
    world, told = through_the_turn(world, [MoveInCrisis(ARDEN, crisis.id, Move.CLIMB_DOWN)])
    assert "state.independent" in told
    assert not world.crises[crisis.id].live


def test_a_wider_nation_speaks_for_its_parts() -> None:
    world = realm()
    world.states.nationhood[WHOLE] = 0.8
    here = nations_of(world)
    able = dict(zip(here.rows.tolist(), here.able.tolist(), strict=True))
    assert able[int(WHOLE)]
    assert not able[8]
    assert not able[9]


def test_the_world_without_nations_is_left_as_it_is() -> None:
    from tests.worlds import small_world

    world = small_world()
    before = world.digest()
    run(world, (), Log(0))
    assert world.digest() == before


def test_a_transfer_of_power_takes_its_holder_three_quarters() -> None:
    world = realm()
    world.states.nationhood[COLONY] = 1.0
    world.states.weariness[ARDEN] = 1.0
    assert worth(world) > 0
    when = [
        turn
        for turn in range(9)
        for done in decide(replace(world, turn=turn), [ARDEN])
        if isinstance(done.order, GrantIndependence)
    ]
    assert len(when) == 3
    assert {later - sooner for sooner, later in pairwise(when)} == {3}
