"""The record: CSV tables of who held what, and of what states had, by year."""

from __future__ import annotations

import csv
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

FIGURES = ("milex", "milper", "irst", "pec", "tpop", "upop")

Row = dict[str, str]

PRICES = {
    1920: 20.0, 1925: 17.5, 1931: 15.2, 1936: 13.9, 1945: 18.0, 1946: 19.5, 1950: 24.1,
    1962: 30.2, 1975: 53.8, 1990: 130.7, 2008: 215.3, 2011: 224.9,
}  # fmt: skip
"""US consumer prices (Bureau of Labor Statistics, CPI-U, 1982-84 = 100)."""


def dollars(year: int) -> float:
    """Return how many dollars of the year buy what one of 2011 does."""
    return PRICES[min(PRICES, key=lambda known: abs(known - year))] / PRICES[2011]


@dataclass
class Record:
    """Tables of the record, read once."""

    folder: Path
    _read: dict[str, list[Row]] = field(default_factory=dict)

    def rows(self, name: str) -> list[Row]:
        """Read a CSV."""
        if name not in self._read:
            with (self.folder / name).open(newline="", encoding="utf-8") as stream:
                self._read[name] = list(csv.DictReader(stream))
        return self._read[name]

    def codes(self, date: str) -> dict[str, str]:
        """Return the map's code of each Correlates of War abbreviation on a date."""
        found: dict[str, str] = {}
        for row in self.rows("codes.csv"):
            if row["cow_abb"] and row["from"] <= date and (not row["to"] or row["to"] >= date):
                found.setdefault(row["cow_abb"], row["code"])
        return found

    def holders(self, date: str) -> dict[str, Row]:
        """Return the row of ownership in force for every territory."""
        current: dict[str, Row] = {}
        for row in self.changes:
            if row["from_date"] <= date:
                current[row["territory_id"]] = row
        return current

    @cached_property
    def changes(self) -> list[Row]:
        """All changes of ownership, in order of date."""
        return sorted(self.rows("map/ownership_changes.csv"), key=lambda row: row["from_date"])

    @cached_property
    def places(self) -> dict[str, Row]:
        """The territories of the map."""
        return {row["id"]: row for row in self.rows("map/territories.csv")}

    @cached_property
    def states(self) -> dict[str, Row]:
        """The states of the map by code."""
        return {row["code"]: row for row in self.rows("map/states.csv")}

    @cached_property
    def years(self) -> dict[str, dict[int, Row]]:
        """Figures by code of the map and year."""
        spans: dict[str, list[tuple[str, str, str]]] = {}
        for row in self.rows("codes.csv"):
            if row["cow_abb"]:
                span = (row["from"][:4] or "0000", row["to"][:4] or "9999", row["code"])
                spans.setdefault(row["cow_abb"], []).append(span)
        found: dict[str, dict[int, Row]] = {}
        for row in self.rows("record/state_years.csv"):
            for since, until, code in spans.get(row["abb"], []):
                if since <= row["year"] <= until:
                    found.setdefault(code, {})[int(row["year"])] = row
        return found

    @cached_property
    def neighbours(self) -> dict[str, set[str]]:
        """The territories that each touches by land."""
        found: dict[str, set[str]] = {}
        for row in self.rows("map/adjacency.csv"):
            if row["kind"] == "land":
                found.setdefault(row["from"], set()).add(row["to"])
                found.setdefault(row["to"], set()).add(row["from"])
        return found

    @cached_property
    def coasts(self) -> set[str]:
        """The territories that touch a sea."""
        found: set[str] = set()
        for row in self.rows("map/adjacency.csv"):
            if row["kind"] == "coast":
                found |= {row["from"], row["to"]}
        return found

    def born(self, code: str) -> tuple[str, tuple[str, ...]]:
        """Return when a state first held land, and what it held within the next half year."""
        mine = [row for row in self.changes if row["owner"] == code]
        if not mine:
            return "", ()
        first = mine[0]["from_date"]
        limit = _half_year_on(first)
        held = dict.fromkeys(row["territory_id"] for row in mine if row["from_date"] <= limit)
        return first, tuple(held)


def _half_year_on(date: str) -> str:
    year, month, day = (int(part) for part in date.split("-"))
    month += 6
    return f"{year + (month > 12):04d}-{(month - 1) % 12 + 1:02d}-{day:02d}"
