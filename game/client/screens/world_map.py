"""The map that fills the world screen: ground, outlines of what is chosen, names, marks, arrows."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np
import pygame
from numpy.typing import NDArray

from game.client.assets import assets_folder
from game.client.colours import ACCENT, INK, Rgb
from game.client.mapview import modes
from game.client.mapview.atlas import Atlas
from game.client.mapview.camera import Camera
from game.client.mapview.ground import Ground
from game.client.mapview.labels import MapLabels
from game.client.mapview.modes import Legend
from game.client.mapview.outlines import Arcs
from game.client.mapview.paint import MapPaint
from game.client.mapview.style import PLAIN
from game.client.present import fronts
from game.client.present.lenses import Reading, read
from game.client.present.map_paint import LENSES, Mode, shade
from game.client.present.marks import Arrow, Flag, SeaMark, StraitMark, Troop
from game.client.screens.arrow_marks import draw_arrow
from game.client.screens.front_marks import draw_front, draw_sea_mark, draw_strait
from game.client.screens.troop_marks import draw_troops, troop_boxes
from game.client.screens.world_marks import HALO, draw_flags, flag_boxes
from game.client.theme import Theme
from game.content.gazetteer import Gazetteer
from game.core.observe import PlayerView

if TYPE_CHECKING:
    from game.client.play import Play

IDLE_MS = 3.0
"""Time in an idle frame for outlines that will be seen from near."""


class WorldMap:
    """A seat's map: where it looks, in which mode, and what is drawn on it."""

    def __init__(self, atlas: Atlas, theme: Theme, size: tuple[int, int]) -> None:
        self.atlas = atlas
        self.theme = theme
        self.mode = Mode.POLITICAL
        self.legend = Legend("", ())
        self.attacker: int | None = None
        """In the mode of who would defend whom: who attacks; None whom the victim fears most."""
        self.reading: Reading | None = None
        """What the present mode shows of every state, where it is a lens."""
        self.camera = Camera((atlas.width, atlas.height), size)
        self.ground = Ground(atlas, PLAIN, theme.scale_percent / 100)
        self.labels = _labels(atlas, theme)
        self.ready = False
        """All that is in view has its final picture."""
        self.points: list[tuple[float, float]] = [
            *(shape.city_xy for shape in atlas.document.territories),
            *(zone.centroid for zone in atlas.document.zones),
        ]
        """Where the marks of each node stand, in map units."""
        self.troops: Sequence[Troop] = ()
        self.flags: Sequence[Flag] = ()
        self.arrows: Sequence[Arrow] = ()
        self.chosen_territory: int | None = None
        self.chosen_state: int | None = None
        self.chosen_flag = ""
        self.picked: frozenset[int] = frozenset()
        """Formations that wait to be told where to go."""
        self.hovered: int | None = None
        self.aim: int | None = None
        """The place that picked formations would be sent to."""
        self.band: pygame.Rect | None = None
        """The box that is being drawn round formations."""
        self.pull: tuple[int, tuple[int, int]] | None = None
        """A place and the point of the window to which an arrow is being drawn from it."""
        self.seas: Sequence[SeaMark] = ()
        self.straits: Sequence[StraitMark] = ()
        self._fronts: NDArray[np.integer] = np.zeros((0, 2), dtype=np.intp)
        self._owner: NDArray[np.integer] = np.full(atlas.count, -1)
        self._coloured: NDArray[np.integer] = np.zeros(0, dtype=np.intp)
        self._colours: list[Rgb] = []
        self._picture: pygame.Surface | None = None
        self._drawn: object = None
        self._complete = False
        self._revision = 0
        """Counts the changes of what is shown."""

    # -- what is shown ---------------------------------------------------------------------------

    def fit(self, size: tuple[int, int], theme: Theme) -> None:
        """Take another size of window, or another scale."""
        if theme.scale_percent != self.theme.scale_percent:
            scale = theme.scale_percent / 100
            paint = self.ground.tiles.paint
            self.ground = Ground(self.atlas, PLAIN, scale)
            self.ground.set_paint(paint)
            self.labels = _labels(self.atlas, theme)
        self.theme = theme
        self.camera.resize(size)
        self.ready = False

    def show(self, view: PlayerView, names: Gazetteer) -> None:
        """Paint what a seat knows in the present mode."""
        lens = LENSES.get(self.mode)
        self.reading = read(view, lens, self.chosen_state, self.attacker) if lens else None
        paint, self.legend = shade(
            self.mode, view, names, self.atlas.neighbours, self.theme.palette.key, self.reading
        )
        self._wear(paint, view)
        self._fronts = fronts.meeting(view.known)
        self.seas, self.straits = (), ()
        if self.mode in (Mode.FORCES, Mode.SUPPLY):
            self.seas = fronts.seas(view, self.points, self.own_colours(names))
            places = [mark.xy for mark in self.atlas.document.straits]
            self.straits = fronts.straits(view, places, names)
        self._revision += 1
        self.ready = False

    def show_as(self, paint: MapPaint, view: PlayerView) -> None:
        """Show a picture that is none of the modes: one question's own, without marks."""
        self._wear(paint, view)
        self._fronts = np.zeros((0, 2), dtype=np.intp)
        self.seas, self.straits, self.troops, self.flags, self.arrows = (), (), (), (), ()
        self._revision += 1
        self.ready = False

    def _wear(self, paint: MapPaint, view: PlayerView) -> None:
        self.ground.set_paint(paint)
        self._owner = np.asarray(paint.owner)
        self.labels.follow(paint, view.known.states.capital)

    def own_colours(self, names: Gazetteer) -> list[Rgb]:
        """Return the colours of states as the political map shows them."""
        if not np.array_equal(self._coloured, self._owner):
            fill = modes.political(names.colours, self._owner, self.atlas.neighbours).fill
            palette = modes.mute(names.colours)
            palette[self._owner] = fill
            self._colours = [(r, g, b) for r, g, b in palette.tolist()]
            self._coloured = self._owner
        return self._colours

    def point(self, node: int) -> tuple[float, float]:
        """Return where a place is on the map."""
        return self.points[node]

    def fly_to(self, node: int, *, zoom: float | None = None, glide: bool = True) -> None:
        """Look at a place."""
        x, y = self.points[node]
        wanted = zoom if zoom is not None else max(self.camera.target_zoom, 0.9)
        self.camera.fly_to(x, y, self.camera.snap(wanted), glide=glide)

    # -- what is where ---------------------------------------------------------------------------

    def node_at(self, point: tuple[int, int]) -> int | None:
        """Return the territory or sea zone under a point of the window."""
        x, y = self.camera.to_map(*point)
        if not 0 <= y < self.atlas.height:
            return None
        land = self.atlas.land.at(x, y)
        if land is not None:
            return land
        sea = self.atlas.sea.at(x, y)
        return None if sea is None else self.atlas.count + sea

    def goal_at(self, point: tuple[int, int]) -> int | None:
        """Return the place meant by a point: the one whose city is at hand, or that it lies in."""
        near = self.theme.px(9)
        for node in range(self.atlas.count):
            x, y = self.camera.to_screen(*self.points[node])
            if abs(x - point[0]) <= near and abs(y - point[1]) <= near:
                return node
        return self.node_at(point)

    def troop_at(self, point: tuple[int, int]) -> Troop | None:
        """Return the formations whose marker is under a point."""
        boxes = troop_boxes(self.troops, self.points, self.camera, self.theme)
        return next((troop for troop, box in reversed(boxes) if box.collidepoint(point)), None)

    def own_within(self, box: pygame.Rect) -> tuple[int, ...]:
        """Return one's own formations whose markers touch a box of the window."""
        boxes = troop_boxes(self.troops, self.points, self.camera, self.theme)
        return tuple(
            row for troop, place in boxes if troop.own and box.colliderect(place)
            for row in troop.rows
        )  # fmt: skip

    def flag_at(self, point: tuple[int, int]) -> Flag | None:
        """Return the crisis or war whose mark is under a point."""
        boxes = flag_boxes(self.flags, self.camera, self.theme)
        return next((flag for flag, box in reversed(boxes) if box.collidepoint(point)), None)

    # -- time and picture ------------------------------------------------------------------------

    @property
    def moving(self) -> bool:
        """Whether the next frame would differ by itself."""
        return self.camera.gliding or not self.ready

    def update(self, dt: float) -> None:
        """Let a flight go on, and work on what is not yet drawn."""
        self.camera.advance(dt)
        if not self.ready or self.camera.gliding:
            named = self.labels.update(self.camera)
            self.ready = self.ground.update(self.camera) and named
        else:
            self.atlas.prepare(IDLE_MS)

    def finish(self) -> None:
        """Do all the work at once: for pictures that nobody waits for."""
        while self.camera.gliding:
            self.camera.advance(1.0)
        while not (
            self.labels.update(self.camera, 1000.0) and self.ground.update(self.camera, 1000.0)
        ):
            pass
        self.ready = True

    def touch(self) -> None:
        """Look again whether tiles are missing: the camera was moved."""
        self.ready = False

    def draw(self, surface: pygame.Surface) -> None:
        """Draw the map over the whole surface; anew only where something on it changed."""
        camera = self.camera
        drawn = (
            (camera.x, camera.y, camera.zoom, camera.viewport, self._revision),
            (self.chosen_state, self.chosen_territory, self.chosen_flag, self.picked, self.aim),
        )
        if self._picture is None or self._drawn != drawn or not self._complete:
            if self._picture is None or self._picture.get_size() != camera.viewport:
                self._picture = pygame.Surface(camera.viewport, depth=32)
            self._complete = self.ready
            self._drawn = drawn
            self._paint(self._picture)
        surface.blit(self._picture, (0, 0))
        if self.hovered is not None and self.hovered < self.atlas.count:
            self._outline(surface, self.hovered, INK, self.theme.px(1))
        if self.band is not None:
            pygame.draw.rect(surface, HALO, self.band.inflate(2, 2), self.theme.px(3))
            pygame.draw.rect(surface, ACCENT, self.band, self.theme.px(1))
        if self.pull is not None:
            node, point = self.pull
            draw_arrow(surface, Arrow(self.points[node], camera.to_map(*point)), camera, self.theme)

    def _paint(self, surface: pygame.Surface) -> None:
        camera, theme = self.camera, self.theme
        surface.blit(self.ground.compose(camera), (0, 0))
        if self.chosen_state is not None:
            self._outline_state(surface, self.chosen_state)
        if self.chosen_territory is not None and self.chosen_territory < self.atlas.count:
            self._outline(surface, self.chosen_territory, ACCENT, theme.px(3))
        if self.mode is not Mode.TERRAIN:
            self._draw_fronts(surface)
        if self.aim is not None and self.aim < self.atlas.count:
            self._outline(surface, self.aim, INK, theme.px(5))
            self._outline(surface, self.aim, ACCENT, theme.px(3))
        self.labels.draw(surface, camera)
        for strait in self.straits:
            draw_strait(surface, strait, camera, theme)
        for sea in self.seas:
            draw_sea_mark(surface, sea, camera, theme)
        boxes = troop_boxes(self.troops, self.points, camera, theme)
        draw_troops(surface, (each for each in boxes if not each[0].own), theme, self.picked)
        draw_flags(surface, flag_boxes(self.flags, camera, theme), theme, self.chosen_flag)
        for arrow in self.arrows:
            draw_arrow(surface, arrow, camera, theme)
        draw_troops(surface, (each for each in boxes if each[0].own), theme, self.picked)

    def _outline(self, surface: pygame.Surface, territory: int, colour: Rgb, width: int) -> None:
        for ring in self.atlas.land.rings_of(territory, self.camera.zoom):
            points = self._on_screen(ring)
            if len(points) > 2:
                pygame.draw.lines(surface, colour, True, points, width)

    def _outline_state(self, surface: pygame.Surface, state: int) -> None:
        arcs = self.atlas.land.arcs_at(self.camera.zoom)
        inside = self._owner == state
        beyond = np.where(arcs.b >= 0, inside[np.maximum(arcs.b, 0)], False)
        for points in self._pieces(arcs, inside[arcs.a] != beyond):
            pygame.draw.lines(surface, ACCENT, False, points, self.theme.px(2))

    def _draw_fronts(self, surface: pygame.Surface) -> None:
        """Draw the borders on which foes meet."""
        if not len(self._fronts):
            return
        arcs = self.atlas.land.arcs_at(self.camera.zoom)
        count = self.atlas.count
        first, other = np.sort(self._fronts, axis=1).T
        low, high = np.minimum(arcs.a, arcs.b), np.maximum(arcs.a, arcs.b)
        met = np.isin(low * count + high, first * count + other) & (low >= 0)
        for points in self._pieces(arcs, met):
            draw_front(surface, points, self.theme)

    def _pieces(self, arcs: Arcs, wanted: NDArray[np.bool_]) -> Iterator[list[tuple[float, float]]]:
        """Yield the wanted pieces of borders that are in view, as points of the window."""
        camera = self.camera
        boxes = arcs.lines.boxes
        width, height = camera.viewport
        # Where each piece is seen, in the copy of the world that `_on_screen` draws it in.
        first = arcs.lines.points[arcs.lines.starts[:-1], 0]
        half = camera.world_width / 2
        shift = (first - camera.x + half) % camera.world_width - half - (first - camera.x)
        left = (boxes[:, 0] + shift - camera.x) * camera.zoom + width / 2
        right = (boxes[:, 2] + shift - camera.x) * camera.zoom + width / 2
        top = (boxes[:, 1] - camera.y) * camera.zoom + height / 2
        bottom = (boxes[:, 3] - camera.y) * camera.zoom + height / 2
        seen = (right >= 0) & (left <= width) & (bottom >= 0) & (top <= height)
        for arc in np.flatnonzero(wanted & seen).tolist():
            start, stop = arcs.lines.starts[arc], arcs.lines.starts[arc + 1]
            yield self._on_screen(arcs.lines.points[start:stop])

    def _on_screen(self, ring: NDArray[np.float32]) -> list[tuple[float, float]]:
        camera = self.camera
        width, height = camera.viewport
        start = math.remainder(float(ring[0, 0]) - camera.x, camera.world_width)
        x = (start + ring[:, 0] - ring[0, 0]) * camera.zoom + width / 2
        y = (ring[:, 1] - camera.y) * camera.zoom + height / 2
        return list(zip(x.tolist(), y.tolist(), strict=True))


def map_of(play: Play, theme: Theme, size: tuple[int, int]) -> WorldMap:
    """Return the map of the seat at the machine, made when it is first asked for."""
    if play.map is None:
        play.map = WorldMap(play.atlas(), theme, size)
        play.map.show(play.view, play.names)
        home = int(play.view.known.states.capital[play.view.viewer])
        if home >= 0:
            play.map.fly_to(home, zoom=size[0] / play.map.camera.world_width * 2.83, glide=False)
    return play.map


def _labels(atlas: Atlas, theme: Theme) -> MapLabels:
    return MapLabels(atlas, assets_folder() / "fonts", PLAIN, theme.scale_percent / 100)
