"""What happened, sorted by what it is about and by how much it matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from game.client.present.terms import Explained, explained, main_reason
from game.client.reading.links import article_of
from game.client.reading.subjects import of_event
from game.client.strings import text
from game.core.events import Event
from game.core.ids import StateId
from game.core.kinds import Ballot, Obligation
from game.core.observe import PlayerView
from game.core.records import Duty, Resolution
from game.core.terms import total
from game.narrate.narrator import Narrator
from game.narrate.numerals import money, percent


class Part(Enum):
    """The parts of a report, in their order."""

    WARS = "wars"
    COUNCIL = "council"
    MEASURES = "measures"
    HOME = "home"
    ELSEWHERE = "elsewhere"


class Conduct(Enum):
    """What a member did about a measure."""

    GAVE = "gave"
    GAVE_LESS = "gave_less"
    SHIRKED = "shirked"
    CHEATED = "cheated"
    NOT_ASKED = "not_asked"


@dataclass(frozen=True, slots=True)
class Ballots:
    """One vote of a roll call."""

    state: StateId
    name: str
    ballot: Ballot
    worth: float | None
    """None where the voter keeps its reasons to itself."""
    reason: str
    terms: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Account:
    """One line of the ledger: what a state did about a measure."""

    state: StateId
    name: str
    obligation: Obligation
    conduct: Conduct
    given: float
    expected: float
    worth: float | None
    reason: str
    terms: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that happened; what it can be opened into is in its last three fields."""

    key: str
    words: str
    weight: float
    """How much it matters to the reader; the largest come first."""
    mine: bool
    terms: tuple[Explained, ...] = ()
    roll: tuple[Ballots, ...] = ()
    accounts: tuple[Account, ...] = ()
    article: str = ""
    """Of the encyclopaedia, about what happened."""

    @property
    def opens(self) -> bool:
        """There is more to say."""
        return bool(self.terms or self.roll or self.accounts)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the home front."""

    label: str
    value: str
    note: str


@dataclass(frozen=True, slots=True)
class Report:
    """A quarter as one state knows it."""

    lead: str
    parts: tuple[tuple[Part, tuple[Item, ...]], ...]
    figures: tuple[Figure, ...]


_PARTS = {
    "war": Part.WARS,
    "crisis": Part.WARS,
    "state": Part.WARS,
    "territory": Part.WARS,
    "resolution": Part.COUNCIL,
    "inquiry": Part.COUNCIL,
    "aggressor": Part.COUNCIL,
    "credibility": Part.COUNCIL,
    "membership": Part.COUNCIL,
    "measure": Part.MEASURES,
    "sanctions": Part.MEASURES,
}
_OWN_AFFAIRS = ("economy", "armaments", "society", "treaty", "recognition", "lobby", "order")

WEIGHTS = {
    "war.begun": 10.0,
    "state.destroyed": 10.0,
    "state.annexed": 9.5,
    "war.ended": 9.0,
    "aggressor.named": 8.5,
    "war.joined": 8.0,
    "war.capital_fell": 8.0,
    "resolution.adopted": 7.5,
    "resolution.vetoed": 7.5,
    "resolution.failed": 7.0,
    "membership.left": 7.0,
    "membership.expelled": 7.0,
    "crisis.destroyed": 7.0,
    "crisis.kept_gains": 6.5,
    "crisis.compromise": 6.0,
    "crisis.withdrew": 6.0,
    "crisis.escalated": 6.0,
    "crisis.remilitarised": 6.0,
    "measure.cheat_seen": 6.0,
    "membership.notice": 6.0,
    "inquiry.reported": 6.0,
    "crisis.incident": 5.5,
    "crisis.demand": 5.5,
    "measure.applied": 5.0,
    "credibility.tested": 5.0,
    "territory.ceded": 5.0,
    "order.refused": 5.0,
    "war.occupied": 4.0,
    "war.battle": 3.5,
    "treaty.concluded": 3.0,
}
"""How much a kind of event matters; what is not here, 2."""
_MINE = 3.0
"""What it adds that it is the reader's own affair."""
_POWER = 4.0
"""What a party's whole share of world power adds."""

_VOTED = ("resolution.adopted", "resolution.failed", "resolution.vetoed", "resolution.lapsed")

SKIRMISH = 0.05
"""Thousand men lost by both sides, below which a fight is no news."""

_SHIRKED = 0.1
"""Giving less than expected by more than this is noticed."""


def closed_turn(chronicle: Iterable[Event], view: PlayerView) -> tuple[Event, ...]:
    """Return what befell in the turn that has just closed, its council and response included."""
    last = view.known.turn - 1
    return tuple(event for event in chronicle if event.turn == last)


def report(events: Iterable[Event], view: PlayerView, tell: Narrator) -> Report:
    """Return a report of events."""
    parts: dict[Part, list[Item]] = {part: [] for part in Part}
    lead = ""
    for number, event in enumerate(gathered(events)):
        if event.kind == "turn.closed":
            lead = tell.event(event, view)
            continue
        parts[_part(event, view)].append(_item(number, event, view, tell))
    return Report(
        lead=lead,
        parts=tuple(
            (part, tuple(sorted(items, key=lambda item: -item.weight)))
            for part, items in parts.items()
            if items or part == Part.HOME
        ),
        figures=home(view),
    )


def gathered(events: Iterable[Event]) -> list[Event]:
    """Return events with the battles of a quarter at one place as one, and no line said twice.

    A resolution that came to a vote is told by its vote; a battle without losses is not told.
    """
    found: list[Event] = []
    fights: dict[tuple[int, int, int], int] = {}
    every = list(events)
    voted = {event.id("resolution") for event in every if event.kind in _VOTED}
    for event in every:
        if event.kind == "resolution.tabled" and event.id("resolution") in voted:
            continue
        if event.kind != "war.battle":
            found.append(event)
            continue
        where = (event.subject, event.object, event.id("node"))
        if where in fights:
            before = found[fights[where]]
            summed = tuple((name, value + event.figure(name)) for name, value in before.figures)
            found[fights[where]] = replace(before, figures=summed)
        else:
            fights[where] = len(found)
            found.append(event)
    return [
        event
        for event in found
        if event.kind != "war.battle"
        or event.figure("attackers_lost") + event.figure("defenders_lost") >= SKIRMISH
    ]


def weight_of(event: Event, view: PlayerView) -> float:
    """Return how much an event matters to the viewer: its kind, whose it is, who takes part."""
    known = view.known
    mine = view.viewer in (event.subject, event.object)
    power = sum(
        float(known.states.power[state])
        for state in sorted({event.subject, event.object})
        if 0 <= state < known.n
    )
    return WEIGHTS.get(event.kind, 2.0) + _MINE * mine + _POWER * power


def home(view: PlayerView) -> tuple[Figure, ...]:
    """Return the figures of the viewer's own state."""
    states, me = view.known.states, view.viewer
    values = {
        "treasury": money(float(states.treasury[me])),
        "influence": f"{float(states.influence[me]):.1f}",
        "support": percent(float(states.support[me])),
        "stability": percent(float(states.stability[me])),
        "weariness": percent(float(states.weariness[me])),
        "growth": percent(float(states.growth[me])),
        "power": f"{float(states.power[me]):.1%}",
    }
    return tuple(
        Figure(text(f"report.figure.{key}"), value, text(f"report.figure_note.{key}"))
        for key, value in values.items()
    )


def roll_call(resolution: Resolution, tell: Narrator) -> tuple[Ballots, ...]:
    """Return a vote as it was cast, those for it first."""
    order = (Ballot.YES, Ballot.ABSTAIN, Ballot.ABSENT, Ballot.NO, Ballot.VETO)
    votes = []
    for vote in resolution.votes:
        terms = explained(vote.terms, tell)
        worth = total(vote.terms) if vote.terms else None
        votes.append(
            Ballots(
                vote.state,
                tell.names.gazetteer.names[vote.state],
                vote.ballot,
                worth,
                main_reason(terms, worth) if worth is not None else "",
                terms,
            )
        )
    return tuple(sorted(votes, key=lambda vote: (order.index(vote.ballot), vote.name)))


def conduct(duty: Duty) -> Conduct:
    """Return what a line of the ledger amounts to."""
    if duty.cheated and duty.seen:
        return Conduct.CHEATED
    owed = duty.obligation in (Obligation.BINDING, Obligation.AUTOMATIC)
    if duty.given == 0:
        return Conduct.SHIRKED if owed else Conduct.NOT_ASKED
    return Conduct.GAVE_LESS if duty.given < duty.expected - _SHIRKED else Conduct.GAVE


def accounts(
    view: PlayerView, tell: Narrator, turn: int, resolution: int, act: int
) -> tuple[Account, ...]:
    """Return the ledger of one measure in one turn, as the viewer knows it; the givers first."""
    order = tuple(Conduct)
    rows = []
    for duty in view.known.ledger:
        if (duty.turn, duty.resolution, int(duty.act)) != (turn, resolution, act):
            continue
        terms = explained(duty.terms, tell)
        worth = total(duty.terms) if duty.terms else None
        rows.append(
            Account(
                duty.state,
                tell.names.gazetteer.names[duty.state],
                duty.obligation,
                conduct(duty),
                duty.given,
                duty.expected,
                worth,
                main_reason(terms, worth) if worth is not None else "",
                terms,
            )
        )
    return tuple(sorted(rows, key=lambda row: (order.index(row.conduct), -row.given, row.name)))


def _part(event: Event, view: PlayerView) -> Part:
    family = event.kind.split(".")[0]
    if family in _PARTS:
        return _PARTS[family]
    mine = view.viewer in (event.subject, event.object)
    return Part.HOME if mine and family in _OWN_AFFAIRS else Part.ELSEWHERE


def _item(number: int, event: Event, view: PlayerView, tell: Narrator) -> Item:
    known = view.known
    roll: tuple[Ballots, ...] = ()
    ledger: tuple[Account, ...] = ()
    resolution = event.id("resolution")
    if event.kind in ("resolution.adopted", "resolution.failed", "resolution.vetoed"):
        if 0 <= resolution < len(known.resolutions):
            roll = roll_call(known.resolutions[resolution], tell)
    elif event.kind == "measure.applied":
        ledger = accounts(view, tell, event.turn, resolution, event.id("act"))
    return Item(
        key=str(number),
        words=tell.event(event, view),
        weight=weight_of(event, view),
        mine=view.viewer in (event.subject, event.object),
        terms=explained(event.terms, tell),
        roll=roll,
        accounts=ledger,
        article=article_of(of_event(event.kind)),
    )
