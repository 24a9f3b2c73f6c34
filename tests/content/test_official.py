"""The campaigns that come with the game are whole, sourced and the same everywhere."""

from __future__ import annotations

import csv
import os
import re
import subprocess
import sys
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import numpy as np
import pytest

from game.content.campaign import Campaign, UnknownName
from game.content.check import check
from game.content.library import charters, find_campaign, library, list_campaigns
from game.content.load import load_campaign
from game.core.charter import Organ
from game.core.invariants import faults
from game.core.kinds import Act, Arm, Holding, Obligation, Seat

ROOT = Path(__file__).resolve().parents[2]


@lru_cache(maxsize=4)
def loaded(name: str) -> Campaign:
    folder = find_campaign(name)
    assert folder is not None
    campaign, issues = load_campaign(folder)
    assert issues == (), "\n".join(map(str, issues))
    assert campaign is not None
    return campaign


@pytest.fixture
def covenant() -> Campaign:
    return loaded("broken_covenant")


@pytest.mark.parametrize("listed", list_campaigns(), ids=lambda listed: listed.id)
def test_an_official_campaign_checks_clean(listed: object) -> None:
    assert check(listed.id) == ()  # type: ignore[attr-defined]
    assert loaded(listed.id).id == listed.id  # type: ignore[attr-defined]


def test_a_campaign_is_listed_once_though_its_folder_is_named_twice() -> None:
    names = [
        listed.id for listed in list_campaigns([ROOT / "campaigns", ROOT / "game/../campaigns"])
    ]
    assert sorted(set(names)) == sorted(names)
    assert "league" in names


@pytest.mark.parametrize("key", sorted(charters()))
def test_a_preset_charter_checks_clean_and_opens_a_world(key: str, covenant: Campaign) -> None:
    assert check(str(charters()[key])) == ()
    world = covenant.world(1, charter=key)
    assert world.charters[0].key == key
    assert world.memberships.member[0, list(world.charters[0].permanent)].all()
    assert world.memberships.member[0].sum() > 1
    assert not list(faults(world))


def test_every_territory_has_an_owner_and_a_place(covenant: Campaign) -> None:
    world = covenant.world(7)
    land = world.territories
    assert len(land.owner) == 560
    assert world.states.exists[land.owner].all()
    held = np.bincount(land.owner, minlength=world.n)
    assert (held > 0).all()
    # What is occupied is counted among the figures of who has the title.
    counted = np.where(land.drawn_by >= 0, land.drawn_by, land.owner)
    shares = np.bincount(counted, weights=land.people, minlength=world.n)
    assert np.allclose(shares[held > 0], 1.0, atol=1e-3)


def test_a_newcomer_is_offered_a_telling_state_first(covenant: Campaign) -> None:
    offered = [state.key for state in covenant.playable]
    assert offered[0] == "GBR"
    told = [bool(state.blurb) for state in covenant.playable]
    assert told == sorted(told, reverse=True)
    assert {"GBR", "FRA", "ITA", "JPN", "SUN", "USA", "DEU"} <= set(offered[:9])


def test_the_cast_of_1931(covenant: Campaign) -> None:
    names = covenant.gazetteer
    world = covenant.world(7)
    assert 70 <= world.n <= 75
    majors = {names.state_keys[i] for i in np.flatnonzero(world.states.major)}
    assert majors == {"GBR", "FRA", "DEU", "ITA", "SUN", "USA", "JPN"}
    manchuria = names.territory("south_manchuria")
    assert world.territories.owner[manchuria] == names.state("ROC")
    assert world.territories.owner[names.territory("shewa")] == names.state("ETH")
    assert world.territories.holding[names.territory("syria")] == Holding.MANDATE
    canal = names.territory("suez_canal")
    assert world.territories.holding[canal] == Holding.OCCUPIED
    assert world.territories.owner[canal] == names.state("GBR")
    assert world.territories.sovereign[canal] == names.state("EGY")
    assert world.territories.demilitarised[names.territory("rhineland")]


def test_the_league_of_september_1931(covenant: Campaign) -> None:
    names, world = covenant.gazetteer, covenant.world(7)
    seats = world.memberships
    members = {names.state_keys[i] for i in np.flatnonzero(seats.member[0])}
    assert len(members) == 54
    assert not members & {"USA", "SUN", "TUR", "BRA", "AFG", "ECU", "EGY", "SAU", "CRI"}
    permanent = {names.state_keys[i] for i in np.flatnonzero(seats.seat[0] == Seat.PERMANENT)}
    assert permanent == {"GBR", "FRA", "ITA", "JPN", "DEU"}
    assert (seats.seat[0] == Seat.ELECTED).sum() == 9
    assert seats.seat_until[0, names.state("POL")] == 4
    assert seats.seat_until[0, names.state("ROC")] == 12


def test_the_covenant_as_data(covenant: Campaign) -> None:
    charter = covenant.world(7).charters[0]
    naming = charter.rule(Act.DETERMINATION)
    assert naming.organ == Organ.COUNCIL
    assert naming.majority == 1
    assert not naming.parties_vote
    assert not naming.veto
    sanction = charter.rule(Act.OIL_BAN)  # each member judges for itself: resolution of 1921
    assert sanction.organ == Organ.ASSEMBLY
    assert sanction.majority == Fraction(1, 2)
    inquiry = charter.rule(Act.INQUIRY)
    assert (inquiry.majority.numerator, inquiry.majority.denominator, inquiry.strict) == (
        1,
        2,
        True,
    )
    assert charter.rule(Act.ADMISSION).organ == Organ.ASSEMBLY
    assert charter.obligation(Act.TRADE_BAN) == Obligation.BINDING
    assert charter.obligation(Act.FORCE) == Obligation.RECOMMENDED
    assert charter.needs(Act.PEACEKEEPING) is None
    assert Act.DETERMINATION in (charter.needs(Act.ARMS_EMBARGO) or ())
    assert charter.withdrawal_notice_turns == 8
    assert charter.elected_term_turns == 12
    assert charter.inquiry_turns == 2


def test_oil_comes_from_outside_the_league(covenant: Campaign) -> None:
    names, world = covenant.gazetteer, covenant.world(7)
    oil = world.states.supply_share[:, 4]
    assert oil.sum() == pytest.approx(1.0, abs=1e-3)
    assert oil[names.state("USA")] == pytest.approx(0.62, abs=1e-6)
    assert oil[world.memberships.member[0]].sum() < 0.3


def test_nothing_in_the_files_is_dated_after_the_start(covenant: Campaign) -> None:
    for file in sorted(covenant.folder.rglob("*.yaml")):
        if file.name == "institutions.yaml":
            continue  # terms of council seats run on
        body = "\n".join(
            line for line in file.read_text("utf-8").splitlines() if not line.startswith("#")
        )
        body = re.sub(r"source: .*", "", body)
        late = [year for year in re.findall(r"\b19[0-9]{2}\b", body) if int(year) > 1931]
        assert not late, f"{file.name} speaks of {late}"


def test_every_data_file_names_its_sources(covenant: Campaign) -> None:
    for file in sorted(covenant.folder.rglob("*.yaml")):
        assert file.read_text("utf-8").startswith("# "), file.name


def test_formations_stay_within_the_soldiers_of_the_record(covenant: Campaign) -> None:
    world = covenant.world(7)
    forces = world.formations
    live = forces.exists
    total = np.bincount(forces.owner[live], weights=forces.strength[live], minlength=world.n)
    assert (total <= world.states.milper * 1.1 + 0.5).all()
    afloat = live & (forces.arm == Arm.FLEET)
    navy = np.bincount(forces.owner[afloat], weights=forces.strength[afloat], minlength=world.n)
    order = [covenant.gazetteer.state_keys[i] for i in np.argsort(-navy)[:5]]
    assert order == ["GBR", "USA", "JPN", "FRA", "ITA"]


def test_a_world_is_the_same_in_another_process(covenant: Campaign) -> None:
    code = (
        "from game.content.library import find_campaign; from game.content.load import"
        " load_campaign; print(load_campaign(find_campaign('broken_covenant'))[0].world(7).digest())"
    )
    env = {**os.environ, "PYTHONHASHSEED": "4321"}
    other = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True
    )
    assert other.stdout.strip() == covenant.world(7).digest()
    assert covenant.world(8).digest() != covenant.world(7).digest()


def test_humans_and_charters_are_chosen_by_name(covenant: Campaign) -> None:
    world = covenant.world(7, humans=["GBR", "ITA"])
    assert world.states.human.sum() == 2
    with pytest.raises(UnknownName, match="did you mean 'GBR'"):
        covenant.world(7, humans=["GBRR"])
    with pytest.raises(UnknownName, match="did you mean 'league_1920'"):
        covenant.world(7, charter="legue_1920")


def test_playable_states_are_offered_with_reasons(covenant: Campaign) -> None:
    offered = [state for state in covenant.playable if state.blurb]
    assert {"GBR", "ITA", "JPN", "ETH", "ROC", "USA"} <= {state.key for state in offered}
    assert all(state.role for state in offered)
    assert len(covenant.playable) == len(covenant.gazetteer.state_keys)


def test_the_library_is_the_checkout() -> None:
    assert (library() / "campaigns" / "charters").is_dir()
    assert find_campaign("no_such_campaign") is None


def test_members_and_owners_agree_with_the_record(covenant: Campaign) -> None:
    record = os.environ.get("INDIVISIBLE_RECORD")
    if not record or not Path(record).is_dir():
        pytest.skip("INDIVISIBLE_RECORD names no folder of record files")
    with (Path(record) / "record" / "institutions.csv").open(encoding="utf-8") as stream:
        rows = [row for row in csv.DictReader(stream) if row["institution"] == "League of Nations"]
    day = "1931-09-30"
    listed = [
        row for row in rows if row["join"] <= day and not (row["leave"] and row["leave"] <= day)
    ]
    world = covenant.world(7)
    assert world.memberships.member[0].sum() == len(listed) - 1  # India is governed from London
