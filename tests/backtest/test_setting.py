"""A crisis is set up from the figures of its day, and of nothing later."""

import numpy as np
import pytest

from game.core.invariants import check
from game.core.kinds import Act, Seat
from game.core.outlook import outlook
from game.lab.backtest.cast import MOST, cast_of
from game.lab.backtest.play import shield
from game.lab.backtest.quarrels import KINDS, quarrel_of
from game.lab.backtest.setting import Setting, set_up
from game.lab.record.tables import record
from tests.backtest.rows import opening


def rows(setting: Setting) -> dict[str, int]:
    return {
        player.land.abb: row for row, player in enumerate(setting.cast.players) if player.code >= 0
    }


def test_italy_and_ethiopia_meet_in_the_league_without_allies_of_ethiopia() -> None:
    setting = set_up(opening(), record())
    row = rows(setting)
    member = setting.world.memberships.member[0]
    assert setting.aggressors == [row["ITA"]]
    assert setting.victims == [row["ETH"]]
    assert member[row["ITA"]]
    assert member[row["ETH"]]
    assert member[row["RUS"]]  # since September 1934
    assert not member[row["USA"]]
    assert not member[row["GMY"]]
    assert not member[row["JPN"]]
    assert not outlook(setting.world).bound[:, row["ETH"]].any()
    seats = setting.world.memberships.seat[0]
    permanent = {name for name, at in row.items() if seats[at] == Seat.PERMANENT}
    assert permanent == {"UKG", "FRN", "ITA", "RUS"}
    assert setting.world.states.power[row["ITA"]] > 5 * setting.world.states.power[row["ETH"]]


def test_a_great_power_bound_to_taiwan_covers_it_in_1958_but_not_in_1995() -> None:
    asked = {"kind": "blockade", "aggressor": "CHN", "victim": "TAW", "institution": ""}
    early = set_up(opening(date="1958-08-23", **asked), record())
    late = set_up(opening(date="1995-07-21", **asked), record())
    assert shield(early, outlook(early.world)) > 0.1
    assert shield(late, outlook(late.world)) == 0.0
    assert early.body is None


def test_chinas_seat_is_held_from_taipei_until_october_1971() -> None:
    asked = {"kind": "border", "aggressor": "IND", "victim": "PAK", "institution": "UN"}
    for date, holder, other in (
        ("1965-08-05", "TAW", "CHN"),
        ("1971-10-24", "TAW", "CHN"),
        ("1971-12-03", "CHN", "TAW"),
    ):
        body = set_up(opening(date=date, **asked), record()).body
        assert body is not None
        assert holder in body.permanent
        assert other not in body.members


def test_the_assembly_may_step_in_from_november_1950_only() -> None:
    asked = {"kind": "war", "aggressor": "PRK", "victim": "ROK", "institution": "United Nations"}
    before = set_up(opening(date="1950-06-25", **asked), record()).body
    after = set_up(opening(date="1950-11-28", **asked), record()).body
    assert before is not None
    assert after is not None
    assert not before.charter.rule(Act.FORCE).bypass
    assert after.charter.rule(Act.FORCE).bypass
    assert before.charter.rule(Act.FORCE).veto


def test_a_pact_of_the_same_year_does_not_count() -> None:
    # North Korea and China signed in 1961; Britain and Poland in 1939, on the eve of the war.
    setting = set_up(opening(date="1939-09-01", aggressor="GMY RUS", victim="POL"), record())
    row = rows(setting)
    bound = outlook(setting.world).bound
    assert bound[row["FRN"], row["POL"]]
    assert not bound[row["UKG"], row["POL"]]


@pytest.mark.parametrize(
    ("aggressor", "victim", "kind", "year", "attackers", "defenders"),
    [
        ("EGY JOR SYR IRQ LEB", "ISR", "interstate war", 1948, "EGY JOR SYR IRQ LEB", "ISR"),
        ("GMY RUS", "POL", "conquest", 1939, "GMY RUS", "POL"),
        ("AZE", "Artsakh (ARM)", "conquest", 2023, "AZE", "ARM"),
        ("BEL (and Katanga)", "DRC", "intervention", 1960, "BEL", "DRC"),
        ("SWD (claimant; no attack)", "FIN", "territorial", 1920, "SWD", "FIN"),
        ("POL insurgents and GMY Freikorps", "GMY", "territorial", 1921, "POL", "GMY"),
        ("ECU PER (disputed)", "PER ECU", "interstate war", 1995, "ECU", "PER"),
        ("GBR FRA ISR", "EGY", "interstate war", 1956, "UKG FRN ISR", "EGY"),
        ("Soviet Union", "Finland", "conquest", 1939, "RUS", "FIN"),
    ],
)
def test_parties_are_read_as_the_record_writes_them(
    aggressor: str, victim: str, kind: str, year: int, attackers: str, defenders: str
) -> None:
    cast = cast_of(opening(date=str(year), kind=kind, aggressor=aggressor, victim=victim), record())
    for rows_, named in ((cast.aggressors, attackers), (cast.victims, defenders)):
        states = [cast.players[row] for row in rows_ if cast.players[row].code >= 0]
        assert " ".join(player.land.abb for player in states) == named


@pytest.mark.parametrize(
    ("aggressor", "victim", "kind", "year", "host", "insurgent"),
    [
        ("Rhodesian regime", "ZIM", "illegal regime", 1965, "ZIM", True),
        ("Haitian junta", "HAI", "coup", 1991, "HAI", True),
        ("Rwandan government", "Tutsi of RWA", "genocide", 1994, "RWA", False),
        ("IRQ", "Iraqi Kurds", "repression", 1991, "IRQ", False),
        ("YUG", "Kosovo Albanians", "repression", 1999, "YUG", False),
        ("RSF and SAF factions", "SUD", "civil war", 2023, "SUD", True),
        ("factions (SNA)", "SOM", "civil war", 1992, "SOM", True),
        ("Jammeh", "elected GAM government", "coup", 2016, "GAM", True),
    ],
)
def test_a_quarrel_within_a_state_has_that_state_as_its_place(
    aggressor: str, victim: str, kind: str, year: int, host: str, insurgent: bool
) -> None:
    cast = cast_of(opening(date=str(year), kind=kind, aggressor=aggressor, victim=victim), record())
    assert record().lands[cast.host].abb == host
    assert cast.insurgent == insurgent


def test_power_is_taken_from_the_file_where_it_gives_it() -> None:
    plain = set_up(opening(), record()).world.states.power
    given = set_up(opening(aggressor_power=0.1, victim_power=0.01), record()).world.states.power
    assert plain[0] == pytest.approx(0.05, abs=0.01)
    # Shares are of those on stage, who hold nine tenths of the world's power.
    assert given[0] == pytest.approx(0.1, rel=0.2)
    assert given[1] == pytest.approx(0.01, rel=0.2)


def test_a_land_that_is_no_state_is_weak_and_next_door() -> None:
    setting = set_up(
        opening(date="1950-10-07", kind="annexation", aggressor="CHN", victim="Tibet"), record()
    )
    states, v = setting.world.states, setting.victims[0]
    assert states.power[v] < 0.001
    assert setting.world.dyads.contiguous[setting.aggressors[0], v]


def test_a_land_for_which_a_distant_state_answers_is_hardly_defended_by_it() -> None:
    near = set_up(
        opening(date="2023-09-19", aggressor="AZE", victim="Artsakh (ARM)", institution="CSTO"),
        record(),
    )
    far = set_up(
        opening(date="1955-08-15", aggressor="IND", victim="Goa (POR)", institution=""), record()
    )
    for setting, patron, least, most in ((near, "ARM", 0.9, 1.0), (far, "POR", 0.0, 0.3)):
        land, state = setting.victims
        assert setting.cast.players[land].code < 0
        assert setting.cast.players[state].land.abb == patron
        assert least <= outlook(setting.world).nearness[land, state] <= most


def test_a_type_nobody_has_heard_of_is_read_as_the_middle_of_all() -> None:
    assert quarrel_of("unheard of") == KINDS["unknown"]
    both = quarrel_of("civil/interstate")
    assert both.internal == 0.5
    assert both.aim == (KINDS["civil war"].aim + KINDS["war"].aim) / 2


@pytest.mark.parametrize(
    "date", ["1648", "1914-07-28", "1919-01-23", "1945-05", "2025-06-13", "2150"]
)
def test_any_year_can_be_set_up(date: str) -> None:
    for institution in ("League of Nations", "United Nations", "NATO", "", "Concert of Europe"):
        setting = set_up(opening(date=date, institution=institution), record())
        check(setting.world)
        assert 6 <= setting.world.n <= MOST
        assert np.isfinite(setting.world.dyads.threat).all()
