"""Between private times: the work of the game goes on in steps.

Behind it a person who plays alone sees the map as it was left; with others at the machine a chart
hides it, so that nothing of any seat shows.
"""

from __future__ import annotations

from collections.abc import Generator
from time import perf_counter

import pygame

from game.client import backdrop
from game.client.page import Page
from game.client.play import Play
from game.client.screen import Go, Replace, Screen
from game.client.screens.message import Choice, MessageScreen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.progress import ProgressBar
from game.client.widgets.tooltip import Tip
from game.core.invariants import BrokenWorld
from game.core.kinds import Stage
from game.session.session import Progress

BUDGET_S = 0.010
"""Time for the work in a frame."""

STEPS = {
    "orders": (
        "budgets", "diplomacy", "bargains", "crisis moves", "programmes", "accords",
        "marching orders", "nations held and let go", "membership business", "agenda",
    ),
    "council": ("council", "promised votes"),
    "response": ("response", "promised parts"),
    "war": ("war", "happenings"),
    "trade": ("sanctions", "trade", "economy", "armaments"),
    "crises": ("crises", "peace", "statehood"),
    "society": ("society", "politics"),
    "beliefs": ("beliefs", "membership", "appraisal"),
    "record": ("chronicle", "autosave"),
}  # fmt: skip
"""What is said to be done, by the phases of a stage; all else is states that decide."""
_SAID = {phase: key for key, phases in STEPS.items() for phase in phases}


class ComputingScreen(Screen):
    """Runs the work within each frame's budget, with a bar of how far it has come."""

    animated = True

    def __init__(self, play: Play) -> None:
        self.play = play
        self._work: Generator[Progress, None, None] | None = None
        self._through = False
        self._bar: ProgressBar | None = None
        self._label: Label | None = None

    def build(self, ui: Ui) -> None:
        page = Page(ui, self._heading(), self.play.date, width=520, gap=14)
        self._bar = ProgressBar(page.body, key="computing.bar")
        self._label = Label(page.body, " ", Type.SMALL)
        if self.play.can_take_back:
            stop = Button(page.foot, text("computing.stop"), self.back, look=Look.QUIET,
                          shortcut="b", key="computing.stop")  # fmt: skip
            stop.tip = Tip(text("computing.stop"), text("computing.stop_note"))
        page.finish()
        if self.play.map is not None:
            # The map keeps its middle: the sheet stands at the foot.
            self.play.map.fit(ui.size, ui.theme)
            self.play.map.hovered = self.play.map.pull = self.play.map.band = None
            place = page.panel.place
            page.panel.place = place.move(0, ui.size[1] - ui.theme.px(24) - place.bottom)

    def _heading(self) -> str:
        match self.play.stage:
            case Stage.COUNCIL:
                return text("computing.council")
            case Stage.RESPONSE:
                return text("computing.response")
            case _:
                return text("computing.heading")

    def draw_behind(self, surface: pygame.Surface) -> None:
        if self.play.map is not None:
            self.play.map.draw(surface)
        else:
            surface.blit(backdrop.chart(surface.get_size()), (0, 0))

    def back(self) -> Go | None:
        """Stop the work: whoever ended their time last has it back, with all that was ordered."""
        if not self.play.can_take_back:
            return None
        if self._work is not None and not self._through:
            self._work.close()
        return self.play.take_back()

    def update(self, dt: float) -> Go | None:
        if self._through:
            return Replace(self.play.next_screen())
        if self.play.map is not None:
            self.play.map.update(dt)
        if self._work is None:
            self._work = self.play.work()
            return None  # this frame has put the screen up
        stop = perf_counter() + BUDGET_S
        step: Progress | None = None
        try:
            while perf_counter() < stop:
                step = next(self._work, None)
                if step is None:
                    self._through = True  # the next frame puts up what comes next
                    return None
        except BrokenWorld as broken:
            body = text("computing.broken", fault=str(broken))
            leave = Choice("world.menu_title", "t", self.play.leave)
            again = (Choice("computing.stop", "b", self.back),) if self.play.can_take_back else ()
            heading = text("computing.broken_heading")
            return Replace(MessageScreen(heading, body, (*again, leave)))
        if step is not None and self._bar is not None:
            self._bar.set(step.fraction)
        if step is not None and self._label is not None:
            self._label.set(text(f"computing.step.{_SAID.get(step.label, 'decide')}"))
        return None
