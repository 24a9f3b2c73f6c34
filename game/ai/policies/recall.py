"""Recall: whose contingent goes home from a measure of force, and why."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.core import mandates
from game.core.cases import case_under
from game.core.forecast import as_decided, enforcement
from game.core.ids import StateId
from game.core.kinds import Act, Doctrine
from game.core.legality import refusal
from game.core.orders import Recall
from game.core.records import Resolution
from game.core.terms import Term, total
from game.core.world import World

_TIRED = 0.5
"""What a people wholly tired of war adds to the wish to have its soldiers home."""

_AT_HOME = 0.4
"""What being at war with others adds."""

_LEFT_BEHIND = 0.1
"""What it costs to leave those beside whom one fights."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield recalls of contingents that are not worth keeping in the field any more.

    The worth of giving at all, as of any contribution; and against it how tired the people are, a
    war of one's own, and that those in command went beyond what was decided.
    """
    for resolution in known.resolutions.open:
        if mandates.war_under(known, resolution) is None:
            continue
        senders = np.unique(known.formations.owner[mandates.contingents(known, resolution)])
        asked = [StateId(int(row)) for row in senders if int(row) in states]
        if asked:
            yield from _of(known, resolution, asked)


def _of(known: World, resolution: Resolution, asked: list[StateId]) -> Iterator[Decision]:
    plan = enforcement(known, [(as_decided(case_under(known, resolution)), Act.FORCE)])
    for state in asked:
        order = Recall(state, resolution.id)
        if refusal(known, order) is not None:
            continue
        resolve = float(known.states.resolve[state])
        cost = float(known.states.cost_estimate[state])
        best = 1 + int(np.argmax(plan.options(0, state, resolve=resolve, cost=cost)[1:]))
        staying = plan.explain(0, state, best, resolve=resolve, cost=cost)
        away = known.at_war()[state].copy()
        away[resolution.target] = False
        upheld = float(known.states.doctrine[state, Doctrine.UPHOLD])
        over = resolution.exceeded >= 0
        terms = (
            *(Term(term.key, -term.value) for term in staying),
            Term("tired_of_it", _TIRED * float(known.states.weariness[state])),
            Term("own_war", _AT_HOME * float(away.any())),
            Term("comrades", -_LEFT_BEHIND),
            Term("mandate_exceeded", over * known.rules.mandate_votes * (0.5 + upheld)),
        )
        if total(terms) > 0:
            yield Decision(order, terms)
