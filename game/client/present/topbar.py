"""The figures of the bar at the top, each with what makes it."""

from __future__ import annotations

from dataclasses import dataclass

from game.client.strings import text
from game.core.kinds import Budget
from game.core.observe import PlayerView
from game.narrate.numerals import money, percent


@dataclass(frozen=True, slots=True)
class BarFigure:
    """One figure: a short label, its value, and what stands behind it (marked-up text)."""

    key: str
    label: str
    value: str
    note: str
    alarming: bool = False


def figures(view: PlayerView) -> tuple[BarFigure, ...]:
    """Return treasury, influence, support and tension."""
    known, me = view.known, view.viewer
    states = known.states
    treasury = float(states.treasury[me])
    shares = states.budget[me]
    kept = "\n".join(
        f"{percent(float(shares[part]))}  {text(f'budget.{part.name.lower()}')}" for part in Budget
    )
    support = float(states.support[me])
    wars, crises = len(known.live_wars()), len(known.live_crises())
    return (
        BarFigure(
            "treasury", text("bar.treasury"), money(treasury),
            text("bar.treasury_note", output=money(float(states.production[me])), split=kept),
            treasury < 0,
        ),
        BarFigure(
            "influence", text("bar.influence"), f"{float(states.influence[me]):.0f}",
            text("bar.influence_note"),
        ),
        BarFigure(
            "support", text("bar.support"), percent(support),
            text(
                "bar.support_note",
                weariness=percent(float(states.weariness[me])),
                stability=percent(float(states.stability[me])),
            ),
            support < 0.25,
        ),
        BarFigure(
            "tension", text("bar.tension"), percent(known.tension),
            text("bar.tension_note", crises=crises, wars=wars),
            known.tension > 0.6,
        ),
    )  # fmt: skip
