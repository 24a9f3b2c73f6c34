"""What happened: the quarter that closed, or what befell since one last acted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import ACCENT, FIELD, INK, INK_SOFT, Rgb
from game.client.inks import ink
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.present.replay import Replay
from game.client.present.report import (
    Account,
    Ballots,
    Conduct,
    Item,
    Part,
    Report,
    closed_turn,
    report,
)
from game.client.reading import links
from game.client.screen import Go, Handler, Pop, Push, Rebuild, Screen
from game.client.screens.replay import ReplayScreen, replay_of
from game.client.screens.report_line import ReportLine
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.richtext import RichText
from game.client.widgets.rule import Rule
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.client.widgets.tooltip import Tip
from game.core.kinds import Ballot
from game.narrate.numerals import percent
from game.session.dates import date_label

if TYPE_CHECKING:
    from game.client.play import Play

DECIMALS = 3


class ReportScreen(Screen):
    """Parts from the gravest to the farthest off; each line opens into votes, accounts, terms."""

    def __init__(self, play: Play, *, reading: bool = False) -> None:
        """`reading`: shown above another screen, of what befell since the seat last acted."""
        self.play = play
        self.reading = reading
        events = play.events if reading else closed_turn(play.chronicle, play.view)
        self.report: Report = report(events or play.events, play.view, play.tell)
        self.opened: set[str] = set()
        self._page: Page | None = None
        self._replay: Replay | None = None if reading else replay_of(play)

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        play = self.play
        page = Page(ui, self._heading(), self.report.lead, width=1000, gap=18, fills=True)
        self._page = page
        for part, items in self.report.parts:
            self._part(page.body, part, items)
        if self.reading:
            go: Handler = Pop
            words = "report.back"
        else:
            go, words = play.proceed, "report.go_on"
        every = [item.key for _, items in self.report.parts for item in items if item.opens]
        if every:
            all_open = set(every) <= self.opened
            Button(page.foot, text("report.close_all" if all_open else "report.open_all"),
                   self._all(every), look=Look.QUIET, shortcut="a", sound=Sound.PAGE,
                   key="report.all")  # fmt: skip
        if self.play.view.known.turn > 0:
            Button(page.foot, text("paper.read"), self.open_paper, shortcut="n",
                   sound=Sound.PAGE, key="report.paper")  # fmt: skip
        if self._replay is not None:
            Button(page.foot, text("report.replay"), self.open_replay, shortcut="m",
                   sound=Sound.PAGE, key="report.replay")  # fmt: skip
        ui.default = Button(page.foot, text(words), go, look=Look.PRIMARY, shortcut="c",
                            sound=Sound.PAGE, key="report.go_on")  # fmt: skip
        page.finish()

    def _heading(self) -> str:
        if self.reading:
            return text("report.since")
        known = self.play.view.known
        date = date_label(known.scenario.calendar, max(known.turn - 1, 0))
        return text("report.heading", date=date)

    def _part(self, body: Column, part: Part, items: tuple[Item, ...]) -> None:
        column = Column(body, gap=4)
        Label(column, text(f"report.part.{part.value}"), Type.HEADING)
        Rule(column)
        if part is Part.HOME:
            self._figures(column)
        for item in items:
            opened = item.key in self.opened
            ReportLine(column, item.words, self._toggle(item.key) if item.opens else None,
                       opened=opened, mine=item.mine, key=f"report.item.{item.key}")  # fmt: skip
            if opened:
                self._open(column, item)

    def _figures(self, column: Column) -> None:
        row = Row(column, gap=26)
        for figure in self.report.figures:
            box = Column(row, gap=0)
            Label(box, figure.label, Type.SMALL, colour=INK_SOFT)
            value = Label(box, figure.value, Type.SUBHEADING)
            value.tip = Tip(figure.label, figure.note)

    def _open(self, column: Column, item: Item) -> None:
        box = Panel(column, fill=FIELD, padding=14, raised=False)
        inside = Column(box, gap=10)
        if item.roll:
            self._table(
                inside,
                item,
                ("report.voter", "report.ballot", "report.worth", "report.reason"),
                [(str(vote.state), vote.name, self._vote_cells(vote)) for vote in item.roll],
            )
        if item.accounts:
            self._table(
                inside,
                item,
                ("report.state", "report.conduct", "report.given", "report.expected",
                 "report.reason"),
                [(str(row.state), row.name, self._account_cells(row)) for row in item.accounts],
            )  # fmt: skip
        if item.terms:
            TermsTable(inside, tuple(TermRow(*term) for term in item.terms), decimals=DECIMALS)
        further = links.more(item.article)
        if further:
            RichText(inside, further, Type.SMALL, key=f"report.more.{item.key}")

    def _table(
        self,
        inside: Column,
        item: Item,
        titles: tuple[str, ...],
        rows: list[tuple[str, str, tuple[Cell, ...]]],
    ) -> None:
        holder: list[Column] = []

        def select(state: str) -> Go | None:
            self._explain(holder[0], item, state)
            return None

        def column(index: int, title: str) -> TableColumn:
            if index == 0:
                return TableColumn(text(title), 3, least=150)
            if index == len(titles) - 1:
                return TableColumn(text(title), 3, least=150)
            right = index >= 2
            return TableColumn(text(title), 1, "right" if right else "left", least=104)

        Table(
            inside,
            [column(index, title) for index, title in enumerate(titles)],
            [
                TableRow(key, cells(Cell(name, swatch=ink(self.play, int(key))), *more))
                for key, name, more in rows
            ],
            label=text(titles[0]),
            on_select=select,
            rows_high=min(8, len(rows)),
            key=f"report.table.{item.key}",
        )
        holder.append(Column(inside, gap=6, key=f"report.why.{item.key}"))
        Label(holder[0], text("report.pick"), Type.SMALL, colour=INK_SOFT)

    def _explain(self, holder: Column, item: Item, state: str) -> None:
        every: tuple[Ballots | Account, ...] = (*item.roll, *item.accounts)
        row = next(each for each in every if str(each.state) == state)
        holder.clear()
        Label(holder, row.name, Type.SUBHEADING)
        if row.worth is None:
            Label(holder, text("report.keeps_silent"), Type.EMPHASIS, colour=INK_SOFT)
        elif not row.terms and isinstance(row, Account):
            Label(holder, text("report.gave_nothing"), Type.EMPHASIS, colour=INK_SOFT)
        else:
            note = "report.why_vote" if isinstance(row, Ballots) else "report.why_given"
            Label(holder, text(note), Type.SMALL, colour=INK_SOFT)
            TermsTable(holder, tuple(TermRow(*term) for term in row.terms), total=row.worth,
                       decimals=DECIMALS, key=f"report.terms.{item.key}")  # fmt: skip
        if self._page is not None:
            self._page.finish()

    def _vote_cells(self, vote: Ballots) -> tuple[Cell, ...]:
        palette = self.app.theme.palette
        colours: dict[Ballot, Rgb] = {
            Ballot.YES: palette.favourable,
            Ballot.NO: palette.adverse,
            Ballot.VETO: palette.veto,
        }
        return (
            Cell(text(f"report.ballots.{vote.ballot.name.lower()}"), sort=float(-vote.ballot),
                 colour=colours.get(vote.ballot, INK_SOFT), strong=True),
            Cell("–" if vote.worth is None else signed(vote.worth, DECIMALS),
                 sort=vote.worth or 0.0),
            Cell(vote.reason, colour=INK_SOFT),
        )  # fmt: skip

    def _account_cells(self, row: Account) -> tuple[Cell, ...]:
        palette = self.app.theme.palette
        colours: dict[Conduct, Rgb] = {
            Conduct.GAVE: palette.favourable,
            Conduct.GAVE_LESS: INK,
            Conduct.SHIRKED: palette.adverse,
            Conduct.CHEATED: ACCENT,
            Conduct.NOT_ASKED: INK_SOFT,
        }
        return (
            Cell(text(f"report.conducts.{row.conduct.value}"), sort=row.conduct.value,
                 colour=colours[row.conduct], strong=row.conduct is not Conduct.NOT_ASKED),
            Cell(percent(row.given), sort=row.given),
            Cell(percent(row.expected), sort=row.expected),
            Cell(row.reason, colour=INK_SOFT),
        )  # fmt: skip

    # -- answers ---------------------------------------------------------------------------------

    def _toggle(self, key: str) -> Handler:
        def toggle() -> Go | None:
            self.opened ^= {key}
            return Rebuild()

        return toggle

    def _all(self, every: list[str]) -> Handler:
        def toggle() -> Go | None:
            self.opened = set() if set(every) <= self.opened else set(every)
            return Rebuild()

        return toggle

    def open_paper(self) -> Go:
        """Show the newspaper of the turn that has closed."""
        from game.client.screens.newspaper import NewspaperScreen  # noqa: PLC0415

        return Push(NewspaperScreen(self.play, None, self.play.view.known.turn - 1))

    def open_replay(self) -> Go | None:
        """Show the quarter over again on the map."""
        return Push(ReplayScreen(self.play, self._replay)) if self._replay is not None else None

    def back(self) -> Go | None:
        return Pop() if self.reading else self.play.proceed()

    def on_action(self, action: Action) -> Go | None:
        match action:
            case Action.END_TURN:
                return self.back()
            case Action.REPLAY:
                return self.open_replay()
        return None
