"""The draft of a peace: articles between two states, and what becomes of lands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import heading, quiet
from game.client.present import peace_lands, peace_table
from game.client.present.peace_lands import KINDS, LandLine, Subject
from game.client.present.peace_table import Clause
from game.client.screen import Go
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.toggle import Toggle
from game.client.widgets.tooltip import Tip
from game.core.ids import StateId, TerritoryId
from game.core.kinds import Provision
from game.core.records import War
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screens.peace_table import PeaceScreen

PARTS = ("articles", "lands")


def build(column: Column, screen: PeaceScreen, war: War) -> None:
    """Begin from a peace that is known, then write it article by article."""
    heading(column, text("peace.draft"))
    _beginnings(column, screen, war)
    row = Row(column, gap=2)
    for part, letter in zip(PARTS, "al", strict=True):
        Button(row, text(f"peace.part.{part}"), partial(screen.show, part), look=Look.QUIET,
               chosen=part == screen.part, shortcut=letter, key=f"peace.part.{part}")  # fmt: skip
    if screen.part == "lands":
        _lands(column, screen, war)
    else:
        _articles(column, screen, war)


def _beginnings(column: Column, screen: PeaceScreen, war: War) -> None:
    play = screen.play
    row = Row(column, gap=8)
    Button(row, text("peace.clear"), partial(screen.become, ()), shortcut="o",
           chosen=not screen.package, key="peace.clear")  # fmt: skip
    other = 1 - war.side(play.view.viewer)
    name = play.names.names[peace_table.leaders(war)[other]]
    Button(row, text("peace.ask", state=name), partial(screen.ask, other), shortcut="w",
           key="peace.ask")  # fmt: skip
    common = peace_table.common(play.view, war)
    both = Button(row, text("peace.common"), partial(screen.become, common or ()), shortcut="c",
                  key="peace.common")  # fmt: skip
    if common is None:
        both.enabled = False
        both.tip = Tip(text("peace.common"), text("peace.no_common"))


# -- articles between two ------------------------------------------------------------------------


def _articles(column: Column, screen: PeaceScreen, war: War) -> None:
    play = screen.play
    pair = screen.pair(war)
    _between(column, screen, war)
    pays = (screen.pays[0], screen.pays[1])
    menu = peace_table.clauses(play.view, play.desk, war, screen.package, pair, pays, play.tell)
    besides = peace_table.beyond(screen.package, menu, play.tell)
    if besides:
        box = Column(column, gap=2)
        Label(box, text("peace.also"), Type.SMALL_STRONG, colour=INK_SOFT)
        for each in besides:
            _clause(box, screen, each)
    mine = war.side(play.view.viewer)
    for side in (1 - mine, mine, -1):
        part = [each for each in menu if peace_table.side_of(each, war) == side]
        if not part:
            continue
        box = Column(column, gap=2)
        words = text("peace.both_sides")
        if side >= 0:
            words = text("peace.from", state=play.names.names[pair[side]])
        Label(box, words, Type.SMALL_STRONG, colour=INK_SOFT)
        for each in part:
            _clause(box, screen, each)
            if each.key.startswith("pay_"):
                Slider(box, text("peace.pays"), screen.pays[side], peace_table.PAYS, step=0.02,
                       show=percent, on_done=partial(screen.set_pays, side),
                       key=f"peace.pays.{side}")  # fmt: skip


def _between(column: Column, screen: PeaceScreen, war: War) -> None:
    """Let the two be chosen where a side is more than one."""
    names, pair = screen.play.names.names, screen.pair(war)
    sides = [side for side in (0, 1) if len(peace_lands.parties(war, side)) > 1]
    if not sides:
        return
    row = Row(column, gap=10, weights=(1,) * len(sides), least=200)
    for side in sides:
        Dropdown(
            row,
            text(f"peace.of_side.{side}"),
            [(str(state), names[state]) for state in peace_lands.parties(war, side)],
            str(pair[side]),
            partial(_choose_party, screen, side),
            key=f"peace.between.{side}",
        )


def _choose_party(screen: PeaceScreen, side: int, state: str) -> Go:
    return screen.between(side, StateId(int(state)))


def _clause(column: Column, screen: PeaceScreen, clause: Clause) -> None:
    toggle = Toggle(column, clause.words, clause.chosen, lambda _on: screen.toggle(clause),
                    key=f"clause.{clause.key}")  # fmt: skip
    toggle.enabled = not clause.refusal
    toggle.tip = Tip(clause.words, clause.refusal or clause.note)


# -- lands ---------------------------------------------------------------------------------------


def _lands(column: Column, screen: PeaceScreen, war: War) -> None:
    play = screen.play
    known, names, subject = play.view.known, play.names.names, screen.subject(war)
    row = Row(column, gap=10, weights=(1, 1, 1), least=190)
    both = (*peace_lands.parties(war, 0), *peace_lands.parties(war, 1))
    _choice(row, screen, "by", [(str(one), names[one]) for one in both], str(subject.by),
            lambda one: Subject(subject.kind, StateId(int(one)), subject.to))  # fmt: skip
    _choice(row, screen, "kind", [(kind.name, text(f"peace.land.{kind.name.lower()}"))
                                  for kind in KINDS], subject.kind.name,
            lambda kind: Subject(Provision[kind], subject.by, subject.to))  # fmt: skip
    to = peace_lands.takers(known, war, subject.kind, subject.by)
    _choice(row, screen, "to", [(str(one), names[one]) for one in to], str(subject.to),
            lambda one: Subject(subject.kind, subject.by, StateId(int(one))))  # fmt: skip
    hindered = peace_lands.hindrance(screen.package, subject)
    if hindered:
        quiet(column, hindered)
        return
    lines = peace_lands.lines(play.view, war, screen.package, subject, play.tell)
    if not lines:
        quiet(column, text("peace.no_lands"))
        return
    _list(column, screen, lines)
    _naming(column, screen, war, lines)


def _choice(row: Row, screen: PeaceScreen, key: str, options: list[tuple[str, str]], value: str,
            becomes: Callable[[str], Subject]) -> None:  # fmt: skip
    Dropdown(row, text(f"peace.land_{key}"), options, value,
             lambda chosen: screen.about(becomes(chosen)), key=f"lands.{key}")  # fmt: skip


def _list(column: Column, screen: PeaceScreen, lines: tuple[LandLine, ...]) -> None:
    Table(
        column,
        (
            TableColumn(text("peace.named"), 0.3, "centre", least=76),
            TableColumn(text("peace.land_name"), 3, least=150),
            TableColumn(text("peace.people"), 0.5, "right", least=84),
            TableColumn(text("peace.held"), 2, least=110),
        ),
        [
            TableRow(
                str(line.land),
                cells(
                    Cell(text("peace.in") if line.chosen else "–", sort=float(not line.chosen),
                         strong=line.chosen),
                    Cell(line.name, strong=line.chosen),
                    Cell(percent(line.people), sort=line.people),
                    Cell(line.held or "–", colour=INK_SOFT),
                ),
            )
            for line in lines
        ],
        label=text("peace.part.lands"),
        selected=str(_selected(screen, lines).land),
        on_select=screen.pick,
        on_open=lambda land: screen.toggle_land(TerritoryId(int(land))),
        rows_high=min(8, max(3, len(lines))),
        key="lands.list",
    )  # fmt: skip


def _selected(screen: PeaceScreen, lines: tuple[LandLine, ...]) -> LandLine:
    return next((line for line in lines if line.land == screen.land), lines[0])


def _naming(column: Column, screen: PeaceScreen, war: War, lines: tuple[LandLine, ...]) -> None:
    known, subject = screen.play.view.known, screen.subject(war)
    one = _selected(screen, lines)
    row = Row(column, gap=8)
    words = text("peace.take_out" if one.chosen else "peace.put_in", land=one.name)
    Button(row, words, partial(screen.toggle_land, one.land), key="lands.put")
    held = peace_lands.occupied(known, war, subject)
    all_held = Button(row, text("peace.all_held"), partial(screen.name_lands, held),
                      look=Look.QUIET, key="lands.held")  # fmt: skip
    all_held.enabled = bool(held)
    none = Button(row, text("peace.none_of_them"), partial(screen.name_lands, frozenset()),
                  look=Look.QUIET, key="lands.none")  # fmt: skip
    none.enabled = any(line.chosen for line in lines)
    Button(row, text("peace.on_map"), screen.on_map, look=Look.QUIET, shortcut="m", key="lands.map")
