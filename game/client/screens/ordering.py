"""Drafting orders: what the panels of the world screen set, propose and take back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from game.client.panels.selection import Drafts
from game.client.play import Play
from game.client.present import crisis as quarrels
from game.client.present.crisis import VoteForecast
from game.client.screen import Go, Rebuild
from game.client.screens.drafting import DraftingScreen
from game.core.orders import Order, Table


class OrderingScreen(DraftingScreen):
    """A screen on which orders are drafted: values being set, orders given, undone, forecast."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.drafts = Drafts()
        self._forecasts: dict[Table, VoteForecast | None] = {}

    def give(self, order: Order) -> Go:
        """Draft an order, or say why it may not be given."""
        refused = self.play.desk.propose(order)
        if refused is not None:
            self.app.ui.toasts.tell(self.play.tell.refusal(refused))
        return Rebuild()

    def withdraw(self, index: int) -> Go | None:
        """Take back an order by its place in the list."""
        if 0 <= index < len(self.play.desk.pending):
            self.play.desk.withdraw(index)
        return Rebuild()

    def withdraw_order(self, order: Order) -> Go | None:
        """Take back an order."""
        pending_now = self.play.desk.pending
        return self.withdraw(pending_now.index(order)) if order in pending_now else None

    def keep(self, name: str) -> Callable[[Any], Go | None]:
        """Return what keeps a value chosen in a panel among the drafts."""

        def put(value: Any) -> Go:
            setattr(self.drafts, name, value)
            return Rebuild()

        return put

    def draft_table(self, draft: Table) -> Go:
        """Change the resolution that is being drafted."""
        self.drafts.table = draft
        return Rebuild()

    def forecast(self, draft: Table) -> VoteForecast | None:
        """Return how the vote on a draft is expected to go; kept while the stage lasts."""
        if draft not in self._forecasts:
            self._forecasts[draft] = quarrels.vote_forecast(self.play.view, draft, self.play.tell)
        return self._forecasts[draft]
