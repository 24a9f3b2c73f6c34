"""What the mouse does to a screen's controls: hovering, pressing, dragging, the wheel."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from game.client.ui import Ui
    from game.client.widgets.control import Control
    from game.client.widgets.layer import Layer


class Mouse:
    """Gives the mouse's events to the controls of one screen."""

    def __init__(self, ui: Ui) -> None:
        self.ui = ui
        self._held_outside: set[int] = set()
        """Buttons that went down beside all controls: the screen is dragging."""

    def dispatch(self, event: pygame.Event) -> bool:
        """Give an event to the controls; return whether one took it."""
        match event.type:
            case pygame.MOUSEMOTION:
                return self.move(event.pos)
            case pygame.MOUSEBUTTONDOWN:
                taken = self._press_any(event)
                if not taken:
                    self._held_outside.add(event.button)
                return taken
            case pygame.MOUSEBUTTONUP if event.button in self._held_outside:
                self._held_outside.discard(event.button)
            case pygame.MOUSEBUTTONUP if event.button == 1:
                return self._release(event.pos)
            case pygame.MOUSEWHEEL:
                return self._wheel(getattr(event, "precise_y", 0.0) or float(event.y))
            case pygame.WINDOWLEAVE:
                self.move((-1, -1))
        return False

    def control_at(self, point: tuple[int, int]) -> Control | None:
        """Return the control under a point; a layer that blocks hides those below it."""
        root = self.ui.root
        for layer in reversed([*self.ui.layers]):
            found = layer.at(point)
            if found is not None and found is not root:
                return found
            if layer.blocks:
                return layer if layer is not root else None
        return None

    def move(self, point: tuple[int, int]) -> bool:
        """Be at a point; return whether a control is there."""
        ui = self.ui
        ui.pointer = point
        if ui.captured is not None:
            ui.captured.on_drag(point)
            ui.touch()
            return True
        if self._held_outside:
            return False
        under = self.control_at(point)
        if under is not ui.hovered:
            if ui.hovered is not None:
                ui.hovered.on_hover(None)
            ui.hovered = under
            ui.tips.crossed()
            ui.touch()
        if under is not None:
            under.on_hover(point)
        ui.tips.followed(point)
        return under is not None

    def _press_any(self, event: pygame.Event) -> bool:
        if event.button == 1:
            return self._press(event.pos)
        if event.button == 2 and self.ui.tips.pin_by_mouse():
            return True
        return self.control_at(event.pos) is not None

    def _press(self, point: tuple[int, int]) -> bool:
        ui = self.ui
        self.move(point)
        ui.tips.drop_loose(unless_over=ui.hovered)
        while (top := self._top()) is not None and top.closes_outside:
            if top.rect.collidepoint(point):
                break
            ui.close(top)
            if top.traps:
                return True
            self.move(point)
        under = ui.hovered
        if under is None:
            if ui.focused is not None and ui.ground is ui.root:
                ui.focus(None)
            return False
        ui.captured = under
        if under.enabled:
            if under.focusable:
                ui.focus(under, show=False)
            under.on_press(point)
        ui.touch()
        return True

    def _top(self) -> Layer | None:
        return next((each for each in reversed(self.ui.overlays) if not each.floats), None)

    def _release(self, point: tuple[int, int]) -> bool:
        ui = self.ui
        captured, ui.captured = ui.captured, None
        if captured is None:
            return False
        if captured.enabled:
            captured.on_release(point)
        self.move(point)
        ui.touch()
        return True

    def _wheel(self, steps: float) -> bool:
        node = self.control_at(self.ui.pointer)
        hit = node is not None
        while node is not None:
            if node.on_wheel(steps):
                self.ui.tips.drop_loose(unless_over=node)
                self.move(self.ui.pointer)
                self.ui.touch()
                return True
            node = node.parent
        return hit
