"""One screen's controls: focus, mouse, overlays, tooltips, and all that is visible."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.audio import Audio
from game.client.geometry import cut_off, nearest
from game.client.input import ARROWS, Action, Bindings
from game.client.screen import Go, Handler
from game.client.theme import Theme
from game.client.widgets.control import Control
from game.client.widgets.layer import Layer
from game.client.widgets.toast import Toasts

if TYPE_CHECKING:
    from pygame_gui import UIManager

    from game.client.widgets.tooltip import Tip, Tooltip

TIP_DELAY_S = 0.45


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
        self._hover_s = 0.0
        self._held_outside: set[int] = set()
        """Mouse buttons that went down beside all controls: the screen is dragging."""
        self._manager: UIManager | None = None

    @property
    def manager(self) -> UIManager:
        """The pygame_gui manager that text fields live in, made when the first one is."""
        if self._manager is None:
            from game.client.widgets.textfield import make_manager  # noqa: PLC0415

            self._manager = make_manager(self.size, self.theme)
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
            if layer.traps:
                return layer
        return self.root

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

    def open(self, layer: Layer) -> None:
        """Put an overlay on top; one that traps the keyboard takes the focus."""
        layer.returns_to = self.focused
        self.overlays.append(layer)
        if layer.traps:
            first = next((c for c in layer.walk() if c.focusable and c.enabled), None)
            self.focus(layer.first_focus or first, show=self.focus_shown)
        self.touch()

    def close(self, layer: Layer) -> None:
        """Take an overlay away, with those above it, and give the focus back."""
        if layer not in self.overlays:
            return
        index = self.overlays.index(layer)
        gone = self.overlays[index:]
        del self.overlays[index:]
        if self.focused is not None and any(self.focused.inside(each) for each in gone):
            self.focus(layer.returns_to, show=self.focus_shown)
        for each in gone:
            if each.on_close is not None:
                each.on_close()
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
        match event.type:
            case pygame.MOUSEMOTION:
                return self._move(event.pos)
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
            case pygame.KEYDOWN:
                return self._key(event)
            case pygame.TEXTINPUT if self.focused is not None:
                self.touch()
                return self.focused.on_text(event)
            case pygame.WINDOWLEAVE:
                self._move((-1, -1))
        return False

    def control_at(self, point: tuple[int, int]) -> Control | None:
        """Return the control under a point; a layer that blocks hides those below it."""
        for layer in reversed([*self.layers]):
            found = layer.at(point)
            if found is not None and found is not self.root:
                return found
            if layer.blocks:
                return layer if layer is not self.root else None
        return None

    def _press_any(self, event: pygame.Event) -> bool:
        if event.button == 1:
            return self._press(event.pos)
        if self.control_at(event.pos) is None:
            return False
        if event.button == 2:
            self.pin_tip()
        return True

    def _move(self, point: tuple[int, int]) -> bool:
        self.pointer = point
        if self.captured is not None:
            self.captured.on_drag(point)
            self.touch()
            return True
        if self._held_outside:
            return False
        under = self.control_at(point)
        if under is not self.hovered:
            if self.hovered is not None:
                self.hovered.on_hover(None)
            self.hovered = under
            self._hover_s = 0.0
            self._close_tip(unless_over=under)
            self.touch()
        if under is not None:
            under.on_hover(point)
        return under is not None

    def _press(self, point: tuple[int, int]) -> bool:
        self._move(point)
        self._close_tip(unless_over=self.hovered)
        while self.overlays and self.overlays[-1].closes_outside:
            top = self.overlays[-1]
            if top.rect.collidepoint(point):
                break
            self.close(top)
            if top.traps:
                return True
            self._move(point)
        under = self.hovered
        if under is None:
            if self.focused is not None and not self.overlays:
                self.focus(None)
            return False
        self.captured = under
        if under.enabled:
            if under.focusable:
                self.focus(under, show=False)
            under.on_press(point)
        self.touch()
        return True

    def _release(self, point: tuple[int, int]) -> bool:
        captured, self.captured = self.captured, None
        if captured is None:
            return False
        if captured.enabled:
            captured.on_release(point)
        self._move(point)
        self.touch()
        return True

    def _wheel(self, steps: float) -> bool:
        node = self.control_at(self.pointer)
        hit = node is not None
        while node is not None:
            if node.on_wheel(steps):
                self._close_tip(unless_over=None)
                self._move(self.pointer)
                self.touch()
                return True
            node = node.parent
        return hit

    def _key(self, event: pygame.Event) -> bool:
        self.touch()
        action = self.bindings.action(event)
        focused = self.focused
        if action is Action.BACK and (self._close_top() or self._give_up_focus()):
            return True
        if focused is not None and focused.shown and focused.enabled and focused.on_key(event):
            return True
        match action:
            case Action.NEXT:
                return self.step_focus(1)
            case Action.PREVIOUS:
                return self.step_focus(-1)
            case Action.EXPLAIN:
                return self.pin_tip()
            case Action.ACTIVATE:
                chosen = focused if focused is not None and focused.focusable else self.default
                if chosen is not None and chosen.enabled and chosen.inside(self.active):
                    chosen.activate()
                    return True
        if self._shortcut(event):
            return True
        steers = self.keys_to_screen and not self.focus_shown and self.active is self.root
        plain = not event.mod & (pygame.KMOD_SHIFT | pygame.KMOD_CTRL | pygame.KMOD_ALT)
        if event.key in ARROWS and plain and not steers:
            return self.move_focus(*ARROWS[event.key])
        return self.active is not self.root and action is not Action.FULLSCREEN

    def _close_top(self) -> bool:
        for layer in reversed(self.overlays):
            if layer.closes_on_back:
                self.close(layer)
                return True
            if layer.traps:
                return True
        return self.toasts.dismiss()

    def _give_up_focus(self) -> bool:
        if not self.keys_to_screen or not self.focus_shown:
            return False
        self.focus(None)
        return True

    def _shortcut(self, event: pygame.Event) -> bool:
        if event.mod & (pygame.KMOD_CTRL | pygame.KMOD_META):
            return False
        letter = pygame.key.name(event.key).lower()
        for control in self.active.walk():
            if control.enabled and letter and letter == getattr(control, "shortcut", None):
                self.focus(control, show=True)
                control.activate()
                return True
        return False

    def step_focus(self, by: int) -> bool:
        """Move the focus forwards or backwards in reading order, round the end."""
        order = self.focusables()
        if not order:
            return False
        if self.focused in order:
            index = (order.index(self.focused) + by) % len(order)
        else:
            index = 0 if by > 0 else len(order) - 1
        self.focus(order[index])
        return True

    def move_focus(self, dx: int, dy: int) -> bool:
        """Move the focus to the nearest control in a direction."""
        order = self.focusables()
        if self.focused not in order:
            return self.step_focus(1)
        found = nearest(self.focused, order, dx, dy)
        if found is None:
            return False
        self.focus(found)
        return True

    # -- tooltips --------------------------------------------------------------------------------

    def pin_tip(self) -> bool:
        """Open the tooltip of what is hovered or focused for good, until closed."""
        from game.client.widgets.tooltip import Tip, Tooltip, tip_of  # noqa: PLC0415

        source = self.focused if self.focus_shown else (self.hovered or self.focused)
        tip = tip_of(source)
        if tip is None or source is None or tip == Tip():
            return False
        self._close_tip(unless_over=None)
        self.open(Tooltip(self, tip, source.focus_rect(), pinned=True))
        return True

    def open_link(self, target: str, near: pygame.Rect) -> None:
        """Open what a link explains, pinned, or follow it."""
        from game.client.widgets.tooltip import Tooltip  # noqa: PLC0415

        tip = self.tip_for(target)
        if tip is not None:
            self.open(Tooltip(self, tip, near, pinned=True))
        else:
            self.act(lambda: self.follow(target))

    def restart_tip(self) -> None:
        """Wait anew before a tooltip shows: what is hovered is another part of the same control."""
        self._hover_s = 0.0
        self._close_tip(unless_over=None)
        self.touch()

    def _loose_tip(self) -> Tooltip | None:
        from game.client.widgets.tooltip import Tooltip  # noqa: PLC0415

        top = self.overlays[-1] if self.overlays else None
        return top if isinstance(top, Tooltip) and not top.pinned else None

    def _close_tip(self, *, unless_over: Control | None) -> None:
        tip = self._loose_tip() if self.overlays else None
        if tip is not None and not (unless_over is not None and unless_over.inside(tip)):
            self.close(tip)

    # -- time and picture ------------------------------------------------------------------------

    def update(self, dt: float) -> None:
        """Let time pass: tooltips appear, cursors blink, notices fade."""
        if self._manager is not None:
            self._manager.update(dt)
        for control in [*self.controls()]:
            control.update(dt)
        before = self._hover_s
        self._hover_s += dt
        if before < TIP_DELAY_S <= self._hover_s and self.captured is None:
            self._show_tip()

    def _show_tip(self) -> None:
        from game.client.widgets.tooltip import Tip, Tooltip, tip_of  # noqa: PLC0415

        tip = tip_of(self.hovered)
        if tip in (None, Tip()) or self.hovered is None or self._loose_tip() is not None:
            return
        self.open(Tooltip(self, tip, self.hovered.focus_rect(), pinned=False))

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
