"""Weapons: nuclear programmes begun and given up, and the ladder of alerts in a crisis.

Programmes follow danger, rivals who have weapons, and the want of a patron's umbrella (Sagan 1996;
Jo and Gartzke 2007). Alerts are climbed while coercion is worth more than the accident it courts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.ai.peril import peril
from game.ai.reviews import Ints, due
from game.core.accords import forsworn
from game.core.brink import alert_terms, shelter, speaker
from game.core.ids import StateId
from game.core.kinds import Alert, CrisisEnd, CrisisKind, Doctrine, Rung
from game.core.legality import refusal
from game.core.orders import SetAlert, SetProgramme
from game.core.outlook import outlook
from game.core.programmes import known_science
from game.core.programmes import means as programme_means
from game.core.records import Crisis
from game.core.terms import TermTable, total
from game.core.world import World

Floats = NDArray[np.float64]

_BEGINS = 0.05
_ENDS = -0.08
"""Worths from which a programme is begun, and at which it is given up."""

_CLIMBS = 0.005
"""What another level must be worth more than the present one."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield programmes and alerts."""
    if known_science(known):
        rows = due(known, states)
        if rows.size:
            yield from _programmes(known, rows)
    if known.states.warheads.any():
        for crisis in known.live_crises():
            if crisis.rung >= Rung.ULTIMATUM and not crisis.internal:
                yield from _alerts(known, crisis, states)


def programme_worth(known: World, rows: Ints) -> TermTable:
    """Return what having a nuclear programme is worth to some states, [row], by term.

    Whom a far stronger foe threatens would be struck before it is done (Debs and Monteiro 2014).
    """
    here, states = peril(known), known.states
    armed = (states.warheads > 0) | states.programme_seen
    look = here.look
    umbrella = (shelter(known, look)[rows] > 0) & (states.warheads[rows] == 0)
    doctrine = states.doctrine[rows]
    ability = programme_means(known)[rows]
    return TermTable.of(
        {
            "danger": 0.35 * here.peril[rows] * here.lost[rows],
            "rivals_armed": 0.5 * (here.danger[rows] * armed[None, :]).max(axis=1, initial=0.0),
            "prestige": 0.15 * states.major[rows] + 0.08 * doctrine[:, Doctrine.REVISE],
            "umbrella": -0.15 * umbrella,
            "order": -0.15 * doctrine[:, Doctrine.UPHOLD],
            "word": -0.12 * forsworn(known)[rows],
            "prevented": -0.3 * here.peril[rows] * here.lost[rows] ** 2,
            "given_up_before": -0.25 * _gave_up(known)[rows],
            "cost": -0.02 - 0.35 * (1.0 - ability),
        }
    )


_REMEMBERED = 60
"""Turns for which a government minds that it has promised to make no weapons."""


def _gave_up(known: World) -> Floats:
    """Return who has given way over its programme, fading over the years, [state] in 0..1."""
    found = np.zeros(known.n)
    for crisis in known.crises.ended_since(known.turn - _REMEMBERED):
        gave_way = crisis.end in (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE)
        if crisis.kind == CrisisKind.PROLIFERATION and gave_way:
            left = 1.0 - (known.turn - crisis.ended) / _REMEMBERED
            found[crisis.initiator] = max(float(found[crisis.initiator]), left)
    return found


def _programmes(known: World, rows: Ints) -> Iterator[Decision]:
    table = programme_worth(known, rows)
    worth = table.total()
    states = known.states
    for place, row in enumerate(rows.tolist()):
        on, has = bool(states.programme_on[row]), int(states.warheads[row]) > 0
        if not on and not has and worth[place] > _BEGINS:
            order = SetProgramme(StateId(row), True)
        elif on and worth[place] < _ENDS:
            order = SetProgramme(StateId(row), False)
        else:
            continue
        if refusal(known, order) is None:
            yield Decision(order, table.row(place))


def _alerts(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let everyone who can move weapons in a crisis stand where it is worth most, a step away."""
    look = outlook(known)
    for row in np.flatnonzero(known.states.warheads > 0).tolist():
        state = StateId(row)
        side = speaker(known, crisis, state) if row in states else -1
        if side < 0:
            continue
        level = int(crisis.alerts[side])
        steps = [Alert(step) for step in (level - 1, level, level + 1) if 0 <= step < len(Alert)]
        worth = {step: alert_terms(known, crisis, state, step, look) for step in steps}
        chosen = max(steps, key=lambda step: total(worth[step]))
        order = SetAlert(state, crisis.id, chosen)
        better = total(worth[chosen]) > total(worth[Alert(level)]) + _CLIMBS
        if better and refusal(known, order) is None:
            yield Decision(order, worth[chosen])
