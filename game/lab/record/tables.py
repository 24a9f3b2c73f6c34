"""The record's tables as they ship: figures of states, pacts, borders, members, rivals by year.

Sources, licences and quirks are in `SOURCES.md` beside the files.
"""

from __future__ import annotations

import csv
import gzip
import io
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

FIRST, LAST = 1918, 2022
"""Years with figures; a later year is read as the last, an earlier one as the first."""

_MOST_BYTES: Final = 4_000_000
"""Largest size of a table unpacked; the largest that ships is under 1 MB."""

FIGURES: Final = ("milex", "milper", "irst", "pec", "tpop", "upop", "gdp")
"""Spending (k$), soldiers (thousand), iron and steel (kt), energy (kt coal), people and city
people (thousand), output (M$ of 2011)."""


class RecordError(Exception):
    """A table of the record is missing or damaged."""


@dataclass(frozen=True, slots=True)
class Land:
    """A state of the record: who it is and where its capital lies."""

    code: int
    abb: str
    name: str
    region: str
    lat: float
    lon: float


@dataclass(frozen=True, slots=True)
class Spell:
    """Something that held between two states from one year to another, both counted."""

    a: int
    b: int
    since: int
    until: int
    kind: int = 1


@dataclass(frozen=True, slots=True)
class Seat:
    """A membership of an institution; dates are ISO text, `until` empty where it goes on."""

    institution: str
    abb: str
    since: str
    until: str
    permanent: bool
    permanent_years: str


@dataclass(frozen=True, slots=True)
class YearOf:
    """Figures of one state in one year; missing ones are nan."""

    figures: NDArray[np.float64]
    """In the order of FIGURES."""
    polity: float
    major: bool
    nuclear: bool


@dataclass(frozen=True, slots=True)
class Record:
    """All tables."""

    lands: dict[int, Land]
    codes: dict[str, int]
    """By abbreviation."""
    years: dict[int, dict[int, YearOf]]
    """By year, then state."""
    pacts: tuple[Spell, ...]
    """`kind` 1 promises defence, 0 consultation."""
    borders: tuple[Spell, ...]
    """`kind` 1 is a land border, 2 to 5 ever wider waters up to 400 miles."""
    seats: tuple[Seat, ...]
    rivals: tuple[Spell, ...]

    def year(self, year: int) -> dict[int, YearOf]:
        """Return the figures of a year, or of the nearest that there are."""
        return self.years[min(max(year, FIRST), LAST)]


@cache
def record() -> Record:
    """Return the record, read once."""
    return load(Path(__file__).parent)


def load(folder: Path) -> Record:
    """Read all tables from a folder; raises RecordError where one is missing or damaged."""
    lands = {
        int(row["state"]): Land(
            int(row["state"]), row["abb"], row["name"], row["region"],
            float(row["lat"]), float(row["lon"]),
        )
        for row in _rows(folder / "states.csv.gz")
    }  # fmt: skip
    years: dict[int, dict[int, YearOf]] = {}
    for row in _rows(folder / "years.csv.gz"):
        years.setdefault(int(row["year"]), {})[int(row["state"])] = YearOf(
            np.array([float(row[name]) if row[name] else np.nan for name in FIGURES]),
            float(row["polity"]) if row["polity"] else np.nan,
            row["major"] == "1",
            row["nuclear"] == "1",
        )
    if FIRST not in years or LAST not in years:
        raise RecordError(f"{folder / 'years.csv.gz'}: years are missing")
    return Record(
        lands,
        {land.abb: code for code, land in lands.items()},
        years,
        tuple(_spells(folder / "pacts.csv.gz", "defence")),
        tuple(_spells(folder / "borders.csv.gz", "kind")),
        tuple(
            Seat(row["institution"], row["abb"], row["from"], row["until"],
                 row["permanent"] == "1", row["permanent_years"])
            for row in _rows(folder / "members.csv.gz")
        ),
        tuple(_spells(folder / "rivals.csv.gz")),
    )  # fmt: skip


def _spells(path: Path, kind: str = "") -> Iterator[Spell]:
    for row in _rows(path):
        yield Spell(
            int(row["a"]),
            int(row["b"]),
            int(row["from"]),
            int(row["until"]) if row["until"] else 9999,
            int(row[kind]) if kind else 1,
        )


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        with gzip.open(path, "rb") as packed:
            raw = packed.read(_MOST_BYTES + 1)
        if len(raw) > _MOST_BYTES:
            raise RecordError(f"{path}: larger than {_MOST_BYTES} bytes")
        rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8")), strict=True))
    except (OSError, EOFError, UnicodeDecodeError, csv.Error) as fault:
        raise RecordError(f"{path}: {fault}") from fault
    if any(None in row or None in row.values() for row in rows):
        raise RecordError(f"{path}: a line has too many or too few cells")
    return rows
