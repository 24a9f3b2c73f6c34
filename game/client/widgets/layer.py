"""A tree of controls that lies above others: the screen itself, a dialog, a list that opens."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui

_DIM = (176, 166, 150)
"""What lies behind a dialog is multiplied by this."""


class Layer(Control):
    """The root of a tree.

    `traps` keeps the keyboard inside; `blocks` keeps the mouse from what lies below. One that `floats`
    lies beside what goes on: it traps only while the focus is in it, and outlives what opens above.
    """

    def __init__(
        self,
        ui: Ui,
        *,
        fills: bool = False,
        traps: bool = False,
        floats: bool = False,
        blocks: bool = False,
        dims: bool = False,
        closes_outside: bool = False,
        closes_on_back: bool = True,
        on_close: Callable[[], None] | None = None,
    ) -> None:
        super().__init__(ui)
        if fills:
            self.place = pygame.Rect((0, 0), ui.size)
        self.traps = traps
        self.floats = floats
        self.blocks = blocks
        self.dims = dims
        self.closes_outside = closes_outside
        self.closes_on_back = closes_on_back
        self.on_close = on_close
        self.first_focus: Control | None = None
        self.returns_to: Control | None = None

    def opened_in(self, other: Layer) -> bool:
        """Tell whether this is another layer or one that was opened in it."""
        return self is other

    def draw(self, surface: pygame.Surface) -> None:
        if self.dims:
            surface.fill(_DIM, special_flags=pygame.BLEND_RGB_MULT)
