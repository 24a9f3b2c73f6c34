"""Lobby: spend influence, or money, or a threat, on the vote that would turn a case.

Each goes where it changes the chance of adoption most for what it costs (Vreeland and Dreher 2014 on
votes and aid). A threat is made only with the means to carry it out.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.decision import Decision
from game.ai.drafts import Draft, Swing, likely, swings, worth_of
from game.ai.peril import peril
from game.ai.reviews import EVERY
from game.core.cases import case_of
from game.core.forecast import enforcement
from game.core.ids import StateId
from game.core.kinds import Act, Ballot, Favour, Rung, Standing, TreatyKind
from game.core.legality import refusal
from game.core.orders import Lobby, OfferDeal
from game.core.phases.response import open_measures, plan_of
from game.core.promises import VOTES, meant, money_worth
from game.core.records import Crisis
from game.core.terms import Term, total
from game.core.world import World

_SHIFT = 0.03
"""What a vote is moved by where its swing is looked at."""

_KEEN = 4
"""States on each side of a case that work on others: those with most at stake."""

_AT_STAKE = 0.04
"""What adoption must be worth, or cost, before anybody is worked on."""

_POINT = 0.0006
"""What a point of influence is worth to who spends it."""

_PURSE = 0.3
"""Share of its influence, and of its money, that a state puts into one case."""

_FAVOUR_OF = {ballot: favour for favour, ballot in VOTES.items()}


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield persuasion and offers in cases before a body, once a year and while a draft lies over."""
    for crisis in known.live_crises():
        if crisis.institution < 0 or known.turn <= crisis.referred:
            continue
        laid = any(draft.standing == Standing.TABLED for draft in known.resolutions_on(crisis.id))
        if laid or (known.turn - crisis.referred) % EVERY == 1:
            draft = likely(known, crisis)
            if draft is not None and draft.open:
                for state, value in _keen(known, draft, states):
                    yield from _persuade(known, draft, state, value)
                    yield from _buy(known, draft, state, value)
            yield from _over_measures(known, crisis, states)
        yield from _press_to_withdraw(known, crisis, states)


def _keen(known: World, draft: Draft, states: Collection[int]) -> Iterator[tuple[StateId, float]]:
    """Yield those who would work on others, and what adoption is worth to each of them.

    Who they could be is plain to all; whether it is worth it, each finds on its own estimates.
    """
    vote = draft.outlook.division
    if vote is None:
        return
    worth = np.where(known.states.exists, vote.worth.total(), 0.0)
    order = np.argsort(-np.abs(worth), kind="stable")
    for sign in (1, -1):
        side = [int(row) for row in order if sign * worth[row] > 0.5 * _AT_STAKE][:_KEEN]
        for row in side:
            if row not in states:
                continue
            own = worth_of(known, draft, row)
            if sign * own > _AT_STAKE:
                yield StateId(row), own


def _gain(swing: Swing, value: float) -> float:
    """Return what a shift of a vote one's way is worth to one for whom adoption is worth a value."""
    return value * (swing.up if value > 0 else swing.down)


def _persuade(known: World, draft: Draft, state: StateId, value: float) -> Iterator[Decision]:
    """Spend influence on the vote where it is worth most, if it is worth it."""
    influence = float(known.states.influence[state])
    amount = round(min(10.0, _PURSE * influence), 1)
    if amount < 1.0:
        return
    best: tuple[float, Swing, tuple[Term, ...]] | None = None
    for swing in swings(known, draft, _SHIFT):
        if swing.state == state:
            continue
        liking = 1.0 + float(known.dyads.affinity[swing.state, state])
        strength = known.rules.lobby_weight * amount * liking / _SHIFT
        terms = (
            Term("sway", min(1.5, strength) * _gain(swing, value)),
            Term("influence_spent", -_POINT * amount),
        )
        if best is None or total(terms) > best[0]:
            best = (total(terms), swing, terms)
    if best is None or best[0] <= 0:
        return
    order = Lobby(
        state, draft.crisis.id, StateId(best[1].state), amount, _side(known, draft, value)
    )
    if refusal(known, order) is None:
        yield Decision(order, best[2])


def _side(known: World, draft: Draft, value: float) -> Ballot:
    """Return the vote on measures against the initiator that serves one's end in a draft."""
    ballot = Ballot.YES if value > 0 else Ballot.NO
    return meant(known, draft.crisis.id, ballot, draft.case.aggressor)


def _buy(known: World, draft: Draft, state: StateId, value: float) -> Iterator[Decision]:
    """Offer a bargain for the vote that is worth most: for money, or under a threat."""
    rules = known.rules
    wanted = _FAVOUR_OF[_side(known, draft, value)]
    best: tuple[float, OfferDeal, tuple[Term, ...]] | None = None
    for swing in swings(known, draft, 4 * _SHIFT):
        other = StateId(swing.state)
        sway = _gain(swing, value)
        if other == state or sway <= 0.01 or swing.value * value > rules.abstain_band * abs(value):
            continue
        price = max(abs(swing.value) + 0.02 - rules.promise_weight, 0.02)
        amount = round(price * float(known.states.production[other]) / rules.money_weight, 2)
        purse = _PURSE * max(float(known.states.treasury[state]), 0.0)
        chance = float(known.dyads.kept[state, other] + 2.0) / float(
            known.dyads.kept[state, other] + known.dyads.broken[state, other] + 3.0
        )
        for given, worth in (
            (Favour.MONEY, -money_worth(known, amount, state) if amount <= purse else -9.0),
            (Favour.THREAT, _threat_cost(known, state, other, abs(swing.value))),
        ):
            terms = (Term("sway", chance * sway), Term("price", worth))
            order = OfferDeal(state, other, draft.crisis.id, wanted, given, amount)
            if total(terms) > 0 and (best is None or total(terms) > best[0]):
                best = (total(terms), order, terms)
    if best is not None and _new(known, best[1]) and refusal(known, best[1]) is None:
        yield Decision(best[1], best[2])


def _new(known: World, order: OfferDeal) -> bool:
    """Tell whether nothing of the kind has been offered between the two in the case."""
    return not any(
        deal.crisis == order.crisis
        and deal.offered_by == order.state
        and deal.to == order.to
        and (deal.wanted == order.wanted or known.turn - deal.turn < 4)
        for deal in known.deals.since(known.crises[order.crisis].opened)
    )


def levers(known: World, state: int, other: int) -> list[int]:
    """Return the treaties that a state could denounce to make good a threat against another."""
    return [
        int(treaty.id)
        for treaty in known.treaties_between(StateId(state), StateId(other))
        if treaty.accepted
        and (treaty.until_turn < 0 or treaty.until_turn > known.turn)
        and treaty.kind != TreatyKind.GUARANTEE
    ]


def _threat_cost(known: World, state: int, other: int, reluctance: float) -> float:
    """Return what threatening another costs; out of the question without a lever or the weight.

    What the other would have to swallow must be less than what it has to fear.
    """
    look = peril(known).look
    if look.strength[state] < 2.0 * look.strength[other] or not levers(known, state, other):
        return -9.0
    liking = float(np.clip(known.dyads.affinity[state, other], 0, 1))
    defied = reluctance > known.rules.promise_weight + 0.5 * float(known.dyads.threat[other, state])
    return -0.03 - 0.15 * liking - 0.1 * defied


# -- over measures, and over the quarrel itself ------------------------------------------------------


def _over_measures(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let who is restrained buy the weightiest out, and who was wronged pay for another's part."""
    measures = [pair for pair in open_measures(known) if pair[0].crisis == crisis.id]
    if not measures:
        return
    restrained = measures[0][0].target
    wronged = crisis.target if restrained == crisis.initiator else crisis.initiator
    if restrained not in states and wronged not in states:
        return
    plan = plan_of(known, measures)
    weight = (plan.game.capacity / np.maximum(plan.game.resistance[:, None], 1e-9)).sum(axis=0)
    given = plan.answer.expected.mean(axis=0)
    for state, favour, weighs in (
        (restrained, Favour.STAND_ASIDE, weight * given),
        (wronged, Favour.TAKE_PART, weight * (1.0 - given)),
    ):
        if state not in states or crisis.internal:
            continue
        told = np.where(known.states.exists, weighs, 0.0)
        told[[crisis.initiator, crisis.target]] = 0.0
        told[known.at_war()[state]] = 0.0
        other = StateId(int(told.argmax()))
        money = max(float(known.states.treasury[state]), 0.0)
        amount = round(min(_PURSE * money, 0.004 * float(known.states.production[other])), 2)
        if amount <= 0 or told[other] < 0.05:
            continue
        stake = crisis.stakes * float(known.states.resolve[state])
        terms = (
            Term("sway", 0.3 * stake * float(min(1.0, told[other]))),
            Term("price", -money_worth(known, amount, state)),
        )
        order = OfferDeal(state, other, crisis.id, favour, Favour.MONEY, amount)
        if total(terms) > 0 and _new(known, order) and refusal(known, order) is None:
            yield Decision(order, terms)


def _press_to_withdraw(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let the strongest friend of the target press the initiator to withdraw, with a way to hurt it."""
    if crisis.internal or not Rung.DEMAND <= crisis.rung <= Rung.MOBILISATION:
        return
    look = peril(known).look
    friends = [state for state in crisis.camps[1] if known.states.exists[state]]
    if not friends:
        return
    state = max(friends, key=lambda one: (float(look.strength[one]), -one))
    if state not in states or not levers(known, state, crisis.initiator):
        return
    plan = enforcement(known, [(case_of(crisis), Act.FORCE)])
    stake = float(plan.views[0].stakes.values[state].sum()) * float(known.states.resolve[state])
    terms = (
        Term("sway", 0.25 * stake),
        Term("price", -0.03 - 0.1 * max(0.0, float(known.dyads.affinity[state, crisis.initiator]))),
    )
    order = OfferDeal(state, crisis.initiator, crisis.id, Favour.CLIMB_DOWN, Favour.THREAT)
    if total(terms) > 0 and _new(known, order) and refusal(known, order) is None:
        yield Decision(order, terms)
