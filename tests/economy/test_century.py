"""A century of the synthetic world stays finite and plausible, and keeps its books."""

from __future__ import annotations

import numpy as np
import pytest

from game.core.ids import StateId
from game.core.invariants import faults
from game.core.kinds import Good
from game.core.log import Log
from game.core.phases import armaments, economy
from game.core.world import World
from tests.economy.ring import quarter, ring

TURNS = 424
_HELD: dict[int, World] = {}


def after_a_century(seed: int) -> World:
    if seed not in _HELD:
        world = ring(16, seed=seed)
        for turn in range(TURNS):
            quarter(world)
            if turn % 60 == 0:
                assert not list(faults(world))
        _HELD[seed] = world
    return _HELD[seed]


@pytest.mark.parametrize("seed", [1, 2])
def test_figures_of_a_century_stay_in_range(seed: int) -> None:
    states, start = after_a_century(seed).states, ring(16, seed=seed).states
    for name in ("production", "milex", "milper", "irst", "pec", "tpop", "upop", "treasury"):
        assert np.isfinite(getattr(states, name)).all(), name
    assert 4 < states.production.sum() / start.production.sum() < 40
    assert 1.2 < states.tpop.sum() / start.tpop.sum() < 5
    assert 2 < states.pec.sum() / start.pec.sum() < 40
    assert 2 < states.irst.sum() / start.irst.sum() < 40
    assert 1.0 < states.milper.sum() / start.milper.sum() < 6
    towns = states.upop / states.tpop
    assert (towns > start.upop / start.tpop).all()
    assert towns.max() < 0.8
    assert states.power.sum() == pytest.approx(1.0, abs=1e-6)
    assert np.corrcoef(states.power, start.power)[0, 1] > 0.8
    assert (states.treasury > -1.4 * states.production).all()
    assert (states.treasury < 0.3 * states.production).all()
    assert states.supply_share.sum(axis=0) == pytest.approx(
        ring(16).states.supply_share.sum(axis=0)
    )


def test_worlds_differ_from_seed_to_seed() -> None:
    assert not np.allclose(
        after_a_century(1).states.production, after_a_century(2).states.production
    )


def test_the_arms_trade_makes_and_loses_no_money() -> None:
    world = ring()
    quarter(world)
    moved = armaments.arms_trade(world)
    assert moved.sum() == pytest.approx(0.0, abs=1e-6)
    assert moved.max() > 0 > moved.min()
    world.states.shortage[:, Good.ARMS] = 1.0
    assert armaments.arms_trade(world) == pytest.approx(0.0)


def test_who_cannot_buy_arms_cannot_build_up() -> None:
    world, calm = ring(), ring()
    for one, short in ((world, 0.9), (calm, 0.0)):
        quarter(one)
        one.states.budget[2] = (0.5, 0.3, 0.2, 0.0)
        for _ in range(6):
            one.states.shortage[2, Good.ARMS] = short
            armaments.run(one, (), _log())
    assert world.states.milper[2] < calm.states.milper[2]


def test_debt_past_all_paying_is_struck_off_and_held_against_the_debtor() -> None:
    world = ring()
    quarter(world)
    world.states.treasury[3] = -1.6 * world.states.production[3]
    steady = float(world.states.stability[3])
    economy.run(world, (), log := _log())
    told = next(event for event in log.events if event.kind == "economy.default")
    left = -float(world.states.treasury[3]) / float(world.states.production[3])
    assert left == pytest.approx(world.rules.default_left, rel=0.01)
    assert told.figure("struck") > 0
    assert world.states.stability[3] < steady
    assert world.dyads.affinity[StateId(0), 3] < 0


def test_nations_without_a_state_grow_and_trade_with_nobody() -> None:
    world = ring()
    quarter(world)
    world.states.exists[9] = False
    before = float(world.states.tpop[9]), float(world.states.production[9])
    for _ in range(40):
        quarter(world)
    assert world.states.tpop[9] > before[0]
    assert world.states.production[9] > before[1]
    assert world.dyads.usual_trade[9].sum() == world.dyads.usual_trade[:, 9].sum() == 0
    world.states.exists[9] = True
    quarter(world)
    assert world.dyads.usual_trade[9].sum() > 0


def _log() -> Log:
    return Log(0)
