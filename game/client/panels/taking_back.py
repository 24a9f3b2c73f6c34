"""Two buttons that take the last change back, and make it again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from game.client.input import Action, spoken
from game.client.strings import text
from game.client.widgets.button import Button, Look
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.layout import Row
    from game.client.screen import Go


class Undoing(Protocol):
    """A screen whose changes can be undone."""

    @property
    def can_undo(self) -> bool:
        """There is a change to take back."""

    @property
    def can_redo(self) -> bool:
        """There is an undone change to make again."""

    def undo(self) -> Go | None:
        """Take the last change back."""

    def redo(self) -> Go | None:
        """Make the undone change again."""


def undo_buttons(row: Row, screen: Undoing, *, key: str, shortcut: str | None = None) -> None:
    """Put the buttons into a row; their names begin with the key, a letter presses the first."""
    undo = Button(row, text("world.undo"), screen.undo, look=Look.QUIET, shortcut=shortcut,
                  key=f"{key}.undo")  # fmt: skip
    undo.enabled = screen.can_undo
    redo = Button(row, text("world.redo"), screen.redo, look=Look.QUIET, key=f"{key}.redo")
    redo.enabled = screen.can_redo
    for button, action in ((undo, Action.UNDO), (redo, Action.REDO)):
        keys = row.ui.bindings.keys_for(action)
        button.tip = Tip(text(f"action.{action.value}"), spoken(keys[0]) if keys else "")
