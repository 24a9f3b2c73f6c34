"""The chronicle: all that was, looked through by words, topic, state and weight."""

from __future__ import annotations

import time
from collections.abc import Sequence
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.input import Action
from game.client.layout import Row
from game.client.page import Page
from game.client.present import chronicle
from game.client.present.chronicle import Filter, Search, Told
from game.client.screen import Go, Pop, Push, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.textfield import TextField
from game.client.widgets.tooltip import Tip
from game.core.events import Event

if TYPE_CHECKING:
    from game.client.play import Play
    from game.client.screens.world import WorldScreen

PAGE = 300
"""Lines in one table; the older ones are a page further."""
SLICE = 60
"""Events looked through between two looks at the clock."""
BUDGET_S = 0.008
"""Of a frame, for looking through."""


class ChronicleScreen(Screen):
    """A table of sentences, the newest first."""

    def __init__(self, play: Play, world: WorldScreen | None = None) -> None:
        self.play = play
        self.world = world
        self.wanted = Filter()
        self.page = 0
        self.chosen: str | None = None
        self.events: Sequence[Event] = play.chronicle
        self.search = self._begin()

    def _begin(self) -> Search:
        return Search(self.events, self.play.view, self.play.tell, self.wanted, self.page * PAGE)

    @property
    def animated(self) -> bool:  # type: ignore[override]
        return not self.search.done

    @property
    def line(self) -> Told | None:
        """The line that is chosen."""
        return next((each for each in self.search.found if str(each.place) == self.chosen), None)

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        self.search.look(SLICE, PAGE)
        page = Page(ui, text("chronicle.heading"), width=1720, gap=12, fills=True)
        row = Row(page.body, gap=12, weights=(4, 2, 3, 2), least=150)
        TextField(row, text("chronicle.search"), self.wanted.words, on_change=self.look_for,
                  hint=text("chronicle.hint"), longest=60, key="chronicle.search")  # fmt: skip
        Dropdown(row, text("chronicle.about"), chronicle.topics(), self.wanted.topic,
                 lambda topic: self.narrow(topic=topic), key="chronicle.topic")  # fmt: skip
        Dropdown(row, text("chronicle.of"), self._states(), str(self.wanted.state),
                 lambda state: self.narrow(state=int(state)), key="chronicle.state")  # fmt: skip
        Dropdown(row, text("chronicle.weight"), chronicle.importances(), self.wanted.importance,
                 lambda key: self.narrow(importance=key), key="chronicle.importance")  # fmt: skip
        Label(page.body, self._status(), Type.SMALL, colour=INK_SOFT, key="chronicle.status")
        Table(
            page.body,
            (
                TableColumn(text("chronicle.date"), 0.6, least=96),
                TableColumn(text("chronicle.topic_of"), 0.9, least=120),
                TableColumn(text("chronicle.event"), 8, least=300),
            ),
            self._rows(),
            label=text("chronicle.heading"),
            selected=self.chosen,
            on_select=self.choose,
            on_open=self.go_there,
            rows_high=max(
                4, (ui.size[1] - ui.theme.px(366)) // (ui.theme.line(Type.BODY) + ui.theme.px(10))
            ),
            key="chronicle.table",
        )
        foot = page.foot
        newer = Button(foot, text("chronicle.newer"), self.newer, shortcut="n",
                       key="chronicle.newer")  # fmt: skip
        newer.enabled = self.page > 0
        older = Button(foot, text("chronicle.older"), self.older, shortcut="o",
                       key="chronicle.older")  # fmt: skip
        older.enabled = self.search.more
        Button(foot, text("chronicle.paper"), self.open_paper, shortcut="p", sound=Sound.PAGE,
               key="chronicle.paper")  # fmt: skip
        there = Button(foot, text("chronicle.map"), self.go_there, shortcut="m",
                       key="chronicle.map")  # fmt: skip
        there.enabled = self._leads_somewhere()
        page.ui.default = Button(foot, text("chronicle.back"), self.back, look=Look.PRIMARY,
                                 shortcut="b", sound=Sound.PAGE, key="chronicle.back")  # fmt: skip
        page.finish()

    def _states(self) -> list[tuple[str, str]]:
        known, names = self.play.view.known, self.play.names.names
        met = {int(state) for event in self.events for state in (event.subject, event.object)}
        rows = [row for row in range(known.n) if row in met or known.states.exists[row]]
        rows.sort(key=lambda row: names[row])
        return [("-1", text("chronicle.all_states")), *((str(row), names[row]) for row in rows)]

    def _rows(self) -> list[TableRow]:
        return [
            TableRow(
                str(each.place),
                cells(
                    Cell(each.date, sort=float(each.place), colour=INK_SOFT),
                    Cell(text(f"chronicle.topic.{each.topic}"), colour=INK_SOFT),
                    Cell(each.words, strong=each.mine),
                ),
                tip=Tip(each.date, each.words),
            )
            for each in self.search.found
        ]

    def _status(self) -> str:
        found = len(self.search.found)
        if not self.search.done:
            return text("chronicle.looking", share=f"{self.search.fraction:.0%}", found=found)
        first = self.page * PAGE
        key = "chronicle.page" if self.page or self.search.more else "chronicle.found"
        if not found:
            return text("chronicle.nothing")
        if key == "chronicle.found":
            return text("chronicle.found", found=found)
        return text("chronicle.page", first=first + 1, last=first + found)

    def _leads_somewhere(self) -> bool:
        line = self.line
        return self.world is not None and line is not None and line.node >= 0

    # -- looking through -------------------------------------------------------------------------

    def update(self, dt: float) -> Go | None:  # noqa: ARG002
        if self.search.done:
            return None
        ends = time.perf_counter() + BUDGET_S
        while not self.search.done and time.perf_counter() < ends:
            self.search.look(SLICE, PAGE)
        self._show()
        return None

    def _show(self) -> None:
        ui = self.app.ui
        table, status = ui.find("chronicle.table"), ui.find("chronicle.status")
        assert isinstance(table, Table)  # noqa: S101  # built above
        assert isinstance(status, Label)  # noqa: S101
        table.set_rows(self._rows())
        status.set(self._status())
        if self.search.done:
            ui.find("chronicle.older").enabled = self.search.more
            ui.find("chronicle.newer").enabled = self.page > 0
            ui.find("chronicle.map").enabled = self._leads_somewhere()
        ui.touch()

    def look_for(self, words: str) -> None:
        """Look for other words; told at each letter."""
        self._restart(Filter(words, self.wanted.topic, self.wanted.state, self.wanted.importance))

    def narrow(
        self, *, topic: str | None = None, state: int | None = None, importance: str | None = None
    ) -> None:
        """Look for another topic, state or weight."""
        now = self.wanted
        self._restart(
            Filter(
                now.words,
                now.topic if topic is None else topic,
                now.state if state is None else state,
                now.importance if importance is None else importance,
            )
        )

    def _restart(self, wanted: Filter, page: int = 0) -> None:
        self.wanted, self.page, self.chosen = wanted, page, None
        self.search = self._begin()
        self._show()

    # -- answers ---------------------------------------------------------------------------------

    def choose(self, key: str) -> None:
        """Mark a line."""
        self.chosen = key
        self.app.ui.find("chronicle.map").enabled = self._leads_somewhere()

    def older(self) -> None:
        """Turn to the lines before these."""
        self._restart(self.wanted, self.page + 1)

    def newer(self) -> None:
        """Turn to the lines after these."""
        self._restart(self.wanted, max(0, self.page - 1))

    def go_there(self, key: str | None = None) -> Go | None:
        """Leave for the place of a line on the map."""
        if key is not None:
            self.chosen = key
        line = self.line
        if self.world is None or line is None or line.node < 0:
            return None
        self.world.look_at(line.node)
        return Pop()

    def open_paper(self) -> Go:
        """Show the newspaper of the chosen line's turn, or of the last."""
        from game.client.screens.newspaper import NewspaperScreen  # noqa: PLC0415

        line = self.line
        turn = line.turn if line is not None else max(0, self.play.turn - 1)
        return Push(NewspaperScreen(self.play, self.world, turn))

    def on_action(self, action: Action) -> Go | None:
        if action is Action.SEARCH:
            self.app.ui.focus(self.app.ui.find("chronicle.search"))
        return None

    def back(self) -> Go | None:
        return Pop()
