"""A desk: where one seat, in its private time, drafts the orders of one stage."""

from __future__ import annotations

from collections.abc import Iterable

from game.core.ids import StateId
from game.core.legality import Refusal, refusal
from game.core.observe import PlayerView
from game.core.orders import Order
from game.session.seats import Seat


class Desk:
    """Orders of one seat in one stage, not yet sent: proposed, taken back, and taken back again."""

    def __init__(self, seat: Seat, view: PlayerView) -> None:
        self.seat = seat
        self.view = view
        self._pending: tuple[Order, ...] = ()
        self._before: list[tuple[Order, ...]] = []
        self._after: list[tuple[Order, ...]] = []

    @property
    def pending(self) -> tuple[Order, ...]:
        """The orders that would be sent now, in the order of their slots' first proposal."""
        return self._pending

    def propose(self, order: Order) -> Refusal | None:
        """Draft an order, in the place of one of the same slot; return why it may not be given."""
        refused = self.refusal(order)
        if refused is None:
            self._become(_placed(self._pending, order))
        return refused

    def refusal(self, order: Order) -> Refusal | None:
        """Return why an order may not be given, or None; drafts nothing."""
        if order.state != self.seat.state:
            return Refusal("not_your_state")
        return refusal(self.view.known, order)

    def withdraw(self, index: int) -> None:
        """Take an order back by its place in `pending`. Raises IndexError."""
        if not 0 <= index < len(self._pending):
            raise IndexError(f"there is no order {index} among {len(self._pending)}")
        self._become(self._pending[:index] + self._pending[index + 1 :])

    def undo(self) -> bool:
        """Take the last change back; tell whether there was one."""
        if not self._before:
            return False
        self._after.append(self._pending)
        self._pending = self._before.pop()
        return True

    def redo(self) -> bool:
        """Make again the change that was last undone; tell whether there was one."""
        if not self._after:
            return False
        self._before.append(self._pending)
        self._pending = self._after.pop()
        return True

    @property
    def can_undo(self) -> bool:
        """There is a change to take back."""
        return bool(self._before)

    @property
    def can_redo(self) -> bool:
        """There is an undone change to make again."""
        return bool(self._after)

    def lay_out(self, orders: Iterable[Order]) -> tuple[tuple[Order, Refusal], ...]:
        """Draft orders from before (a save, last quarter) without a step to undo.

        Each must be legal now; return those that are not, with the reason.
        """
        refused = []
        for order in orders:
            fault = self.refusal(order)
            if fault is None:
                self._pending = _placed(self._pending, order)
            else:
                refused.append((order, fault))
        return tuple(refused)

    @property
    def state(self) -> StateId:
        """The state that the seat leads."""
        return self.seat.state

    def _become(self, orders: tuple[Order, ...]) -> None:
        if orders != self._pending:
            self._before.append(self._pending)
            self._after.clear()
            self._pending = orders


def _placed(orders: tuple[Order, ...], order: Order) -> tuple[Order, ...]:
    for place, known in enumerate(orders):
        if known.slot() == order.slot():
            return (*orders[:place], order, *orders[place + 1 :])
    return (*orders, order)
