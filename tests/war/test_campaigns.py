"""Quarters of war on the ring: marches, battles, occupation, the sea, and what must always hold."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.forces import militia
from game.core.ids import NONE, NodeId, StateId, TerritoryId
from game.core.kinds import Act, Arm, Stance, Terrain
from game.core.orders import JoinWar, MoveFormation, RaiseFormation
from game.core.turn import advance
from tests.rules.play import measure, turn
from tests.war.fronts import (
    CAPITAL,
    CLAIMED,
    WAR,
    at_war,
    joined,
    obey,
    occupy,
    of_kind,
    quarter,
    send,
    station,
    the_war,
)
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, small_world


def test_an_army_marches_to_where_it_was_sent() -> None:
    world = small_world(6)
    row = station(world, BORLAND, 2, 20)
    send(world, row, 3)
    quarter(world)
    assert world.formations.node[row] == 3
    assert world.formations.goal[row] == NONE


def test_foes_who_meet_fight_and_both_lose_men() -> None:
    world = at_war()
    ours, theirs = station(world, BORLAND, 3, 100), station(world, CASSIA, CAPITAL, 100)
    send(world, ours, CAPITAL)
    events = quarter(world)
    battle = of_kind(events, "war.battle")[0]
    assert (battle.subject, battle.object) == (BORLAND, CASSIA)
    assert battle.id("node") == CAPITAL
    assert 0 < battle.figure("odds") < 1
    assert world.formations.strength[ours] < 100
    assert world.formations.strength[theirs] < 100
    losses = the_war(world).losses
    assert min(losses) > 0
    assert losses[0] == pytest.approx(
        sum(e.figure("attackers_lost") for e in of_kind(events, "war.battle")), abs=0.01
    )


def test_the_dead_are_missed_at_home() -> None:
    world = at_war()
    soldiers = world.states.milper.copy()
    ours = station(world, BORLAND, 3, 100)
    station(world, CASSIA, CAPITAL, 100)
    send(world, ours, CAPITAL)
    quarter(world)
    for state in (BORLAND, CASSIA):
        assert world.states.milper[state] < soldiers[state]
        assert world.states.weariness[state] > 0
    assert world.states.weariness[DORVAN] == 0


def test_states_at_peace_do_not_fight() -> None:
    world = small_world(6)
    world.formations.exists[:] = False
    station(world, ARDEN, 12, 50, Arm.FLEET)
    station(world, BORLAND, 12, 50, Arm.FLEET)
    assert not quarter(world)


def test_mountains_hold_longer_than_plains() -> None:
    def months_to_take(terrain: Terrain) -> int:
        world = at_war()
        board = world.board
        ground = board.terrain.copy()
        ground[CAPITAL] = terrain
        world.scenario = replace(world.scenario, board=replace(board, terrain=ground))
        row = station(world, BORLAND, 3, 300)
        for quarters in range(1, 12):
            send(world, row, CAPITAL)
            if of_kind(quarter(world), "war.occupied"):
                return quarters
        return 12

    assert months_to_take(Terrain.MOUNTAIN) >= months_to_take(Terrain.PLAINS)


def test_people_in_arms_hold_up_a_small_army_but_not_a_great_one() -> None:
    def taken(strength: float) -> bool:
        world = at_war()
        world.states.tpop[CASSIA] = 60_000
        row = station(world, BORLAND, 3, strength)
        for _ in range(4):
            send(world, row, CAPITAL)
            quarter(world)
        return bool(world.territories.controller[CAPITAL] == BORLAND)

    assert not taken(5)
    assert taken(600)


def test_a_populous_steady_country_puts_up_more_than_a_small_shaken_one() -> None:
    world = small_world(6)
    place = np.array([CAPITAL])
    before = militia(world, place)[0]
    world.states.tpop[CASSIA] *= 5
    many = militia(world, place)[0]
    world.states.stability[CASSIA] = 0.1
    assert many > before > 0
    assert militia(world, place)[0] < many


def test_occupied_land_has_a_new_holder_and_the_old_owner() -> None:
    world = at_war()
    row = station(world, BORLAND, 3, 400)
    events = []
    for _ in range(6):
        send(world, row, CAPITAL)
        events += quarter(world)
    assert of_kind(tuple(events), "war.capital_fell")
    assert world.territories.controller[CAPITAL] == BORLAND
    assert world.territories.owner[CAPITAL] == CASSIA


def test_a_siege_that_is_given_up_is_forgotten() -> None:
    world = at_war()
    world.territories.siege[CAPITAL] = 0.8
    quarter(world)
    assert world.territories.siege[CAPITAL] < 0.8


def test_an_ally_gives_land_back_to_its_owner() -> None:
    world = at_war()
    joined(world, DORVAN, side=1)
    occupy(world, CLAIMED)
    row = station(world, DORVAN, 6, 400)
    for _ in range(8):
        send(world, row, CLAIMED)
        quarter(world)
    assert world.territories.controller[CLAIMED] == CASSIA


def test_fleets_that_meet_fight_and_the_stronger_commands_the_sea() -> None:
    world = at_war()
    strong = station(world, BORLAND, 13, 90, Arm.FLEET)
    weak = station(world, CASSIA, 13, 20, Arm.FLEET)
    events = quarter(world)
    assert of_kind(events, "war.battle")
    assert world.formations.strength[strong] / 90 > world.formations.strength[weak] / 20
    assert world.zones.controller[1] == BORLAND


def test_transports_without_escort_go_down() -> None:
    world = at_war()
    convoy = station(world, BORLAND, 13, 40)
    station(world, CASSIA, 13, 40, Arm.FLEET)
    quarter(world)
    assert world.formations.strength[convoy] < 40


def test_going_ashore_among_foes_costs_men() -> None:
    world = at_war()
    world.states.tpop[CASSIA] = 1.0
    world.states.garrison[CASSIA] = 0.0
    row = station(world, BORLAND, 13, 40)
    send(world, row, CLAIMED)
    quarter(world)
    assert world.formations.strength[row] < 40 * 0.9


def test_entering_a_war_makes_its_foes_ones_own() -> None:
    world = at_war()
    assert of_kind(obey(world, JoinWar(DORVAN, WAR, 1)), "war.joined")
    assert the_war(world).defenders == (CASSIA, DORVAN)
    assert world.at_war()[DORVAN, BORLAND]
    assert not world.at_war()[DORVAN, CASSIA]


def test_a_contingent_under_a_mandate_fights_on_the_victims_side() -> None:
    world = at_war()
    joined(world, ARDEN, side=1)
    row = station(world, ARDEN, 1, 100)
    world.formations.mandate[row] = measure(world, Act.FORCE).id
    station(world, BORLAND, 2, 100)
    send(world, row, 2)
    assert of_kind(quarter(world), "war.battle")[0].subject in (ARDEN, BORLAND)


def test_raising_an_army_costs_money_and_takes_time_to_drill() -> None:
    world = small_world(6)
    before = float(world.states.treasury[ARDEN])
    events = obey(world, RaiseFormation(ARDEN, Arm.ARMY, TerritoryId(0)))
    row = of_kind(events, "war.raised")[0].id("formation")
    assert world.states.treasury[ARDEN] < before
    assert world.formations.exists[row]
    assert world.formations.owner[row] == ARDEN
    assert world.formations.readiness[row] < 0.5


def test_an_empty_treasury_raises_nothing() -> None:
    world = small_world(6)
    world.states.treasury[ARDEN] = 0.0
    count = int(world.formations.exists.sum())
    obey(world, RaiseFormation(ARDEN, Arm.ARMY, TerritoryId(0)))
    assert world.formations.exists.sum() == count


def test_the_table_of_formations_grows_when_it_is_full() -> None:
    world = small_world(6)
    world.formations.exists[:] = True
    world.formations.owner[:] = BORLAND
    rows = len(world.formations.exists)
    world.states.treasury[ARDEN] = 1e9
    for _ in range(3):
        obey(world, RaiseFormation(ARDEN, Arm.ARMY, TerritoryId(0)))
    assert (world.formations.owner == ARDEN).sum() == 3
    assert len(world.formations.exists) == 2 * rows
    world.clone().digest()


def test_a_destroyed_formation_is_reported_once() -> None:
    world = at_war()
    station(world, BORLAND, CAPITAL, 300)
    doomed = station(world, CASSIA, CAPITAL, 0.15)
    events = []
    for _ in range(4):
        events += quarter(world)
    lost = [e for e in of_kind(tuple(events), "war.formation_lost") if e.id("formation") == doomed]
    assert len(lost) == (0 if world.formations.exists[doomed] else 1)


def test_the_same_war_is_fought_the_same_way_twice() -> None:
    def fought(seed: int) -> str:
        world = at_war(seed)
        row = station(world, BORLAND, 3, 120)
        station(world, CASSIA, CAPITAL, 90)
        for _ in range(3):
            send(world, row, CAPITAL)
            quarter(world)
        world.settle()
        return world.digest()

    assert fought(3) == fought(3)
    assert fought(3) != fought(4)


def test_marching_orders_do_not_hang_on_the_order_in_which_they_come() -> None:
    def after(*, turned: bool) -> str:
        world = at_war()
        rows = [station(world, BORLAND, 3, 60), station(world, CASSIA, CAPITAL, 50)]
        orders = [
            MoveFormation(StateId(1), rows[0], NodeId(CAPITAL), Stance.ATTACK),
            MoveFormation(StateId(2), rows[1], NodeId(CLAIMED), Stance.MOVE),
        ]
        return turn(world, *(reversed(orders) if turned else orders)).world.digest()

    assert after(turned=False) == after(turned=True)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_whatever_is_ordered_strength_stays_whole_and_every_land_has_a_holder(
    data: st.DataObject,
) -> None:
    world = at_war(data.draw(st.integers(1, 50)))
    if data.draw(st.booleans()):
        joined(world, DORVAN, side=data.draw(st.integers(0, 1)))
    states = st.sampled_from([BORLAND, CASSIA, DORVAN, ARDEN])
    nodes = st.integers(0, len(world.board.lonlat) - 1)
    rows = []
    for _ in range(data.draw(st.integers(1, 8))):
        arm = data.draw(st.sampled_from(list(Arm)))
        rows.append(
            station(world, data.draw(states), data.draw(nodes), data.draw(st.floats(0, 500)), arm)
        )
    for _ in range(3):
        for row in rows:
            if world.formations.exists[row]:
                send(world, row, data.draw(nodes))
        before = world.formations.strength.copy()
        quarter(world)
        forces = world.formations
        assert (forces.strength >= 0).all()
        assert (forces.strength <= before + 1e-9).all()
        assert ((world.territories.siege >= 0) & (world.territories.siege <= 1)).all()
        assert world.states.exists[world.territories.controller].all()


def test_a_quiet_quarter_changes_nothing_but_supply() -> None:
    world = small_world(6)
    world = advance(world, ()).world
    node = world.formations.node.copy()
    assert not [event for event in quarter(world) if event.kind.startswith("war.")]
    assert (world.formations.node == node).all()
