"""Resist or appease: what the target of a demand does."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.ai.prospects import prospect
from game.ai.strategy import Strategy, posture
from game.core.kinds import Doctrine, Move, Rung
from game.core.orders import MoveInCrisis
from game.core.outlook import Outlook, outlook
from game.core.records import Crisis
from game.core.terms import Term, total
from game.core.world import World


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield the moves of states that are targets of a crisis short of war."""
    for crisis in known.live_crises():
        if crisis.target not in states or crisis.rung >= Rung.WAR or crisis.claim < 0:
            continue
        options = appeasing(known, crisis, moves_of_target(known, crisis, outlook(known)))
        move, terms = max(options.items(), key=lambda item: total(item[1]))
        share = 0.5 if move == Move.OFFER else 0.0
        if move != Move.HOLD:
            yield Decision(MoveInCrisis(crisis.target, crisis.id, move, share), terms)


def appeasing(
    known: World, crisis: Crisis, options: dict[Move, tuple[Term, ...]]
) -> dict[Move, tuple[Term, ...]]:
    """Return the moves with what the target's course makes of giving way.

    One that would appease whom it fears gives up a small claim the more lightly.
    """
    claim = known.claims[crisis.claim]
    small = _SMALL - claim.weight
    if small <= 0 or known.states.capital[crisis.target] in claim.territories:
        return options
    here = posture(known, crisis.target)
    if here.strategy != Strategy.APPEASE or here.towards != crisis.initiator:
        return options
    eased = Term("course", _LIGHTLY * small)
    giving = (Move.CLIMB_DOWN, Move.OFFER)
    return {move: (*terms, eased) if move in giving else terms for move, terms in options.items()}


_SMALL = 0.4
"""Weight of a claim below which it is small."""

_LIGHTLY = 0.6
"""What its course makes of giving up a small claim, for each unit that it falls short of that."""


def moves_of_target(known: World, crisis: Crisis, around: Outlook) -> dict[Move, tuple[Term, ...]]:
    """Return the terms of each move open to the target; the largest sum is taken.

    It fears what the initiator would do as anyone would guess it (the public prospect), and
    weighs the claim by its own resolve: land at home is held dearer than a distant right.
    """
    claim = known.claims[crisis.claim]
    state = crisis.target
    resolve = float(known.states.resolve[state])
    cost = float(known.states.cost_estimate[state])
    look = prospect(
        known,
        claim,
        around,
        ambiguity=crisis.ambiguity,
        private=False,
        institution=crisis.institution,
        named=crisis.named >= 0,
    )
    attack = float(1.0 / (1.0 + np.exp(-(8.0 * look.worth + 0.6 * (crisis.rung - 2)))))
    lose = look.win * (1.0 - look.stopped)
    existence = float(known.states.capital[state] in claim.territories)
    held = (claim.weight * (0.5 if claim.remilitarise else 1.5) + 2.0 * existence) * resolve
    precedent = 0.15 * known.states.doctrine[state, Doctrine.UPHOLD] + 0.1
    if claim.remilitarise:
        fight = 0.45 * (1.5 + float(known.states.weariness[state] - known.states.support[state]))
        options: dict[Move, tuple[Term, ...]] = {
            Move.HOLD: (Term("claim_lost", -0.55 * held), Term("peace_kept", 0.0)),
            Move.CLIMB_DOWN: (Term("claim_lost", -held), Term("precedent", -precedent)),
        }
        if crisis.rung == Rung.CLASH:
            stakes = 1.0 - look.win
            options[Move.ESCALATE] = (
                Term("claim_held", held * stakes),
                Term("war_cost", -fight * cost),
            )
        return options
    options = {
        Move.HOLD: (
            Term("fear_of_attack", -attack * lose * (held + 0.25)),
            Term("war_cost", -attack * 0.15 * cost),
            Term("hope_of_help", attack * look.stopped * 0.2),
        ),
        Move.CLIMB_DOWN: (
            Term("claim_lost", -held),
            Term("precedent", -float(precedent)),
        ),
    }
    if crisis.rung <= Rung.MOBILISATION and not existence:
        options[Move.OFFER] = (
            Term("half_lost", -0.5 * held),
            Term("precedent", -0.5 * float(precedent)),
            Term("fear_of_attack", -0.4 * attack * lose * held),
        )
    return options
