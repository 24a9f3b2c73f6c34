"""Diplomacy: one state at a time, its treaties, bargains, claims, feelings and letters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.inks import ink
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.panels import affairs_room, letters_room, treaties_room
from game.client.panels.taking_back import undo_buttons
from game.client.present import state as states
from game.client.screen import Go, Pop, Rebuild
from game.client.screens.ordering import OrderingScreen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.rule import Rule
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.textfield import TextField
from game.core.ids import StateId
from game.core.kinds import Favour, TreatyKind

if TYPE_CHECKING:
    from game.client.play import Play
    from game.client.screens.world import WorldScreen

TABS = ("treaties", "bargains", "claims", "relations", "letters")


class DiplomacyScreen(OrderingScreen):
    """Everybody on the left, the one that is chosen on the right."""

    def __init__(self, play: Play, world: WorldScreen | None = None) -> None:
        super().__init__(play)
        self.world = world
        self.tab = "treaties"
        self.search = ""
        self.kind = TreatyKind.DEFENCE
        """The treaty whose terms are shown."""
        self.wanted = Favour.VOTE_YES
        self.crisis = -1
        self.counters_of: TreatyKind | None = None
        """The treaty of which it was asked what would be wanted for it."""
        self.letter = ""
        others = self._others()
        self.state = others[0] if others else int(play.view.viewer)

    def _others(self) -> list[int]:
        """Return the other living states: those with business first, then by power."""
        known, me = self.play.view.known, self.play.view.viewer
        offers = {
            int(treaty.offered_by)
            for treaty in known.treaties.open
            if not treaty.accepted and treaty.until_turn < 0 and me in treaty.parties
        }
        letters = {int(each.sender) for each in self.play.records.messages
                   if each.to == me and each.turn >= known.turn - 1}  # fmt: skip
        rows = [row for row in range(known.n) if known.states.exists[row] and row != me]
        rows.sort(key=lambda row: (row not in offers | letters, -float(known.states.power[row])))
        return rows

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("diplomacy.heading", date=self.play.date), width=1720, gap=12,
                    fills=True)  # fmt: skip
        row = Row(page.body, gap=26, weights=(4, 7), least=330)
        left, right = Column(row, gap=10), Column(row, gap=12)
        self._list(left, ui)
        self._chosen(right)
        foot = page.foot
        undo_buttons(foot, self, key="diplomacy", shortcut="u")
        there = Button(foot, text("chronicle.map"), self.go_there, shortcut="m",
                       key="diplomacy.map")  # fmt: skip
        there.enabled = self.world is not None
        ui.default = Button(foot, text("ledgers.back"), self.back, look=Look.PRIMARY,
                            shortcut="b", sound=Sound.PAGE, key="diplomacy.back")  # fmt: skip
        page.finish()

    def _list(self, left: Column, ui: Ui) -> None:
        TextField(left, text("diplomacy.find"), self.search, on_change=self.look_for,
                  longest=30, key="diplomacy.find")  # fmt: skip
        height = ui.theme.line(Type.BODY) + ui.theme.px(10)
        Table(
            left,
            (
                TableColumn(text("ledgers.state"), 3, least=150),
                TableColumn(text("diplomacy.likes_us"), 1, "right", 78),
                TableColumn(text("diplomacy.threat"), 1, "right", 70),
                TableColumn(text("diplomacy.ties"), 1, "right", 50),
            ),
            self._rows(),
            label=text("diplomacy.states"),
            selected=str(self.state),
            on_select=self.choose,
            rows_high=max(5, (ui.size[1] - ui.theme.px(330)) // height),
            key="diplomacy.states",
        )

    def _rows(self) -> list[TableRow]:
        known, me = self.play.view.known, self.play.view.viewer
        names, wanted = self.play.names.names, self.search.casefold().strip()
        rows = []
        for row in self._others():
            if wanted not in names[row].casefold():
                continue
            swatch = ink(self.play, row)
            liking, threat = (
                float(known.dyads.affinity[row, me]),
                float(known.dyads.threat[me, row]),
            )
            ties = sum(
                me in treaty.parties and row in treaty.parties
                for treaty in known.treaties_between(row, int(me))
                if treaty.accepted and not 0 <= treaty.until_turn <= known.turn
            )
            rows.append(
                TableRow(
                    str(row),
                    cells(
                        Cell(names[row], swatch=swatch),
                        Cell(f"{liking:+.2f}".replace("-", "−"), sort=liking),
                        Cell(f"{threat:.2f}", sort=threat),
                        Cell(str(ties) if ties else "–", sort=float(ties)),
                    ),
                )
            )
        return rows

    def _chosen(self, right: Column) -> None:
        play, state = self.play, StateId(self.state)
        head = Column(right, gap=4)
        Label(head, play.names.names[state], Type.HEADING, key="diplomacy.name")
        Label(head, states.doctrine(play.view.known, state), Type.EMPHASIS, colour=INK_SOFT)
        Rule(head)
        tabs = Row(right, gap=6)
        for number, tab in enumerate(TABS, start=1):
            Button(tabs, text(f"diplomacy.tab.{tab}"), partial(self.turn_to, tab),
                   chosen=tab == self.tab, look=Look.QUIET, shortcut=str(number),
                   sound=Sound.PAGE, key=f"diplomacy.tab.{tab}")  # fmt: skip
        match self.tab:
            case "bargains":
                affairs_room.bargains_part(right, self, state)
            case "claims":
                affairs_room.claims_part(right, self, state)
            case "relations":
                letters_room.relations_part(right, self, state)
            case "letters":
                letters_room.letters_part(right, self, state)
            case _:
                treaties_room.build(right, self, state)

    # -- answers ---------------------------------------------------------------------------------

    def look_for(self, words: str) -> None:
        """List only states with such a name."""
        self.search = words
        table = self.app.ui.find("diplomacy.states")
        assert isinstance(table, Table)  # noqa: S101  # built above
        table.set_rows(self._rows())

    def choose(self, key: str) -> Go | None:
        """Turn to another state."""
        if int(key) == self.state:
            return None
        self.state, self.counters_of, self.letter = int(key), None, ""
        return Rebuild()

    def turn_to(self, tab: str) -> Go:
        """Open another part."""
        self.tab = tab
        return Rebuild()

    def show(self, kind: TreatyKind) -> Go:
        """Show the terms of another treaty."""
        self.kind, self.counters_of = kind, None
        return Rebuild()

    def ask(self, kind: TreatyKind) -> Go:
        """Ask what would be wanted for a treaty."""
        self.kind = self.counters_of = kind
        return Rebuild()

    def set_case(self, crisis: int) -> Go:
        """Bargain in another crisis."""
        self.crisis = crisis
        return Rebuild()

    def set_wanted(self, favour: str) -> Go:
        """Ask for another favour."""
        self.wanted = Favour[favour]
        return Rebuild()

    def send_letter(self) -> Go | None:
        """Send what is written."""
        try:
            self.play.records.send(StateId(self.state), self.letter)
        except ValueError:
            self.app.ui.toasts.tell(text("diplomacy.nothing_said"))
            return None
        self.letter = ""
        return Rebuild()

    def go_there(self) -> Go | None:
        """Leave for the state's capital on the map."""
        capital = int(self.play.view.known.states.capital[self.state])
        if self.world is None or capital < 0:
            return None
        self.world.look_at(capital)
        return Pop()

    def on_action(self, action: Action) -> Go | None:
        if action is Action.SEARCH:
            self.app.ui.focus(self.app.ui.find("diplomacy.find"))
        return super().on_action(action)

    def back(self) -> Go | None:
        return Pop()
