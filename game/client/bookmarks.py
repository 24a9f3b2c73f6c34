"""Places of the map that a player keeps, for each campaign and the state that is led in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from game.client.strings import text
from game.persistence.settings import Settings

if TYPE_CHECKING:
    from game.client.app import App
    from game.client.play import Play
    from game.client.screens.world_map import WorldMap

MOST_KEPT = 9
"""Places that are kept."""
_LONGEST = 64


@dataclass(frozen=True, slots=True)
class Bookmark:
    """A place to come back to: its name, and where the camera looked."""

    name: str
    x: float
    y: float
    zoom: float


class Bookmarks:
    """The places that one seat keeps; no other seat's are ever listed."""

    def __init__(self, app: App, play: Play) -> None:
        self._app = app
        self._play = play
        self._whose = play.perspective[:_LONGEST]

    @property
    def kept(self) -> tuple[Bookmark, ...]:
        """The places, in the order in which they were kept."""
        places = self._app.settings.places
        return tuple(Bookmark(*place[1:]) for place in places if place[0] == self._whose)

    def keep(self, world_map: WorldMap) -> Bookmark | None:
        """Keep where the map looks now, named after what lies in the middle; None where it is full."""
        if len(self.kept) >= MOST_KEPT:
            return None
        camera = world_map.camera
        node = world_map.node_at((camera.viewport[0] // 2, camera.viewport[1] // 2))
        name = self._play.names.node_name(node) if node is not None else text("finder.at_sea")
        mark = Bookmark(name[:_LONGEST], camera.x, camera.y, camera.zoom)
        self._put((*self.kept, mark))
        return mark

    def forget(self) -> None:
        """Drop the place that was kept last."""
        self._put(self.kept[:-1])

    def _put(self, kept: tuple[Bookmark, ...]) -> None:
        settings: Settings = self._app.settings
        others = tuple(place for place in settings.places if place[0] != self._whose)
        mine = tuple((self._whose, mark.name, mark.x, mark.y, mark.zoom) for mark in kept)
        self._app.apply(settings.model_copy(update={"places": (*others, *mine)}))


def fly(world_map: WorldMap, mark: Bookmark) -> None:
    """Look where the map looked when a place was kept."""
    world_map.camera.fly_to(mark.x, mark.y, mark.zoom)
    world_map.touch()
