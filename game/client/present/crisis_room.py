"""A crisis as its room shows it: the ladder, what each is expected to do, ways out, its history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.client.present.camps import nuclear
from game.client.present.terms import Explained, explained, main_reason
from game.client.strings import text
from game.core.cases import case_of
from game.core.events import Event
from game.core.forecast import forecast
from game.core.ids import StateId
from game.core.kinds import CONTRIBUTED, Act, Alert, Move, Rung
from game.core.observe import PlayerView
from game.core.outlook import outlook
from game.core.records import Crisis
from game.core.ways_out import Choice, choices
from game.narrate.narrator import Narrator
from game.narrate.numerals import percent
from game.session.dates import date_label


@dataclass(frozen=True, slots=True)
class Step:
    """A rung of the ladder."""

    name: str
    reached: bool
    here: bool


@dataclass(frozen=True, slots=True)
class Course:
    """One thing that a party can do, and what it is worth to it."""

    words: str
    worth: float
    terms: tuple[Explained, ...]
    reason: str
    out: bool
    """It leads out of the crisis, if the other side will have it."""
    price: float
    """How much less it is worth to the party than what it likes best; 0 for that."""


@dataclass(frozen=True, slots=True)
class Expected:
    """A party, and what it can do, the likeliest first."""

    state: StateId
    name: str
    own: bool
    courses: tuple[Course, ...]


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """What one measure would do, were it put now."""

    act: Act
    name: str
    adoption: float | None
    """Chance that it is adopted; None where there is no body to decide it."""
    works: float
    """Chance that it stops the initiator, once decided."""
    cost: float
    """What it is expected to cost the viewer, in worth."""
    givers: str
    """Who would carry most of it."""


@dataclass(frozen=True, slots=True)
class Dated:
    """Something that happened in the case."""

    date: str
    words: str


def ladder(crisis: Crisis, tell: Narrator) -> tuple[Step, ...]:
    """Return the rungs from the lowest, with how far the crisis has climbed."""
    return tuple(Step(tell.rung(rung), rung <= crisis.rung, rung == crisis.rung) for rung in Rung)


def expected(view: PlayerView, crisis: Crisis, tell: Narrator) -> tuple[Expected, ...]:
    """Return what each party is expected to do next, with its terms.

    One's own on one's own estimates, as one's government would; others' as anyone would guess.
    """
    look = outlook(view.known)
    found = []
    for state in dict.fromkeys((crisis.initiator, crisis.target)):
        own = state == view.viewer
        options = choices(view.known, crisis, state, look, private=own)
        most = max((choice.worth for choice in options), default=0.0)
        courses = [_course(choice, crisis, most, tell) for choice in options]
        courses.sort(key=lambda course: -course.worth)
        found.append(Expected(state, tell.names.gazetteer.names[state], own, tuple(courses)))
    return tuple(found)


def _course(choice: Choice, crisis: Crisis, most: float, tell: Narrator) -> Course:
    terms = explained(choice.terms, tell)
    words = text(
        f"room_crisis.course.{choice.key}",
        share=percent(choice.order.share),
        rung=tell.rung(Rung(min(crisis.rung + 1, Rung.WAR))).lower(),
    )
    return Course(
        words, choice.worth, terms, main_reason(terms, choice.worth), choice.out,
        most - choice.worth,
    )  # fmt: skip


def measures_known(view: PlayerView, crisis: Crisis) -> tuple[Act, ...]:
    """Return the measures that can be forecast: of the body seized of it, else of a coalition."""
    if crisis.institution < 0:
        return tuple(act for act in CONTRIBUTED if act not in (Act.OBSERVERS, Act.PEACEKEEPING))
    charter = view.known.charters[crisis.institution]
    return tuple(act for act in CONTRIBUTED if charter.needs(act) is not None)


def measure(view: PlayerView, crisis: Crisis, act: Act, tell: Narrator) -> MeasureLine:
    """Return the forecast of one measure, with the naming that it needs."""
    known = view.known
    acts: tuple[Act, ...] = (act,)
    if crisis.institution >= 0 and crisis.named < 0 and Act.DETERMINATION not in crisis.acts:
        needs = known.charters[crisis.institution].needs(act) or ()
        acts = tuple(sorted({act, *(need for need in needs if need not in crisis.acts)}))
    seen = forecast(known, case_of(replace(crisis)), acts)
    row = seen.plan.acts.index(act) if act in seen.plan.acts else -1
    works, givers = 0.0, ""
    if row >= 0:
        works = float(seen.plan.success[row])
        given = seen.plan.answer.expected[row] * seen.plan.game.capacity[row]
        most = [
            StateId(int(state))
            for state in np.argsort(-given, kind="stable")[:3]
            if given[state] > 0.02 * max(float(given.sum()), 1e-9)
        ]
        givers = tell.names.states(most) if most else text("room_crisis.nobody")
    return MeasureLine(
        act,
        tell.word(act),
        None if seen.division is None else seen.adoption,
        works,
        seen.cost_to(view.viewer),
        givers,
    )


def history(
    view: PlayerView, crisis: Crisis, events: Sequence[Event], tell: Narrator
) -> tuple[Dated, ...]:
    """Return what happened in a case as far as the viewer may read it, the latest first."""
    calendar = view.known.scenario.calendar
    drafts = {each.id for each in view.known.resolutions_on(crisis.id)}
    found = [
        Dated(date_label(calendar, event.turn), tell.event(event, view))
        for event in events
        if event.id("crisis") == crisis.id or event.id("resolution") in drafts
    ]
    return tuple(reversed(found))


@dataclass(frozen=True, slots=True)
class HotLine:
    """The line between two who could destroy each other, or who have a camp that could."""

    other: StateId
    name: str
    alert: Alert
    """Of the other side."""
    likes_best: str
    would_take: str
    """The least that it is expected to settle for, in words; empty where nothing is expected."""


def hot_line(view: PlayerView, crisis: Crisis, tell: Narrator) -> HotLine | None:
    """Return what is heard on the hot line; None where there is none.

    There is one in the nuclear age, between the two parties, once somebody on stage has the bomb.
    """
    me = view.viewer
    if me not in (crisis.initiator, crisis.target) or not nuclear(view.known, crisis):
        return None
    side = 1 if me == crisis.initiator else 0
    other = (crisis.initiator, crisis.target)[side]
    there = next((each for each in expected(view, crisis, tell) if each.state == other), None)
    best = there.courses[0].words if there is not None and there.courses else ""
    ways = [course for course in there.courses if course.out] if there is not None else []
    return HotLine(
        other,
        tell.names.gazetteer.names[other],
        crisis.alerts[side],
        best,
        ways[0].words if ways else "",
    )


OFFERED = (Move.OFFER, Move.CLIMB_DOWN)
"""What is said over the line: a price, or that one gives way."""
