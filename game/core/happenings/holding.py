"""Whether conditions hold: for the world, for every state, for every pair, at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.happenings import conditions as said
from game.core.happenings.conditions import Bounds, Condition, Scope, Who
from game.core.happenings.happening import Occurrence
from game.core.happenings.look import Look

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]
Held = NDArray[np.bool_] | bool


def of_world(node: Condition, look: Look) -> bool:
    """Tell whether a condition that asks nothing of single states holds."""
    return bool(_holds(node, look, Scope.WORLD))


def of_states(node: Condition, look: Look) -> Flags:
    """Return for which states a condition holds, [state]; where it asks of none, for all or none."""
    return np.broadcast_to(np.asarray(_holds(node, look, Scope.STATE)), (look.world.n,))


def of_pairs(node: Condition, look: Look) -> Flags:
    """Return for which pairs a condition holds, [state, target], symmetric."""
    n = look.world.n
    return np.broadcast_to(np.asarray(_holds(node, look, Scope.PAIR)), (n, n))


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
            return float(look.of_pairs(figure)[state, other])
        case said.Count():
            return _counted(node, look)
    return 0.0


def _holds(node: Condition, look: Look, scope: Scope) -> Held:
    match node:
        case said.All(of):
            held: Held = True
            for part in of:
                held = held & _holds(part, look, scope)
                if held is False:
                    return False
            return held
        case said.Any(of):
            held = False
            for part in of:
                held = held | _holds(part, look, scope)
                if held is True:
                    return True
            return held
        case said.Not(of):
            inner = _holds(of, look, scope)
            return not inner if isinstance(inner, bool) else ~inner
    if scope == Scope.PAIR and isinstance(node, said.Occurred) and node.here:
        return _on_pairs(node, look)
    found = _leaf(node, look)
    match node:
        case said.OfState() | said.StateIs() | said.Named() | said.MemberOf() if (
            scope == Scope.PAIR
        ):
            flags: Flags = np.asarray(found)
            if node.who == Who.EITHER:
                return flags[:, None] | flags[None, :]
            return flags[:, None] & flags[None, :]
    return found


def _leaf(node: Condition, look: Look) -> Held:
    world = look.world
    match node:
        case said.Year(within):
            return _inside(world.scenario.calendar.when(world.turn), within)
        case said.Quarter(quarters):
            calendar = world.scenario.calendar
            period = calendar.period(world.turn)
            return (period if calendar.periods == 4 else (period + 2) // 3) in quarters
        case said.OfWorld(figure, within, start):
            found = look.of_world(figure)
            return _inside(found if start is None else _beside(found, start), within)
        case said.OfState(figure, within, _, start):
            values = look.of_states(figure)
            if start:
                first = np.asarray(start)
                values = np.where(np.abs(first) > 1e-9, values / np.where(first == 0, 1, first), 0)
            return _between(values, within)
        case said.StateIs(trait):
            return look.trait(trait)
        case said.Named(rows):
            return _these(world.n, rows)
        case said.MemberOf(charter):
            bodies = _founded_on(look, charter)
            member = world.memberships.member
            if not bodies:
                return np.zeros(world.n, bool)
            return np.asarray(member[list(bodies)].any(axis=0))
        case said.Lives(rows):
            return bool(world.states.exists[list(rows)].all())
        case said.InBeing(charter):
            return bool(_founded_on(look, charter))
        case said.OfPair(figure, within):
            return _between(look.of_pairs(figure), within)
        case said.PairIs(trait):
            return look.pair_trait(trait)
        case said.Occurred(here=False):
            return any(_counts(one, node, look) for one in _of(node, look))
        case said.Occurred():
            rows = tuple(one.state for one in _of(node, look) if _counts(one, node, look))
            return _these(world.n, rows)
        case said.Count(_, within):
            return _inside(_counted(node, look), within)
    raise TypeError(f"{type(node).__name__} is no leaf")


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


def _on_pairs(node: said.Occurred, look: Look) -> Flags:
    found = np.zeros((look.world.n, look.world.n), bool)
    for one in _of(node, look):
        if one.other >= 0 and _counts(one, node, look):
            found[one.state, one.other] = found[one.other, one.state] = True
    return found


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
    held = np.ones(values.shape, bool) if within.low is None else values >= within.low
    if within.high is not None:
        held = held & (values <= within.high)
    return held
