"""The advisor: every decision that states must take in a stage, with the reasons.

Reads a world or a view alike: for each state only public figures and its own rows, so that the
batch over all states and a state's own view give the same orders.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence

from game.ai.decision import Decision
from game.ai.policies import (
    alliances,
    balance,
    bargains,
    blacklists,
    bodies,
    confront,
    contribute,
    convene,
    disarm,
    drafting,
    fight,
    leave,
    lobby,
    mediate,
    nations,
    quarrels,
    recall,
    recognise,
    resist,
    revise,
    settle,
    sides,
    treasury,
    uphold,
    vote,
    weapons,
)
from game.core.kinds import Stage
from game.core.world import World

Policy = Callable[[World, Collection[int]], Iterator[Decision]]

POLICIES: dict[Stage, tuple[tuple[str, Policy], ...]] = {
    Stage.ORDERS: (
        ("balance", balance.decide),
        ("treasury", treasury.decide),
        ("blacklists", blacklists.decide),
        ("alliances", alliances.decide),
        ("revise", revise.decide),
        ("resist", resist.decide),
        ("quarrels", quarrels.decide),
        ("uphold", uphold.decide),
        ("convene", convene.decide),
        ("drafting", drafting.decide),
        ("leave", leave.decide),
        ("sides", sides.decide),
        ("confront", confront.decide),
        ("mediate", mediate.decide),
        ("weapons", weapons.decide),
        ("bodies", bodies.decide),
        ("lobby", lobby.decide),
        ("fight", fight.decide),
        ("recall", recall.decide),
        ("settle", settle.decide),
        ("recognise", recognise.decide),
        ("disarm", disarm.decide),
        ("nations", nations.decide),
        ("bargains", bargains.decide),
    ),
    Stage.COUNCIL: (
        ("vote", vote.decide),
        ("motions", bodies.vote),
    ),
    Stage.RESPONSE: (
        ("contribute", contribute.decide),
        ("keep", bargains.keep),
    ),
}
"""The policies asked in each stage, by name."""


def decide(known: World, states: Sequence[int]) -> tuple[Decision, ...]:
    """Return what the given states order in the present stage, each with its terms.

    A policy further down has the last word on what one before it has decided too.
    """
    known = known.held()
    living = frozenset(int(state) for state in states if known.states.exists[state])
    settled: dict[tuple[object, ...], Decision] = {}
    for _, policy in POLICIES[known.stage]:
        for decision in policy(known, living):
            settled[decision.order.slot()] = decision
    return tuple(settled.values())
