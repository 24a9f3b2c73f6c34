"""Bargains: answer what is offered, and keep one's word where that is worth what it costs."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai import pacts
from game.ai.decision import Decision
from game.ai.drafts import likely, worth_of
from game.ai.policies.lobby import levers
from game.core.cases import case_of, standpoint
from game.core.formulas.enforcement import SHARES
from game.core.ids import StateId, TreatyId
from game.core.kinds import Ballot, Doctrine, Favour, Move, Rung
from game.core.legality import refusal
from game.core.orders import AnswerDeal, Contribute, Denounce, MoveInCrisis, TakeSide
from game.core.outlook import outlook
from game.core.phases.deals import due_threat
from game.core.phases.response import open_measures, plan_of
from game.core.promises import VOTES, Promise, meant, money_worth, open_promises, word_worth
from game.core.records import Crisis, Deal
from game.core.terms import Term, total
from game.core.ways_out import choices
from game.core.world import World

_PAST = 24
"""Turns after which nobody carries out a threat any more."""

_NAME = 0.06
"""What a threat let fall costs who made it."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield answers to offers, threats carried out, and withdrawals that were promised."""
    if not known.deals:
        return
    known = known.held()
    for deal in known.deals.since(known.turn - _PAST):
        if deal.answered < 0 and deal.to in states and deal.turn == known.turn - 1:
            yield from _answer(known, deal)
        elif deal.offered_by in states and due_threat(known, deal):
            yield from _carry_out(known, deal)
    for promise in open_promises(known):
        if promise.favour == Favour.CLIMB_DOWN and promise.by in states:
            yield from _climb_down(known, promise)


# -- answers ---------------------------------------------------------------------------------------


def _answer(known: World, deal: Deal) -> Iterator[Decision]:
    terms = bargain_terms(known, deal)
    accept = AnswerDeal(deal.to, deal.id, True)
    if total(terms) > 0 and refusal(known, accept) is None:
        yield Decision(accept, terms)
        return
    refuse = AnswerDeal(deal.to, deal.id, False)
    if refusal(known, refuse) is None:
        yield Decision(refuse, tuple(Term(term.key, -term.value) for term in terms))


def bargain_terms(known: World, deal: Deal) -> tuple[Term, ...]:
    """Return what a bargain on offer is worth to who is asked: what it gets, less what it gives."""
    state, other = deal.to, deal.offered_by
    crisis = known.crises[deal.crisis]
    if not crisis.live:
        return (Term("asked", -1.0),)
    trust = float(outlook(known).credence[state, other])
    got = _value(known, crisis, deal, state, other) * (
        1.0 if deal.given == Favour.THREAT else 0.4 + 0.6 * trust
    )
    own_resentment = -0.02 if deal.given == Favour.THREAT else 0.0
    return (
        Term("asked", -_price(known, crisis, deal, state, other)),
        Term("offered", got),
        Term("liking", 0.05 * float(known.dyads.affinity[state, other])),
        Term("resentment", own_resentment),
    )


def _price(known: World, crisis: Crisis, deal: Deal, state: StateId, other: StateId) -> float:
    """Return what doing the favour costs a state, 0 or more, on its own estimates."""
    wanted = deal.wanted
    if any(
        promise.by == state
        and promise.deal.crisis == crisis.id
        and _crosses(promise.favour, wanted)
        for promise in open_promises(known)
    ):
        return 1.0  # it has promised the contrary
    if wanted in VOTES:
        draft = likely(known, crisis)
        if draft is None:
            return 0.01
        value = worth_of(known, draft, state)
        ballot = meant(known, crisis.id, VOTES[wanted], draft.case.aggressor)
        against = {Ballot.YES: -value, Ballot.NO: value}.get(ballot, abs(value))
        return max(0.0, float(against)) + 0.005
    match wanted:
        case Favour.MONEY | Favour.ARMS:
            return money_worth(known, deal.amount, state)
        case Favour.TAKE_PART | Favour.STAND_ASIDE:
            return _part_price(known, crisis, state, taking=wanted == Favour.TAKE_PART)
        case Favour.RECOGNITION:
            upheld = float(known.states.doctrine[state, Doctrine.UPHOLD])
            return max(0.0, 0.05 + 0.4 * upheld - 0.3 * float(known.dyads.affinity[state, other]))
        case Favour.GUARANTEE:
            worth = float(pacts.guarantee(known, _row(state), _row(other)).total()[0])
            return max(0.0, -worth)
        case Favour.CLIMB_DOWN:
            return _retreat_price(known, crisis, state)
    return 0.0


def _crosses(one: Favour, other: Favour) -> bool:
    """Tell whether two favours cannot both be done."""
    if one in VOTES and other in VOTES:
        return one != other
    return {one, other} == {Favour.TAKE_PART, Favour.STAND_ASIDE}


def _row(state: int) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    return np.array([state], np.int64)


def _part_price(known: World, crisis: Crisis, state: StateId, *, taking: bool) -> float:
    """Return what it costs to do otherwise than one would in the measures of a case."""
    measures = [pair for pair in open_measures(known) if pair[0].crisis == crisis.id]
    if not measures:
        stake = float(standpoint(known, case_of(crisis), outlook(known)).stakes.values[state].sum())
        return max(0.01, -stake) if taking else max(0.01, 0.5 * stake)
    plan = plan_of(known, measures)
    cost = 0.0
    for row in range(len(measures)):
        worth = plan.options(
            row,
            state,
            resolve=float(known.states.resolve[state]),
            cost=float(known.states.cost_estimate[state]),
        )
        asked = worth[1:].max() if taking else worth[0]
        cost += float(worth.max() - asked)
        if taking:
            return cost + 0.005
    return cost + 0.005


def _retreat_price(known: World, crisis: Crisis, state: StateId) -> float:
    found = choices(known, crisis, state, outlook(known))
    down = [choice.worth for choice in found if choice.order.move == Move.CLIMB_DOWN]
    if not down:
        return 1.0
    return max(0.0, max(choice.worth for choice in found) - down[0]) + 0.02


def _value(known: World, crisis: Crisis, deal: Deal, state: StateId, other: StateId) -> float:
    """Return what the other's part is worth to a state."""
    given = deal.given
    if given in VOTES:
        draft = likely(known, crisis)
        if draft is None:
            return 0.0
        value = worth_of(known, draft, state)
        ballot = meant(known, crisis.id, VOTES[given], draft.case.aggressor)
        helps = {Ballot.YES: value, Ballot.NO: -value}.get(ballot, 0.0)
        return 0.15 * float(helps)
    match given:
        case Favour.MONEY:
            return money_worth(known, deal.amount, state)
        case Favour.ARMS:
            return 1.1 * money_worth(known, deal.amount, state)
        case Favour.GUARANTEE:
            table = pacts.defence(known, _row(state), _row(other))
            return float(table.values[0, table.keys.index("threat_relief")])
        case Favour.RECOGNITION:
            return 0.08
        case Favour.THREAT:
            fear = 0.4 * float(known.dyads.threat[state, other])
            lost = 0.05 * len(levers(known, other, state))
            return 0.02 + fear + lost
        case Favour.CLIMB_DOWN | Favour.STAND_ASIDE | Favour.TAKE_PART:
            party = state in (crisis.initiator, crisis.target)
            return (
                (0.5 if given == Favour.CLIMB_DOWN else 0.15)
                * crisis.stakes
                * (1.0 if party else 0.3)
            )
    return 0.0


# -- one's word ------------------------------------------------------------------------------------


def _carry_out(known: World, deal: Deal) -> Iterator[Decision]:
    """Make a threat good by the cheapest means there is, where one's name is worth it."""
    state, other = deal.offered_by, deal.to
    crisis = known.crises[deal.crisis]
    name = Term("name", _NAME + 0.04 * float(known.states.resolve[state]))
    side = 1 if other == crisis.initiator else 0
    standing = TakeSide(state, crisis.id, side)
    if crisis.live and crisis.rung < Rung.WAR and other in (crisis.initiator, crisis.target):
        against = (name, Term("offence", -0.25 * float(known.dyads.threat[state, other])))
        if total(against) > 0 and refusal(known, standing) is None:
            yield Decision(standing, against)
            return
    for treaty in levers(known, state, other):
        order = Denounce(state, TreatyId(treaty))
        liking = max(0.0, float(known.dyads.affinity[state, other]))
        terms = (name, Term("word", -0.04), Term("liking", -0.1 * liking))
        if total(terms) > 0 and refusal(known, order) is None:
            yield Decision(order, terms)
            return


def _climb_down(known: World, promise: Promise) -> Iterator[Decision]:
    crisis = known.crises[promise.deal.crisis]
    terms = (
        Term("promise", word_worth(known, promise)),
        Term("given_up", -_retreat_price(known, crisis, promise.by)),
    )
    order = MoveInCrisis(promise.by, crisis.id, Move.CLIMB_DOWN)
    if total(terms) > 0 and refusal(known, order) is None:
        yield Decision(order, terms)


def keep(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield contributions that keep a promise, where its word is worth what they cost a state."""
    owed = [
        promise
        for promise in (open_promises(known) if known.deals else ())
        if promise.favour in (Favour.TAKE_PART, Favour.STAND_ASIDE) and promise.by in states
    ]
    if not owed:
        return
    for promise in owed:
        measures = [pair for pair in open_measures(known) if pair[0].crisis == promise.deal.crisis]
        if not measures:
            continue
        plan = plan_of(known, measures)
        state, word = promise.by, word_worth(known, promise)
        resolve = float(known.states.resolve[state])
        cost = float(known.states.cost_estimate[state])
        best = [
            plan.options(row, state, resolve=resolve, cost=cost) for row in range(len(measures))
        ]
        able = [bool(plan.game.capacity[row, state] > 0) for row in range(len(measures))]
        if promise.favour == Favour.TAKE_PART:
            losses = [
                float(worth.max() - worth[1:].max()) if able[row] else np.inf
                for row, worth in enumerate(best)
            ]
            rows = [int(np.argmin(losses))]
            lost = min(losses)
        else:
            rows = [row for row in range(len(measures)) if able[row]]
            lost = float(sum(best[row].max() - best[row][0] for row in rows))
        if lost >= word:
            continue
        for row in rows:
            resolution, act = measures[row]
            choice = 1 + int(best[row][1:].argmax()) if promise.favour == Favour.TAKE_PART else 0
            order = Contribute(state, resolution.id, act, float(SHARES[choice]))
            if refusal(known, order) is None:
                terms = plan.explain(row, state, choice, resolve=resolve, cost=cost)
                yield Decision(order, (*terms, Term("promise", word)))
