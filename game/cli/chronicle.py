"""A chronicle for readers: what everybody may know, quarter by quarter, and why votes went so."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from game.core.kinds import Act, Ballot, TreatyKind
from game.core.terms import Term
from game.narrate.numerals import listed, percent
from game.session.dates import date_label

if TYPE_CHECKING:
    from game.core.events import Event
    from game.core.records import Duty
    from game.core.world import World
    from game.narrate.narrator import Narrator

GREAT = 6
"""Of those asked for a contribution, so many of the largest economies are told one by one."""

_TOLD_TOGETHER = {"treaty.concluded": "kind", "membership.elected": "institution"}
"""Kinds of event that come in rows, with the role that such a row has in common."""


def chronicle_lines(events: tuple[Event, ...], world: World, narrator: Narrator) -> list[str]:
    """Return what everybody may know, under a heading for each turn."""
    lines: list[str] = []
    gifts: dict[tuple[int, int], str] = {}
    for turn, of_turn in groupby(sorted(events, key=lambda event: event.turn), lambda e: e.turn):
        lines.append(date_label(world.scenario.calendar, turn))
        public = [event for event in of_turn if not event.readers]
        for _, row in groupby(public, _row):
            told = list(row)
            together = _together(told, narrator)
            if together:
                lines.append(f"  {together}")
                continue
            for event in told:
                lines.append(f"  {narrator.event(event, world)}")
                lines += [f"      {why}" for why in _reasons(event, world, narrator, gifts)]
        lines.append("")
    return lines


def _row(event: Event) -> tuple[str, int]:
    return event.kind, event.id(_TOLD_TOGETHER.get(event.kind, ""))


def _together(row: list[Event], narrator: Narrator) -> str:
    """Return one line for a row of events of a kind; empty where each has its own."""
    first, names = row[0], narrator.names
    if len(row) < 2 or first.kind not in _TOLD_TOGETHER:
        return ""
    if first.kind == "membership.elected":
        body = names.institution(first.id("institution"))
        return f"Elected to the council of {body}: {listed([names.state(e.subject) for e in row])}."
    pairs = [f"{names.state(event.subject)} with {names.state(event.object)}" for event in row]
    return f"New treaties, {narrator.word(TreatyKind(first.id('kind'))).lower()}: {listed(pairs)}."


def _reasons(
    event: Event, world: World, narrator: Narrator, gifts: dict[tuple[int, int], str]
) -> Iterator[str]:
    number = event.id("resolution")
    if not 0 <= number < len(world.resolutions):
        return
    if event.kind in ("resolution.adopted", "resolution.failed", "resolution.vetoed"):
        yield from _votes(number, world, narrator)
    elif event.kind == "measure.applied":
        act = event.id("act")
        told = _gifts(event, world, narrator)
        # A measure stands for years: it is told again when somebody changes its mind.
        if told and gifts.get((number, act)) != told:
            gifts[number, act] = told
            yield told


def _votes(resolution: int, world: World, narrator: Narrator) -> Iterator[str]:
    """Yield who did not vote in favour and what weighed most against it."""
    votes = world.resolutions[resolution].votes
    for ballot, label in ((Ballot.NO, "Against"), (Ballot.ABSTAIN, "Abstaining")):
        said = [
            narrator.names.state(vote.state) + _objection(vote.terms, narrator)
            for vote in votes
            if vote.ballot == ballot
        ]
        if said:
            yield f"{label}: {listed(said)}."


def _gifts(event: Event, world: World, narrator: Narrator) -> str:
    """Return what the largest of those asked gave, as far as others saw, and why so little."""
    resolution, act = event.id("resolution"), Act(event.id("act"))
    asked = [
        duty
        for duty in world.ledger
        if (duty.turn, duty.resolution, duty.act) == (event.turn, resolution, act)
    ]
    asked.sort(key=lambda duty: (-world.states.production[duty.state], duty.state))
    givers: dict[str, list[str]] = {}
    for duty in asked[:GREAT]:
        givers.setdefault(_gift(duty, narrator), []).append(narrator.names.state(duty.state))
    said = "; ".join(f"{listed(names)} {gift}" for gift, names in givers.items())
    return f"Of the largest economies: {said}." if said else ""


def _gift(duty: Duty, narrator: Narrator) -> str:
    given = duty.promised if duty.cheated and not duty.seen else duty.given
    if given >= 0.5 or duty.cheated:
        return percent(given)
    share = percent(given) if given >= 0.005 else "nothing"
    return share + _objection(duty.terms, narrator)


def _objection(terms: tuple[Term, ...], narrator: Narrator) -> str:
    """Return the term that weighs most against, in brackets; empty where none does."""
    most = min(terms, key=lambda term: term.value, default=None)
    if most is None or most.value >= 0:
        return ""
    label = narrator.term(most.key).label
    return f" ({label[:1].lower()}{label[1:]})"
