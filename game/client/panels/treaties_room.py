"""Treaties with a state: what binds, what is on offer, and what it would say to more."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import FIELD, INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import consent_line, quiet, section
from game.client.panels.state_panel import order_button
from game.client.present import overtures
from game.client.present import state as states
from game.client.present.affairs import treaty_consent
from game.client.present.overtures import Answer, Counter
from game.client.present.state import TreatyLine
from game.client.screen import Go, Rebuild
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.terms import TermRow, TermsTable, signed
from game.core.ids import StateId
from game.core.kinds import TreatyKind
from game.core.orders import AnswerTreaty, Denounce, OfferTreaty

if TYPE_CHECKING:
    from game.client.screens.diplomacy import DiplomacyScreen


def build(column: Column, room: DiplomacyScreen, state: StateId) -> None:
    """Put what stands between the two, then what could."""
    view, tell = room.play.view, room.play.tell
    part = section(column, text("diplomacy.between"))
    lines = [line for line in states.treaties(view, state, tell) if line.mine]
    if not lines:
        quiet(part, text("diplomacy.no_treaties"))
    for line in lines:
        _line(part, room, state, line)
    if view.known.at_war()[view.viewer, state]:
        quiet(column, text("diplomacy.at_war"))
    part = section(column, text("diplomacy.offers"))
    row = Row(part, gap=18, weights=(1, 1), least=290)
    left, right = Column(row, gap=8), Column(row, gap=8)
    for kind in TreatyKind:
        _offer(left, room, state, overtures.answer(view, state, view.viewer, kind, tell))
    _terms(right, room, state)


def _line(part: Column, room: DiplomacyScreen, state: StateId, line: TreatyLine) -> None:
    view, tell = room.play.view, room.play.tell
    me, treaty = view.viewer, line.treaty
    entry = Column(part, gap=4)
    Label(entry, line.title, Type.STRONG)
    if line.dates:
        Label(entry, line.dates, Type.SMALL, colour=INK_SOFT)
    row = Row(entry, gap=6)
    if line.offered_to_me:
        advice = overtures.answer(view, me, state, treaty.kind, tell)
        key = "diplomacy.advise_yes" if advice.yes else "diplomacy.advise_no"
        Label(entry, text(key, worth=signed(advice.worth, 3)), Type.SMALL_EMPHASIS)
        TermsTable(entry, tuple(TermRow(*term) for term in advice.terms), total=advice.worth,
                   decimals=3, key=f"diplomacy.advice.{treaty.id}")  # fmt: skip
        for accept, words in ((True, "world.accept"), (False, "world.refuse")):
            order_button(row, room, AnswerTreaty(me, treaty.id, accept), text(words),
                         key=f"answer.{treaty.id}.{accept}")  # fmt: skip
    elif treaty.accepted:
        order_button(row, room, Denounce(me, treaty.id), text("world.denounce"),
                     look=Look.QUIET, key=f"denounce.{treaty.id}")  # fmt: skip


def _offer(column: Column, room: DiplomacyScreen, state: StateId, said: Answer) -> None:
    view, tell = room.play.view, room.play.tell
    entry = Column(column, gap=3)
    row = Row(entry, gap=6)
    name = said.kind.name.lower()
    order = OfferTreaty(view.viewer, said.kind, state)
    order_button(row, room, order, tell.word(said.kind), key=f"offer.{name}")
    Button(row, text("diplomacy.why"), partial(room.show, said.kind), look=Look.QUIET,
           chosen=room.kind == said.kind, key=f"why.{name}")  # fmt: skip
    palette = room.app.theme.palette
    if said.kind == TreatyKind.GUARANTEE:
        Label(entry, text("diplomacy.one_sided"), Type.SMALL, colour=INK_SOFT)
    else:
        key = "diplomacy.would_sign" if said.yes else "diplomacy.would_refuse"
        Label(entry, text(key, worth=signed(said.worth, 3)), Type.SMALL,
              colour=palette.favourable if said.yes else palette.adverse,
              key=f"verdict.{name}")  # fmt: skip
    consent_line(entry, treaty_consent(view, said.kind, state, tell))


def _terms(column: Column, room: DiplomacyScreen, state: StateId) -> None:
    view, tell = room.play.view, room.play.tell
    said = overtures.answer(view, state, view.viewer, room.kind, tell)
    box = Panel(column, fill=FIELD, padding=14, raised=False)
    inside = Column(box, gap=8)
    name = tell.names.state(state)
    if room.kind == TreatyKind.GUARANTEE:
        mine = overtures.answer(view, view.viewer, state, room.kind, tell)
        Label(inside, text("diplomacy.worth_to_us"), Type.STRONG)
        TermsTable(inside, tuple(TermRow(*term) for term in mine.terms), total=mine.worth,
                   decimals=3, key="diplomacy.terms")  # fmt: skip
        return
    kind = tell.word(room.kind).lower()
    Label(inside, text("diplomacy.worth_to", kind=kind, state=name), Type.STRONG)
    TermsTable(inside, tuple(TermRow(*term) for term in said.terms), total=said.worth,
               decimals=3, key="diplomacy.terms")  # fmt: skip
    Label(inside, text("diplomacy.as_known"), Type.SMALL, colour=INK_SOFT)
    if said.yes:
        return
    Button(Row(inside), text("diplomacy.what_for"), partial(room.ask, room.kind), shortcut="w",
           chosen=room.counters_of == room.kind, key="diplomacy.ask")  # fmt: skip
    if room.counters_of != room.kind:
        return
    found = overtures.counters(view, state, room.kind, tell)
    if not found:
        quiet(inside, text("diplomacy.nothing_would_do"))
    for counter in found:
        counter_line(inside, room, counter)


def counter_line(column: Column, room: DiplomacyScreen, counter: Counter) -> None:
    """Put one thing that would be taken, with the button that drafts it."""
    row = Row(column, gap=8, weights=(1, 0))
    Label(row, f"{counter.words} ({signed(counter.worth, 3)})")
    pending = room.play.desk.pending
    drafted = all(order in pending for order in counter.orders)
    Button(row, text("diplomacy.offer_it"), partial(_draft, room, counter), chosen=drafted,
           key=f"counter.{counter.key}")  # fmt: skip


def _draft(room: DiplomacyScreen, counter: Counter) -> Go:
    desk = room.play.desk
    if all(order in desk.pending for order in counter.orders):
        for order in counter.orders:
            desk.withdraw(desk.pending.index(order))
        return Rebuild()
    for order in counter.orders:
        if order not in desk.pending:
            refused = desk.propose(order)
            if refused is not None:
                room.app.ui.toasts.tell(room.play.tell.refusal(refused))
    return Rebuild()
