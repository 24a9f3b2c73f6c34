"""The quarter that closed over again on the map, month by month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.input import Action
from game.client.page import Page
from game.client.present import replay as quarters
from game.client.present import territory as places
from game.client.present.report import closed_turn
from game.client.screen import Go, Pop, Rebuild
from game.client.screens.behind import MapBehind
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label

if TYPE_CHECKING:
    from game.client.play import Play

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


class ReplayScreen(MapBehind):
    """Plays by itself to the end; can be stopped, stepped through and left."""

    def __init__(self, play: Play, shown: quarters.Replay) -> None:
        super().__init__(play)
        self.shown = shown
        self.step = 0
        self.running = True
        self._since_s = 0.0
        self._looked = False

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
        self.to_the_foot(page)
        if not self._looked:
            self._looked = True
            for node in self.shown.places[:1]:  # what matters most
                self.look_at(node)

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
        world_map, shown, step = self.clear_map(ui), self.shown, self.step
        view = quarters.seen_at(shown, step)
        world_map.show(view, self.play.names)
        world_map.troops = places.troops(view, world_map.own_colours(self.play.names))
        width = world_map.camera.world_width
        world_map.arrows = quarters.arrows_at(shown, step, world_map.points, width)
        world_map.flags = quarters.flags_at(shown, step, world_map.points)

    # -- time ------------------------------------------------------------------------------------

    def update(self, dt: float) -> Go | None:
        super().update(dt)
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
        return Pop() if action is Action.REPLAY else super().on_action(action)

    def step_aside(self, forward: bool) -> Go:
        return self.later() if forward else self.earlier()
