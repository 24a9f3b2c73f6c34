"""Ledgers of states and bodies: power, tension, members, burdens against power."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from game.client.present import debrief
from game.client.present.debrief import Curves, Series
from game.client.present.ledgers import Entry, Head, Ledger, LedgerLine
from game.client.present.terms import Explained
from game.client.strings import text
from game.core.ids import StateId
from game.core.kinds import Seat
from game.core.observe import PlayerView
from game.core.phases.chronicle import strains
from game.narrate.narrator import Narrator
from game.session.dates import date_label

MOST_LINES = 8
"""Of a chart."""
CAPABILITIES = ("milex", "milper", "irst", "pec", "tpop", "upop")


def share(value: float) -> str:
    """Return a share to a tenth of a per cent."""
    return f"{100 * value:.1f}%".replace("-", "−")


def change(value: float) -> str:
    """Return a change of a share in percentage points, with its sign."""
    return f"{100 * value:+.1f}".replace("-", "−")


def amount(value: float) -> Entry:
    """Return a figure whose unit stands in its heading."""
    return Entry(f"{value:,.0f}", value)


def power(view: PlayerView, tell: Narrator) -> Ledger:
    """Return who is how strong, and what it is made of: six shares of what the world has."""
    known = view.known
    states, history = known.states, known.history
    alive = np.flatnonzero(states.exists)
    world = {each: max(float(getattr(states, each)[alive].sum()), 1e-12) for each in CAPABILITIES}
    first = history[0].power if history else tuple(states.power.tolist())
    order = sorted(alive.tolist(), key=lambda row: -float(states.power[row]))
    lines = []
    for rank, row in enumerate(order, start=1):
        now = float(states.power[row])
        shares = {each: float(getattr(states, each)[row]) / world[each] for each in CAPABILITIES}
        note = "\n".join(
            f"{text(f'ledgers.capability.{each}')}: {share(value)}"
            for each, value in shares.items()
        )
        lines.append(
            LedgerLine(
                str(row),
                (
                    Entry(tell.names.gazetteer.names[row]),
                    Entry(str(rank), rank),
                    Entry(share(now), now),
                    Entry(change(now - first[row]), now - first[row]),
                    *(
                        amount(float(values[row]))
                        for values in (states.milper, states.milex, states.production)
                    ),
                ),
                state=row,
                note=f"{note}\n\n{text('ledgers.power_terms', mean=share(now))}",
                own=row == view.viewer,
            )
        )
    shown = order[:MOST_LINES]
    if view.viewer in order and int(view.viewer) not in shown:
        shown = [*shown[: MOST_LINES - 1], int(view.viewer)]
    return Ledger(
        "power",
        text("ledgers.power_lead"),
        (
            Head(text("ledgers.state"), 3, least=165),
            Head(text("ledgers.rank"), 0.5, "right", 54),
            Head(text("ledgers.power_share"), 1, "right", 70),
            Head(text("ledgers.since_start"), 1, "right", 66),
            Head(text("ledgers.soldiers"), 1, "right", 92),
            Head(text("ledgers.milex"), 1, "right", 84),
            Head(text("ledgers.output"), 1, "right", 96),
        ),
        tuple(lines),
        (
            Curves(
                text("ledgers.chart_power"), " %",
                tuple(
                    Series(
                        tell.names.gazetteer.names[row],
                        tuple(100 * tally.power[row] for tally in history),
                        StateId(row),
                    )
                    for row in shown
                ),
            ),
        ),
    )  # fmt: skip


def tension(view: PlayerView, tell: Narrator) -> Ledger:  # noqa: ARG001
    """Return how tense the world was, turn by turn, and what makes it so now."""
    known = view.known
    calendar = known.scenario.calendar
    fear, quarrels, fighting = strains(known)
    lines = tuple(
        LedgerLine(
            str(tally.turn),
            (
                Entry(date_label(calendar, tally.turn), f"{tally.turn:05d}"),
                Entry(share(tally.tension), tally.tension),
                Entry(str(tally.crises), tally.crises),
                Entry(str(tally.wars), tally.wars),
            ),
        )
        for tally in reversed(known.history)
    )
    return Ledger(
        "tension",
        text("ledgers.tension_lead"),
        (
            Head(text("ledgers.date"), 2, least=90),
            Head(text("ledgers.tension"), 1, "right", 80),
            Head(text("ledgers.crises"), 1, "right", 70),
            Head(text("ledgers.wars"), 1, "right", 70),
        ),
        lines,
        (
            Curves(
                text("ledgers.chart_tension"), " %",
                (Series(text("ledgers.tension"),
                        tuple(100 * tally.tension for tally in known.history)),),
            ),
        ),
        terms=tuple(
            Explained(text(f"ledgers.strain.{key}"), value, text(f"ledgers.strain_note.{key}"))
            for key, value in (("fear", fear), ("crises", quarrels), ("wars", fighting))
        ),
        terms_title=text("ledgers.tension_terms", tension=share(known.tension)),
    )  # fmt: skip


def members(view: PlayerView, tell: Narrator) -> Ledger:
    """Return who belongs to what, with which seat, and how many did in each turn."""
    known = view.known
    tell.learn(known)
    seats = known.memberships
    bodies = [body for body in range(len(known.charters)) if seats.member[body].any()]
    rows = [
        row for row in np.flatnonzero(known.states.exists).tolist()
        if any(seats.member[body, row] for body in bodies)
    ]  # fmt: skip
    rows.sort(key=lambda row: tell.names.gazetteer.names[row])

    def place(body: int, row: int) -> str:
        if not seats.member[body, row]:
            return "–"
        if seats.suspended[body, row]:
            return text("ledgers.suspended")
        if seats.leaves[body, row] >= 0:
            return text("ledgers.leaving")
        return text(f"ledgers.seat.{Seat(int(seats.seat[body, row])).name.lower()}")

    history = known.history
    return Ledger(
        "members",
        text("ledgers.members_lead"),
        (
            Head(text("ledgers.state"), 2, least=140),
            *(Head(tell.names.institution_title(body), 2, least=110) for body in bodies),
        ),
        tuple(
            LedgerLine(
                str(row),
                (
                    Entry(tell.names.gazetteer.names[row]),
                    *(Entry(place(body, row)) for body in bodies),
                ),
                state=row,
                own=row == view.viewer,
            )
            for row in rows
        ),
        (
            Curves(
                text("ledgers.chart_members"), "",
                tuple(
                    Series(
                        tell.names.institution_title(body),
                        tuple(
                            float(tally.members[body]) if body < len(tally.members) else None
                            for tally in history
                        ),
                    )
                    for body in bodies[:MOST_LINES]
                ),
            ),
        ),
    )  # fmt: skip


def burdens(view: PlayerView, tell: Narrator) -> Ledger:
    """Return who bore what share of the costs of measures, against its share of power."""
    known = view.known
    rows = debrief.ledger(view, tell)
    by_turn: dict[int, float] = defaultdict(float)
    of_state: dict[tuple[int, int], float] = defaultdict(float)
    for duty in known.ledger:
        if duty.given > 0:
            by_turn[duty.turn] += duty.cost
            of_state[duty.turn, int(duty.state)] += duty.cost
    turns = [tally.turn for tally in known.history]

    def so_far(state: int) -> tuple[float | None, ...]:
        borne = total = 0.0
        values: list[float | None] = []
        for turn in turns:
            borne += of_state.get((turn, state), 0.0)
            total += by_turn.get(turn, 0.0)
            values.append(100 * borne / total if total > 0 else None)
        return tuple(values)

    return Ledger(
        "burdens",
        text("ledgers.burdens_lead"),
        (
            Head(text("ledgers.state"), 3, least=140),
            Head(text("ledgers.burden"), 1, "right", 76),
            Head(text("ledgers.among"), 1, "right", 76),
            Head(text("ledgers.over"), 1, "right", 96),
            Head(text("ledgers.kept"), 1, "right", 60),
            Head(text("ledgers.shirked"), 1, "right", 70),
            Head(text("ledgers.caught"), 1, "right", 76),
        ),
        tuple(
            LedgerLine(
                str(row.state),
                (
                    Entry(row.name),
                    Entry(share(row.burden_share), row.burden_share),
                    Entry(share(row.power_share), row.power_share),
                    Entry(change(row.burden_share - row.power_share),
                          row.burden_share - row.power_share),
                    Entry(str(row.kept), row.kept),
                    Entry(str(row.shirked), row.shirked),
                    Entry(str(row.seen), row.seen),
                ),
                state=int(row.state),
                own=row.own,
            )
            for row in rows
        ),
        (
            Curves(
                text("ledgers.chart_burdens"), " %",
                tuple(
                    Series(row.name, so_far(int(row.state)), row.state)
                    for row in rows[:MOST_LINES]
                    if row.burden_share > 0
                ),
            ),
        ),
    )  # fmt: skip
