"""Orders about nations: those one holds, and those with which one would be one state."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.core.ids import StateId
from game.core.orders.base import Order


@dataclass(frozen=True, slots=True)
class GrantIndependence(Order):
    """Let a nation go whose homeland one holds: at the end of the turn it is a state."""

    nation: StateId

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "nation", self.nation)


@dataclass(frozen=True, slots=True)
class HoldColony(Order):
    """Hold a nation down by force for a turn: it wants less, or rises; both cost."""

    nation: StateId

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "nation", self.nation)


@dataclass(frozen=True, slots=True)
class SeekUnion(Order):
    """Declare that one would be one state with another, or would no longer; both must."""

    to: StateId
    sought: bool = True

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "union", self.to)
