"""Who may pass where: straits and canals, seas that a foe commands, neutral land."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.board import Strait, lay_out
from game.core.forces import Theatre
from game.core.ids import StateId, TerritoryId, ZoneId
from game.core.kinds import Act, Arm, EdgeKind, Obligation, TreatyKind
from game.core.orders import JoinWar
from game.core.records import Duty, Resolution, Treaty
from game.core.world import World
from tests.rules.play import measure
from tests.war.fronts import (
    WAR,
    at_war,
    joined,
    obey,
    of_kind,
    quarter,
    send,
    station,
    turn_later,
)
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world

WEST, MIDDLE, EAST = 12, 13, 14


def with_passage(world: World, *keepers: int, canal: bool = False) -> World:
    """Let these territories keep the passage between the western and the middle sea."""
    passage = Strait(ZoneId(0), ZoneId(1), tuple(TerritoryId(k) for k in keepers), canal=canal)
    board = replace(world.board, straits=(passage,))
    world.scenario = replace(world.scenario, board=board)
    return world


def reaches(world: World, state: int, arm: Arm, start: int, goal: int) -> bool:
    """Tell whether a formation could get from one place to another today."""
    return bool(np.isfinite(Theatre.of(world).distances(state, arm, np.array([goal]))[start]))


def test_a_fleet_passes_a_strait_that_a_neutral_keeps() -> None:
    world = at_war()
    assert reaches(world, BORLAND, Arm.FLEET, WEST, EAST)


@pytest.mark.parametrize("arm", [Arm.FLEET, Arm.ARMY])
def test_neither_fleet_nor_transports_cross_a_hostile_strait(arm: Arm) -> None:
    world = at_war(against=ARDEN)
    assert not reaches(world, BORLAND, arm, WEST, MIDDLE)


def test_an_army_ordered_through_a_hostile_strait_stays() -> None:
    world = at_war(against=ARDEN)
    row = station(world, BORLAND, WEST, 3)
    send(world, row, EAST)
    quarter(world)
    assert world.formations.node[row] == WEST


def test_the_same_army_passes_when_the_keeper_is_at_peace() -> None:
    world = at_war()
    row = station(world, BORLAND, WEST, 3)
    send(world, row, EAST)
    quarter(world)
    assert world.formations.node[row] == EAST


def test_a_port_on_two_seas_is_no_way_round_a_strait_that_is_shut() -> None:
    world = at_war(against=ARDEN)
    board, home = world.board, 2
    edges = np.concatenate([board.edges, [[home, WEST], [home, MIDDLE]]])
    shores = np.full(2, EdgeKind.COAST)
    both = lay_out(
        terrain=board.terrain, region=board.region, area_km2=board.area_km2, lonlat=board.lonlat,
        edges=edges, edge_kind=np.concatenate([board.edge_kind, shores]),
        edge_km=np.concatenate([board.edge_km, [200.0, 200.0]]), straits=board.straits,
    )  # fmt: skip
    world.scenario = replace(world.scenario, board=both)
    assert reaches(world, BORLAND, Arm.FLEET, WEST, home)
    assert reaches(world, BORLAND, Arm.FLEET, home, MIDDLE)
    assert not reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)


def test_the_keepers_own_ships_pass() -> None:
    world = at_war()
    joined(world, ARDEN, side=1)
    assert reaches(world, ARDEN, Arm.FLEET, WEST, EAST)
    assert reaches(world, CASSIA, Arm.FLEET, WEST, EAST)


def test_a_strait_with_two_keepers_is_open_while_one_of_them_is_no_foe() -> None:
    world = with_passage(at_war(), 0, 10)
    joined(world, ARDEN, side=1)
    assert reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)
    world.territories.controller[10] = ARDEN
    assert not reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)


def test_a_canal_is_shut_by_a_single_hostile_bank() -> None:
    world = with_passage(at_war(), 0, 10, canal=True)
    assert reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)
    joined(world, ARDEN, side=1)
    assert not reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)


def test_who_takes_the_keepers_land_opens_the_strait() -> None:
    world = at_war()
    joined(world, ARDEN, side=1)
    world.territories.controller[0] = BORLAND
    assert reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)
    assert not reaches(world, CASSIA, Arm.FLEET, WEST, MIDDLE)


def test_armies_do_not_march_through_neutral_land() -> None:
    world = small_world(6)
    assert not reaches(world, BORLAND, Arm.ARMY, 3, 4)
    assert reaches(at_war(), BORLAND, Arm.ARMY, 3, 4)


def test_allies_let_each_other_through() -> None:
    world = small_world(6)
    treaty = world.next_treaty()
    world.put(Treaty(treaty, TreatyKind.DEFENCE, (BORLAND, CASSIA), 0, -1, BORLAND, accepted=True))
    assert reaches(world, BORLAND, Arm.ARMY, 3, 5)


def test_a_sea_with_a_foes_fleet_carries_no_transports() -> None:
    world = at_war()
    assert reaches(world, BORLAND, Arm.ARMY, 2, WEST)
    station(world, CASSIA, WEST, 40, Arm.FLEET)
    assert not reaches(world, BORLAND, Arm.ARMY, 2, WEST)


def test_nobody_enters_demilitarised_land_in_peace() -> None:
    world = small_world(6)
    world.territories.demilitarised[3] = True
    assert not reaches(world, BORLAND, Arm.ARMY, 2, 3)


def sanctioned(world: World, act: Act, *givers: int, given: float = 1.0) -> Resolution:
    """Put a measure in force against Borland to which some have given."""
    resolution = measure(world, act)
    for state in givers:
        world.ledger.append(
            Duty(
                resolution=resolution.id,
                act=act,
                state=StateId(state),
                turn=world.turn,
                obligation=Obligation.BINDING,
                affordable=True,
                expected=given,
                given=given,
                cheated=False,
                seen=False,
                cost=0.0,
            )
        )
    return resolution


@pytest.mark.parametrize("act", [Act.BLOCKADE, Act.FORCE])
def test_a_keeper_who_takes_part_in_a_measure_shuts_its_strait_to_the_aggressor(act: Act) -> None:
    world = at_war()
    sanctioned(world, act, ARDEN)
    assert not reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)
    assert reaches(world, CASSIA, Arm.FLEET, WEST, MIDDLE)


def test_a_keeper_who_only_denies_arms_lets_ships_through() -> None:
    world = at_war()
    sanctioned(world, Act.ARMS_EMBARGO, ARDEN)
    assert reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)


def test_a_keeper_who_gives_little_or_nothing_lets_ships_through() -> None:
    world = at_war()
    sanctioned(world, Act.BLOCKADE, ARDEN, given=0.25)
    assert reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)


def test_a_measure_that_is_lifted_opens_the_strait() -> None:
    world = at_war()
    resolution = sanctioned(world, Act.BLOCKADE, ARDEN)
    world.put(replace(resolution, lifted=world.turn))
    assert reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)


def test_a_strait_kept_by_a_foe_and_a_contributor_is_shut() -> None:
    world = with_passage(at_war(), 4, 0)
    assert reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)
    sanctioned(world, Act.BLOCKADE, ARDEN)
    assert not reaches(world, BORLAND, Arm.FLEET, WEST, MIDDLE)


def test_the_closing_of_a_strait_is_reported_once() -> None:
    world = at_war()
    assert not of_kind(quarter(world), "war.strait_closed")
    events = obey(world, JoinWar(ARDEN, WAR, 1))
    assert [(e.subject, e.object) for e in of_kind(events, "war.strait_closed")] == [
        (ARDEN, BORLAND)
    ]
    turn_later(world)
    assert not of_kind(quarter(world), "war.strait_closed")


def test_a_strait_closed_under_a_measure_is_reported_when_it_closes() -> None:
    world = at_war()
    turn_later(world, 2)
    sanctioned(world, Act.BLOCKADE, ARDEN)
    assert len(of_kind(quarter(world), "war.strait_closed")) == 1
