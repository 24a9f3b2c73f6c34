"""Nations without a state: the land they are the nation of, and what it would have."""

from __future__ import annotations

from typing import Any

from draft.cast import colour, plain_name
from draft.era import Era
from draft.judgement import doctrine, table
from draft.record import dollars

_YEARLY = {"people": 0.010, "output": 0.007, "energy": 0.020, "steel": 0.04, "towns": 0.012}
"""How much less there was each year before the first figures of the record: of people, and of the
rest for each of them (Maddison's colonies grew by well under 1 % a head a year) [design]."""
_SOLDIERS, _SPENDING = 0.0003, 0.001
"""Police and militia of a land without a state, to its people; their cost, to output [design]."""
_POOREST, _RICHEST, _RICH_COLONY = 450.0, 4500.0, 1350.0
"""Bounds of output a head, dollars of 2011, for land whose figures are all scaled back: colonies of
peasants made no more than Java did (Maddison 2001), unless they have a figure of their own."""
_MACHINES = 0.6
"""Technology from which a land may be richer than that."""
_FEW_COALS = 0.05
"""Tons of coal a head, at most, before there was oil."""


def nations(era: Era, states: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return the entries of nations that have no state at the date."""
    kinds = table("kinds")
    return {
        code: _nation(era, code, judged, kinds[judged["kind"]], states)
        for code, judged in era.nations.items()
        if code not in states
    }


def homeland(era: Era, code: str, judged: dict[str, Any]) -> list[str]:
    """Return a nation's land."""
    if "in" in judged:
        return list(judged["in"][era.judged])
    if "homeland" in judged:
        return list(judged["homeland"])
    held = era.record.born(code)[1]
    return [*held, *(place for place in judged.get("extra", ()) if place not in held)]


def _nation(
    era: Era,
    code: str,
    judged: dict[str, Any],
    kind: dict[str, Any],
    states: dict[str, dict[str, Any]],
) -> dict[str, Any]:
    land = homeland(era, code, judged)
    known = era.record.states.get(code, {})
    holder, title, _ = era.holders()[land[0]]
    within = states.get(holder) if title in ("core", "dominion", "disputed") else None
    figures, production = _latent(era, code, judged, within)
    capital = judged.get("capital") or known["capital_territory"]
    regime = judged.get("regime")
    if regime is None:
        first = _first(era, code)
        row = era.record.years[code][first] if first else {}
        regime = float(row["polity2"]) if row.get("polity2") else kind["regime"]
    living = [*states, *era.nations]
    return {
        "name": judged.get("name") or plain_name(known["name"]),
        "adjective": judged.get("adjective") or known["adjective"],
        "colour": colour(known, judged.get("colour", "")),
        "exists": False,
        "capital": capital if capital in land else land[0],
        "homeland": land,
        "kin": [other for other in judged.get("kin", ()) if other in living],
        "nationhood": judged["want"],
        "capabilities": {"year": era.figures, **figures},
        "production": production,
        "regime": regime,
        "technology": judged.get("tech", 0.5),
        "stability": judged.get("stability", kind["stability"]),
        "support": kind["support"],
        "doctrine": doctrine(judged.get("weights") or kind["weights"], judged["why"]),
        "ideal": judged.get("ideal") or kind["ideal"],
    }


def _first(era: Era, code: str) -> int | None:
    years = era.record.years.get(code, {})
    return min((year for year in years if year >= era.figures), default=None)


def _latent(
    era: Era, code: str, judged: dict[str, Any], within: dict[str, Any] | None
) -> tuple[dict[str, Any], float]:
    """Return the figures of the homeland and its output, scaled back from the first of the record.

    Land that its holder counts in its own figures has what the holder has a head, at most.
    """
    first = _first(era, code)
    row = era.record.years[code][first] if first else {}
    back = (first or era.figures) - era.figures
    first_people = float(row.get("tpop") or 0)
    people = judged["people"]
    source = f"scaled back from {first} at about 1 % a year" if first else "rough estimate"
    if people is None:
        people = round(first_people / (1 + _YEARLY["people"]) ** back, 1)
    elif first:
        source += "; people by censuses"
    source = f"latent: {source}"

    def head(value: float, yearly: float) -> float:
        return value / first_people / (1 + yearly) ** back if first_people else 0.0

    steel = head(float(row.get("irst") or 0), _YEARLY["steel"])
    energy = head(float(row.get("pec") or 0), _YEARLY["energy"])
    towns = head(float(row.get("upop") or 0), _YEARLY["towns"])
    output = head(float(row.get("gdp_mean_est") or 0) * 1000, _YEARLY["output"])
    most = _RICH_COLONY if judged.get("tech", 0.5) < _MACHINES else _RICHEST
    output = judged.get("wealth") or min(max(output, _POOREST), most)
    if judged.get("wealth", _RICHEST) < _RICHEST / 2:
        energy = min(energy, _FEW_COALS)
    output *= dollars(era.figures)
    if within is not None:
        his = within["capabilities"]
        share = people / his["tpop"]
        output = min(output, within["production"] * 1000 / his["tpop"])
        energy = min(energy or 1e9, his["pec"] / his["tpop"])
        steel = min(steel, his["irst"] / his["tpop"])
        towns = min(towns, 1.5 * his["upop"] / his["tpop"])
        if share > 1:
            raise ValueError(f"{code}: more people than the state it lies in")
    production = round(output * people / 1000, 2)
    found = {
        "milex": round(_SPENDING * production, 3),
        "milper": round(max(_SOLDIERS * people, 0.02), 2),
        "irst": round(steel * people, 1),
        "pec": round(energy * people, 1),
        "tpop": people,
        "upop": round(min(towns, 0.9) * people, 1),
    }
    return {**found, **judged.get("figures", {}), "source": source}, production
