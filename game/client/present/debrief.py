"""How it ended: the outcome in figures, the years as lines, the turning points, the burdens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from game.client.present.report import WEIGHTS, Conduct, conduct, weight_of
from game.client.strings import text
from game.core.events import Event
from game.core.ids import StateId
from game.core.kinds import CrisisEnd, Obligation, Standing
from game.core.observe import PlayerView
from game.core.world import World
from game.narrate.narrator import Narrator
from game.session.dates import date_label

MOST_POINTS = 12
_GRAVE = 6.0
"""Weight of a kind of event from which on it can be a turning point."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One figure of the outcome."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Series:
    """One line of a chart, a value a turn."""

    label: str
    values: tuple[float | None, ...]
    state: StateId | None = None


@dataclass(frozen=True, slots=True)
class Curves:
    """One chart."""

    title: str
    unit: str
    lines: tuple[Series, ...]


@dataclass(frozen=True, slots=True)
class TurningPoint:
    """Something that the books will remember."""

    turn: int
    date: str
    words: str


@dataclass(frozen=True, slots=True)
class Burden:
    """What one state owed, gave and bore over the whole game."""

    state: StateId
    name: str
    owed: int
    """Quarters and measures in which it was bound to give."""
    kept: int
    shirked: int
    seen: int
    burden_share: float
    power_share: float
    own: bool


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that the last screen says."""

    world: tuple[Outcome, ...]
    own: tuple[Outcome, ...]
    dates: tuple[str, ...]
    curves: tuple[Curves, ...]
    points: tuple[TurningPoint, ...]
    burdens: tuple[Burden, ...]


def debrief(view: PlayerView, chronicle: Iterable[Event], tell: Narrator) -> Debrief:
    """Return the debrief of a game that is over, as one seat may know it."""
    known = view.known
    events = tuple(chronicle)
    burdens = ledger(view, tell)
    return Debrief(
        world=_world(known, events, tell),
        own=_own(view, burdens),
        dates=tuple(date_label(known.scenario.calendar, tally.turn) for tally in known.history),
        curves=_curves(known, tell),
        points=turning_points(view, events, tell),
        burdens=burdens,
    )


def ledger(view: PlayerView, tell: Narrator) -> tuple[Burden, ...]:
    """Return each state's account over the game, the heaviest burden first.

    What was promised and not given is no burden; cheating counts only where it was seen, or is
    the viewer's own.
    """
    known = view.known
    owed, kept, shirked, seen = Counter[int](), Counter[int](), Counter[int](), Counter[int]()
    borne = np.zeros(known.n)
    for duty in known.ledger:
        state = duty.state
        bound = duty.obligation in (Obligation.BINDING, Obligation.AUTOMATIC)
        what = conduct(duty)
        owed[state] += bound
        kept[state] += bound and duty.given > 0
        shirked[state] += bound and duty.given == 0
        seen[state] += what is Conduct.CHEATED
        borne[state] += duty.cost if duty.given > 0 else 0.0
    listed = sorted({duty.state for duty in known.ledger})
    burdens = borne / max(float(borne.sum()), 1e-12)
    power = np.zeros(known.n)
    if known.history:
        power = np.mean([tally.power for tally in known.history], axis=0)
    among = max(float(power[listed].sum()), 1e-12) if listed else 1.0
    rows = (
        Burden(
            state,
            tell.names.gazetteer.names[state],
            owed[state],
            kept[state],
            shirked[state],
            seen[state],
            float(burdens[state]),
            float(power[state]) / among,
            own=state == view.viewer,
        )
        for state in listed
    )
    return tuple(sorted(rows, key=lambda row: (-row.burden_share, -row.power_share, row.name)))


def turning_points(
    view: PlayerView, events: Iterable[Event], tell: Narrator
) -> tuple[TurningPoint, ...]:
    """Return the gravest events, in their order."""
    calendar = view.known.scenario.calendar
    grave = [
        (number, event)
        for number, event in enumerate(events)
        if WEIGHTS.get(event.kind, 0.0) >= _GRAVE and event.kind != "crisis.escalated"
    ]
    grave.sort(key=lambda pair: (-weight_of(pair[1], view), pair[0]))
    return tuple(
        TurningPoint(event.turn, date_label(calendar, event.turn), tell.event(event, view))
        for _, event in sorted(grave[:MOST_POINTS], key=lambda pair: pair[0])
    )


def _world(known: World, events: tuple[Event, ...], tell: Narrator) -> tuple[Outcome, ...]:
    kinds = Counter(event.kind for event in events)
    ends = Counter(crisis.end for crisis in known.crises)
    standings = Counter(resolution.standing for resolution in known.resolutions)
    figures = [
        ("wars", kinds["war.begun"]),
        ("gone", kinds["state.destroyed"]),
        ("withdrew", ends[CrisisEnd.WITHDREW]),
        ("compromise", ends[CrisisEnd.COMPROMISE]),
        ("kept_gains", ends[CrisisEnd.KEPT_GAINS]),
        ("destroyed", ends[CrisisEnd.DESTROYED]),
        ("open", ends[CrisisEnd.OPEN]),
        ("adopted", standings[Standing.ADOPTED]),
        ("failed", standings[Standing.FAILED]),
        ("vetoed", standings[Standing.VETOED]),
    ]
    outcomes = [Outcome(text(f"debrief.{key}"), str(value)) for key, value in figures]
    if known.history:
        first, last = known.history[0].members, known.history[-1].members
        for institution, (before, after) in enumerate(zip(first, last, strict=True)):
            name = tell.names.institution(institution)
            outcomes.append(
                Outcome(
                    text("debrief.members", institution=name),
                    text("debrief.members_value", before=before, after=after),
                )
            )
    return tuple(outcomes)


def _own(view: PlayerView, burdens: tuple[Burden, ...]) -> tuple[Outcome, ...]:
    known, me = view.known, view.viewer
    mine = Counter(crisis.end for crisis in known.crises if crisis.initiator == me)
    theirs = Counter(crisis.end for crisis in known.crises if crisis.target == me)
    account = next((row for row in burdens if row.own), None)
    taken = (CrisisEnd.KEPT_GAINS, CrisisEnd.DESTROYED)
    figures = [
        ("claims_won", sum(mine[end] for end in taken)),
        ("claims_part", mine[CrisisEnd.COMPROMISE]),
        ("claims_dropped", mine[CrisisEnd.WITHDREW]),
        ("claims_held", theirs[CrisisEnd.WITHDREW]),
        ("claims_lost", sum(theirs[end] for end in (*taken, CrisisEnd.COMPROMISE))),
        ("kept", account.kept if account else 0),
        ("broken", account.shirked if account else 0),
        ("caught", account.seen if account else 0),
    ]
    outcomes = [Outcome(text(f"debrief.{key}"), str(value)) for key, value in figures]
    if known.history:
        before, after = (known.history[place].power[me] for place in (0, -1))
        value = text("debrief.power_value", before=f"{before:.1%}", after=f"{after:.1%}")
        outcomes.insert(0, Outcome(text("debrief.power"), value))
    return tuple(outcomes)


def _curves(known: World, tell: Narrator) -> tuple[Curves, ...]:
    history = known.history
    majors = [StateId(int(row)) for row in np.flatnonzero(known.states.major)]
    last = history[-1].power if history else ()
    majors.sort(key=lambda state: -last[state] if last else 0.0)
    institutions = len(history[0].members) if history else 0
    return (
        Curves(
            text("debrief.chart_tension"),
            " %",
            (Series(text("debrief.line_tension"), tuple(100 * row.tension for row in history)),),
        ),
        Curves(
            text("debrief.chart_fights"),
            "",
            (
                Series(text("debrief.line_wars"), tuple(float(row.wars) for row in history)),
                Series(text("debrief.line_crises"), tuple(float(row.crises) for row in history)),
            ),
        ),
        Curves(
            text("debrief.chart_members"),
            "",
            tuple(
                Series(
                    tell.names.institution_title(number),
                    tuple(float(row.members[number]) for row in history),
                )
                for number in range(institutions)
            ),
        ),
        Curves(
            text("debrief.chart_power"),
            " %",
            tuple(
                Series(
                    tell.names.gazetteer.names[state],
                    tuple(100 * row.power[state] for row in history),
                    state,
                )
                for state in majors[:8]
            ),
        ),
    )
