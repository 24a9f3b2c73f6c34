"""The cast: figures of the states."""

from __future__ import annotations

import numpy as np

from game.content.compile.index import Index, calendar
from game.content.draft import Draft
from game.content.schema.words import turn_of
from game.core.kinds import Budget, Doctrine
from game.core.rules import Rules
from game.core.tables import States

_LEAST_ARMS, _MOST_ARMS = 0.01, 0.7
_OTHER_SPENDING = {Budget.WELFARE: 0.58, Budget.GROWTH: 0.38, Budget.AID: 0.04}
"""How what is left of a budget after arms is split at the start [design]."""


def fill_states(states: States, draft: Draft, at: Index, humans: frozenset[str]) -> None:
    """Write what the campaign says of each state."""
    dates = calendar(draft)
    for key, entry in draft.states.value.items():
        i = at.states[key]
        figures, weights = entry.capabilities, entry.doctrine
        states.exists[i] = entry.exists
        states.stood[i] = entry.exists
        states.human[i] = entry.exists and key in humans
        states.nationhood[i] = 1.0 if entry.exists else entry.nationhood
        states.capital[i] = at.territories[entry.capital]
        states.major[i] = entry.major
        for name in ("milex", "milper", "irst", "pec", "tpop", "upop"):
            getattr(states, name)[i] = getattr(figures, name)
        states.production[i] = entry.production
        states.growth[i] = entry.growth
        states.technology[i] = entry.technology
        states.warheads[i] = entry.warheads
        states.programme[i] = 1.0 if entry.warheads else entry.programme
        states.programme_on[i] = states.programme[i] > 0
        states.programme_seen[i] = entry.warheads > 0
        states.regime[i] = entry.regime
        states.stability[i] = entry.stability
        states.support[i] = entry.support
        states.ideal[i] = entry.ideal
        states.consent[i] = entry.consent
        if entry.election is not None:
            states.election[i] = turn_of(
                entry.election, dates.start_year, dates.start_period, dates.periods
            )
        if entry.term is not None:
            states.term[i] = max(round(entry.term * dates.periods), 1)
        for doctrine in Doctrine:
            states.doctrine[i, doctrine] = getattr(weights, doctrine.name.lower())
        states.doctrine[i] /= states.doctrine[i].sum()
    _budgets(states, draft.rules)


def _budgets(states: States, rules: Rules) -> None:
    """Split revenue as military spending of the record implies; open treasury and influence."""
    revenue = np.maximum(states.production * rules.tax_rate, 1e-6)
    arms = np.clip(states.milex / revenue, _LEAST_ARMS, _MOST_ARMS)
    states.budget[:, Budget.ARMS] = arms
    for item, part in _OTHER_SPENDING.items():
        states.budget[:, item] = (1 - arms) * part
    states.treasury[:] = np.where(states.exists, 0.25 * revenue, 0.0)  # a quarter's, at hand
    size = states.production / max(float(states.production[states.exists].sum()), 1e-9)
    states.influence[:] = np.where(states.exists, np.clip(10 + 120 * np.sqrt(size), 0, 60), 0.0)
