"""Alliances: treaties offered, answered and ended, as the course that a state takes would have it.

Balancers ally, those who hide or appease bind hands instead, those who leave it to others make
sure that the blow falls elsewhere. A guarantee is a great power's, where a fall would come home.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.ai import pacts
from game.ai.decision import Decision
from game.ai.peril import peril
from game.ai.reviews import due, pressed
from game.ai.strategy import Courses, Strategy, courses
from game.core.ids import StateId
from game.core.kinds import Doctrine, TreatyKind
from game.core.legality import refusal
from game.core.orders import AnswerTreaty, Denounce, OfferTreaty
from game.core.records import Treaty
from game.core.terms import TermTable
from game.core.world import World

Ints = NDArray[np.int64]

_OFFERS = 0.025
"""Worth from which a treaty is offered."""

_GUARANTEES = 0.10
"""Worth from which a great power answers for another."""

_FEARED = 0.08
"""Peril from which a pact is sought with whom one fears."""

_PATIENCE = 8
"""Turns before what was refused is offered again."""

_GOES = 0.08
"""Worth from which a treaty is ended."""

COURSE: Final[dict[Strategy, float]] = {
    Strategy.ARM: 0.0,
    Strategy.ALLY: 0.05,
    Strategy.BANDWAGON: -0.10,
    Strategy.BUCK_PASS: -0.06,
    Strategy.HIDE: -0.15,
    Strategy.APPEASE: -0.06,
    Strategy.UPHOLD: -0.02,
    Strategy.REVISE: 0.0,
    Strategy.FREE_RIDE: -0.04,
}
"""What a course makes of an alliance, beside what the alliance is worth in itself."""

_WITH_THE_FOE: Final[dict[Strategy, TreatyKind]] = {
    Strategy.BANDWAGON: TreatyKind.ENTENTE,
    Strategy.BUCK_PASS: TreatyKind.NON_AGGRESSION,
    Strategy.HIDE: TreatyKind.NEUTRALITY,
    Strategy.APPEASE: TreatyKind.NON_AGGRESSION,
}
"""What a course would sign with whom it fears most."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield answers to offers, then what the yearly reviews offer, guarantee and end."""
    yield from _answers(known, states)
    rows = due(known, states)
    if rows.size == 0:
        return
    hot = pressed(known)
    yield from _ends(known, rows, hot)
    yield from _offers(known, courses(known, rows), hot)
    yield from _guarantees(known, rows)


# -- answers ---------------------------------------------------------------------------------------


def _answers(known: World, states: Collection[int]) -> Iterator[Decision]:
    asked: dict[TreatyKind, list[tuple[int, Treaty]]] = {}
    for treaty in known.treaties.open:
        if treaty.accepted or treaty.until_turn >= 0 or len(treaty.parties) < 2:
            continue
        other = next(party for party in treaty.parties if party != treaty.offered_by)
        if other in states:
            asked.setdefault(treaty.kind, []).append((int(other), treaty))
    for kind in sorted(asked):
        one = np.array([state for state, _ in asked[kind]])
        two = np.array([treaty.offered_by for _, treaty in asked[kind]])
        table = signing(known, one, two, kind, courses(known, one))
        for place, (state, treaty) in enumerate(asked[kind]):
            accept = bool(table.values[place].sum() > 0)
            yield Decision(AnswerTreaty(StateId(state), treaty.id, accept), table.row(place))


def signing(known: World, one: Ints, two: Ints, kind: TreatyKind, found: Courses) -> TermTable:
    """Return what signing a treaty with another is worth to states on their courses, [pair].

    `found` has the courses of `one`, row by row.
    """
    table = (
        pacts.defence(known, one, two)
        if kind in (TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
        else pacts.restraint(known, one, two, kind)
    )
    best, foes = found.best.tolist(), found.foes.tolist()
    course = [
        _course(Strategy(best[place]), kind, other == foes[place])
        for place, other in enumerate(two.tolist())
    ]
    values = {key: table.values[:, place] for place, key in enumerate(table.keys)}
    return TermTable.of({**values, "course": np.array(course)})


def _course(strategy: Strategy, kind: TreatyKind, with_foe: bool) -> float:
    """Return what a course makes of a treaty of a kind, beside the treaty's own worth."""
    if kind in (TreatyKind.DEFENCE, TreatyKind.GUARANTEE):
        return COURSE[strategy]
    if with_foe:
        return 0.06 if _WITH_THE_FOE.get(strategy) == kind else 0.0
    if kind == TreatyKind.ENTENTE:
        return 0.4 * COURSE[strategy]
    return 0.02 if strategy == Strategy.HIDE else 0.0


# -- offers ----------------------------------------------------------------------------------------


def _offers(known: World, found: Courses, hot: frozenset[int]) -> Iterator[Decision]:
    """Let each offer what its course asks for: an alliance, or a pact with whom it fears."""
    best, fears = found.best.tolist(), peril(known).peril
    wanted: dict[TreatyKind, list[tuple[int, int]]] = {}
    for place, row in enumerate(found.rows.tolist()):
        partner = int(found.partner[place])
        if (
            partner >= 0
            and (row in hot or partner not in hot)
            and _may_offer(known, row, partner, TreatyKind.DEFENCE)
        ):
            wanted.setdefault(TreatyKind.DEFENCE, []).append((place, partner))
        kind = _WITH_THE_FOE.get(Strategy(best[place]))
        foe = int(found.foes[place])
        if kind is not None and fears[row] > _FEARED and _may_offer(known, row, foe, kind):
            wanted.setdefault(kind, []).append((place, foe))
    for kind in sorted(wanted):
        places = np.array([place for place, _ in wanted[kind]])
        one, two = found.rows[places], np.array([other for _, other in wanted[kind]])
        table = signing(known, one, two, kind, found.of(places))
        agreeable = _agreeable(known, two, one, kind)
        worth = table.total()
        for row, (state, other) in enumerate(zip(one.tolist(), two.tolist(), strict=True)):
            if worth[row] <= _OFFERS or not agreeable[row]:
                continue
            yield Decision(OfferTreaty(StateId(state), kind, StateId(other)), table.row(row))


def _may_offer(known: World, state: int, other: int, kind: TreatyKind) -> bool:
    """Tell whether an offer is open to a state at all; asked before it is weighed."""
    order = OfferTreaty(StateId(state), kind, StateId(other))
    return not _refused_lately(known, state, other, kind) and refusal(known, order) is None


def _agreeable(known: World, one: Ints, two: Ints, kind: TreatyKind) -> NDArray[np.bool_]:
    """Tell whether, by what all can know, the other side might sign."""
    if kind == TreatyKind.DEFENCE:
        return np.asarray(pacts.defence(known, one, two).total() > pacts.AGREEABLE)
    return np.asarray(pacts.restraint(known, one, two, kind).total() > 0.0)


def _refused_lately(known: World, state: int, other: int, kind: TreatyKind) -> bool:
    return any(
        treaty.kind == kind
        and not treaty.accepted
        and treaty.until_turn >= 0
        and known.turn - treaty.until_turn < _PATIENCE
        for treaty in known.treaties_between(StateId(state), StateId(other))
    )


def _guarantees(known: World, rows: Ints) -> Iterator[Decision]:
    """Let great powers answer for those whose fall would endanger themselves."""
    great = rows[known.states.major[rows]]
    if great.size == 0:
        return
    everyone = np.arange(known.n)
    table = pacts.guarantee(known, great[:, None], everyone[None, :])
    bound = known.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    here = peril(known)
    shut = ~known.states.exists[None, :] | (everyone[None, :] == great[:, None])
    shut = np.logical_or(shut, bound[great])
    shut = (
        shut
        | np.asarray(known.at_war().any(axis=1))[None, :]
        | (here.worst[None, :] == great[:, None])
    )
    worth = np.where(shut, -np.inf, table.total())
    for place, row in enumerate(great.tolist()):
        other = int(worth[place].argmax())
        order = OfferTreaty(StateId(row), TreatyKind.GUARANTEE, StateId(other))
        if worth[place, other] > _GUARANTEES and refusal(known, order) is None:
            yield Decision(order, table.row(place, other))


# -- ends ------------------------------------------------------------------------------------------


def _ends(known: World, rows: Ints, hot: frozenset[int]) -> Iterator[Decision]:
    """Let states end what is not worth its upkeep any more; not in the other's hour of need."""
    asked = set(rows.tolist())
    held: list[tuple[int, int, Treaty]] = []
    for treaty in known.treaties_in_force():
        giver = treaty.kind == TreatyKind.GUARANTEE
        for state in treaty.parties[:1] if giver else treaty.parties:
            if state not in asked or len(treaty.parties) != 2:
                continue
            (other,) = (party for party in treaty.parties if party != state)
            held.append((int(state), int(other), treaty))
    for kind in TreatyKind:
        of_kind = [row for row in held if row[2].kind == kind]
        if not of_kind:
            continue
        one = np.array([pair[0] for pair in of_kind])
        two = np.array([pair[1] for pair in of_kind])
        leaving = _leaving(known, one, two, kind, np.array([int(b) in hot for b in two]))
        worth = leaving.total()
        for place, (who, _, treaty) in enumerate(of_kind):
            if worth[place] > _GOES and known.turn - treaty.since_turn >= _PATIENCE:
                yield Decision(Denounce(StateId(who), treaty.id), leaving.row(place))


def _leaving(
    known: World, one: Ints, two: Ints, kind: TreatyKind, in_need: NDArray[np.bool_]
) -> TermTable:
    """Return what ending treaties of a kind is worth, [pair]: what they were, and what it costs.

    Freedom lost when they were signed is not counted again: they end because the danger that they
    were for has gone, or because the other has become one.
    """
    if kind == TreatyKind.GUARANTEE:
        table = pacts.guarantee(known, one, two)
    elif kind == TreatyKind.DEFENCE:
        table = pacts.defence(known, one, two)
    else:
        table = pacts.restraint(known, one, two, kind)
    values = {
        key: -table.values[:, place] for place, key in enumerate(table.keys) if key != "autonomy"
    }
    upheld = known.states.doctrine[one, Doctrine.UPHOLD]
    values["word"] = np.asarray(-(0.1 + 0.2 * upheld))
    values["desertion"] = np.asarray(-0.3 * in_need)
    if kind in (TreatyKind.NON_AGGRESSION, TreatyKind.NEUTRALITY):
        values["alarm"] = np.full(one.size, -0.12)
    return TermTable.of(values)
