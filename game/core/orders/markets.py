"""Orders about third parties' trade: measures against those who sell what is denied to others."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.core.ids import StateId
from game.core.orders.base import Order


@dataclass(frozen=True, slots=True)
class Blacklist(Order):
    """Tell a state that who sells what one denies others loses one's own market; or take it back."""

    to: StateId
    on: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "blacklist", self.to)


@dataclass(frozen=True, slots=True)
class Heed(Order):
    """Keep from selling what a state denies others, to keep its market; or sell again."""

    to: StateId
    heed: bool

    def slot(self) -> tuple[Any, ...]:
        return (self.state, "heed", self.to)
