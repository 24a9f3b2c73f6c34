"""What a state was after, claim by claim, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass

from game.client.strings import text
from game.core.kinds import CrisisEnd
from game.core.observe import PlayerView
from game.core.records import Claim
from game.narrate.narrator import Narrator


@dataclass(frozen=True, slots=True)
class Aim:
    """One aim, what came of it, and whether that is to the state's liking."""

    words: str
    outcome: str
    good: bool


def aims(view: PlayerView, tell: Narrator) -> tuple[Aim, ...]:
    """Return a state's aims: its claims, then what others claimed of it, the weightiest first."""
    known, me = view.known, view.viewer
    found = []
    for claim in sorted(known.claims, key=lambda each: -each.weight):
        if me not in (claim.claimant, claim.holder):
            continue
        key, good = _outcome(view, claim)
        words = text(
            "aftermath.aim_gain" if claim.claimant == me else "aftermath.aim_keep",
            claim=tell.claim(claim.id, known),
            other=tell.names.state(claim.holder if claim.claimant == me else claim.claimant),
        )
        found.append(Aim(words, text(f"aftermath.aim.{key}"), good))
    return tuple(found)


def _outcome(view: PlayerView, claim: Claim) -> tuple[str, bool]:
    known, mine = view.known, view.viewer == claim.claimant
    land = known.territories
    if claim.remilitarise:  # it has the land, and wants its forces back there
        held = [not land.demilitarised[place] for place in claim.territories]
    else:
        held = [int(land.owner[place]) == claim.claimant for place in claim.territories]
    if held and all(held):
        return "gained" if mine else "lost", mine
    if any(held):
        return "part", mine
    ends = [crisis.end for crisis in known.crises if crisis.claim == claim.id]
    if not ends:
        return "untried" if mine else "unasked", not mine
    if ends[-1] == CrisisEnd.OPEN:
        return "open", not mine
    return "failed" if mine else "kept", not mine
