"""What keys do to a screen's controls: moving the focus, activating, shortcuts, going back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.geometry import nearest
from game.client.input import ARROWS, Action

if TYPE_CHECKING:
    from game.client.ui import Ui
    from game.client.widgets.layer import Layer


class Keyboard:
    """Gives keys to the controls of one screen, the focused one first."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui

    def press(self, event: pygame.Event) -> bool:
        """Give a key to the controls; return whether one took it."""
        ui = self.ui
        ui.touch()
        action = ui.bindings.action(event)
        focused = ui.focused
        if action is Action.BACK and (self._close_top() or self._give_up_focus()):
            return True
        if focused is not None and focused.shown and focused.enabled and focused.on_key(event):
            return True
        match action:
            case Action.NEXT:
                return self.step(1)
            case Action.PREVIOUS:
                return self.step(-1)
            case Action.EXPLAIN:
                return ui.tips.pin_by_key()
            case Action.ACTIVATE:
                chosen = focused if focused is not None and focused.focusable else ui.default
                if chosen is not None and chosen.enabled and chosen.inside(ui.active):
                    chosen.activate()
                    return True
        if self._shortcut(event):
            return True
        steers = ui.keys_to_screen and not ui.focus_shown and ui.active is ui.root
        plain = not event.mod & (pygame.KMOD_SHIFT | pygame.KMOD_CTRL | pygame.KMOD_ALT)
        if event.key in ARROWS and plain and not steers:
            return self.move(*ARROWS[event.key]) or ui.active is not ui.root
        return ui.ground is not ui.root and action is not Action.FULLSCREEN

    def _close_top(self) -> bool:
        ui = self.ui
        for layer in reversed(self._innermost_first()):
            if layer.closes_on_back:
                ui.close(layer)
                return True
            if layer.traps:
                return True
        return ui.toasts.dismiss()

    def _innermost_first(self) -> list[Layer]:
        """Return the overlays, the one that has the focus and what was opened from it last."""
        ui = self.ui
        has = ui.active
        if not has.floats:
            return ui.overlays
        return [*(each for each in ui.overlays if not each.opened_in(has)),
                *(each for each in ui.overlays if each.opened_in(has))]  # fmt: skip

    def _give_up_focus(self) -> bool:
        ui = self.ui
        if not ui.keys_to_screen or not ui.focus_shown:
            return False
        ui.focus(None)
        return True

    def _shortcut(self, event: pygame.Event) -> bool:
        ui = self.ui
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            return False
        letter = pygame.key.name(event.key).lower()
        for control in ui.ground.walk():
            if control.enabled and letter and letter == getattr(control, "shortcut", None):
                ui.focus(control, show=True)
                control.activate()
                return True
        return False

    def step(self, by: int) -> bool:
        """Move the focus forwards or backwards in reading order, round the end."""
        order = self.ui.focusables()
        if not order:
            return False
        if self.ui.focused in order:
            index = (order.index(self.ui.focused) + by) % len(order)
        else:
            index = 0 if by > 0 else len(order) - 1
        self.ui.focus(order[index])
        return True

    def move(self, dx: int, dy: int) -> bool:
        """Move the focus to the nearest control in a direction."""
        order = self.ui.focusables()
        if self.ui.focused not in order:
            return self.step(1)
        found = nearest(self.ui.focused, order, dx, dy)
        if found is None:
            return False
        self.ui.focus(found)
        return True
