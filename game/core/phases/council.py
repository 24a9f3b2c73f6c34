"""The council: ballots are counted under the charter, and what was decided takes hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from game.core.cases import Case, case_under
from game.core.charter import DecisionRule
from game.core.forecast import division, electorate, overriding
from game.core.formulas.voting import count
from game.core.ids import StateId
from game.core.kinds import Ballot, Reason, Standing
from game.core.legality.institutions import unmet
from game.core.log import Log
from game.core.orders import Order, Vote
from game.core.phases import motions
from game.core.phases.taking_hold import take_hold
from game.core.records import CastVote, Resolution
from game.core.terms import Term, TermTable
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Vote on every draft that is due, amendments before what they amend; then on motions."""
    cast: dict[int, dict[int, Ballot]] = {}
    for order in orders:
        if isinstance(order, Vote):
            cast.setdefault(order.resolution, {})[order.state] = order.ballot
    for waiting in on_the_agenda(world):
        resolution = world.resolutions[waiting.id]  # an amendment may have changed it
        if resolution.standing == Standing.TABLED:
            _vote(world, resolution, cast.get(resolution.id, {}), log)
    motions.vote(world, orders, log)


def idle(world: World) -> bool:
    """Tell whether nothing waits for a vote this turn."""
    return not on_the_agenda(world) and not motions.waiting(world)


def on_the_agenda(world: World) -> list[Resolution]:
    """Return the drafts that wait for this turn's vote, amendments before what they amend."""
    due = [
        resolution
        for resolution in world.resolutions.open
        if resolution.standing == Standing.TABLED and resolution.due == world.turn
    ]
    if any(draft.amends >= 0 for draft in due):
        due.sort(key=lambda draft: (draft.amends if draft.amends >= 0 else draft.id,
                                    draft.amends < 0, draft.id))  # fmt: skip
    return due


def ballot_box(
    world: World, resolution: Resolution, case: Case
) -> tuple[DecisionRule, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the rule a draft is decided by, who has a vote on it, and who may veto, [state].

    An amendment is a matter of procedure: a plain majority of those who vote, and no veto. A
    convened assembly decides by two thirds of all its members, and nobody may veto.
    """
    seats = world.memberships
    body = resolution.institution
    act, entitled, may_veto = electorate(world, case, resolution.acts)
    rule = world.charters[body].rule(act)
    if resolution.convened:
        members = seats.member[body] & world.states.exists & ~seats.suspended[body]
        return overriding(rule), members, np.zeros(world.n, bool)
    if resolution.amends >= 0:
        plain = replace(
            rule, majority=Fraction(1, 2), strict=True, veto=False, absence_consents=True
        )
        return plain, entitled, np.zeros(world.n, bool)
    return rule, entitled, may_veto


def _vote(world: World, resolution: Resolution, cast: dict[int, Ballot], log: Log) -> None:
    crisis = world.crises[resolution.crisis]
    if not crisis.live or unmet(world, resolution) is not None:
        fall(world, resolution, log)
        return
    case = case_under(world, resolution)
    rule, entitled, may_veto = ballot_box(world, resolution, case)
    away = world.memberships.away[resolution.institution]
    roll = np.full(world.n, int(Ballot.ABSENT))
    for state, ballot in cast.items():
        if entitled[state] and not away[state]:
            roll[state] = ballot
    result = count(roll, entitled, may_veto, rule)
    if resolution.convened and result.adopted:
        result = replace(result, reason=Reason.OVERRIDDEN)
    standing = (
        Standing.ADOPTED
        if result.adopted
        else Standing.VETOED
        if result.reason == Reason.VETO
        else Standing.FAILED
    )
    # The reasons are those of when the votes were cast, whatever this session has decided since.
    worth = division(world.before or world, case, resolution.acts, private=True).worth
    decided = replace(
        resolution,
        standing=standing,
        reason=result.reason,
        yes=result.yes,
        no=result.no,
        needed=result.needed,
        vetoes=tuple(_as_states(result.vetoes)),
        votes=tuple(
            CastVote(
                state,
                Ballot(int(roll[state])),
                () if world.states.human[state] else _reasons(worth, state),
            )
            for state in _as_states(np.flatnonzero(entitled))
        ),
    )
    world.put(decided)
    about = {
        "resolution": resolution.id,
        "crisis": crisis.id,
        "institution": resolution.institution,
        "reason": int(result.reason),
    }
    figures = {"yes": result.yes, "no": result.no, "needed": result.needed}
    kind = {Standing.ADOPTED: "adopted", Standing.VETOED: "vetoed"}.get(standing, "failed")
    if resolution.amends >= 0:
        kind = "amended" if result.adopted else "amendment_lost"
    vetoer = decided.vetoes[0] if decided.vetoes else resolution.proposer
    log.add(f"resolution.{kind}", vetoer, resolution.target, about=about, figures=figures)
    if not result.adopted:
        return
    if resolution.amends >= 0:
        _change_text(world, decided, log)
    else:
        take_hold(world, crisis, decided, log)


def _reasons(worth: TermTable, state: StateId) -> tuple[Term, ...]:
    """Return why a state votes as it does; a bargain is spoken of only where there is one."""
    return tuple(term for term in worth.row(state) if term.key != "promise" or term.value)


def _change_text(world: World, amendment: Resolution, log: Log) -> None:
    """Let the draft read as amended; a text whose ground is gone falls when its turn comes."""
    draft = world.resolutions[amendment.amends]
    if draft.standing == Standing.TABLED:
        world.put(replace(draft, acts=amendment.acts, body=amendment.body))
    # What carried was the change of a text; the measures in it bind when that text is adopted.
    world.put(replace(amendment, standing=Standing.LAPSED, reason=Reason.AMENDED))
    for other in on_the_agenda(world):
        if other.amends == amendment.amends and other.id != amendment.id:
            fall(world, other, log)


def fall(world: World, resolution: Resolution, log: Log) -> None:
    """Let a draft fall: its case is over, or what it rests on, or asks for, has been decided."""
    world.put(replace(resolution, standing=Standing.LAPSED, reason=Reason.PRECONDITION))
    log.add(
        "resolution.lapsed",
        resolution.proposer,
        resolution.target,
        about={
            "resolution": resolution.id,
            "crisis": resolution.crisis,
            "institution": resolution.institution,
        },
    )


def _as_states(rows: Iterable[int]) -> list[StateId]:
    return [StateId(int(row)) for row in rows]
