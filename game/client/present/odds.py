"""Chances in words: of a vote, of measures, and what they would cost."""

from __future__ import annotations

import numpy as np

from game.client.strings import text
from game.core.forecast import Enforcement, Forecast
from game.core.ids import StateId
from game.narrate.narrator import Narrator
from game.narrate.numerals import percent


def odds_words(seen: Forecast, viewer: StateId) -> str:
    """Return how likely it carries, is vetoed and works, and what it is expected to cost one."""
    words = []
    if seen.division is not None:
        words.append(text("forecast.chance", chance=percent(seen.adoption)))
    if seen.vetoed >= _WORTH_SAYING:
        words.append(text("forecast.vetoed", chance=percent(seen.vetoed)))
    if seen.measures:
        words.append(text("forecast.stops", chance=percent(seen.works)))
        words.append(text("forecast.cost", cost=f"{seen.cost_to(viewer):.3f}"))
    return " ".join(words)


_WORTH_SAYING = 0.05


def measure_words(plan: Enforcement, tell: Narrator) -> tuple[str, ...]:
    """Return a sentence for each measure: its chance, and the three who would give most."""
    found = []
    for row, act in enumerate(plan.acts):
        given = plan.answer.expected[row] * plan.game.capacity[row]
        most = [
            StateId(int(state))
            for state in np.argsort(-given, kind="stable")[:3]
            if given[state] > 0.02 * max(float(given.sum()), 1e-9)
        ]
        name = tell.word(act)
        found.append(
            text(
                "forecast.measure" if most else "forecast.measure_nobody",
                act=name[:1].upper() + name[1:],
                chance=percent(float(plan.success[row])),
                states=tell.names.states(most),
            )
        )
    return tuple(found)
