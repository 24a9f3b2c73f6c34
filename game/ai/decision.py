"""A decision: an order, and the named terms whose sum made it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from game.core.orders import Order
from game.core.terms import Term


@dataclass(frozen=True, slots=True, eq=False)
class Decision:
    """What a state orders and why."""

    order: Order
    reasons: tuple[Term, ...] | Callable[[], tuple[Term, ...]] = field(default=(), repr=False)
    """The terms, or how to find them where somebody asks."""

    @property
    def terms(self) -> tuple[Term, ...]:
        """The named summands of what the order is worth to its state."""
        return self.reasons() if callable(self.reasons) else self.reasons

    def __eq__(self, other: object) -> bool:
        """Tell whether the same is ordered for the same reasons."""
        if not isinstance(other, Decision):
            return NotImplemented
        return self.order == other.order and self.terms == other.terms

    __hash__ = None  # type: ignore[assignment]  # reasons may be many; nobody keys by them
