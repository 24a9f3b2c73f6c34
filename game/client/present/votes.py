"""A council's agenda, and what is expected of each vote."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.client.present.odds import measure_words, odds_words
from game.client.present.terms import Explained, explained, main_reason
from game.client.strings import text
from game.core.cases import case_under
from game.core.charter import DecisionRule, Organ
from game.core.forecast import division, forecast
from game.core.formulas.voting import Count, count
from game.core.ids import MotionId, ResolutionId, StateId
from game.core.kinds import Ballot, Reason, Seat
from game.core.observe import PlayerView
from game.core.phases.council import ballot_box, on_the_agenda
from game.core.records import Resolution
from game.narrate import council
from game.narrate.narrator import Narrator
from game.narrate.numerals import in_words, majority, many


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One resolution that waits for a vote."""

    id: ResolutionId | MotionId
    title: str
    demand: str
    """What it asks for, as a noun."""
    motion: bool = False
    """It is about members or the charter, and not about a case."""

    @property
    def key(self) -> str:
        """Tells it from all others on the agenda."""
        return f"m{self.id}" if self.motion else str(self.id)


@dataclass(frozen=True, slots=True)
class Member:
    """One vote to be cast, as it is expected."""

    state: StateId
    name: str
    seat: Seat
    ballot: Ballot
    worth: float
    """What adoption is worth to it: the sum of `terms`."""
    reason: str
    """The term that tells most."""
    terms: tuple[Explained, ...]
    may_veto: bool
    own: bool
    proposer: bool
    undecided: bool
    """The viewer's own vote, which has not been cast yet."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """How a vote is expected to end, with the reason in words."""

    adopted: bool
    words: str
    yes: int
    no: int
    abstain: int
    absent: int
    needed: int
    among: int
    """How many have a vote."""
    unanimity: bool
    odds: str
    """How likely it carries and is vetoed, as far as anybody can know."""
    measures: tuple[str, ...]
    """Of each measure: how likely it works, and who would carry it."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be done with the own vote."""

    ballot: Ballot
    allowed: bool
    carries: bool
    """The resolution is adopted if this is cast and everyone else does as expected."""
    why_not: str


@dataclass(frozen=True, slots=True)
class Part:
    """The viewer's own part in a vote."""

    may_vote: bool
    why_not: str
    choices: tuple[Choice, ...]
    decisive: bool
    """The outcome hangs on it."""


@dataclass(frozen=True, slots=True)
class Debate:
    """All that the council screen says of one resolution."""

    item: AgendaItem
    paragraphs: tuple[str, ...]
    rule: tuple[str, ...]
    """The rule of decision, one sentence each."""
    overlaps: bool
    """Another resolution of this session contains one of its acts: the later one lapses."""
    members: tuple[Member, ...]
    forecast: Forecast
    part: Part
    thresholds: str
    """Where voting for, abstaining and standing in the way part."""
    own: Member
    """The viewer's own estimate, private factors included; also where it has no vote."""


CHOICES = (Ballot.YES, Ballot.ABSTAIN, Ballot.NO, Ballot.VETO, Ballot.ABSENT)


def agenda(view: PlayerView, tell: Narrator) -> tuple[AgendaItem, ...]:
    """Return the resolutions that are voted on now, in the order of the vote."""
    return tuple(_item(resolution, view, tell) for resolution in on_the_agenda(view.known))


def first_to_vote(view: PlayerView) -> ResolutionId | None:
    """Return the first resolution on which the viewer has a vote, else the first of all."""
    waiting = on_the_agenda(view.known)
    for resolution in waiting:
        if _part_of(view, resolution)[0]:
            return resolution.id
    return waiting[0].id if waiting else None


def may_vote(view: PlayerView, resolution_id: ResolutionId) -> bool:
    """Tell whether the viewer has a vote on a resolution."""
    return _part_of(view, view.known.resolutions[resolution_id])[0]


def debate(
    view: PlayerView,
    tell: Narrator,
    resolution_id: ResolutionId,
    cast: Mapping[ResolutionId, Ballot],
) -> Debate:
    """Return the debate on a resolution; `cast` holds the viewer's ballots so far.

    Everyone's value of adoption is the one that its vote is decided on, as far as the viewer may
    know it: the viewer's own row has its private factors in it, the others' have not.
    """
    known, me = view.known, view.viewer
    resolution = known.resolutions[resolution_id]
    case = case_under(known, resolution)
    vote = division(known, case, resolution.acts, private=True)
    seen = forecast(known, case, resolution.acts)
    rule, entitled, may_veto = ballot_box(known, resolution, case)
    totals = vote.worth.total()
    expected = vote.ballots.copy()
    if entitled[resolution.proposer] and expected[resolution.proposer] in (Ballot.NO, Ballot.VETO):
        expected[resolution.proposer] = Ballot.ABSTAIN  # nobody votes its own proposal down
    voting, why_not = _part_of(view, resolution)
    counts = {}
    for ballot in CHOICES:
        tried = expected.copy()
        if entitled[me]:
            tried[me] = ballot
        counts[ballot] = count(tried, entitled, may_veto, rule)
    if entitled[me]:
        expected[me] = cast.get(resolution_id, Ballot.ABSENT)
    result = count(expected, entitled, may_veto, rule)

    def member(state: StateId) -> Member:
        terms = explained(vote.worth.row(state), tell)
        worth = float(totals[state])
        return Member(
            state=state,
            name=tell.names.gazetteer.names[state],
            seat=Seat(int(known.memberships.seat[case.institution, state])),
            ballot=Ballot(int(expected[state])),
            worth=worth,
            reason=main_reason(terms, worth),
            terms=terms,
            may_veto=bool(may_veto[state]),
            own=state == me,
            proposer=state == resolution.proposer,
            undecided=state == me and resolution_id not in cast and bool(entitled[me]),
        )

    members = sorted(
        (member(StateId(int(row))) for row in np.flatnonzero(entitled)),
        key=lambda one: (not one.own, -one.seat, one.name),
    )
    return Debate(
        item=_item(resolution, view, tell),
        paragraphs=tell.resolution(resolution, view).paragraphs,
        rule=rule_lines(rule, council.organ(resolution, known, tell.names)),
        overlaps=any(
            other.id != resolution.id and set(other.acts) & set(resolution.acts)
            for other in on_the_agenda(known)
            if other.crisis == resolution.crisis
        ),
        members=tuple(members),
        forecast=forecast_words(
            result,
            expected[entitled],
            members,
            rule,
            tell,
            odds=odds_words(seen, me),
            measures=measure_words(seen.plan, tell),
        ),
        part=Part(
            may_vote=voting,
            why_not=text(f"council.no_vote.{why_not}") if why_not else "",
            choices=tuple(
                Choice(
                    ballot,
                    voting and (ballot != Ballot.VETO or bool(may_veto[me])),
                    counts[ballot].adopted,
                    _why_not(ballot, why_not, rule, veto=bool(may_veto[me])),
                )
                for ballot in CHOICES
            ),
            decisive=bool(entitled[me]) and counts[Ballot.YES].adopted != counts[Ballot.NO].adopted,
        ),
        thresholds=text(
            "council.thresholds_block" if rule.majority == 1 else "council.thresholds",
            band=f"{known.rules.abstain_band:.3f}",
            bar=f"{known.rules.veto_bar:.3f}",
        ),
        own=next((one for one in members if one.own), None) or member(me),
    )


def _item(resolution: Resolution, view: PlayerView, tell: Narrator) -> AgendaItem:
    title = tell.resolution(resolution, view).title
    demand = council.demand(resolution, tell.names)
    return AgendaItem(resolution.id, title, demand[:1].upper() + demand[1:])


def _part_of(view: PlayerView, resolution: Resolution) -> tuple[bool, str]:
    """Return whether the viewer has a vote, and else why not."""
    known, me = view.known, view.viewer
    case = case_under(known, resolution)
    rule, entitled, _ = ballot_box(known, resolution, case)
    seats = known.memberships
    if entitled[me]:
        away = bool(seats.away[case.institution, me])
        return (False, "away") if away else (True, "")
    if not seats.member[case.institution, me]:
        return False, "not_member"
    if seats.suspended[case.institution, me]:
        return False, "suspended"
    if me in (case.aggressor, case.victim) and not rule.parties_vote:
        return False, "party"
    return False, "no_seat"


def _why_not(ballot: Ballot, why_not: str, rule: DecisionRule, *, veto: bool) -> str:
    if why_not:
        return text(f"council.no_vote.{why_not}")
    if ballot != Ballot.VETO or veto:
        return ""
    return text("council.no_veto.permanent_only" if rule.veto else "council.no_veto.no_rule")


def rule_lines(rule: DecisionRule, organ: str) -> tuple[str, ...]:
    """Return a rule of decision in sentences; `organ` is who decides."""
    share = majority(rule.majority, strict=rule.strict)
    among = text("council.rule.all" if rule.parties_vote else "council.rule.not_party")
    unanimous = rule.majority == 1
    lines = [
        text(
            "council.rule.unanimity" if unanimous else "council.rule.majority",
            organ=organ[:1].upper() + organ[1:],
            share=share,
            among=among,
        ),
        text("council.rule.half" if unanimous else "council.rule.abstain"),
    ]
    if unanimous or rule.veto:
        lines.append(
            text(
                "council.rule.absence_consents"
                if rule.absence_consents
                else "council.rule.absence_blocks"
            )
        )
    if rule.veto:
        lines.append(text("council.rule.veto_bypass" if rule.bypass else "council.rule.veto"))
    elif rule.organ == Organ.COUNCIL:
        lines.append(text("council.rule.no_veto"))
    if rule.quorum > 0:
        share = majority(rule.quorum, strict=False)
        lines.append(text("council.rule.quorum", share=share))
    return tuple(lines)


def forecast_words(
    result: Count, cast: NDArray[np.int64], members: list[Member], rule: DecisionRule,
    tell: Narrator, *, odds: str, measures: tuple[str, ...],
) -> Forecast:  # fmt: skip
    """Return how a count would end, in words."""
    against = [one.state for one in members if one.ballot in (Ballot.NO, Ballot.VETO)]
    absent = [one.state for one in members if one.ballot == Ballot.ABSENT]
    present = len(cast) - len(absent)
    needed = result.needed
    if rule.majority == 1:
        needed = max(needed, -(-present // 2))
    key = result.reason.name.lower()
    if result.reason == Reason.AGAINST_UNANIMITY and not against:
        key = "absent_from_unanimity"
    words = text(
        f"council.outcome.{key}",
        against=tell.names.states(against),
        absent=tell.names.states(absent),
        vetoes=tell.names.states(result.vetoes),
        short=many(max(needed - result.yes, 1), "vote"),
        present=in_words(present),
        seats=in_words(len(members)),
    )
    return Forecast(
        adopted=result.adopted,
        words=words,
        yes=result.yes,
        no=result.no,
        abstain=int((cast == Ballot.ABSTAIN).sum()),
        absent=len(absent),
        needed=needed,
        among=len(members),
        unanimity=rule.majority == 1,
        odds=odds,
        measures=measures,
    )
