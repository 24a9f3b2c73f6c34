"""Balance by arms: budgets and reserves, by what is feared and what arming would do about it."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.ai.peril import peril
from game.ai.reviews import due, pressed
from game.ai.strategy import KEYS, Courses, Strategy, courses
from game.core.books import ORDINARY_BUDGET
from game.core.ids import StateId
from game.core.kinds import Budget, Doctrine, Rung
from game.core.orders import Mobilise, SetBudget
from game.core.phases.appraisal import strength
from game.core.terms import TermTable
from game.core.world import World

_STEP = 0.04
"""A budget is not rewritten for less."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield budgets and calls to the colours."""
    hot = pressed(known)
    rows = due(known, states)
    asked = np.union1d(rows, sorted(state for state in states if state in hot)).astype(np.int64)
    if asked.size:
        yield from _budgets(known, asked)
    yield from _mobilise(known, states)


def arms_share(known: World, found: Courses) -> TermTable:
    """Return the share of revenue that states would spend on arms, term by term, [row].

    What arming is worth by itself counts whatever course is taken besides, so that more danger,
    other things equal, never means less.
    """
    rows = found.rows
    doctrine, fear = known.states.doctrine[rows], peril(known).peril[rows]
    open_fear = known.dyads.threat[rows].max(axis=1)
    pays = found.worth.values[:, Strategy.ARM, [KEYS.index("relief"), KEYS.index("cost")]].sum(
        axis=1
    )
    return TermTable.of(
        {
            "habit": np.full(rows.size, float(ORDINARY_BUDGET[Budget.ARMS]) - 0.03),
            "threat": 0.22 * fear + 0.08 * open_fear,
            "arming_pays": 0.3 * np.clip(pays, 0.0, 0.5),
            "revision": 0.15 * doctrine[:, Doctrine.REVISE],
            "war": 0.20 * known.at_war()[rows].any(axis=1),
            "others_pay": -0.10 * doctrine[:, Doctrine.FREE_RIDE],
            "debt": -0.08 * (known.states.treasury[rows] < 0),
        }
    )


def _budgets(known: World, rows: np.ndarray[tuple[int], np.dtype[np.int64]]) -> Iterator[Decision]:
    arms = arms_share(known, courses(known, rows))
    wanted = np.clip(arms.total(), 0.08, 0.7)
    for place, state in enumerate(rows.tolist()):
        share = float(wanted[place])
        if abs(share - float(known.states.budget[state, Budget.ARMS])) < _STEP:
            continue
        rest = 1.0 - share
        growth = 0.35 if known.states.growth[state] < 0.02 else 0.3
        split = [share, rest * (1 - growth), rest * growth, 0.0]
        split = [round(part, 3) for part in split]
        split[1] = round(1.0 - split[0] - split[2], 3)
        yield Decision(SetBudget(StateId(state), *split), arms.row(place))


def _mobilise(known: World, states: Collection[int]) -> Iterator[Decision]:
    wanted = np.zeros(known.n)
    for crisis in known.live_crises():
        level = (0.0, 0.0, 0.1, 0.3, 0.5, 0.8)[crisis.rung]
        if crisis.internal:
            level = 0.3
        for party in (crisis.initiator, crisis.target):
            wanted[party] = max(wanted[party], level)
        if crisis.rung >= Rung.MOBILISATION:
            for friend in (*crisis.camps[0], *crisis.camps[1]):
                wanted[friend] = max(wanted[friend], 0.15)
    might = strength(known)
    for war in known.live_wars():
        for ours, theirs in ((war.attackers, war.defenders), (war.defenders, war.attackers)):
            against = float(might[list(theirs)].sum())
            for party in ours:
                most = 1.0 if party == ours[0] else 0.7
                matched = 0.3 + 0.7 * min(1.0, against / max(float(might[party]), 1e-9))
                wanted[party] = max(wanted[party], round(most * matched, 2))
    far = np.abs(wanted - known.states.mobilisation) > 0.05
    for state in np.flatnonzero(far).tolist():
        if state in states:
            table = TermTable.of({"crisis_or_war": np.array(wanted[state])})
            yield Decision(Mobilise(StateId(state), float(wanted[state])), table.row())
