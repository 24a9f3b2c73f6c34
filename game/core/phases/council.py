"""The council: ballots are counted under the charter, and what was decided takes hold."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from game.core.cases import case_of, measures_of
from game.core.charter import DecisionRule, Organ
from game.core.forecast import as_decided, electorate, enforcement, on_own_estimates, vote_worth
from game.core.formulas.voting import Count, count
from game.core.ids import StateId
from game.core.kinds import Act, Ballot, Reason, Seat, Standing
from game.core.log import Log
from game.core.orders import Order, Vote
from game.core.records import CastVote, Crisis, Resolution
from game.core.world import World


def run(world: World, orders: Sequence[Order], log: Log) -> None:
    """Vote on every resolution tabled this turn, in the order in which they were tabled."""
    cast: dict[int, dict[int, Ballot]] = {}
    for order in orders:
        if isinstance(order, Vote):
            cast.setdefault(order.resolution, {})[order.state] = order.ballot
    for resolution in world.resolutions:
        if resolution.tabled == world.turn and resolution.standing == Standing.TABLED:
            _vote(world, resolution, cast.get(resolution.id, {}), log)


def on_the_agenda(world: World) -> list[Resolution]:
    """Return the resolutions that wait for this turn's vote."""
    return [
        resolution
        for resolution in world.resolutions
        if resolution.tabled == world.turn and resolution.standing == Standing.TABLED
    ]


def _vote(world: World, resolution: Resolution, cast: dict[int, Ballot], log: Log) -> None:
    crisis = world.crises[resolution.crisis]
    if any(act in crisis.acts for act in resolution.acts):
        _fall(world, resolution, log)
        return
    case = case_of(crisis, resolution.target)
    act, entitled, may_veto = electorate(world, case, resolution.acts)
    charter = world.charters[resolution.institution]
    rule = charter.rule(act)
    roll = np.full(world.n, int(Ballot.ABSENT))
    for state, ballot in cast.items():
        if entitled[state]:
            roll[state] = ballot
    result = count(roll, entitled, may_veto, rule)
    if result.reason == Reason.VETO and rule.bypass:
        result = _assembly(world, resolution, cast, rule, result)
    standing = (
        Standing.ADOPTED
        if result.adopted
        else Standing.VETOED
        if result.reason == Reason.VETO
        else Standing.FAILED
    )
    plan = enforcement(world, [(as_decided(case), item) for item in measures_of(resolution.acts)])
    worth = on_own_estimates(world, vote_worth(world, case, resolution.acts, plan), case)
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
                () if world.states.human[state] else worth.row(state),
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
    vetoer = result.vetoes[0] if result.vetoes else resolution.proposer
    log.add(f"resolution.{kind}", vetoer, resolution.target, about=about, figures=figures)
    if result.adopted:
        _take_hold(world, crisis, decided, log)


def _fall(world: World, resolution: Resolution, log: Log) -> None:
    """Let a resolution fall: an earlier one of the same session decided part of it already."""
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


def _assembly(
    world: World, resolution: Resolution, cast: dict[int, Ballot], rule: DecisionRule, first: Count
) -> Count:
    """Let the assembly decide by two thirds what a veto blocked in the council."""
    seats = world.memberships
    members = seats.member[resolution.institution] & world.states.exists
    members &= ~seats.suspended[resolution.institution]
    roll = np.full(world.n, int(Ballot.ABSENT))
    for state, ballot in cast.items():
        roll[state] = Ballot.NO if ballot == Ballot.VETO else ballot
    second = count(
        roll,
        members,
        np.zeros(world.n, bool),
        replace(
            rule,
            organ=Organ.ASSEMBLY,
            majority=Fraction(2, 3),
            strict=False,
            veto=False,
            absence_consents=True,
            quorum=Fraction(0),
        ),
    )
    if not second.adopted:
        return first
    return replace(second, reason=Reason.OVERRIDDEN, vetoes=first.vetoes)


def _take_hold(world: World, crisis: Crisis, resolution: Resolution, log: Log) -> None:
    acts = resolution.acts
    charter = world.charters[resolution.institution]
    changed = replace(crisis, acts=(*crisis.acts, *(act for act in acts if act not in crisis.acts)))
    if Act.INQUIRY in acts:
        changed = replace(changed, inquiry_due=world.turn + charter.inquiry_turns)
        log.add(
            "inquiry.appointed",
            resolution.proposer,
            crisis.initiator,
            about={"crisis": crisis.id, "institution": resolution.institution},
            figures={"turns": charter.inquiry_turns},
        )
    if Act.DETERMINATION in acts:
        changed = replace(changed, named=resolution.target)
        log.add(
            "aggressor.named",
            resolution.proposer,
            resolution.target,
            about={"crisis": crisis.id, "institution": resolution.institution},
        )
    member = world.memberships.member[resolution.institution, resolution.target]
    if Act.SUSPENSION in acts and member:
        world.memberships.suspended[resolution.institution, resolution.target] = True
    if Act.EXPULSION in acts and member:
        world.memberships.member[resolution.institution, resolution.target] = False
        world.memberships.seat[resolution.institution, resolution.target] = Seat.NONE
        log.add(
            "membership.expelled",
            resolution.target,
            about={"institution": resolution.institution},
        )
    world.put(changed)


def _as_states(rows: Iterable[int]) -> list[StateId]:
    return [StateId(int(row)) for row in rows]
