"""Overtures: what another state would say to an offer, and what it would want for a yes.

All of it is the partner's own reckoning, made on what the viewer may know: its private estimates
stand at what anybody would take them for.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from game.ai.policies.alliances import signing
from game.ai.policies.bargains import bargain_terms
from game.ai.strategy import courses
from game.client.present.bargains import GIVEN, MEASURED
from game.client.present.terms import Explained, explained
from game.client.strings import text
from game.core.ids import DealId, StateId
from game.core.kinds import Favour, TreatyKind
from game.core.legality import refusal
from game.core.observe import PlayerView
from game.core.orders import OfferDeal, OfferTreaty, Order, SendAid
from game.core.records import Crisis, Deal
from game.core.terms import Term, total
from game.core.world import World
from game.narrate.narrator import Narrator
from game.narrate.numerals import money

MARGIN: Final = 0.002
"""Worth above nothing that makes a yes safe from rounding."""
STEPS: Final = 24
"""Halvings in search of the least sum that would do."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a state would say to a treaty, and the terms of it."""

    kind: TreatyKind
    worth: float
    terms: tuple[Explained, ...]

    @property
    def yes(self) -> bool:
        """It would sign."""
        return self.worth > 0


@dataclass(frozen=True, slots=True)
class Counter:
    """Something that would be taken instead, or beside: in words, as orders, and its worth."""

    key: str
    words: str
    orders: tuple[Order, ...]
    worth: float


def answer(view: PlayerView, one: StateId, other: StateId, kind: TreatyKind,
           tell: Narrator) -> Answer:  # fmt: skip
    """Return what signing a treaty with `other` is worth to `one`, as far as the viewer knows."""
    terms = _signing(view.known, one, other, kind)
    return Answer(kind, total(terms), explained(terms, tell))


def counters(
    view: PlayerView, other: StateId, kind: TreatyKind, tell: Narrator
) -> tuple[Counter, ...]:
    """Return what would make a state that refuses a treaty sign it, or what it would sign instead."""
    found = []
    aid = _aid_for(view, other, kind)
    if aid is not None:
        offer = OfferTreaty(view.viewer, kind, other)
        words = text("diplomacy.counter_aid", amount=money(aid[0].amount))
        found.append(Counter("aid", words, (aid[0], offer), aid[1]))
    for instead in TreatyKind:
        order = OfferTreaty(view.viewer, instead, other)
        if instead in (kind, TreatyKind.GUARANTEE) or refusal(view.known, order) is not None:
            continue
        worth = total(_signing(view.known, other, view.viewer, instead))
        if worth > 0:
            words = text("diplomacy.counter_kind", kind=tell.word(instead).lower())
            found.append(Counter(f"kind.{instead.name.lower()}", words, (order,), worth))
    return tuple(found)


def wants(
    view: PlayerView, other: StateId, crisis: Crisis, wanted: Favour, tell: Narrator
) -> tuple[Counter, ...]:
    """Return what would each buy a favour of a state in a crisis, the dearest to it first."""
    known, me = view.known.held(), view.viewer
    most = max(float(known.states.treasury[me]), 0.0)
    found = []
    for given in GIVEN:
        if given in MEASURED:
            amount = _least(known, me, other, crisis, wanted, given, most)
            if amount is None:
                continue
        else:
            amount = most if wanted in MEASURED else 0.0
        order = OfferDeal(me, other, crisis.id, wanted, given, amount)
        if refusal(view.known, order) is not None:
            continue
        worth = total(_bargain(known, order))
        if worth <= 0:
            continue
        words = tell.word(given)
        if given in MEASURED:
            words = text("bargain.amount", favour=words, amount=money(amount))
        found.append(Counter(given.name.lower(), words, (order,), worth))
    return tuple(sorted(found, key=lambda each: -each.worth))


def asks(view: PlayerView, order: OfferDeal, tell: Narrator) -> tuple[Explained, ...]:
    """Return the terms of what a bargain is worth to who is asked."""
    return explained(_bargain(view.known.held(), order), tell)


def _signing(known: World, one: StateId, other: StateId, kind: TreatyKind) -> tuple[Term, ...]:
    held = known.held()
    rows, others = np.array([int(one)]), np.array([int(other)])
    return signing(held, rows, others, kind, courses(held, rows, private=False)).row(0)


def _aid_for(view: PlayerView, other: StateId, kind: TreatyKind) -> tuple[SendAid, float] | None:
    """Return the least aid after which a state likes one well enough to sign, and its worth then."""
    known, me = view.known, view.viewer
    most = max(float(known.states.treasury[me]), 0.0)
    output = max(float(known.states.production[other]), 1e-6)
    if most < 1 or total(_signing(known, other, me, kind)) > 0:
        return None
    scratch = known.clone()
    before = float(known.dyads.affinity[other, me])

    def worth(amount: float) -> float:
        gain = known.rules.aid_affinity * (1.0 - float(np.exp(-25.0 * amount / output)))
        scratch.dyads.affinity[other, me] = min(1.0, before + gain)
        return total(_signing(scratch, other, me, kind))

    if worth(most) <= MARGIN:
        return None
    low, high = 0.0, most
    for _ in range(STEPS):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if worth(middle) > MARGIN else (middle, high)
    order = SendAid(me, other, min(most, float(np.ceil(10 * high) / 10)))
    return (order, worth(order.amount)) if refusal(known, order) is None else None


def _bargain(known: World, order: OfferDeal) -> tuple[Term, ...]:
    number = DealId(len(known.deals))
    deal = Deal(number, order.state, order.to, order.crisis, order.wanted, order.given,
                order.amount, known.turn)  # fmt: skip
    return bargain_terms(known, deal)


def _least(
    known: World,
    me: StateId,
    other: StateId,
    crisis: Crisis,
    wanted: Favour,
    given: Favour,
    most: float,
) -> float | None:
    """Return the least sum that buys a favour, or None where all one has does not."""
    if most <= 0.1 or wanted in MEASURED:
        return None
    order = OfferDeal(me, other, crisis.id, wanted, given, most)

    def worth(amount: float) -> float:
        return total(_bargain(known, replace(order, amount=amount)))

    if worth(most) <= MARGIN:
        return None
    low, high = 0.0, most
    for _ in range(STEPS):
        middle = 0.5 * (low + high)
        low, high = (low, middle) if worth(middle) > MARGIN else (middle, high)
    return float(min(most, np.ceil(10 * high) / 10))
