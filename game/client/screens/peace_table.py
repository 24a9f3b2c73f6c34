"""The peace table: a peace is put together clause by clause, and it is seen who would sign it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import FIELD, INK_SOFT
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.panels import peace_panel
from game.client.panels.facts import heading, quiet
from game.client.panels.taking_back import undo_buttons
from game.client.present import peace_lands, peace_table, war_room
from game.client.present.peace_lands import Subject
from game.client.present.peace_table import Clause, OnTable, Opinion, Pair
from game.client.screen import Go, Pop, Push, Rebuild
from game.client.screens.drafting import DraftingScreen
from game.client.screens.peace_map import PeaceMapScreen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.client.widgets.tooltip import Tip
from game.core.ids import StateId, TerritoryId
from game.core.kinds import Provision
from game.core.orders import OfferPeace
from game.core.packages import tidy
from game.core.records import War
from game.core.settlements import Package

if TYPE_CHECKING:
    from game.client.play import Play


PAYS = 0.12
"""Reparations that are thought of first, in years of output."""


class PeaceScreen(DraftingScreen):
    """One war's peace, as one of those who fight it sees it."""

    def __init__(self, play: Play, war: int) -> None:
        self.play = play
        self.number = war
        self.package: Package = self._first()
        self._past: list[Package] = []
        self._future: list[Package] = []
        self.part = "articles"
        """What is being written: articles between two states, or what becomes of lands."""
        self.pays = [PAYS, PAYS]
        """What each of the two would pay in reparations, in years of its output."""
        self._pair: Pair | None = None
        self._subject: Subject | None = None
        self.land: TerritoryId | None = None
        """The land that is selected in the list."""

    @property
    def war(self) -> War | None:
        """The war that is talked about."""
        return war_room.find(self.play.view, self.number)

    def pair(self, war: War) -> Pair:
        """Return between whom articles are written."""
        return self._pair or peace_table.first_pair(war, self.play.view.viewer)

    def subject(self, war: War) -> Subject:
        """Return what is being written about lands: at first, that the foe cedes some."""
        if self._subject is None:
            mine = war.side(self.play.view.viewer)
            pair = self.pair(war)
            self._subject = Subject(Provision.CEDE, pair[1 - max(mine, 0)], pair[max(mine, 0)])
        return peace_lands.mended(self.play.view.known, war, self._subject)

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
            peace_panel.build(left, self, war)
            self._opinions(right, war)
        self._foot(page, war)
        page.finish()

    def _table(self, left: Column, war: War) -> None:
        play = self.play
        found = peace_table.on_table(play.view, play.desk, war, play.tell)
        heading(left, text("peace.on_table"))
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
        Button(row, text("peace.take_up"), partial(self.become, each.package), look=Look.QUIET,
               key=f"peace.take.{at}")  # fmt: skip

    def _opinions(self, right: Column, war: War) -> None:
        play = self.play
        mine = war.side(play.view.viewer)
        package = tidy(self.package)
        heading(right, text("peace.reads"))
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

    def _verdicts(self, foot: Row, war: War) -> None:
        """Keep in sight what either side would say, however far the draft is scrolled."""
        mine = war.side(self.play.view.viewer)
        said = []
        for side, key in ((1 - mine, "peace.verdict"), (mine, "peace.advisers")):
            seen = peace_table.opinion(
                self.play.view, war, side, tidy(self.package), self.play.tell
            )
            verdict = "takes" if seen.takes else "refuses"
            said.append(f"{text(f'{key}.{verdict}', state=seen.name)} ({signed(seen.worth)})")
        Label(foot, " · ".join(said), Type.SMALL_STRONG, colour=INK_SOFT, key="peace.standing")

    def _foot(self, page: Page, war: War | None) -> None:
        foot = page.foot
        if war is not None:
            self._verdicts(foot, war)
        undo_buttons(foot, self, key="peace")
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

    def show(self, part: str) -> Go:
        """Go on with another part of the draft."""
        self.part = part
        return Rebuild()

    def become(self, package: Package) -> Go:
        """Change the draft, so that the change can be undone."""
        if package != self.package:
            self._past.append(self.package)
            self._future.clear()
            self.package = package
        return Rebuild()

    def between(self, side: int, state: StateId) -> Go:
        """Choose one of the two between whom articles are written."""
        war = self.war
        if war is not None:
            pair = self.pair(war)
            self._pair = (state, pair[1]) if side == 0 else (pair[0], state)
        return Rebuild()

    def about(self, subject: Subject) -> Go:
        """Choose what is written about lands."""
        self._subject, self.land = subject, None
        return Rebuild()

    def pick(self, land: str) -> Go:
        """Select a land in the list."""
        self.land = TerritoryId(int(land))
        return Rebuild()

    def toggle(self, clause: Clause) -> Go:
        """Put a clause in, or take it out."""
        return self.become(peace_table.toggled(self.package, clause.articles))

    def toggle_land(self, land: TerritoryId) -> Go:
        """Name a land in the article that is written, or leave it out."""
        war = self.war
        if war is None:
            return Rebuild()
        self.land = land
        chosen = peace_lands.named(self.package, self.subject(war))
        return self.name_lands(chosen ^ {land})

    def name_lands(self, lands: frozenset[TerritoryId]) -> Go:
        """Let the article that is written name just these lands."""
        war = self.war
        if war is None:
            return Rebuild()
        return self.become(peace_lands.naming(self.package, self.subject(war), lands))

    def on_map(self) -> Go:
        """Choose the lands on the map."""
        return Push(PeaceMapScreen(self))

    def set_pays(self, side: int, share: float) -> Go:
        """Ask a side for more or less, in the draft too if it is to pay at all."""
        war = self.war
        before, self.pays[side] = self.pays[side], share
        if war is None:
            return Rebuild()
        old = peace_table.reparations(self.play.view, self.pair(war), side, before)
        new = peace_table.reparations(self.play.view, self.pair(war), side, share)
        return self.become(tuple(new if each == old else each for each in self.package))

    def ask(self, side: int) -> Go:
        """Go on from what a side would ask for."""
        war = self.war
        return self.become(peace_table.wanted(self.play.view, war, side)) if war else Rebuild()

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
        else:
            self._past.clear()
            self._future.clear()
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

    @property
    def can_undo(self) -> bool:
        """There is a change of the draft, or of the orders, to take back."""
        return bool(self._past) or super().can_undo

    @property
    def can_redo(self) -> bool:
        """There is an undone change to make again."""
        return bool(self._future) or super().can_redo

    def undo(self) -> Go | None:
        """Take back the last change of the draft; before the first of them, of the orders."""
        if self._past:
            self._future.append(self.package)
            self.package = self._past.pop()
            return Rebuild()
        return super().undo()

    def redo(self) -> Go | None:
        """Make again what was undone last."""
        if not self._past and (made := super().redo()) is not None:
            return made
        if self._future:
            self._past.append(self.package)
            self.package = self._future.pop()
            return Rebuild()
        return None

    def back(self) -> Go | None:
        return Pop()
