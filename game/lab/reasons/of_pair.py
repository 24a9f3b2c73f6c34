"""What one state makes of another: fear, liking, claims, pacts, and what an attack would bring."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from game.ai import pacts
from game.ai.prospects import body_for, prospect
from game.core.forecast import attack_on, forecast_attack
from game.core.ids import StateId
from game.core.outlook import outlook
from game.core.records import Claim
from game.core.world import World
from game.lab.reasons.of_state import factors
from game.lab.reasons.pages import Fact, Page, Sum
from game.narrate.narrator import Narrator

CLEAR = 0.25
"""Ambiguity of an attack without any pretext, as claims are weighed."""


def about_another(world: World, state: StateId, other: StateId, tell: Narrator) -> tuple[Page, ...]:
    """Return the pages on what a state makes of another."""
    known = world.held()
    name = str(tell.names.state(other))
    one, two = np.array([state]), np.array([other])
    offers = (
        Sum("pact.defence", f"A defence pact with {name}", pacts.defence(known, one, two).row(0)),
        Sum("pact.guarantee", f"A guarantee for {name}", pacts.guarantee(known, one, two).row(0)),
    )
    return (
        Page("threat", f"The threat of {name}", factors(known, state, other)),
        Page("relations", f"Between it and {name}", _relations(known, state, other, tell)),
        Page("pacts", "What binding itself would be worth", (), offers),
        Page("claims", "Claims", (), tuple(_claims(known, state, other, tell))),
        _attack(known, state, other, tell, "attack", f"If it attacked {name}"),
        _attack(known, other, state, tell, "attacked", f"If {name} attacked it"),
    )


def _relations(known: World, state: int, other: int, tell: Narrator) -> tuple[Fact, ...]:
    dyads = known.dyads
    kept, broken = float(dyads.kept[state, other]), float(dyads.broken[state, other])
    treaties = [
        str(tell.treaty(treaty))
        for treaty in known.treaties_in_force()
        if state in treaty.parties and other in treaty.parties
    ]
    return (
        Fact("affinity", "Its liking for the other", float(dyads.affinity[state, other])),
        Fact("affinity_back", "The other's liking for it", float(dyads.affinity[other, state])),
        Fact("rivalry", "Rivalry", float(dyads.rivalry[state, other])),
        Fact("aggression", "Aggression remembered", float(dyads.aggression[state, other])),
        Fact("credence", "Trust in the other's word", (kept + 2.0) / (kept + broken + 3.0)),
        Fact("trade", "Trade, share of its output", float(dyads.trade[state, other])),
        Fact("power_error", "Its guess of the other's power (private), times the truth",
             float(dyads.power_error[state, other])),
        Fact("treaties", "Treaties", "; ".join(treaties) or "none"),
    )  # fmt: skip


def _claims(known: World, state: int, other: int, tell: Narrator) -> Iterator[Sum]:
    look = outlook(known)
    for claim in known.claims:
        if not claim.live or {claim.claimant, claim.holder} != {state, other}:
            continue
        own = claim.claimant == state
        seen = prospect(known, claim, look, ambiguity=_ambiguity(claim), private=own)
        title = f"War over it to {tell.names.state(claim.claimant)}: {tell.claim(claim.id, known)}"
        yield Sum(
            f"claim.{claim.id}", title + ("" if own else " (as others would guess)"), seen.terms,
            facts=(
                Fact("win", "Chance to win", seen.win),
                Fact("stopped", "Chance of being stopped by others", seen.stopped),
            ),
        )  # fmt: skip


def _ambiguity(claim: Claim) -> float:
    return CLEAR + 0.35 * claim.legitimacy


def _attack(
    known: World, attacker: StateId, victim: StateId, tell: Narrator, key: str, title: str
) -> Page:
    """Return what an attack in cold blood would bring, by what everybody can know."""
    body = body_for(known, attacker, victim)
    seen = forecast_attack(known, attack_on(attacker, victim, CLEAR, body))
    who = np.argsort(-seen.comers * outlook(known).strength, kind="stable")[:5]
    coming = [
        f"{tell.names.state(int(row))} {float(seen.comers[row]):.2f}"
        for row in who
        if seen.comers[row] > 0.05
    ]
    return Page(
        key,
        title,
        (
            Fact("body", "Before", str(tell.names.institution(body))),
            Fact("decided", "Chance that it decides", seen.decided),
            Fact("by_rule", "Chance that its measures then stop it", seen.by_rule),
            Fact("by_interest", "Chance that those who come anyway stop it", seen.by_interest),
            Fact("stopped", "Chance that it is stopped", seen.stopped),
            Fact("comers", "Who would send how much of its force", ", ".join(coming) or "nobody"),
        ),
    )
