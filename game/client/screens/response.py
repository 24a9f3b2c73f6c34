"""The response: what each measure in force asks of one, what it is worth, and what one gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import FIELD, INK_SOFT
from game.client.inks import ink
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.panels.facts import quiet
from game.client.panels.taking_back import undo_buttons
from game.client.present import measures
from game.client.present.measures import Given, Key, Measure, Option, Other
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
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.client.widgets.tooltip import Tip
from game.core.ids import StateId
from game.core.orders import Contribute
from game.narrate.numerals import money, percent

if TYPE_CHECKING:
    from game.client.play import Play

DECIMALS = 3

SHARES: dict[float, tuple[str, str]] = {
    0.0: ("nothing", "n"),
    0.25: ("quarter", "q"),
    0.5: ("half", "h"),
    1.0: ("whole", "w"),
}
"""Shares that can be given: the key of their words and their letter."""


class ResponseScreen(DraftingScreen):
    """One measure at a time: the duty, each share's worth, what others will do, the own choice."""

    def __init__(self, play: Play) -> None:
        self.play = play
        # What is asked and what it is worth does not hang on the drafts, so it is found once.
        self.asked: tuple[Measure, ...] = measures.asked(play.view, play.tell)
        self.open: Key | None = self.asked[0].key if self.asked else None
        self.share: float | None = None
        """The share whose terms are open; None for the one chosen."""
        self.other: StateId | None = None
        self._page: Page | None = None
        self._own_terms: Column | None = None
        self._other_terms: Column | None = None

    @property
    def measure(self) -> Measure | None:
        """The measure that is open."""
        return next((each for each in self.asked if each.key == self.open), None)

    def given(self, measure: Measure) -> Given:
        """Return what is given to a measure by the orders drafted so far."""
        drafted = measures.chosen(self.play.desk.pending)
        return drafted.get(measure.key, Given(0.0, cheat=False))

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        measure = self.measure
        if measure is None:
            page = Page(ui, text("response.nothing"))
            self._done_button(page)
            page.finish()
            return
        heading = text("response.heading", date=self.play.date)
        page = Page(ui, heading, width=1720, gap=14, fills=True)
        self._page = page
        if len(self.asked) > 1:
            self._choose(page.body)
        row = Row(page.body, gap=28, weights=(1, 1), least=400)
        left, right = Column(row, gap=12), Column(row, gap=12)
        self._duty(left, measure)
        self._options(left, measure)
        self._success(right, measure)
        self._others(right, measure)
        self._foot(page, measure)
        page.finish()

    def _choose(self, body: Column) -> None:
        row = Row(body, gap=8)
        for number, measure in enumerate(self.asked, start=1):
            words = text("response.item", number=number, name=measure.name,
                         given=_said(self.given(measure)))  # fmt: skip
            Button(row, words, self._turn_to(measure.key), chosen=measure.key == self.open,
                   shortcut=str(number) if number < 10 else None, sound=Sound.PAGE,
                   key=f"response.item.{number}")  # fmt: skip

    def _duty(self, left: Column, measure: Measure) -> None:
        head = Column(left, gap=4)
        Label(head, measure.name, Type.HEADING, key="response.title")
        Label(head, text("response.under", resolution=measure.resolution), Type.SMALL,
              colour=INK_SOFT)  # fmt: skip
        Label(left, text(f"response.duty.{measure.duty}", institution=measure.institution),
              key="response.duty")  # fmt: skip

    def _options(self, left: Column, measure: Measure) -> None:
        given = self.given(measure)
        shown = self.share if self.share is not None else given.share
        Table(
            left,
            (
                TableColumn(text("response.share"), 2, least=120),
                TableColumn(text("response.chance"), 1, "right", least=110),
                TableColumn(text("response.cost"), 1, "right", least=130),
                TableColumn(text("response.worth"), 1, "right", least=76),
            ),
            [self._option_row(option, given, measure) for option in measure.options],
            label=text("response.options"),
            selected=str(shown),
            on_select=self.open_share,
            rows_high=4,
            key="response.options",
        )
        self._own_terms = Column(left, gap=6, key="response.own")
        self._explain_share(measure)

    def _option_row(self, option: Option, given: Given, measure: Measure) -> TableRow:
        best = max(each.worth for each in measure.options)
        mark = "response.chosen" if option.share == given.share else "response.share_of"
        words = text(mark, share=text(f"response.shares.{SHARES[option.share][0]}"))
        strong = option.share == given.share
        return TableRow(
            str(option.share),
            cells(
                Cell(words, strong=strong, sort=option.share),
                Cell(_fine(option.chance), sort=option.chance),
                Cell(money(option.cost) if option.cost else text("response.no_cost"),
                     sort=option.cost),
                Cell(signed(option.worth, DECIMALS), sort=option.worth,
                     strong=option.worth == best),
            ),
        )  # fmt: skip

    def _explain_share(self, measure: Measure) -> None:
        holder = self._own_terms
        if holder is None:
            return
        holder.clear()
        given = self.given(measure)
        share = self.share if self.share is not None else given.share
        if share == 0:
            # Nothing is the measure of the rest: show what the best of the others would be worth.
            Label(holder, text("response.nothing_is_zero"), Type.SMALL, colour=INK_SOFT)
            share = max(measure.options[1:], key=lambda option: option.worth).share
        option = next(each for each in measure.options if each.share == share)
        Label(holder, text("response.why_own",
                           share=text(f"response.shares.{SHARES[share][0]}").lower()),
              Type.SUBHEADING, key="response.why_own")  # fmt: skip
        TermsTable(holder, _rows(option), total=option.worth, decimals=DECIMALS,
                   key="response.terms")  # fmt: skip

    def _success(self, right: Column, measure: Measure) -> None:
        box = Panel(right, fill=FIELD, padding=14, raised=False)
        inside = Column(box, gap=4)
        Label(inside, text("response.forecast"), Type.SMALL_STRONG, colour=INK_SOFT)
        given = self.given(measure)
        share = 0.0 if given.cheat else given.share
        option = next(each for each in measure.options if each.share == share)
        Label(inside, text("response.works", chance=_fine(option.chance)), Type.HEADING,
              key="response.success")  # fmt: skip
        Label(inside, text("response.works_note", full=_fine(measure.options[-1].chance),
                           none=_fine(measure.options[0].chance)))  # fmt: skip
        Label(inside, text("response.burden", burden=percent(measure.burden_share),
                           power=percent(measure.power_share),
                           expected=percent(measure.expected_of_me)),
              Type.SMALL, colour=INK_SOFT)  # fmt: skip
        if given.cheat:
            Label(inside, text("response.cheating", chance=percent(measure.detection)),
                  Type.STRONG, colour=self.app.theme.palette.adverse,
                  key="response.cheating")  # fmt: skip

    def _others(self, right: Column, measure: Measure) -> None:
        Label(right, text("response.others"), Type.SUBHEADING)
        if not measure.others:
            quiet(right, text("response.nobody_else"))
            return
        selected = self.other if self.other is not None else measure.others[0].state
        Table(
            right,
            (
                TableColumn(text("response.state"), 3, least=150),
                TableColumn(text("response.expected"), 0.5, "right", least=92),
                TableColumn(text("response.burden_share"), 0.5, "right", least=86),
                TableColumn(text("response.power_share"), 0.5, "right", least=78),
                TableColumn(text("response.reason"), 2, least=148),
            ),
            [self._other_row(one) for one in measure.others],
            label=text("response.others"),
            selected=str(selected),
            on_select=self.open_other,
            rows_high=6,
            key="response.others",
        )
        self._other_terms = Column(right, gap=6)
        self.other = selected
        self._explain_other(measure)

    def _other_row(self, one: Other) -> TableRow:
        return TableRow(
            str(one.state),
            cells(
                Cell(one.name, swatch=ink(self.play, one.state)),
                Cell(percent(one.expected), sort=one.expected),
                Cell(_fine(one.burden_share), sort=one.burden_share),
                Cell(_fine(one.power_share), sort=one.power_share),
                Cell(one.reason, colour=INK_SOFT),
            ),
            tip=None if one.member else Tip(body=text("response.outsider", state=one.name)),
        )

    def _explain_other(self, measure: Measure) -> None:
        holder = self._other_terms
        one = next((each for each in measure.others if each.state == self.other), None)
        if holder is None or one is None:
            return
        holder.clear()
        share = text(f"response.shares.{SHARES[one.likely][0]}").lower()
        key = "response.why_other_not" if one.likely == 0 else "response.why_other"
        Label(holder, text(key, state=self.play.tell.names.state(one.state), share=share),
              Type.SUBHEADING, key="response.why_other")  # fmt: skip
        TermsTable(holder, tuple(TermRow(*term) for term in one.terms), total=one.worth,
                   decimals=DECIMALS, key="response.other_terms")  # fmt: skip

    def _foot(self, page: Page, measure: Measure) -> None:
        foot, given = page.foot, self.given(measure)
        Label(foot, text("response.you_give"), Type.SMALL_STRONG, colour=INK_SOFT)
        for share, (name, letter) in SHARES.items():
            Button(foot, text(f"response.shares.{name}"), self._giver(share), shortcut=letter,
                   chosen=share == given.share, key=f"response.give.{name}")  # fmt: skip
        cheat = Button(foot, text("response.cheat"), self.cheat, shortcut="c", chosen=given.cheat,
                       key="response.cheat")  # fmt: skip
        cheat.enabled = given.share > 0
        cheat.tip = Tip(
            body=text("response.cheat_tip", chance=percent(measure.detection))
            if cheat.enabled
            else text("response.cheat_first")
        )
        undo_buttons(foot, self, key="response")
        if self.play.events:
            Button(foot, text("response.news"), self.news, look=Look.QUIET, shortcut="e",
                   sound=Sound.PAGE, key="response.news")  # fmt: skip
        self._done_button(page)

    def _done_button(self, page: Page) -> None:
        page.ui.default = Button(page.foot, text("response.done"), self.play.finish,
                                 look=Look.PRIMARY, shortcut="d", sound=Sound.GAVEL,
                                 key="response.done")  # fmt: skip

    # -- answers ---------------------------------------------------------------------------------

    def give(self, share: float, *, cheat: bool = False) -> Go | None:
        """Choose what to give to the measure that is open."""
        measure = self.measure
        if measure is not None:
            play = self.play
            resolution, act = measure.key
            order = Contribute(play.view.viewer, resolution, act, share, cheat and share > 0)
            refused = play.desk.propose(order)
            if refused is not None:
                self.app.ui.toasts.tell(play.tell.refusal(refused), urgent=True)
            self.share = None
        return Rebuild()

    def cheat(self) -> Go | None:
        """Promise what is chosen and give nothing, or keep the promise after all."""
        measure = self.measure
        if measure is None:
            return None
        given = self.given(measure)
        return self.give(given.share, cheat=not given.cheat)

    def open_share(self, key: str) -> Go | None:
        """Show the terms of a share."""
        self.share = float(key)
        if self.measure is not None and self._page is not None:
            self._explain_share(self.measure)
            self._page.finish()
        return None

    def open_other(self, key: str) -> Go | None:
        """Show why a state is expected to give what it is."""
        self.other = StateId(int(key))
        if self.measure is not None and self._page is not None:
            self._explain_other(self.measure)
            self._page.finish()
        return None

    def news(self) -> Go | None:
        """Show what has happened since this seat last acted."""
        from game.client.screens.report import ReportScreen  # noqa: PLC0415

        return Push(ReportScreen(self.play, reading=True))

    def on_action(self, action: Action) -> Go | None:
        if action is Action.END_TURN:
            return self.play.finish()
        return super().on_action(action)

    def back(self) -> Go | None:
        confirm(self.app.ui, text("response.leave_heading"), text("response.leave"),
                self.play.leave, no_key="response.stay")  # fmt: skip
        return None

    def _giver(self, share: float) -> Handler:
        return lambda: self.give(share)

    def _turn_to(self, key: Key) -> Handler:
        def turn() -> Go | None:
            self.open, self.share, self.other = key, None, None
            return Rebuild()

        return turn


def _rows(option: Option) -> tuple[TermRow, ...]:
    return tuple(TermRow(*term) for term in option.terms)


def _said(given: Given) -> str:
    words = text(f"response.shares.{SHARES[given.share][0]}").lower()
    return text("response.promised", share=words) if given.cheat else words


def _fine(share: float) -> str:
    return f"{share:.1%}"
