"""The parts of a council's chamber: the arc of seats, the members, one member's reasons, the ledger."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from game.client.colours import INK, INK_SOFT, Rgb
from game.client.inks import ink
from game.client.layout import Column
from game.client.panels.facts import quiet, section
from game.client.panels.state_panel import order_button
from game.client.present.chamber import Followed
from game.client.present.votes import Member
from game.client.screen import Go
from game.client.strings import text
from game.client.theme import Theme, Type
from game.client.widgets.hemicycle import CouncilSeat, Hemicycle, Leaning
from game.client.widgets.label import Label
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.client.widgets.tooltip import Tip
from game.content.gazetteer import Gazetteer
from game.core.ids import StateId
from game.core.kinds import Ballot, Seat
from game.core.orders import Refer
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.play import Play
    from game.client.screens.ordering import OrderingScreen

Chosen = Callable[[str], Go | None]

LEANINGS = {
    Ballot.YES: Leaning.FOR,
    Ballot.NO: Leaning.AGAINST,
    Ballot.ABSTAIN: Leaning.ABSTAIN,
    Ballot.VETO: Leaning.VETO,
    Ballot.ABSENT: Leaning.ABSENT,
}
DECIMALS = 3
"""Of what a vote is worth: the bar between for and abstaining lies in the second decimal."""


def ballot_colour(theme: Theme, ballot: Ballot) -> Rgb:
    """Return the colour of a ballot in words."""
    palette = theme.palette
    return {
        Ballot.YES: palette.favourable,
        Ballot.NO: palette.adverse,
        Ballot.VETO: palette.veto,
    }.get(ballot, INK if ballot == Ballot.ABSENT else INK_SOFT)


def leaning(one: Member) -> str:
    """Return how a member is expected to vote, or has voted, in words."""
    if one.undecided:
        return text("council.undecided")
    return text(f"leaning.{LEANINGS[one.ballot].value}")


def rows(one: Member) -> tuple[TermRow, ...]:
    """Return a member's terms as a table takes them."""
    return tuple(TermRow(*term) for term in one.terms)


def label(one: Member, names: Gazetteer) -> str:
    """Return what a member is called in the chamber."""
    name = names.names[one.state]
    if one.own:
        return text("council.yours", state=name)
    return text("council.proposes", state=name) if one.proposer else name


def arc(
    parent: Column, members: Sequence[Member], names: Gazetteer, on_open: Chosen, *, height: int,
    key: str, unheard: Iterable[StateId] = (),
) -> Hemicycle:  # fmt: skip
    """Put the seats by leaning and weight; who is `unheard` has not been called yet."""
    waiting = set(unheard)
    seats = [
        CouncilSeat(
            str(one.state),
            label(one, names),
            Leaning.UNKNOWN if one.state in waiting else LEANINGS[one.ballot],
            permanent=one.may_veto or one.seat == Seat.PERMANENT,
            own=one.own,
            tip=None
            if one.state in waiting
            else Tip(label(one, names), leaning(one), rows(one), one.worth),
        )
        for one in members
    ]
    return Hemicycle(parent, seats, on_open=on_open, height=height, key=key)


def member_table(
    parent: Column, members: Sequence[Member], play: Play, on_select: Chosen, *,
    selected: StateId, most: int, key: str, cast: bool = False,
) -> Table:  # fmt: skip
    """Put the members, how they vote or (`cast`) voted, and what adoption is worth to each."""
    theme = parent.theme
    return Table(
        parent,
        (
            TableColumn(text("council.member"), 2, least=150),
            TableColumn(text("chamber.ballot" if cast else "council.expected"), 0.8, least=78),
            TableColumn(text("council.worth"), 0.6, "right", least=70),
        ),
        [
            TableRow(
                str(one.state),
                cells(
                    Cell(text("council.you") if one.own else label(one, play.names), strong=one.own,
                         swatch=ink(play, one.state)),
                    Cell(leaning(one), sort=float(-one.ballot),
                         colour=ballot_colour(theme, one.ballot), strong=True),
                    Cell(signed(one.worth, DECIMALS) if one.terms else "–", sort=one.worth),
                ),
                tip=Tip(label(one, play.names), one.reason or text("council.no_reason")),
            )
            for one in members
        ],
        label=text("council.members"),
        selected=str(selected),
        on_select=on_select,
        rows_high=min(most, max(3, len(members))),
        key=key,
    )  # fmt: skip


def why(column: Column, one: Member, name: str, *, key: str) -> None:
    """Explain one member's ballot."""
    ballot = text(f"council.state.{one.ballot.name.lower()}")
    heading = text("council.why_own") if one.own else text("council.why", state=name, ballot=ballot)
    Label(column, heading, Type.SUBHEADING)
    if one.terms:
        TermsTable(column, rows(one), total=one.worth, decimals=DECIMALS, key=key)
    else:
        quiet(column, text("chamber.no_terms"))


_MOST_BROUGHT = 3
"""Quarrels that may be brought, listed at once; all are in the crisis room."""


def bring(column: Column, room: OrderingScreen, found: Sequence[Refer], *, alone: bool) -> None:
    """Put a button for each quarrel that may be brought before a body.

    Where nothing else stands there (`alone`), it also shows those that may not, and why.
    """
    view, tell, desk = room.play.view, room.play.tell, room.play.desk
    open_ = [order for order in found if order in desk.pending or desk.refusal(order) is None]
    if not open_ and not alone:
        return
    part = section(column, text("chamber.bring"))
    if not found:
        quiet(part, text("chamber.none_to_bring"))
        return
    Label(part, text("chamber.bring_note"), Type.SMALL, colour=INK_SOFT)
    for order in (open_ or found)[:_MOST_BROUGHT]:
        words = tell.crisis(view.known.crises[order.crisis], view)
        order_button(part, room, order, words, key=f"chamber.refer.{order.crisis}")
    if len(open_) > _MOST_BROUGHT:
        quiet(part, text("chamber.more_to_bring", many=len(open_) - _MOST_BROUGHT))


def ledger(column: Column, found: Sequence[Followed]) -> None:
    """Say what followed: who gave, who fell short, who shirked, who was caught."""
    part = section(column, text("chamber.followed"))
    if not found:
        quiet(part, text("chamber.nothing_followed"))
    for measure in found:
        name = measure.name[:1].upper() + measure.name[1:]
        Label(part, text("chamber.measure", name=name, date=measure.date), Type.STRONG)
        Table(
            part,
            (
                TableColumn(text("council.member"), 2, least=130),
                TableColumn(text("chamber.did"), 1, least=86),
                TableColumn(text("chamber.given"), 0.6, "right", least=56),
                TableColumn(text("chamber.expected"), 0.6, "right", least=66),
            ),
            [
                TableRow(
                    str(row.state),
                    cells(
                        row.name,
                        Cell(text(f"report.conducts.{row.conduct.value}"),
                             sort=row.conduct.value, strong=True),
                        Cell(percent(row.given), sort=row.given),
                        Cell(percent(row.expected), sort=row.expected),
                    ),
                    tip=Tip(row.name, row.reason or text("council.no_reason"),
                            tuple(TermRow(*term) for term in row.terms), row.worth),
                )
                for row in measure.accounts
            ],
            label=name,
            rows_high=min(8, max(2, len(measure.accounts))),
            key=f"chamber.ledger.{measure.act.name.lower()}",
        )  # fmt: skip
