"""Orders about one's own realm: budget, reserves, formations, gifts, a nuclear programme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.core.ids import FormationId, NodeId, StateId, TerritoryId
from game.core.kinds import Arm, Stance
from game.core.orders.base import Order


@dataclass(frozen=True, slots=True)
class SetBudget(Order):
    """Split revenue between arms, welfare, growth and aid; shares sum to 1."""

    arms: float
    welfare: float
    growth: float
    aid: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "budget")


@dataclass(frozen=True, slots=True)
class Mobilise(Order):
    """Call up reserves, 0..1."""

    level: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "mobilise")


@dataclass(frozen=True, slots=True)
class MoveFormation(Order):
    """Send a formation to a place, with a stance."""

    formation: FormationId
    goal: NodeId
    stance: Stance

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "formation", self.formation)


@dataclass(frozen=True, slots=True)
class RaiseFormation(Order):
    """Raise a new formation in own territory, paid from the treasury."""

    arm: Arm
    territory: TerritoryId


@dataclass(frozen=True, slots=True)
class SendAid(Order):
    """Give money to another state, in M$."""

    to: StateId
    amount: float

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "aid", self.to)


@dataclass(frozen=True, slots=True)
class SetProgramme(Order):
    """Begin, or give up, a nuclear programme."""

    begin: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "programme")
