"""The war room: a war's sides, how it stands, where it is fought, and what the last quarter brought."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import FIELD, INK_SOFT
from game.client.inks import ink
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.panels import war_tables
from game.client.panels.facts import fact_lines, quiet
from game.client.panels.taking_back import undo_buttons
from game.client.present import war_room
from game.client.present.war_room import FrontLine, Party
from game.client.screen import Go, Handler, Pop, Push, Rebuild
from game.client.screens.drafting import DraftingScreen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.rule import Rule
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermRow, TermsTable
from game.client.widgets.tooltip import Tip
from game.core.orders import JoinWar, Order, Recall
from game.core.records import War
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.play import Play
    from game.client.screens.world import WorldScreen

DECIMALS = 2
MOST_ROWS = 8
"""Rows of a table in view."""


class WarRoomScreen(DraftingScreen):
    """One war at a time, of those that the seat knows of."""

    def __init__(self, play: Play, world: WorldScreen, war: int | None = None) -> None:
        self.play = play
        self.world = world
        known = war_room.wars(play.view)
        self.open: int | None = war if war is not None else int(known[0].id) if known else None
        self.side: int | None = None
        """The side whose account of fighting on is shown; None for one's own, or the attackers."""

    @property
    def war(self) -> War | None:
        """The war that is shown."""
        return war_room.find(self.play.view, self.open) if self.open is not None else None

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        war = self.war
        page = Page(ui, text("room.heading", date=self.play.date), width=1720, gap=14, fills=True)
        known = war_room.wars(self.play.view)
        if len(known) > 1:
            row = Row(page.body, gap=8)
            for number, each in enumerate(known, start=1):
                Button(row, self._title(each), self._turn_to(int(each.id)),
                       chosen=int(each.id) == self.open, sound=Sound.PAGE,
                       shortcut=str(number) if number < 10 else None,
                       key=f"room.war.{number}")  # fmt: skip
        if war is None:
            quiet(page.body, text("room.peace"))
        else:
            row = Row(page.body, gap=28, weights=(5, 6), least=400)
            left, right = Column(row, gap=14), Column(row, gap=14)
            self._sides(left, war)
            self._standing(left, war)
            self._battles(left, war)
            self._theatres(right, war)
            self._formations(right, war)
            self._front(right, war)
            self._sea(right, war)
            self._command(right, war)
        self._foot(page, war)
        page.finish()

    def _title(self, war: War) -> str:
        words = self.play.tell.war(war, self.play.view)
        return words[:1].upper() + words[1:]

    def _heading(self, column: Column, words: str) -> None:
        head = Column(column, gap=4)
        Label(head, words, Type.SUBHEADING)
        Rule(head)

    def _sides(self, left: Column, war: War) -> None:
        Label(left, self._title(war), Type.HEADING, key="room.title")
        rows = [
            self._party(party, side)
            for side in war_room.SIDES
            for party in war_room.parties(self.play.view, war, side, self.play.tell)
        ]
        Table(
            left,
            (
                TableColumn(text("room.state"), 6, least=186),
                TableColumn(text("room.side"), 1, least=80),
                TableColumn(text("room.forces"), 0.3, "right", least=62),
                TableColumn(text("room.weariness"), 0.3, "right", least=62),
                TableColumn(text("room.pressure"), 0.3, "right", least=76),
            ),
            rows,
            label=text("room.sides"),
            on_open=self._go_to_state,
            rows_high=min(MOST_ROWS, len(rows)),
            key="room.sides",
        )

    def _party(self, party: Party, side: int) -> TableRow:
        name = text("room.leads", state=party.name) if party.leads else party.name
        return TableRow(
            str(party.state),
            cells(
                Cell(name, swatch=ink(self.play, party.state), strong=party.leads),
                Cell(text(f"room.side_of.{side}"), colour=INK_SOFT),
                Cell(f"{party.strength:,.0f}", sort=party.strength),
                Cell(percent(party.weariness), sort=party.weariness),
                Cell(percent(party.pressure), sort=party.pressure),
            ),
        )

    def _standing(self, left: Column, war: War) -> None:
        view, tell = self.play.view, self.play.tell
        self._heading(left, text("room.standing"))
        box = Panel(left, fill=FIELD, padding=14, raised=False)
        fact_lines(box, war_room.facts(view, war, tell))
        side = self.side if self.side is not None else max(war.side(view.viewer), 0)
        leaders = (war.attackers[0], war.defenders[0])
        row = Row(left, gap=6)
        for each, leader in zip(war_room.SIDES, leaders, strict=True):
            Button(row, self.play.names.names[leader], partial(self.show_side, each),
                   chosen=each == side, look=Look.QUIET, key=f"room.account.{each}")  # fmt: skip
        terms, worth = war_room.fighting_on(view, war, side, tell)
        name = tell.names.state(leaders[side])
        Label(left, text("room.going_on", state=name), Type.STRONG)
        TermsTable(left, tuple(TermRow(*term) for term in terms), total=worth, decimals=DECIMALS,
                   key="room.terms")  # fmt: skip

    def _theatres(self, right: Column, war: War) -> None:
        view, tell = self.play.view, self.play.tell
        self._heading(right, text("room.theatres"))
        found = war_room.theatres(view, war, tell)
        first, other = war_room.side_names(war, tell)
        Table(
            right,
            (
                TableColumn(text("room.theatre"), 1, least=140),
                TableColumn(first, 2, least=160),
                TableColumn(other, 2, least=160),
            ),
            [
                TableRow(
                    str(each.node),
                    cells(
                        each.name,
                        Cell(each.forces[0], sort=each.power[0]),
                        Cell(each.forces[1], sort=each.power[1]),
                    ),
                    tip=Tip(each.name, text("room.jump")),
                )
                for each in found
            ],
            label=text("room.theatres"),
            on_open=self.jump_to,
            rows_high=max(1, min(MOST_ROWS, len(found))),
            key="room.theatres",
        )

    def _front(self, right: Column, war: War) -> None:
        found = war_room.front(self.play.view, war, self.play.tell)
        self._heading(right, text("room.front"))
        if not found:
            quiet(right, text("room.no_front"))
            return
        first, other = war_room.side_names(war, self.play.tell)
        Table(
            right,
            (
                TableColumn(text("room.place"), 2, least=130),
                TableColumn(text("room.holder"), 2, least=130),
                TableColumn(first, 0.3, "right", least=92),
                TableColumn(other, 0.3, "right", least=92),
                TableColumn(text("room.overrun"), 0.3, "right", least=84),
            ),
            [self._front_row(each) for each in found],
            label=text("room.front"),
            on_open=self.jump_to,
            rows_high=min(MOST_ROWS, len(found)),
            key="room.front",
        )

    def _front_row(self, line: FrontLine) -> TableRow:
        overrun = percent(line.siege) if line.invaded else "–"
        return TableRow(
            str(line.node),
            cells(
                Cell(line.name, strong=line.invaded),
                line.holder,
                Cell(f"{line.strength[0]:,.0f}", sort=line.strength[0]),
                Cell(f"{line.strength[1]:,.0f}", sort=line.strength[1]),
                Cell(overrun, sort=line.siege),
            ),
            tip=Tip(line.name, text("room.jump")),
        )

    def _sea(self, right: Column, war: War) -> None:
        lines = war_room.at_sea(self.play.view, war, self.play.tell)
        if lines:
            self._heading(right, text("room.sea"))
            fact_lines(right, lines)

    def _command(self, right: Column, war: War) -> None:
        lines = war_room.command(self.play.view, war, self.play.tell)
        if lines:
            self._heading(right, text("room.command"))
            fact_lines(right, lines)
        for number in war_room.own_contingents(self.play.view, war):
            view = self.play.view
            title = self.play.tell.resolution(view.known.resolutions[number], view.known).title
            order = Recall(view.viewer, number)
            words = text("room.recall", title=title)
            self._order_button(right, order, words, text("room.recall_note"),
                               key=f"room.recall.{number}")  # fmt: skip

    def _battles(self, left: Column, war: War) -> None:
        self._heading(left, text("room.battles"))
        war_tables.battles(left, self, war)

    def _formations(self, right: Column, war: War) -> None:
        self._heading(right, text("room.formations"))
        war_tables.formations(right, self, war)

    def _foot(self, page: Page, war: War | None) -> None:
        foot = page.foot
        undo_buttons(foot, self, key="room")
        if war is not None:
            self._join(foot, war)
            table = Button(foot, text("room.peace_table"), self.open_peace, shortcut="p",
                           sound=Sound.PAGE, key="room.peace")  # fmt: skip
            if war.side(self.play.view.viewer) < 0:
                table.enabled = False
                table.tip = Tip(text("room.peace_table"), text("room.not_yours"))
            Button(foot, text("room.map"), self.show_map, shortcut="m", key="room.map")
        page.ui.default = Button(foot, text("room.back"), self.back, look=Look.PRIMARY,
                                 shortcut="b", sound=Sound.PAGE, key="room.back")  # fmt: skip

    def _join(self, foot: Row, war: War) -> None:
        play = self.play
        if war.side(play.view.viewer) >= 0:
            return
        for side, leader in ((0, war.attackers[0]), (1, war.defenders[0])):
            order = JoinWar(play.view.viewer, war.id, side)
            words = text("war.join", state=play.tell.names.state(leader))
            self._order_button(foot, order, words, text("price.join"), key=f"room.join.{side}")

    def _order_button(
        self, parent: Control, order: Order, words: str, price: str, *, key: str
    ) -> None:
        """Put a button that drafts an order, off with the reason where it may not be given."""
        play = self.play
        drafted = order in play.desk.pending
        button = Button(parent, words, partial(self._draft, order), chosen=drafted, key=key)
        refused = None if drafted else play.desk.refusal(order)
        button.enabled = refused is None
        button.tip = Tip(words, play.tell.refusal(refused) if refused is not None else price)

    # -- answers ---------------------------------------------------------------------------------

    def _draft(self, order: Order) -> Go:
        desk = self.play.desk
        if order in desk.pending:
            desk.withdraw(desk.pending.index(order))
        else:
            refused = desk.propose(order)
            if refused is not None:
                self.app.ui.toasts.tell(self.play.tell.refusal(refused))
        return Rebuild()

    def show_side(self, side: int) -> Go:
        """Show what fighting on is worth to a side."""
        self.side = side
        return Rebuild()

    def _turn_to(self, war: int) -> Handler:
        def turn() -> Go:
            self.open, self.side = war, None
            return Rebuild()

        return turn

    def jump_to(self, key: str) -> Go:
        """Leave for a place on the map."""
        self.world.look_at(int(key))
        return Pop()

    def _go_to_state(self, key: str) -> Go:
        capital = int(self.play.view.known.states.capital[int(key)])
        return self.jump_to(str(capital)) if capital >= 0 else Rebuild()

    def show_map(self) -> Go:
        """Leave for the map of forces and fronts, where the war is hottest."""
        war = self.war
        if war is not None:
            lines = war_room.front(self.play.view, war, self.play.tell)
            capital = int(self.play.view.known.states.capital[war.defenders[0]])
            self.world.look_at(lines[0].node if lines else max(capital, 0), forces=True)
        return Pop()

    def open_peace(self) -> Go | None:
        """Go to the peace table."""
        from game.client.screens.peace_table import PeaceScreen  # noqa: PLC0415

        return Push(PeaceScreen(self.play, int(self.war.id))) if self.war is not None else None
