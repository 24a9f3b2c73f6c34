"""Whether conditions hold: for the world, for every state, for every pair, at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from game.core.happenings import conditions as said
from game.core.happenings.conditions import Bounds, Condition, Who
from game.core.happenings.happening import Occurrence
from game.core.happenings.look import OF_EACH, Look

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Rows = NDArray[np.int64]
Held = NDArray[np.bool_] | bool
Pairs = tuple[Rows, Rows]


def of_world(node: Condition, look: Look) -> bool:
    """Tell whether a condition that asks nothing of single states holds."""
    return bool(_holds(node, look))


def of_states(node: Condition, look: Look) -> Flags:
    """Return for which states a condition holds, [state]; where it asks of none, for all or none."""
    held = _holds(node, look)
    return np.full(look.world.n, held) if isinstance(held, bool) else held


def of_pairs(node: Condition, look: Look) -> Pairs:
    """Return the pairs for which a condition holds, i < j, in their order: two arrays of states.

    What both of a pair must be is asked of each state first, so that few pairs are left to ask of.
    """
    parts = node.of if isinstance(node, said.All) else (node,)
    able = look.alive
    rest: list[Condition] = []
    for part in parts:
        alone = _of_each(part, look)
        if alone is None:
            rest.append(part)
        else:
            able = able & alone
    rows = np.flatnonzero(able)
    first, second = np.triu_indices(len(rows), 1)
    i, j = rows[first], rows[second]
    for part in rest:
        if not i.size:
            break
        held = np.broadcast_to(np.asarray(_of_pairs(part, look, i, j)), i.shape)
        i, j = i[held], j[held]
    return i, j


def of_pair(node: Condition, look: Look, state: int, other: int) -> bool:
    """Tell whether a condition holds for a pair."""
    return bool(np.all(_of_pairs(node, look, np.array([state]), np.array([other]))))


def _of_each(node: Condition, look: Look) -> Flags | None:
    """Return what a condition on a pair asks of each of the two; None where it asks of both at once."""
    match node:
        case said.OfState() | said.StateIs() | said.Named() | said.MemberOf():
            return np.asarray(_leaf(node, look)) if node.who == Who.BOTH else None
        case said.PairIs(trait) if trait in OF_EACH:
            return look.trait(OF_EACH[trait])
    return None


def _of_pairs(node: Condition, look: Look, i: Rows, j: Rows) -> Held:
    match node:
        case said.All(of):
            return _every(_of_pairs(part, look, i, j) for part in of)
        case said.Any(of):
            return _some(_of_pairs(part, look, i, j) for part in of)
        case said.Not(of):
            return _not(_of_pairs(of, look, i, j))
        case said.OfState() | said.StateIs() | said.Named() | said.MemberOf():
            flags: Flags = np.asarray(_leaf(node, look))
            either = node.who == Who.EITHER
            return flags[i] | flags[j] if either else flags[i] & flags[j]
        case said.OfPair(figure, within):
            return _between(look.of_pairs(figure, i, j), within)
        case said.PairIs(trait):
            found: Flags = look.pair_trait(trait, i, j)
            return found
        case said.Occurred(here=True):
            known = {(one.state, one.other) for one in _of(node, look) if _counts(one, node, look)}
            there = [pair in known for pair in zip(i.tolist(), j.tolist(), strict=True)]
            return np.array(there, bool)
    return _leaf(node, look)


def _every(parts: Iterator[Held]) -> Held:
    """Return what holds in all parts; those after a part that holds nowhere are not asked."""
    held: Held = True
    for part in parts:
        if part is False:
            return False
        if part is not True:
            held = part if held is True else held & part
            if not np.asarray(held).any():
                return False
    return held


def _some(parts: Iterator[Held]) -> Held:
    held: Held = False
    for part in parts:
        if part is True:
            return True
        if part is not False:
            held = part if held is False else held | part
    return held


def _not(held: Held) -> Held:
    return not held if isinstance(held, bool) else ~held


def value(node: Condition, look: Look, state: int = -1, other: int = -1) -> float:
    """Return the figure that a leaf asks about, of the world, a state or a pair; 0 of a trait."""
    match node:
        case said.Year():
            return look.world.scenario.calendar.when(look.world.turn)
        case said.OfWorld(figure, _, start):
            found = look.of_world(figure)
            return found if start is None else _beside(found, start)
        case said.OfState(figure, _, _, start) if state >= 0:
            found = float(look.of_states(figure)[state])
            return _beside(found, start[state]) if start else found
        case said.OfPair(figure) if other >= 0:
            return float(look.of_pairs(figure, np.array([state]), np.array([other]))[0])
        case said.Count():
            return _counted(node, look)
    return 0.0


def _holds(node: Condition, look: Look) -> Held:
    if isinstance(node, said.All):
        return _every(_holds(part, look) for part in node.of)
    if isinstance(node, said.Any):
        return _some(_holds(part, look) for part in node.of)
    if isinstance(node, said.Not):
        return _not(_holds(node.of, look))
    return _leaf(node, look)


def _leaf(node: Condition, look: Look) -> Held:
    ask = _LEAVES.get(type(node))
    if ask is None:
        raise TypeError(f"{type(node).__name__} asks about more than a state")
    return ask(node, look)


def _year(node: said.Year, look: Look) -> bool:
    return _inside(look.world.scenario.calendar.when(look.world.turn), node.within)


def _quarter(node: said.Quarter, look: Look) -> bool:
    calendar = look.world.scenario.calendar
    period = calendar.period(look.world.turn)
    return (period if calendar.periods == 4 else (period + 2) // 3) in node.quarters


def _world_figure(node: said.OfWorld, look: Look) -> bool:
    found = look.of_world(node.figure)
    return _inside(found if node.start is None else _beside(found, node.start), node.within)


def _state_figure(node: said.OfState, look: Look) -> Flags:
    values = look.of_states(node.figure)
    if node.start:
        first = np.asarray(node.start)
        values = np.where(np.abs(first) > 1e-9, values / np.where(first == 0, 1, first), 0)
    return _between(values, node.within)


def _member_of(node: said.MemberOf, look: Look) -> Flags:
    bodies = _founded_on(look, node.charter)
    if not bodies:
        return np.zeros(look.world.n, bool)
    return np.asarray(look.world.memberships.member[list(bodies)].any(axis=0))


def _occurred(node: said.Occurred, look: Look) -> Held:
    if not node.here:
        return any(_counts(one, node, look) for one in _of(node, look))
    rows = tuple(one.state for one in _of(node, look) if _counts(one, node, look))
    return _these(look.world.n, rows)


_LEAVES: dict[type, Callable[[Any, Look], Held]] = {
    said.Year: _year,
    said.Quarter: _quarter,
    said.OfWorld: _world_figure,
    said.OfState: _state_figure,
    said.StateIs: lambda node, look: look.trait(node.trait),
    said.Named: lambda node, look: _these(look.world.n, node.states),
    said.MemberOf: _member_of,
    said.Lives: lambda node, look: bool(look.alive[list(node.states)].all()),
    said.InBeing: lambda node, look: bool(_founded_on(look, node.charter)),
    said.Occurred: _occurred,
    said.Count: lambda node, look: _inside(_counted(node, look), node.within),
}
"""How to ask each condition that is about no pair."""


def _counted(node: said.Count, look: Look) -> float:
    held = of_states(node.each, look) & look.alive
    return float(look.weight(node.by)[held].sum())


def _of(node: said.Occurred, look: Look) -> list[Occurrence]:
    return look.occurred.get(node.happening, [])


def _counts(one: Occurrence, node: said.Occurred, look: Look) -> bool:
    if node.lasting and not one.open:
        return False
    age = (look.world.turn - one.turn) * look.world.scenario.calendar.years_a_turn
    return _inside(age, node.ago)


def _founded_on(look: Look, charter: str) -> tuple[int, ...]:
    """Return the bodies in being whose charter has a key, or that key with a running number."""
    seats = look.world.memberships
    return tuple(
        body
        for body, found in enumerate(look.world.charters)
        if seats.in_being[body]
        and (found.key == charter or found.key.rpartition("_")[0] == charter)
    )


def _these(n: int, rows: tuple[int, ...]) -> Flags:
    found = np.zeros(n, bool)
    found[[row for row in rows if row >= 0]] = True
    return found


def _beside(now: float, start: float) -> float:
    return now / start if abs(start) > 1e-9 else 0.0


def _inside(found: float, within: Bounds) -> bool:
    return (within.low is None or found >= within.low) and (
        within.high is None or found <= within.high
    )


def _between(values: Floats, within: Bounds) -> Flags:
    if within.low is None:
        return np.asarray(values <= (np.inf if within.high is None else within.high))
    held: Flags = np.asarray(values >= within.low)
    return held if within.high is None else held & (values <= within.high)
