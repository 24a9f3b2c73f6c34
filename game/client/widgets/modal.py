"""A question that must be answered first."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.layout import Column, Row
from game.client.screen import Go, Handler
from game.client.strings import text
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.layer import Layer
from game.client.widgets.panel import Panel
from game.client.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from game.client.ui import Ui


class Modal(Layer):
    """A dialog in the middle, the rest dimmed. ESCAPE is the same as the last button."""

    def __init__(
        self,
        ui: Ui,
        heading: str,
        body: str,
        buttons: tuple[tuple[str, str, Handler | None, Look], ...],
        *,
        width: int = 460,
    ) -> None:
        """Buttons are (key of its words, shortcut letter, handler, look), the refusal last."""
        super().__init__(ui, fills=True, traps=True, blocks=True, dims=True)
        px = ui.theme.px
        self.panel = Panel(self, heading)
        area = ScrollArea(self.panel)
        column = Column(area, gap=16)
        self.body = Label(column, body)
        row = Row(column, gap=12, align="right")
        made = [
            Button(row, text(key), self._answer(handler), look=look, shortcut=letter, key=key)
            for key, letter, handler, look in buttons
        ]
        self.refusal = buttons[-1][2]
        self.first_focus = made[0]
        wide = min(px(width), ui.size[0] - 2 * px(16))
        tall = min(self.panel.measure(wide) + px(6), ui.size[1] - 2 * px(12))
        self.panel.put(
            pygame.Rect((ui.size[0] - wide) // 2, (ui.size[1] - tall) * 2 // 5, wide, tall)
        )
        self.on_close = self._refused
        self._answered = False

    def _answer(self, handler: Handler | None) -> Callable[[], Go | None]:
        def answered() -> Go | None:
            self._answered = True
            self.ui.close(self)
            return handler() if handler is not None else None

        return answered

    def _refused(self) -> None:
        if not self._answered:
            self._answered = True
            self.ui.act(self.refusal)


def confirm(
    ui: Ui,
    heading: str,
    body: str,
    yes: Handler,
    *,
    yes_key: str = "dialog.yes",
    no_key: str = "dialog.no",
    no: Handler | None = None,
) -> Modal:
    """Ask before doing something that cannot be undone."""
    dialog = Modal(
        ui,
        heading,
        body,
        ((yes_key, "y", yes, Look.PRIMARY), (no_key, "n", no, Look.PLAIN)),
    )
    ui.open(dialog)
    return dialog
