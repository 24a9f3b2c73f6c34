"""Ledgers: the figures of the game as tables and lines, and as files to take out."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.inks import ink
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.panels.facts import quiet
from game.client.present import alliance_net, ledgers_affairs, ledgers_states
from game.client.present.debrief import Curves
from game.client.present.ledgers import Ledger, LedgerLine, curves_csv, dates, table_csv
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.chart import Chart, Line
from game.client.widgets.label import Label
from game.client.widgets.network import Network
from game.client.widgets.picture import picture
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermRow, TermsTable
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.play import Play
    from game.client.screens.world import WorldScreen

TABS = (
    "power", "tension", "members", "burdens", "vetoes", "wars", "trade", "alliances", "sources",
)  # fmt: skip
LEAST_ROWS = 6


class LedgersScreen(Screen):
    """One ledger at a time, chosen by its number."""

    def __init__(self, play: Play, world: WorldScreen | None = None, tab: str = "power") -> None:
        self.play = play
        self.world = world
        self.tab = tab

    @property
    def ledger(self) -> Ledger:
        """The ledger that is open, from what the seat knows."""
        view, tell = self.play.view, self.play.tell
        match self.tab:
            case "tension":
                return ledgers_states.tension(view, tell)
            case "members":
                return ledgers_states.members(view, tell)
            case "burdens":
                return ledgers_states.burdens(view, tell)
            case "vetoes":
                return ledgers_affairs.vetoes(view, tell)
            case "wars":
                return ledgers_affairs.wars(view, tell)
            case "trade":
                return ledgers_affairs.trade(view, tell, self.play.records.traded)
            case "alliances":
                return ledgers_affairs.alliances(view, tell)
            case "sources":
                return ledgers_affairs.sources(self.play.records.sources)
        return ledgers_states.power(view, tell)

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        ledger = self.ledger
        page = Page(ui, text("ledgers.heading", date=self.play.date), width=1720, gap=14,
                    fills=True)  # fmt: skip
        tabs = Row(page.body, gap=6)
        for number, tab in enumerate(TABS, start=1):
            Button(tabs, text(f"ledgers.tab.{tab}"), partial(self.turn_to, tab),
                   chosen=tab == self.tab, shortcut=str(number), sound=Sound.PAGE,
                   look=Look.QUIET, key=f"ledgers.tab.{tab}")  # fmt: skip
        Label(page.body, ledger.lead, Type.EMPHASIS, colour=INK_SOFT, key="ledgers.lead")
        pictured = bool(ledger.curves or ledger.terms or self.tab == "alliances")
        if pictured:
            row = Row(page.body, gap=24, weights=(3, 4), least=420)
            self._picture(Column(row, gap=14), ledger, tall=ui.size[1] >= ui.theme.px(900))
            self._table(Column(row, gap=8), ledger)
        else:
            self._table(page.body, ledger)
        foot = page.foot
        if self._pictures(ui):
            Button(foot, text("ledgers.export_picture"), self.export_pictures, shortcut="p",
                   key="ledgers.export_picture")  # fmt: skip
        Button(foot, text("ledgers.export"), self.export, shortcut="e", key="ledgers.export")
        page.ui.default = Button(foot, text("ledgers.back"), self.back, look=Look.PRIMARY,
                                 shortcut="b", sound=Sound.PAGE, key="ledgers.back")  # fmt: skip
        page.finish()

    def _picture(self, column: Column, ledger: Ledger, *, tall: bool) -> None:
        if self.tab == "alliances":
            nodes, ties, words, left = alliance_net.network(
                self.play.view, self.play.tell, partial(ink, self.play)
            )
            Network(column, text("ledgers.chart_alliances"), nodes, ties, words,
                    on_open=self.go_to_state, empty=text("ledgers.nobody_bound"),
                    height=660 if tall else 372, key="ledgers.network")  # fmt: skip
            if left > 0:
                quiet(column, text("ledgers.no_room", left=left))
            return
        if not self.play.view.known.history:
            quiet(column, text("ledgers.no_turns"))
        else:
            few = len(ledger.curves) > 1 or bool(ledger.terms)
            for at, curves in enumerate(ledger.curves):
                self._chart(
                    column, curves, at, (290 if tall else 136) if few else 430 if tall else 280
                )
        if ledger.terms:
            Label(column, ledger.terms_title, Type.STRONG)
            TermsTable(column, tuple(TermRow(*term) for term in ledger.terms), decimals=3,
                       key="ledgers.terms")  # fmt: skip

    def _chart(self, column: Column, curves: Curves, at: int, height: int) -> None:
        Chart(
            column,
            curves.title,
            [Line(line.label, line.values) for line in curves.lines],
            dates(self.play.view),
            unit=curves.unit,
            height=height,
            key=f"ledgers.chart.{at}",
        )

    def _table(self, column: Column, ledger: Ledger) -> None:
        Table(
            column,
            [TableColumn(head.title, head.weight, head.align, head.least) for head in ledger.heads],
            [self._row(line) for line in ledger.lines],
            label=text(f"ledgers.tab.{ledger.key}"),
            on_open=self.open_line,
            rows_high=max(LEAST_ROWS, min(8, len(ledger.lines))),
            empty=text(f"ledgers.empty.{ledger.key}"),
            key="ledgers.table",
        )

    def _row(self, line: LedgerLine) -> TableRow:
        swatch = ink(self.play, line.state) if line.state >= 0 else None
        first = line.entries[0]
        return TableRow(
            line.key,
            cells(
                Cell(first.words, sort=first.value, strong=line.own, swatch=swatch),
                *(Cell(entry.words, sort=entry.value) for entry in line.entries[1:]),
            ),
            tip=Tip(first.words, line.note) if line.note else None,
        )

    # -- answers ---------------------------------------------------------------------------------

    def turn_to(self, tab: str) -> Go:
        """Open another ledger."""
        self.tab = tab
        return Rebuild()

    def open_line(self, key: str) -> Go | None:
        """Go to what a line is about, on the map."""
        line = next((line for line in self.ledger.lines if line.key == key), None)
        return self.go_to_state(str(line.state)) if line is not None and line.state >= 0 else None

    def go_to_state(self, key: str) -> Go | None:
        """Leave for a state's capital on the map."""
        capital = int(self.play.view.known.states.capital[int(key)])
        if self.world is None or capital < 0:
            return None
        self.world.look_at(capital)
        return Pop()

    def export(self) -> None:
        """Write the ledger as tables, and say where they are."""
        ledger = self.ledger
        day, head = dates(self.play.view), text("ledgers.date")
        tables = [("", table_csv(ledger))]
        tables += [(curves.title, curves_csv(day, head, curves)) for curves in ledger.curves]
        self._write((title, ".csv", body) for title, body in tables)

    def export_pictures(self) -> None:
        """Write what is drawn as pictures, and say where they are."""
        self._write((each.title, ".png", picture(each)) for each in self._pictures(self.app.ui))

    @staticmethod
    def _pictures(ui: Ui) -> list[Chart | Network]:
        """Return the charts on the page."""
        return [each for each in ui.controls() if isinstance(each, Chart | Network)]

    def _write(self, files: Iterable[tuple[str, str, str | bytes]]) -> None:
        """Write files named for the ledger, and tell their names or what went wrong."""
        about = f"{self.play.date} {text(f'ledgers.tab.{self.ledger.key}')}"
        toasts = self.app.ui.toasts
        try:
            written = [
                self.play.records.export(f"{about} {title}".strip(), suffix, content)
                for title, suffix, content in files
            ]
        except OSError as error:
            fault = error.strerror or str(error)
            toasts.tell(text("ledgers.not_exported", fault=fault), urgent=True)
            return
        names = ", ".join(path.name for path in written)
        toasts.tell(text("ledgers.exported", names=names, folder=str(written[0].parent)))

    def on_action(self, action: Action) -> Go | None:
        if action is Action.SAVE:
            self.export()
        return None

    def back(self) -> Go | None:
        return Pop()
