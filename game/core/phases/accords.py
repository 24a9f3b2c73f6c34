"""Arms control treaties: signed, in force, left, worked against, and found out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core.accords import INSPECTION, bound_by, ceiling, forsworn, watch
from game.core.ids import StateId
from game.core.kinds import AccordKind
from game.core.log import Log
from game.core.orders import HideWork, Order, QuitAccord, Repudiate, SignAccord
from game.core.rng import stream
from game.core.settlements import Accord
from game.core.world import World

_ENOUGH = 5
"""Signatures, two of them of states with weapons, that bring a treaty of all into force."""

_SHOCK = 0.3
"""Broken promises for which a treaty broken counts with everybody [design]."""


def take(world: World, orders: Sequence[Order], log: Log) -> None:
    """Take signatures, notices, secret work, and debts struck out."""
    for order in orders:
        match order:
            case SignAccord():
                sign(world, order.state, order.kind, log)
            case QuitAccord():
                _leave(world, order, log)
            case HideWork():
                world.states.hidden_work[order.state] = order.on
                log.add(
                    "accord.work_hidden" if order.on else "accord.work_stopped",
                    order.state,
                    readers=(order.state,),
                )
            case Repudiate():
                # Aftermath opens crises, whose weapons look up accords.
                from game.core.phases.aftermath import repudiate  # noqa: PLC0415

                repudiate(world, order, log)


def sign(world: World, state: StateId, kind: AccordKind, log: Log) -> None:
    """Add a signature to the treaty of a kind, or open one."""
    found = next((one for one in world.accords.open if one.kind == kind), None)
    if found is None:
        found = Accord(world.next_accord(), kind, (), world.turn, INSPECTION[kind])
    if state in found.parties:
        return
    found = replace(found, parties=tuple(sorted((*found.parties, state))))
    log.add("accord.signed", state, about={"accord": found.id, "accord_kind": int(kind)})
    if found.in_force < 0 and _enough(world, found):
        most = int(world.states.warheads[list(found.parties)].max())
        found = replace(
            found,
            in_force=world.turn,
            ceiling=most if kind == AccordKind.LIMITS else found.ceiling,
        )
        world.put(found)
        log.add(
            "accord.in_force",
            state,
            about={"accord": found.id, "accord_kind": int(kind)},
            figures={"parties": len(found.parties), "ceiling": max(found.ceiling, 0)},
        )
    else:
        world.put(found)
    liking = world.dyads.affinity
    for other in found.parties:
        if other != state:
            liking[other, state] = min(1.0, float(liking[other, state]) + 0.01)


def _enough(world: World, accord: Accord) -> bool:
    armed = int((world.states.warheads[list(accord.parties)] > 0).sum())
    if accord.kind == AccordKind.NON_PROLIFERATION:
        return armed >= 2 and len(accord.parties) >= _ENOUGH
    return armed >= 2


def _leave(world: World, order: QuitAccord, log: Log) -> None:
    accord = world.accords[order.accord]
    if order.state not in accord.parties:
        return
    rest = tuple(one for one in accord.parties if one != order.state)
    over = not rest or (len(rest) < 2 and accord.in_force >= 0)
    ended = world.turn if over else accord.ended
    world.put(replace(accord, parties=rest, ended=ended))
    if accord.in_force >= 0:
        liking = world.dyads.affinity
        for other in rest:
            liking[other, order.state] = max(-1.0, float(liking[other, order.state]) - 0.08)
    log.add(
        "accord.left", order.state, about={"accord": accord.id, "accord_kind": int(accord.kind)}
    )


def verify(world: World, log: Log) -> None:
    """Let treaties run out, and inspectors find what is hidden; all think less of who is found."""
    if not world.accords.open:
        return
    states = world.states
    for accord in world.accords.open:
        alive = tuple(one for one in accord.parties if states.exists[one])
        over = 0 <= accord.until <= world.turn or not alive
        gone = (
            accord.kind == AccordKind.DISARMAMENT and not states.exists[list(accord.parties)].all()
        )
        if over or gone:
            world.put(replace(accord, ended=world.turn))
        elif alive != accord.parties:
            world.put(replace(accord, parties=alive))
    working = states.hidden_work & states.exists
    if not working.any():
        return
    draws = stream(world.seed, world.turn, "inspections").random(world.n)
    for row in np.flatnonzero(working & cheating(world)):
        if draws[row] < watch(world, int(row)):
            breach(world, StateId(int(row)), log)


def cheating(world: World) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which states work in secret against a treaty that binds them, [state]."""
    states = world.states
    limits = bound_by(world, AccordKind.LIMITS)
    over = np.array(
        [bool(limits[row]) and states.warheads[row] > ceiling(world, row) for row in range(world.n)]
    )
    made: np.ndarray[tuple[int], np.dtype[np.bool_]] = (
        states.hidden_work & states.exists & ((forsworn(world) & states.programme_on) | over)
    )
    return made


def breach(world: World, state: StateId, log: Log) -> None:
    """Make a treaty broken known: its works are seen, and its word is worth less to all."""
    states, dyads = world.states, world.dyads
    states.programme_seen[state] = True
    states.hidden_work[state] = False
    others = states.exists.copy()
    others[state] = False
    dyads.broken[others, state] += _SHOCK
    dyads.affinity[others, state] = np.maximum(dyads.affinity[others, state] - 0.05, -1.0)
    for accord in world.accords.open:
        if state in accord.parties:
            world.put(replace(accord, breached=_latest(accord, state, world.turn)))
    log.add("accord.breach_seen", state)


def _latest(accord: Accord, state: StateId, turn: int) -> tuple[tuple[StateId, int], ...]:
    rest = tuple(row for row in accord.breached if row[0] != state)
    return (*rest, (state, turn))


def test_forbidden(world: World, state: StateId) -> bool:
    """Tell whether letting a weapon off would break a state's word."""
    return bool(bound_by(world, AccordKind.TEST_BAN)[state])
