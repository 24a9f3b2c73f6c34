"""The campaigns of 1920 and 1945: whole, of their date, and quick to open."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import numpy as np
import pytest

from game.content.campaign import Campaign
from game.content.library import find_campaign
from game.content.load import load_campaign
from game.core.formulas.supplies import shares_at, sold_by, whole
from game.core.invariants import check
from game.core.kinds import Good, Holding
from game.core.sources import holders_of_land, move_sources
from game.core.world import World
from game.session.simulate import run

ERAS = ("century", "league", "charter")

BORDERS = {
    "century": {
        "ireland": "GBR", "vilnius": "POL", "minsk": "POL", "izmir": "GRC", "istanbul": "GBR",
        "cilicia": "FRA", "primorye": "JPN", "qingdao": "JPN", "taiwan": "JPN", "south_korea": "JPN",
        "katowice_silesia": "DEU", "polish_corridor": "POL", "danzig": "DZG", "memel": "FRA",
        "saarland": "FRA", "alsace_moselle": "FRA", "fiume": "FIU", "burgenland": "HUN",
        "south_tyrol": "ITA", "bessarabia": "ROU", "azerbaijan": "AZE", "kars": "ARM",
        "adjara": "GBR", "crimea": "WHR", "outer_mongolia": "ROC", "lower_egypt": "GBR",
        "baghdad": "GBR", "syria": "FRA", "hejaz": "HEJ", "tanganyika": "GBR", "namibia": "ZAF",
        "tacna": "CHL", "luzon": "USA", "bukhara": "BUK",
    },
    "charter": {
        "ireland": "IRL", "silesia": "POL", "konigsberg": "SUN", "saxony": "SUN", "bavaria": "USA",
        "ruhr_westphalia": "GBR", "rhineland": "FRA", "estonia": "SUN", "galicia": "SUN",
        "carpathian_ruthenia": "SUN", "bohemia": "CSK", "trieste": "GBR", "istria": "YUG",
        "iranian_azerbaijan": "SUN", "south_manchuria": "SUN", "taiwan": "ROC", "north_korea": "SUN",
        "south_korea": "USA", "okinawa": "USA", "kanto": "JPN", "south_sakhalin": "SUN",
        "luzon": "USA", "tonkin": "VDR", "cochinchina": "FRA", "east_java": "IDN",
        "delhi_up": "GBR", "israel_coast": "GBR", "syria": "SYR", "suez_canal": "GBR",
        "tripolitania": "GBR", "eritrea": "GBR", "shewa": "ETH", "hatay": "TUR",
    },
}  # fmt: skip
BORDERS["league"] = BORDERS["century"]

FIRST = {
    "century": ["USA", "ROC", "GBR", "SUN"],
    "charter": ["USA", "SUN", "ROC", "GBR"],
}
"""The Correlates of War's own order of capabilities at the top, 1920 and 1946."""


@cache
def _campaign(name: str) -> Campaign:
    folder = find_campaign(name)
    assert folder is not None
    campaign, issues = load_campaign(folder)
    assert campaign is not None, issues[:5]
    assert not issues, issues[:5]
    return campaign


def _world(name: str) -> World:
    return _campaign(name).world(1)


@pytest.mark.parametrize("name", ERAS)
def test_every_territory_has_a_holder_that_lives(name: str) -> None:
    """No land is nobody's, and whoever has it is a state."""
    world = _world(name)
    assert (world.territories.owner >= 0).all()
    assert world.states.exists[world.territories.owner].all()
    assert world.states.exists[world.territories.controller].all()
    check(world)


@pytest.mark.parametrize("name", ERAS)
def test_borders_are_those_of_the_date(name: str) -> None:
    """Thirty places, each with who stood there."""
    world = _world(name)
    keys, places = world.scenario.state_keys, list(world.scenario.territory_keys)
    stood = {
        place: keys[world.territories.controller[places.index(place)]] for place in BORDERS[name]
    }
    assert stood == BORDERS[name]


@pytest.mark.parametrize("name", ERAS)
def test_who_has_no_state_has_a_homeland_people_and_a_will(name: str) -> None:
    """Some hundred and forty nations wait, each with land that is on the map."""
    world = _world(name)
    asleep = np.flatnonzero(~world.states.exists)
    assert len(asleep) > 130
    for row in asleep:
        land = world.scenario.homelands[row]
        assert land, world.scenario.state_keys[row]
        assert int(world.states.capital[row]) in land
        assert world.states.tpop[row] > 0
        assert world.states.production[row] > 0
        assert 0 < world.states.nationhood[row] < 1
    assert not world.memberships.member[:, asleep].any()


@pytest.mark.parametrize("name", ERAS)
def test_every_colony_is_the_homeland_of_somebody_or_stays_by_judgement(name: str) -> None:
    """What is held as a colony or mandate may become a state's, but for a few rocks and ports."""
    world = _world(name)
    homes = {place for land in world.scenario.homelands for place in land}
    lands = world.territories
    held = np.flatnonzero(np.isin(lands.holding, (Holding.COLONY, Holding.MANDATE)))
    loose = {world.scenario.territory_keys[one] for one in held if int(one) not in homes}
    assert len(loose) <= 45, sorted(loose)
    for place in loose:
        row = world.scenario.territory_keys.index(place)
        assert lands.people[row] < 0.06, place


@pytest.mark.parametrize("name", sorted(FIRST))
def test_the_strongest_are_those_of_the_record(name: str) -> None:
    """By the index of the Correlates of War over the six figures of the states alive."""
    states = _world(name).states
    keys = _campaign(name).gazetteer.state_keys
    figures = ("milex", "milper", "irst", "pec", "tpop", "upop")
    index = np.zeros(len(keys))
    for figure in figures:
        column = np.where(states.exists, getattr(states, figure), 0.0)
        index += column / column.sum() / len(figures)
    order = [keys[row] for row in np.argsort(-index)]
    assert set(order[:4]) == set(FIRST[name])
    assert order[0] == "USA"
    for code in ("FRA", "JPN" if name == "century" else "FRA"):
        assert order.index(code) < 9


@pytest.mark.parametrize(("name", "body", "number"), [
    ("century", "league", 41), ("league", "league", 41), ("charter", "united_nations", 47),
])  # fmt: skip
def test_bodies_have_their_founders(name: str, body: str, number: int) -> None:
    """Less India in 1920; less India, the Philippines, Byelorussia and the Ukraine in 1945."""
    world = _world(name)
    members = world.memberships.member[world.scenario.institution_keys.index(body)]
    keys = world.scenario.state_keys
    assert int(members.sum()) == number
    assert not members[keys.index("DEU")]
    assert members[keys.index("USA")] == (name == "charter")


def test_only_one_power_has_the_bomb_in_1945() -> None:
    """And nobody has it in 1920."""
    world = _world("charter")
    armed = np.flatnonzero(world.states.warheads)
    assert [world.scenario.state_keys[row] for row in armed] == ["USA"]
    assert not _world("century").states.warheads.any()


@pytest.mark.parametrize("name", ERAS)
def test_all_that_is_sold_is_sold_by_somebody(name: str) -> None:
    """At the start and in any year to come, shares of every good sum to one over the living."""
    world = _world(name)
    states = world.states
    assert states.supply_share.sum(axis=0) == pytest.approx(1, abs=1e-4)
    assert not states.supply_share[~states.exists].any()
    sellers = holders_of_land(world)
    output = np.where(states.exists, states.production, 0.0)
    for _, supply in world.scenario.supplies.goods:
        for year in (1900, 1931.5, 1950, 1977.25, 2030):
            shares = shares_at(supply, year)
            assert (shares >= 0).all()
            assert shares.sum() <= 1 + 1e-9
            assert sold_by(shares, sellers).sum() == pytest.approx(shares.sum())
            assert whole(supply, year, sellers, output).sum() == pytest.approx(1)


def test_a_colonys_oil_is_sold_by_its_holder_until_it_has_a_state() -> None:
    """Kuwait's wells count for Britain in 1955 as long as Britain has Kuwait."""
    world = _world("century")
    keys = world.scenario.state_keys
    kuwait, britain = keys.index("KWT"), keys.index("GBR")
    supply = world.scenario.supplies.of(Good.OIL)
    assert supply is not None
    output = np.where(world.states.exists, world.states.production, 0.0)
    held = whole(supply, 1955, holders_of_land(world), output)
    world.states.exists[kuwait] = True
    free = whole(supply, 1955, holders_of_land(world), output)
    assert held[kuwait] == 0
    assert free[kuwait] == pytest.approx(shares_at(supply, 1955)[kuwait], rel=0.05)
    assert held[britain] - free[britain] == pytest.approx(free[kuwait], rel=0.05)


def test_sources_move_with_the_years_and_stay_where_no_years_are_told() -> None:
    """Fifty years on, Arabia sells more oil than in 1920, and America less."""
    world = _world("century")
    before = world.states.supply_share.copy()
    world.turn = 212  # 1973
    for _ in range(20):
        move_sources(world)
    keys, oil = world.scenario.state_keys, world.states.supply_share[:, Good.OIL]
    assert oil[keys.index("SAU")] > before[keys.index("SAU"), Good.OIL] + 0.1
    assert oil[keys.index("USA")] < before[keys.index("USA"), Good.OIL] / 5
    assert world.states.supply_share.sum(axis=0) == pytest.approx(1)

    folder = find_campaign("broken_covenant")
    assert folder is not None
    told, _ = load_campaign(folder)
    assert told is not None
    other = told.world(1)
    kept = other.states.supply_share.copy()
    move_sources(other)
    assert (other.states.supply_share == kept).all()


@pytest.mark.parametrize("name", ERAS)
def test_claims_of_those_without_a_state_sleep(name: str) -> None:
    """They are in the list, dead, until there is somebody to raise them."""
    world = _world(name)
    asleep = [claim for claim in world.claims if not world.states.exists[claim.claimant]]
    assert len(asleep) > 15
    assert not any(claim.live for claim in asleep)
    assert all(claim.live for claim in world.claims if world.states.exists[claim.claimant])


@pytest.mark.parametrize("name", ERAS)
def test_soldiers_are_those_of_the_figures(name: str) -> None:
    """Formations hold what is under arms, give or take rounding, and none stands at sea."""
    world = _world(name)
    forces, states = world.formations, world.states
    for row in np.flatnonzero(states.exists & (states.milper > 5)):
        total = float(forces.strength[forces.exists & (forces.owner == row)].sum())
        assert total == pytest.approx(states.milper[row], rel=0.12), world.scenario.state_keys[row]


@pytest.mark.parametrize("name", ERAS)
def test_two_years_can_be_played(name: str) -> None:
    """Every government finds something lawful to do."""
    world = run(_campaign(name), 7, turns=8).world
    assert world.turn == 8


@pytest.mark.parametrize("name", ERAS)
def test_the_files_say_where_their_figures_come_from(name: str) -> None:
    """Each file opens with a comment that names its sources or says that it judges."""
    folder = find_campaign(name)
    assert folder is not None
    for file in sorted(Path(folder).rglob("*.yaml")):
        head = file.read_text(encoding="utf-8")
        assert head.startswith("#"), file
