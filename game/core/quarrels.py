"""The kinds of crisis: how each begins, what it is about, and how far it can go."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from game.core.kinds import CrisisKind, Rung
from game.core.records import Crisis


class Subject(IntEnum):
    """What a quarrel is about."""

    LAND = 0
    POLICY = 1
    """What a government does, or who governs."""
    INCIDENT = 2
    """Amends for something that happened."""
    STRIFE = 3
    """Who rules within a state, and how."""
    WEAPONS = 4
    PROMISE = 5


@dataclass(frozen=True, slots=True)
class KindProfile:
    """What a kind of crisis is like."""

    opening: Rung
    ambiguity: float
    """At the start: how far observers can disagree about who began it, 0..1."""
    turns: int
    """Turns that a step stands before it must be followed or falls."""
    stakes: float
    """What it is worth to the initiator at the start, where no claim says, 0..1."""
    in_hand: float
    """Share of what is wanted that the initiator has at once."""
    subject: Subject
    internal: bool = False
    """Within one state, which is initiator and target both."""
    accused_first: bool = False
    """The initiator is who is accused, the target who brings it up and may act on it."""
    confronted: bool = False
    """Opened with a Confront order."""


PROFILES: Final[dict[CrisisKind, KindProfile]] = {
    CrisisKind.CLAIM: KindProfile(Rung.DEMAND, 0.25, 2, 0.5, 0.0, Subject.LAND),
    CrisisKind.BORDER_INCIDENT: KindProfile(Rung.TENSION, 0.65, 2, 0.2, 0.0, Subject.INCIDENT),
    CrisisKind.ULTIMATUM: KindProfile(
        Rung.ULTIMATUM, 0.2, 2, 0.45, 0.0, Subject.POLICY, confronted=True
    ),
    CrisisKind.STAGED_INCIDENT: KindProfile(Rung.MOBILISATION, 0.35, 2, 0.5, 0.0, Subject.LAND),
    CrisisKind.INVASION: KindProfile(Rung.WAR, 0.08, 2, 0.7, 0.25, Subject.POLICY, confronted=True),
    CrisisKind.COUP: KindProfile(
        Rung.CLASH, 0.5, 1, 0.3, 0.0, Subject.STRIFE, internal=True, confronted=True
    ),
    CrisisKind.CIVIL_WAR: KindProfile(
        Rung.CLASH, 0.45, 40, 0.4, 0.0, Subject.STRIFE, internal=True, confronted=True
    ),
    CrisisKind.ATROCITY: KindProfile(Rung.CLASH, 0.4, 8, 0.5, 0.5, Subject.STRIFE, internal=True),
    CrisisKind.BLOCKADE: KindProfile(
        Rung.CLASH, 0.15, 4, 0.4, 0.3, Subject.POLICY, confronted=True
    ),
    CrisisKind.PROLIFERATION: KindProfile(
        Rung.DEMAND, 0.5, 4, 0.5, 0.5, Subject.WEAPONS, accused_first=True, confronted=True
    ),
    CrisisKind.BREACH: KindProfile(
        Rung.DEMAND, 0.3, 2, 0.35, 1.0, Subject.PROMISE, accused_first=True, confronted=True
    ),
}
"""An open demand leaves little doubt who makes it, an incident much; an invasion that opens at war
leaves least. A coup is decided in days, a civil war lasts years (Fearon 2004). [design, ordered by
kind; the backtest measures the outcomes]"""


def profile_of(crisis: Crisis) -> KindProfile:
    """Return a crisis's profile as everybody can see it.

    One that has come to be about a claim is like any other about a claim: nobody else knows which
    incident was staged.
    """
    kind = CrisisKind.CLAIM if crisis.claim >= 0 and crisis.kind in _ABOUT_LAND else crisis.kind
    return PROFILES[kind]


_ABOUT_LAND: Final = (CrisisKind.CLAIM, CrisisKind.BORDER_INCIDENT, CrisisKind.STAGED_INCIDENT)

CONFRONTED: Final = tuple(kind for kind, profile in PROFILES.items() if profile.confronted)
"""Kinds that are opened with a Confront order."""
