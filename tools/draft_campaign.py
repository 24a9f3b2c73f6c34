"""Draft the factual parts of a campaign folder from a folder of record files.

    python tools/draft_campaign.py RECORD_DIR --year 1931 --out DIR

RECORD_DIR holds `codes.csv`, `map/` (states, ownership_changes, territories) and `record/` (Correlates
of War tables: state_years, alliances, rivalries, institutions). What comes out is a draft: doctrines
are guessed from the regime, names and capitals are those of the record, and every file is meant to
be finished by hand. The game never reads the record.
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

DOLLAR_OF_2011 = {
    1919: 13.0,
    1931: 14.8,
    1936: 16.2,
    1945: 12.5,
    1962: 7.45,
    1990: 1.72,
    2008: 1.04,
}
"""Price of a 2011 dollar's goods in dollars of the year, inverted: US consumer prices (Bureau of
Labor Statistics, CPI-U: 15.2 in 1931, 224.9 in 2011)."""

FIGURES = ("milex", "milper", "irst", "pec", "tpop", "upop")


@dataclass
class Draft:
    """The parts of a campaign as plain data."""

    states: dict[str, dict[str, Any]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    holdings: dict[str, dict[str, Any]] = field(default_factory=dict)
    treaties: list[dict[str, Any]] = field(default_factory=list)
    rivalries: list[dict[str, Any]] = field(default_factory=list)
    members: list[str] = field(default_factory=list)


def rows(record: Path, name: str) -> list[dict[str, str]]:
    """Read a CSV of the record."""
    with (record / name).open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def codes(record: Path, date: str) -> dict[str, str]:
    """Return the map's code of each Correlates of War abbreviation on a date."""
    found = {}
    for row in rows(record, "codes.csv"):
        if row["cow_abb"] and row["from"] <= date and (not row["to"] or row["to"] >= date):
            found.setdefault(row["cow_abb"], row["code"])
    return found


def ownership(record: Path, date: str) -> dict[str, dict[str, str]]:
    """Return the row of ownership in force for every territory."""
    current: dict[str, dict[str, str]] = {}
    changes = rows(record, "map/ownership_changes.csv")
    for row in sorted(changes, key=lambda row: row["from_date"]):
        if row["from_date"] <= date:
            current[row["territory_id"]] = row
    return current


def draft(record: Path, year: int, month: int = 7) -> Draft:
    """Draft every part for the first of a month."""
    date = f"{year}-{month:02d}-01"
    out = Draft()
    by_cow = codes(record, date)
    owners = ownership(record, date)
    _holdings(out, owners)
    _states(out, record, year, {code: abb for abb, code in by_cow.items()})
    _treaties(out, record, year, by_cow)
    _rivalries(out, record, year, by_cow)
    for row in rows(record, "record/institutions.csv"):
        ended = row["leave"] and row["leave"] <= date
        if row["institution"] == "League of Nations" and row["join"] <= date and not ended:
            code = by_cow.get(row["abb"])
            if code in out.states:
                out.members.append(code)
    return out


def _holdings(out: Draft, owners: dict[str, dict[str, str]]) -> None:
    for place, row in sorted(owners.items()):
        held = out.holdings.setdefault(row["owner"], {})
        if row["status"] == "occupied" and row["sovereign"]:
            held.setdefault("occupied", {})[place] = row["sovereign"]
        else:
            title = "core" if row["status"] == "occupied" else row["status"]
            held.setdefault(title, []).append(place)


def _states(out: Draft, record: Path, year: int, cow: dict[str, str]) -> None:
    figures = {
        row["abb"]: row
        for row in rows(record, "record/state_years.csv")
        if row["year"] == str(year)
    }
    price = DOLLAR_OF_2011[min(DOLLAR_OF_2011, key=lambda known: abs(known - year))]
    region = {row["id"]: row["region"] for row in rows(record, "map/territories.csv")}
    for row in rows(record, "map/states.csv"):
        code = row["code"]
        if code not in out.holdings:
            continue
        found = figures.get(cow.get(code, ""), {})
        number = {name: float(found.get(name) or 0) for name in FIGURES}
        number["milex"] = round(number["milex"] / 1000, 3)
        regime = float(found.get("polity2") or 0)
        capital = row["capital_territory"]
        out.regions[code] = region.get(capital, "Europe")
        out.states[code] = {
            "name": row["name"],
            "adjective": row["adjective"],
            "colour": f"#{int(row['r']):02x}{int(row['g']):02x}{int(row['b']):02x}",
            "capital": capital,
            "capabilities": {"year": year, **number},
            "production": round(float(found.get("gdp_mean_est") or 0) / price, 1),
            "regime": regime,
            "major": found.get("is_major") == "1",
            "doctrine": _guess(regime),
        }


def _guess(regime: float) -> dict[str, Any]:
    """Guess a doctrine from the regime alone; a draft to be judged by hand."""
    uphold = round(0.2 + 0.01 * regime, 2)
    rest = {"balance": 0.2, "free_ride": 0.3, "keep_out": 0.2}
    return {"uphold": uphold, **rest, "revise": round(0.3 - uphold, 2), "why": "drafted by regime"}


def _treaties(out: Draft, record: Path, year: int, by_cow: dict[str, str]) -> None:
    kinds = (("defence", "defence"), ("entente", "entente"), ("neutrality", "neutrality"),
             ("nonaggression", "non_aggression"))  # fmt: skip
    for row in rows(record, "record/alliances.csv"):
        if row["source"] != "COW4.1" or not _in_force(row["start_year"], row["end_year"], year):
            continue
        pair = [by_cow.get(row["abb1"]), by_cow.get(row["abb2"])]
        kind = next((word for column, word in kinds if row[column] == "1"), None)
        if kind and all(code in out.states for code in pair):
            out.treaties.append({"kind": kind, "parties": pair, "since": int(row["start_year"])})


def _rivalries(out: Draft, record: Path, year: int, by_cow: dict[str, str]) -> None:
    sides = ("positional", "spatial", "ideological", "interventionary")
    for row in rows(record, "record/rivalries.csv"):
        if not _in_force(row["start"], row["end"], year):
            continue
        pair = [by_cow.get(row["abb1"]), by_cow.get(row["abb2"])]
        if all(code in out.states for code in pair):
            weight = 0.35 + 0.15 * sum(float(row[side] or 0) for side in sides)
            out.rivalries.append({
                "between": pair, "weight": round(min(weight, 0.9), 2), "since": int(row["start"]),
            })  # fmt: skip


def _in_force(start: str, end: str, year: int) -> bool:
    return int(start) <= year and (not end or int(end) >= year)


# -- writing --------------------------------------------------------------------------------------


def flow(value: Any) -> str:
    """Write a value on one line of YAML."""
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}" if abs(value) < 1e5 else f"{value:.0f}"
    if isinstance(value, str):
        plain = value.replace(" ", "").replace("_", "").replace("-", "").isalnum()
        return value if plain and not value[0].isdigit() else '"' + value.replace('"', '\\"') + '"'
    return str(value)


def block(entries: dict[str, dict[str, Any]]) -> Iterator[str]:
    """Write a mapping of entries, one field a line; long lists are folded."""
    for key, entry in entries.items():
        yield f"{key}:"
        for name, value in entry.items():
            if isinstance(value, list) and len(value) > 6:
                yield f"  {name}: ["
                yield from folded(value)
                yield "  ]"
            else:
                yield f"  {name}: {flow(value)}"


def folded(words: list[Any]) -> Iterator[str]:
    """Write a long list over several lines."""
    line = "   "
    for word in words:
        piece = f" {flow(word)},"
        if len(line) + len(piece) > 98:
            yield line
            line = "   "
        line += piece
    yield line


def listed(entries: list[dict[str, Any]]) -> Iterator[str]:
    """Write a list of entries, one a line."""
    for entry in entries:
        yield f"- {flow(entry)}"


def write(path: Path, head: str, lines: Iterator[str]) -> None:
    """Write a file with a comment at its head."""
    path.parent.mkdir(parents=True, exist_ok=True)
    comment = "".join(f"# {line}\n" if line else "#\n" for line in head.strip().splitlines())
    path.write_text(comment + "\n" + "\n".join(lines) + "\n", encoding="utf-8")


HEADS = {
    "states": "Capabilities: Correlates of War National Material Capabilities v7.0 (Singer, Bremer and\n"
    "Stuckey 1972). Regime: Polity. Production: simulated means of Maddison and Penn series\n"
    "(Fariss and others), in dollars of the year.",
    "holdings": "Who held what; from general histories.",
    "treaties": "Correlates of War Formal Alliances v4.1 (Gibler 2009).",
    "rivalries": "Strategic rivalries (Thompson and co-authors).",
}


def main() -> None:
    """Write a draft."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("record", type=Path)
    asked.add_argument("--year", type=int, required=True)
    asked.add_argument("--month", type=int, default=7)
    asked.add_argument("--out", type=Path, required=True)
    given = asked.parse_args()
    drafted = draft(given.record, given.year, given.month)
    write(given.out / "states.yaml", HEADS["states"], block(drafted.states))
    write(given.out / "holdings.yaml", HEADS["holdings"], block(drafted.holdings))
    write(given.out / "treaties.yaml", HEADS["treaties"], listed(drafted.treaties))
    write(given.out / "rivalries.yaml", HEADS["rivalries"], listed(drafted.rivalries))
    print(f"{len(drafted.states)} states, {len(drafted.treaties)} treaties, "
          f"{len(drafted.rivalries)} rivalries; League members: {' '.join(drafted.members)}")  # fmt: skip


if __name__ == "__main__":
    main()
