"""charters: the rules of an institution, clause by clause."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from game.content.schema.words import Key, Line, Majority, Model, Text, Word, Year
from game.core.charter import Admission, CostSharing, Means, Monitoring, Organ, Trigger
from game.core.kinds import Act, Obligation

Organ_ = Annotated[Organ, Word(Organ)]
Act_ = Annotated[Act, Word(Act)]
Years = Annotated[float, Field(ge=0, le=100)]


class RuleClause(Model):
    """How one kind of act is decided; what is left out follows the charter's general rule."""

    organ: Organ_ | None = None
    majority: Majority | None = None
    """Share of the votes cast."""
    parties_vote: bool | None = None
    """Parties to the dispute have a vote."""
    veto: bool | None = None
    """Permanent members may veto."""
    absence_consents: bool | None = None
    """The absent do not block."""
    quorum: Majority | None = None
    """Share of the entitled that must be present."""
    bypass: bool | None = None
    """After a veto the assembly may decide by two thirds."""
    cites: Line | None = None


class CouncilClause(Model):
    """The council."""

    permanent: tuple[Key, ...] = ()
    """Holders of permanent seats, who also hold the veto where a rule grants one."""
    elected_seats: Annotated[int, Field(ge=0, le=60)] = 0
    term_years: Years = 3
    cites: Line | None = None


class LadderClause(Model):
    """A measure that the charter knows, and what must be decided before it in the same case."""

    act: Act_
    needs: tuple[Act_, ...] = ()
    obligation: Annotated[Obligation, Word(Obligation)] = Obligation.RECOMMENDED
    """What members owe once it is decided."""
    cites: Line | None = None


class CharterFile(Model):
    """A charter."""

    format: Annotated[int, Field(ge=1, le=1)] = 1
    key: Key
    """The file's own name."""
    name: Line
    year: Year
    summary: Text
    source: Line
    admission: Annotated[Admission, Word(Admission)] = Admission.UNIVERSAL
    adversaries: tuple[Key, ...] = ()
    """States against whom it is directed; none for collective security proper."""
    triggers: Annotated[tuple[Annotated[Trigger, Word(Trigger)], ...], Field(min_length=1)]
    """What calls it up."""
    council: CouncilClause = CouncilClause()
    general_rule: RuleClause = RuleClause()
    """How everything is decided that has no rule of its own."""
    rules: dict[Act_, RuleClause] = Field(default_factory=dict)
    ladder: tuple[LadderClause, ...] = ()
    means: Annotated[Means, Word(Means)] = Means.COALITION
    cost_sharing: Annotated[CostSharing, Word(CostSharing)] = CostSharing.WHERE_IT_FALLS
    monitoring: Annotated[Monitoring, Word(Monitoring)] = Monitoring.NONE
    members_may_refer: bool = True
    outsiders_may_refer: bool = False
    self_defence: bool = True
    regional_enforcement: bool = False
    inquiry_months: Annotated[float, Field(ge=0, le=120)] = 6
    """How long a commission of inquiry takes to report."""
    withdrawal_notice_years: Years = 0
    suspension: bool = False
    expulsion: bool = False
    review_every_years: Years = 0
    """A review conference; 0 for none."""
    cites: dict[Key, Line] = Field(default_factory=dict)
    """Articles behind the single clauses, by clause."""
