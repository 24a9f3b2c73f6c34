"""The seat's map behind a sheet at the foot of the window: it can be dragged, zoomed and clicked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.input import Action
from game.client.page import Page
from game.client.screen import Go, Screen
from game.client.screens.world_map import WorldMap, map_of
from game.client.ui import Ui

if TYPE_CHECKING:
    from game.client.play import Play

LOOK_ZOOM = 0.8
"""Least pixels a map unit where the map flies to what is shown."""
STILL_PX = 4
"""Pixels within which a press and its release are a click."""


class MapBehind(Screen):
    """A screen whose background is the map itself."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self._drag: tuple[int, int] | None = None
        self._pressed: tuple[int, int] | None = None
        self._sheet_top = 0
        """Where the sheet at the foot begins; 0 before it is laid out."""

    @property
    def map(self) -> WorldMap:
        """The seat's map."""
        return map_of(self.play, self.app.theme, self.app.ui.size)

    @property
    def animated(self) -> bool:  # type: ignore[override]
        return self.map.moving

    def clear_map(self, ui: Ui) -> WorldMap:
        """Take everything off the map that belongs to the world's own screen, and return it."""
        world_map = self.map
        world_map.fit(ui.size, ui.theme)
        world_map.hovered = world_map.pull = world_map.band = world_map.aim = None
        world_map.chosen_state = world_map.chosen_territory = None
        world_map.chosen_flag, world_map.picked = "", frozenset()
        return world_map

    def look_at(self, node: int) -> None:
        """Fly to a place, unless it stands well in view above the sheet."""
        camera = self.map.camera
        wide, high = camera.viewport
        free = self._sheet_top or high * 2 // 3
        clear = pygame.Rect(wide // 6, free // 6, wide * 2 // 3, free * 2 // 3)
        x, y = self.map.point(node)
        if not clear.collidepoint(camera.to_screen(x, y)):
            zoom = camera.snap(max(camera.target_zoom, LOOK_ZOOM))
            camera.fly_to(x, y + (high - free) / 2 / zoom, zoom)

    def to_the_foot(self, page: Page) -> None:
        """Move a sheet that is laid out to the foot of the window: the map keeps its middle."""
        theme, place = page.ui.theme, page.panel.place
        page.panel.place = place.move(0, page.ui.size[1] - theme.px(24) - place.bottom)
        self._sheet_top = page.panel.place.top

    def draw_behind(self, surface: pygame.Surface) -> None:
        self.map.draw(surface)

    def update(self, dt: float) -> Go | None:
        self.map.update(dt)
        return None

    # -- answers ---------------------------------------------------------------------------------

    def step_aside(self, forward: bool) -> Go | None:  # noqa: ARG002
        """Answer the right and left arrow."""
        return None

    def clicked(self, point: tuple[int, int]) -> Go | None:  # noqa: ARG002
        """Answer a click on the map."""
        return None

    def pointed(self, point: tuple[int, int]) -> None:
        """Take notice of where the pointer is on the map."""

    def on_action(self, action: Action) -> Go | None:
        if action in (Action.ZOOM_IN, Action.ZOOM_OUT):
            self._zoom(1 if action is Action.ZOOM_IN else -1, self.app.ui.root.place.center)
        return None

    def handle(self, event: pygame.Event) -> Go | None:
        match event.type:
            case pygame.KEYDOWN if event.key in (pygame.K_LEFT, pygame.K_RIGHT):
                return self.step_aside(event.key == pygame.K_RIGHT)
            case pygame.MOUSEWHEEL:
                self._zoom(getattr(event, "precise_y", 0.0) or event.y, self.app.ui.pointer)
            case pygame.MOUSEBUTTONDOWN if event.button == pygame.BUTTON_LEFT:
                self._drag = self._pressed = event.pos
            case pygame.MOUSEBUTTONUP if self._drag is not None:
                return self._let_go(event.pos)
            case pygame.MOUSEMOTION if self._drag is not None:
                self._pull(event.pos)
            case pygame.MOUSEMOTION:
                self.pointed(event.pos)
        return None

    def _let_go(self, point: tuple[int, int]) -> Go | None:
        pressed, self._drag, self._pressed = self._pressed, None, None
        return self.clicked(point) if pressed is not None else None

    def _pull(self, point: tuple[int, int]) -> None:
        """Drag the map, once the pointer has left where it was pressed."""
        if self._pressed is not None:
            x, y = self._pressed
            if max(abs(point[0] - x), abs(point[1] - y)) < self.app.theme.px(STILL_PX):
                return
            self._pressed = None
        x, y = self._drag or point
        self.map.camera.pan(point[0] - x, point[1] - y)
        self._drag = point
        self._moved()

    def _zoom(self, steps: float, point: tuple[int, int]) -> None:
        self.map.camera.wheel(steps, point)
        self._moved()

    def _moved(self) -> None:
        self.map.touch()
        self.app.ui.touch()
