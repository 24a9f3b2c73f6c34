"""The parts of the crisis room: where it stands, what is expected, ways out, measures, its history."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels import crisis_panel
from game.client.panels.facts import Entry, fact_lines, quiet, section
from game.client.panels.selection import Kind, Selection
from game.client.panels.state_panel import order_button
from game.client.present import camps, war_room
from game.client.present import crisis as quarrels
from game.client.present import crisis_room as room
from game.client.present.crisis_room import Course
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.ladder import Ladder
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.client.widgets.textfield import TextField
from game.client.widgets.tooltip import Tip
from game.core.kinds import Move
from game.core.orders import MoveInCrisis
from game.core.records import Crisis, War
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screens.crisis_room import CrisisRoomScreen

MOST = 40
"""Lines of the history that are shown."""


def standing(column: Column, screen: CrisisRoomScreen, crisis: Crisis) -> None:
    """The parties and camps, the ladder, the clock, how clear the case is."""
    play = screen.play
    view, tell = play.view, play.tell
    Label(column, tell.crisis(crisis, view), Type.HEADING, key="crisis_room.title")
    Label(column, tell.crisis_line(crisis, view), Type.EMPHASIS, colour=INK_SOFT)
    steps = [(step.name, step.reached, step.here) for step in room.ladder(crisis, tell)]
    Ladder(column, steps, key="crisis_room.ladder")
    clock = quarrels.clock_words(view.known, crisis)
    Label(column, clock[:1].upper() + clock[1:], Type.STRONG, key="crisis_room.clock")
    fact_lines(column, quarrels.facts(view, crisis, tell))
    part = section(column, text("room_crisis.camps"))
    for line in camps.lines(crisis, tell):
        Label(part, line)
    if crisis.mediator >= 0:
        Label(part, text("camps.mediator", state=tell.names.state(crisis.mediator)))
    names = Column(part, gap=0)
    for state in dict.fromkeys((crisis.initiator, crisis.target)):
        Entry(names, play.names.names[state],
              partial(screen.choose, Selection(Kind.STATE, int(state)), fly=True),
              key=f"crisis_room.party.{state}")  # fmt: skip


def history(column: Column, screen: CrisisRoomScreen, crisis: Crisis) -> None:
    """What has happened in the case, the latest first."""
    play = screen.play
    part = section(column, text("room_crisis.history"))
    lines = room.history(play.view, crisis, play.chronicle, play.tell)
    for line in lines[:MOST]:
        entry = Column(part, gap=0)
        Label(entry, line.date, Type.SMALL_STRONG, colour=INK_SOFT)
        Label(entry, line.words)
    if not lines:
        quiet(part, text("room_crisis.no_history"))


def at_war(column: Column, screen: CrisisRoomScreen, war: War) -> None:
    """What fighting on is worth to each leader, what each offers, and the way to the war room."""
    view, tell = screen.play.view, screen.play.tell
    leaders = (war.attackers[0], war.defenders[0])
    for side, leader in enumerate(leaders):
        part = section(column, text("room.going_on", state=tell.names.state(leader)))
        terms, worth = war_room.fighting_on(view, war, side, tell)
        TermsTable(part, tuple(TermRow(*term) for term in terms), total=worth, decimals=2,
                   key=f"crisis_room.fighting.{side}")  # fmt: skip
    ways = section(column, text("room_crisis.ways_out"))
    offered = False
    for leader, terms_offered in zip(leaders, war.terms_offered, strict=True):
        if terms_offered is not None:
            offered = True
            who = text("war.offers", state=tell.names.state(leader))
            Label(ways, text("room_crisis.offered", who=who, terms=tell.word(terms_offered)))
    if not offered:
        quiet(ways, text("room_crisis.nothing_offered"))
    if screen.below is not None:
        Button(ways, text("room_crisis.war_room"), partial(screen.below.open_wars, int(war.id)),
               shortcut="w", key="crisis_room.war")  # fmt: skip


def expected(column: Column, screen: CrisisRoomScreen, crisis: Crisis) -> None:
    """What each party is expected to do next, with terms, and the ways out with their price."""
    war = quarrels.war_of(screen.play.view.known, crisis)
    if war is not None:
        at_war(column, screen, war)
        return
    parties = room.expected(screen.play.view, crisis, screen.play.tell)
    for party in parties:
        key = "room_crisis.expected_own" if party.own else "room_crisis.expected"
        part = section(column, text(key, state=party.name))
        if not party.courses:
            quiet(part, text("room_crisis.no_choice"))
            continue
        best = party.courses[0]
        Label(part, best.words, Type.STRONG, key=f"crisis_room.next.{party.state}")
        TermsTable(part, _rows(best), total=best.worth, decimals=2,
                   key=f"crisis_room.terms.{party.state}")  # fmt: skip
        for course in party.courses[1:]:
            _course(part, course)
    ways = section(column, text("room_crisis.ways_out"))
    found = False
    for party in parties:
        for course in party.courses:
            if course.out:
                found = True
                line = Label(
                    ways,
                    text("room_crisis.way" if course.price > 5e-3 else "room_crisis.way_best",
                         state=party.name, course=course.words, price=signed(-course.price)),
                )  # fmt: skip
                line.tip = Tip(course.words, text("room_crisis.price_note"), _rows(course),
                               course.worth)  # fmt: skip
    if not found:
        quiet(ways, text("room_crisis.no_way"))


def _course(part: Column, course: Course) -> None:
    row = Row(part, gap=8, weights=(1, 0))
    words = Label(row, course.words, Type.SMALL)
    Label(row, signed(course.worth), Type.SMALL_STRONG)
    words.tip = Tip(course.words, text("room_crisis.worth_note"), _rows(course), course.worth)


def _rows(course: Course) -> tuple[TermRow, ...]:
    return tuple(TermRow(*term) for term in course.terms)


def hot_line(column: Column, screen: CrisisRoomScreen, crisis: Crisis) -> None:
    """The direct word between two parties in the nuclear age: what each hears, and says."""
    play = screen.play
    line = room.hot_line(play.view, crisis, play.tell)
    if line is None:
        return
    part = section(column, text("room_crisis.hot_line"))
    alert = play.tell.word(line.alert).lower()
    Label(part, text("room_crisis.their_alert", state=line.name, level=alert))
    if line.likes_best:
        Label(part, text("room_crisis.likes_best", state=line.name, course=line.likes_best))
    if line.would_take:
        Label(part, text("room_crisis.would_take", course=line.would_take))
    row = Row(part, gap=6)
    for move in room.OFFERED:
        share = screen.drafts.share if move == Move.OFFER else 0.0
        order = MoveInCrisis(play.view.viewer, crisis.id, move, share)
        words = text(f"room_crisis.say.{move.name.lower()}", share=percent(share))
        order_button(row, screen, order, words, key=f"hot_line.{move.name.lower()}")
    seat = next((each for each in play.records.partners if each.state == line.other), None)
    if seat is not None:
        TextField(part, text("room_crisis.letter", name=seat.name), screen.letter,
                  on_change=screen.write, longest=200, key="hot_line.letter")  # fmt: skip
        Button(part, text("room_crisis.send"), partial(screen.send, line.other), look=Look.PLAIN,
               key="hot_line.send")  # fmt: skip


def moves(column: Column, screen: CrisisRoomScreen, crisis: Crisis) -> None:
    """What one may do oneself: as a party, beside one, between them; or in the war it became."""
    crisis_panel.acts(column, screen, crisis)


def measures(column: Column, screen: CrisisRoomScreen, crisis: Crisis) -> None:
    """What each measure would do, were it put now: adopted, effective, at what cost, by whom."""
    waiting = screen.unweighed()
    body = (
        screen.play.tell.names.institution(crisis.institution)
        if crisis.institution >= 0
        else text("room_crisis.coalition")
    )
    Label(column, text("room_crisis.measures_note", body=body), Type.SMALL, colour=INK_SOFT)
    if waiting:
        quiet(column, text("room_crisis.weighing", number=len(waiting)))
    lines = screen.weighed()
    if not lines and not waiting:
        quiet(column, text("room_crisis.no_measures"))
    if not lines:
        return
    Table(
        column,
        (
            TableColumn(text("room_crisis.measure"), 2, least=104),
            TableColumn(text("room_crisis.adopted"), 0.6, "right", least=66),
            TableColumn(text("room_crisis.works"), 0.6, "right", least=58),
            TableColumn(text("room_crisis.cost"), 0.6, "right", least=58),
        ),
        [
            TableRow(
                line.act.name,
                cells(
                    line.name[:1].upper() + line.name[1:],
                    Cell("–" if line.adoption is None else percent(line.adoption),
                         sort=line.adoption or 0.0),
                    Cell(percent(line.works), sort=line.works, strong=line.works >= 0.25),
                    Cell(f"{line.cost:.3f}", sort=line.cost),
                ),
                tip=Tip(line.name, text("room_crisis.carried_by", states=line.givers)),
            )
            for line in lines
        ],
        label=text("room_crisis.part.measures"),
        rows_high=len(lines),
        key="crisis_room.measures",
    )  # fmt: skip
    for line in lines:
        Label(column, text("room_crisis.giver", measure=line.name[:1].upper() + line.name[1:],
                           states=line.givers), Type.SMALL, colour=INK_SOFT)  # fmt: skip
