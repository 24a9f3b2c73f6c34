"""A case is played in each of its ways: orders in, months of war, and what is left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from enum import IntEnum
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from game.ai.advisor import decide
from game.core import odds
from game.core.events import Event
from game.core.ids import FormationId, NodeId, StateId, TerritoryId
from game.core.kinds import Stage, Stance
from game.core.legality import refusal
from game.core.log import Log
from game.core.orders import ORDER_KINDS, MoveFormation, Order
from game.core.turn import PHASES, advance, sort_out
from game.core.world import World
from tests.battles import schema
from tests.battles.reading import all_cases, way_of
from tests.battles.setting import place, row_of, set_out, state

_SNAKE = re.compile(r"(?<!^)(?=[A-Z])")
KINDS = {_SNAKE.sub("_", name).lower(): kind for name, kind in ORDER_KINDS.items()}
"""Kinds of order by the word that a case file has for them."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a case led to in one of its ways."""

    case: schema.Case
    first: World
    world: World
    events: tuple[Event, ...]
    refused: tuple[tuple[str, str], ...]
    answer: odds.Odds | None


@lru_cache(maxsize=1024)
def played(number: str, way: str = "") -> Played:
    """Return what a case of the book led to, by its number; played once in each way."""
    case = next(case for case in all_cases() if case.number == number)
    return play(way_of(case, way) if way else case)


def play(case: schema.Case) -> Played:
    """Play a case to its end: the last turn as far as its war, unless it is to be whole."""
    first = world = set_out(case)
    answer = _asked(case, world)
    events: list[Event] = []
    refused: list[tuple[str, str]] = []
    steps = [step for step in case.play for _ in range(step.times)]
    for number, step in enumerate(steps):
        last = number == len(steps) - 1 and not case.whole
        while True:
            stage = world.stage
            theirs = [done.order for done in decide(world, _machines(world))]
            orders = [
                order
                for order in (read_order(case, world, said) for said in step.orders)
                if order.stage == stage
            ]
            for order in orders:
                found = refusal(world, order)
                if found is not None:
                    refused.append((world.scenario.state_keys[order.state], found.key))
            if last and stage == Stage.RESPONSE:
                world, told = _as_far_as_the_war(world, [*theirs, *orders])
                events += told
                break
            outcome = advance(world, [*theirs, *orders])
            world = outcome.world
            events += outcome.events
            if stage == Stage.RESPONSE:
                break
    return Played(case, first, world, tuple(events), tuple(refused), answer)


def _machines(world: World) -> list[int]:
    states = world.states
    return [row for row in range(world.n) if states.exists[row] and not states.human[row]]


def _as_far_as_the_war(world: World, orders: list[Order]) -> tuple[World, tuple[Event, ...]]:
    """Run the last stage of a turn up to and with the months of war."""
    new = world.following()
    new.before = world.held()
    log = Log(world.turn)
    given = sort_out(new, orders, log)
    for name, phase in PHASES[Stage.RESPONSE]:
        phase(new, given, log)
        if name == "war":
            break
    new.before, new.stage_memo = None, None
    return new, tuple(log.events)


def _asked(case: schema.Case, world: World) -> odds.Odds | None:
    if case.ask is None:
        return None
    rows = [row_of(case, name) for name in case.ask.who]
    return odds.of_attack(world, rows, place(world, case.ask.at))


def read_order(case: schema.Case, world: World, said: dict[str, Any]) -> Order:
    """Return an order from the words of a case file.

    `{send: First, to: Ford, and: attack}` marches a formation, `by` whoever it belongs to if not
    said; other orders have `by`, `does` and the names of their own fields.
    """
    if "send" in said:
        force = case.forces[said["send"]]
        by = state(world, said.get("by") or str(force.of))
        goal = NodeId(place(world, said.get("to") or str(force.at)))
        stance = Stance[str(said.get("and", "attack")).upper()]
        return MoveFormation(by, FormationId(row_of(case, said["send"])), goal, stance)
    kind = KINDS[str(said["does"])]
    hints = get_type_hints(kind)
    values: dict[str, Any] = {"state": state(world, str(said["by"]))}
    for item in fields(kind):
        if item.name == "state":
            continue
        if item.name in said:
            values[item.name] = _value(case, world, hints[item.name], said[item.name])
        elif item.default is MISSING:
            raise ValueError(f"{case.number}: '{said['does']}' lacks '{item.name}'")
    return kind(**values)


def _value(case: schema.Case, world: World, hint: Any, said: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(case, world, get_args(hint)[0], item) for item in said)
    if isinstance(said, str):
        if hint is StateId:
            return state(world, said)
        if hint in (TerritoryId, NodeId):
            return hint(place(world, said))
        if hint is FormationId:
            return FormationId(row_of(case, said))
        if isinstance(hint, type) and issubclass(hint, IntEnum):
            return hint[said.upper()]
    if isinstance(hint, type) and issubclass(hint, float) and said is not None:
        return float(said)
    return said


def each_way(case: schema.Case) -> Iterator[tuple[str, schema.Expected]]:
    """Yield the ways of a case of which something is expected, and what."""
    if case.expect.model_dump(exclude_none=True):
        for way in case.ways or ("",):
            yield way, case.expect
    yield from case.each.items()
