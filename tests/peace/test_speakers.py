"""Who speaks for a side about peace, what a helper turns, and how states gear for long wars."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.happenings.great_wars import hanging_together, is_general
from game.core.ids import NONE, CrisisId, StateId, WarId
from game.core.kinds import Rung, Settled
from game.core.phases.armaments import _geared
from game.core.phases.negotiation import best_for, would_take
from game.core.phases.scores import score, speaker, turned
from game.core.records import War
from game.core.terms import total
from game.core.world import World
from tests.rules.play import quarrel
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, small_world


def at_war(helpers: tuple[StateId, ...] = ()) -> tuple[World, War]:
    """Borland against Cassia for what it claims, and Cassia's helpers."""
    world = small_world(8, seed=3)
    number = world.next_war()
    crisis = quarrel(world, rung=Rung.WAR, war=number)
    sides = ((BORLAND,), (CASSIA, *helpers))
    war = War(number, crisis.id, *sides, world.turn, (0.0, 0.0), (None, None))
    world.put(war)
    return world, war


def test_a_helper_of_twice_the_power_speaks_for_the_attacked() -> None:
    world, war = at_war((DORVAN,))
    world.states.power[DORVAN] = 2.0 * world.states.power[CASSIA]
    assert speaker(world, war, 1) == DORVAN
    world.states.power[DORVAN] = 1.9 * world.states.power[CASSIA]
    assert speaker(world, war, 1) == CASSIA


def test_who_speaks_for_another_does_not_count_its_loss_as_its_own() -> None:
    world, war = at_war((DORVAN,))
    alone = score(world, replace(war, defenders=(CASSIA,)))
    world.states.power[DORVAN] = 9.0 * world.states.power[CASSIA]
    beside = score(world, war)
    assert alone.own == (1.0, 1.0)
    assert beside.own[1] == pytest.approx(0.1)
    assert would_take(world, war, 1, ())  # the terms are those of the side as a whole


def test_no_side_asks_for_what_it_would_not_sign() -> None:
    for helpers in ((), (DORVAN,), (ARDEN, DORVAN)):
        world, war = at_war(helpers)
        common, wanted = best_for(world, war)
        for side, package in enumerate(wanted):
            surrender = len(package) == 1 and package[0].by == (CASSIA, BORLAND)[side]
            assert (
                common is not None or surrender or total(would_take(world, war, side, package)) > 0
            )


def test_the_strong_turn_a_war_more_than_the_weak_and_nobody_turns_it_against_its_side() -> None:
    world, war = at_war()
    world.states.power[[ARDEN, DORVAN]] = 0.5, 0.001
    turns = turned(world, war)
    assert (turns >= 0).all()
    assert (turns <= 1).all()
    assert turns[1, ARDEN] > turns[1, DORVAN]


def test_a_call_up_outgrows_its_plans_only_in_a_long_war() -> None:
    world, war = at_war()
    assert (_geared(world) == 1.0).all()
    world.put(replace(war, since=world.turn - 400))
    geared = _geared(world)
    assert geared[BORLAND] == geared[CASSIA] == world.rules.geared_most
    assert geared[ARDEN] == 1.0


def past(number: int, since: int, ended: int, *sides: tuple[StateId, ...], dead: float) -> War:
    return War(
        WarId(number), CrisisId(NONE), sides[0], sides[1], since, (dead / 2, dead / 2), (None, None),
        settled=Settled.CAPITULATION, ended=ended,
    )  # fmt: skip


def test_wars_that_overlap_and_share_a_state_are_one_war() -> None:
    first = past(0, 0, 6, (ARDEN,), (BORLAND,), dead=200.0)
    second = past(1, 5, 9, (ARDEN,), (CASSIA, DORVAN), dead=200.0)
    later = past(2, 20, 22, (ARDEN,), (DORVAN,), dead=200.0)
    groups = hanging_together([first, second, later])
    assert sorted(len(group) for group in groups) == [1, 2]


def test_a_war_is_general_by_its_dead_and_its_powers() -> None:
    world = small_world(8, seed=3)
    world.states.major[:] = False
    world.states.major[[ARDEN, BORLAND, CASSIA]] = True
    first = past(0, 0, 6, (ARDEN,), (BORLAND,), dead=200.0)
    second = past(1, 5, 9, (ARDEN,), (CASSIA, DORVAN), dead=200.0)
    assert is_general(world, (first, second))
    assert not is_general(world, (first,))
    world.states.major[CASSIA] = False
    assert not is_general(world, (first, second))
    assert np.count_nonzero(world.states.major) == 2
