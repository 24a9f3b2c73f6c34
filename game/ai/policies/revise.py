"""Revise: press a claim, stage an incident, and play the crisis that follows.

Fearon (1995) for the bargain that war stands behind; Huth (1988) for what deters the first step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.ai.decision import Decision
from game.ai.prospects import Prospect, prize, prospect
from game.core.ids import NOBODY
from game.core.kinds import Doctrine, Move, Rung
from game.core.orders import MoveInCrisis, PressClaim, StageIncident
from game.core.outlook import Outlook, outlook
from game.core.records import Claim, Crisis
from game.core.terms import Term, total
from game.core.world import World

_Step = tuple[float, PressClaim | StageIncident, Prospect, Term]


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield claims pressed and moves made by initiators."""
    busy = {crisis.initiator for crisis in known.live_crises()}
    look = outlook(known)
    best: dict[int, tuple[float, Decision]] = {}
    for claim in known.claims:
        if claim.claimant not in states or claim.claimant in busy or not _open(known, claim):
            continue
        chosen = _first_step(known, claim, look)
        if chosen is None:
            continue
        if claim.claimant not in best or chosen[0] > best[claim.claimant][0]:
            best[claim.claimant] = chosen
    yield from (best[state][1] for state in sorted(best))
    for crisis in known.live_crises():
        if crisis.initiator in states and crisis.rung < Rung.WAR and crisis.claim >= 0:
            yield _next_step(known, crisis, look)


def _open(known: World, claim: Claim) -> bool:
    return (
        claim.live
        and claim.holder != NOBODY
        and bool(known.states.exists[claim.holder])
        and bool(known.states.exists[claim.claimant])
        and not any(
            crisis.claim == claim.id and (crisis.live or known.turn - crisis.ended < 4)
            for crisis in known.crises
        )
    )


def _first_step(known: World, claim: Claim, look: Outlook) -> tuple[float, Decision] | None:
    """Return the better of an open demand and a staged incident, if either is worth it."""
    if prize(known, claim) + 0.1 <= known.rules.aggression_threshold:
        return None  # not worth it even if it were sure to be won
    demand = prospect(known, claim, look, ambiguity=0.25 + 0.35 * claim.legitimacy, private=True)
    staged = prospect(
        known, claim, look, ambiguity=min(0.95, 0.35 + 0.6 * claim.pretext), private=True
    )
    # An open demand leaves time for a bargain; an incident leaves none, and is worth it only
    # where the pretext is good enough to catch the world unready.
    bargain = Term("room_for_bargain", 0.06)
    surprise = Term("surprise", 0.22 * claim.pretext - 0.12)
    press: _Step = (
        demand.worth + bargain.value,
        PressClaim(claim.claimant, claim.id),
        demand,
        bargain,
    )
    stage: _Step = (
        staged.worth + surprise.value,
        StageIncident(claim.claimant, claim.id),
        staged,
        surprise,
    )
    worth, order, looked, extra = max(press, stage, key=_first)
    if worth <= 0:
        return None
    return worth, Decision(order, (*looked.terms, extra))


def _first(option: _Step) -> float:
    return option[0]


def _next_step(known: World, crisis: Crisis, look: Outlook) -> Decision:
    """Return the initiator's best move: on, wait, bargain, or down."""
    claim = known.claims[crisis.claim]
    state = crisis.initiator
    ahead = prospect(
        known,
        claim,
        look,
        ambiguity=crisis.ambiguity,
        private=True,
        institution=crisis.institution,
        named=crisis.named >= 0,
    )
    options = moves_of_initiator(known, crisis, ahead)
    move, terms = max(options.items(), key=lambda item: total(item[1]))
    if move == Move.OFFER:
        return Decision(MoveInCrisis(state, crisis.id, Move.OFFER, 0.5), terms)
    return Decision(MoveInCrisis(state, crisis.id, move), terms)


def _in_hand(known: World, crisis: Crisis) -> bool:
    """Tell whether what was wanted has been taken, so that only time is needed."""
    claim = known.claims[crisis.claim]
    marched = not known.territories.demilitarised[list(claim.territories)].any()
    return claim.remilitarise and crisis.rung >= Rung.CLASH and marched


def moves_of_initiator(
    known: World, crisis: Crisis, look: Prospect
) -> dict[Move, tuple[Term, ...]]:
    """Return the terms of each move open to the initiator; the largest sum is taken.

    Climbing down costs face before one's own audience, more the higher one stands, and what it
    would cost is a reason to go on (Fearon 1994).
    """
    weight = look.claim.weight * (
        0.15 + 1.3 * known.states.doctrine[crisis.initiator, Doctrine.REVISE]
    )
    face = Term("face", -0.05 - 0.04 * crisis.rung)
    if _in_hand(known, crisis):
        return {Move.HOLD: (Term("in_hand", weight),)}
    options: dict[Move, tuple[Term, ...]] = {
        Move.CLIMB_DOWN: (face,),
        Move.HOLD: (
            Term("wait_and_see", 0.35 * look.worth),
            Term("time_runs", -0.02 * max(0, known.turn - crisis.moved)),
        ),
        Move.ESCALATE: (*look.terms, Term("audience", -face.value)),
    }
    if crisis.offer > 0 or crisis.rung <= Rung.ULTIMATUM:
        refused = crisis.settle_for >= 0 and crisis.offer < crisis.settle_for
        chance = 0.8 if crisis.offer >= 0.5 else 0.02 if refused else 0.15
        options[Move.OFFER] = (
            Term("bargain", 0.5 * float(weight) * chance),
            Term("wait_and_see", 0.3 * (1 - chance) * look.worth),
        )
    return options
