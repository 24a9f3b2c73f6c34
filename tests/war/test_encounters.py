"""Odds before committing: what is shown is what is fought."""

from __future__ import annotations

import numpy as np
import pytest

from game.core import encounters
from game.core.encounters import expect
from game.core.ids import FormationId
from game.core.kinds import Arm, Stance
from game.core.observe import observe
from game.core.world import World
from tests.war.fronts import CAPITAL, CLAIMED, at_war, joined, of_kind, quarter, send, station
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, small_world


def front() -> tuple[World, FormationId]:
    """Return a front with all arms on it, and the army that is to attack Cassia's capital."""
    world = at_war()
    army = station(world, BORLAND, 3, 120)
    station(world, BORLAND, 3, 15, Arm.AIR)
    station(world, CASSIA, CAPITAL, 60)
    station(world, CASSIA, CLAIMED, 6, Arm.AIR)
    return world, army


def test_the_odds_shown_are_those_fought() -> None:
    world, army = front()
    shown = expect(world, [army], CAPITAL)
    assert shown is not None
    send(world, army, CAPITAL)
    fought = of_kind(quarter(world), "war.battle")[0]
    assert fought.figure("attack") == pytest.approx(shown.attack, abs=1e-5)
    assert fought.figure("defence") == pytest.approx(shown.defence, abs=1e-5)
    assert fought.figure("odds") == pytest.approx(shown.odds, abs=1e-5)


def test_the_parts_shown_make_up_the_whole() -> None:
    world, army = front()
    shown = expect(world, [army], CAPITAL)
    assert shown is not None
    assert shown.defence == pytest.approx((shown.standing + shown.people) * shown.ground)
    assert min(shown.standing, shown.people) > 0
    assert 0 < shown.attackers_lose < 0.5
    assert 0 < shown.defenders_lose < 0.5


def test_the_odds_of_a_landing_count_what_it_costs_to_go_ashore() -> None:
    world = at_war()
    army = station(world, BORLAND, 13, 120)
    station(world, CASSIA, CLAIMED, 40)
    shown = expect(world, [army], CLAIMED)
    assert shown is not None
    send(world, army, CLAIMED)
    fought = of_kind(quarter(world), "war.battle")[0]
    assert fought.figure("attack") == pytest.approx(shown.attack, abs=1e-5)


def test_asking_for_odds_changes_nothing() -> None:
    world, army = front()
    before = world.digest()
    expect(world, [army], CAPITAL)
    assert world.digest() == before


def test_a_leader_gets_odds_from_what_he_may_know() -> None:
    world, army = front()
    known = observe(world, BORLAND).known
    assert expect(known, [army], CAPITAL) == expect(world, [army], CAPITAL)


def test_there_are_no_odds_where_there_is_no_foe() -> None:
    world, army = front()
    assert expect(world, [army], 2) is None
    assert expect(small_world(6), [0], CAPITAL) is None


def test_two_armies_together_have_better_odds_than_one() -> None:
    world, army = front()
    second = station(world, BORLAND, 2, 80)
    one, both = expect(world, [army], CAPITAL), expect(world, [army, second], CAPITAL)
    assert one is not None
    assert both is not None
    assert both.odds > one.odds


def test_aircraft_next_door_help_and_split_themselves_between_battles() -> None:
    world, army = front()
    world.formations.exists[world.formations.arm == Arm.AIR] = False
    bare = expect(world, [army], CAPITAL)
    station(world, BORLAND, 3, 15, Arm.AIR)
    helped = expect(world, [army], CAPITAL)
    assert bare is not None
    assert helped is not None
    assert helped.attack > bare.attack
    joined(world, ARDEN, side=1)
    station(world, CASSIA, 2, 10)  # a second battle in reach of the same field
    station(world, ARDEN, 2, 10)
    split = expect(world, [army], CAPITAL)
    assert split is not None
    assert bare.attack < split.attack <= helped.attack


def test_ships_off_the_coast_lend_their_guns_unless_they_blockade() -> None:
    world = at_war()
    army = station(world, BORLAND, 3, 60)
    fleet = station(world, BORLAND, 13, 50, Arm.FLEET)
    world.formations.stance[fleet] = Stance.SUPPORT
    guns = expect(world, [army], CAPITAL)
    world.formations.stance[fleet] = Stance.BLOCKADE
    none = expect(world, [army], CAPITAL)
    assert guns is not None
    assert none is not None
    assert guns.attack > none.attack


def test_allies_fight_beside_each_other_even_where_only_the_people_resist() -> None:
    world = at_war()
    joined(world, DORVAN, side=0)
    army = station(world, BORLAND, CAPITAL, 60)
    alone = expect(world, [army], CAPITAL)
    station(world, DORVAN, CAPITAL, 50)
    together = expect(world, [army], CAPITAL)
    assert alone is not None
    assert together is not None
    assert together.attack > 1.5 * alone.attack


def test_a_neutral_who_happens_to_be_there_is_no_party() -> None:
    world, army = front()
    before = expect(world, [army], CAPITAL)
    station(world, ELMERE, CAPITAL, 500)
    assert expect(world, [army], CAPITAL) == before


def test_in_a_fight_at_sea_transports_count_for_nothing() -> None:
    world = at_war()
    fleet = station(world, BORLAND, 13, 30, Arm.FLEET)
    station(world, CASSIA, 13, 200)
    shown = expect(world, [fleet], 13)
    assert shown is not None
    assert shown.odds > 0.99
    assert shown.ground == 1


def test_who_stands_nowhere_at_war_is_in_no_order_of_battle() -> None:
    world, _ = front()
    station(world, ELMERE, 8, 40)
    from game.core.forces import Theatre

    order = encounters.OrderOfBattle.of(world, Theatre.of(world))
    owners = np.unique(world.formations.owner[order.live]).tolist()
    assert owners == [BORLAND, CASSIA]
