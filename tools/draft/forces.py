"""Formations: the soldiers of the record, spread over the land of the day.

Fleets, air groups and garrisons abroad are judgements. What is left of a state's soldiers is spread
over its own land: most at the capital and on borders with rivals, some on other borders.
"""

from __future__ import annotations

from math import sqrt
from typing import Any

from draft.era import Era

_CAPITAL, _RIVAL, _BORDER, _INLAND = 3.0, 2.2, 1.0, 0.35
_LEAST = 0.3
"""Thousand men below which no formation is written."""
_READY = {"army": 0.6, "fleet": 0.65, "air": 0.6}


def formations(
    era: Era,
    states: dict[str, dict[str, Any]],
    holdings: dict[str, dict[str, Any]],
    rivals: list[dict[str, Any]],
) -> dict[str, list[dict[str, Any]]]:
    """Return the formations of every state that has any."""
    against: dict[str, set[str]] = {}
    for entry in rivals:
        a, b = entry["between"]
        against.setdefault(a, set()).add(b)
        against.setdefault(b, set()).add(a)
    found = {}
    for code, state in states.items():
        listed = _of(era, code, state, holdings, against.get(code, set()))
        if listed:
            found[code] = listed
    return found


def _of(
    era: Era,
    code: str,
    state: dict[str, Any],
    holdings: dict[str, dict[str, Any]],
    rivals: set[str],
) -> list[dict[str, Any]]:
    given = era.forces
    fleets = given.get("fleets", {}).get(code, {})
    air = given.get("air", {}).get(code, {})
    garrisons = given.get("garrisons", {}).get(code, {})
    soldiers = float(state["capabilities"]["milper"])
    left = soldiers - sum(fleets.values()) - sum(air.values())
    if sum(garrisons.values()) > left:
        scale = max(left, 0) / sum(garrisons.values())
        garrisons = {place: round(strength * scale, 1) for place, strength in garrisons.items()}
    left -= sum(garrisons.values())
    armies = dict(garrisons)
    for place, strength in _spread(era, state, holdings.get(code, {}), left, rivals).items():
        armies[place] = round(armies.get(place, 0) + strength, 1)
    names = given.get("names", {}).get(code, {})
    ready = given.get("readiness", {}).get(code)
    out = []
    for arm, listed in (("army", armies), ("fleet", fleets), ("air", air)):
        for place, strength in listed.items():
            if strength < _LEAST:
                continue
            entry: dict[str, Any] = {"arm": arm, "at": place, "strength": strength}
            entry["readiness"] = ready if ready is not None else _READY[arm]
            kind = "Fleet" in names.get(place, "") or "Squadron" in names.get(place, "")
            if place in names and arm != "air" and kind == (arm == "fleet"):
                entry["name"] = names[place]
            out.append(entry)
    return out


def _spread(
    era: Era, state: dict[str, Any], held: dict[str, Any], total: float, rivals: set[str]
) -> dict[str, float]:
    """Spread soldiers over a state's own land."""
    barred = set(held.get("demilitarised", ()))
    own = [*held.get("core", ()), *held.get("dominion", ())]
    own = [place for place in own or held.get("disputed", ()) if place not in barred]
    if not own or total < _LEAST:
        return {}
    holders = era.holders()
    weights = {place: _weight(era, place, state, holders, rivals) for place in own}
    number = max(1, min(len(own), round(sqrt(total) / 1.6), 14))
    chosen = sorted(own, key=lambda place: (-weights[place], place))[:number]
    whole = sum(weights[place] for place in chosen)
    return {place: round(total * weights[place] / whole, 1) for place in chosen}


def _weight(
    era: Era,
    place: str,
    state: dict[str, Any],
    holders: dict[str, tuple[str, str, str]],
    rivals: set[str],
) -> float:
    owner = holders[place][0]
    beyond = {holders[other][0] for other in era.record.neighbours.get(place, ())} - {owner}
    weight = _RIVAL if beyond & rivals else _BORDER if beyond else _INLAND
    return weight + (_CAPITAL if place == state["capital"] else 0)
