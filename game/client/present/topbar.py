"""The figures of the bar at the top, each with the named terms that make it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from game.client.present.terms import Explained, explained
from game.client.strings import text
from game.core.formulas import opinion
from game.core.kinds import Budget, Rung
from game.core.observe import PlayerView
from game.core.phases import chronicle, economy, society
from game.core.terms import Term
from game.narrate.narrator import Narrator
from game.narrate.numerals import Figure, money, percent

Unit = Literal["money", "points", "share"]
UNITS: tuple[Unit, ...] = ("money", "points", "share")


@dataclass(frozen=True, slots=True)
class Sum:
    """A number as the sum of its terms, with what is told before them (marked-up text)."""

    key: str
    label: str
    note: str
    terms: tuple[Explained, ...]
    total: float
    unit: Unit
    parts: Mapping[str, Sum]
    """Of terms, by their label, what they are made of in turn."""


@dataclass(frozen=True, slots=True)
class BarFigure:
    """One figure: a short label, its value, and what makes it."""

    key: str
    label: str
    value: str
    made_of: Sum
    alarming: bool = False


def figures(view: PlayerView, tell: Narrator) -> tuple[BarFigure, ...]:
    """Return treasury, influence, support and tension."""
    states, me = view.known.states, view.viewer
    treasury, support = float(states.treasury[me]), float(states.support[me])
    tension = view.known.tension
    return (
        _figure("treasury", money(treasury), _treasury(view, tell), treasury < 0),
        _figure("influence", f"{float(states.influence[me]):.0f}", _influence(view, tell)),
        _figure("support", percent(support), _support(view, tell), support < 0.25),
        _figure("tension", percent(tension), _tension(view, tell), tension > 0.6),
    )


def _figure(key: str, value: str, made_of: Sum, alarming: bool = False) -> BarFigure:
    return BarFigure(key, text(f"bar.{key}"), value, made_of, alarming)


def _treasury(view: PlayerView, tell: Narrator) -> Sum:
    known, me = view.known, view.viewer
    shares = known.states.budget[me]
    revenue = float(economy.revenue(known)[me])
    kept = "\n".join(
        f"{percent(float(shares[part]))}  {text(f'budget.{part.name.lower()}')}" for part in Budget
    )
    output = float(known.states.production[me])
    note = text("bar.treasury_note", output=money(output), revenue=money(revenue), split=kept)
    return _sum("treasury", note, _own(economy.balance(known), view), tell, "money")


def _influence(view: PlayerView, tell: Narrator) -> Sum:
    known, me = view.known, view.viewer
    nothing = np.zeros(known.n)
    voice = float(opinion.standing(known.states.power, nothing, nothing)[me])
    usual = float(society.usual_standing(known)[me])
    now = float(known.states.influence[me])
    terms = (Term("voice", voice), Term("name", usual - voice), Term("spent", now - usual))
    return _sum("influence", text("bar.influence_note"), terms, tell, "points")


def _support(view: PlayerView, tell: Narrator) -> Sum:
    known, me = view.known, view.viewer
    terms = _own(society.support_terms(known), view)
    level = min(max(sum(term.value for term in terms), 0.0), 1.0)
    note = text(
        "bar.support_note",
        now=percent(float(known.states.support[me])),
        level=percent(level),
        weariness=percent(float(known.states.weariness[me])),
        stability=percent(float(known.states.stability[me])),
    )
    return _sum("support", note, terms, tell, "share")


def stability(view: PlayerView, tell: Narrator) -> Sum:
    """Return what the stability of the viewer's government moves to, in its terms."""
    now = percent(float(view.known.states.stability[view.viewer]))
    terms = _own(society.stability_terms(view.known), view)
    return _sum("stability", text("bar.stability_note", now=now), terms, tell, "share")


def _tension(view: PlayerView, tell: Narrator) -> Sum:
    known = view.known
    strains = dict(zip(("fear", "quarrels", "fighting"), chronicle.strains(known), strict=True))
    whole = sum(strains.values())
    share = known.tension / whole if whole > 0 else 0.0
    crises = tuple(
        Explained(tell.crisis(each, known), share * chronicle.crisis_strain(known, each),
                  tell.rung(each.rung), "crisis")
        for each in known.live_crises()
        if each.rung < Rung.WAR
    )  # fmt: skip
    wars = tuple(
        Explained(tell.war(each, known), share * chronicle.war_strain(known, each), "", "war_terms")
        for each in known.live_wars()
    )
    note = text("bar.tension_note", crises=len(known.live_crises()), wars=len(known.live_wars()))
    terms = [Term(key, share * value) for key, value in strains.items()]
    made = _sum("tension", note, terms, tell, "share")
    parts = {}
    for key, rows in (("quarrels", crises), ("fighting", wars)):
        if rows:
            label = tell.term(key, "bar.tension").label
            ordered = tuple(sorted(rows, key=lambda row: -row.value))
            parts[label] = Sum("tension", label, "", ordered, share * strains[key], "share", {})
    return replace(made, parts=parts)


def _own(table: Mapping[str, NDArray[np.float64]], view: PlayerView) -> list[Term]:
    return [Term(key, float(values[view.viewer])) for key, values in table.items()]


def _sum(key: str, note: str, terms: Iterable[Term], tell: Narrator, unit: Unit) -> Sum:
    rows = [*terms]
    total = sum(term.value for term in rows)
    return Sum(key, text(f"bar.{key}"), note, explained(rows, tell, f"bar.{key}"), total, unit, {})


def written(value: float, unit: Unit) -> str:
    """Return a term of a figure in its unit, with its sign."""
    sign = "+" if value > 0 else "−" if value < 0 else ""
    size = abs(value)
    match unit:
        case "money":
            return sign + money(size)
        case "points":
            return sign + f"{size:.1f}"
    return sign + f"{Figure(size):tenths}"
