"""Orders between states: treaties, bargains, recognition, wars joined and ended."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.core.ids import CrisisId, DealId, StateId, TreatyId, WarId
from game.core.kinds import Favour, Terms, TreatyKind
from game.core.orders.base import Order


@dataclass(frozen=True, slots=True)
class OfferTreaty(Order):
    """Offer a treaty to another state."""

    kind: TreatyKind
    to: StateId


@dataclass(frozen=True, slots=True)
class AnswerTreaty(Order):
    """Accept or refuse a treaty on offer."""

    treaty: TreatyId
    accept: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "answer", self.treaty)


@dataclass(frozen=True, slots=True)
class Denounce(Order):
    """End a treaty one is party to."""

    treaty: TreatyId


@dataclass(frozen=True, slots=True)
class Recognise(Order):
    """Recognise what a state has taken by force."""

    taker: StateId


@dataclass(frozen=True, slots=True)
class JoinWar(Order):
    """Enter a war on a side: 0 with the attackers, 1 with the defenders."""

    war: WarId
    side: int

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "join", self.war)


@dataclass(frozen=True, slots=True)
class OfferTerms(Order):
    """Say on what terms one would end a war that one leads."""

    war: WarId
    terms: Terms

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "terms", self.war)


@dataclass(frozen=True, slots=True)
class OfferDeal(Order):
    """Offer one favour for another in a case, or threaten where the favour is a threat.

    `amount` is M$ for money and arms.
    """

    to: StateId
    crisis: CrisisId
    wanted: Favour
    given: Favour
    amount: float = 0.0


@dataclass(frozen=True, slots=True)
class AnswerDeal(Order):
    """Take or refuse a bargain on offer."""

    deal: DealId
    accept: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "deal", self.deal)
