"""The quarter that closed over again on the map, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.input import Action
from game.client.page import Page
from game.client.present import replay as quarters
from game.client.present import territory as places
from game.client.present.report import closed_turn
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.screens.world_map import WorldMap, map_of
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label

if TYPE_CHECKING:
    from game.client.play import Play

LOOK_ZOOM = 0.8
"""Least pixels a map unit where the map flies to what is shown."""
STEP_S = 1.6
"""How long a month stays."""
MOST_PLACES = 6
"""Places named from which one's forces set out."""
MOST_TOLD = 4
"""Lines of a month."""


def replay_of(play: Play) -> quarters.Replay | None:
    """Return the turn that closed, as the seat may see it; None where there is nothing to show."""
    events = closed_turn(play.chronicle, play.view)
    return quarters.replay(play.view_before, play.view, events, play.tell)


class ReplayScreen(Screen):
    """Plays by itself to the end; can be stopped, stepped through and left."""

    def __init__(self, play: Play, shown: quarters.Replay) -> None:
        self.play = play
        self.shown = shown
        self.step = 0
        self.running = True
        self._since_s = 0.0
        self._drag: tuple[int, int] | None = None
        self._looked = False

    @property
    def map(self) -> WorldMap:
        """The seat's map."""
        return map_of(self.play, self.app.theme, self.app.ui.size)

    @property
    def animated(self) -> bool:  # type: ignore[override]
        return self.map.moving

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        ui.keys_to_screen = True
        self._refresh_map(ui)
        last = self.step == self.shown.last
        month = self.shown.months[max(self.step - 1, 0)]
        heading = month.label if self.step else text("replay.before")
        page = Page(ui, heading, width=760, gap=8)
        for words in self._told():
            Label(page.body, words, Type.BODY)
        if not self.step:
            Label(page.body, text("replay.note"), Type.SMALL, colour=INK_SOFT)
        back = Button(page.foot, text("replay.back"), self.earlier, look=Look.QUIET,
                      shortcut="b", sound=Sound.PAGE, key="replay.back")  # fmt: skip
        back.enabled = self.step > 0
        on = Button(page.foot, text("replay.on"), self.later, look=Look.QUIET, shortcut="n",
                    sound=Sound.PAGE, key="replay.on")  # fmt: skip
        on.enabled = not last
        words = text("replay.again" if last else "replay.pause" if self.running else "replay.go_on")
        Button(page.foot, words, self.pause, shortcut="p", key="replay.pause")
        ui.default = Button(page.foot, text("replay.leave"), Pop, look=Look.PRIMARY, shortcut="e",
                            sound=Sound.PAGE, key="replay.leave")  # fmt: skip
        page.finish()
        place = page.panel.place  # the map keeps its middle: the sheet stands at the foot
        page.panel.place = place.move(0, ui.size[1] - ui.theme.px(24) - place.bottom)

    def _told(self) -> tuple[str, ...]:
        if self.step == 0:
            names = self.play.names
            own = dict.fromkeys(names.node_name(m.start) for m in self.shown.moves if m.own)
            return (text("replay.begin", places=", ".join([*own][:MOST_PLACES])),) if own else ()
        told = self.shown.months[self.step - 1].told
        if not told:
            return (text("replay.quiet"),)
        if len(told) <= MOST_TOLD:
            return told
        return (*told[: MOST_TOLD - 1], text("replay.more", many=str(len(told) - MOST_TOLD + 1)))

    def _refresh_map(self, ui: Ui) -> None:
        world_map, shown, step = self.map, self.shown, self.step
        world_map.fit(ui.size, ui.theme)
        world_map.hovered = world_map.pull = world_map.band = world_map.aim = None
        world_map.chosen_state = world_map.chosen_territory = None
        world_map.chosen_flag, world_map.picked = "", frozenset()
        view = quarters.seen_at(shown, step)
        world_map.show(view, self.play.names)
        world_map.troops = places.troops(view, world_map.own_colours(self.play.names))
        width = world_map.camera.world_width
        world_map.arrows = quarters.arrows_at(shown, step, world_map.points, width)
        world_map.flags = quarters.flags_at(shown, step, world_map.points)
        if not self._looked:
            self._looked = True
            self._look()

    def _look(self) -> None:
        """Fly to what matters most, unless it stands well in view above the sheet."""
        camera = self.map.camera
        wide, high = camera.viewport
        clear = pygame.Rect(wide // 6, high // 10, wide * 2 // 3, high // 2)
        for node in self.shown.places[:1]:
            x, y = self.map.point(node)
            if not clear.collidepoint(camera.to_screen(x, y)):
                zoom = camera.snap(max(camera.target_zoom, LOOK_ZOOM))
                camera.fly_to(x, y + high / 6 / zoom, zoom)

    def draw_behind(self, surface: pygame.Surface) -> None:
        self.map.draw(surface)

    # -- time ------------------------------------------------------------------------------------

    def update(self, dt: float) -> Go | None:
        self.map.update(dt)
        if not self.running:
            return None
        self._since_s += dt
        return self._at(self.step + 1) if self._since_s >= STEP_S else None

    def _at(self, step: int) -> Go:
        self.step = min(max(step, 0), self.shown.last)
        self._since_s = 0.0
        self.running = self.running and self.step < self.shown.last
        return Rebuild()

    # -- answers ---------------------------------------------------------------------------------

    def earlier(self) -> Go:
        """Stop, and show the month before."""
        self.running = False
        return self._at(self.step - 1)

    def later(self) -> Go:
        """Stop, and show the next month."""
        self.running = False
        return self._at(self.step + 1)

    def pause(self) -> Go:
        """Stop or go on; at the end, begin again."""
        if self.step == self.shown.last:
            self.running = True
            return self._at(0)
        self.running = not self.running
        return Rebuild()

    def on_action(self, action: Action) -> Go | None:
        match action:
            case Action.REPLAY:
                return Pop()
            case Action.ZOOM_IN | Action.ZOOM_OUT:
                self._zoom(1 if action is Action.ZOOM_IN else -1, self.app.ui.root.place.center)
        return None

    def handle(self, event: pygame.Event) -> Go | None:
        match event.type:
            case pygame.KEYDOWN if event.key in (pygame.K_LEFT, pygame.K_RIGHT):
                return self.earlier() if event.key == pygame.K_LEFT else self.later()
            case pygame.MOUSEWHEEL:
                self._zoom(getattr(event, "precise_y", 0.0) or event.y, self.app.ui.pointer)
            case pygame.MOUSEBUTTONDOWN:
                self._drag = event.pos
            case pygame.MOUSEBUTTONUP:
                self._drag = None
            case pygame.MOUSEMOTION if self._drag is not None:
                x, y = self._drag
                self.map.camera.pan(event.pos[0] - x, event.pos[1] - y)
                self._drag = event.pos
                self._moved()
        return None

    def _zoom(self, steps: float, point: tuple[int, int]) -> None:
        self.map.camera.wheel(steps, point)
        self._moved()

    def _moved(self) -> None:
        self.map.touch()
        self.app.ui.touch()
