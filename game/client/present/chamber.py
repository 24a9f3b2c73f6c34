"""The council chamber between sessions: the agenda, a draft's prospects, roll calls, what followed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.client.present.report import Account, accounts
from game.client.present.terms import explained, main_reason
from game.client.present.votes import Member
from game.client.strings import text
from game.core.cases import case_of
from game.core.forecast import division, electorate
from game.core.ids import CrisisId, InstitutionId, MotionId, ResolutionId, StateId
from game.core.kinds import CONTRIBUTED, Act, Ballot, Seat, Standing
from game.core.observe import PlayerView
from game.core.orders import Refer, Table
from game.core.records import CastVote, Crisis, Motion, Resolution
from game.core.terms import total
from game.narrate import council
from game.narrate.narrator import Narrator
from game.session.dates import date_label

MOST: Final = 40
"""Decided resolutions and motions that the agenda goes back to."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the agenda."""

    key: str
    """`c`, `r` or `m` and the number of a case, a resolution or a motion."""
    date: str
    words: str
    state: str
    """Where it stands: open, on the table, adopted, ..."""


@dataclass(frozen=True, slots=True)
class Called:
    """A vote that was taken, in the order in which the roll is called."""

    title: str
    paragraphs: tuple[str, ...]
    roll: tuple[Member, ...]
    adopted: bool
    result: str
    """How it ended, and by what count."""
    reason: str
    standing: str


@dataclass(frozen=True, slots=True)
class Followed:
    """What came of one measure: the ledger of the last turn in which it was asked for."""

    act: Act
    name: str
    date: str
    accounts: tuple[Account, ...]


def bodies(view: PlayerView) -> tuple[InstitutionId, ...]:
    """Return the bodies that have members, the viewer's own first."""
    seats, me = view.known.memberships, view.viewer
    found = [
        InstitutionId(body)
        for body in range(len(view.known.charters))
        if (seats.member[body] & view.known.states.exists).any()
    ]
    return tuple(sorted(found, key=lambda body: (not seats.member[body, me], body)))


def agenda(view: PlayerView, body: InstitutionId, tell: Narrator) -> tuple[Line, ...]:
    """Return what is before a body: open cases, then resolutions and motions, the latest first."""
    known, calendar = view.known, view.known.scenario.calendar
    cases = [
        Line(f"c{crisis.id}", date_label(calendar, crisis.opened), tell.crisis(crisis, view),
             text("chamber.case"))
        for crisis in known.live_crises()
        if body in (*crisis.bodies, crisis.institution)
    ]  # fmt: skip
    dated: list[tuple[int, Line]] = []
    for resolution in known.resolutions:
        if resolution.institution == body:
            line = Line(
                f"r{resolution.id}", date_label(calendar, resolution.due),
                tell.resolution(resolution, view).title, _standing(resolution.standing),
            )  # fmt: skip
            dated.append((resolution.due, line))
    for motion in known.motions:
        if motion.institution == body:
            line = Line(f"m{motion.id}", date_label(calendar, motion.tabled), tell.motion(motion),
                        _standing(motion.standing))  # fmt: skip
            dated.append((motion.tabled, line))
    dated.sort(key=lambda pair: -pair[0])
    return (*cases, *(line for _, line in dated[:MOST]))


def to_bring(view: PlayerView, body: InstitutionId) -> tuple[Refer, ...]:
    """Return what would bring each open quarrel that is not before a body to it, the latest first."""
    return tuple(
        Refer(view.viewer, crisis.id, body)
        for crisis in reversed(view.known.live_crises())
        if body not in (*crisis.bodies, crisis.institution)
    )


def _standing(standing: Standing) -> str:
    return text(f"chamber.standing.{standing.name.lower()}")


def case(view: PlayerView, key: str) -> Crisis | None:
    """Return the open case of a line of the agenda, or of the text that it is."""
    known = view.known
    number = int(key[1:])
    if key.startswith("r"):
        number = int(known.resolutions[ResolutionId(number)].crisis)
    elif key.startswith("m"):
        return None
    crisis = known.crises[CrisisId(number)]
    return crisis if crisis.live else None


def prospects(view: PlayerView, draft: Table, tell: Narrator) -> tuple[Member, ...]:
    """Return how each who has a vote is expected to cast it on a draft, and why.

    The viewer's own row is on its own estimates; the others' are what it may know of them.
    """
    if not draft.acts:
        return ()
    known, me = view.known, view.viewer
    crisis = replace(known.crises[draft.crisis], institution=draft.institution)
    at = case_of(crisis, draft.target)
    vote = division(known, at, draft.acts, private=True)
    _, entitled, may_veto = electorate(known, at, draft.acts)
    totals = vote.worth.total()
    found = []
    for row in np.flatnonzero(entitled).tolist():
        terms, worth = explained(vote.worth.row(row), tell), float(totals[row])
        found.append(
            Member(
                StateId(row), tell.names.gazetteer.names[row],
                Seat(int(known.memberships.seat[draft.institution, row])),
                Ballot(int(vote.ballots[row])), worth, main_reason(terms, worth), terms,
                bool(may_veto[row]), row == me, row == draft.state, undecided=False,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (not one.own, -one.seat, one.name)))


def called(view: PlayerView, key: str, tell: Narrator) -> Called | None:
    """Return a vote that was taken; None for what is still to be voted on, or is no text."""
    known = view.known
    if key.startswith("r"):
        resolution = known.resolutions[ResolutionId(int(key[1:]))]
        if resolution.standing == Standing.TABLED or not resolution.votes:
            return None
        said = tell.resolution(resolution, view)
        return Called(
            said.title, said.paragraphs,
            _roll(resolution.institution, resolution.votes, resolution.proposer, view, tell),
            resolution.standing == Standing.ADOPTED, _count(resolution),
            council.reason(resolution, known, tell.names), _standing(resolution.standing),
        )  # fmt: skip
    if key.startswith("m"):
        motion = known.motions[MotionId(int(key[1:]))]
        if motion.open or not motion.votes:
            return None
        why = text(f"chamber.reason.{motion.reason.name.lower()}",
                   vetoes=tell.names.states(motion.vetoes))  # fmt: skip
        return Called(
            tell.motion(motion), (),
            _roll(motion.institution, motion.votes, motion.proposer, view, tell),
            motion.standing == Standing.ADOPTED, _count(motion), why, _standing(motion.standing),
        )  # fmt: skip
    return None


def _count(text_voted: Resolution | Motion) -> str:
    return text("chamber.count", yes=text_voted.yes, no=text_voted.no, needed=text_voted.needed)


def _roll(
    body: InstitutionId, votes: tuple[CastVote, ...], proposer: StateId, view: PlayerView,
    tell: Narrator,
) -> tuple[Member, ...]:  # fmt: skip
    """Return the ballots in alphabetical order, as a roll is called."""
    seats, names = view.known.memberships, tell.names.gazetteer.names
    found = []
    for vote in votes:
        terms = explained(vote.terms, tell)
        worth = total(vote.terms) if vote.terms else 0.0
        seat = Seat(int(seats.seat[body, vote.state]))
        found.append(
            Member(
                vote.state, names[vote.state], seat, vote.ballot, worth,
                main_reason(terms, worth) if terms else "", terms, seat == Seat.PERMANENT,
                vote.state == view.viewer, vote.state == proposer, undecided=False,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda member: member.name))


def followed(view: PlayerView, key: str, tell: Narrator) -> tuple[Followed, ...]:
    """Return the ledger of what followed an adopted resolution, measure by measure."""
    if not key.startswith("r"):
        return ()
    known = view.known
    number = ResolutionId(int(key[1:]))
    calendar = known.scenario.calendar
    latest: dict[Act, int] = {}
    for duty in known.ledger:
        if duty.resolution == number:
            latest[duty.act] = max(latest.get(duty.act, -1), duty.turn)
    return tuple(
        Followed(act, tell.word(act), date_label(calendar, latest[act]),
                 accounts(view, tell, latest[act], int(number), int(act)))
        for act in CONTRIBUTED
        if act in latest
    )  # fmt: skip
