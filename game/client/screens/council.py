"""The council in session: what is before it, who would vote how and why, and the own vote."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import FIELD, INK_SOFT
from game.client.inks import ink
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.panels import chamber_panel
from game.client.panels.taking_back import undo_buttons
from game.client.present import motion_votes, votes
from game.client.present.votes import AgendaItem, Choice, Debate, Member
from game.client.screen import Go, Handler, Push, Rebuild
from game.client.screens.drafting import DraftingScreen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.modal import confirm
from game.client.widgets.panel import Panel
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermsTable, signed
from game.client.widgets.tooltip import Tip
from game.core.ids import MotionId, ResolutionId, StateId
from game.core.kinds import Ballot
from game.core.orders import Order, Vote, VoteMotion

if TYPE_CHECKING:
    from game.client.play import Play

LETTERS = {
    Ballot.YES: "f",
    Ballot.ABSTAIN: "b",
    Ballot.NO: "g",
    Ballot.VETO: "v",
    Ballot.ABSENT: "s",
}


TALL = 900
"""Height of a window, at 100 %, in which the terms find room beside the members."""


class CouncilScreen(DraftingScreen):
    """One resolution at a time: its text and rule, the chamber, a member's reasons, the own vote."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.resolution: ResolutionId | None = votes.first_to_vote(play.view)
        self.motion: MotionId | None = None
        """The motion that is open, instead of a resolution."""
        if self.resolution is None:
            self.motion = motion_votes.first_to_vote(play.view)
        self.member: StateId | None = None
        """Whose reasons are open; None for the player's own."""
        self._why: Column | None = None
        self._page: Page | None = None
        self._table: Table | None = None
        self._debate: Debate | None = None

    @property
    def cast(self) -> dict[ResolutionId, Ballot]:
        """The ballots chosen so far."""
        return {
            order.resolution: order.ballot
            for order in self.play.desk.pending
            if isinstance(order, Vote)
        }

    @property
    def cast_on_motions(self) -> dict[MotionId, Ballot]:
        """The ballots chosen so far on motions."""
        return {
            order.motion: order.ballot
            for order in self.play.desk.pending
            if isinstance(order, VoteMotion)
        }

    def _items(self) -> tuple[AgendaItem, ...]:
        view, tell = self.play.view, self.play.tell
        return votes.agenda(view, tell) + motion_votes.agenda(view, tell)

    def _ballot_on(self, item: AgendaItem) -> Ballot | None:
        if item.motion:
            return self.cast_on_motions.get(MotionId(item.id))
        return self.cast.get(ResolutionId(item.id))

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        play = self.play
        items = self._items()
        if (self.resolution is None and self.motion is None) or not items:
            page = Page(ui, text("council.nothing"))
            self._done_button(page, ui)
            page.finish()
            return
        known = play.view.known
        if self.motion is not None:
            body = known.motions[self.motion].institution
            debate = motion_votes.debate(play.view, play.tell, self.motion, self.cast_on_motions)
        else:
            assert self.resolution is not None  # noqa: S101  # one of the two is open
            body = known.resolutions[self.resolution].institution
            debate = votes.debate(play.view, play.tell, self.resolution, self.cast)
        self._debate = debate
        institution = play.tell.names.institution(body)
        page = Page(
            ui,
            text(
                "council.heading",
                institution=institution[:1].upper() + institution[1:],
                date=play.date,
            ),
            width=1720,
            gap=14,
            fills=True,
        )
        self._page = page
        if len(items) > 1:
            self._agenda(page.body, items, debate.item)
        row = Row(page.body, gap=28, weights=(9, 11), least=400)
        left, right = Column(row, gap=14), Column(row, gap=14)
        self._text(left, debate)
        self._expectation(left, debate)
        # In a tall window the terms stand beside the members, who have the room below them.
        beside = ui.size[1] >= ui.theme.px(TALL)
        self._chamber(right, debate, left if beside else right)
        self._foot(page, debate)
        page.finish()

    def _agenda(self, body: Column, items: tuple[AgendaItem, ...], opened: AgendaItem) -> None:
        row = Row(body, gap=8)
        for number, item in enumerate(items, start=1):
            ballot = self._ballot_on(item)
            words = text(
                "council.item" if ballot is None else "council.item_voted",
                number=number,
                demand=item.demand,
                ballot=text(f"council.ballot.{ballot.name.lower()}") if ballot is not None else "",
            )
            Button(row, words, self._turn_to(item), chosen=item.key == opened.key,
                   shortcut=str(number) if number < 10 else None, sound=Sound.PAGE,
                   key=f"council.item.{item.key}")  # fmt: skip

    def _text(self, left: Column, debate: Debate) -> None:
        Label(left, debate.item.title, Type.HEADING, key="council.title")
        proposer = next((one for one in debate.members if one.proposer), None)
        if proposer is not None:
            Label(left, text("council.proposed_by", state=self._name(proposer.state)),
                  Type.SMALL, colour=INK_SOFT)  # fmt: skip
        paragraphs = Column(left, gap=6)
        for paragraph in debate.paragraphs:
            Label(paragraphs, paragraph)
        if debate.overlaps:
            Label(left, text("council.overlaps"), Type.EMPHASIS, colour=INK_SOFT)
        rule = Column(left, gap=3)
        Label(rule, text("council.rule_heading"), Type.SUBHEADING)
        Label(rule, " ".join(debate.rule), key="council.rule")

    def _expectation(self, left: Column, debate: Debate) -> None:
        forecast = debate.forecast
        box = Panel(left, fill=FIELD, padding=14, raised=False)
        inside = Column(box, gap=4)
        Label(inside, text("council.forecast_heading"), Type.SMALL_STRONG, colour=INK_SOFT)
        palette = self.app.theme.palette
        Label(
            inside,
            ("+ " if forecast.adopted else "× ")
            + text("council.carries" if forecast.adopted else "council.fails"),
            Type.HEADING,
            colour=palette.favourable if forecast.adopted else palette.adverse,
            key="council.outcome",
        )
        Label(inside, forecast.words, key="council.outcome_why")
        count = "council.count_unanimity" if forecast.unanimity else "council.count"
        Label(inside, text(count, yes=forecast.yes, no=forecast.no, abstain=forecast.abstain,
                           absent=forecast.absent, needed=forecast.needed, among=forecast.among),
              Type.SMALL, colour=INK_SOFT, key="council.count")  # fmt: skip
        if forecast.odds:
            Label(inside, forecast.odds, Type.SMALL, key="council.odds")
        for line in forecast.measures:
            Label(inside, line, Type.SMALL, colour=INK_SOFT)
        if debate.part.decisive:
            Label(inside, text("council.decisive"), Type.STRONG, key="council.decisive")

    def _chamber(self, right: Column, debate: Debate, terms: Column) -> None:
        chamber_panel.arc(right, debate.members, self.play.names, self.open_member, height=170,
                          key="council.chamber")  # fmt: skip
        self._table = Table(
            right,
            (
                TableColumn(text("council.member"), 2, least=186),
                TableColumn(text("council.seat"), 1, least=110),
                TableColumn(text("council.expected"), 0.8, least=78),
                TableColumn(text("council.worth"), 0.6, "right", least=74),
                TableColumn(text("council.reason"), 3, least=146),
            ),
            [self._row(one) for one in debate.members],
            label=text("council.members"),
            selected=str(self.member if self.member is not None else self.play.view.viewer),
            on_select=self.open_member,
            rows_high=min(7, max(3, len(debate.members))),
            key="council.members",
        )
        self._why = Column(terms, gap=8, key="council.why")
        self._explain()

    def _row(self, one: Member) -> TableRow:
        seat = one.seat.name.lower() + ("_veto" if one.may_veto else "")
        return TableRow(
            str(one.state),
            cells(
                Cell(text("council.you") if one.own else chamber_panel.label(one, self.play.names), strong=one.own,
                     swatch=ink(self.play, one.state)),
                Cell(text(f"council.seats.{seat}"), sort=float(-one.seat)),
                Cell(chamber_panel.leaning(one), sort=float(-one.ballot),
                     colour=chamber_panel.ballot_colour(self.app.theme, one.ballot), strong=True),
                Cell(signed(one.worth, chamber_panel.DECIMALS), sort=one.worth),
                Cell(one.reason or text("council.no_reason"), colour=INK_SOFT),
            ),
        )  # fmt: skip

    def _explain(self) -> None:
        debate, why = self._debate, self._why
        if debate is None or why is None:
            return
        why.clear()
        one = next((each for each in debate.members if each.state == self.member), debate.own)
        if one.own:
            Label(why, text("council.why_own"), Type.SUBHEADING, key="council.why_heading")
            if debate.part.may_vote:
                Label(why, text("council.why_own_note"), Type.SMALL, colour=INK_SOFT)
        else:
            ballot = text(f"council.state.{one.ballot.name.lower()}")
            Label(why, text("council.why", state=self._name(one.state), ballot=ballot),
                  Type.SUBHEADING, key="council.why_heading")  # fmt: skip
        Label(why, debate.thresholds, Type.SMALL, colour=INK_SOFT, key="council.thresholds")
        TermsTable(
            why,
            chamber_panel.rows(one),
            total=one.worth,
            decimals=chamber_panel.DECIMALS,
            key="council.terms",
        )

    def _foot(self, page: Page, debate: Debate) -> None:
        foot, part = page.foot, debate.part
        chosen = self._ballot_on(debate.item)
        hint = text("council.vote") if part.may_vote else part.why_not
        Label(foot, hint, Type.SMALL_STRONG if part.may_vote else Type.EMPHASIS, colour=INK_SOFT,
              key="council.vote_hint")  # fmt: skip
        for choice in part.choices if part.may_vote else ():
            self._ballot(foot, choice, chosen)
        undo_buttons(foot, self, key="council")
        if self.play.events:
            Button(foot, text("council.news"), self.news, look=Look.QUIET, shortcut="e",
                   sound=Sound.PAGE, key="council.news")  # fmt: skip
        self._done_button(page, page.ui)

    def _ballot(self, foot: Row, choice: Choice, chosen: Ballot | None) -> None:
        name = choice.ballot.name.lower()
        button = Button(
            foot,
            text(f"council.ballot.{name}"),
            lambda: self.vote(choice.ballot),
            shortcut=LETTERS[choice.ballot],
            chosen=choice.ballot == chosen,
            sound=Sound.CLICK,
            key=f"council.vote.{name}",
        )
        button.enabled = choice.allowed
        if choice.why_not:
            button.tip = Tip(body=choice.why_not)
        else:
            key = "council.if_carries" if choice.carries else "council.if_fails"
            button.tip = Tip(body=text(key))

    def _done_button(self, page: Page, ui: Ui) -> None:
        done = Button(page.foot, text("council.done"), self.done, look=Look.PRIMARY, shortcut="d",
                      sound=Sound.GAVEL, key="council.done")  # fmt: skip
        ui.default = done

    # -- answers ---------------------------------------------------------------------------------

    def open_member(self, key: str) -> Go | None:
        """Show why a member would vote as expected."""
        self.member = StateId(int(key))
        if self._table is not None:
            self._table.select(key, tell=False)
        self._explain()
        if self._page is not None:
            self._page.finish()
        return None

    def vote(self, ballot: Ballot) -> Go | None:
        """Choose a ballot on the resolution that is open."""
        play = self.play
        order: Order | None = None
        if self.motion is not None:
            order = VoteMotion(play.view.viewer, self.motion, ballot)
        elif self.resolution is not None:
            order = Vote(play.view.viewer, self.resolution, ballot)
        if order is not None:
            refused = play.desk.propose(order)
            if refused is not None:
                self.app.ui.toasts.tell(play.tell.refusal(refused), urgent=True)
        return Rebuild()

    def done(self) -> Go | None:
        """End the session for this seat; ask first where it has not voted."""
        if not self._unvoted():
            return self.play.finish()
        confirm(self.app.ui, text("council.unvoted_heading"), text("council.unvoted"),
                self.play.finish, yes_key="council.unvoted_yes",
                no_key="council.unvoted_no")  # fmt: skip
        return None

    def news(self) -> Go | None:
        """Show what has happened since this seat last acted."""
        from game.client.screens.report import ReportScreen  # noqa: PLC0415

        return Push(ReportScreen(self.play, reading=True))

    def on_action(self, action: Action) -> Go | None:
        if action is Action.END_TURN:
            return self.done()
        return super().on_action(action)

    def back(self) -> Go | None:
        confirm(self.app.ui, text("council.leave_heading"), text("council.leave"),
                self.play.leave, no_key="council.unvoted_no")  # fmt: skip
        return None

    def _turn_to(self, item: AgendaItem) -> Handler:
        def turn() -> Go | None:
            self.resolution = None if item.motion else ResolutionId(item.id)
            self.motion = MotionId(item.id) if item.motion else None
            self.member = None
            return Rebuild()

        return turn

    def _unvoted(self) -> bool:
        view = self.play.view
        for item in self._items():
            if self._ballot_on(item) is not None:
                continue
            if item.motion and motion_votes.may_vote(view, MotionId(item.id)):
                return True
            if not item.motion and votes.may_vote(view, ResolutionId(item.id)):
                return True
        return False

    def _name(self, state: StateId) -> str:
        return self.play.tell.names.state(state)
