"""The peace table: a peace is put together clause by clause, and it is seen who would sign it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import FIELD, INK_SOFT
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.panels.facts import quiet
from game.client.present import peace_table, war_room
from game.client.present.peace_table import Clause, OnTable, Opinion
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.rule import Rule
from game.client.widgets.slider import Slider
from game.client.widgets.terms import TermRow, TermsTable
from game.client.widgets.toggle import Toggle
from game.client.widgets.tooltip import Tip
from game.core.orders import OfferPeace
from game.core.packages import tidy
from game.core.records import War
from game.core.settlements import Package
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.play import Play


PAYS = 0.12
"""Reparations that are thought of first, in years of output."""


class PeaceScreen(Screen):
    """One war's peace, as one of those who fight it sees it."""

    def __init__(self, play: Play, war: int) -> None:
        self.play = play
        self.number = war
        self.package: Package = self._first()
        self.pays = [PAYS, PAYS]
        """What each side would pay in reparations, in years of its output."""

    @property
    def war(self) -> War | None:
        """The war that is talked about."""
        return war_room.find(self.play.view, self.number)

    @property
    def order(self) -> OfferPeace | None:
        """What would be proposed."""
        war = self.war
        if war is None:
            return None
        return OfferPeace(self.play.view.viewer, war.id, tidy(self.package))

    @property
    def drafted(self) -> OfferPeace | None:
        """What is proposed by the orders drafted so far."""
        for order in self.play.desk.pending:
            if isinstance(order, OfferPeace) and order.war == self.number:
                return order
        return None

    def _first(self) -> Package:
        drafted, war = self.drafted, self.war
        if drafted is not None:
            return drafted.articles
        if war is not None and self.play.view.viewer in peace_table.leaders(war):
            standing = war.offers[war.side(self.play.view.viewer)]
            if standing is not None:
                return standing
        return ()

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        war = self.war
        title = self.play.tell.war(war, self.play.view) if war is not None else ""
        page = Page(ui, text("peace.heading"), title[:1].upper() + title[1:], width=1720, gap=14,
                    fills=True)  # fmt: skip
        if war is None:
            quiet(page.body, text("peace.over"))
        else:
            row = Row(page.body, gap=28, weights=(6, 5), least=400)
            left, right = Column(row, gap=14), Column(row, gap=14)
            self._table(left, war)
            self._draft(left, war)
            self._opinions(right, war)
        self._foot(page, war)
        page.finish()

    def _heading(self, column: Column, words: str) -> None:
        head = Column(column, gap=4)
        Label(head, words, Type.SUBHEADING)
        Rule(head)

    def _table(self, left: Column, war: War) -> None:
        play = self.play
        found = peace_table.on_table(play.view, play.desk, war, play.tell)
        self._heading(left, text("peace.on_table"))
        if not found:
            quiet(left, text("peace.nothing_on_table"))
        for at, each in enumerate(found):
            self._proposal(left, at, each)

    def _proposal(self, left: Column, at: int, each: OnTable) -> None:
        box = Panel(left, fill=FIELD, padding=12, raised=False)
        inside = Column(box, gap=6)
        key = "peace.yours" if each.mine else "peace.theirs"
        Label(inside, text(key, state=each.name), Type.STRONG)
        for words in each.articles:
            Label(inside, "· " + words)
        row = Row(inside, gap=8)
        if each.accept is not None:
            drafted = each.accept in self.play.desk.pending
            accept = Button(row, text("peace.accept"), partial(self._accept, each), chosen=drafted,
                            look=Look.PLAIN, key=f"peace.accept.{at}")  # fmt: skip
            if each.refusal is not None and not drafted:
                accept.enabled = False
                accept.tip = Tip(text("peace.accept"), self.play.tell.refusal(each.refusal))
        Button(row, text("peace.take_up"), partial(self.take_up, each.package), look=Look.QUIET,
               key=f"peace.take.{at}")  # fmt: skip

    def _draft(self, left: Column, war: War) -> None:
        play = self.play
        self._heading(left, text("peace.draft"))
        row = Row(left, gap=8)
        Button(row, text("peace.clear"), partial(self.take_up, ()), shortcut="o",
               chosen=not self.package, key="peace.clear")  # fmt: skip
        other = 1 - war.side(play.view.viewer)
        name = play.names.names[peace_table.leaders(war)[other]]
        Button(row, text("peace.ask", state=name), partial(self.ask, other), shortcut="w",
               key="peace.ask")  # fmt: skip
        common = peace_table.common(play.view, war)
        both = Button(row, text("peace.common"), partial(self.take_up, common or ()), shortcut="c",
                      key="peace.common")  # fmt: skip
        if common is None:
            both.enabled = False
            both.tip = Tip(text("peace.common"), text("peace.no_common"))
        pays = (self.pays[0], self.pays[1])
        menu = peace_table.clauses(play.view, play.desk, war, self.package, pays, play.tell)
        shown = {article for each in menu for article in each.articles}
        beyond = tuple(article for article in self.package if article not in shown)
        if beyond:
            box = Column(left, gap=4)
            Label(box, text("peace.also"), Type.SMALL_STRONG, colour=INK_SOFT)
            for words in peace_table.package_words(beyond, play.tell):
                Label(box, "· " + words)
        leaders = peace_table.leaders(war)
        order = (1 - war.side(play.view.viewer), war.side(play.view.viewer), -1)
        for side in order:
            part = [each for each in menu if peace_table.side_of(each, war) == side]
            if not part:
                continue
            column = Column(left, gap=2)
            heading = text("peace.both_sides")
            if side >= 0:
                heading = text("peace.from", state=play.names.names[leaders[side]])
            Label(column, heading, Type.SMALL_STRONG, colour=INK_SOFT)
            for each in part:
                self._clause(column, each)
                if each.key.startswith("pay_"):
                    Slider(column, text("peace.pays"), self.pays[side], peace_table.PAYS, step=0.02,
                           show=percent, on_done=partial(self.set_pays, side),
                           key=f"peace.pays.{side}")  # fmt: skip

    def _clause(self, column: Column, clause: Clause) -> None:
        toggle = Toggle(column, clause.words, clause.chosen, lambda _on: self.toggle(clause),
                        key=f"clause.{clause.key}")  # fmt: skip
        toggle.enabled = not clause.refusal
        toggle.tip = Tip(clause.words, clause.refusal or clause.note)

    def _opinions(self, right: Column, war: War) -> None:
        play = self.play
        mine = war.side(play.view.viewer)
        package = tidy(self.package)
        self._heading(right, text("peace.reads"))
        column = Column(right, gap=4, key="peace.package")
        for words in peace_table.package_words(package, play.tell):
            Label(column, "· " + words)
        for side in (1 - mine, mine):
            seen = peace_table.opinion(play.view, war, side, package, play.tell)
            self._opinion(right, seen, own=side == mine)
        Label(right, text("peace.note"), Type.SMALL, colour=INK_SOFT)

    def _opinion(self, right: Column, seen: Opinion, *, own: bool) -> None:
        box = Panel(right, fill=FIELD, padding=14, raised=False)
        inside = Column(box, gap=6)
        verdict = "takes" if seen.takes else "refuses"
        palette = self.app.theme.palette
        key = "peace.advisers" if own else "peace.verdict"
        Label(inside, text(f"{key}.{verdict}", state=seen.name), Type.HEADING,
              colour=palette.favourable if seen.takes else palette.adverse,
              key="peace.own" if own else "peace.verdict")  # fmt: skip
        TermsTable(inside, tuple(TermRow(*term) for term in seen.terms), total=seen.worth,
                   key="peace.own_terms" if own else "peace.terms")  # fmt: skip

    def _foot(self, page: Page, war: War | None) -> None:
        foot = page.foot
        if war is not None and self.order is not None:
            drafted = self.drafted
            same = drafted is not None and drafted.articles == self.order.articles
            refused = None if same else self.play.desk.refusal(self.order)
            words = text("peace.proposed" if same else "peace.propose")
            button = Button(foot, words, self.propose, chosen=same, shortcut="p",
                            sound=Sound.GAVEL, key="peace.propose")  # fmt: skip
            if refused is not None:
                button.enabled = False
                button.tip = Tip(words, self.play.tell.refusal(refused))
        page.ui.default = Button(foot, text("peace.back"), self.back, look=Look.PRIMARY,
                                 shortcut="b", sound=Sound.PAGE, key="peace.back")  # fmt: skip

    # -- answers ---------------------------------------------------------------------------------

    def toggle(self, clause: Clause) -> Go:
        """Put a clause in, or take it out."""
        self.package = peace_table.toggled(self.package, clause.articles)
        return Rebuild()

    def set_pays(self, side: int, share: float) -> Go:
        """Ask a side for more or less, in the draft too if it is to pay at all."""
        war = self.war
        before, self.pays[side] = self.pays[side], share
        if war is not None:
            old = peace_table.reparations(self.play.view, war, side, before)
            new = peace_table.reparations(self.play.view, war, side, share)
            self.package = tuple(new if each == old else each for each in self.package)
        return Rebuild()

    def take_up(self, package: Package) -> Go:
        """Go on from another draft."""
        self.package = package
        return Rebuild()

    def ask(self, side: int) -> Go:
        """Go on from what a side would ask for."""
        war = self.war
        return self.take_up(peace_table.wanted(self.play.view, war, side)) if war else Rebuild()

    def propose(self) -> Go:
        """Draft the proposal, or take it back."""
        order, drafted = self.order, self.drafted
        desk = self.play.desk
        if order is None:
            return Rebuild()
        if drafted is not None and drafted.articles == order.articles:
            desk.withdraw(desk.pending.index(drafted))
            return Rebuild()
        refused = desk.propose(order)
        if refused is not None:
            self.app.ui.toasts.tell(self.play.tell.refusal(refused), urgent=True)
        return Rebuild()

    def _accept(self, each: OnTable) -> Go:
        desk = self.play.desk
        if each.accept is None:
            return Rebuild()
        if each.accept in desk.pending:
            desk.withdraw(desk.pending.index(each.accept))
        else:
            refused = desk.propose(each.accept)
            if refused is not None:
                self.app.ui.toasts.tell(self.play.tell.refusal(refused), urgent=True)
        return Rebuild()

    def on_action(self, action: Action) -> Go | None:
        desk = self.play.desk
        if action is Action.UNDO:
            return Rebuild() if desk.undo() else None
        if action is Action.REDO:
            return Rebuild() if desk.redo() else None
        return None

    def back(self) -> Go | None:
        return Pop()
