"""Quarrels: the moves of parties to a crisis that no demand on land is about.

The best of what a party can do, at the prices that everybody is shown (`core.ways_out`): crises of
choice as bargaining under the shadow of war (Fearon 1995), with an audience at home (Fearon 1994).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np

from game.ai.calls import worth_of_joining
from game.ai.decision import Decision
from game.ai.reviews import EVERY
from game.core.cases import case_of
from game.core.forecast import enforcement
from game.core.ids import NOBODY, StateId
from game.core.kinds import Act, Move
from game.core.orders import AnswerMediator, JoinWar
from game.core.outlook import Outlook, outlook
from game.core.records import Crisis
from game.core.terms import Term, total
from game.core.ways_out import best, may_move
from game.core.world import World


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield moves in quarrels without a claim, and answers to mediators and to calls to war."""
    live = known.live_crises()
    if not live:
        return
    look = outlook(known)
    moving = [crisis for crisis in live if crisis.claim < 0 and may_move(crisis)]
    enforcement(known, [(case_of(crisis), Act.FORCE) for crisis in moving], look)  # all at once
    for crisis in live:
        for state in dict.fromkeys((crisis.initiator, crisis.target)):
            if state not in states:
                continue
            yield from _welcome(known, crisis, state)
            if crisis.claim < 0:
                yield from _move(known, crisis, state, look)
        if crisis.war >= 0 and (crisis.camps[0] or crisis.camps[1]):
            yield from _answer_call(known, crisis, states)
    yield from _drawn_in(known, states)


def _move(known: World, crisis: Crisis, state: StateId, look: Outlook) -> Iterator[Decision]:
    choice = best(known, crisis, state, look)
    if choice is not None and choice.order.move != Move.HOLD:
        yield Decision(choice.order, choice.terms)


def _welcome(known: World, crisis: Crisis, state: StateId) -> Iterator[Decision]:
    """Accept whoever is liked and no friend of the other side's; turn down whom it distrusts."""
    if not crisis.offices or crisis.mediator != NOBODY:
        return
    side = 0 if state == crisis.initiator else 1
    foe = (crisis.target, crisis.initiator)[side]
    liking = known.dyads.affinity
    for who in crisis.offices:
        if who in crisis.welcomed[side]:
            continue
        terms = (
            Term("liking", float(liking[state, who])),
            Term("friend_of_foe", -0.7 * max(0.0, float(liking[foe, who])) * (foe != state)),
            Term("way_out", 0.1 + 0.04 * int(crisis.rung)),
        )
        worth = sum(term.value for term in terms)
        if abs(worth) > 0.02:
            yield Decision(AnswerMediator(state, crisis.id, who, worth > 0), terms)


def _answer_call(known: World, crisis: Crisis, states: Collection[int]) -> Iterator[Decision]:
    """Let those who stood with a side fight for it where that, and their word, is worth it."""
    war = known.wars[crisis.war]
    if not war.live:
        return
    tables = worth_of_joining(known, crisis, war)
    for side, party in enumerate((crisis.initiator, crisis.target)):
        for state in crisis.camps[side]:
            if state not in states or war.side(state) >= 0 or war.side(party) < 0:
                continue
            terms = tables[side].row(state)
            if total(terms) > 0:
                yield Decision(JoinWar(state, war.id, war.side(party)), terms)


def _drawn_in(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Let great powers and allies who stood aside enter a war that goes on, once a year.

    Wars of great powers draw in others the longer they last (Levy 1983; Vasquez and others 2018).
    """
    for war in known.live_wars():
        if known.turn - war.since < _GOES_ON:
            continue
        look, parties = outlook(known), [*war.attackers, *war.defenders]
        near = known.states.major | look.bound[:, parties].any(axis=1)
        asked = [
            row
            for row in np.flatnonzero(near & known.states.exists).tolist()
            if row in states and (row + known.turn) % EVERY == 0 and war.side(StateId(row)) < 0
        ]
        if not asked:
            continue
        crisis = known.crises[war.crisis]
        tables = worth_of_joining(known, crisis, war)
        hostile = known.at_war()
        for row in asked:
            found = []
            for side, party in enumerate((crisis.initiator, crisis.target)):
                at = war.side(party)
                foes = (war.attackers, war.defenders)[at] if at >= 0 else ()
                if at >= 0 and not hostile[row, list(foes)].any():
                    found.append((at, tables[side].row(row)))
            best = max(found, key=lambda option: total(option[1]), default=None)
            if best is not None and total(best[1]) > 0:
                yield Decision(JoinWar(StateId(row), war.id, best[0]), best[1])


_GOES_ON = 2
"""Quarters after which a war is more than an incident to those who stood aside."""
