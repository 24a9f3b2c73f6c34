"""Supply: it falls with distance, goes cheaper by sea, and stops where the sea is a foe's."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from game.core.forces import Theatre
from game.core.formulas import supply
from game.core.kinds import Arm
from tests.war.fronts import CAPITAL, CLAIMED, at_war, occupy, quarter, station
from tests.worlds import ARDEN, BORLAND, CASSIA

REACH = 1600.0

kilometres = st.floats(0, 20_000)


@given(kilometres, kilometres, st.floats(0.05, 1))
def test_supply_falls_with_distance(near: float, more: float, effort: float) -> None:
    km = np.array([near, near + more])
    there = supply.reached(km, np.full(2, effort), REACH)
    assert there[0] >= there[1] >= supply.LEAST
    assert there[0] <= 1


def test_where_there_is_no_way_an_army_lives_off_the_land() -> None:
    assert supply.reached(np.array([np.inf]), np.ones(1), REACH)[0] == supply.LEAST


def test_a_home_in_want_sends_less() -> None:
    km = np.full(2, 400.0)
    there = supply.reached(km, np.array([1.0, 0.5]), REACH)
    assert there[1] < there[0]


def test_more_men_than_the_roads_can_feed_go_short() -> None:
    share = supply.crowding(np.array([50.0, 100.0, 400.0]), np.full(3, 100.0))
    assert share[0] == share[1] == 1
    assert share[2] < 1


def test_good_roads_feed_more_men_than_bad_ones() -> None:
    room = supply.capacity(np.array([0.2, 0.8]), np.full(2, 76_000.0), 1800.0)
    assert room[1] > 3 * room[0]


def test_well_fed_armies_do_not_waste_away() -> None:
    worn = supply.attrition(np.array([1.0, 0.5, 0.05]), 0.03)
    assert worn[0] == 0
    assert 0 < worn[1] < worn[2] <= 0.03


def test_an_army_deep_in_enemy_land_is_worse_supplied_than_one_next_door() -> None:
    world = at_war()
    occupy(world, CAPITAL, CLAIMED)
    for sea in (12, 13):
        station(world, CASSIA, sea, 50, Arm.FLEET)
    km = Theatre.of(world).supply_km(BORLAND)
    assert km[3] == 0
    assert 0 < km[CAPITAL] < km[CLAIMED]


def test_supply_reaches_a_foes_land_only_from_next_door() -> None:
    world = at_war()
    km = Theatre.of(world).supply_km(BORLAND)
    assert np.isfinite(km[CAPITAL])
    ashore = at_war()
    for zone in range(ashore.board.zones):
        station(ashore, CASSIA, ashore.board.territories + zone, 50, Arm.FLEET)
    assert not np.isfinite(Theatre.of(ashore).supply_km(BORLAND)[CLAIMED])


def test_an_army_cut_off_wastes_away() -> None:
    world = at_war()
    fed = station(world, BORLAND, CAPITAL, 100)
    lost = station(world, BORLAND, 8, 100)
    occupy(world, CAPITAL, 8)
    for zone in range(world.board.zones):
        station(world, CASSIA, world.board.territories + zone, 50, Arm.FLEET)
    quarter(world)
    supplied = world.formations.supply
    assert supplied[lost] < supplied[fed]
    assert world.formations.strength[lost] < world.formations.strength[fed]


def test_at_home_an_army_is_fed_by_what_its_economy_can_send() -> None:
    world = at_war()
    home = station(world, ARDEN, 0, 50)
    world.states.war_effort[ARDEN] = 0.6
    quarter(world)
    assert world.formations.supply[home] == 0.6
