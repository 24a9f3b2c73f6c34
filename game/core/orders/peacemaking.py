"""Orders that end wars, and about what wars leave behind: peace, reparations, arms control."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.core.ids import AccordId, ReparationId, StateId, WarId
from game.core.kinds import AccordKind
from game.core.orders.base import Order
from game.core.settlements import Article


@dataclass(frozen=True, slots=True)
class OfferPeace(Order):
    """Propose a peace, article by article; no articles are the old borders.

    The leader of a side speaks for all of it; others on it for themselves alone.
    """

    war: WarId
    articles: tuple[Article, ...]

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "terms", self.war)


@dataclass(frozen=True, slots=True)
class AcceptTerms(Order):
    """Take the peace that a foe proposes, as the leader of a side, word for word."""

    war: WarId
    of: StateId

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "accept", self.war, self.of)


@dataclass(frozen=True, slots=True)
class Repudiate(Order):
    """Pay no more of the reparations that one owes."""

    reparation: ReparationId

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "repudiate", self.reparation)


@dataclass(frozen=True, slots=True)
class SignAccord(Order):
    """Sign the arms control treaty of a kind; where there is none, open one for signature."""

    kind: AccordKind

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "accord", int(self.kind))


@dataclass(frozen=True, slots=True)
class QuitAccord(Order):
    """Leave an arms control treaty."""

    accord: AccordId


@dataclass(frozen=True, slots=True)
class HideWork(Order):
    """Work on nuclear weapons against one's word and in the dark, or stop it."""

    on: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "hide")
