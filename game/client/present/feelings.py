"""Why two states feel as they do: dated causes, how much each made, and what is left of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.client.present.report import weight_of
from game.client.strings import text
from game.core.events import Event
from game.core.ids import StateId
from game.core.observe import PlayerView
from game.narrate.narrator import Narrator
from game.persistence.annals import Change, Feeling
from game.session.annalist import COLUMNS, left_of
from game.session.dates import date_label

SMALL = 0.005


@dataclass(frozen=True, slots=True)
class Cause:
    """One dated cause; `ours` says that it is what the viewer feels."""

    turn: int
    date: str
    ours: bool
    feeling: str
    by: float
    left: float
    why: str


@dataclass(frozen=True, slots=True)
class Balance:
    """What one feels for the other today: what was there, what has come since, the sum."""

    ours: bool
    feeling: str
    before: float
    since: float
    now: float


def causes(
    view: PlayerView,
    other: StateId,
    changes: Sequence[Change],
    chronicle: Sequence[Event],
    tell: Narrator,
) -> tuple[Cause, ...]:
    """Return the causes between the viewer and another, the newest first."""
    me, known = view.viewer, view.known
    between = [each for each in changes if {each.one, each.other} == {me, other}]
    turns = {each.turn for each in between}
    by_turn: dict[int, list[Event]] = {turn: [] for turn in turns}
    for event in chronicle:
        if event.turn in by_turn and {event.subject, event.object} & {me, other}:
            by_turn[event.turn].append(event)
    return tuple(
        Cause(
            each.turn,
            date_label(known.scenario.calendar, each.turn),
            each.one == me,
            text(f"diplomacy.feeling.{each.feeling.name.lower()}"),
            each.by,
            left_of(each, known.rules, known.turn),
            _why(each, by_turn[each.turn], view, tell),
        )
        for each in reversed(between)
    )


def balances(view: PlayerView, other: StateId, changes: Sequence[Change]) -> tuple[Balance, ...]:
    """Return each feeling both ways: what the dated causes leave, and what was there beside them."""
    me, known = view.viewer, view.known
    found = []
    for feeling, (column, _) in COLUMNS.items():
        for one, two in ((me, other), (other, me)):
            now = float(getattr(known.dyads, column)[one, two])
            since = sum(
                left_of(each, known.rules, known.turn)
                for each in changes
                if (each.one, each.other, each.feeling) == (one, two, feeling)
            )
            if max(abs(now), abs(since)) >= SMALL or feeling is Feeling.LIKING:
                name = text(f"diplomacy.feeling.{feeling.name.lower()}")
                found.append(Balance(one == me, name, now - since, since, now))
    return tuple(found)


def _why(change: Change, events: Sequence[Event], view: PlayerView, tell: Narrator) -> str:
    """Return the sentence of what most likely moved a feeling: an event of its turn.

    One between the two comes first, then one that the other had a part in.
    """
    pair = {change.one, change.other}

    def nearness(event: Event) -> tuple[int, float]:
        both = pair <= {event.subject, event.object}
        deed = event.subject == change.other
        return (2 * both + deed, weight_of(event, view))

    near = [event for event in events if nearness(event)[0] > 0]
    if not near:
        return text("diplomacy.no_cause")
    return tell.event(max(near, key=nearness), view)
