"""Orders about institutions: their cases, their members, their charters, their measures."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from game.core.amending import Change
from game.core.ids import (
    NO_INSTITUTION,
    NONE,
    CrisisId,
    InstitutionId,
    MotionId,
    ResolutionId,
    StateId,
)
from game.core.kinds import Act, Ballot, Clause, Mandate, Stage
from game.core.orders.base import Order


@dataclass(frozen=True, slots=True)
class Refer(Order):
    """Bring a crisis before an institution."""

    crisis: CrisisId
    institution: InstitutionId


@dataclass(frozen=True, slots=True)
class Table(Order):
    """Table a resolution: acts against a state in a case."""

    institution: InstitutionId
    crisis: CrisisId
    target: StateId
    acts: tuple[Act, ...]
    lie_over: bool = False
    """It lies on the table for a session, open to amendment, and is voted on next turn."""
    body: InstitutionId = NO_INSTITUTION
    """With a delegation: the regional body to which enforcement is entrusted."""
    mandate: Mandate = Mandate.RESTORE_LINE
    """Of force: how far it is to go."""


@dataclass(frozen=True, slots=True)
class Lobby(Order):
    """Spend influence this turn to win another state over to a side in a case."""

    crisis: CrisisId
    to: StateId
    influence: float
    wanted: Ballot = Ballot.YES
    """What it is to do with its vote on measures against the initiator."""

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "lobby", self.crisis, self.to)


@dataclass(frozen=True, slots=True)
class Withdraw(Order):
    """Give notice of withdrawal from an institution."""

    institution: InstitutionId


@dataclass(frozen=True, slots=True)
class Vote(Order):
    """Cast a ballot on a resolution."""

    stage: ClassVar[Stage] = Stage.COUNCIL
    resolution: ResolutionId
    ballot: Ballot

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "vote", self.resolution)


@dataclass(frozen=True, slots=True)
class Contribute(Order):
    """Give a share (0, 1/4, 1/2, 1) of what one could to a measure; or say so, and cheat."""

    stage: ClassVar[Stage] = Stage.RESPONSE
    resolution: ResolutionId
    act: Act
    share: float
    cheat: bool = False

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "contribute", self.resolution, int(self.act))


@dataclass(frozen=True, slots=True)
class AmendDraft(Order):
    """Move to add acts to, and drop acts from, a draft that lies over."""

    resolution: ResolutionId
    add: tuple[Act, ...]
    drop: tuple[Act, ...]


@dataclass(frozen=True, slots=True)
class Convene(Order):
    """Call the assembly on a draft that a veto blocked, where the charter has that way round."""

    resolution: ResolutionId


@dataclass(frozen=True, slots=True)
class FormCoalition(Order):
    """Take measures against a party to a crisis outside any institution, with the willing."""

    crisis: CrisisId
    target: StateId
    acts: tuple[Act, ...]
    mandate: Mandate = Mandate.RESTORE_LINE
    """Of force: how far it is to go."""


@dataclass(frozen=True, slots=True)
class Recall(Order):
    """Call one's contingent home from a measure of force."""

    resolution: ResolutionId

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "recall", self.resolution)


@dataclass(frozen=True, slots=True)
class PledgeForces(Order):
    """Pledge a share of one's forces to an institution in advance, 0..1."""

    institution: InstitutionId
    share: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "pledge", self.institution)


@dataclass(frozen=True, slots=True)
class Boycott(Order):
    """Stay away from an institution's meetings, or come back."""

    institution: InstitutionId
    away: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "boycott", self.institution)


@dataclass(frozen=True, slots=True)
class Found(Order):
    """Found an institution after a template of the campaign, and invite states to it."""

    template: int
    invited: tuple[StateId, ...]
    changes: tuple[Change, ...] = ()
    """In what its charter reads otherwise than the template, in the order in which they are made."""


@dataclass(frozen=True, slots=True)
class Accede(Order):
    """Join an institution that is open or has invited one; else apply for admission."""

    institution: InstitutionId

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "accede", self.institution)


@dataclass(frozen=True, slots=True)
class Invite(Order):
    """Invite a state to join an institution one belongs to."""

    institution: InstitutionId
    to: StateId


@dataclass(frozen=True, slots=True)
class MoveMembership(Order):
    """Move that a state be admitted, suspended, reinstated or expelled, outside any case."""

    institution: InstitutionId
    act: Act
    target: StateId


@dataclass(frozen=True, slots=True)
class MoveAmendment(Order):
    """Move that a clause of the charter read otherwise; `act` for clauses that speak of an act."""

    institution: InstitutionId
    clause: Clause
    value: float
    act: int = NONE


@dataclass(frozen=True, slots=True)
class VoteMotion(Order):
    """Cast a ballot on a motion about members or the charter."""

    stage: ClassVar[Stage] = Stage.COUNCIL
    motion: MotionId
    ballot: Ballot

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "motion", self.motion)
