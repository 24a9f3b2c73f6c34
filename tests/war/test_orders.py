"""Orders to formations: what each changes on the map, and to whom it cannot be given."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.encounters import expect
from game.core.forces import sea_lift
from game.core.ids import FormationId, NodeId, StateId
from game.core.kinds import Arm, Stance
from game.core.legality import refusal
from game.core.orders import MoveFormation
from game.core.world import World
from tests.war.fronts import BORDER, CAPITAL, CLAIMED, at_war, obey, occupy, quarter, station
from tests.worlds import BORLAND, CASSIA


def told(world: World, row: FormationId, goal: int, stance: Stance) -> str:
    """Give an order if it is legal; return the refusal if not."""
    order = MoveFormation(StateId(BORLAND), row, NodeId(goal), stance)
    refused = refusal(world, order)
    if refused is None:
        obey(world, order)
    return "" if refused is None else refused.key


@pytest.mark.parametrize(
    ("arm", "stance"),
    [
        (Arm.ARMY, Stance.BLOCKADE),
        (Arm.ARMY, Stance.CONVOY),
        (Arm.AIR, Stance.CONVOY),
        (Arm.FLEET, Stance.LAND),
        (Arm.AIR, Stance.GARRISON),
    ],
)
def test_some_orders_are_not_for_some_arms(arm: Arm, stance: Stance) -> None:
    world = at_war()
    row = station(world, BORLAND, BORDER, 10, arm)
    assert told(world, row, BORDER, stance) == "stance_not_for_arm"


def test_nobody_lands_on_the_sea() -> None:
    world = at_war()
    row = station(world, BORLAND, BORDER, 10)
    assert told(world, row, 13, Stance.LAND) == "no_coast_there"
    assert told(world, row, CLAIMED, Stance.LAND) == ""


def test_an_army_on_the_march_waits_at_the_border_and_one_that_attacks_does_not() -> None:
    def place(stance: Stance) -> int:
        world = at_war()
        row = station(world, BORLAND, BORDER, 200)
        told(world, row, CAPITAL, stance)
        quarter(world)
        return int(world.formations.node[row])

    assert place(Stance.MOVE) == BORDER
    assert place(Stance.ATTACK) == CAPITAL


def test_an_army_that_holds_is_dug_in() -> None:
    def defence(stance: Stance) -> float:
        world = at_war()
        army, foe = station(world, BORLAND, BORDER, 100), station(world, CASSIA, CAPITAL, 80)
        world.formations.stance[foe] = stance
        seen = expect(world, [army], CAPITAL)
        assert seen is not None
        return seen.standing

    rules = at_war().rules
    assert defence(Stance.HOLD) == pytest.approx(defence(Stance.ATTACK) * rules.dug_in)
    assert defence(Stance.GARRISON) == defence(Stance.HOLD)


def test_a_neighbour_in_support_lends_a_share_unless_it_is_itself_invaded() -> None:
    def defence(stance: Stance, *, invaded: bool = False) -> float:
        world = at_war()
        army = station(world, BORLAND, BORDER, 100)
        station(world, CASSIA, CAPITAL, 80)
        second = station(world, CASSIA, CLAIMED, 50)
        world.formations.stance[second] = stance
        if invaded:
            station(world, BORLAND, CLAIMED, 5)
        seen = expect(world, [army], CAPITAL)
        assert seen is not None
        return seen.standing

    assert defence(Stance.SUPPORT) > defence(Stance.HOLD)
    assert defence(Stance.SUPPORT, invaded=True) == defence(Stance.HOLD)


def test_more_than_find_room_on_a_front_fight_by_the_root_of_their_number() -> None:
    def attack(men: float) -> float:
        world = at_war()
        seen = expect(world, [station(world, BORLAND, BORDER, men)], CAPITAL)
        assert seen is not None
        return seen.attack

    assert attack(40) == pytest.approx(2 * attack(20))
    assert attack(8000) == pytest.approx(2 * attack(2000))


def test_a_fleet_that_escorts_carries_more_and_lends_no_guns() -> None:
    world = at_war()
    fleet, army = station(world, BORLAND, 13, 50, Arm.FLEET), station(world, BORLAND, BORDER, 60)
    seen, lift = expect(world, [army], CAPITAL), float(sea_lift(world)[BORLAND])
    world.formations.stance[fleet] = Stance.CONVOY
    escorted = expect(world, [army], CAPITAL)
    assert seen is not None
    assert escorted is not None
    assert seen.attack > escorted.attack
    assert sea_lift(world)[BORLAND] > lift


def test_aircraft_sent_against_roads_cut_supply_and_lend_no_wings() -> None:
    def supply(stance: Stance) -> float:
        world = at_war()
        station(world, BORLAND, BORDER, 80, Arm.AIR)
        world.formations.stance[world.formations.arm == Arm.AIR] = stance
        foe = station(world, CASSIA, CAPITAL, 80)
        quarter(world)
        return float(world.formations.supply[foe])

    assert supply(Stance.BLOCKADE) < supply(Stance.SUPPORT)


def test_partisans_wear_down_whoever_is_too_few_and_a_garrison_less() -> None:
    def left(stance: Stance, resistance: float) -> float:
        world = at_war()
        occupy(world, CAPITAL)
        world.states.tpop[CASSIA] = 40_000.0
        world.territories.resistance[CAPITAL] = resistance
        row = station(world, BORLAND, CAPITAL, 40)
        world.formations.stance[row] = stance
        quarter(world)
        return float(world.formations.strength[row])

    assert left(Stance.HOLD, 1.0) < left(Stance.GARRISON, 1.0) < left(Stance.GARRISON, 0.0)
    assert np.isclose(left(Stance.HOLD, 0.0), left(Stance.GARRISON, 0.0))
