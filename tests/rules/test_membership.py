"""Membership: seats in the council fall vacant and are filled."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.kinds import Seat
from game.core.log import Log
from game.core.phases import membership
from game.core.world import World
from tests.rules.play import LEAGUE, chartered, happened, turn, turns
from tests.worlds import BORLAND, CASSIA, ELMERE, FENWICK, small_world


def elected(world: World) -> set[int]:
    return {int(row) for row in np.flatnonzero(world.memberships.seat[LEAGUE] == Seat.ELECTED)}


def at_the_election(n: int = 12, seed: int = 1) -> World:
    """The seats of Cassia and Elmere run out with this turn."""
    world = small_world(n, seed)
    world.turn = 5
    return world


def test_elected_seats_are_filled_when_their_term_is_over() -> None:
    world = at_the_election()
    assert elected(world) == {CASSIA, ELMERE}
    outcome = turn(world)
    assert len(elected(outcome.world)) == world.charters[0].elected_seats
    new = {event.subject for event in happened(outcome, "membership.elected")}
    assert new == elected(outcome.world)


def test_seats_do_not_change_hands_before_their_time() -> None:
    world = small_world(12)
    assert elected(turns(world, 5).world) == {CASSIA, ELMERE}


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 5))
def test_nobody_sits_twice_running_where_there_are_others(seed: int, seats: int) -> None:
    world = at_the_election(16, seed)
    chartered(world, elected_seats=seats, elected_term_turns=3)
    before = elected(world)
    for _ in range(4):
        membership.run(world, [], Log(world.turn))
        after = elected(world)
        assert len(after) == seats
        assert not after & before
        ids = sorted(after)
        assert (world.memberships.seat_until[LEAGUE, ids] == world.turn + 1 + 3).all()
        before = after
        world.turn += 3


def test_only_members_in_good_standing_are_elected() -> None:
    world = at_the_election(7)
    world.memberships.suspended[LEAGUE, 6] = True
    outcome = turn(world)
    assert not elected(outcome.world) & {int(FENWICK), 6}


def test_permanent_members_keep_their_seats() -> None:
    world = turns(at_the_election(), 1).world
    assert (world.memberships.seat[LEAGUE, list(world.charters[0].permanent)] == 2).all()


def test_a_seat_left_by_a_member_that_goes_is_filled_at_once() -> None:
    world = small_world(12)
    world.memberships.leaves[LEAGUE, CASSIA] = 1
    outcome = turn(world)
    assert happened(outcome, "membership.left")
    assert CASSIA not in elected(outcome.world)
    assert len(elected(outcome.world)) == 2


def test_the_same_seed_elects_the_same_members() -> None:
    assert elected(turn(at_the_election(12, 3)).world) == elected(
        turn(at_the_election(12, 3)).world
    )


def test_a_great_power_that_leaves_leaves_its_seat_empty() -> None:
    world = small_world(12)
    world.memberships.leaves[LEAGUE, BORLAND] = 1
    world = turn(world).world
    assert world.memberships.seat[LEAGUE, BORLAND] == Seat.NONE
    assert len(elected(world)) == 2
