"""Compile the figures of the day that the backtest needs from the public record.

    INDIVISIBLE_RECORD=folder python tools/compile_record.py

Reads the tables named in `game/lab/record/SOURCES.md` from the folder and writes the few columns
in use to `game/lab/record/*.csv.gz`. The same input gives the same bytes: rows are sorted, and the
archives carry no time.
"""

from __future__ import annotations

import csv
import gzip
import io
import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

TARGET = Path(__file__).resolve().parent.parent / "game" / "lab" / "record"

OPEN_PACTS = 2018
"""Last year of the pacts' table: what still stood then is taken to stand on."""

CHINAS_SEAT = {("United Nations", "CHN"), ("United Nations", "TAW")}
"""Held from Taipei from 1949 until Assembly resolution 2758 (25 October 1971)."""


def main() -> int:
    """Compile all tables; return the exit code."""
    folder = os.environ.get("INDIVISIBLE_RECORD")
    if not folder:
        print("Set INDIVISIBLE_RECORD to the folder of the record.", file=sys.stderr)
        return 2
    source = Path(folder)
    _years(source)
    _states(source)
    _pacts(source)
    _borders(source)
    _members(source)
    _rivals(source)
    total = sum(path.stat().st_size for path in TARGET.glob("*.csv.gz"))
    print(f"{total / 1024:.0f} kB in {TARGET}")
    return 0


def _years(source: Path) -> None:
    rows = [
        (
            int(row["ccode"]),
            int(row["year"]),
            *(_figures(row[name], 4) for name in ("milex", "milper", "irst", "pec")),
            *(_figures(row[name], 4) for name in ("tpop", "upop", "gdp_mean_est")),
            row["polity2"],
            int(row["is_major"]),
            int(row["nuclear"]),
        )
        for row in _read(source / "state_years.csv")
    ]
    heads = "state year milex milper irst pec tpop upop gdp polity major nuclear"
    _write("years", heads.split(), rows)


def _states(source: Path) -> None:
    seen: dict[int, tuple[object, ...]] = {}
    for row in _read(source / "state_years.csv"):
        code = int(row["ccode"])
        place = (_places(row["cap_lat"]), _places(row["cap_lon"]))
        seen[code] = (code, row["abb"], row["name"], row["region"], *place)
    _write("states", ["state", "abb", "name", "region", "lat", "lon"], seen.values())


def _pacts(source: Path) -> None:
    rows = []
    for row in _read(source / "alliances.csv"):
        if row["source"] != "ATOP5":
            continue
        defence = row["defence"] == "1"
        friendly = defence or row["consultation"] == "1" or row["offence"] == "1"
        if not friendly:
            continue
        until = int(row["end_year"])
        rows.append(
            (
                int(row["ccode1"]),
                int(row["ccode2"]),
                int(row["start_year"]),
                "" if until >= OPEN_PACTS else until,
                int(defence),
            )
        )
    _write("pacts", ["a", "b", "from", "until", "defence"], _joined(rows))


def _joined(rows: list[tuple[object, ...]]) -> list[tuple[object, ...]]:
    """Return spells with those that follow each other under the same promise made one."""
    out: list[list[object]] = []
    for row in sorted(rows, key=lambda r: (r[0], r[1], r[4], r[2])):
        last = out[-1] if out else None
        same = last is not None and last[:2] == list(row[:2]) and last[4] == row[4]
        if (
            same
            and last is not None
            and last[3] != ""
            and int(str(last[3])) + 1 >= int(str(row[2]))
        ):
            last[3] = row[3] if row[3] == "" else max(int(str(last[3])), int(str(row[3])))
        else:
            out.append(list(row))
    return [tuple(row) for row in out]


def _borders(source: Path) -> None:
    rows = [
        (int(row["ccode1"]), int(row["ccode2"]), int(row["conttype"]), row["start"][:4],
         "" if row["end"][:4] >= "2016" else row["end"][:4])
        for row in _read(source / "contiguity.csv")
        if int(row["ccode1"]) < int(row["ccode2"]) and int(row["conttype"]) > 0
    ]  # fmt: skip
    _write("borders", ["a", "b", "kind", "from", "until"], rows)


def _members(source: Path) -> None:
    rows: list[tuple[object, ...]] = [
        ("United Nations", "CHN", "1945-10-24", "1949-12-08", 1, ""),
        ("United Nations", "TAW", "1949-12-08", "1971-10-25", 1, ""),
        ("United Nations", "CHN", "1971-10-25", "", 1, ""),
    ]
    for row in _read(source / "institutions.csv"):
        if (row["institution"], row["abb"]) in CHINAS_SEAT:
            continue
        permanent = row["role"] == "P5" or row["role"].startswith("permanent council")
        years = row["role"].removeprefix("permanent council ") if "council" in row["role"] else ""
        rows.append(
            (row["institution"], row["abb"], row["join"], row["leave"], int(permanent), years)
        )
    _write("members", ["institution", "abb", "from", "until", "permanent", "permanent_years"], rows)


def _rivals(source: Path) -> None:
    rows = [
        (int(row["ccode1"]), int(row["ccode2"]), max(int(row["start"]), 1900),
         "" if int(row["end"]) >= 2020 else int(row["end"]))
        for row in _read(source / "rivalries.csv")
        if int(row["end"]) >= 1918
    ]  # fmt: skip
    _write("rivals", ["a", "b", "from", "until"], rows)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _figures(text: str, digits: int) -> str:
    return f"{float(f'{float(text):.{digits}g}'):.12g}" if text else ""


def _places(text: str) -> str:
    return f"{float(text):.2f}" if text else ""


def _write(name: str, heads: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(sorted(rows, key=lambda row: [str(cell).rjust(12) for cell in row]))
    with (
        (TARGET / f"{name}.csv.gz").open("wb") as raw,
        gzip.GzipFile(filename="", mode="wb", fileobj=raw, mtime=0, compresslevel=9) as packed,
    ):
        packed.write(text.getvalue().encode())


if __name__ == "__main__":
    sys.exit(main())
