"""A charter: the rules of an institution, as data that players edit and modders write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from game.core.ids import StateId
from game.core.kinds import Act, Obligation


class Organ(IntEnum):
    """Which body decides."""

    COUNCIL = 0
    ASSEMBLY = 1


class Admission(IntEnum):
    """Who may join."""

    UNIVERSAL = 0
    REGIONAL = 1
    INVITATION = 2
    GREAT_POWERS = 3


class Trigger(IntEnum):
    """What calls the institution up."""

    ATTACK_ON_ANYONE = 0
    ATTACK_ON_MEMBER = 1
    ATTACK_BY_ADVERSARY = 2
    INTERNAL_ATROCITY = 3


class Means(IntEnum):
    """With what force is enforced."""

    NONE = 0
    COALITION = 1
    """The willing, under a lead state."""
    PLEDGED = 2
    STANDING = 3
    REGIONAL = 4


class CostSharing(IntEnum):
    """Who pays."""

    WHERE_IT_FALLS = 0
    BY_POWER = 1
    EQUAL = 2


class Monitoring(IntEnum):
    """How compliance is watched."""

    NONE = 0
    SELF_REPORT = 1
    COMMITTEE = 2
    INSPECTORS = 3


@dataclass(frozen=True, slots=True)
class DecisionRule:
    """How one kind of act is decided."""

    organ: Organ
    majority: Fraction
    """Share of the votes cast (yes and no) that carries; 1 is unanimity."""
    strict: bool
    """More than the majority is needed, not just as much (a simple majority is strict 1/2)."""
    parties_vote: bool
    """Parties to the dispute have a vote."""
    veto: bool
    """Permanent members may veto."""
    absence_consents: bool
    """An absent veto holder does not block; under unanimity an absent member does not either."""
    quorum: Fraction
    """Share of the entitled that must be present."""
    bypass: bool
    """After a veto the assembly may decide by two thirds."""


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One measure and what must have been decided before it, in the same case."""

    act: Act
    needs: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Charter:
    """All clauses of an institution's charter."""

    key: str
    admission: Admission
    adversaries: tuple[StateId, ...]
    """Named adversaries; empty for collective security proper."""
    triggers: tuple[Trigger, ...]
    permanent: tuple[StateId, ...]
    elected_seats: int
    elected_term_turns: int
    rules: tuple[DecisionRule, ...]
    """Indexed by Act."""
    obligations: tuple[Obligation, ...]
    """Indexed by Act."""
    ladder: tuple[LadderStep, ...]
    means: Means
    cost_sharing: CostSharing
    monitoring: Monitoring
    members_may_refer: bool
    outsiders_may_refer: bool
    self_defence: bool
    regional_enforcement: bool
    inquiry_turns: int
    withdrawal_notice_turns: int
    suspension: bool
    expulsion: bool
    review_every_turns: int

    def rule(self, act: Act) -> DecisionRule:
        """Return the decision rule for an act."""
        return self.rules[act]

    def obligation(self, act: Act) -> Obligation:
        """Return what members owe to an act once decided."""
        return self.obligations[act]

    def needs(self, act: Act) -> tuple[Act, ...] | None:
        """Return what must come before a measure, or None where the charter does not know it."""
        for step in self.ladder:
            if step.act == act:
                return step.needs
        return None

    @property
    def detection(self) -> float:
        """Chance a quarter that a cheat on a measure is seen."""
        return (0.1, 0.25, 0.5, 0.85)[self.monitoring]
