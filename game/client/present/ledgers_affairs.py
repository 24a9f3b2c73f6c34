"""Ledgers of what passes between states: vetoes, wars, trade, treaties; and the sources of it all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from game.client.present.debrief import Curves, Series
from game.client.present.ledgers import Entry, Head, Ledger, LedgerLine
from game.client.present.ledgers_states import MOST_LINES, amount, share
from game.client.strings import text
from game.content.sources import Source
from game.core.calendar import Calendar
from game.core.ids import StateId
from game.core.kinds import Good, TreatyKind
from game.core.observe import PlayerView
from game.core.records import Treaty
from game.narrate.narrator import Narrator
from game.narrate.numerals import listed
from game.persistence.annals import Traded
from game.session.dates import date_label

NEGLIGIBLE = 5e-5
"""Share of output below which trade is not listed."""


def vetoes(view: PlayerView, tell: Narrator) -> Ledger:
    """Return every veto cast, and how many each state has cast."""
    known = view.known
    calendar = known.scenario.calendar
    names = tell.names.gazetteer.names
    cast: list[tuple[int, int]] = []
    lines = []
    for at, resolution in enumerate(known.resolutions):
        for state in resolution.vetoes:
            cast.append((resolution.due, int(state)))
            title = tell.resolution(resolution, known).title
            lines.append(
                LedgerLine(
                    f"r{at}.{int(state)}",
                    (
                        Entry(date_label(calendar, resolution.due), f"{resolution.due:05d}"),
                        Entry(names[state]),
                        Entry(tell.names.institution_title(int(resolution.institution))),
                        Entry(title),
                    ),
                    state=int(state),
                    note=title,
                    own=state == view.viewer,
                )
            )
    for at, motion in enumerate(known.motions):
        for state in motion.vetoes:
            cast.append((motion.tabled, int(state)))
            lines.append(
                LedgerLine(
                    f"m{at}.{int(state)}",
                    (
                        Entry(date_label(calendar, motion.tabled), f"{motion.tabled:05d}"),
                        Entry(names[state]),
                        Entry(tell.names.institution_title(int(motion.institution))),
                        Entry(tell.motion(motion)),
                    ),
                    state=int(state),
                    own=state == view.viewer,
                )
            )
    lines.sort(key=lambda line: str(line.entries[0].value), reverse=True)
    most = [state for state, _ in Counter(state for _, state in cast).most_common(MOST_LINES)]
    turns = [tally.turn for tally in known.history]
    return Ledger(
        "vetoes",
        text("ledgers.vetoes_lead"),
        (
            Head(text("ledgers.date"), 1, least=84),
            Head(text("ledgers.by"), 2, least=130),
            Head(text("ledgers.body"), 2, least=110),
            Head(text("ledgers.draft"), 4, least=160),
        ),
        tuple(lines),
        (
            Curves(
                text("ledgers.chart_vetoes"), "",
                tuple(
                    Series(
                        names[state],
                        tuple(
                            float(sum(who == state and when <= turn for when, who in cast))
                            for turn in turns
                        ),
                        StateId(state),
                    )
                    for state in most
                ),
            ),
        ) if most else (),
    )  # fmt: skip


def wars(view: PlayerView, tell: Narrator) -> Ledger:
    """Return every war with its dates, losses and end, and how many were on in each turn."""
    known = view.known
    calendar = known.scenario.calendar
    lines = []
    for war in reversed(known.wars):
        title = tell.war(war, known)
        ended = "–" if war.live else date_label(calendar, war.ended)
        lines.append(
            LedgerLine(
                str(war.id),
                (
                    Entry(title),
                    Entry(date_label(calendar, war.since), f"{war.since:05d}"),
                    Entry(ended, "99999" if war.live else f"{war.ended:05d}"),
                    Entry(f"{war.losses[0]:.1f} / {war.losses[1]:.1f}", sum(war.losses)),
                    Entry(tell.word(war.settled)),
                ),
                state=int(war.defenders[0]),
                note="\n".join(
                    (
                        title,
                        text("ledgers.attackers", states=tell.names.states(war.attackers)),
                        text("ledgers.defenders", states=tell.names.states(war.defenders)),
                    )
                ),
                own=war.side(view.viewer) >= 0,
            )
        )
    history = known.history
    return Ledger(
        "wars",
        text("ledgers.wars_lead"),
        (
            Head(text("ledgers.war"), 4, least=170),
            Head(text("ledgers.since"), 1, least=84),
            Head(text("ledgers.until"), 1, least=84),
            Head(text("ledgers.lost"), 1, "right", 110),
            Head(text("ledgers.outcome"), 1, least=110),
        ),
        tuple(lines),
        (
            Curves(
                text("ledgers.chart_wars"), "",
                (
                    Series(text("ledgers.wars"), tuple(float(row.wars) for row in history)),
                    Series(text("ledgers.crises"), tuple(float(row.crises) for row in history)),
                ),
            ),
        ),
    )  # fmt: skip


def trade(view: PlayerView, tell: Narrator, traded: Sequence[Traded]) -> Ledger:
    """Return one's trade with each state, what war and embargo have stopped, and all trade by turn."""
    known, me = view.known, view.viewer
    names, output = tell.names.gazetteer.names, float(known.states.production[me])
    now, usual = known.dyads.trade[me], known.dyads.usual_trade[me]
    rows = [
        row for row in np.flatnonzero(known.states.exists).tolist()
        if row != me and max(float(now[row]), float(usual[row])) > NEGLIGIBLE
    ]  # fmt: skip
    rows.sort(key=lambda row: -float(usual[row]))

    def denied(one: int, other: int) -> str:
        goods = [
            tell.word(good) for good in Good if known.embargoes.denied[one, other, good] > 0.005
        ]
        return listed(goods) if goods else "–"

    by_turn = {row.turn: row.volume for row in traded}
    turns = [tally.turn for tally in known.history]

    def volume(states: Iterable[int] | None) -> tuple[float | None, ...]:
        values: list[float | None] = []
        for turn in turns:
            row = by_turn.get(turn)
            picked = None if row is None else row if states is None else [row[s] for s in states]
            values.append(None if picked is None else sum(picked))
        return tuple(values)

    return Ledger(
        "trade",
        text("ledgers.trade_lead"),
        (
            Head(text("ledgers.partner"), 3, least=140),
            Head(text("ledgers.trade"), 1, "right", 100),
            Head(text("ledgers.of_output"), 1, "right", 76),
            Head(text("ledgers.stopped"), 1, "right", 100),
            Head(text("ledgers.we_deny"), 2, least=100),
            Head(text("ledgers.they_deny"), 2, least=100),
        ),
        tuple(
            LedgerLine(
                str(row),
                (
                    Entry(names[row]),
                    amount(float(now[row]) * output),
                    Entry(share(float(now[row])), float(now[row])),
                    amount(max(0.0, float(usual[row] - now[row])) * output),
                    Entry(denied(me, row)),
                    Entry(denied(row, me)),
                ),
                state=row,
            )
            for row in rows
        ),
        (
            Curves(text("ledgers.chart_trade_world"), " M$",
                   (Series(text("ledgers.world_trade"), volume(None)),)),
            Curves(text("ledgers.chart_trade_own"), " M$",
                   (Series(names[me], volume([int(me)]), me),)),
        ),
    )  # fmt: skip


def treaties_in_force(view: PlayerView) -> tuple[Treaty, ...]:
    """Return the treaties that bind today."""
    return tuple(view.known.treaties_in_force())


def alliances(view: PlayerView, tell: Narrator) -> Ledger:
    """Return every treaty in force."""
    known = view.known
    calendar = known.scenario.calendar
    names = tell.names.gazetteer.names
    lines = []
    for treaty in treaties_in_force(view):
        parties = [names[party] for party in treaty.parties]
        lines.append(
            LedgerLine(
                str(treaty.id),
                (
                    Entry(tell.word(treaty.kind), int(treaty.kind)),
                    Entry(" – ".join(parties)),
                    Entry(since(calendar, treaty), treaty.since_turn),
                    Entry(
                        "–" if treaty.until_turn < 0 else date_label(calendar, treaty.until_turn),
                        treaty.until_turn,
                    ),
                ),
                note=tell.treaty(treaty),
                own=view.viewer in treaty.parties,
            )
        )
    return Ledger(
        "alliances",
        text("ledgers.alliances_lead"),
        (
            Head(text("ledgers.kind"), 2, least=150),
            Head(text("ledgers.parties"), 4, least=170),
            Head(text("ledgers.since"), 1, least=84),
            Head(text("ledgers.until"), 1, least=84),
        ),
        tuple(lines),
    )


def since(calendar: Calendar, treaty: Treaty) -> str:
    """Return since when a treaty has held, in years where it is older than the campaign."""
    if treaty.since_turn < 0:
        return str(calendar.year(treaty.since_turn))
    return date_label(calendar, treaty.since_turn)


def tie_kinds(view: PlayerView) -> tuple[TreatyKind, ...]:
    """Return the kinds of treaty that bind anybody today."""
    return tuple(kind for kind in TreatyKind if any(
        treaty.kind == kind for treaty in treaties_in_force(view)
    ))  # fmt: skip


def sources(found: Iterable[Source]) -> Ledger:
    """Return where the figures of the campaign come from."""
    return Ledger(
        "sources",
        text("ledgers.sources_lead"),
        (
            Head(text("ledgers.part"), 1, least=110),
            Head(text("ledgers.what"), 2, least=150),
            Head(text("ledgers.source"), 6, least=300),
        ),
        tuple(
            LedgerLine(
                str(at),
                (
                    Entry(text(f"ledgers.part_of.{each.part}")),
                    Entry(each.of or text("ledgers.all_of_it")),
                    Entry(each.reference),
                ),
                note=each.reference,
            )
            for at, each in enumerate(found)
        ),
    )
