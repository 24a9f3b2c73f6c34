"""The states of a date: figures of the record, judgements where it is silent."""

from __future__ import annotations

from typing import Any

from draft.era import Era
from draft.judgement import doctrine
from draft.record import FIGURES, Row, dollars

_SPENDING = 0.025
"""Military spending of a state whose budget the record does not know, to its output [design]."""
_LEAST_PAY, _MOST_PAY, _MOST_BORNE = 0.35, 10.0, 0.10
"""Bounds of spending: for each soldier in output a head, and in output [design]."""
_SOLDIERS = 0.003
"""Soldiers of such a state, to its people [design]."""
_LEAST_PER_HEAD = 600.0
"""Output a head where the record has none, dollars of 2011: a peasant country."""


def cast(era: Era, codes: list[str]) -> dict[str, dict[str, Any]]:
    """Return the entries of the states that exist at the date."""
    return {code: _state(era, code, era.cast[code]) for code in codes}


def _state(era: Era, code: str, judged: dict[str, Any]) -> dict[str, Any]:
    row = era.seen(code)
    known = era.record.states.get(code, {})
    figures, source = _figures(row, judged, era.figures)
    production = judged.get("production")
    if production is None:
        production = round(_output(row, figures["tpop"]) * dollars(era.figures), 1)
    if figures["milex"] is None:
        figures["milex"] = round(_SPENDING * production, 2)
        source = source or "milex estimated; the record leaves it blank"
    elif "milex" not in judged.get("figures", {}) and figures["milper"]:
        bounded = _within_reason(
            figures, production, major=bool(row.get("is_major") == "1" or judged.get("major"))
        )
        if abs(bounded - figures["milex"]) > 0.01 * bounded:
            each = 1000 * figures["milex"] / figures["milper"]
            source = source or f"milex estimated; the record has {each:.0f} dollars a soldier"
            figures["milex"] = round(bounded, 2)
    technology, stability, support = judged["usual"]
    entry: dict[str, Any] = {
        "name": judged.get("name") or plain_name(known["name"]),
        "adjective": judged.get("adjective") or known["adjective"],
        "colour": colour(known),
        "capital": judged.get("capital") or known["capital_territory"],
        "capabilities": {"year": era.figures, **figures, **({"source": source} if source else {})},
        "production": production,
        "regime": regime(row, judged),
    }
    if row.get("is_major") == "1" or judged.get("major"):
        entry["major"] = True
    entry |= {"technology": technology, "stability": stability, "support": support}
    entry |= {name: judged[name] for name in ("consent", "election", "term") if name in judged}
    for part in ("warheads", "programme"):
        if judged.get(part):
            entry[part] = judged[part]
    entry["doctrine"] = doctrine(judged["weights"], judged["why"])
    entry["ideal"] = judged["ideal"]
    for part in ("role", "blurb"):
        if part in judged:
            entry[part] = judged[part]
    return entry


def _within_reason(figures: dict[str, float | None], production: float, *, major: bool) -> float:
    """Return military spending between what soldiers must cost and what a state can bear.

    Official rates of collapsed currencies, and years that still bear a war's bills, leave both.
    """
    spent, soldiers, people = (float(figures[key] or 0) for key in ("milex", "milper", "tpop"))
    a_head = production / people
    spent = max(spent, _LEAST_PAY * a_head * soldiers)
    if major:
        return spent
    return min(spent, _MOST_PAY * a_head * soldiers, _MOST_BORNE * production)


def _figures(
    row: Row, judged: dict[str, Any], year: int
) -> tuple[dict[str, float | None], str | None]:
    """Return the six figures; military spending may be unknown still."""
    given = judged.get("figures", {})
    number: dict[str, float | None] = {}
    for name in FIGURES:
        value: float | None = float(row[name]) if row.get(name) else None
        if name == "milex" and value is not None:
            value = round(value / 1000, 3)
        number[name] = given.get(name, value)
    people = number["tpop"]
    if people is None:
        raise ValueError(f"no people in {year}: give figures for {judged['why']!r}")
    source = given.get("source")
    if given and not source:
        raise ValueError(f"figures without a source: {judged['why']!r}")
    if number["milper"] is None:
        number["milper"] = round(_SOLDIERS * people, 1)
        source = source or "milper estimated; the record leaves it blank"
    number["upop"] = min(number["upop"] or 0, people)
    return {
        name: number[name] if name == "milex" else number[name] or 0 for name in FIGURES
    }, source


def _output(row: Row, people: float | None) -> float:
    """Return output in million dollars of 2011."""
    if row.get("gdp_mean_est"):
        return float(row["gdp_mean_est"])
    return _LEAST_PER_HEAD * (people or 0) / 1000


def regime(row: Row, judged: dict[str, Any]) -> float:
    """Return Polity's score, a judgement, or what V-Dem's index of polyarchy would make it."""
    if "regime" in judged:
        return float(judged["regime"])
    if row.get("polity2"):
        return float(row["polity2"])
    if row.get("v2x_polyarchy"):
        return round(20 * float(row["v2x_polyarchy"]) - 10, 1)
    return -3.0


def plain_name(name: str) -> str:
    """Return the first of several names, without what stands in brackets."""
    return name.partition(" / ")[0].partition(" (")[0]


_GREY = (178, 170, 158)
_COLOUR = 0.6


def colour(known: Row, judged: str = "") -> str:
    """Return the record's colour of a state, muted as on a printed map."""
    if judged:
        return judged
    parts = (int(known["r"]), int(known["g"]), int(known["b"]))
    mixed = (round(_COLOUR * part + (1 - _COLOUR) * grey)
             for part, grey in zip(parts, _GREY, strict=True))  # fmt: skip
    return "#" + "".join(f"{part:02x}" for part in mixed)
