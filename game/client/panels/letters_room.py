"""Why a state feels as it does, and letters to whoever leads it at this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.colours import FIELD, INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import quiet, section
from game.client.present import feelings
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.textfield import TextField
from game.client.widgets.tooltip import Tip
from game.core.ids import StateId
from game.persistence.annals import MOST_WORDS
from game.session.dates import date_label

if TYPE_CHECKING:
    from game.client.screens.diplomacy import DiplomacyScreen

NEWEST = 30
"""Letters shown."""


def relations_part(column: Column, room: DiplomacyScreen, state: StateId) -> None:
    """Put today's feelings both ways, and the dated causes that made them."""
    play, view = room.play, room.play.view
    changes = play.records.changes
    name = play.tell.names.state(state)
    part = section(column, text("diplomacy.today"))
    sums = feelings.balances(view, state, changes)
    Table(
        part,
        (
            TableColumn(text("diplomacy.whose"), 2, least=120),
            TableColumn(text("diplomacy.feels"), 2, least=120),
            TableColumn(text("diplomacy.before"), 1, "right", 90),
            TableColumn(text("diplomacy.since"), 1, "right", 90),
            TableColumn(text("diplomacy.now"), 1, "right", 80),
        ),
        [
            TableRow(
                f"{at}",
                cells(
                    text("diplomacy.we") if each.ours else str(name),
                    each.feeling,
                    _number(each.before),
                    _number(each.since),
                    Cell(_number(each.now).words, sort=each.now, strong=True),
                ),
            )
            for at, each in enumerate(sums)
        ],
        label=text("diplomacy.today"),
        rows_high=max(1, min(4, len(sums))),
        key="diplomacy.balances",
    )
    part = section(column, text("diplomacy.causes"))
    found = feelings.causes(view, state, changes, play.chronicle, play.tell)
    Table(
        part,
        (
            TableColumn(text("ledgers.date"), 1, least=80),
            TableColumn(text("diplomacy.whose"), 1, least=84),
            TableColumn(text("diplomacy.feels"), 1, least=106),
            TableColumn(text("diplomacy.by"), 1, "right", 66),
            TableColumn(text("diplomacy.left"), 1, "right", 66),
            TableColumn(text("diplomacy.why_so"), 6, least=180),
        ),
        [
            TableRow(
                str(at),
                cells(
                    Cell(each.date, sort=float(each.turn)),
                    text("diplomacy.we") if each.ours else text("diplomacy.they"),
                    each.feeling,
                    _number(each.by),
                    _number(each.left),
                    Cell(each.why, colour=INK_SOFT),
                ),
                tip=Tip(each.date, each.why),
            )
            for at, each in enumerate(found)
        ],
        label=text("diplomacy.causes"),
        rows_high=5,
        empty=text("diplomacy.no_causes"),
        key="diplomacy.causes",
    )
    Label(part, text("diplomacy.fading"), Type.SMALL, colour=INK_SOFT)


def letters_part(column: Column, room: DiplomacyScreen, state: StateId) -> None:
    """Put what was written between the two, and a line to write on."""
    play = room.play
    seat = next((each for each in play.records.partners if each.state == state), None)
    if seat is None:
        quiet(column, text("diplomacy.nobody_reads", state=play.tell.names.state(state)))
        return
    part = section(column, text("diplomacy.letters_to", name=seat.name))
    field = TextField(part, text("diplomacy.letter"), room.letter,
                      on_change=lambda words: setattr(room, "letter", words),
                      on_enter=room.send_letter, longest=min(300, MOST_WORDS),
                      key="diplomacy.letter")  # fmt: skip
    field.tip = Tip(text("diplomacy.letter"), text("diplomacy.private"))
    Button(Row(part), text("diplomacy.send"), room.send_letter, key="diplomacy.send")
    Label(part, text("diplomacy.private"), Type.SMALL, colour=INK_SOFT)
    calendar = play.view.known.scenario.calendar
    letters = [each for each in play.records.messages if state in (each.sender, each.to)]
    if not letters:
        quiet(part, text("diplomacy.no_letters"))
    for each in reversed(letters[-NEWEST:]):
        box = Panel(part, fill=FIELD, padding=10, raised=False)
        inside = Column(box, gap=2)
        key = "diplomacy.from_us" if each.sender == play.view.viewer else "diplomacy.from_them"
        date = date_label(calendar, each.turn)
        Label(inside, text(key, name=seat.name, date=date), Type.SMALL_STRONG, colour=INK_SOFT)
        Label(inside, each.words)


def _number(value: float) -> Cell:
    return Cell(f"{value:+.2f}".replace("-", "−"), sort=value)
