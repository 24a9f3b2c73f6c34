"""A turn: the same orders lead to the same world, whatever their sequence, anywhere, every time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ai.advisor import decide
from game.core.ids import StateId
from game.core.invariants import faults
from game.core.kinds import Act, Ballot, Move, Rung, Stage
from game.core.orders import Mobilise, MoveInCrisis, Order, SendAid, Vote
from game.core.turn import PHASES, Outcome, advance, steps
from game.core.world import World
from tests.rules.play import QUARREL, happened, out_of_a_hat, played, quarrel, tabled, turn
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world

ROOT = Path(__file__).parents[2]
seeds = st.integers(0, 2**32 - 1)


def advised(world: World) -> list[Order]:
    return [done.order for done in decide(world, range(world.n))]


def shuffled_within_slots(orders: list[Order], seed: int) -> list[Order]:
    """Shuffle, but keep the sequence of orders that replace each other."""
    places = np.random.default_rng(seed).permutation(len(orders))
    slots: dict[object, list[Order]] = {}
    for order in orders:
        slots.setdefault(repr(order.slot()), []).append(order)
    return [slots[repr(orders[place].slot())].pop(0) for place in places]


@settings(max_examples=25, deadline=None)
@given(seeds, st.integers(0, 12))
def test_the_sequence_of_orders_changes_nothing(seed: int, stages: int) -> None:
    world = played(small_world(6, seed % 7), stages)
    orders = [*advised(world), *out_of_a_hat(world, seed, 40)]
    given_so = advance(world, orders)
    otherwise = advance(world, shuffled_within_slots(orders, seed))
    assert otherwise.world.digest() == given_so.world.digest()
    assert repr(otherwise.events) == repr(given_so.events)


def test_a_later_order_of_a_slot_replaces_an_earlier_one() -> None:
    world = small_world()
    twice = turn(world, Mobilise(ARDEN, 1.0), Mobilise(ARDEN, 0.0))
    assert twice.world.digest() == turn(world, Mobilise(ARDEN, 0.0)).world.digest()
    quarrel(world)
    moves = [MoveInCrisis(BORLAND, QUARREL, move) for move in (Move.CLIMB_DOWN, Move.ESCALATE)]
    assert turn(world, *moves).world.crises[QUARREL].rung == Rung.WAR
    assert not turn(world, *moves[::-1]).world.crises[QUARREL].live


def test_a_refused_order_replaces_nothing_and_is_reported_to_its_giver() -> None:
    world = small_world()
    outcome = turn(world, Mobilise(ARDEN, 1.0), Mobilise(ARDEN, 7.0))
    assert outcome.world.states.mobilisation[ARDEN] > 0
    (event,) = happened(outcome, "order.refused.share_out_of_range")
    assert event.readers == (ARDEN,)


def test_a_ballot_can_be_changed_until_the_vote() -> None:
    world = small_world()
    quarrel(world)
    put = tabled(world, Act.CONDEMNATION)
    cast = [Vote(ARDEN, put.id, Ballot.NO), Vote(ARDEN, put.id, Ballot.YES)]
    decided = advance(world, cast).world.resolutions[put.id]
    assert {vote.state: vote.ballot for vote in decided.votes}[ARDEN] == Ballot.YES


def test_orders_of_another_stage_wait_for_nobody() -> None:
    world = small_world()
    world.stage = Stage.COUNCIL
    outcome = advance(world, [Mobilise(ARDEN, 1.0)])
    assert outcome.events == ()


def test_every_stage_is_a_visible_list_of_phases() -> None:
    world = small_world()
    for stage in Stage:
        *names, outcome = steps(world, [])
        assert isinstance(outcome, Outcome)
        declared = [name for name, _ in PHASES[stage]]
        assert names == ([*declared, "appraisal"] if stage == Stage.RESPONSE else declared)
        world = outcome.world
    assert (world.turn, world.stage) == (1, Stage.ORDERS)


@settings(max_examples=12, deadline=None)
@given(seeds, st.integers(0, 5))
def test_whatever_is_ordered_the_world_stays_possible(seed: int, start: int) -> None:
    """Random orders on top of sensible ones, for twelve turns; every stage checks itself."""
    world = small_world(6, start)
    for stage in range(36):
        orders = out_of_a_hat(world, seed + stage, 25)
        if seed % 3:
            orders = [*advised(world), *orders]
        before = world.digest()
        outcome = advance(world, orders)
        assert world.digest() == before, "advance() changed the world that it was given"
        world = outcome.world
        assert list(faults(world)) == []
    assert world.turn == 12


def test_a_turn_leaves_the_world_it_was_given_alone() -> None:
    world = small_world()
    for _ in range(24):
        before, kept = world.digest(), world.clone()
        after = advance(world, advised(world)).world
        assert world.digest() == before == kept.digest()
        if after.states is world.states:  # nothing was done: handed on as it is
            assert (world.stage, after.stage) == (Stage.COUNCIL, Stage.RESPONSE)
            world = after
            continue
        for (_, old), (_, new) in zip(world.tables(), after.tables(), strict=True):
            for (name, values), (_, changed) in zip(old.items(), new.items(), strict=True):
                shared = np.shares_memory(values, changed)
                assert not (shared and changed.flags.writeable), name
        world = after


def final_digest(seed: int = 7, turns: int = 8) -> str:
    """Return the digest after some turns of states deciding for themselves."""
    return played(small_world(6, seed), 3 * turns).digest()


def test_the_same_seed_and_orders_give_the_same_world() -> None:
    assert final_digest() == final_digest()
    assert final_digest(8) != final_digest(7)


@pytest.mark.parametrize("hash_seed", ["0", "4242"])
def test_the_same_world_comes_out_of_another_process(hash_seed: str) -> None:
    program = "from tests.rules.test_turn import final_digest; print(final_digest())"
    path = os.pathsep.join([str(ROOT), *filter(None, [os.environ.get("PYTHONPATH")])])
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == final_digest()


def test_money_is_not_made_by_giving_it_away() -> None:
    world = small_world()
    have = float(world.states.treasury[ARDEN])
    plain = turn(world).world.states.treasury
    given_away = turn(world, SendAid(ARDEN, CASSIA, have / 2)).world.states.treasury
    moved = given_away - plain
    assert moved[ARDEN] == pytest.approx(-have / 2, rel=0.05)
    assert moved[CASSIA] == pytest.approx(have / 2, rel=0.05)
    others = [state for state in range(6) if state not in (ARDEN, CASSIA)]
    assert np.abs(moved[others]).max() < 1.0


def test_nobody_orders_for_a_state_that_is_no_more() -> None:
    world = small_world()
    world.states.exists[5] = False
    world.territories.owner[world.territories.owner == 5] = 0
    world.territories.controller[world.territories.controller == 5] = 0
    world.formations.exists[world.formations.owner == 5] = False
    outcome = turn(world, Mobilise(StateId(5), 1.0))
    assert happened(outcome, "order.refused.no_such_state")
