"""A charter: the rules of an institution, as data that players edit and modders write."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from fractions import Fraction

from game.core.ids import NOBODY, StateId
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
    REVOLUTION = 4
    """An upheaval against the government of a member (Troppau 1820)."""


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


class RegionalClause(IntEnum):
    """What regional bodies may enforce by themselves."""

    NONE = 0
    """Nothing: the charter leaves them no room."""
    WITH_AUTHORISATION = 1
    """What this institution has delegated or authorised."""
    FREE = 2
    """Whatever their own charters allow."""


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
    regional: RegionalClause
    inquiry_turns: int
    withdrawal_notice_turns: int
    suspension: bool
    expulsion: bool
    review_every_turns: int
    area: tuple[StateId, ...] = ()
    """States on whose land an attack counts; empty is everywhere."""
    regime_floor: float = -10.0
    regime_ceiling: float = 10.0
    """Regime scores between which a state may be admitted, -10..10."""
    lead: StateId = NOBODY
    """Who leads its coalitions, or its unified command; -1 nobody by right."""
    standing_force: float = 0.0
    """Strength of its own force, as a share of the world's, 0..1."""
    pledged_share: float = 0.0
    """Share of its forces that each member pledges in advance, 0..1."""
    self_defence_until_council: bool = False
    """Self-defence must stop once the institution has decided on measures."""
    veto_restraint: bool = False
    """No veto where the case is a mass atrocity."""
    consent_needed: bool = True
    """Peacekeepers need the consent of the host."""
    amendment_permanent: bool = False
    """An amendment needs all permanent members, beside its majority."""
    may_withdraw: bool = True
    ratify: Fraction = Fraction(1, 2)
    """Share of the invited that must accede before an institution founded on it comes to be."""
    without_veto: tuple[StateId, ...] = ()
    """Holders of permanent seats to whom no rule gives a veto."""

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

    def admits(self, regime: float) -> bool:
        """Tell whether a state with a regime score, -10..10, is one that may be admitted."""
        return self.regime_floor <= regime <= self.regime_ceiling

    def faults(self) -> tuple[str, ...]:
        """Return the clauses whose values no charter can have, by field; none of a sound one."""
        sound = {
            "rules": len(self.rules) == len(Act) and all(map(_sound, self.rules)),
            "obligations": len(self.obligations) == len(Act),
            "ladder": len({step.act for step in self.ladder}) == len(self.ladder),
            "triggers": len(set(self.triggers)) == len(self.triggers),
            "permanent": len(set(self.permanent)) == len(self.permanent),
            "adversaries": len(set(self.adversaries)) == len(self.adversaries),
            "without_veto": len(set(self.without_veto)) == len(self.without_veto),
            "area": len(set(self.area)) == len(self.area),
            "elected_seats": self.elected_seats >= 0,
            "elected_term_turns": self.elected_term_turns >= 1,
            "inquiry_turns": self.inquiry_turns >= 1,
            "withdrawal_notice_turns": self.withdrawal_notice_turns >= 0,
            "review_every_turns": self.review_every_turns >= 0,
            "regime_floor": -10 <= self.regime_floor <= self.regime_ceiling,
            "regime_ceiling": self.regime_ceiling <= 10,
            "standing_force": 0 <= self.standing_force <= 1,
            "pledged_share": 0 <= self.pledged_share <= 1,
            "ratify": 0 < self.ratify <= 1,
        }
        return tuple(clause for clause, holds in sound.items() if not holds)

    @property
    def open_to_all(self) -> bool:
        """Whether every state may belong, and it is against none: collective security proper."""
        return self.admission == Admission.UNIVERSAL and not self.adversaries

    @property
    def detection(self) -> float:
        """Chance a quarter that a cheat on a measure is seen."""
        return (0.1, 0.25, 0.5, 0.85)[self.monitoring]


def _sound(rule: DecisionRule) -> bool:
    return 0 < rule.majority <= 1 and 0 <= rule.quorum <= 1
