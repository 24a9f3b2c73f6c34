"""Leave: whether a body is still worth belonging to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.core.cases import credibility
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, Doctrine
from game.core.legality import refusal
from game.core.orders import Withdraw
from game.core.terms import TermTable
from game.core.world import World

_FORGOTTEN = 120
"""Turns after which a case is forgotten: what is left of it then is less than a thousandth."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield notices of withdrawal."""
    yield from _withdraw(known, states)


def leaving_worth(known: World, institution: int) -> TermTable:
    """Return what leaving an institution is worth to each state, [state], term by term."""
    doctrine = known.states.doctrine
    condemned, hampered = np.zeros(known.n), np.zeros(known.n)
    for crisis in known.crises.since(known.turn - _FORGOTTEN):
        if crisis.institution != institution:
            continue
        age = known.turn - max(crisis.opened, crisis.referred)
        if crisis.named >= 0:
            condemned[crisis.named] += 0.5 * 0.94 ** max(age, 0)
        elif Act.CONDEMNATION in crisis.acts:
            condemned[crisis.initiator] += 0.4 * 0.94 ** max(age, 0)
    for claim in known.claims.open:
        hampered[claim.claimant] = max(hampered[claim.claimant], 0.25 * claim.weight)
    shelter = np.clip(known.dyads.threat.max(axis=1), 0, 1)
    return TermTable.of(
        {
            "condemned": condemned,
            "claims_hampered": hampered * doctrine[:, Doctrine.REVISE] * 1.5,
            "protection": -0.9 * credibility(known, institution) * (0.25 + shelter),
            "order": -0.6 * doctrine[:, Doctrine.UPHOLD],
            "standing": np.full(known.n, -0.12),
        }
    )


def _withdraw(known: World, states: Collection[int]) -> Iterator[Decision]:
    for institution in range(len(known.charters)):
        table = leaving_worth(known, institution)
        own = table.total() * np.where(table.total() > 0, known.states.resolve, 1.0)
        member = known.memberships.member[institution] & (known.memberships.leaves[institution] < 0)
        for index in np.flatnonzero(member & (own > 0)):
            order = Withdraw(StateId(int(index)), InstitutionId(institution))
            if int(index) in states and refusal(known, order) is None:
                yield Decision(order, table.row(int(index)))
