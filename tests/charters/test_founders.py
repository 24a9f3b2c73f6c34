"""Who are members when a preset stands in for the League of 1931."""

from __future__ import annotations

from functools import cache

import pytest

from game.content.campaign import Campaign
from game.content.library import charters, find_campaign
from game.content.load import load_campaign
from game.core.invariants import faults
from game.core.kinds import Seat
from game.core.world import World


@cache
def campaign() -> Campaign:
    folder = find_campaign("broken_covenant")
    assert folder is not None
    found, _ = load_campaign(folder)
    assert found is not None
    return found


@cache
def under(charter: str) -> World:
    return campaign().world(1, charter=charter)


def members(charter: str) -> set[str]:
    world = under(charter)
    keys = world.scenario.state_keys
    return {keys[state] for state in world.memberships.member[0].nonzero()[0]}


def seated(charter: str, seat: Seat) -> set[str]:
    world = under(charter)
    keys = world.scenario.state_keys
    return {keys[state] for state in (world.memberships.seat[0] == seat).nonzero()[0]}


@pytest.mark.parametrize("key", sorted(charters()))
def test_every_preset_makes_a_possible_world(key: str) -> None:
    world = under(key)

    assert not list(faults(world))
    assert world.charters[0].faults() == ()
    assert len(members(key)) > 1
    assert seated(key, Seat.PERMANENT) | seated(key, Seat.ELECTED) <= members(key)
    elected = len(seated(key, Seat.ELECTED))
    assert elected <= world.charters[0].elected_seats


def test_the_league_keeps_its_members_under_its_own_charter() -> None:
    assert len(members("league_1920")) == 54
    assert not {"USA", "SUN"} & members("league_1920")


def test_holders_of_permanent_seats_belong_to_the_body_they_sit_in() -> None:
    assert seated("united_nations_1945", Seat.PERMANENT) == {"USA", "SUN", "GBR", "FRA", "ROC"}
    assert len(members("united_nations_1945")) == 56


def test_known_founders_join_and_nobody_else() -> None:
    assert members("aukus_2021") == {"AUS", "GBR", "USA"}
    assert members("warsaw_pact_1955") == {"ALB", "BGR", "CSK", "HUN", "POL", "ROU", "SUN"}


def test_where_few_founders_are_known_the_leagues_members_stay() -> None:
    """Prussia and the Russia of the Tsars are gone; Austria keeps its seat and the lead."""
    holy = members("holy_alliance_1815")

    assert "AUT" in holy  # by its seat, for all its parliament
    assert "HUN" in holy
    assert not {"GBR", "FRA", "CHE"} & holy  # the charter would not admit them


def test_of_a_concert_only_great_powers_stay_and_not_its_adversary() -> None:
    assert members("quadruple_alliance_1815") == {"AUT", "GBR", "ITA", "JPN", "DEU"}


def test_the_confederation_is_of_republics() -> None:
    world = under("kantian_confederation")
    regimes = world.states.regime[world.memberships.member[0]]

    assert len(regimes) > 10
    assert (regimes >= 6).all()


def test_successors_are_stood_in_for_by_those_who_came_before() -> None:
    world = under("un_veto_restraint")
    keys = world.scenario.state_keys

    assert {keys[state] for state in world.charters[0].permanent} == {
        "USA", "SUN", "GBR", "FRA", "ROC",
    }  # fmt: skip


def test_states_can_found_institutions_after_every_charter_at_hand() -> None:
    templates = under("league_1920").scenario.templates

    assert [template.key for template in templates] == list(campaign().charter_keys)
    assert len(campaign().gazetteer.template_names) == len(templates)


def test_templates_are_no_part_of_what_a_world_is() -> None:
    from dataclasses import replace

    world = under("league_1920")
    bare = replace(world, scenario=replace(world.scenario, templates=()))

    assert bare.digest() == world.digest()
