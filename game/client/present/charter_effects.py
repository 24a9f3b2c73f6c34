"""What a charter on the desk would do: who joins, who leaves, who stands in the way, the cost to me.

The game's own reckoning of what belonging is worth (`ai.bodies`) and of how members vote on motions,
on the viewer's redacted view.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.ai.bodies import JOINS, UNTRIED, belonging, motion_worth, of_body
from game.ai.policies.bodies import expected_ballots
from game.ai.policies.leave import leaving_worth
from game.client.present.charter_draft import Draft
from game.client.present.terms import Explained, explained, main_reason
from game.client.strings import text
from game.core.amending import Change, rewritten
from game.core.charter import Charter
from game.core.ids import NOBODY, MotionId, StateId
from game.core.kinds import Act, Ballot, Seat
from game.core.observe import PlayerView
from game.core.phases.motions import ballot_box, tally
from game.core.records import Motion
from game.core.terms import Term, TermTable
from game.core.world import World
from game.narrate.business import clause_reads
from game.narrate.narrator import Narrator

Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Mover:
    """A state that would join, or leave, and what tells most in it."""

    state: StateId
    name: str
    worth: float
    reason: str
    terms: tuple[Explained, ...]


@dataclass(frozen=True, slots=True)
class Vote:
    """How a change would fare before the body, were it moved now."""

    words: str
    carries: bool
    yes: int
    no: int
    needed: int
    vetoes: tuple[StateId, ...]
    against: tuple[StateId, ...]
    possible: bool = True
    """False where it only works after another of the changes."""


@dataclass(frozen=True, slots=True)
class Effects:
    """Everything that the desk says of a draft, but the stress test."""

    joins: tuple[Mover, ...]
    leaves: tuple[Mover, ...]
    votes: tuple[Vote, ...]
    """One a change, of a body in being."""
    blockers: tuple[StateId, ...]
    """Who would veto any of it."""
    before: float
    """What belonging is worth to the viewer under the charter as it stands."""
    after: float
    cost: tuple[Explained, ...]
    """What the difference is made of; sums to `after - before`."""
    needed: int
    """Of a new body: how many must ratify, its founder counted; 0 for one in being."""
    willing: int
    """Of a new body: how many of those asked, with the founder, would."""


def effects(view: PlayerView, draft: Draft, invited: frozenset[int], tell: Narrator) -> Effects:
    """Return what a draft would do."""
    if draft.subject.template >= 0:
        return _of_new(view, draft, invited, tell)
    return _of_body(view, draft, tell)


def _of_body(view: PlayerView, draft: Draft, tell: Narrator) -> Effects:
    known, body, new = view.known, draft.subject.institution, draft.charter
    before, after = of_body(known, body), of_body(known, body, new)
    member = known.memberships.member[body] & known.states.exists
    old_worth, new_worth = before.total(), after.total()
    outside = known.states.exists & ~member
    joins = outside & (new_worth > JOINS) & ~(old_worth > JOINS) & _admitted(known, new)
    out = leaving_worth(known, body)
    less = old_worth - new_worth
    leaving = out.total() + less
    going = member & (leaving > 0) & ~(out.total() > 0)
    votes = tuple(_vote(known, draft, at, tell) for at in range(len(draft.changes)))
    blockers = {state for vote in votes for state in vote.vetoes}
    return Effects(
        _movers(joins, after, tell),
        _movers(going, out, tell, less),
        votes,
        tuple(sorted(blockers)),
        float(old_worth[view.viewer]),
        float(new_worth[view.viewer]),
        _difference(before, after, view.viewer, tell),
        0,
        0,
    )


def _of_new(view: PlayerView, draft: Draft, invited: frozenset[int], tell: Narrator) -> Effects:
    known, me, new = view.known, view.viewer, draft.charter
    asked = np.zeros(known.n, bool)
    asked[[me, *sorted(invited)]] = True
    belief = np.full(known.n, UNTRIED)
    table = belonging(known, new, asked, belief, _permanent(known, new))
    old = belonging(known, draft.base, asked, belief, _permanent(known, draft.base))
    worth, old_worth = table.total(), old.total()
    fit = known.states.exists & _admitted(known, new)
    wishes = fit & (worth > JOINS)
    wishes[me] = False
    fewer = fit & (old_worth > JOINS) & ~wishes
    fewer[me] = False
    count = int(asked.sum())
    return Effects(
        _movers(wishes, table, tell),
        _movers(fewer, TermTable(table.keys, -table.values), tell),
        (),
        (),
        float(old_worth[me]),
        float(worth[me]),
        _difference(old, table, me, tell),
        max(2, int(np.ceil(float(new.ratify) * count))),
        1 + int((wishes & asked).sum()),
    )


def _permanent(known: World, charter: Charter) -> Flags:
    held = np.zeros(known.n, bool)
    held[list(charter.permanent)] = True
    return held


def _admitted(known: World, charter: Charter) -> Flags:
    regime = known.states.regime
    return np.asarray((regime >= charter.regime_floor) & (regime <= charter.regime_ceiling))


def _movers(
    rows: Flags, table: TermTable, tell: Narrator, also: Floats | None = None
) -> tuple[Mover, ...]:
    """Return states with their reasons; `also` [state] adds what the changes themselves do."""
    names, total = tell.names.gazetteer.names, table.total()
    found = []
    for row in np.flatnonzero(rows).tolist():
        terms, worth = explained(table.row(row), tell), float(total[row])
        if also is not None:
            terms = (*terms, Explained(text("desk.changes_term"), float(also[row])))
            worth += float(also[row])
        found.append(Mover(StateId(row), names[row], worth, main_reason(terms, worth), terms))
    return tuple(sorted(found, key=lambda mover: (-mover.worth, mover.name)))


def _difference(
    before: TermTable, after: TermTable, row: int, tell: Narrator
) -> tuple[Explained, ...]:
    return explained(
        (
            Term(key, float(after.values[row, place] - before.values[row, place]))
            for place, key in enumerate(before.keys)
        ),
        tell,
    )


# -- the vote on a change ----------------------------------------------------------------------------


def _vote(known: World, draft: Draft, at: int, tell: Narrator) -> Vote:
    change = draft.changes[at]
    words = change_words(change, tell)
    try:
        rewritten(draft.base, (change,))
    except ValueError:
        return Vote(words, False, 0, 0, 0, (), (), possible=False)
    motion = Motion(
        MotionId(len(known.motions)), draft.subject.institution, Act.AMENDMENT, StateId(NOBODY),
        StateId(NOBODY), known.turn, int(change.clause), change.act, change.value,
    )  # fmt: skip
    _, entitled, _ = ballot_box(known, motion)
    roll = np.where(entitled, expected_ballots(known, motion), int(Ballot.ABSTAIN))
    roll[known.memberships.away[motion.institution]] = Ballot.ABSENT
    result = tally(known, motion, roll)
    no = np.flatnonzero(entitled & np.isin(roll, (Ballot.NO, Ballot.VETO)))
    seats = known.memberships.seat[motion.institution]
    weighty = sorted(no.tolist(), key=lambda row: (-int(seats[row] == Seat.PERMANENT),
                                                   -float(known.states.power[row])))  # fmt: skip
    return Vote(
        words,
        result.adopted,
        result.yes,
        result.no,
        result.needed,
        tuple(StateId(row) for row in result.vetoes),
        tuple(StateId(row) for row in weighty),
    )


def own_view(
    view: PlayerView, draft: Draft, change: Change, tell: Narrator
) -> tuple[float, tuple[Explained, ...]] | None:
    """Return what one change is worth to the viewer, with its terms; None before a body to be."""
    if draft.subject.template >= 0:
        return None
    known = view.known
    motion = Motion(
        MotionId(len(known.motions)), draft.subject.institution, Act.AMENDMENT, view.viewer,
        StateId(NOBODY), known.turn, int(change.clause), change.act, change.value,
    )  # fmt: skip
    try:
        table = motion_worth(known, motion)
    except ValueError:
        return None
    return float(table.total()[view.viewer]), explained(table.row(view.viewer), tell)


def change_words(change: Change, tell: Narrator) -> str:
    """Return a change in words: the clause, the act it speaks of, and how it would read."""
    reads = clause_reads(change.clause, change.value, tell.names)
    clause = tell.word(change.clause)
    if change.act >= 0:
        clause = f"{clause} ({tell.word(Act(change.act)).lower()})"
    return f"{clause}: {reads}"
