"""Why a happening came about: which of its conditions held, and at what figures."""

from __future__ import annotations

from collections.abc import Iterator

from game.core.happenings import conditions as said
from game.core.happenings import holding
from game.core.happenings.conditions import Condition, Scope
from game.core.happenings.look import Look
from game.core.ids import NOBODY, StateId


def numbered(when: Condition) -> tuple[Condition, ...]:
    """Return every node of a condition, outer before inner, in their order; places are numbers."""
    match when:
        case said.All(of) | said.Any(of):
            return (when, *(node for part in of for node in numbered(part)))
        case said.Not(of) | said.Count(each=of):
            return (when, *numbered(of))
    return (when,)


def name(node: Condition) -> str:
    """Return what a condition asks about, as a key."""
    match node:
        case said.OfWorld(figure=figure) | said.OfState(figure=figure) | said.OfPair(figure=figure):
            return figure
        case said.StateIs(trait=state_trait):
            return state_trait.name.lower()
        case said.PairIs(trait=pair_trait):
            return pair_trait.name.lower()
    return type(node).__name__.lower()


def reasons(
    when: Condition, look: Look, state: StateId = NOBODY, other: StateId = NOBODY, at: int = 0
) -> Iterator[tuple[int, str, float]]:
    """Yield the conditions that made a whole one hold: number, key, and the figure that held.

    Of alternatives the first that holds is given. `at` is the number of `when` itself.
    """
    match when:
        case said.All(of):
            at += 1
            for part in of:
                yield from reasons(part, look, state, other, at)
                at += len(numbered(part))
        case said.Any(of):
            at += 1
            for part in of:
                if _holds(part, look, state, other):
                    yield from reasons(part, look, state, other, at)
                    return
                at += len(numbered(part))
        case _:
            yield at, name(when), holding.value(when, look, state, other)


def _holds(node: Condition, look: Look, state: StateId, other: StateId) -> bool:
    if said.scope_of(node) == Scope.WORLD or state == NOBODY:
        return holding.of_world(node, look)
    if other == NOBODY:
        return bool(holding.of_states(node, look)[state])
    return bool(holding.of_pair(node, look, state, other))
