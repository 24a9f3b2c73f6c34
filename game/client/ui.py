"""One screen's controls: its layers, which of them has the focus, and all that is visible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.audio import Audio
from game.client.geometry import cut_off
from game.client.input import Bindings
from game.client.keyboard import Keyboard
from game.client.mouse import Mouse
from game.client.screen import Go, Handler
from game.client.theme import Theme
from game.client.tips import Tips
from game.client.widgets.control import Control
from game.client.widgets.layer import Layer
from game.client.widgets.toast import Toasts

if TYPE_CHECKING:
    from pygame_gui import UIManager

    from game.client.widgets.tooltip import Tip


class Ui:
    """The controls of the screen on top. Made anew at each build."""

    def __init__(
        self,
        size: tuple[int, int],
        theme: Theme,
        *,
        audio: Audio | None = None,
        bindings: Bindings | None = None,
        tip_for: Callable[[str], Tip | None] | None = None,
        follow: Callable[[str], Go | None] | None = None,
    ) -> None:
        self.size = size
        self.theme = theme
        self.audio = audio or Audio(enabled=False)
        self.bindings = bindings or Bindings()
        self.tip_for = tip_for or (lambda _target: None)
        self.follow = follow or (lambda _target: None)
        self.root = Layer(self, fills=True)
        self.overlays: list[Layer] = []
        self.toasts = Toasts(self)
        self.focused: Control | None = None
        self.focus_shown = False
        self.hovered: Control | None = None
        self.captured: Control | None = None
        self.pointer: tuple[int, int] = (-1, -1)
        self.default: Control | None = None
        """What ENTER does while nothing has the focus."""
        self.keys_to_screen = False
        """Set by a screen with something of its own to steer, such as a map: arrows go to it while
        nothing has a visible focus, and ESCAPE gives up the focus first."""
        self.outcomes: list[Go] = []
        self.dirty = True
        self.tips = Tips(self)
        self._mouse = Mouse(self)
        self._keyboard = Keyboard(self)
        self._manager: UIManager | None = None

    @property
    def manager(self) -> UIManager:
        """The pygame_gui manager that text fields live in, asked for when the first one is made."""
        if self._manager is None:
            from game.client.widgets.textfield import manager_of  # noqa: PLC0415

            self._manager = manager_of(self.size, self.theme)
        return self._manager

    # -- what is there ---------------------------------------------------------------------------

    @property
    def layers(self) -> Iterator[Layer]:
        """All layers from the bottom to the top."""
        yield self.root
        yield from self.overlays
        yield self.toasts

    @property
    def active(self) -> Layer:
        """The layer that has the keyboard: the topmost that traps it, or the root."""
        for layer in reversed(self.overlays):
            here = self.focused is not None and self.focused.inside(layer)
            if layer.traps and (here or not layer.floats):
                return layer
        return self.root

    @property
    def ground(self) -> Layer:
        """The layer that has the keyboard but for what floats above it."""
        traps = (each for each in reversed(self.overlays) if each.traps and not each.floats)
        return next(traps, self.root)

    @property
    def covered(self) -> bool:
        """Whether something lies above the screen that is no pinned explanation."""
        return any(not (each.floats and each.traps) for each in self.overlays)

    def controls(self) -> Iterator[Control]:
        """Yield every visible control of every layer."""
        for layer in self.layers:
            yield from layer.walk()

    def focusables(self) -> list[Control]:
        """Return the controls that the focus can reach now, in order.

        One that is turned off is among them if it can say why.
        """
        return [
            control
            for control in self.active.walk()
            if control.focusable and (control.enabled or control.tip is not None)
        ]

    def visible_text(self) -> tuple[str, ...]:
        """Return every text that the player sees now, in reading order."""
        return tuple(words for control in self.controls() for words in control.texts() if words)

    def cramped(self) -> tuple[str, ...]:
        """Return what is cut off: texts too long for their place, controls outside the window.

        What a scroll area can bring into view is not cut off.
        """
        return cut_off(self.controls(), pygame.Rect((0, 0), self.size))

    def find(self, name: str) -> Control:
        """Return the visible control with a key or name. Raises LookupError naming what there is."""
        for control in self.controls():
            if name in (control.key, control.name):
                return control
        names = sorted({control.name for control in self.controls() if control.name})
        raise LookupError(f"no control {name!r} among {names}")

    # -- changes ---------------------------------------------------------------------------------

    def touch(self) -> None:
        """Ask for a new frame."""
        self.dirty = True

    def act(self, handler: Handler | None) -> None:
        """Run a handler and keep where it wants to go."""
        if handler is not None:
            outcome = handler()
            if outcome is not None:
                self.outcomes.append(outcome)
        self.touch()

    def open(self, layer: Layer, *, focus: bool = True) -> None:
        """Put an overlay on top; one that traps the keyboard takes the focus, unless told not to."""
        layer.returns_to = self.focused
        self.overlays.append(layer)
        if layer.traps and focus:
            first = next((c for c in layer.walk() if c.focusable and c.enabled), None)
            self.focus(layer.first_focus or first, show=self.focus_shown)
        self.touch()

    def close(self, layer: Layer) -> None:
        """Take an overlay away, with those that came from it, and give the focus back."""
        if layer not in self.overlays:
            return
        above = self.overlays[self.overlays.index(layer) + 1 :]
        gone = [layer]
        for each in above:
            stacked = not layer.floats and not each.floats
            if stacked or any(each.opened_in(other) for other in gone):
                gone.append(each)
        self.overlays = [each for each in self.overlays if each not in gone]
        if self.focused is not None and any(self.focused.inside(each) for each in gone):
            self.focus(layer.returns_to, show=self.focus_shown)
        for each in gone:
            if each.on_close is not None:
                each.on_close()
        if self.hovered is not None and any(self.hovered.inside(each) for each in gone):
            self.hovered = None
        self.touch()

    def focus(self, control: Control | None, *, show: bool = True) -> None:
        """Give a control the focus and bring it into view."""
        if control is not self.focused:
            if self.focused is not None:
                self.focused.on_focus(focused=False)
            self.focused = control
            if control is not None:
                control.on_focus(focused=True)
        self.focus_shown = show and control is not None
        if control is not None:
            self.reveal(control)
        self.touch()

    def forget(self, control: Control) -> None:
        """Let go of a control that is about to disappear."""
        if control is self.focused:
            self.focus(None)
        if control is self.hovered:
            self.hovered = None
        if control is self.captured:
            self.captured = None

    def reveal(self, control: Control) -> None:
        """Scroll whatever holds a control so that it can be seen."""
        from game.client.widgets.scroll import ScrollArea  # noqa: PLC0415

        node = control.parent
        while node is not None:
            if isinstance(node, ScrollArea):
                node.reveal(control.rect)
            node = node.parent

    # -- input -----------------------------------------------------------------------------------

    def dispatch(self, event: pygame.Event) -> bool:
        """Give an event to the controls; return whether one took it."""
        if event.type == pygame.KEYDOWN:
            return self._keyboard.press(event)
        if event.type == pygame.TEXTINPUT and self.focused is not None:
            self.touch()
            return self.focused.on_text(event)
        return self._mouse.dispatch(event)

    def control_at(self, point: tuple[int, int]) -> Control | None:
        """Return the control under a point; a layer that blocks hides those below it."""
        return self._mouse.control_at(point)

    def pin_tip(self) -> bool:
        """Open the explanation of what has the focus for good, and go into it."""
        return self.tips.pin_by_key()

    def open_link(self, target: str, near: pygame.Rect) -> None:
        """Open what a link explains, pinned, or follow it."""
        self.tips.open_link(target, near)

    def restart_tip(self) -> None:
        """Wait anew before an explanation shows: another part of the same control is hovered."""
        self.tips.restart()

    # -- time and picture ------------------------------------------------------------------------

    def update(self, dt: float) -> None:
        """Let time pass: tooltips appear, cursors blink, notices fade."""
        if self._manager is not None:
            self._manager.update(dt)
        for control in [*self.controls()]:
            control.update(dt)
        self.tips.update(dt)

    def draw(self, surface: pygame.Surface) -> None:
        """Paint all layers, and the ring round what has the focus."""
        focused = self.focused if self.focus_shown else None
        for layer in self.layers:
            layer.draw_tree(surface)
            if focused is not None and focused.shown and focused.inside(layer):
                before = surface.get_clip()
                room = focused.clip.inflate(self.theme.px(8), self.theme.px(8))
                surface.set_clip(room.clip(before))
                paint.ring(surface, focused.focus_rect(), self.theme.px(2), self.theme.px(6))
                surface.set_clip(before)
        self.dirty = False
