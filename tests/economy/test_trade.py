"""Trade: gravity, and what stops it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.formulas import trade
from game.core.kinds import Good
from tests.economy.ring import TARGET, deny, fight, quarter, ring


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 20), st.integers(0, 10_000))
def test_flows_are_the_same_seen_from_both_ends_and_add_up(n: int, seed: int) -> None:
    draw = np.random.default_rng(seed)
    output = draw.lognormal(6, 2, n) * (draw.random(n) > 0.1)
    km = draw.uniform(100, 15_000, (n, n))
    easy = trade.ease(
        km + km.T, draw.random((n, n)) < 0.2, draw.uniform(-1, 1, (n, n)),
        draw.random((n, n)), (0.65, 0.5, 0.5),
    )  # fmt: skip
    open_share = trade.openness(output, 0.1, -0.2)
    flows = trade.gravity(output, open_share, easy)
    assert np.isfinite(flows).all()
    assert flows == pytest.approx(flows.T)
    assert (np.diag(flows) == 0).all()
    assert flows.sum() <= (output * open_share).sum() * 1.1 + 1e-6


def test_the_world_trades_the_share_of_its_output_that_the_rules_say() -> None:
    world = ring(30)
    quarter(world)
    output = world.states.production
    traded = (world.dyads.trade * output[:, None]).sum() / output.sum()
    assert traded == pytest.approx(world.rules.trade_openness, rel=0.03)


def test_the_near_and_the_friendly_trade_more_and_the_small_are_more_open() -> None:
    km = np.array([[0, 500, 5000], [500, 0, 5000], [5000, 5000, 0]], float)
    flat = np.zeros((3, 3))
    easy = trade.ease(km, flat.astype(bool), flat, flat, (0.65, 0.5, 0.5))
    assert easy[0, 1] > 5 * easy[0, 2]
    liking = np.array([[0, 0, 0.8], [0, 0, 0], [0.8, 0, 0]])
    warm = trade.ease(km, flat.astype(bool), liking, flat, (0.65, 0.5, 0.5))
    assert warm[0, 2] > easy[0, 2]
    open_share = trade.openness(np.array([1000.0, 10.0]), 0.1, -0.2)
    assert open_share[1] > 2 * open_share[0]


def test_war_stops_trade_and_peace_brings_it_back() -> None:
    world = ring()
    quarter(world)
    usual = world.dyads.trade[2, 3]
    fight(world, 2, 3)
    quarter(world)
    assert world.dyads.trade[2, 3] == world.dyads.trade[3, 2] == 0
    assert world.dyads.usual_trade[2, 3] > 0
    assert world.states.trade_lost[3] == pytest.approx(world.dyads.usual_trade[3, 2], abs=1e-5)
    world.wars.clear()
    quarter(world)
    assert world.dyads.trade[2, 3] == pytest.approx(usual, rel=0.1)


def test_a_trade_ban_costs_both_ends() -> None:
    world = ring()
    quarter(world)
    deny(world, (Good.FOOD, Good.GENERAL), [4])
    quarter(world)
    lost = world.states.trade_lost
    assert lost[4] > 0
    assert lost[TARGET] > 0
    assert world.dyads.trade[4, TARGET] < world.dyads.usual_trade[4, TARGET]
    assert lost[6] == 0
