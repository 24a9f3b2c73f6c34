"""Mediate: offer good offices, and let missions in or send them away.

One state offers at a time, the one best placed by what all can see (Young 1967; Touval and Zartman
1985: a mediator needs standing with both, and something to lose by the quarrel).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.core.ids import NOBODY, StateId
from game.core.kinds import Doctrine, Rung
from game.core.legality import refusal
from game.core.missions import consent_terms, host, wanted
from game.core.orders import Consent, Mediate
from game.core.outlook import outlook
from game.core.records import Crisis
from game.core.terms import Term, TermTable, total
from game.core.world import World

Floats = NDArray[np.float64]

_OFFERS = 0.05
"""Worth from which good offices are offered."""

_BARRED = 0.05
"""How ill the terms of a mission must be before a host that let it in sends it away."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield offers of mediation, and leave given to missions."""
    for crisis in known.live_crises():
        if crisis.rung < Rung.WAR:
            yield from _offer(known, crisis, states)
        yield from _leave(known, crisis, states)


def offices_worth(known: World, crisis: Crisis) -> TermTable:
    """Return what mediating is worth to every state, [state], by what all can know."""
    states, dyads, look = known.states, known.dyads, outlook(known)
    first, second = crisis.initiator, crisis.target
    liking = np.minimum(dyads.affinity[:, first], dyads.affinity[:, second])
    nearby = np.maximum(look.nearness[:, first], look.nearness[:, second])
    doctrine = states.doctrine
    partial = np.abs(dyads.affinity[:, first] - dyads.affinity[:, second])
    return TermTable.of(
        {
            "friend_of_both": 0.15 * np.clip(liking, -1, 1),
            "prestige": 0.08 * np.sqrt(look.strength / max(float(look.strength.max()), 1e-9)),
            "order": 0.15 * doctrine[:, Doctrine.UPHOLD],
            "spill_over": known.rules.spill_over * nearby * (0.3 + 0.14 * int(crisis.rung)),
            "bias": -0.12 * partial,
            "keep_out": -0.1 * doctrine[:, Doctrine.KEEP_OUT] - 0.05,
        }
    )


def _offer(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let the state best placed offer, where nobody has, and again a year later."""
    if crisis.mediator != NOBODY or crisis.offices or (known.turn - crisis.opened) % 4 != 1:
        return
    table = offices_worth(known, crisis)
    worth = np.where(known.states.exists, table.total(), -np.inf)
    war = known.at_war()
    taken = [crisis.initiator, crisis.target, *crisis.camps[0], *crisis.camps[1]]
    worth[taken] = -np.inf
    worth[war[:, crisis.initiator] | war[:, crisis.target]] = -np.inf
    best = int(worth.argmax())
    order = Mediate(StateId(best), crisis.id)
    if worth[best] > _OFFERS and best in states and refusal(known, order) is None:
        yield Decision(order, table.row(best))


def _leave(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let a host say whether a mission that has been decided may come in, or must go."""
    state = host(crisis)
    if state not in states or not wanted(known, crisis):
        return
    terms = consent_terms(known, crisis)
    worth = total(terms)
    given = worth > (-_BARRED if crisis.consent == 1 else 0.0)
    order = Consent(state, crisis.id, given)
    if refusal(known, order) is None:
        yield Decision(order, terms if given else tuple(Term(t.key, -t.value) for t in terms))
