"""Screens on a stack, whose handlers return where to go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pygame

from game.client.input import Action

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.ui import Ui
    from game.client.widgets.tooltip import Tip


@dataclass(frozen=True, slots=True)
class Push:
    """Show another screen above this one."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Replace:
    """Leave this screen for another."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Reset:
    """Leave every screen for this one."""

    screen: Screen


@dataclass(frozen=True, slots=True)
class Pop:
    """Leave this screen for the one below."""


@dataclass(frozen=True, slots=True)
class Rebuild:
    """Stay, and build the controls anew from what the screen knows now."""


@dataclass(frozen=True, slots=True)
class Quit:
    """End the program."""


Go = Push | Replace | Reset | Pop | Rebuild | Quit
Handler = Callable[[], Go | None]


class Screen:
    """One full window of controls.

    What must outlive a rebuild (a resize, another scale, coming back from a screen above) is kept in
    the screen's own fields; controls are made anew by `build` each time.
    """

    app: App
    """Set before the first `build`."""

    animated: bool = False
    """True for a screen that wants a frame even when nothing happened."""

    def build(self, ui: Ui) -> None:
        """Make the controls in `ui.root`, laid out for `ui.size`."""
        raise NotImplementedError

    def handle(self, event: pygame.Event) -> Go | None:  # noqa: ARG002
        """Answer an event that no control took."""
        return None

    def on_action(self, action: Action) -> Go | None:  # noqa: ARG002
        """Answer a bound key that no control took."""
        return None

    def back(self) -> Go | None:
        """Answer ESCAPE when no overlay is open."""
        return Pop()

    def quit_requested(self) -> Go | None:
        """Answer the window being closed; a screen with something unsaved may ask first."""
        return Quit()

    def update(self, dt: float) -> Go | None:  # noqa: ARG002
        """Let `dt` seconds pass."""
        return None

    def draw_behind(self, surface: pygame.Surface) -> None:
        """Paint what lies behind the controls; it must cover the whole surface."""
        from game.client import paint  # noqa: PLC0415

        surface.blit(paint.paper(surface.get_size()), (0, 0))

    def tip_for(self, target: str) -> Tip | None:  # noqa: ARG002
        """Return what a link in a text explains, or None when it leads nowhere."""
        return None

    def follow(self, target: str) -> Go | None:  # noqa: ARG002
        """Answer a link that was activated and has no tip."""
        return None

    def left(self) -> None:
        """Be told that the screen is gone from the stack."""
