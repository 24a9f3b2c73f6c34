"""Orders about quarrels: opening one, moving in it, taking sides, calming it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.core.ids import ClaimId, CrisisId, StateId
from game.core.kinds import Alert, CrisisKind, Move
from game.core.orders.base import Order


@dataclass(frozen=True, slots=True)
class PressClaim(Order):
    """Open a crisis over a claim with a public demand."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class StageIncident(Order):
    """Open a crisis over a claim with an incident made to look like the other's doing."""

    claim: ClaimId


@dataclass(frozen=True, slots=True)
class MoveInCrisis(Order):
    """Escalate, hold, make an offer, or climb down."""

    crisis: CrisisId
    move: Move
    share: float = 0.0
    """With an offer: the share of the claim given, or asked for."""

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "crisis", self.crisis)


@dataclass(frozen=True, slots=True)
class Confront(Order):
    """Open a crisis of a kind that rests on no claim.

    An ultimatum, an invasion, a coup or a rebellion sponsored, a blockade, a breach of treaty, a
    strike at a nuclear programme.
    """

    kind: CrisisKind
    target: StateId


@dataclass(frozen=True, slots=True)
class TakeSide(Order):
    """Stand with the initiator (0), the target (1), or a camp of one's own (2) in a crisis.

    With -1, stand aside again.
    """

    crisis: CrisisId
    side: int

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "side", self.crisis)


@dataclass(frozen=True, slots=True)
class ArmProxy(Order):
    """Send arms, money or volunteers, in M$, to a side (0 or 1) in a crisis without joining it."""

    crisis: CrisisId
    side: int
    amount: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "proxy", self.crisis)


@dataclass(frozen=True, slots=True)
class Mediate(Order):
    """Offer good offices in a crisis, outside any institution."""

    crisis: CrisisId


@dataclass(frozen=True, slots=True)
class AnswerMediator(Order):
    """Accept or turn down a mediator, as a party to the crisis."""

    crisis: CrisisId
    mediator: StateId
    accept: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "mediator", self.crisis, self.mediator)


@dataclass(frozen=True, slots=True)
class Consent(Order):
    """Give or take back consent to observers and peacekeepers on one's land."""

    crisis: CrisisId
    given: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "consent", self.crisis)


@dataclass(frozen=True, slots=True)
class SetAlert(Order):
    """Move up or down the nuclear ladder in a crisis."""

    crisis: CrisisId
    level: Alert

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "alert", self.crisis)
