"""Balance: arm, or ally with whoever makes the threat smaller at the least loss of freedom.

Walt (1987); Snyder (1984) for what an ally costs: entrapment and lost autonomy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.core.books import ORDINARY_BUDGET
from game.core.ids import StateId
from game.core.kinds import Budget, Doctrine, Rung, TreatyKind
from game.core.legality import refusal
from game.core.orders import AnswerTreaty, Mobilise, OfferTreaty, SetBudget
from game.core.phases.appraisal import nearness, strength
from game.core.terms import TermTable
from game.core.world import World

_STEP = 0.04
"""A budget is not rewritten for less."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield budgets, mobilisation, treaty offers and answers."""
    yield from _budgets(known, states)
    yield from _mobilise(known, states)
    yield from _treaties(known, states)


def _budgets(known: World, states: Collection[int]) -> Iterator[Decision]:
    doctrine = known.states.doctrine
    fear = known.dyads.threat.max(axis=1)
    arms = TermTable.of(
        {
            "habit": np.full(known.n, float(ORDINARY_BUDGET[Budget.ARMS]) - 0.03),
            "threat": 0.35 * fear,
            "revision": 0.15 * doctrine[:, Doctrine.REVISE],
            "war": 0.20 * known.at_war().any(axis=1),
            "others_pay": -0.10 * doctrine[:, Doctrine.FREE_RIDE],
            "debt": -0.08 * (known.states.treasury < 0),
        }
    )
    wanted = np.clip(arms.total(), 0.08, 0.7)
    for state in sorted(states):
        share = float(wanted[state])
        if abs(share - float(known.states.budget[state, 0])) < _STEP:
            continue
        rest = 1.0 - share
        growth = 0.35 if known.states.growth[state] < 0.02 else 0.3
        split = [share, rest * (1 - growth), rest * growth, 0.0]
        split = [round(part, 3) for part in split]
        split[1] = round(1.0 - split[0] - split[2], 3)
        yield Decision(SetBudget(StateId(state), *split), arms.row(state))


def _mobilise(known: World, states: Collection[int]) -> Iterator[Decision]:
    wanted = np.zeros(known.n)
    for crisis in known.live_crises():
        level = (0.0, 0.0, 0.1, 0.3, 0.5, 0.8)[crisis.rung]
        for party in (crisis.initiator, crisis.target):
            wanted[party] = max(wanted[party], level)
    for war in known.live_wars():
        for party in (*war.attackers, *war.defenders):
            leads = party in (war.attackers[0], war.defenders[0])
            wanted[party] = max(wanted[party], 0.8 if leads else 0.4)
    for state in sorted(states):
        if abs(wanted[state] - known.states.mobilisation[state]) > 0.05:
            table = TermTable.of({"crisis_or_war": np.array(wanted[state])})
            yield Decision(Mobilise(StateId(state), float(wanted[state])), table.row())


def alliance_worth(known: World) -> TermTable:
    """Return what a defence pact with j is worth to i, [state, target], term by term."""
    threat = known.dyads.threat
    might, near = strength(known), nearness(known)
    worst = threat.argmax(axis=1)
    rows = np.arange(known.n)
    danger = threat[rows, worst]
    brings = might[None, :] * near
    relief = danger[:, None] * brings / (brings + might[:, None] + 1e-6)
    shared = threat[:, worst].T
    doctrine = known.states.doctrine
    allies = known.ties(TreatyKind.DEFENCE).sum(axis=1)
    busy = np.asarray(known.at_war().any(axis=1), float)
    return TermTable.of(
        {
            "threat_relief": relief * (0.4 + 1.2 * np.minimum(shared / 0.2, 1.0)),
            "liking": 0.10 * known.dyads.affinity,
            "entrapment": -0.6 * np.broadcast_to(danger[None, :], threat.shape) * 0.5
            - 0.05 * busy[None, :],
            "autonomy": np.broadcast_to(
                -(0.09 + 0.25 * doctrine[:, Doctrine.KEEP_OUT] + 0.03 * allies)[:, None],
                threat.shape,
            ),
            "rivalry": -0.5 * known.dyads.rivalry - 1.0 * threat,
        }
    )


def _treaties(known: World, states: Collection[int]) -> Iterator[Decision]:
    table = alliance_worth(known)
    worth = table.total()
    tied = known.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    answered = set()
    for treaty in known.treaties:
        if treaty.accepted or treaty.until_turn >= 0 or len(treaty.parties) < 2:
            continue
        other = next(party for party in treaty.parties if party != treaty.offered_by)
        if other in states:
            bar = {TreatyKind.NON_AGGRESSION: -0.12, TreatyKind.ENTENTE: -0.05}.get(
                treaty.kind, 0.0
            )
            good = bool(worth[other, treaty.offered_by] > bar)
            answered.add((other, treaty.offered_by))
            yield Decision(
                AnswerTreaty(other, treaty.id, good), table.row(other, treaty.offered_by)
            )
    alive = known.states.exists
    closed = tied | tied.T | ~(alive[None, :] & alive[:, None])
    both = np.where(closed, -np.inf, worth)
    np.fill_diagonal(both, -np.inf)
    agreeable = np.where(worth.T > 0, both, -np.inf)
    for index in sorted(states):
        best = int(np.argmax(agreeable[index]))
        if agreeable[index, best] < 0.05 or (index, best) in answered:
            continue
        if _in_hot_crisis(known, best):
            continue
        order = OfferTreaty(StateId(index), TreatyKind.DEFENCE, StateId(best))
        if refusal(known, order) is None:
            yield Decision(order, table.row(index, best))


def _in_hot_crisis(known: World, state: int) -> bool:
    return any(
        state in (crisis.initiator, crisis.target) and crisis.rung >= Rung.CLASH
        for crisis in known.live_crises()
    )
