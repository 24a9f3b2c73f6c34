"""Bodies: join, invite, found, pledge, stay away; move members in and out; change the charter.

States look at joining in their yearly review. Each body looks at its own members and charter once a
year, in the quarter whose number, with its own, leaves two over four; new foundations are thought
of one template a quarter, in turn. What is moved is what would carry, by who wants it most.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

import numpy as np
from numpy.typing import NDArray

from game.ai.bodies import (
    JOINS,
    UNTRIED,
    about_charter,
    about_member,
    belonging,
    duty,
    guilty,
    motion_worth,
    of_body,
)
from game.ai.decision import Decision
from game.ai.peril import peril
from game.ai.reviews import EVERY, Ints, due
from game.core.charter import Admission, Charter, Means, Monitoring
from game.core.formulas.voting import ballots
from game.core.ids import InstitutionId, MotionId, StateId
from game.core.kinds import Act, Ballot, Clause, Doctrine, Obligation, Seat, Standing
from game.core.legality import refusal
from game.core.orders import (
    Accede,
    Boycott,
    Found,
    Invite,
    MoveAmendment,
    MoveMembership,
    Order,
    PledgeForces,
    VoteMotion,
)
from game.core.parliaments import on_membership
from game.core.phases.motions import ballot_box, tally, waiting
from game.core.records import Motion
from game.core.terms import Term, TermTable
from game.core.world import World

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_HOPEFUL = 0.2
"""Chance of consent from which a government lays membership before its parliament."""

_MOVES = 0.04
"""Worth from which a motion is moved by who wants it most."""

_FOUNDS = 0.10
"""Worth from which a state founds a new body."""

_SHELTERED = 0.02
"""Danger that a new body must take from its founder, beyond what others do."""

_AGAIN = 12
"""Turns before what was moved in a body is moved again."""

_BAND, _BAR = 0.008, 0.06
"""Worth within which one abstains on a motion, and below which one would block it."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield accessions, pledges, boycotts, motions and foundations."""
    rows = due(known, states)
    for body in range(len(known.charters)):
        if not known.memberships.in_being[body]:
            if known.memberships.invited[body].any():
                yield from _accede(known, InstitutionId(body), rows)
            continue
        if rows.size:
            yield from _accede(known, InstitutionId(body), rows)
            yield from _pledge(known, InstitutionId(body), rows)
            yield from _stay_away(known, InstitutionId(body), rows)
        if (known.turn + body) % EVERY == 2:
            yield from _move(known, InstitutionId(body), states)
    yield from _found(known, states)


def vote(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield a ballot for every member on every motion of this turn."""
    for motion in waiting(known):
        table = motion_worth(known, motion)
        cast = _ballots(known, motion, table, private=True)
        member = known.memberships.member[motion.institution] & known.states.exists
        for row in np.flatnonzero(member).tolist():
            if row not in states:
                continue
            ballot = Ballot(int(cast[row]))
            if motion.proposer == row and ballot in (Ballot.NO, Ballot.VETO):
                ballot = Ballot.ABSTAIN
            order = VoteMotion(StateId(row), motion.id, ballot)
            if refusal(known, order) is None:
                yield Decision(order, partial(_own, known, table, row))


def expected_ballots(known: World, motion: Motion) -> NDArray[np.int64]:
    """Return the ballot that each member is expected to cast on a motion, [state]."""
    return _ballots(known, motion, motion_worth(known, motion), private=False)


def _own(known: World, table: TermTable, row: int) -> tuple[Term, ...]:
    """Return a state's terms on its own estimate of its costs."""
    cost = float(known.states.cost_estimate[row])
    return tuple(
        Term(term.key, term.value * cost if term.key in _COSTS else term.value)
        for term in table.row(row)
    )


_COSTS = ("entrapment", "autonomy")


def _ballots(known: World, motion: Motion, table: TermTable, *, private: bool) -> NDArray[np.int64]:
    values = table.values.copy()
    if private:
        for key in _COSTS:
            if key in table.keys:
                values[:, table.keys.index(key)] *= known.states.cost_estimate
    rule, _, may_veto = ballot_box(known, motion)
    return ballots(
        values.sum(axis=1),
        band=_BAND,
        veto_bar=_BAR,
        may_veto=may_veto,
        unanimity=rule.majority == 1,
    )


# -- oneself ---------------------------------------------------------------------------------------


def _accede(known: World, body: InstitutionId, rows: Ints) -> Iterator[Decision]:
    """Let states join what is worth it, where they may, or ask to."""
    seats, charter = known.memberships, known.charters[body]
    outside = rows[~seats.member[body, rows]]
    if charter.admission == Admission.INVITATION or not seats.in_being[body]:
        outside = outside[seats.invited[body, outside]]
    if outside.size == 0:
        return
    table = _prospective(known, body)
    worth = table.total()
    for row in outside.tolist():
        if worth[row] <= JOINS or _discouraged(known, body, row):
            continue
        order = Accede(StateId(row), body)
        if refusal(known, order) is not None:
            continue
        if on_membership(known, StateId(row), body).chance >= _HOPEFUL:
            yield Decision(order, table.row(row))


def _prospective(known: World, body: int) -> TermTable:
    """Return what belonging is worth with all who belong or are asked in, [state]."""
    seats = known.memberships
    if seats.in_being[body]:
        return known.once(("body", body), lambda: of_body(known, body))
    mask = (seats.member[body] | seats.invited[body]) & known.states.exists
    belief = np.full(known.n, UNTRIED)
    return known.once(
        ("body to be", body), lambda: belonging(known, known.charters[body], mask, belief)
    )


def _lately(known: World, body: int, act: Act, target: int, clause: int = -1) -> bool:
    return any(
        motion.institution == body
        and motion.act == act
        and motion.target == target
        and motion.clause == clause
        and known.turn - motion.tabled < _AGAIN
        for motion in known.motions.since(known.turn - _AGAIN)
    )


def _discouraged(known: World, body: int, row: int) -> bool:
    """Tell whether who was turned down lets it rest: three years, then six, then twelve."""
    asked = [
        motion
        for motion in known.motions.since(known.turn - _DISCOURAGED)
        if motion.institution == body and motion.act == Act.ADMISSION and motion.target == row
    ]
    if not asked:
        return False
    refused = sum(motion.standing in (Standing.FAILED, Standing.VETOED) for motion in asked)
    return known.turn - asked[-1].tabled < _AGAIN << min(max(0, refused - 1), 2)


_DISCOURAGED = 120
"""Turns after which who was turned down has forgotten it."""


def _pledge(known: World, body: InstitutionId, rows: Ints) -> Iterator[Decision]:
    """Let members pledge forces to a body that lives on pledges, as far as they believe in it."""
    seats, charter = known.memberships, known.charters[body]
    if charter.means not in (Means.PLEDGED, Means.STANDING) and charter.pledged_share <= 0:
        return
    inside = rows[seats.member[body, rows]]
    table = of_body(known, body)
    worth = np.maximum(table.total(), 0.0)
    upheld = known.states.doctrine[:, Doctrine.UPHOLD]
    wanted = np.clip(0.5 * charter.pledged_share + 0.6 * worth * (0.3 + upheld), 0.0, 0.5)
    for row in inside.tolist():
        share = round(float(wanted[row]), 2)
        if abs(share - float(seats.pledged[body, row])) < 0.05:
            continue
        order = PledgeForces(StateId(row), body, share)
        if refusal(known, order) is None:
            yield Decision(order, table.row(row))


def _stay_away(known: World, body: InstitutionId, rows: Ints) -> Iterator[Decision]:
    """Let members stay away where all that a meeting brings them is blame, and come back."""
    seats = known.memberships
    inside = rows[seats.member[body, rows]]
    blame = guilty(known, body)
    asked = inside[(blame[inside] > 0.1) | seats.away[body, inside]]
    if asked.size == 0:
        return
    whole = of_body(known, body)
    doctrine = known.states.doctrine
    table = TermTable.of(
        {
            "condemned": 0.35 * blame,
            "protection": -whole.values[:, whole.keys.index("protection")],
            "order": -0.3 * doctrine[:, Doctrine.UPHOLD],
            "seat": -0.06 * (seats.seat[body] == Seat.PERMANENT),
            "standing": np.full(known.n, -0.06),
        }
    )
    worth = table.total()
    for row in asked.tolist():
        away = bool(seats.away[body, row])
        if (worth[row] > 0.02) == away or abs(worth[row]) < 0.02:
            continue
        order = Boycott(StateId(row), body, not away)
        if refusal(known, order) is None:
            terms = table.row(row)
            yield Decision(order, terms if not away else _turned(terms))


def _turned(terms: tuple[Term, ...]) -> tuple[Term, ...]:
    return tuple(Term(term.key, -term.value) for term in terms)


# -- others, and the charter -----------------------------------------------------------------------


def _move(known: World, body: InstitutionId, states: Collection[int]) -> Iterator[Decision]:
    """Let who wants it most move the one thing about members, and the one clause, that would carry."""
    for options in (_of_members(known, body), _of_charter(known, body)):
        best: tuple[float, Order, TermTable] | None = None
        for motion, table in options:
            found = _mover(known, motion, table)
            if found is not None and (best is None or found[0] > best[0]):
                best = (*found, table)
        if best is not None and best[1].state in states:
            yield Decision(best[1], best[2].row(best[1].state))


def _mover(known: World, motion: Motion, table: TermTable) -> tuple[float, Order] | None:
    """Return who wants a motion most and what it is worth to it, if it would carry."""
    body, seats = motion.institution, known.memberships
    may = seats.member[body] & known.states.exists & ~known.states.human & ~seats.suspended[body]
    may = may & ~seats.away[body]
    worth = np.where(may, table.total(), -np.inf)
    if motion.target >= 0 and motion.act != Act.ADMISSION:
        worth[motion.target] = -np.inf
    mover = StateId(int(worth.argmax()))
    if worth[mover] <= _MOVES:
        return None
    cast = np.where(
        seats.away[body], int(Ballot.ABSENT), _ballots(known, motion, table, private=False)
    )
    if not tally(known, motion, cast).adopted:
        return None
    order: Order
    if motion.act == Act.AMENDMENT:
        clause = Clause(motion.clause)
        order = MoveAmendment(mover, body, clause, motion.value, motion.clause_act)
    elif motion.act == Act.ADMISSION:
        order = Invite(mover, body, motion.target)
    else:
        order = MoveMembership(mover, body, motion.act, motion.target)
    return (float(worth[mover]), order) if refusal(known, order) is None else None


def _put(known: World, body: InstitutionId, act: Act, target: int, **facts: float) -> Motion:
    """Return a motion as it would stand on the agenda."""
    return Motion(
        MotionId(len(known.motions)),
        body,
        act,
        StateId(-1),
        StateId(target),
        known.turn,
        int(facts.get("clause", -1)),
        int(facts.get("clause_act", -1)),
        float(facts.get("value", 0.0)),
    )


def _of_members(known: World, body: InstitutionId) -> Iterator[tuple[Motion, TermTable]]:
    """Yield what could be moved about members: the worst out, the best in, the barred back."""
    seats, charter = known.memberships, known.charters[body]
    member = seats.member[body] & known.states.exists
    blame = np.where(member, guilty(known, body), 0.0)
    worst = int(blame.argmax())
    if blame[worst] > 0.3:
        for act in (Act.EXPULSION, Act.SUSPENSION):
            open_ = charter.expulsion if act == Act.EXPULSION else charter.suspension
            if open_ and not seats.suspended[body, worst] and not _lately(known, body, act, worst):
                yield _put(known, body, act, worst), about_member(known, body, act, worst)
    for row in np.flatnonzero(seats.suspended[body] & member).tolist():
        act = Act.REINSTATEMENT
        if not _lately(known, body, act, row):
            yield _put(known, body, act, row), about_member(known, body, act, row)
    outside = ~member & known.states.exists & ~seats.invited[body]
    if charter.admission == Admission.INVITATION and outside.any():
        worth = np.where(outside, _prospective(known, body).total(), -np.inf)
        for row in np.argsort(-worth, kind="stable")[:2].tolist():
            if worth[row] > JOINS and not _discouraged(known, body, row):
                yield (
                    _put(known, body, Act.ADMISSION, row),
                    about_member(known, body, Act.ADMISSION, row),
                )
    if charter.needs(Act.DISSOLUTION) is not None and int(member.sum()) <= 2:
        yield _put(known, body, Act.DISSOLUTION, -1), about_member(known, body, Act.DISSOLUTION, -1)


def _of_charter(known: World, body: InstitutionId) -> Iterator[tuple[Motion, TermTable]]:
    """Yield the amendments that are thought of: what would bind, see, or decide more, and less."""
    for clause, value, act in _clauses(known, body):
        motion = _put(known, body, Act.AMENDMENT, -1, clause=clause, value=value, clause_act=act)
        if _lately(known, body, Act.AMENDMENT, -1, int(clause)):
            continue
        try:
            yield motion, about_charter(known, body, clause, value, act)
        except ValueError:
            continue  # it reads so already, or cannot


def _clauses(known: World, body: int) -> Iterator[tuple[Clause, float, int]]:
    charter, seats = known.charters[body], known.memberships
    if duty(charter) > 0:
        owed = charter.obligation(Act.FORCE)
        if charter.needs(Act.FORCE) is not None and owed < Obligation.BINDING:
            yield Clause.OBLIGATION, float(owed + 1), int(Act.FORCE)
        elif owed >= Obligation.BINDING:
            yield Clause.OBLIGATION, float(Obligation.RECOMMENDED), int(Act.FORCE)
        if charter.rule(Act.TRADE_BAN).majority == 1:
            yield Clause.MAJORITY, 2 / 3, int(Act.TRADE_BAN)
        if charter.monitoring < Monitoring.INSPECTORS:
            yield Clause.MONITORING, float(charter.monitoring + 1), -1
    if charter.rule(Act.FORCE).veto and not charter.veto_restraint:
        yield Clause.VETO_RESTRAINT, 1.0, -1
    if charter.permanent:
        great = seats.member[body] & known.states.major & (seats.seat[body] != Seat.PERMANENT)
        for row in np.flatnonzero(great & known.states.exists).tolist()[:1]:
            yield Clause.PERMANENT_SEAT_ADDED, float(row), -1
    if charter.may_withdraw and charter.withdrawal_notice_turns > 4:
        yield Clause.NOTICE, 4.0, -1


# -- new bodies ------------------------------------------------------------------------------------


def _found(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Let the state that it is worth most to found a body after the quarter's template."""
    templates = known.scenario.templates
    if not templates:
        return
    number = known.turn % len(templates)
    charter = templates[number]
    seats = known.memberships
    there = np.asarray(seats.member.any(axis=1) | seats.invited.any(axis=1))
    if any(body.key == charter.key and there[row] for row, body in enumerate(known.charters)):
        return
    if (~seats.in_being & there).any():
        return  # one at a time: another waits to be ratified
    if charter.admission == Admission.UNIVERSAL and _order_kept(known):
        return
    mask = _founders(known, charter)
    if int(mask.sum()) < 3:
        return
    belief = np.full(known.n, UNTRIED)
    for _ in range(2):
        table = belonging(known, charter, mask, belief)
        worth = table.total() - _had_already(known)
        mask = mask & (worth > JOINS)
        if int(mask.sum()) < 3:
            return
    worth = np.where(mask & ~known.states.human, worth * np.sqrt(known.states.power), -np.inf)
    founder = StateId(int(worth.argmax()))
    shelter = table.values[founder, table.keys.index("protection")] - _had_already(known)[founder]
    if founder not in states or table.total()[founder] <= _FOUNDS or shelter <= _SHELTERED:
        return
    invited = tuple(StateId(row) for row in np.flatnonzero(mask).tolist() if row != founder)
    order = Found(founder, number, invited)
    if refusal(known, order) is None:
        yield Decision(order, table.row(founder))


def _order_kept(known: World) -> bool:
    """Tell whether a body open to all, with much of the world's power in it, is there already."""
    seats, power = known.memberships, known.states.power * known.states.exists
    return any(
        charter.open_to_all
        and seats.in_being[body]
        and float(power[seats.member[body]].sum()) > 0.3 * float(power.sum())
        for body, charter in enumerate(known.charters)
    )


def _founders(known: World, charter: Charter) -> Flags:
    """Return who might be asked in, [state]: whom the charter admits, and no more than it is for.

    An alliance is for those who share the danger that weighs most, and like each other.
    """
    states, here = known.states, peril(known)
    mask = states.exists.copy()
    mask &= (states.regime >= charter.regime_floor) & (states.regime <= charter.regime_ceiling)
    if charter.admission == Admission.GREAT_POWERS:
        mask &= states.major
    if charter.area:
        inside = np.zeros(known.n, bool)
        inside[list(charter.area)] = True
        mask &= inside
    if charter.adversaries:
        mask[list(charter.adversaries)] = False
        mask &= np.asarray(here.danger[:, list(charter.adversaries)]).max(axis=1) > 0.03
    elif charter.admission in (Admission.INVITATION, Admission.REGIONAL):
        feared = (states.power * mask) @ (here.danger * mask[:, None])
        foe = int(feared.argmax())
        mask &= here.danger[:, foe] > 0.05
        mask[foe] = False
        lead = int(np.where(mask, states.power, -1.0).argmax())
        mask &= (known.dyads.affinity[:, lead] > -0.1) | (np.arange(known.n) == lead)
    return np.asarray(mask)


def _had_already(known: World) -> Floats:
    """Return the protection that each state has of bodies already, [state]."""
    best: Floats = np.zeros(known.n)
    for body in range(len(known.charters)):
        if known.memberships.in_being[body]:
            table = _prospective(known, body)
            shelter = table.values[:, table.keys.index("protection")]
            best = np.maximum(best, np.where(known.memberships.member[body], shelter, 0.0))
    return best
