"""Economies, armaments and the home front."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.ids import StateId
from game.core.invariants import faults
from game.core.kinds import Arm, Budget, Good
from game.core.orders import Mobilise, SendAid, SetBudget
from game.core.rules import Rules
from tests.economy.ring import TARGET, deny, fight, kinds, quarter, ring

SLUMP = Rules(cycle_start=-0.085, slack_start=0.10)


def test_a_quiet_year_goes_on_as_the_record_left_it() -> None:
    world = ring(20)
    start = world.clone().states
    for _ in range(4):
        quarter(world)
    states = world.states
    assert states.milex == pytest.approx(start.milex, rel=0.06)
    assert states.milper == pytest.approx(start.milper, rel=0.06)
    assert states.power == pytest.approx(start.power, rel=0.06)
    assert states.production == pytest.approx(start.production * 1.022, rel=0.01)


def test_a_slump_deepens_then_plucks_back() -> None:
    world = ring(rules=SLUMP)
    output, told = [], set()
    for _ in range(22):
        told |= kinds(quarter(world))
        output.append(world.states.production.sum())
    trough = int(np.argmin(output))
    assert 2 <= trough <= 7
    assert output[-1] > output[0]
    assert "economy.recovery" in told


def test_a_budget_is_normalised_and_arms_follow_it() -> None:
    world = ring()
    quarter(world, (SetBudget(StateId(2), 0.5, 0.3, 0.15, 0.05),))
    assert world.states.budget[2] == pytest.approx([0.5, 0.3, 0.15, 0.05])
    for _ in range(7):
        quarter(world)
    calm = ring()
    for _ in range(8):
        quarter(calm)
    assert world.states.milex[2] > 1.7 * calm.states.milex[2]
    assert world.states.milper[2] > 1.2 * calm.states.milper[2]
    assert world.states.power[2] > calm.states.power[2]
    assert world.states.production[2] < calm.states.production[2]


def test_mobilisation_fills_the_armies_tires_the_people_and_empties_the_treasury() -> None:
    world, calm = ring(), ring()
    log = quarter(world, (Mobilise(StateId(2), 1.0),))
    quarter(calm)
    assert kinds(log) == {"economy.mobilised"}
    for _ in range(3):
        quarter(world)
        quarter(calm)
    here, there = world.states, calm.states
    assert here.milper[2] > 3 * there.milper[2]
    assert here.weariness[2] > there.weariness[2]
    assert here.treasury[2] < there.treasury[2]
    quarter(world, (Mobilise(StateId(2), 0.0),))
    for _ in range(11):
        quarter(world)
    assert here.milper[2] < 1.5 * there.milper[2]
    assert here.reserves[2] < 0.1 * here.milper[2]


def test_soldiers_are_those_of_the_armies_and_the_garrison() -> None:
    world = ring()
    quarter(world, (Mobilise(StateId(1), 0.5),))
    forces = world.formations
    armies = np.bincount(
        forces.owner[forces.arm == Arm.ARMY],
        weights=forces.strength[forces.arm == Arm.ARMY],
        minlength=world.n,
    )
    assert world.states.milper == pytest.approx(armies + world.states.garrison, abs=1e-4)


def test_forces_that_cannot_be_paid_are_stood_down() -> None:
    world = ring()
    before = world.formations.strength.copy()
    logs = [quarter(world, (SetBudget(StateId(2), 0.05, 0.5, 0.4, 0.05),))]
    logs += [quarter(world) for _ in range(3)]
    assert any("armaments.unpaid" in kinds(log) for log in logs)
    mine = world.formations.owner == 2
    assert (world.formations.strength[mine] < 0.7 * before[mine]).all()


def test_aid_moves_money_and_hearts_and_no_more_than_there_is() -> None:
    world = ring()
    quarter(world)
    giver, taker = StateId(1), StateId(9)
    purse = world.states.treasury[giver]
    liked = world.dyads.affinity[taker, giver]
    log = quarter(world, (SendAid(giver, taker, 1e9),))
    event = next(event for event in log.events if event.kind == "economy.aid")
    assert event.figure("amount") == pytest.approx(purse)
    assert world.dyads.affinity[taker, giver] > liked
    assert world.states.treasury[giver] >= 0
    none = quarter(world, (SendAid(giver, giver, 5.0), SendAid(giver, taker, -5.0)))
    assert "economy.aid" not in kinds(none)


def test_occupation_takes_output_and_feeds_the_occupier() -> None:
    world, calm = ring(), ring()
    quarter(world)
    quarter(calm)
    world.territories.controller[5] = 4
    world.territories.industry[5] = 0.6
    quarter(world)
    quarter(calm)
    assert world.states.production[5] == pytest.approx(0.4 * calm.states.production[5], rel=0.02)
    assert world.states.treasury[4] > calm.states.treasury[4]
    world.territories.controller[5] = 5
    quarter(world)
    quarter(calm)
    assert world.states.production[5] == pytest.approx(calm.states.production[5], rel=0.02)


def test_ceded_land_takes_its_people_and_industry_with_it() -> None:
    world = ring()
    quarter(world)
    states, land = world.states, world.territories
    land.owner[6] = land.controller[6] = land.drawn_by[6] = 5
    land.people[5], land.people[6] = 0.75, 0.25
    land.industry[5], land.industry[6] = 0.6, 0.4
    people, output = states.tpop[[4, 5]].copy(), states.production[[4, 5]].copy()
    land.owner[6] = land.controller[6] = 4
    quarter(world)
    assert states.tpop[4] == pytest.approx(people[0] + 0.25 * people[1], rel=0.01)
    assert states.tpop[5] == pytest.approx(0.75 * people[1], rel=0.01)
    assert states.production[5] == pytest.approx(0.6 * output[1], rel=0.03)
    assert states.production.sum() == pytest.approx(states.production.sum(), rel=0.01)
    assert land.people[5] == pytest.approx(1.0)
    assert land.people[[4, 6]].sum() == pytest.approx(1.0)


def test_debt_past_its_limit_is_a_crisis_and_creditors_take_their_part() -> None:
    world = ring()
    quarter(world)
    world.states.treasury[3] = -0.585 * world.states.production[3]
    log = quarter(world, (Mobilise(StateId(3), 1.0),))
    assert "economy.debt_crisis" in kinds(log)


def test_hunger_and_defeat_bring_unrest() -> None:
    world = ring()
    world.states.stability[TARGET] = 0.22
    world.states.weariness[TARGET] = 0.9
    deny(world, tuple(Good), [i for i in range(12) if i != TARGET])
    fight(world, 1, TARGET)
    told = set()
    for _ in range(8):
        told |= kinds(quarter(world))
    assert "society.unrest" in told


def test_the_terms_of_a_recession_sum_to_the_growth_of_the_quarter() -> None:
    world = ring()
    for _ in range(2):
        quarter(world)
    world.states.cycle[:] = -0.2
    before = world.states.production.copy()
    grew = world.states.growth.copy()
    log = quarter(world)
    event = next(event for event in log.events if event.kind == "economy.recession")
    i = event.subject
    shown = sum(term.value for term in event.terms)
    assert shown == pytest.approx(4 * (world.states.production[i] / before[i] - 1), abs=1e-4)
    assert event.figure("growth") == pytest.approx(0.6 * grew[i] + 0.4 * shown, abs=1e-5)


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000))
def test_no_world_breaks_the_books(seed: int) -> None:
    draw = np.random.default_rng(seed)
    world = ring(10, seed=seed, rules=SLUMP)
    states = world.states
    for name in ("production", "milex", "milper", "irst", "pec", "tpop", "upop"):
        getattr(states, name)[draw.random(10) < 0.3] = 0
    world.formations.exists[:] = draw.random(20) < 0.6
    states.budget[:] = draw.dirichlet([1, 1, 1, 1], 10) * (draw.random((10, 1)) < 0.7)
    states.dependence[:] = draw.random((10, len(Good)))
    states.supply_share[:] = draw.random((10, len(Good))) * (draw.random((10, 1)) < 0.7)
    world.embargoes.denied[:] = draw.random((10, 10, len(Good))) * (draw.random((10, 10, 1)) < 0.2)
    world.territories.controller[:] = np.where(draw.random(10) < 0.8, np.arange(10), 0)
    for pair in ((1, 2), (3, 4)):
        fight(world, *pair)
    for turn in range(6):
        who = StateId(int(draw.integers(10)))
        quarter(world, (Mobilise(who, float(draw.random())), SendAid(who, StateId(turn), 50.0)))
        assert not list(faults(world))
        assert states.budget[states.exists].sum(axis=1) == pytest.approx(1, abs=1e-5)
        assert (states.budget[:, Budget.ARMS] >= 0).all()
