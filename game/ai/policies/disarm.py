"""Disarm: arms control treaties signed, left and worked against; reparations struck out.

States with weapons agree on limits and on a ban of tests where fear is mutual and the other is
trusted to keep its word (Jervis 1978); others forswear weapons for the order's sake, and because
neighbours do (Sagan 1996). Who needs the weapons more than its name works on in the dark.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.ai.peril import peril
from game.ai.reviews import Ints, due
from game.core.accords import OPEN_FOR_SIGNATURE, forsworn, watch
from game.core.brink import nuclear_risk
from game.core.ids import StateId
from game.core.kinds import AccordKind, Doctrine
from game.core.legality import refusal
from game.core.orders import HideWork, QuitAccord, Repudiate, SignAccord
from game.core.outlook import outlook
from game.core.programmes import known_science
from game.core.settlements import Reparation
from game.core.terms import Term, TermTable, total
from game.core.world import World

_LEARNT = 30.0
"""Years from the science being known in which the world learns to think of arms control (the ban of
tests came after 24, non-proliferation after 29, limits after 33)."""

_QUITS = -0.15
"""Worth of a treaty at which it is left."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield signatures, notices, secret work, and debts struck out."""
    for debt in known.reparations.open:
        if debt.debtor in states and (known.turn + debt.debtor) % 4 == 0:
            yield from _debt(known, debt)
    if not known_science(known) or not known.states.warheads.any():
        return
    rows = due(known, states)
    if not rows.size:
        return
    for kind in OPEN_FOR_SIGNATURE:
        yield from _treaty(known, kind, rows)
    if known.accords.open:
        yield from _secrecy(known, rows)


def accord_worth(known: World, kind: AccordKind, rows: Ints) -> TermTable:
    """Return what being party to an arms control treaty is worth to some states, [row], by term."""
    states, dyads = known.states, known.dyads
    look = outlook(known)
    armed = (states.warheads > 0) & states.exists
    mine = armed[rows].astype(float)
    uphold = states.doctrine[rows, Doctrine.UPHOLD]
    feared = nuclear_risk(known, look)[rows][:, armed].max(axis=1, initial=0.0)
    rivals = dyads.rivalry[rows][:, armed]
    worst = rivals.max(axis=1, initial=0.0)
    trust = look.credence[rows][:, armed].mean(axis=1) if armed.any() else np.zeros(rows.size)
    behind = np.zeros(rows.size)
    if armed.any():
        most = max(int(states.warheads.max()), 1)
        behind = (1.0 - states.warheads[rows] / most) * mine
    needs = 0.4 * peril(known).peril[rows]
    known_years = known.scenario.calendar.when(known.turn) - known.rules.atomic_year
    hot = 1.0 if known.tension > 0.5 else known.tension
    terms = {
        "order": 0.25 * uphold,
        "mutual_fear": 0.25 * feared * mine,
        "trust": 0.2 * (trust - 0.5),
        "rivalry": -0.2 * worst * (0.5 + hot),
        "behind": -0.15 * behind,
        "own_weapons": -needs * (1.0 - mine) if kind == AccordKind.NON_PROLIFERATION else 0.0,
        "others_forgo": np.full(rows.size, 0.08) * (1.0 - mine) + 0.10 * mine,
        "under_way": -0.5 * (states.programme_on[rows] & (states.warheads[rows] == 0)),
        "unheard_of": np.full(rows.size, -0.3 * max(0.0, 1.0 - known_years / _LEARNT)),
        "threshold": np.full(rows.size, -0.08 if kind != AccordKind.LIMITS else -0.12),
    }
    return TermTable.of(terms)


def _treaty(known: World, kind: AccordKind, rows: Ints) -> Iterator[Decision]:
    found = next((one for one in known.accords.open if one.kind == kind), None)
    if found is None and kind == AccordKind.NON_PROLIFERATION:
        # Somebody with weapons opens it.
        rows = rows[known.states.warheads[rows] > 0]
    if kind == AccordKind.LIMITS:
        rows = rows[known.states.warheads[rows] > 0]
    if not rows.size:
        return
    table = accord_worth(known, kind, rows)
    worth = table.total()
    for place, row in enumerate(rows.tolist()):
        state = StateId(row)
        party = found is not None and state in found.parties
        if party and found is not None and worth[place] < _QUITS:
            yield Decision(QuitAccord(state, found.id), table.row(place))
        elif not party and worth[place] > 0:
            order = SignAccord(state, kind)
            if refusal(known, order) is None:
                yield Decision(order, table.row(place))


def _secrecy(known: World, rows: Ints) -> Iterator[Decision]:
    """Let those who are bound weigh working on in the dark."""
    sworn, states = forsworn(known), known.states
    for row in rows[sworn[rows] & states.programme_on[rows]].tolist():
        state = StateId(row)
        need = 0.6 * float(peril(known).peril[row])
        seen = watch(known, row)
        terms = (
            Term("danger", need),
            Term("found_out", -0.8 * seen),
            Term("order", -0.3 * float(states.doctrine[row, Doctrine.UPHOLD])),
            Term("threshold", -0.05),
        )
        want = total(terms) > 0
        if want != bool(states.hidden_work[row]):
            yield Decision(HideWork(state, want), terms)


def _debt(known: World, debt: Reparation) -> Iterator[Decision]:
    """Let a debtor weigh what paying costs against its name and the creditor's arm."""
    states, dyads, by, to = known.states, known.dyads, debt.debtor, debt.creditor
    years = max(known.scenario.calendar.years_a_turn, 1e-6)
    yearly = debt.amount / debt.turns / years
    burden = yearly / max(float(states.production[by]), 1e-6)
    owed = (debt.amount - debt.paid) / max(float(states.production[by]), 1e-6)
    terms = (
        Term("burden", min(0.5, 4.0 * burden + 0.5 * owed)),
        Term("hardship", 0.3 * max(0.0, -float(states.growth[by]) * 5.0)),
        Term("resentment", 0.3 * float(dyads.rivalry[by, to])),
        Term("revision", 0.3 * float(states.doctrine[by, Doctrine.REVISE])),
        Term("threat", -0.6 * float(dyads.threat[by, to])),
        Term("word", -0.25 - 0.3 * float(states.doctrine[by, Doctrine.UPHOLD])),
    )
    order = Repudiate(by, debt.id)
    if total(terms) > 0 and refusal(known, order) is None:
        yield Decision(order, terms)
