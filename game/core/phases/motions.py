"""Motions: an institution's own business, its members and its charter, moved and voted on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.core.amending import amended
from game.core.charter import Charter, DecisionRule, Organ
from game.core.eligibility import in_being
from game.core.formulas.voting import Count, count
from game.core.ids import NOBODY, NONE, InstitutionId, StateId
from game.core.kinds import Act, Ballot, Clause, Reason, Seat, Standing
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import Accede, Invite, MoveAmendment, MoveMembership, Order, VoteMotion
from game.core.phases.founding import wind_up
from game.core.phases.rolls import enter, expel
from game.core.records import CastVote, Motion
from game.core.world import World


def take(world: World, orders: Sequence[Order], log: Log) -> None:
    """Put motions on this turn's agenda; the same motion is put once."""
    for order in orders:
        if not isinstance(order, Accede | Invite | MoveMembership | MoveAmendment):
            continue
        if refusal(world, order) is not None:
            continue
        motion = _motion(world, order)
        if isinstance(order, Accede) and world.memberships.member[order.institution, order.state]:
            _stay(world, order, log)
        elif motion is None:
            enter(world, order.institution, order.state, log)
        elif not any(_same(motion, other) for other in waiting(world)):
            world.put(motion)
            about = {"motion": motion.id, "institution": motion.institution}
            log.add("motion.put", motion.proposer, motion.target, about=about)


def _stay(world: World, order: Accede, log: Log) -> None:
    """Let a member take back its notice before it has taken effect."""
    world.memberships.leaves[order.institution, order.state] = NONE
    about = {"institution": order.institution}
    log.add("membership.notice_taken_back", order.state, about=about)


def waiting(world: World) -> list[Motion]:
    """Return the motions that wait for this turn's vote."""
    return [
        motion
        for motion in world.motions.open
        if motion.standing == Standing.TABLED and motion.tabled == world.turn
    ]


def under_review(world: World, institution: int) -> bool:
    """Tell whether this is a turn of the review conference that a charter provides for.

    In it an amendment needs its majority alone, and not the consent of every permanent member.
    """
    every = world.charters[institution].review_every_turns
    return every > 0 and world.turn > 0 and world.turn % every == 0


def ballot_box(
    world: World, motion: Motion
) -> tuple[DecisionRule, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the rule a motion is decided by, who has a vote on it, and who may veto, [state].

    Whom it is about has no vote, unless parties do. An amendment is blocked by any permanent member
    that does not vote for it, where the charter asks for all of them.
    """
    body, seats = motion.institution, world.memberships
    charter = world.charters[body]
    rule = charter.rule(motion.act)
    entitled = seats.member[body] & world.states.exists & ~seats.suspended[body]
    if rule.organ == Organ.COUNCIL:
        entitled = entitled & (seats.seat[body] != Seat.NONE)
    if not rule.parties_vote and motion.target >= 0 and motion.act != Act.DISSOLUTION:
        entitled = entitled.copy()
        entitled[motion.target] = False
    permanent = seats.seat[body] == Seat.PERMANENT
    permanent[list(charter.without_veto)] = False
    return rule, entitled, entitled & permanent & rule.veto


def tally(world: World, motion: Motion, roll: NDArray[np.int64]) -> Count:
    """Count a roll call on a motion."""
    rule, entitled, may_veto = ballot_box(world, motion)
    result = count(roll, entitled, may_veto, rule)
    body = motion.institution
    charter = world.charters[body]
    if (
        motion.act == Act.AMENDMENT
        and result.adopted
        and charter.amendment_permanent
        and not under_review(world, body)
    ):
        seats = world.memberships
        held = seats.member[body] & (seats.seat[body] == Seat.PERMANENT) & world.states.exists
        held &= ~seats.suspended[body]
        missing = np.flatnonzero(held & (roll != Ballot.YES))
        if missing.size:
            return replace(
                result, adopted=False, reason=Reason.VETO, vetoes=tuple(int(row) for row in missing)
            )
    return result


def vote(world: World, orders: Sequence[Order], log: Log) -> None:
    """Vote on every motion of this turn, in the order in which they were put."""
    due = waiting(world)
    if not due:
        return
    cast: dict[int, dict[int, Ballot]] = {}
    for order in orders:
        if isinstance(order, VoteMotion):
            cast.setdefault(order.motion, {})[order.state] = order.ballot
    for motion in due:
        _decide(world, motion, cast.get(motion.id, {}), log)


def _moot(world: World, motion: Motion) -> bool:
    """Tell whether an earlier decision of the session has taken a motion's object away."""
    body, state, seats = motion.institution, motion.target, world.memberships
    match motion.act:
        case Act.ADMISSION:
            return bool(seats.member[body, state])
        case Act.SUSPENSION:
            return bool(not seats.member[body, state] or seats.suspended[body, state])
        case Act.EXPULSION:
            return not seats.member[body, state]
        case Act.REINSTATEMENT:
            return not seats.suspended[body, state]
        case Act.AMENDMENT:
            return _as_amended(world, motion) is None
    return False


def _as_amended(world: World, motion: Motion) -> Charter | None:
    """Return the charter with an amendment; None where it cannot read so, or does already."""
    charter, clause = world.charters[motion.institution], Clause(motion.clause)
    try:
        return amended(charter, clause, motion.value, motion.clause_act)
    except ValueError:
        return None


def _decide(world: World, motion: Motion, cast: dict[int, Ballot], log: Log) -> None:
    if not in_being(world, motion.institution) or _moot(world, motion):
        world.put(replace(motion, standing=Standing.LAPSED, reason=Reason.PRECONDITION))
        about = {"motion": motion.id, "institution": motion.institution}
        log.add("motion.lapsed", motion.proposer, motion.target, about=about)
        return
    _, entitled, _ = ballot_box(world, motion)
    away = world.memberships.away[motion.institution]
    roll = np.full(world.n, int(Ballot.ABSENT))
    for state, ballot in cast.items():
        if entitled[state] and not away[state]:
            roll[state] = ballot
    result = tally(world, motion, roll)
    standing = (
        Standing.ADOPTED
        if result.adopted
        else Standing.VETOED
        if result.reason == Reason.VETO
        else Standing.FAILED
    )
    decided = replace(
        motion,
        standing=standing,
        reason=result.reason,
        yes=result.yes,
        no=result.no,
        needed=result.needed,
        vetoes=tuple(StateId(int(state)) for state in result.vetoes),
        votes=tuple(
            CastVote(StateId(int(state)), Ballot(int(roll[state])))
            for state in np.flatnonzero(entitled)
        ),
    )
    world.put(decided)
    kind = {Standing.ADOPTED: "adopted", Standing.VETOED: "vetoed"}.get(standing, "failed")
    log.add(
        f"motion.{kind}",
        decided.vetoes[0] if decided.vetoes else motion.proposer,
        motion.target,
        about={
            "motion": motion.id,
            "institution": motion.institution,
            "reason": int(result.reason),
        },
        figures={"yes": result.yes, "no": result.no, "needed": result.needed},
    )
    if result.adopted:
        _take_hold(world, decided, log)


def _take_hold(world: World, motion: Motion, log: Log) -> None:
    body, state, seats = motion.institution, motion.target, world.memberships
    match motion.act:
        case Act.ADMISSION if motion.proposer == state:
            enter(world, body, state, log)
        case Act.ADMISSION:
            seats.invited[body, state] = True
            log.add("membership.invited", state, about={"institution": body})
        case Act.SUSPENSION:
            seats.suspended[body, state] = True
            log.add("membership.suspended", state, about={"institution": body})
        case Act.REINSTATEMENT:
            seats.suspended[body, state] = False
            log.add("membership.reinstated", state, about={"institution": body})
        case Act.EXPULSION:
            expel(world, body, state, log)
        case Act.AMENDMENT:
            _amend(world, motion, log)
        case Act.DISSOLUTION:
            log.add("institution.dissolved", motion.proposer, about={"institution": body})
            wind_up(world, body, log)


def _amend(world: World, motion: Motion, log: Log) -> None:
    """Let the charter read as amended, and seats follow it."""
    body, new = motion.institution, _as_amended(world, motion)
    if new is None:  # looked at as it was put; nothing else has been decided since
        return
    replace_charter(world, body, new)
    about = {"motion": motion.id, "institution": motion.institution}
    log.add("institution.amended", motion.proposer, about=about)


def replace_charter(world: World, body: InstitutionId, charter: Charter) -> None:
    """Put a charter in place of another, and its permanent members into their seats."""
    charters = list(world.charters)
    charters[body] = charter
    world.charters = tuple(charters)
    seats = world.memberships
    permanent = np.zeros(world.n, bool)
    permanent[[state for state in charter.permanent if 0 <= state < world.n]] = True
    lost = (seats.seat[body] == Seat.PERMANENT) & ~permanent
    seats.seat[body, lost] = Seat.NONE
    seats.seat[body, permanent & seats.member[body]] = Seat.PERMANENT


def _motion(world: World, order: Accede | Invite | MoveMembership | MoveAmendment) -> Motion | None:
    """Return what an order moves; None where a state may simply come in."""
    body, number = order.institution, world.next_motion()
    match order:
        case Accede():
            if world.memberships.invited[body, order.state]:
                return None
            return Motion(number, body, Act.ADMISSION, order.state, order.state, world.turn)
        case Invite():
            return Motion(number, body, Act.ADMISSION, order.state, order.to, world.turn)
        case MoveMembership():
            return Motion(number, body, order.act, order.state, order.target, world.turn)
        case MoveAmendment():
            return Motion(
                number, body, Act.AMENDMENT, order.state, NOBODY, world.turn,
                clause=int(order.clause), clause_act=order.act, value=order.value,
            )  # fmt: skip


def _same(one: Motion, other: Motion) -> bool:
    own = one.act == Act.ADMISSION and one.proposer == one.target
    others = other.act == Act.ADMISSION and other.proposer == other.target
    return own == others and (
        one.institution, one.act, one.target, one.clause, one.clause_act, one.value
    ) == (
        other.institution, other.act, other.target, other.clause, other.clause_act, other.value
    )  # fmt: skip
