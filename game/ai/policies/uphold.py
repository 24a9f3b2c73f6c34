"""Uphold: bring quarrels before the institution, and table what can be carried."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from game.ai.decision import Decision
from game.ai.mandates import worded
from game.ai.prospects import body_for
from game.ai.reviews import stirring
from game.core.cases import case_of, measures_of, standpoint
from game.core.charter import Charter
from game.core.eligibility import blocked
from game.core.forecast import Division, as_decided, enforcement, forecast
from game.core.ids import NONE, StateId
from game.core.internal_cases import lacks_a_guarantor
from game.core.kinds import Act, CrisisKind, Reason, Rung
from game.core.legality import refusal
from game.core.orders import Refer, Table
from game.core.outlook import Outlook, outlook
from game.core.records import Crisis
from game.core.terms import Term
from game.core.world import World

AIMS: tuple[tuple[Act, ...], ...] = (
    (Act.FORCE,),
    (Act.OIL_BAN,),
    (Act.TRADE_BAN,),
    (Act.MATERIALS_BAN, Act.FINANCE_BAN),
    (Act.ARMS_EMBARGO,),
    (Act.NON_RECOGNITION, Act.CONDEMNATION),
    (Act.DETERMINATION,),
    (Act.PEACEKEEPING,),
    (Act.OBSERVERS,),
    (Act.INQUIRY,),
    (Act.GOOD_OFFICES,),
)
"""What a proposer is after, strongest first; what a charter asks to be decided before is added."""

_IN_CIVIL_WAR: tuple[tuple[Act, ...], ...] = (
    (Act.PEACEKEEPING,),
    (Act.OBSERVERS,),
    *(aim for aim in AIMS if aim[0] not in (Act.PEACEKEEPING, Act.OBSERVERS)),
)
"""In a civil war nobody is wholly in the wrong: first who keeps the two apart, then the rest."""

_NOTHING_TO_PART = (CrisisKind.PROLIFERATION, CrisisKind.BREACH)
"""Quarrels in which no armies face each other: inspectors may look on, nobody can stand between."""

_CONTESTED = 0.8
"""Chance of adoption below which a draft is left to lie for a session, while there is time."""

_BEFORE_BLOWS = (Act.INQUIRY, Act.GOOD_OFFICES, Act.CONDEMNATION)
"""What fits a quarrel in which nobody has been hurt yet; inspectors fit one over weapons too."""


_AT_A_LOSS = 0.45
"""How far a government has the upper hand below which it calls on others in a civil war."""

_HEARD = {False: 0.12, True: 0.10}
"""Stake from which a third state brings a quarrel before a body: of two states, and within one."""


def package(charter: Charter, crisis: Crisis, aim: tuple[Act, ...]) -> tuple[Act, ...] | None:
    """Return an aim with all that must be decided with it, or None where it cannot be tabled now."""
    wanted = [act for act in aim if act not in crisis.acts]
    if not wanted:
        return None
    acts: list[Act] = []
    while wanted:
        act = wanted.pop()
        needs = charter.needs(act)
        if needs is None:
            return None
        if act not in acts:
            acts.append(act)
            wanted += [need for need in needs if need not in crisis.acts]
    if Act.INQUIRY in acts and len(acts) > 1:
        return None  # a commission must report before anything rests on it
    return tuple(sorted(acts))


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield referrals and resolutions."""
    crises = [crisis for crisis in known.live_crises() if stirring(known, crisis)]
    if not crises:
        return
    known = known.held()
    look = outlook(known)
    before = [
        crisis for crisis in crises if crisis.institution != NONE and known.turn > crisis.referred
    ]
    plans = {crisis.id: _packages(known.charters[crisis.institution], crisis) for crisis in before}
    measures = [
        (as_decided(case_of(crisis)), act)
        for crisis in before
        for act in dict.fromkeys(act for acts in plans[crisis.id] for act in measures_of(acts))
    ]
    if measures:
        enforcement(known, measures, look)  # all at once; the votes below find them solved
    for crisis in crises:
        if crisis.institution == NONE:
            yield from _refer(known, crisis, states, look)
        elif known.turn > crisis.referred:
            yield from _table(known, crisis, plans[crisis.id], states, look)


def _packages(charter: Charter, crisis: Crisis) -> list[tuple[Act, ...]]:
    """Return what could be tabled in a crisis, strongest first."""
    if crisis.inquiry_due >= 0 and crisis.rung < Rung.WAR:
        return []
    found = []
    for aim in _IN_CIVIL_WAR if crisis.kind == CrisisKind.CIVIL_WAR else AIMS:
        acts = package(charter, crisis, aim)
        if acts is None or not _fits(crisis, aim):
            continue
        found.append(acts)
    return found


def _fits(crisis: Crisis, aim: tuple[Act, ...]) -> bool:
    """Tell whether an aim is of use in a quarrel as it stands."""
    if crisis.kind in _NOTHING_TO_PART and aim in ((Act.OBSERVERS,), (Act.PEACEKEEPING,)):
        return aim == (Act.OBSERVERS,)
    return crisis.rung >= Rung.CLASH or aim[-1] in _BEFORE_BLOWS


def _refer(
    known: World, crisis: Crisis, states: Collection[int], look: Outlook
) -> Iterator[Decision]:
    body = body_for(known, crisis.initiator, crisis.target)
    if body < 0 or (crisis.rung < Rung.ULTIMATUM and known.turn == crisis.opened):
        return
    if crisis.kind == CrisisKind.COUP:
        return  # decided before any council could meet
    case = replace(case_of(crisis), institution=body, decided=False, gravity=0.5)
    view = standpoint(known, case, look)
    stakes = view.stakes
    member = known.memberships.member[body]
    calls = not crisis.internal or (
        crisis.kind == CrisisKind.CIVIL_WAR
        and (crisis.tide < _AT_A_LOSS or lacks_a_guarantor(known, crisis))
    )
    if calls and member[crisis.target] and not known.states.human[crisis.target]:
        order = Refer(crisis.target, crisis.id, body)
        if crisis.target in states and refusal(known, order) is None:
            danger = Term("threat", float(known.dyads.threat[crisis.target, crisis.initiator]))
            yield Decision(order, (danger, Term("claim_lost", crisis.stakes)))
        return
    heard = stakes.total() * np.sqrt(known.states.power)
    worth = np.where(member & (stakes.total() > _HEARD[crisis.internal]), heard, -np.inf)
    worth[[crisis.initiator, crisis.target]] = -np.inf
    best = StateId(int(np.argmax(worth)))
    if np.isfinite(worth[best]) and best in states:
        order = Refer(best, crisis.id, body)
        if refusal(known, order) is None:
            yield Decision(order, stakes.row(best))


def _shown_up(known: World, crisis: Crisis, state: StateId, vote: Division) -> float:
    """Return what it is worth to have a draft vetoed that all the others would carry; 0 for nothing.

    Once in a case, and by who dislikes the blocker: the blame is what it gains (the drafts of 1946
    to 1970 were put so that the Soviet Union should veto them, as it complained).
    """
    if vote.tally.reason != Reason.VETO or blocked(known, crisis):
        return 0.0
    dislike = max(-float(known.dyads.affinity[state, who]) for who in vote.tally.vetoes)
    return max(0.0, 0.1 * (dislike + _COOL))


_COOL = 0.1
"""Liking of a blocker up to which one does not mind that it is seen to block."""


def _table(
    known: World,
    crisis: Crisis,
    packages: list[tuple[Act, ...]],
    states: Collection[int],
    look: Outlook,
) -> Iterator[Decision]:
    """Let the keenest member that no person leads table the strongest act that would carry."""
    case = case_of(crisis)
    body = crisis.institution
    member = known.memberships.member[body] & known.states.exists & ~known.states.human
    member &= ~known.memberships.suspended[body]
    stakes = standpoint(known, case, look).stakes
    keen = np.where(member, stakes.total(), -np.inf)
    keen[case.aggressor] = -np.inf
    if member[case.victim]:
        keen[case.victim] = 1.0
    keenest = [
        StateId(int(state))
        for state in np.argsort(-keen, kind="stable")[:2]
        if np.isfinite(keen[state])
    ]
    if not any(state in states for state in keenest):
        return
    for state in keenest:
        if state != case.victim and keen[state] < 0.05:
            continue
        weakest: Decision | None = None
        for acts in packages:
            order = Table(state, body, crisis.id, case.aggressor, acts)
            if refusal(known, order) is not None:
                continue
            mandate, vote = worded(known, crisis, case, acts, state, look)
            order = replace(order, mandate=mandate)
            if state != case.victim and float(vote.worth.values[state].sum()) <= 0:
                continue
            shown = _shown_up(known, crisis, state, vote)
            if shown > 0:
                # Only a veto stands in the way, of one it does not like: let it be seen to.
                if state in states:
                    terms = (*vote.worth.row(state), Term("on_record", shown))
                    yield Decision(order, terms)
                return
            if vote.tally.adopted:
                if state in states:
                    calm = crisis.rung < Rung.CLASH
                    open_ = calm and forecast(known, case, acts, look).adoption < _CONTESTED
                    yield Decision(replace(order, lie_over=open_), vote.worth.row(state))
                return
            if weakest is None and state == case.victim and crisis.rung == Rung.WAR:
                weakest = Decision(order, vote.worth.row(state))
        if weakest is not None and known.turn % 2 == crisis.opened % 2:
            # What cannot be carried still puts the others on record.
            if state in states:
                yield weakest
            return
