"""Revise: press a claim, stage an incident, and play the crisis that follows.

Fearon (1995) for the bargain that war stands behind; Huth (1988) for what deters the first step.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.ai.decision import Decision
from game.ai.prospects import Prospect, case_for, fixed_terms, hopes, prize, prospect
from game.core.cases import Case
from game.core.forecast import foresee
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
    live = known.live_crises()
    if not known.claims:
        return
    known = known.held()
    look = outlook(known)
    worth_asking = _worth_asking(known, states, {crisis.initiator for crisis in live}, look)
    pressing = [
        crisis
        for crisis in live
        if crisis.initiator in states and crisis.rung < Rung.WAR and crisis.claim >= 0
    ]
    foresee(known, _cases(known, worth_asking, pressing, look), look)
    best: dict[int, tuple[float, Decision]] = {}
    for claim in worth_asking:
        chosen = _first_step(known, claim, look)
        if chosen is None:
            continue
        if claim.claimant not in best or chosen[0] > best[claim.claimant][0]:
            best[claim.claimant] = chosen
    yield from (best[state][1] for state in sorted(best))
    for crisis in pressing:
        yield _next_step(known, crisis, look)


def _worth_asking(
    known: World, states: Collection[int], busy: Collection[int], look: Outlook
) -> list[Claim]:
    """Return the open claims that could be worth acting on if nobody minded."""
    closed = {crisis.claim for crisis in known.crises.open}
    closed.update(crisis.claim for crisis in known.crises.ended_since(known.turn - 3))
    exists = known.states.exists
    threshold = known.rules.aggression_threshold
    open_claims = [
        claim
        for claim in known.claims.open
        if claim.holder != NOBODY
        and claim.claimant in states
        and claim.claimant not in busy
        and claim.id not in closed
        and exists[claim.holder]
        and exists[claim.claimant]
        # Not worth it even if it were sure to be won:
        and prize(known, claim) + 0.1 > threshold
    ]
    if not open_claims:
        return []
    most = hopes(known, open_claims, look)
    return [
        claim
        for claim, hope in zip(open_claims, most.tolist(), strict=True)
        if hope + max(_BARGAIN, _surprise(claim)) > 0
    ]


def _cases(
    known: World, claims: list[Claim], pressing: list[Crisis], look: Outlook
) -> Iterator[Case]:
    """Yield the cases that will be asked about, so that they can be solved together."""
    for claim in claims:
        fixed, _ = fixed_terms(known, claim, look, private=True)
        hope = sum(fixed.values())
        if hope > 0:
            yield case_for(known, claim, _when_open(claim))
        if hope + _surprise(claim) > 0:
            yield case_for(known, claim, _when_staged(claim))
    for crisis in pressing:
        claim = known.claims[crisis.claim]
        if sum(fixed_terms(known, claim, look, private=True)[0].values()) > 0:
            named = crisis.named >= 0
            yield case_for(known, claim, crisis.ambiguity, crisis.institution, named=named)


_BARGAIN = 0.06
"""Worth of the room that an open demand leaves for a bargain."""


def _surprise(claim: Claim) -> float:
    """Return what an incident is worth beside a demand: it leaves no room for a bargain.

    Worth it only where the pretext is good enough to catch the world unready.
    """
    return 0.22 * claim.pretext - 0.12


def _when_open(claim: Claim) -> float:
    return 0.25 + 0.35 * claim.legitimacy


def _when_staged(claim: Claim) -> float:
    return min(0.95, 0.35 + 0.6 * claim.pretext)


def _first_step(known: World, claim: Claim, look: Outlook) -> tuple[float, Decision] | None:
    """Return the better of an open demand and a staged incident, if either is worth it.

    A demand may be made where war would not pay: one can still bargain. An incident is the first
    shot, so that what others would do is counted whenever it could be worth it.
    """
    bargain, surprise = Term("room_for_bargain", _BARGAIN), Term("surprise", _surprise(claim))
    demand = prospect(known, claim, look, ambiguity=_when_open(claim), private=True)
    staged = prospect(
        known, claim, look, ambiguity=_when_staged(claim), private=True, room=surprise.value
    )
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
