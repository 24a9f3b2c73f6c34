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

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
Befallen = tuple[int, StateId, StateId]
"""A happening by its place, and whom it befalls."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Let happenings come about whose conditions hold, and let those under way work."""
    listed = world.scenario.happenings
    if not listed:
        return
    _close(world, log)
    look, luck = Look(world), _Luck(world)
    befallen = [
        (place, state, other)
        for place, happening in enumerate(listed)
        for state, other in _befallen(look, luck, place, happening)
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


def _befallen(
    look: Look, luck: _Luck, place: int, happening: Happening
) -> Iterator[tuple[StateId, StateId]]:
    """Yield whom a happening befalls this turn; the world alone is nobody and nobody.

    Lots are drawn first, since most turns most happenings draw none, and need not be asked about.
    """
    likely = 1.0 - (1.0 - happening.chance) ** look.world.scenario.calendar.years_a_turn
    past = look.occurred.get(place, [])
    match happening.scope:
        case Scope.WORLD:
            drawn_lot = luck.of_world(happening) < likely
            if drawn_lot and _may(look, happening, past) and holding.of_world(happening.gate, look):
                yield NOBODY, NOBODY
            return
        case Scope.STATE:
            lots = luck.of_states(happening)
            rows = np.flatnonzero((lots < likely) & look.alive)
            if not rows.size or not holding.of_world(happening.gate, look):
                return
            rows = rows[holding.of_states(happening.rest, look)[rows]]
            subjects = [(StateId(row), NOBODY) for row in rows.tolist()]
            drawn = lots[rows]
        case Scope.PAIR:
            if not holding.of_world(happening.gate, look):
                return
            first, second = holding.of_pairs(happening.rest, look)
            lots = luck.of_pairs(happening, first, second)
            held = lots < likely
            pairs = zip(first[held].tolist(), second[held].tolist(), strict=True)
            subjects = [(StateId(i), StateId(j)) for i, j in pairs]
            drawn = lots[held]
    if not subjects:
        return
    latest = {(one.state, one.other): one for one in past}
    free = [
        (float(lot), subject)
        for lot, subject in zip(drawn, subjects, strict=True)
        if subject not in latest or _may(look, happening, [latest[subject]])
    ]
    for _, subject in sorted(free)[: happening.most or None]:
        yield subject


class _Luck:
    """The lots of a turn: for the world, for each state, for each pair; uniform numbers in 0..1.

    One draw of fixed shape serves all happenings, each of which turns it round by a part of its own:
    a happening more in the files moves no other's lots.
    """

    def __init__(self, world: World) -> None:
        numbers = stream(world.seed, world.turn, "happenings").random((2, world.n + 1))
        self._world = float(numbers[0, -1])
        self._first, self._second = numbers[0, :-1], numbers[1, :-1]

    def of_world(self, happening: Happening) -> float:
        return (self._world + happening.turned) % 1.0

    def of_states(self, happening: Happening) -> Floats:
        return np.asarray((self._first + happening.turned) % 1.0)

    def of_pairs(self, happening: Happening, i: Rows, j: Rows) -> Floats:
        """Two draws of states make one of their pair: their sum's fraction is uniform."""
        return np.asarray((self._first[i] + self._second[j] + happening.turned) % 1.0)


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
