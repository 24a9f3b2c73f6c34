"""Settle: what peace to propose, whose to take, and when to leave a war that others lead.

Leaders reckon what each package is worth beside fighting on, on both sides. Where there are some that
both would sign, both propose the same one; else each asks for what it likes best of what the other
might yet take, if it would sign that itself, and takes what lies on the table where that is worth more
than fighting on.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from game.ai.decision import Decision
from game.core.ids import StateId
from game.core.orders import AcceptTerms, OfferPeace
from game.core.phases.negotiation import best_for, would_release, would_take, would_take_apart
from game.core.records import War
from game.core.terms import total
from game.core.world import World


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield proposals of peace, and answers to those of others."""
    for war in known.live_wars():
        leaders = (war.attackers[0], war.defenders[0])
        if any(leader in states for leader in leaders):
            yield from _leaders(known, war, states)
        for side in (war.attackers, war.defenders):
            for state in side[1:]:
                if state in states:
                    yield from _partner(known, war, state)


def _leaders(known: World, war: War, states: Collection[int]) -> Iterator[Decision]:
    common, wanted = best_for(known, war)
    for side, leader in enumerate((war.attackers[0], war.defenders[0])):
        if leader not in states:
            continue
        package = common if common is not None else wanted[side]
        terms, on_table = would_take(known, war, side, package), war.offers[1 - side]
        other = (war.defenders, war.attackers)[side][0]
        if on_table == package and total(terms) > 0:
            yield Decision(AcceptTerms(leader, war.id, other), terms)
        elif total(terms) > 0:  # else there is no peace in sight that it would sign
            yield Decision(OfferPeace(leader, war.id, package), terms)
        if on_table is not None and on_table != package:
            best = total(terms) if common is not None else 0.0
            terms = would_take(known, war, side, on_table)
            if total(terms) > max(0.0, best - _EAGER):
                yield Decision(AcceptTerms(leader, war.id, other), terms)
        for partner, asked in war.apart:
            if war.side(partner) == 1 - side:
                terms = would_release(known, war, partner, asked)
                if total(terms) > 0:
                    yield Decision(AcceptTerms(leader, war.id, partner), terms)


_EAGER = 0.02
"""What a peace on the table may be worth less than one that would have to be asked for."""


def _partner(known: World, war: War, state: StateId) -> Iterator[Decision]:
    """Let one who fights beside a leader ask to go home, once that is worth more than fighting on."""
    if dict(war.apart).get(state) == ():
        return
    terms = would_take_apart(known, war, state, ())
    if total(terms) > 0:
        yield Decision(OfferPeace(state, war.id, ()), terms)
