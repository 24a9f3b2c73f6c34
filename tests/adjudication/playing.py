"""A case is played: its words become orders, and the engine runs its stages on them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import MISSING, dataclass, fields
from enum import IntEnum
from functools import lru_cache
from typing import Any, get_args, get_origin, get_type_hints

from game.core.events import Event
from game.core.ids import (
    ClaimId,
    CrisisId,
    DealId,
    InstitutionId,
    MotionId,
    ResolutionId,
    StateId,
    TreatyId,
    WarId,
)
from game.core.kinds import Ballot, Stage, Standing
from game.core.legality import refusal
from game.core.orders import ORDER_KINDS, Contribute, Order, Vote, VoteMotion
from game.core.turn import advance
from game.core.world import World
from tests.adjudication import schema
from tests.adjudication.setting import body_of, set_out, state

_SNAKE = re.compile(r"(?<!^)(?=[A-Z])")
KINDS = {_SNAKE.sub("_", name).lower(): kind for name, kind in ORDER_KINDS.items()}
"""Kinds of order by the word that a case file has for them."""

_SHARES = (0.0, 0.25, 0.5, 1.0)


class Unreadable(ValueError):  # noqa: N818  # it is the case that is at fault
    """A case that says something which cannot be put into an order."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a case led to."""

    case: schema.Case
    first: World
    world: World
    events: tuple[Event, ...]
    refused: tuple[tuple[str, str], ...]
    """Who was refused an order, and why."""


@lru_cache(maxsize=512)
def played(number: str) -> Played:
    """Return what a case of the book led to, by its number; played once."""
    from tests.adjudication.reading import all_cases

    return play(next(case for case in all_cases() if case.number == number))


def play(case: schema.Case) -> Played:
    """Play a case to its end."""
    first = world = set_out(case)
    events: list[Event] = []
    refused: list[tuple[str, str]] = []
    steps = [step for step in case.play for _ in range(step.times)]
    for place, step in enumerate(steps):
        last = _last_stage(step) if place == len(steps) - 1 else step.until or Stage.RESPONSE
        while True:
            stage = world.stage
            orders = list(_orders(world, case, step))
            for order in orders:
                found = refusal(world, order)
                if found is not None:
                    refused.append((case.players[order.state], found.key))
            outcome = advance(world, orders)
            world = outcome.world
            events += outcome.events
            if stage >= last:
                break
    return Played(case, first, world, tuple(events), tuple(refused))


def _last_stage(step: schema.Step) -> Stage:
    if step.until is not None:
        return step.until
    if step.gives or not (step.orders or step.votes):
        return Stage.RESPONSE
    return Stage.COUNCIL if step.votes else Stage.ORDERS


def _orders(world: World, case: schema.Case, step: schema.Step) -> Iterator[Order]:
    """Yield the orders of a step that are of the world's present stage."""
    match world.stage:
        case Stage.ORDERS:
            for said in step.orders:
                yield read_order(case, said)
        case Stage.COUNCIL:
            for votes in step.votes:
                yield from _ballots(world, case, votes)
        case Stage.RESPONSE:
            for gives in step.gives:
                yield from _given(world, case, gives)


def _ballots(world: World, case: schema.Case, votes: schema.Votes) -> Iterator[Order]:
    due = [
        draft.id
        for draft in world.resolutions
        if draft.standing == Standing.TABLED and draft.due == world.turn and draft.amends < 0
    ]
    moved = [
        motion.id
        for motion in world.motions
        if motion.standing == Standing.TABLED and motion.tabled == world.turn
    ]
    cast = (
        (votes.yes, Ballot.YES), (votes.no, Ballot.NO),
        (votes.abstain, Ballot.ABSTAIN), (votes.veto, Ballot.VETO),
    )  # fmt: skip
    on_motion = votes.motion is not None or (votes.draft is None and not due and bool(moved))
    if not on_motion and votes.draft is None and not due:
        raise Unreadable(f"{case.number}: there is nothing to vote on")
    for group, ballot in cast:
        for name in group:
            who = state(case, name)
            if on_motion:
                number = moved[-1] if votes.motion is None else MotionId(votes.motion)
                yield VoteMotion(who, number, ballot)
            else:
                draft = due[-1] if votes.draft is None else ResolutionId(votes.draft)
                yield Vote(who, draft, ballot)


def _given(world: World, case: schema.Case, gives: schema.Gives) -> Iterator[Order]:
    open_ = [draft.id for draft in world.resolutions if draft.in_force and gives.act in draft.acts]
    if gives.draft is None and not open_:
        raise Unreadable(f"{case.number}: no {gives.act.name.lower()} is in force to give to")
    draft = open_[-1] if gives.draft is None else ResolutionId(gives.draft)
    for name, share in gives.by.items():
        yield Contribute(state(case, name), draft, gives.act, float(share), name in gives.cheats)


def read_order(case: schema.Case, said: dict[str, Any]) -> Order:
    """Return an order from the words of a case file.

    `by` and `does` always; other fields have the names that the order has. What is left out is
    the first body, the first crisis, and so on.
    """
    word = str(said.get("does", ""))
    kind = KINDS.get(word)
    if kind is None:
        raise Unreadable(f"{case.number}: there is no order '{word}'")
    hints = get_type_hints(kind)
    values: dict[str, Any] = {"state": _value(case, StateId, said.get("by"))}
    named = {item.name: item for item in fields(kind)}
    for key in set(said) - {"by", "does"} - set(named):
        raise Unreadable(f"{case.number}: '{word}' has no field '{key}'")
    for name, item in named.items():
        if name == "state":
            continue
        if name in said:
            hint = hints[name]
            # A charter's value may be a state by its name.
            if name == "value" and isinstance(said[name], str):
                hint = StateId
            values[name] = _value(case, hint, said[name])
        elif item.default is MISSING:
            if hints[name] not in _ROWS:
                raise Unreadable(f"{case.number}: '{word}' lacks '{name}'")
            values[name] = 0
    if "value" in values:
        values["value"] = float(values["value"])
    return kind(**values)


_ROWS: tuple[Any, ...] = (
    CrisisId, InstitutionId, ClaimId, TreatyId, WarId, ResolutionId, MotionId, DealId,
)  # fmt: skip


def _value(case: schema.Case, hint: Any, said: Any) -> Any:
    if get_origin(hint) is tuple:
        return tuple(_value(case, get_args(hint)[0], item) for item in said)
    if isinstance(said, str):
        if hint is InstitutionId:
            return body_of(case, said)
        if isinstance(hint, type) and issubclass(hint, IntEnum):
            return hint[said.upper()]
        if hint is int:  # an act, of an order that names it by number
            from game.core.kinds import Act

            return int(Act[said.upper()])
        return state(case, said)
    if isinstance(hint, type) and issubclass(hint, float) and said is not None:
        return float(said)
    if hint is StateId and said is None:
        raise Unreadable(f"{case.number}: an order is given by nobody")
    return said
