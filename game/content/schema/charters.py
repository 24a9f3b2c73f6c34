"""charters: the rules of an institution, clause by clause."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from game.content.schema.words import Key, Line, Majority, Model, Share, Text, Word, Year
from game.core.charter import (
    Admission,
    CostSharing,
    Means,
    Monitoring,
    Organ,
    RegionalClause,
    Trigger,
)
from game.core.kinds import Act, Obligation

Organ_ = Annotated[Organ, Word(Organ)]
Act_ = Annotated[Act, Word(Act)]
Trigger_ = Annotated[Trigger, Word(Trigger)]
Regime = Annotated[float, Field(ge=-10, le=10)]
Years = Annotated[float, Field(ge=0, le=100)]


def _league_is_none(said: Any) -> Any:
    """Read `league` as no list; a list from JSON comes as one, which a strict tuple would refuse."""
    return () if said == "league" else tuple(said) if isinstance(said, list) else said


Founders = Annotated[
    tuple[Key, ...],
    BeforeValidator(_league_is_none),
    WithJsonSchema(
        {"anyOf": [{"const": "league"}, {"type": "array", "items": {"type": "string"}}]}
    ),
]
"""Keys of states; `league`, which is read as none, for the members of the body it replaces."""


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
    without_veto: tuple[Key, ...] = ()
    """Those of them to whom no rule gives a veto."""
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


FORMAT = 2
"""Newest format of charters."""


class CharterFile(Model):
    """A charter."""

    format: Annotated[int, Field(ge=FORMAT, le=FORMAT)] = FORMAT
    key: Key
    """The file's own name."""
    name: Line
    year: Year
    summary: Text
    source: Line
    founders: Founders = ()
    """Who are members where it stands in for a campaign's first institution; `league`: its own."""
    stand_ins: dict[Key, Key] = Field(default_factory=dict)
    """Who takes the place of a state, by its key, in campaigns that do not know it."""
    admission: Annotated[Admission, Word(Admission)] = Admission.UNIVERSAL
    regime_floor: Regime = -10
    """Lowest regime score that may be admitted, -10 (autocracy) to 10 (democracy)."""
    regime_ceiling: Regime = 10
    """Highest regime score that may be admitted."""
    adversaries: tuple[Key, ...] = ()
    """States against whom it is directed; none for collective security proper."""
    triggers: tuple[Trigger_, ...]
    """What calls it up; none of a body without a security clause."""
    area: tuple[Key, ...] = ()
    """States on whose land an attack counts; none for everywhere."""
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
    lead: Key | None = None
    """The state that leads its coalitions or its unified command."""
    standing_force: Share = 0
    """Strength of its own force, as a share of the world's."""
    pledged_share: Share = 0
    """Share of its forces that each member pledges in advance."""
    self_defence: bool = True
    """Members may defend themselves and each other before the institution has acted."""
    self_defence_until_council: bool = False
    """Self-defence must stop once the institution has decided on measures."""
    regional: Annotated[RegionalClause, Word(RegionalClause)] = RegionalClause.NONE
    """What regional bodies may enforce by themselves."""
    veto_restraint: bool = False
    """No veto where the case is a mass atrocity."""
    consent_needed: bool = True
    """Peacekeepers need the consent of the host."""
    inquiry_months: Annotated[float, Field(ge=0, le=120)] = 6
    """How long a commission of inquiry takes to report."""
    may_withdraw: bool = True
    withdrawal_notice_years: Years = 0
    suspension: bool = False
    """Members may be suspended from their rights."""
    expulsion: bool = False
    """Members may be expelled."""
    amendment_permanent: bool = False
    """An amendment needs all permanent members, beside its majority."""
    ratify: Majority = "1/2"
    """Share of the invited that must accede before an institution founded on it comes to be."""
    review_every_years: Years = 0
    """A review conference; 0 for none."""
    cites: dict[Key, Line] = Field(default_factory=dict)
    """Articles behind the single clauses, by clause."""
