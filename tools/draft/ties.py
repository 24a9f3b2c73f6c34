"""Treaties and rivalries in force at a date."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from draft.era import Era

_KINDS = (("defence", "defence"), ("entente", "entente"), ("neutrality", "neutrality"),
          ("nonaggression", "non_aggression"))  # fmt: skip
_SIDES = ("positional", "spatial", "ideological", "interventionary")


def treaties(era: Era, states: Collection[str]) -> list[dict[str, Any]]:
    """Return the alliances in force, each pair by its strongest promise."""
    found: dict[frozenset[str], dict[str, Any]] = {}
    for row in era.record.rows("record/alliances.csv"):
        if row["source"] != "COW4.1" or not _in_force(era, row["start_year"], row["end_year"]):
            continue
        pair = [era.by_cow.get(row["abb1"]), era.by_cow.get(row["abb2"])]
        kind = next((word for column, word in _KINDS if row[column] == "1"), None)
        if kind and all(code in states for code in pair) and pair[0] != pair[1]:
            names = frozenset(str(code) for code in pair)
            found.setdefault(
                names, {"kind": kind, "parties": pair, "since": int(row["start_year"])}
            )
    return _gathered(era, list(found.values()))


def _gathered(era: Era, pairs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Write a promise that each of several made to each other in one year as one treaty; name it."""
    out = []
    left = list(pairs)
    while left:
        first = left[0]
        alike = [
            one for one in left if (one["kind"], one["since"]) == (first["kind"], first["since"])
        ]
        group, parties = _joined(alike)
        if len(parties) > 3 and 2 * len(group) == len(parties) * (len(parties) - 1):
            out.append({**first, "parties": parties})
        else:
            group = [first]
            out.append(first)
        left = [one for one in left if one not in group]
    for entry in out:
        for named in era.land.get("treaties", ()):
            if named["since"] == entry["since"] and set(named["of"]) <= set(entry["parties"]):
                entry["name"] = named["name"]
    return out


def _joined(pairs: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[str]]:
    """Return those pairs that hang together with the first, and who is in them."""
    parties, group = list(pairs[0]["parties"]), [pairs[0]]
    grown = True
    while grown:
        fresh = [one for one in pairs if one not in group and set(one["parties"]) & set(parties)]
        group += fresh
        parties += [code for one in fresh for code in one["parties"]]
        parties, grown = list(dict.fromkeys(parties)), bool(fresh)
    return group, parties


def rivalries(era: Era, states: Collection[str]) -> list[dict[str, Any]]:
    """Return the strategic rivalries in being; each side of one adds to its weight."""
    found = []
    for row in era.record.rows("record/rivalries.csv"):
        if not _in_force(era, row["start"], row["end"]):
            continue
        pair = [era.by_cow.get(row["abb1"]), era.by_cow.get(row["abb2"])]
        if all(code in states for code in pair):
            weight = 0.35 + 0.15 * sum(float(row[side] or 0) for side in _SIDES)
            entry = {"between": pair, "weight": round(min(weight, 0.9), 2)}
            found.append({**entry, "since": int(row["start"])})
    return found


def _in_force(era: Era, start: str, end: str) -> bool:
    return int(start) <= era.year and (not end or int(end) > era.year)
