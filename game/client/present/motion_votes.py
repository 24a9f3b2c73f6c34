"""Motions before an institution, about its members and its charter: what is expected of each vote."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from game.ai.bodies import motion_worth
from game.ai.policies.bodies import expected_ballots
from game.client.present.terms import explained, main_reason
from game.client.present.votes import (
    CHOICES,
    AgendaItem,
    Choice,
    Debate,
    Member,
    Part,
    forecast_words,
    rule_lines,
)
from game.client.strings import text
from game.core.ids import MotionId, StateId
from game.core.kinds import Ballot, Seat
from game.core.observe import PlayerView
from game.core.phases.motions import ballot_box, tally, waiting
from game.core.records import Motion
from game.narrate import council
from game.narrate.narrator import Narrator


def agenda(view: PlayerView, tell: Narrator) -> tuple[AgendaItem, ...]:
    """Return the motions that are voted on now, in the order of the vote."""
    return tuple(_item(motion, tell) for motion in waiting(view.known))


def first_to_vote(view: PlayerView) -> MotionId | None:
    """Return the first motion on which the viewer has a vote, else the first of all."""
    found = waiting(view.known)
    for motion in found:
        if may_vote(view, motion.id):
            return motion.id
    return found[0].id if found else None


def may_vote(view: PlayerView, number: MotionId) -> bool:
    """Tell whether the viewer has a vote on a motion."""
    motion = view.known.motions[number]
    _, entitled, _ = ballot_box(view.known, motion)
    away = view.known.memberships.away[motion.institution, view.viewer]
    return bool(entitled[view.viewer] and not away)


def debate(
    view: PlayerView, tell: Narrator, number: MotionId, cast: Mapping[MotionId, Ballot]
) -> Debate:
    """Return the debate on a motion; `cast` holds the viewer's ballots so far."""
    known, me = view.known, view.viewer
    motion = known.motions[number]
    rule, entitled, may_veto = ballot_box(known, motion)
    table = motion_worth(known, motion)
    totals = table.total()
    expected = np.where(entitled, expected_ballots(known, motion), Ballot.ABSENT)
    expected[known.memberships.away[motion.institution]] = Ballot.ABSENT
    if entitled[motion.proposer] and expected[motion.proposer] in (Ballot.NO, Ballot.VETO):
        expected[motion.proposer] = Ballot.ABSTAIN
    carries = {}
    for ballot in CHOICES:
        tried = expected.copy()
        if entitled[me]:
            tried[me] = ballot
        carries[ballot] = tally(known, motion, tried).adopted
    if entitled[me]:
        expected[me] = cast.get(number, Ballot.ABSENT)
    result = tally(known, motion, expected)

    def member(state: StateId) -> Member:
        terms = explained(table.row(state), tell)
        worth = float(totals[state])
        return Member(
            state=state,
            name=tell.names.gazetteer.names[state],
            seat=Seat(int(known.memberships.seat[motion.institution, state])),
            ballot=Ballot(int(expected[state])),
            worth=worth,
            reason=main_reason(terms, worth),
            terms=terms,
            may_veto=bool(may_veto[state]),
            own=state == me,
            proposer=state == motion.proposer,
            undecided=state == me and number not in cast and bool(entitled[me]),
        )

    members = sorted(
        (member(StateId(int(row))) for row in np.flatnonzero(entitled)),
        key=lambda one: (not one.own, -one.seat, one.name),
    )
    voting = may_vote(view, number)
    why_not = "" if voting else text(f"council.no_vote.{_why_not(view, motion)}")
    organ = council.organ_of(motion.institution, rule.organ, tell.names)
    return Debate(
        item=_item(motion, tell),
        paragraphs=(tell.motion(motion) + ".",),
        rule=rule_lines(rule, organ),
        overlaps=False,
        members=tuple(members),
        forecast=forecast_words(
            result, expected[entitled], members, rule, tell, odds="", measures=()
        ),
        part=Part(
            may_vote=voting,
            why_not=why_not,
            choices=tuple(
                Choice(
                    ballot,
                    voting and (ballot != Ballot.VETO or bool(may_veto[me])),
                    carries[ballot],
                    why_not if not voting else _no_veto(ballot, may=bool(may_veto[me])),
                )
                for ballot in CHOICES
            ),
            decisive=voting and carries[Ballot.YES] != carries[Ballot.NO],
        ),
        thresholds=text("council.thresholds_motion"),
        own=next((one for one in members if one.own), None) or member(me),
    )


def _no_veto(ballot: Ballot, *, may: bool) -> str:
    return "" if ballot != Ballot.VETO or may else text("council.no_veto.no_rule")


def _why_not(view: PlayerView, motion: Motion) -> str:
    seats, me = view.known.memberships, view.viewer
    if not seats.member[motion.institution, me]:
        return "not_member"
    if seats.suspended[motion.institution, me]:
        return "suspended"
    if seats.away[motion.institution, me]:
        return "away"
    return "party" if motion.target == me else "no_seat"


def _item(motion: Motion, tell: Narrator) -> AgendaItem:
    title = tell.motion(motion)
    return AgendaItem(motion.id, title, title, motion=True)
