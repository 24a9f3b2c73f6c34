"""Policies that each break one clause of the contract; the last breaks none."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator

from game.ai.decision import Decision
from game.core.ids import StateId
from game.core.kinds import Stage
from game.core.orders import Mobilise
from game.core.terms import Term
from game.core.world import World

_SEEN: list[int] = []


def _calling_up(
    known: World, states: Collection[int], level: float, *terms: Term
) -> Iterator[Decision]:
    if known.stage == Stage.ORDERS:
        for state in sorted(states):
            yield Decision(Mobilise(StateId(state), level), terms or (Term("war", level),))


def keeps(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Call up a tenth, always."""
    yield from _calling_up(known, states, 0.1)


def breaks_the_law(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Call up more than there are."""
    yield from _calling_up(known, states, 7.0)


def remembers(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Call up more each time that it is asked."""
    _SEEN.append(known.turn)
    yield from _calling_up(known, states, 1.0 / (1.0 + len(_SEEN)))


def writes(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Fill its own treasury."""
    known.states.treasury[min(states)] += 1.0
    yield from _calling_up(known, states, 0.1)


def peeps(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Call up by how resolute a neighbour is, which no seat may know."""
    for state in sorted(states):
        other = float(known.states.resolve[(state + 1) % known.n])
        yield from _calling_up(known, [state], round(0.1 * min(other, 2.0), 6))


def herds(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Call up by how many are asked with it."""
    yield from _calling_up(known, states, 0.05 * len(states))


def speaks_for_others(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Order for a state that it was not asked about."""
    yield from _calling_up(known, range(known.n), 0.1)


def gives_no_reasons(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Weigh with what is no number."""
    yield from _calling_up(known, states, 0.1, Term("war", float("nan")))


def dawdles(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Take its time."""
    began = time.process_time()
    while time.process_time() - began < 0.006:
        pass
    yield from _calling_up(known, states, 0.1)


def fails(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Raise in the second year."""
    if known.turn >= 4:
        raise RuntimeError("lost its way")
    yield from _calling_up(known, states, 0.1)
