"""A room above the map in which orders are drafted with the same panels as beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from game.client.panels.selection import Drafts, Selection
from game.client.screen import Go, Pop
from game.client.screens.ordering import OrderingScreen

if TYPE_CHECKING:
    from game.client.play import Play


class Below(Protocol):
    """The world, as the rooms above it know it."""

    drafts: Drafts

    def choose(self, selection: Selection, *, fly: bool = False) -> Go:
        """Select something on the map."""

    def open_wars(self, war: int | None = None) -> Go:
        """Show the war room, on a war or on the first there is."""


class RoomScreen(OrderingScreen):
    """A screen of orders that shares the values being set with the world below."""

    def __init__(self, play: Play, world: Below | None = None) -> None:
        super().__init__(play)
        self.below = world
        if world is not None:
            self.drafts = world.drafts

    def choose(self, selection: Selection, *, fly: bool = False) -> Go | None:
        """Leave for something on the map."""
        if self.below is None:
            return None
        self.below.choose(selection, fly=fly)
        return Pop()

    def back(self) -> Go | None:
        return Pop()
