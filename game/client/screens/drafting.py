"""Screens on which orders are drafted, whose last change can be undone, and made again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.input import Action
from game.client.screen import Go, Rebuild, Screen

if TYPE_CHECKING:
    from game.client.play import Play


class DraftingScreen(Screen):
    """A screen above a seat's desk."""

    play: Play

    @property
    def can_undo(self) -> bool:
        """There is a change of the orders to take back."""
        return self.play.desk.can_undo

    @property
    def can_redo(self) -> bool:
        """There is an undone change to make again."""
        return self.play.desk.can_redo

    def undo(self) -> Go | None:
        """Take the last change of the orders back."""
        return Rebuild() if self.play.desk.undo() else None

    def redo(self) -> Go | None:
        """Make the undone change again."""
        return Rebuild() if self.play.desk.redo() else None

    def on_action(self, action: Action) -> Go | None:
        if action is Action.UNDO:
            return self.undo()
        if action is Action.REDO:
            return self.redo()
        return None
