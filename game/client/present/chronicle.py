"""The chronicle: everything that a seat may read, by what it is about, whom, and how much it matters."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.client.present.report import weight_of
from game.client.strings import text
from game.core.events import Event
from game.core.ids import NOBODY
from game.core.observe import PlayerView
from game.narrate.narrator import Narrator
from game.session.dates import date_label

NOWHERE: Final = -1

TOPICS: Final[dict[str, tuple[str, ...]]] = {
    "war": ("war", "peace", "armistice", "mandate"),
    "crisis": ("crisis", "incident", "mediation", "camp", "proxy", "deal"),
    "council": (
        "resolution", "inquiry", "aggressor", "membership", "motion", "institution", "credibility",
    ),
    "measures": ("measure", "coalition", "sanctions", "blacklist", "blockade", "mission"),
    "treaties": ("treaty", "recognition", "accord", "lobby", "ratification", "reparation"),
    "states": ("state", "union", "territory", "nation", "rising", "regime", "strife"),
    "home": ("economy", "armaments", "society", "election", "order"),
    "nuclear": ("nuclear",),
    "happening": ("happening",),
}  # fmt: skip
"""Families of events by topic; what is not here is of the topic `other`."""

IMPORTANCE: Final[dict[str, float]] = {"all": 0.0, "notable": 4.0, "grave": 6.0, "history": 8.0}
"""Least weight of an event to be listed."""

_TOPIC_OF: Final = {family: topic for topic, families in TOPICS.items() for family in families}


@dataclass(frozen=True, slots=True)
class Filter:
    """What is looked for; empty words and -1 are for everything."""

    words: str = ""
    topic: str = ""
    state: int = NOBODY
    importance: str = "all"


@dataclass(frozen=True, slots=True)
class Told:
    """One line of the chronicle."""

    place: int
    """In the chronicle, from the first event."""
    turn: int
    date: str
    words: str
    topic: str
    weight: float
    node: int
    """Where it was, for the map; NOWHERE where it has no place."""
    mine: bool


def topic_of(event: Event) -> str:
    """Return what an event is about."""
    return _TOPIC_OF.get(event.kind.split(".")[0], "other")


def concerns(event: Event, state: int) -> bool:
    """Tell whether an event has to do with a state."""
    if state in (event.subject, event.object):
        return True
    roles = ("winner", "loser", "leader", "ally", "state", "lender", "by", "victim")
    return any(role in roles and number == state for role, number in event.about)


def place_of(event: Event, view: PlayerView) -> int:
    """Return the node where an event was, or the capital it has most to do with."""
    known = view.known
    for role in ("node", "territory", "place", "to"):
        node = event.id(role)
        if 0 <= node < known.board.territories + known.board.zones:
            return node
    if event.id("zone") >= 0:
        return known.board.territories + event.id("zone")
    for state in (event.object, event.subject):
        if 0 <= state < known.n and int(known.states.capital[state]) >= 0:
            return int(known.states.capital[state])
    return NOWHERE


def passes(event: Event, view: PlayerView, wanted: Filter) -> bool:
    """Tell whether an event is one of those looked for, its words left aside."""
    if event.kind == "turn.closed":
        return False
    if wanted.topic and topic_of(event) != wanted.topic:
        return False
    if wanted.state >= 0 and not concerns(event, wanted.state):
        return False
    return weight_of(event, view) >= IMPORTANCE[wanted.importance]


def told(place: int, event: Event, view: PlayerView, tell: Narrator) -> Told:
    """Return a line of the chronicle."""
    return Told(
        place,
        event.turn,
        date_label(view.known.scenario.calendar, event.turn),
        tell.event(event, view),
        topic_of(event),
        weight_of(event, view),
        place_of(event, view),
        view.viewer in (event.subject, event.object),
    )


class Search:
    """A search through the chronicle, from the newest event back, a slice of it at a time."""

    def __init__(
        self, events: Sequence[Event], view: PlayerView, tell: Narrator, wanted: Filter, skip: int
    ) -> None:
        """`skip` hits are passed over: those of the pages before."""
        self._events = events
        self._view = view
        self._tell = tell
        self._wanted = wanted
        self._folded = wanted.words.casefold().split()
        self._next = len(events)
        self._skip = skip
        self.found: list[Told] = []
        self.more = False
        """There are older hits than those of this page."""

    @property
    def done(self) -> bool:
        """Nothing is left to look through for this page."""
        return self._next <= 0 or self.more

    @property
    def fraction(self) -> float:
        """How much has been looked through, 0..1."""
        return 1.0 - self._next / max(1, len(self._events))

    def look(self, many: int, page: int) -> None:
        """Look through the next `many` events, up to a full page of hits."""
        for _ in range(many):
            if self.done:
                return
            self._next -= 1
            event = self._events[self._next]
            if not passes(event, self._view, self._wanted):
                continue
            line = told(self._next, event, self._view, self._tell)
            said = f"{line.words} {line.date}".casefold()
            if not all(word in said for word in self._folded):
                continue
            if self._skip > 0:
                self._skip -= 1
            elif len(self.found) >= page:
                self.more = True
            else:
                self.found.append(line)


def topics() -> tuple[tuple[str, str], ...]:
    """Return the topics to choose from, with their words."""
    keys = ("", *TOPICS, "other")
    return tuple((key, text(f"chronicle.topic.{key or 'all'}")) for key in keys)


def importances() -> tuple[tuple[str, str], ...]:
    """Return the grades of importance to choose from."""
    return tuple((key, text(f"chronicle.importance.{key}")) for key in IMPORTANCE)
