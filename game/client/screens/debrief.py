"""How it ended: figures, lines over the years, turning points, and who bore the burden."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import FIELD, INK_SOFT
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.present import debrief
from game.client.present.debrief import Burden, Curves, Debrief, Outcome
from game.client.screen import Go, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.chart import Chart, Line
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.rule import Rule
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.session.dates import date_label

if TYPE_CHECKING:
    from game.client.play import Play


class DebriefScreen(Screen):
    """The last page of a game, for one seat."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.debrief: Debrief = debrief.debrief(play.view, play.chronicle, play.tell)
        self._name = play.seat.name if play.seat is not None else ""

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
        self._charts(page.body)
        row = Row(page.body, gap=28, weights=(1, 1), least=430)
        self._points(row)
        self._ledger(row)
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
        red, green, blue = (int(value) for value in self.play.names.colours[burden.state])
        return TableRow(
            str(burden.state),
            cells(
                Cell(burden.name, strong=burden.own, swatch=(red, green, blue)),
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
