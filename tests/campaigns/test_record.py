"""The campaigns against the record, where INDIVISIBLE_RECORD names a folder that holds it."""

from __future__ import annotations

import csv
import os
from functools import cache
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from game.content.library import find_campaign

_NAMED = os.environ.get("INDIVISIBLE_RECORD", "")
_RECORD = Path(_NAMED)

pytestmark = pytest.mark.skipif(
    not _NAMED or not (_RECORD / "map" / "ownership_changes.csv").is_file(),
    reason="INDIVISIBLE_RECORD names no folder with the record",
)

DATES = {"century": ("1920-01-10", 1920), "charter": ("1945-11-01", 1946)}

JUDGED = {
    "century": {
        "haiti", "dominican_republic", "outer_mongolia", "west_mongolia", "tuva", "rhineland",
    },
    "charter": {"suez_canal"},
}  # fmt: skip
"""Territories whose holder is judged otherwise than in the record."""


def _rows(name: str) -> list[dict[str, str]]:
    with (_RECORD / name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


@cache
def _part(campaign: str, part: str) -> dict[str, dict[str, object]]:
    folder = find_campaign(campaign)
    assert folder is not None
    path = folder / part
    files = sorted(path.glob("*.yaml")) if path.is_dir() else [path.with_suffix(".yaml")]
    found: dict[str, dict[str, object]] = {}
    for file in files:
        found |= YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return found


def _cow(date: str) -> dict[str, str]:
    return {
        row["code"]: row["cow_abb"]
        for row in reversed(_rows("codes.csv"))
        if row["cow_abb"] and row["from"] <= date and (not row["to"] or row["to"] >= date)
    }


@pytest.mark.parametrize("name", sorted(DATES))
def test_land_is_held_by_whom_the_record_names(name: str) -> None:
    """Every territory of the map, but for those that are judged otherwise."""
    date, _ = DATES[name]
    wanted: dict[str, str] = {}
    for row in sorted(_rows("map/ownership_changes.csv"), key=lambda row: row["from_date"]):
        if row["from_date"] <= date:
            wanted[row["territory_id"]] = {"OTT": "TUR"}.get(row["owner"], row["owner"])
    held = {
        place: code
        for code, titles in _part(name, "holdings").items()
        for title, places in titles.items()
        if title != "demilitarised"
        for place in places  # type: ignore[attr-defined]
    }
    assert set(held) == set(wanted)
    wrong = {place for place in held if held[place] != wanted[place]}
    assert wrong <= JUDGED[name]


@pytest.mark.parametrize("name", sorted(DATES))
def test_figures_are_those_of_the_record_unless_they_say_otherwise(name: str) -> None:
    """Six figures of every state, but for those with a source of their own."""
    date, year = DATES[name]
    by_abb = {
        row["abb"]: row for row in _rows("record/state_years.csv") if row["year"] == str(year)
    }
    abb = {**_cow(date), "TUR": "TUR"}
    compared = 0
    for code, entry in _part(name, "states").items():
        figures = entry["capabilities"]
        assert isinstance(figures, dict)
        if not entry.get("exists", True) or "source" in figures:
            continue
        row = by_abb[abb[code]]
        for key, scale in (("milex", 1000), ("milper", 1), ("irst", 1), ("pec", 1), ("tpop", 1)):
            if row[key]:
                assert figures[key] == pytest.approx(float(row[key]) / scale, rel=0.01), (code, key)
                compared += 1
    assert compared > 180


@pytest.mark.parametrize("name", sorted(DATES))
def test_every_state_of_the_record_is_in_the_cast(name: str) -> None:
    """Whoever has figures that year, or rules land later, is a state or a nation here."""
    date, _ = DATES[name]
    cast = set(_part(name, "states"))
    aliases = {"OTT", "SCG", "NDH", "SVR", "VIC", "RHO", "HUT", "VNM", "HAT", "FER"}
    gone = {"ARM", "AZE", "BUK", "KHV", "FIU", "DZG", "WHR", "RAS", "IDR", "MAN", "MEN", "TNT"}
    later = {row["owner"] for row in _rows("map/ownership_changes.csv") if row["from_date"] > date}
    now = {row["code"] for row in _rows("codes.csv") if row["code"] in _cow(date)}
    year = DATES[name][1]
    alive = {row["abb"] for row in _rows("record/state_years.csv") if row["year"] == str(year)}
    lasting = {code for code in now if _cow(date)[code] in alive}
    assert (later | lasting) - cast - aliases - (gone if name == "charter" else set()) == set()


@pytest.mark.parametrize(("name", "body", "until", "founders", "governed"), [
    ("century", "League of Nations", "1920-11-03", 42, {"IND"}),
    ("charter", "United Nations", "1945-12-31", 51, {"IND", "PHI", "BLR", "UKR"}),
])  # fmt: skip
def test_members_are_the_founders_less_those_governed_by_others(
    name: str, body: str, until: str, founders: int, governed: set[str]
) -> None:
    """42 of the League; 51 of the United Nations."""
    rows = [row for row in _rows("record/institutions.csv") if row["institution"] == body]
    original = {row["abb"] for row in rows if row["join"] <= until}
    assert len(original) == founders
    code = {abb: code for code, abb in _cow(DATES[name][0]).items()}
    wanted = {code[abb] for abb in original - governed}
    (entry,) = _part(name, "institutions").values()
    assert set(entry["members"]) == wanted  # type: ignore[call-overload]


@pytest.mark.parametrize("name", sorted(DATES))
def test_the_order_of_powers_is_that_of_the_record(name: str) -> None:
    """Majors rank as by CINC, within two places."""
    date, year = DATES[name]
    rows = {row["abb"]: row for row in _rows("record/state_years.csv") if row["year"] == str(year)}
    abb = _cow(date)
    alive = {
        code: entry["capabilities"]
        for code, entry in _part(name, "states").items()
        if entry.get("exists", True)
    }
    figures = ("milex", "milper", "irst", "pec", "tpop", "upop")
    sums = {key: sum(one[key] for one in alive.values()) for key in figures}  # type: ignore[index]
    index = {
        code: sum(one[key] / sums[key] for key in figures) / 6  # type: ignore[index]
        for code, one in alive.items()
    }
    known = [code for code in alive if code in abb and abb[code] in rows]
    mine = sorted(known, key=lambda code: -index[code])
    theirs = sorted(known, key=lambda code: -float(rows[abb[code]]["cinc"] or 0))
    for code in theirs[:8]:
        assert abs(mine.index(code) - theirs.index(code)) <= 2, code
