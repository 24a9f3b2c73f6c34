"""How it ended: figures, lines over the years, turning points, and who bore the burden."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import FIELD, INK_SOFT
from game.client.inks import ink
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.present import aims, debrief, debrief_html, what_if
from game.client.present.debrief import Burden, Curves, Debrief, Outcome
from game.client.present.what_if import Compared
from game.client.screen import Go, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.chart import Chart, Line
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.progress import ProgressBar
from game.client.widgets.rule import Rule
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.session.counterfactual import WhatIf
from game.session.dates import date_label

if TYPE_CHECKING:
    from game.client.play import Play

BUDGET_S = 0.012
"""Of a frame, for the other run."""


class DebriefScreen(Screen):
    """The last page of a game, for one seat."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.debrief: Debrief = debrief.debrief(play.view, play.chronicle, play.tell)
        self._name = play.seat.name if play.seat is not None else ""
        self.aims = aims.aims(play.view, play.tell)
        self.charters = play.records.charters
        self.charter = self.charters[0] if self.charters else ""
        """The one under which the same seed is played again."""
        self.run: Iterator[float | WhatIf] | None = None
        self.share = 0.0
        self.other: WhatIf | None = None
        self.fault = ""

    @property
    def animated(self) -> bool:  # type: ignore[override]
        return self.run is not None

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        play, told = self.play, self.debrief
        calendar = play.view.known.scenario.calendar
        date = date_label(calendar, max(play.view.known.turn - 1, 0))
        lead = text("debrief.lead", player=self._name,
                    state=play.tell.names.state(play.view.viewer))  # fmt: skip
        page = Page(ui, text("debrief.heading", date=date), lead, width=1320, gap=22, fills=True)
        row = Row(page.body, gap=28, weights=(1, 1), least=400)
        self._outcomes(row, text("debrief.world"), told.world)
        self._outcomes(row, text("debrief.yours"), told.own)
        self._aims(page.body)
        self._charts(page.body)
        row = Row(page.body, gap=28, weights=(1, 1), least=430)
        self._points(row)
        self._ledger(row)
        if self.charters:
            self._what_if(page.body)
        Button(page.foot, text("aftermath.export"), self.export, shortcut="e",
               key="debrief.export")  # fmt: skip
        page.ui.default = Button(
            page.foot, text("debrief.to_title"), play.finish, look=Look.PRIMARY, shortcut="b",
            sound=Sound.PAGE, key="debrief.done",
        )  # fmt: skip
        page.finish()

    def _outcomes(self, row: Row, heading: str, outcomes: tuple[Outcome, ...]) -> None:
        column = Column(row, gap=8)
        Label(column, heading, Type.HEADING)
        Rule(column)
        box = Panel(column, fill=FIELD, padding=14, raised=False)
        inside = Column(box, gap=4)
        for outcome in outcomes:
            line = Row(inside, gap=12, weights=(3, 1))
            Label(line, outcome.label)
            Label(line, outcome.value, Type.STRONG, align="right")

    def _aims(self, body: Column) -> None:
        column = Column(body, gap=6)
        Label(column, text("aftermath.aims"), Type.HEADING)
        Rule(column)
        if not self.aims:
            Label(column, text("aftermath.no_aims"), Type.EMPHASIS, colour=INK_SOFT)
        palette = self.app.theme.palette
        for aim in self.aims:
            line = Row(column, gap=12, weights=(4, 1))
            Label(line, aim.words)
            Label(line, aim.outcome, Type.STRONG, align="right",
                  colour=palette.favourable if aim.good else palette.adverse)  # fmt: skip

    def _what_if(self, body: Column) -> None:
        tell, other = self.play.tell, self.other
        column = Column(body, gap=8)
        Label(column, text("aftermath.what_if"), Type.HEADING)
        Rule(column)
        Label(column, text("aftermath.what_if_lead"), Type.SMALL, colour=INK_SOFT)
        row = Row(column, gap=12)
        choice = Dropdown(row, text("aftermath.charter"),
                          [(key, tell.names.charter_title(key)) for key in self.charters],
                          self.charter, self.set_charter, key="what_if.charter")  # fmt: skip
        choice.enabled = self.run is None
        if self.run is None:
            Button(row, text("aftermath.begin"), self.begin, shortcut="p", key="what_if.begin")
        else:
            Button(row, text("aftermath.cancel"), self.cancel, shortcut="x", key="what_if.cancel")
            ProgressBar(column, text("aftermath.running"), self.share, key="what_if.progress")
        if self.fault:
            Label(column, self.fault, Type.EMPHASIS)
        if other is None:
            return
        title = tell.names.charter_title(other.charter)
        part = Row(column, gap=28, weights=(1, 1), least=400)
        Table(
            part,
            (
                TableColumn(text("aftermath.figure_head"), 3, least=200),
                TableColumn(text("aftermath.as_it_was"), 1, "right", 96),
                TableColumn(text("aftermath.would_be"), 1, "right", 96),
            ),
            [
                TableRow(str(at), cells(each.label, each.was, Cell(each.would, strong=True)))
                for at, each in enumerate(self._compared())
            ],
            label=text("aftermath.what_if_under", charter=title),
            rows_high=11,
            key="what_if.table",
        )
        curves = what_if.tension(self.play.view.known, other.world, title)
        self._chart(part, curves, 99)

    def _compared(self) -> tuple[Compared, ...]:
        if self.other is None:
            return ()
        view = self.play.view
        return what_if.compared(view.known, self.play.chronicle, self.other.world,
                                self.other.events, view.viewer)  # fmt: skip

    # -- the other run ---------------------------------------------------------------------------

    def set_charter(self, key: str) -> None:
        """Choose another charter."""
        self.charter = key

    def begin(self) -> Go:
        """Play the same seed again, in the background of this page."""
        self.run = self.play.records.what_if(self.charter, self.play.view.known.turn)
        self.share, self.other, self.fault = 0.0, None, ""
        return Rebuild()

    def cancel(self) -> Go:
        """Let the other run be."""
        self.run = None
        return Rebuild()

    def update(self, dt: float) -> Go | None:  # noqa: ARG002
        if self.run is None:
            return None
        ends = time.perf_counter() + BUDGET_S
        try:
            while time.perf_counter() < ends:
                step = next(self.run)
                if isinstance(step, WhatIf):
                    self.run, self.other = None, step
                    return Rebuild()
                self.share = step
        except ValueError as error:
            self.run, self.fault = None, str(error)
            return Rebuild()
        bar = self.app.ui.find("what_if.progress")
        assert isinstance(bar, ProgressBar)  # noqa: S101  # built with the run
        bar.set(self.share)
        return None

    def export(self) -> None:
        """Write the debrief as a page for a browser, and say where it is."""
        play = self.play
        date = date_label(play.view.known.scenario.calendar, max(play.view.known.turn - 1, 0))
        title = text("debrief.heading", date=date)
        lead = text("debrief.lead", player=self._name,
                    state=play.tell.names.state(play.view.viewer))  # fmt: skip
        other = None
        if self.other is not None:
            other = (play.tell.names.charter_title(self.other.charter), self._compared())
        body = debrief_html.page(title, lead, self.debrief, self.aims, other)
        try:
            path = play.records.export(title, ".html", body)
        except OSError as error:
            fault = error.strerror or str(error)
            self.app.ui.toasts.tell(text("ledgers.not_exported", fault=fault), urgent=True)
            return
        self.app.ui.toasts.tell(text("ledgers.exported", names=path.name, folder=str(path.parent)))

    def _charts(self, body: Column) -> None:
        column = Column(body, gap=8)
        Label(column, text("debrief.charts"), Type.HEADING)
        Rule(column)
        curves = [each for each in self.debrief.curves if each.lines]
        for first in range(0, len(curves), 2):
            row = Row(column, gap=28, weights=(1, 1), least=400)
            for number, each in enumerate(curves[first : first + 2], start=first):
                self._chart(row, each, number)

    def _chart(self, row: Row, curves: Curves, number: int) -> None:
        Chart(
            row,
            curves.title,
            [Line(series.label, series.values) for series in curves.lines],
            self.debrief.dates,
            unit=curves.unit,
            height=190,
            key=f"debrief.chart.{number}",
        )

    def _points(self, row: Row) -> None:
        column = Column(row, gap=8)
        Label(column, text("debrief.turning"), Type.HEADING)
        Rule(column)
        if not self.debrief.points:
            Label(column, text("debrief.no_turning"), Type.EMPHASIS, colour=INK_SOFT)
        for point in self.debrief.points:
            line = Row(column, gap=10, weights=(1, 6))
            Label(line, point.date, Type.SMALL_STRONG, colour=INK_SOFT)
            Label(line, point.words)

    def _ledger(self, row: Row) -> None:
        column = Column(row, gap=8)
        Label(column, text("debrief.ledger"), Type.HEADING)
        Rule(column)
        if not self.debrief.burdens:
            Label(column, text("debrief.no_ledger"), Type.EMPHASIS, colour=INK_SOFT)
            return
        Table(
            column,
            (
                TableColumn(text("debrief.state"), 3, least=140),
                TableColumn(text("debrief.burden"), 1, "right", least=80),
                TableColumn(text("debrief.power_share"), 1, "right", least=76),
                TableColumn(text("debrief.given"), 1, "right", least=66),
                TableColumn(text("debrief.shirked"), 1, "right", least=80),
                TableColumn(text("debrief.seen"), 1, "right", least=76),
            ),
            [self._row(burden) for burden in self.debrief.burdens],
            label=text("debrief.ledger"),
            rows_high=min(12, len(self.debrief.burdens)),
            key="debrief.ledger",
        )
        Label(column, text("debrief.ledger_note"), Type.SMALL, colour=INK_SOFT)

    def _row(self, burden: Burden) -> TableRow:
        return TableRow(
            str(burden.state),
            cells(
                Cell(burden.name, strong=burden.own, swatch=ink(self.play, burden.state)),
                Cell(_share(burden.burden_share), sort=burden.burden_share),
                Cell(_share(burden.power_share), sort=burden.power_share),
                Cell(str(burden.kept), sort=burden.kept),
                Cell(str(burden.shirked), sort=burden.shirked),
                Cell(str(burden.seen), sort=burden.seen),
            ),
        )

    # -- answers ---------------------------------------------------------------------------------

    def back(self) -> Go | None:
        return self.play.finish()

    def on_action(self, action: Action) -> Go | None:
        return self.play.finish() if action is Action.END_TURN else None


def _share(share: float) -> str:
    return f"{share:.1%}"
