"""A decision: an order, and the named terms whose sum made it."""

from __future__ import annotations

from dataclasses import dataclass

from game.core.orders import Order
from game.core.terms import Term


@dataclass(frozen=True, slots=True)
class Decision:
    """What a state orders and why."""

    order: Order
    terms: tuple[Term, ...] = ()
