"""The crisis room: where a quarrel stands, what each will do next, measures, ways out, its history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.panels import bargain_panel, crisis_room_panel, draft_panel
from game.client.panels.taking_back import undo_buttons
from game.client.present import crisis as quarrels
from game.client.present import crisis_room
from game.client.present.crisis_room import MeasureLine
from game.client.screen import Go, Handler, Rebuild
from game.client.screens.room import Below, RoomScreen
from game.client.spread import Spread
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.core.ids import StateId
from game.core.kinds import Act
from game.core.records import Crisis

if TYPE_CHECKING:
    from game.client.play import Play

PARTS = ("moves", "measures", "council", "bargain")
"""What the right side is about, one at a time."""


class CrisisRoomScreen(RoomScreen):
    """One case at a time, of those that are open."""

    def __init__(self, play: Play, world: Below | None = None, crisis: int | None = None) -> None:
        super().__init__(play, world)
        lines = quarrels.lines(play.view, play.tell)
        self.open: int | None = crisis
        if crisis is None and lines:
            self.open = int(lines[0].crisis.id)
        self.part = "moves"
        self.letter = ""
        self._measures: dict[tuple[int, Act], MeasureLine] = {}

    @property
    def crisis(self) -> Crisis | None:
        """The case that is shown."""
        return quarrels.find(self.play.view, self.open) if self.open is not None else None

    @property
    def animated(self) -> bool:  # type: ignore[override]
        return bool(self.unweighed())

    def weighed(self) -> tuple[MeasureLine, ...]:
        """Return the measures that have been forecast so far, in the ladder's order."""
        crisis = self.crisis
        if crisis is None:
            return ()
        known = crisis_room.measures_known(self.play.view, crisis)
        found = (self._measures.get((int(crisis.id), act)) for act in known)
        return tuple(line for line in found if line is not None)

    def unweighed(self) -> tuple[Act, ...]:
        """Return the measures that are still to be forecast."""
        crisis = self.crisis
        if crisis is None or self.part != "measures":
            return ()
        known = crisis_room.measures_known(self.play.view, crisis)
        return tuple(act for act in known if (int(crisis.id), act) not in self._measures)

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        crisis = self.crisis
        spread = Spread(ui, text("room_crisis.heading"), (9, 9, 9), key="crisis_room")
        self._tabs(spread.head)
        left, middle, right = spread.columns
        if crisis is None:
            Label(left, text("room_crisis.none"), Type.EMPHASIS, colour=INK_SOFT)
        else:
            crisis_room_panel.standing(left, self, crisis)
            crisis_room_panel.history(left, self, crisis)
            crisis_room_panel.expected(middle, self, crisis)
            crisis_room_panel.hot_line(middle, self, crisis)
            self._right(right, crisis)
        undo_buttons(spread.foot, self, key="crisis_room")
        ui.default = Button(spread.foot, text("room_crisis.back"), self.back, look=Look.PRIMARY,
                            shortcut="b", sound=Sound.PAGE, key="crisis_room.back")  # fmt: skip
        spread.finish()

    def _tabs(self, head: Column) -> None:
        lines = quarrels.lines(self.play.view, self.play.tell)
        if len(lines) < 2:
            return
        row = Row(head, gap=8)
        for number, line in enumerate(lines[:9], start=1):
            Button(row, line.title, self._turn_to(int(line.crisis.id)),
                   chosen=int(line.crisis.id) == self.open, shortcut=str(number),
                   sound=Sound.PAGE, key=f"crisis_room.case.{number}")  # fmt: skip

    def _right(self, right: Column, crisis: Crisis) -> None:
        row = Row(right, gap=4)
        for part in PARTS:
            Button(row, text(f"room_crisis.part.{part}"), partial(self.show, part),
                   look=Look.QUIET, chosen=part == self.part,
                   key=f"crisis_room.part.{part}")  # fmt: skip
        match self.part:
            case "moves":
                crisis_room_panel.moves(right, self, crisis)
            case "measures":
                crisis_room_panel.measures(right, self, crisis)
            case "council":
                draft_panel.build(right, self, crisis)
            case _:
                bargain_panel.build(right, self, crisis)

    def update(self, dt: float) -> Go | None:  # noqa: ARG002
        """Forecast one measure a frame, so that none of them is long."""
        crisis, waiting = self.crisis, self.unweighed()
        if crisis is None or not waiting:
            return None
        line = crisis_room.measure(self.play.view, crisis, waiting[0], self.play.tell)
        self._measures[int(crisis.id), waiting[0]] = line
        return Rebuild() if len(waiting) == 1 else None

    # -- answers ---------------------------------------------------------------------------------

    def show(self, part: str) -> Go:
        """Show another part of the business."""
        self.part = part
        return Rebuild()

    def _turn_to(self, crisis: int) -> Handler:
        def turn() -> Go:
            self.open = crisis
            return Rebuild()

        return turn

    def write(self, words: str) -> None:
        """Write on the letter that goes over the hot line."""
        self.letter = words

    def send(self, to: StateId) -> Go | None:
        """Send the letter to who leads the other side at this machine."""
        try:
            self.play.records.send(to, self.letter)
        except ValueError as fault:
            self.app.ui.toasts.tell(str(fault))
            return None
        self.letter = ""
        self.app.ui.toasts.tell(text("room_crisis.sent"))
        return Rebuild()

    def on_action(self, action: Action) -> Go | None:
        if action is Action.CRISIS_ROOM:
            return self.back()
        return super().on_action(action)
