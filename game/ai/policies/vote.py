"""Vote: by what adoption is worth, on one's own estimates; no dice."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

from game.ai.decision import Decision
from game.core.cases import case_under
from game.core.forecast import division
from game.core.ids import StateId
from game.core.kinds import Ballot
from game.core.orders import Vote
from game.core.phases.council import on_the_agenda
from game.core.terms import TermTable
from game.core.world import World


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield a ballot for everyone entitled, on every resolution on the agenda.

    A proposer does not vote against its own proposal. An amendment is voted on by what the text is
    worth with it, less what it is worth without; who stays away does not vote.
    """
    for resolution in on_the_agenda(known):
        case = case_under(known, resolution)
        vote = division(known, case, resolution.acts, private=True)
        worth, reasons = vote.worth.total(), vote.worth
        if resolution.amends >= 0:
            draft = known.resolutions[resolution.amends]
            plain = division(known, case, draft.acts, private=True)
            reasons = TermTable(vote.worth.keys, vote.worth.values - plain.worth.values)
            worth = reasons.total()
        by_bar = resolution.amends < 0 and not resolution.convened
        seats = known.memberships
        assembly = seats.member[resolution.institution] & known.states.exists
        assembly &= ~seats.away[resolution.institution]
        for row in sorted(states):
            state = StateId(row)
            if not assembly[state]:
                continue
            if vote.entitled[state] and by_bar:
                ballot = Ballot(int(vote.ballots[state]))
            else:
                ballot = _as_member(float(worth[state]), known.rules.abstain_band)
            if resolution.proposer == state and ballot in (Ballot.NO, Ballot.VETO):
                ballot = Ballot.ABSTAIN
            yield Decision(Vote(state, resolution.id, ballot), partial(reasons.row, state))


def _as_member(worth: float, band: float) -> Ballot:
    return Ballot.YES if worth > band else Ballot.NO if worth < -band else Ballot.ABSTAIN
