"""The whole world in a corner: what of it the map shows, and the quickest way elsewhere."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, INK, RULE, SHEET, mix
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.screens.world_map import WorldMap
    from game.client.ui import Ui

STEP = 0.25
"""Share of the view by which an arrow key moves it."""
LEAST_FRAME_PX = 6
_STEER = {
    pygame.K_LEFT: (-1, 0), pygame.K_RIGHT: (1, 0), pygame.K_UP: (0, -1), pygame.K_DOWN: (0, 1),
}  # fmt: skip


class Minimap(Control):
    """The world in the colours of the map, with a frame round what is in view.

    A click flies there, dragging moves the view along; with the focus, the arrow keys do.
    """

    focusable = True

    def __init__(self, parent: Control | Ui, world: WorldMap, *, key: str = "minimap") -> None:
        super().__init__(parent, key=key)
        self.world = world

    @property
    def name(self) -> str:
        return self.key

    def measure(self, width: int) -> int:
        inside = width - 2 * self._edge()
        share = self.world.atlas.height / self.world.atlas.width
        return round(inside * share) + 2 * self._edge()

    def texts(self) -> tuple[str, ...]:
        return ()

    # -- input -----------------------------------------------------------------------------------

    def on_press(self, point: tuple[int, int]) -> None:
        self._look(point, glide=True)

    def on_drag(self, point: tuple[int, int]) -> None:
        self._look(point, glide=False)

    def on_key(self, event: pygame.Event) -> bool:
        steer = _STEER.get(event.key)
        if steer is None or event.mod & (pygame.KMOD_CTRL | pygame.KMOD_ALT | pygame.KMOD_SHIFT):
            return False
        camera = self.world.camera
        width, height = camera.viewport
        camera.pan(-steer[0] * STEP * width, -steer[1] * STEP * height)
        self._moved()
        return True

    def _look(self, point: tuple[int, int], *, glide: bool) -> None:
        chart = self._chart()
        x = (point[0] - chart.left) / chart.width * self.world.atlas.width
        y = (point[1] - chart.top) / chart.height * self.world.atlas.height
        camera = self.world.camera
        camera.fly_to(
            min(max(x, 0.0), self.world.atlas.width - 1.0),
            min(max(y, 0.0), float(self.world.atlas.height)),
            glide=glide,
        )
        self._moved()

    def _moved(self) -> None:
        self.world.touch()
        self.ui.restart_tip()
        self.ui.touch()

    # -- picture ---------------------------------------------------------------------------------

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        paint.shadow(surface, rect, px(8), 50)
        paint.box(surface, rect, SHEET, border=RULE, border_width=px(1), radius=px(6))
        chart = self._chart()
        surface.blit(self.world.ground.small(chart.size), chart)
        held = surface.get_clip()
        surface.set_clip(chart.clip(held))
        over = self.ui.hovered is self or self.ui.captured is self
        for frame in self.frames():
            pygame.draw.rect(surface, mix(SHEET, INK, 0.1), frame.inflate(px(2), px(2)), px(3))
            pygame.draw.rect(surface, ACCENT, frame, px(2) if over else max(1, px(1.5)))
        surface.set_clip(held)

    def frames(self) -> list[pygame.Rect]:
        """Return what is in view, a piece for each copy of the world that shows on the chart."""
        chart, camera = self._chart(), self.world.camera
        scale = chart.width / self.world.atlas.width
        width, height = (side / camera.zoom for side in camera.viewport)
        left, top = camera.x - width / 2, camera.y - height / 2
        size = (
            min(chart.width, max(LEAST_FRAME_PX, round(width * scale))),
            max(LEAST_FRAME_PX, round(height * scale)),
        )
        turn = self.world.atlas.width
        pieces = []
        for copy in range(math.floor(left / turn), math.floor((left + width - 1e-6) / turn) + 1):
            at = (chart.left + round((left - copy * turn) * scale), chart.top + round(top * scale))
            piece = pygame.Rect(at, size)
            if piece.colliderect(chart):
                pieces.append(piece)
        return pieces

    def _edge(self) -> int:
        return self.theme.px(5)

    def _chart(self) -> pygame.Rect:
        edge = self._edge()
        return self.rect.inflate(-2 * edge, -2 * edge)
