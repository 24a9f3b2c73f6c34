"""One stage of a turn with everybody's orders: persons' as given, all others' as they decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from game.ai.advisor import POLICIES
from game.core import turn
from game.core.cases import case_under
from game.core.ids import StateId
from game.core.kinds import Stage
from game.core.orders import Order
from game.core.phases import council, motions
from game.core.phases.response import open_measures, plan_of
from game.core.turn import Outcome
from game.core.world import World


def led_by_the_game(world: World) -> tuple[StateId, ...]:
    """Return the living states that no person leads."""
    rows = np.flatnonzero(world.states.exists & ~world.states.human)
    return tuple(StateId(int(row)) for row in rows)


def steps(world: World, given: Sequence[Order]) -> Iterator[str | Outcome]:
    """Run the present stage; yield a label before each step of work, the outcome last.

    The policies read the world itself in one batch: each of them uses public figures and the
    deciding state's own rows only, so that every state's view gives the same orders.
    """
    orders = list(given)
    states = frozenset(int(state) for state in led_by_the_game(world))
    held = world.held()
    for name, policy in POLICIES[world.stage]:
        yield name
        orders += [decision.order for decision in policy(held, states)]
    yield from turn.steps(held, orders)


def play(world: World, given: Sequence[Order]) -> Outcome:
    """Run the present stage whole."""
    outcome: str | Outcome | None = None
    for step in steps(world, given):
        outcome = step
    assert isinstance(outcome, Outcome)  # noqa: S101  # the last step always is
    return outcome


def count_of_steps(stage: Stage) -> int:
    """Return how many labels a stage yields, for progress bars."""
    closing = 1 if stage == Stage.RESPONSE else 0
    return len(POLICIES[stage]) + len(turn.PHASES[stage]) + closing


def asks(world: World, state: StateId) -> bool:
    """Tell whether the present stage has a decision for a state."""
    if not world.states.exists[state]:
        return False
    match world.stage:
        case Stage.ORDERS:
            return True
        case Stage.COUNCIL:
            return _has_a_vote(world, state)
        case Stage.RESPONSE:
            return _may_give(world, state)


def _has_a_vote(world: World, state: StateId) -> bool:
    """Tell whether a draft or a motion is put on which a state has a vote."""
    for resolution in council.on_the_agenda(world):
        _, entitled, _ = council.ballot_box(world, resolution, case_under(world, resolution))
        if entitled[state] and not world.memberships.away[resolution.institution, state]:
            return True
    for motion in motions.waiting(world):
        _, entitled, _ = motions.ballot_box(world, motion)
        if entitled[state] and not world.memberships.away[motion.institution, state]:
            return True
    return False


def _may_give(world: World, state: StateId) -> bool:
    measures = open_measures(world)
    return bool(measures) and bool((plan_of(world, measures).game.capacity[:, state] > 0).any())
