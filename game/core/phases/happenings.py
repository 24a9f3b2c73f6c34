"""Happenings: what befalls the world by the rules in its campaign's files, and what follows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.core.happenings import deeds, holding, pushes
from game.core.happenings.conditions import Scope
from game.core.happenings.happening import Happening, Occurrence
from game.core.happenings.look import Look
from game.core.happenings.reasons import reasons
from game.core.ids import NOBODY, HappeningId, OccurrenceId, StateId
from game.core.log import Log
from game.core.orders import Order
from game.core.rng import stream
from game.core.terms import Term
from game.core.world import World

Befallen = tuple[int, StateId, StateId]
"""A happening by its place, and whom it befalls."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Let happenings come about whose conditions hold, and let those under way work."""
    listed = world.scenario.happenings
    if not listed:
        return
    _close(world, log)
    look = Look(world)
    befallen = [
        (place, state, other)
        for place, happening in enumerate(listed)
        for state, other in _befallen(look, place, happening)
    ]
    whys = [_why(listed[place], look, state, other) for place, state, other in befallen]
    for (place, state, other), why in zip(befallen, whys, strict=True):
        one = _record(world, place, listed[place], state, other)
        _report(listed[place], one, why, log)
        for effect in listed[place].effects:
            deeds.do(world, look, one, effect, log)
    lasting = [(one, listed[one.happening]) for one in world.occurrences.open]
    if lasting:
        pushes.run(world, Look(world) if befallen else look, lasting)
    elif world.states.tailwind.any() or world.states.scarcity.any():
        world.states.tailwind[:] = 0.0
        world.states.scarcity[:] = 0.0


def _befallen(look: Look, place: int, happening: Happening) -> Iterator[tuple[StateId, StateId]]:
    """Yield whom a happening befalls this turn; the world alone is nobody and nobody."""
    world = look.world
    years = world.scenario.calendar.years_a_turn
    past = look.occurred.get(place, [])
    if happening.scope == Scope.WORLD and not _may(look, happening, past):
        return
    if not holding.of_world(happening.gate, look):
        return
    likely = 1.0 - (1.0 - happening.chance) ** years
    if happening.scope == Scope.WORLD:
        if likely >= 1.0 or stream(world.seed, world.turn, _address(happening)).random() < likely:
            yield NOBODY, NOBODY
        return
    rows = [
        subject
        for subject in _subjects(happening, look)
        if _may(look, happening, [one for one in past if (one.state, one.other) == subject])
    ]
    if not rows:
        return
    luck = _luck(world, happening, rows)
    lots = sorted((float(luck[at]), at) for at in range(len(rows)) if luck[at] < likely)
    for _, at in lots[: happening.most or None]:
        yield rows[at]


def _subjects(happening: Happening, look: Look) -> list[tuple[StateId, StateId]]:
    """Return the states, or the pairs, for which a happening's conditions hold."""
    if happening.scope == Scope.STATE:
        held = np.flatnonzero(holding.of_states(happening.rest, look) & look.alive)
        return [(StateId(row), NOBODY) for row in held.tolist()]
    first, second = holding.of_pairs(happening.rest, look)
    return list(zip(map(StateId, first.tolist()), map(StateId, second.tolist()), strict=True))


def _luck(
    world: World, happening: Happening, rows: list[tuple[StateId, StateId]]
) -> NDArray[np.float64]:
    """Return a number of their own in 0..1 for each state or pair, from draws of fixed shape."""
    draws = stream(world.seed, world.turn, _address(happening)).random((2, world.n))
    first = draws[0, [row[0] for row in rows]]
    if happening.scope == Scope.STATE:
        return first
    # Two draws of states make one of their pair: their sum's fraction is uniform, pair by pair.
    return np.asarray((first + draws[1, [row[1] for row in rows]]) % 1.0)


def _address(happening: Happening) -> str:
    return f"happening {happening.key}"


def _may(look: Look, happening: Happening, past: Sequence[Occurrence]) -> bool:
    """Tell whether a happening may come about (again) for a subject that it befell in the past."""
    if not past:
        return True
    last = past[-1]
    if happening.once or last.open:
        return False
    gone = (look.world.turn - last.turn) * look.world.scenario.calendar.years_a_turn
    return gone >= max(happening.cooldown, 1e-9)


def _record(
    world: World, place: int, happening: Happening, state: StateId, other: StateId
) -> Occurrence:
    """Write down that a happening has come about."""
    until = -1
    if happening.years is not None:
        turns = round(happening.years / world.scenario.calendar.years_a_turn)
        until = world.turn + max(turns, 1)
    one = Occurrence(
        OccurrenceId(len(world.occurrences)), HappeningId(place), world.turn, state, other, until
    )
    world.put(one)
    return one


def _close(world: World, log: Log) -> None:
    """End those of whose effects nothing is left; a great one is told."""
    for one in world.occurrences.open:
        if one.until < 0 or world.turn < one.until:
            continue
        world.put(replace(one, ended=world.turn))
        happening = world.scenario.happenings[one.happening]
        if happening.scope == Scope.WORLD and not happening.quiet and happening.years:
            log.add(
                "happening.over",
                -1,
                about={"happening": one.happening, "occurrence": one.id},
                figures={"turns": world.turn - one.turn},
            )


def _why(happening: Happening, look: Look, state: StateId, other: StateId) -> tuple[Term, ...]:
    """Return what held, in terms whose keys say which condition of its text each is."""
    return tuple(
        Term(f"because.{number}.{name}", value)
        for number, name, value in reasons(happening.when, look, state, other)
    )


def _report(happening: Happening, one: Occurrence, why: tuple[Term, ...], log: Log) -> None:
    if happening.quiet:
        return
    about = {"happening": one.happening, "occurrence": one.id}
    match happening.scope:
        case Scope.WORLD:
            log.add("happening.world", -1, about=about, terms=why)
        case Scope.STATE:
            log.add("happening.state", one.state, about=about, terms=why)
        case Scope.PAIR:
            log.add("happening.pair", one.state, one.other, about=about, terms=why)
