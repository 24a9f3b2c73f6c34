"""The base of everything on a screen: a place, a picture, words, and answers to input."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pygame

if TYPE_CHECKING:
    from game.client.theme import Theme
    from game.client.ui import Ui
    from game.client.widgets.tooltip import Tip


class Control:
    """A node of the tree that a screen builds.

    `place` is the rectangle inside the parent's content; `rect` is the same on the screen.
    """

    focusable: bool = False
    stretches: bool = False
    """True for one that takes the height of its row, instead of standing in its middle."""
    clips: bool = False
    """True when children are cut off at the edge."""

    def __init__(self, parent: Control | Ui, *, key: str = "") -> None:
        self.place = pygame.Rect(0, 0, 0, 0)
        self.visible = True
        self.enabled = True
        self.key = key
        self.tip: Tip | Callable[[], Tip] | None = None
        self.children: list[Control] = []
        self.parent: Control | None = None
        if isinstance(parent, Control):
            self.parent = parent
            self.ui: Ui = parent.ui
            parent.children.append(self)
        else:
            self.ui = parent

    @property
    def theme(self) -> Theme:
        """The theme of the screen."""
        return self.ui.theme

    @property
    def name(self) -> str:
        """What the control is called, for the focus list and for tests."""
        return self.key

    # -- place ---------------------------------------------------------------------------------

    @property
    def rect(self) -> pygame.Rect:
        """Where the control is on the screen."""
        if self.parent is None:
            return self.place
        x, y = self.parent.origin
        return self.place.move(x, y)

    @property
    def origin(self) -> tuple[int, int]:
        """The point of the screen from which the children's places count."""
        rect = self.rect
        return rect.left, rect.top

    @property
    def clip(self) -> pygame.Rect:
        """The part of the screen in which this control can be seen."""
        if self.parent is None:
            return self.rect
        outer = self.parent.clip
        return outer.clip(self.parent.rect) if self.parent.clips else outer

    @property
    def shown(self) -> bool:
        """Whether this control and all it lies in are visible."""
        return self.visible and (self.parent is None or self.parent.shown)

    def measure(self, width: int) -> int:  # noqa: ARG002
        """Return the height wanted at a width, in pixels."""
        return self.place.height

    def natural_width(self) -> int:
        """Return the width wanted if there is room, in pixels."""
        return self.place.width

    def arrange(self) -> None:
        """Place the children after the own place was set."""

    def put(self, rect: pygame.Rect) -> None:
        """Set the place and arrange what is inside."""
        self.place = pygame.Rect(rect)
        self.arrange()

    def walk(self) -> Iterator[Control]:
        """Yield this control and all below it, in reading order, hidden ones left out."""
        if not self.visible:
            return
        yield self
        for child in self.children:
            yield from child.walk()

    def clear(self) -> None:
        """Drop all children, so that others can be made and `arrange` be called again."""
        for held in (self.ui.focused, self.ui.hovered, self.ui.captured):
            if held is not None and held is not self and held.inside(self):
                self.ui.forget(held)
        self.children.clear()
        self.ui.touch()

    def inside(self, other: Control) -> bool:
        """Tell whether this control is `other` or lies in it."""
        node: Control | None = self
        while node is not None:
            if node is other:
                return True
            node = node.parent
        return False

    def at(self, point: tuple[int, int]) -> Control | None:
        """Return the topmost control at a point of the screen."""
        if not self.visible or not self.rect.collidepoint(point):
            return None
        for child in reversed(self.children):
            found = child.at(point)
            if found is not None:
                return found
        return self if self.catches(point) else None

    def catches(self, point: tuple[int, int]) -> bool:  # noqa: ARG002
        """Tell whether the mouse meets this control there, or what lies behind it."""
        return True

    # -- picture and words -----------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        """Paint the control itself, children come after."""

    def draw_tree(self, surface: pygame.Surface) -> None:
        """Paint the control and its children, each cut off where its parents end."""
        if not self.visible:
            return
        self.draw(surface)
        if not self.children:
            return
        if not self.clips:
            for child in self.children:
                child.draw_tree(surface)
            return
        before = surface.get_clip()
        window = before.clip(self.rect)
        surface.set_clip(window)
        for child in self.children:
            if child.rect.colliderect(window):
                child.draw_tree(surface)
        surface.set_clip(before)

    def texts(self) -> tuple[str, ...]:
        """Return every text that this control itself shows now."""
        return ()

    def cramped(self) -> bool:
        """Tell whether some text of this control does not fit in its place."""
        return False

    def focus_rect(self) -> pygame.Rect:
        """Return the box that the focus ring goes round."""
        return self.rect

    def tip_rect(self) -> pygame.Rect:
        """Return the box that an explanation stands beside, and does not cover."""
        return self.focus_rect()

    # -- input -----------------------------------------------------------------------------------

    def activate(self) -> None:
        """Do what ENTER or a click does."""

    def on_key(self, event: pygame.Event) -> bool:  # noqa: ARG002
        """Take a key while focused; return whether it was used."""
        return False

    def on_text(self, event: pygame.Event) -> bool:  # noqa: ARG002
        """Take typed text while focused; return whether it was used."""
        return False

    def on_press(self, point: tuple[int, int]) -> None:
        """Take the left mouse button going down."""

    def on_drag(self, point: tuple[int, int]) -> None:
        """Take the mouse moving while its button is down."""

    def on_release(self, point: tuple[int, int]) -> None:
        """Take the left mouse button coming up, wherever it does."""
        if self.enabled and self.focusable and self.rect.collidepoint(point):
            self.activate()

    def on_wheel(self, steps: float) -> bool:  # noqa: ARG002
        """Take the wheel (up is positive); return whether it was used."""
        return False

    def on_hover(self, point: tuple[int, int] | None) -> None:
        """Be told where the mouse is over this control, None when it has left."""

    def on_focus(self, focused: bool) -> None:
        """Be told that the focus has come or gone."""

    def update(self, dt: float) -> None:
        """Let `dt` seconds pass."""
