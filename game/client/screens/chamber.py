"""The council chamber: what is before a body, drafts and lobbying, roll calls and what followed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import ACCENT, INK_SOFT
from game.client.input import Action
from game.client.layout import Column, Row
from game.client.panels import bargain_panel, chamber_panel, draft_panel
from game.client.panels.facts import quiet
from game.client.panels.taking_back import undo_buttons
from game.client.present import chamber
from game.client.present.chamber import Called
from game.client.present.votes import Member
from game.client.screen import Go, Rebuild
from game.client.screens.room import Below, RoomScreen
from game.client.spread import Spread
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.table import Table, TableColumn, TableRow, cells
from game.client.widgets.tooltip import Tip
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Ballot
from game.core.orders import Table as TableOrder

if TYPE_CHECKING:
    from game.client.play import Play

PARTS = ("council", "bargain")
CALLS_S = 0.14
"""Seconds between two names of a roll call."""


class ChamberScreen(RoomScreen):
    """One body, one line of its agenda at a time."""

    def __init__(self, play: Play, world: Below | None = None, body: int | None = None) -> None:
        super().__init__(play, world)
        found = chamber.bodies(play.view)
        self.body: InstitutionId | None = found[0] if found else None
        if body is not None and body in found:
            self.body = InstitutionId(body)
        self.line = ""
        self.member: StateId | None = None
        self.part = "council"
        self.heard = 0
        """Names of the roll that have been called."""
        self._since = 0.0
        self._first_line()

    def _first_line(self) -> None:
        lines = self._lines()
        self.line = lines[0].key if lines else ""
        self._begin()

    def _lines(self) -> tuple[chamber.Line, ...]:
        if self.body is None:
            return ()
        return chamber.agenda(self.play.view, self.body, self.play.tell)

    def _begin(self) -> None:
        self.heard, self._since, self.member = 0, 0.0, None

    @property
    def roll(self) -> Called | None:
        """The vote that is called, if the line is one that was taken."""
        return chamber.called(self.play.view, self.line, self.play.tell) if self.line else None

    @property
    def animated(self) -> bool:  # type: ignore[override]
        roll = self.roll
        return roll is not None and self.heard < len(roll.roll)

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        spread = Spread(ui, text("chamber.heading"), (9, 10, 8), key="chamber")
        left, middle, right = spread.columns
        if self.body is None:
            quiet(left, text("chamber.no_body"))
        else:
            self._agenda(left)
            roll = self.roll
            if roll is not None:
                self._called(middle, roll)
                if self.heard >= len(roll.roll):
                    found = chamber.followed(self.play.view, self.line, self.play.tell)
                    chamber_panel.ledger(right, found)
                else:
                    quiet(right, text("chamber.being_called"))
            else:
                self._case(middle, right)
        foot = spread.foot
        undo_buttons(foot, self, key="chamber")
        if self.animated:
            Button(foot, text("chamber.skip"), self.skip, shortcut="s", key="chamber.skip")
        elif self.roll is not None:
            Button(foot, text("chamber.again"), self.again, look=Look.QUIET, shortcut="r",
                   key="chamber.again")  # fmt: skip
        ui.default = Button(foot, text("chamber.back"), self.back, look=Look.PRIMARY,
                            shortcut="b", sound=Sound.PAGE, key="chamber.back")  # fmt: skip
        spread.finish()

    def _agenda(self, left: Column) -> None:
        names = self.play.tell.names
        found = chamber.bodies(self.play.view)
        Dropdown(left, text("chamber.body"),
                 [(str(body), names.institution_title(body)) for body in found],
                 str(self.body), self.choose_body, key="chamber.body")  # fmt: skip
        lines = self._lines()
        if not lines:
            quiet(left, text("chamber.nothing"))
        assert self.body is not None  # noqa: S101  # there is an agenda of one alone
        orders = chamber.to_bring(self.play.view, self.body)
        chamber_panel.bring(left, self, orders, alone=not lines)
        if lines:
            self._listed(left, lines)

    def _listed(self, left: Column, lines: tuple[chamber.Line, ...]) -> None:
        Table(
            left,
            (
                TableColumn(text("chamber.date"), 1.1, least=92),
                TableColumn(text("chamber.item"), 3, least=130),
                TableColumn(text("chamber.stands"), 1.1, least=84),
            ),
            [
                TableRow(
                    line.key,
                    cells(line.date, line.words, line.state),
                    tip=Tip(line.words, line.state),
                )
                for line in lines
            ],
            label=text("chamber.agenda"),
            selected=self.line,
            on_select=self.open_line,
            rows_high=min(14, max(3, len(lines))),
            key="chamber.agenda",
        )

    def _called(self, middle: Column, roll: Called) -> None:
        names = self.play.names
        Label(middle, roll.title, Type.HEADING, key="chamber.title")
        for paragraph in roll.paragraphs:
            Label(middle, paragraph, Type.SMALL)
        heard, waiting = roll.roll[: self.heard], roll.roll[self.heard :]
        chamber_panel.arc(middle, roll.roll, names, self.open_member, height=190,
                          key="chamber.arc", unheard=[one.state for one in waiting])  # fmt: skip
        if waiting:
            last = heard[-1] if heard else None
            if last is not None:
                ballot = text(f"report.ballots.{last.ballot.name.lower()}")
                Label(middle, text("chamber.calls", state=last.name, ballot=ballot), Type.HEADING,
                      colour=chamber_panel.ballot_colour(self.app.theme, last.ballot),
                      key="chamber.calling")  # fmt: skip
            return
        palette = self.app.theme.palette
        Label(middle, roll.standing[:1].upper() + roll.standing[1:], Type.HEADING,
              colour=palette.favourable if roll.adopted else palette.adverse,
              key="chamber.result")  # fmt: skip
        Label(middle, roll.result, Type.STRONG)
        Label(middle, roll.reason, key="chamber.reason")
        self._members(middle, roll.roll, cast=True)

    def _case(self, middle: Column, right: Column) -> None:
        crisis = chamber.case(self.play.view, self.line) if self.line else None
        if crisis is None:
            quiet(middle, text("chamber.to_be_voted" if self.line else "chamber.how"))
            return
        Label(middle, self.play.tell.crisis(crisis, self.play.view), Type.HEADING,
              key="chamber.title")  # fmt: skip
        draft = self.drafts.table
        mine = draft is not None and draft.crisis == crisis.id and bool(draft.acts)
        if draft is not None and mine:
            self._prospects(middle, draft)
        else:
            Label(middle, text("chamber.draft_first"), Type.EMPHASIS, colour=INK_SOFT)
        row = Row(right, gap=4)
        for part in PARTS:
            Button(row, text(f"chamber.part.{part}"), partial(self.show, part), look=Look.QUIET,
                   chosen=part == self.part, key=f"chamber.part.{part}")  # fmt: skip
        if self.part == "council":
            draft_panel.build(right, self, crisis)
        else:
            bargain_panel.build(right, self, crisis)

    def _prospects(self, middle: Column, draft: TableOrder) -> None:
        members = chamber.prospects(self.play.view, draft, self.play.tell)
        chamber_panel.arc(middle, members, self.play.names, self.open_member, height=170,
                          key="chamber.arc")  # fmt: skip
        forecast = self.forecast(draft)
        if forecast is not None and self.part != "council":  # where it is drafted, it is told there
            palette = self.app.theme.palette
            Label(middle, forecast.words, Type.STRONG,
                  colour=palette.favourable if forecast.carries else ACCENT,
                  key="chamber.forecast")  # fmt: skip
        self._members(middle, members)
        one = self._opened(members)
        if one is not None and not one.own and one.ballot != Ballot.YES:
            Button(middle, text("chamber.win_over", state=self.play.names.names[one.state]),
                   partial(self.win_over, one.state), look=Look.QUIET, shortcut="w",
                   key="chamber.win_over")  # fmt: skip

    def _members(self, column: Column, members: tuple[Member, ...], *, cast: bool = False) -> None:
        if not members:
            return
        one = self._opened(members)
        selected = one.state if one is not None else members[0].state
        chamber_panel.member_table(column, members, self.play, self.open_member,
                                   selected=selected, most=7, cast=cast, key="chamber.members")  # fmt: skip
        if one is not None:
            name = self.play.tell.names.state(one.state)
            chamber_panel.why(column, one, name, key="chamber.terms")

    def _opened(self, members: tuple[Member, ...]) -> Member | None:
        wanted = self.member if self.member is not None else self.play.view.viewer
        return next((one for one in members if one.state == wanted), members[0])

    # -- answers ---------------------------------------------------------------------------------

    def update(self, dt: float) -> Go | None:
        roll = self.roll
        if roll is None or self.heard >= len(roll.roll):
            return None
        self._since += dt
        # However many there are, the whole roll is called in some eight seconds.
        step = min(CALLS_S, 8.0 / len(roll.roll))
        if self._since < step:
            return None
        calls = int(self._since / step)
        self._since -= calls * step
        self.heard = min(self.heard + calls, len(roll.roll))
        return Rebuild()

    def skip(self) -> Go:
        """Hear the result at once."""
        roll = self.roll
        self.heard = len(roll.roll) if roll is not None else 0
        return Rebuild()

    def again(self) -> Go:
        """Call the roll once more."""
        self._begin()
        return Rebuild()

    def choose_body(self, body: str) -> Go:
        """Enter another body's chamber."""
        self.body = InstitutionId(int(body))
        self._first_line()
        return Rebuild()

    def open_line(self, key: str) -> Go | None:
        """Open another line of the agenda."""
        if key == self.line:
            return None
        self.line = key
        self._begin()
        return Rebuild()

    def open_member(self, key: str) -> Go:
        """Show why a member votes as it does."""
        self.member = StateId(int(key))
        return Rebuild()

    def show(self, part: str) -> Go:
        """Show drafting, or bargains."""
        self.part = part
        return Rebuild()

    def win_over(self, state: StateId) -> Go:
        """Turn to what would win a member over."""
        self.drafts.partner = int(state)
        self.part = "bargain"
        return Rebuild()

    def on_action(self, action: Action) -> Go | None:
        if action is Action.CHAMBER:
            return self.back()
        return super().on_action(action)
