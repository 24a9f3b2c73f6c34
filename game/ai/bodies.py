"""Bodies: what belonging to an institution is worth, and what its motions would change.

Protection by what the others would bring, as far as they are bound and believed; less freedom lost
and the danger of being drawn in; the company one keeps; claims that it stands in the way of (Abbott
and Snidal 1998; Koremenos, Lipson and Snidal 2001). All public but where said.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.ai.peril import peril, prevails
from game.core.amending import amended
from game.core.cases import credibility
from game.core.charter import Charter, Trigger
from game.core.kinds import Act, Clause, Doctrine, Obligation, Seat
from game.core.records import Motion
from game.core.terms import TermTable
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_DUTY = (0.1, 0.2, 0.4, 0.7)
"""How far members would come to each other's help, by what the charter makes of it (Obligation)."""

JOINS: Final = 0.06
"""Worth from which a state joins a body, or would if it were asked."""

UNTRIED = 0.6
"""Belief in an institution that does not exist yet."""


def duty(charter: Charter) -> float:
    """Return how far a charter binds its members to help; 0 for one that only talks."""
    if charter.needs(Act.FORCE) is None and charter.needs(Act.TRADE_BAN) is None:
        return 0.0
    if not set(charter.triggers) - {Trigger.INTERNAL_ATROCITY, Trigger.REVOLUTION}:
        return 0.0
    bound = max(charter.obligation(Act.FORCE), charter.obligation(Act.TRADE_BAN))
    if bound == Obligation.AUTOMATIC:
        return _DUTY[bound]  # owed without a decision
    return _DUTY[bound] * (0.75 if charter.rule(Act.FORCE).majority == 1 else 1.0)


def belonging(
    known: World, charter: Charter, member: Flags, belief: Floats, permanent: Flags | None = None
) -> TermTable:
    """Return what belonging to a body with some members is worth to every state, [state], by term.

    `member` [state] who belongs, oneself apart; `belief` [state]; `permanent` [state] who could
    veto what is done against it.
    """
    here, states = peril(known), known.states
    look, doctrine = here.look, states.doctrine
    bound = duty(charter)
    keen = doctrine[:, Doctrine.UPHOLD] + 0.3 * doctrine[:, Doctrine.BALANCE]
    covered = np.ones(known.n, bool)
    if charter.adversaries:
        named = np.zeros(known.n, bool)
        named[list(charter.adversaries)] = True
        covered = named[here.worst]
    inside = np.flatnonzero(member)
    reach = look.nearness[:, inside] * look.strength[inside][None, :]
    reach[inside, np.arange(inside.size)] = 0.0
    reach[inside[None, :] == here.worst[:, None]] = 0.0
    if charter.open_to_all:
        brought = reach @ keen[inside]
    else:  # an alliance of those who share a danger: they come for that too
        felt = here.danger[inside].T[here.worst] / np.maximum(here.peril, 0.05)[:, None]
        brought = (reach * np.maximum(keen[inside], np.clip(felt, 0.0, 1.0))).sum(axis=1)
    if permanent is not None and charter.rule(Act.FORCE).veto:
        brought = brought * np.where(permanent[here.worst], 0.25, 1.0)
    after = prevails(here.force, here.means + bound * belief * brought)
    others = member * states.power
    weight = max(float(others.sum()), 1e-9)
    company = (known.dyads.affinity[:, inside] @ others[inside]) / weight
    foes = (here.danger[:, inside] @ others[inside]) / weight
    felt = here.danger[:, here.worst[inside]] / np.maximum(here.peril[inside], 0.05)
    own = np.minimum(felt, 1.0)
    others_quarrels = (1.0 - own) @ (others * here.peril)[inside] / weight
    alive = states.exists
    inside_share = 0.5 * float(others.sum()) / max(float(states.power[alive].sum()), 1e-9)
    inside_share += 0.5 * float(member.sum()) / max(float(alive.sum()), 1.0)
    keep_out = doctrine[:, Doctrine.KEEP_OUT]
    universal = charter.open_to_all
    # Who would take a member's land meets the others outside as well as inside.
    met_anyway = member & universal
    claims = here.claimed * np.where(met_anyway, 1.0 - _MET_ANYWAY, 1.0)[:, None]
    wants = claims.max(axis=0, initial=0.0) * doctrine[:, Doctrine.REVISE]
    seated = _seated(known, charter)
    return TermTable.of(
        {
            "protection": here.peril * (here.lost - after) * covered,
            "entrapment": -bound * others_quarrels * (0.2 + keep_out) * (1.0 - 0.5 * seated),
            "autonomy": -0.02 - bound * (0.04 + 0.25 * keep_out),
            "order": 0.15 * doctrine[:, Doctrine.UPHOLD] * universal,
            "company": (0.15 * company - 0.3 * foes) * (_AMONG_ALL if universal else 1.0),
            "claims_hampered": -1.2 * bound * wants * (not charter.adversaries) * (1.0 - seated),
            "standing": np.full(known.n, 0.02 + _RECOGNISED * universal * inside_share),
            "seat": _SEAT * seated,
        }
    )


_RECOGNISED: Final = 0.22
"""What it is worth to be seen to belong where all the world does: it is what a state is known by.

Half by the power that belongs, half by the number of states.
By 2011 all but a handful of states were members of the United Nations, whatever it asked of them."""

_AMONG_ALL: Final = 0.25
"""How far it matters who else belongs where all may: one sits with foes there, too [design]."""

_MET_ANYWAY: Final = 0.7
"""How much of what a universal body would do about a claim on a member it does whether or not the
claimant belongs (Article 17 of the Covenant; Article 2, paragraph 6, of the Charter)."""

_SEAT: Final = 0.10
"""What a permanent seat is worth by itself; nothing is done in the body's name against its holder."""


def _seated(known: World, charter: Charter) -> Floats:
    """Return who has, or would have, a permanent seat with a veto, [state] in 0..1."""
    found = np.zeros(known.n)
    if any(charter.rule(act).veto for act in Act):
        found[[int(state) for state in charter.permanent]] = 1.0
        found[[int(state) for state in charter.without_veto]] = 0.0
    return found


def of_body(known: World, body: int, charter: Charter | None = None) -> TermTable:
    """Return what belonging to a body that exists is worth to every state, [state].

    With `charter`, as it would read then.
    """
    seats = known.memberships
    return belonging(
        known,
        charter or known.charters[body],
        seats.member[body] & known.states.exists,
        credibility(known, body),
        seats.seat[body] == Seat.PERMANENT,
    )


_FORGOTTEN = 80
"""Turns after which nobody is held to account: what is left of a finding then is some ten thousandths."""


def guilty(known: World, body: int) -> Floats:
    """Return how far each state stands condemned by a body, [state] in 0..1, fading with the years."""
    found = np.zeros(known.n)
    for crisis in (*known.crises.open, *known.crises.ended_since(known.turn - _FORGOTTEN)):
        if body not in (crisis.institution, *crisis.bodies):
            continue
        since = known.turn - (crisis.ended if crisis.ended >= 0 else known.turn)
        if crisis.named >= 0:
            found[crisis.named] = max(found[crisis.named], 0.9 ** max(since, 0))
        elif Act.CONDEMNATION in crisis.acts:
            found[crisis.initiator] = max(found[crisis.initiator], 0.6 * 0.9 ** max(since, 0))
    return found


_SHARED_OUT: Final = 0.4
"""How much of a new member's quarrels each takes on where they are shared among all [design]."""


_LEFT_OUT: Final = 0.20
"""What it is worth that a body open to all leaves nobody out, once all others belong: the sixteen
states let in together in December 1955 had been kept out one by one for years."""


_ITS_OWN: Final = 0.6
"""What a claimant gives against a body's taking its claim for a state: so did China over Mongolia and
Iraq over Kuwait, the two Germanies and the two Koreas [design]."""

_TITLE: Final = 0.6
"""What a just claim to the whole of an applicant weighs with others, for whom letting it in would
be to judge the claim [design]."""


def _title_in_doubt(known: World, target: int) -> Floats:
    """Return how far claims to the seat of an applicant's government speak against it, [state]."""
    home = int(known.states.capital[target])
    against = np.zeros(known.n)
    for claim in known.claims.open:
        whole = claim.holder == target and home in claim.territories
        if whole and known.states.exists[claim.claimant]:
            doubt = _TITLE * claim.legitimacy
            own = max(float(against[claim.claimant]), _ITS_OWN * (0.5 + claim.weight))
            against = np.maximum(against, doubt)
            against[claim.claimant] = own
    return against


def about_member(known: World, body: int, act: Act, target: int) -> TermTable:
    """Return what deciding on a member is worth to every state, [state]: in, out, barred or back."""
    here, dyads, doctrine = peril(known), known.dyads, known.states.doctrine
    look, charter = here.look, known.charters[body]
    upheld = doctrine[:, Doctrine.UPHOLD]
    liking, danger = dyads.affinity[:, target], here.danger[:, target]
    if act == Act.ADMISSION:
        keen = float(upheld[target] + 0.3 * doctrine[target, Doctrine.BALANCE])
        brought = look.strength[target] * look.nearness[:, target] * keen
        brought = brought * duty(charter) * credibility(known, body) * (here.worst != target)
        gained = here.lost - prevails(here.force, here.means + brought)
        shared_out = _SHARED_OUT if charter.open_to_all else 1.0
        alive = known.states.exists
        inside = float((known.memberships.member[body] & alive).sum()) / float(alive.sum())
        quarrels = 0.15 * duty(charter) * float(here.peril[target]) * shared_out
        return TermTable.of(
            {
                "protection": here.peril * gained,
                "liking": 0.2 * liking,
                "order": 0.06 * upheld * charter.open_to_all,
                "universality": np.full(
                    known.n, (0.03 + _LEFT_OUT * inside**2) * charter.open_to_all
                ),
                "rivalry": -0.3 * dyads.rivalry[:, target] - 0.5 * danger,
                "entrapment": np.full(known.n, -quarrels),
                "title_in_doubt": -_title_in_doubt(known, target),
            }
        )
    guilt = float(guilty(known, body)[target])
    out = TermTable.of(
        {
            "condemned": 0.3 * guilt * (0.2 + upheld),
            "danger": 0.25 * danger,
            "liking": -0.25 * liking,
            "precedent": np.full(known.n, -0.05),
        }
    )
    if act in (Act.SUSPENSION, Act.EXPULSION):
        return out
    if act == Act.REINSTATEMENT:
        return TermTable(out.keys, -out.values)
    whole = of_body(known, body)
    return TermTable(whole.keys, -whole.values)  # of a dissolution


def about_charter(known: World, body: int, clause: Clause, value: float, act: int) -> TermTable:
    """Return what an amendment is worth to every state, [state].

    What it changes of what belonging is worth, what it does to who holds a seat or could veto, and
    what any change costs who is content. Raises ValueError where the clause cannot read so.
    """
    old = known.charters[body]
    new = amended(old, clause, value, act)
    before, after = of_body(known, body, old), of_body(known, body, new)
    doctrine, dyads, seats = known.states.doctrine, known.dyads, known.memberships
    upheld, revise = doctrine[:, Doctrine.UPHOLD], doctrine[:, Doctrine.REVISE]
    keep_out = doctrine[:, Doctrine.KEEP_OUT]
    held = (seats.seat[body] == Seat.PERMANENT).astype(float)
    seat, rule = np.zeros(known.n), np.zeros(known.n)
    match clause:
        case Clause.PERMANENT_SEAT_ADDED | Clause.PERMANENT_SEAT_DROPPED:
            who = int(value)
            seat = 0.15 * dyads.affinity[:, who] - 0.4 * dyads.rivalry[:, who] - 0.03 - 0.05 * held
            seat[who] = 0.3
            seat = seat if clause == Clause.PERMANENT_SEAT_ADDED else -seat
        case Clause.VETO:
            rule = (0.25 * held - 0.06 * (1 - held)) * (1.0 if value else -1.0)
        case Clause.VETO_RESTRAINT:
            rule = (0.15 * upheld - 0.12 * held * (1.0 - upheld)) * (1.0 if value else -1.0)
        case Clause.MONITORING:
            rule = (0.12 * upheld - 0.15 * revise - 0.06 * keep_out) * (value - int(old.monitoring))
        case Clause.MAJORITY:
            easier = float(old.rules[act].majority) - value
            rule = (0.5 * upheld - 0.6 * revise - 0.4 * keep_out - 0.1 * held) * easier
        case Clause.NOTICE:
            longer = (value - old.withdrawal_notice_turns) / 8.0
            rule = (0.06 * upheld - 0.08 * keep_out - 0.08 * revise) * longer
    values = {
        key: after.values[:, place] - before.values[:, place]
        for place, key in enumerate(before.keys)
        if key in ("protection", "entrapment", "autonomy", "claims_hampered")
    }
    return TermTable.of({**values, "seat": seat, "rule": rule, "habit": np.full(known.n, -0.015)})


def motion_worth(known: World, motion: Motion) -> TermTable:
    """Return what a motion's adoption is worth to every state, [state], by term."""
    if motion.act == Act.AMENDMENT:
        clause = Clause(motion.clause)
        return about_charter(known, motion.institution, clause, motion.value, motion.clause_act)
    return about_member(known, motion.institution, motion.act, motion.target)
