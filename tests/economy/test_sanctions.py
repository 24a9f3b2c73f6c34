"""Sanctions: what is denied, what leaks, what goes short."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from game.core.formulas import sanctions as formulas
from game.core.ids import StateId
from game.core.kinds import Arm, Good, Stance
from game.core.phases import sanctions
from game.core.world import World
from tests.economy.ring import LENDER, OUTSIDER, TARGET, deny, fight, kinds, quarter, ring

EMBARGO_OF_1935 = (Good.FINANCE, Good.ARMS, Good.METALS, Good.RUBBER)
ALL_BUT_THE_OUTSIDER = [i for i in range(12) if i not in (OUTSIDER, TARGET)]
EVERYBODY = [i for i in range(12) if i != TARGET]


def after(goods: tuple[Good, ...], senders: list[int], quarters: int = 8) -> World:
    world = ring()
    deny(world, goods, senders)
    for _ in range(quarters):
        quarter(world)
    return world


def test_with_oil_left_out_and_a_large_outsider_selling_the_sanctions_of_1935_hardly_bite() -> None:
    world = after(EMBARGO_OF_1935, ALL_BUT_THE_OUTSIDER)
    assert world.states.shortage[TARGET].max() < 0.05
    assert world.states.shortage[TARGET, Good.OIL] == 0
    assert world.states.war_effort[TARGET] > 0.95


def test_an_oil_embargo_that_a_large_outsider_ignores_leaks() -> None:
    world = after((*EMBARGO_OF_1935, Good.OIL), ALL_BUT_THE_OUTSIDER)
    assert world.states.shortage[TARGET, Good.OIL] < 0.1
    oil = next(x for x in sanctions.leaks(world, TARGET) if x.good == Good.OIL)
    assert oil.sellers[0][0] == OUTSIDER
    assert oil.price > 1


def test_an_oil_embargo_that_the_outsider_joins_stops_the_war_machine_once_stocks_run_out() -> None:
    first = after((*EMBARGO_OF_1935, Good.OIL), EVERYBODY, quarters=1)
    later = after((*EMBARGO_OF_1935, Good.OIL), EVERYBODY)
    assert first.states.shortage[TARGET, Good.OIL] < 0.2
    assert later.states.shortage[TARGET, Good.OIL] > 0.7
    assert later.states.war_effort[TARGET] < 0.6
    without = after(EMBARGO_OF_1935, ALL_BUT_THE_OUTSIDER)
    assert later.states.pressure[TARGET] > 5 * without.states.pressure[TARGET]
    chance = sanctions.concession(later, 0.5)[TARGET]
    assert chance > sanctions.concession(later, 1.0)[TARGET] > 0
    assert chance > 5 * sanctions.concession(without, 0.5)[TARGET]


def test_the_terms_of_a_leak_sum_to_the_shortage_it_settles_at() -> None:
    world = ring()
    quarter(world)
    deny(world, EMBARGO_OF_1935, ALL_BUT_THE_OUTSIDER)
    world.states.stocks[:] = 0
    metals = next(x for x in sanctions.leaks(world, TARGET) if x.good == Good.METALS)
    for _ in range(25):
        quarter(world)
    assert world.states.shortage[TARGET, Good.METALS] == pytest.approx(metals.shortfall, rel=0.02)


def test_the_sender_pays_too_and_the_bystander_does_not() -> None:
    calm, world = ring(), ring()
    deny(world, tuple(Good), [LENDER])
    for _ in range(4):
        quarter(calm)
        quarter(world)
    assert world.states.production[LENDER] < calm.states.production[LENDER]
    assert world.states.production[8] == pytest.approx(calm.states.production[8], rel=1e-3)
    assert world.states.pressure[LENDER] == 0


def test_a_shortage_is_reported_when_it_begins_and_when_it_ends() -> None:
    world = ring()
    deny(world, (Good.OIL,), EVERYBODY)
    begun = [kinds(quarter(world)) for _ in range(4)]
    assert sum("sanctions.shortage_begins" in row for row in begun) == 1
    world.embargoes.denied[:] = 0
    ended = [kinds(quarter(world)) for _ in range(8)]
    assert sum("sanctions.shortage_ends" in row for row in ended) == 1
    assert (world.states.shortage < 0.01).all()


def test_war_alone_is_no_sanction_but_cuts_the_enemys_supplies() -> None:
    world = ring()
    fight(world, OUTSIDER, TARGET)
    for _ in range(6):
        quarter(world)
    assert world.states.shortage[TARGET, Good.OIL] > 0
    assert world.states.pressure[TARGET] == 0


def test_a_blockading_fleet_closes_the_coast_it_lies_off() -> None:
    world = ring()
    fight(world, LENDER, TARGET)
    assert sanctions.sealed(world)[TARGET] == 0
    forces = world.formations
    row = np.flatnonzero((forces.owner == LENDER) & (forces.arm == Arm.FLEET))[0]
    forces.node[row] = 12 + TARGET % 3
    forces.stance[row] = Stance.BLOCKADE
    closed = sanctions.sealed(world)
    assert closed[TARGET] == 1
    assert closed.sum() == 1
    open_coast = ring()
    fight(open_coast, LENDER, TARGET)
    for _ in range(5):
        quarter(world)
        quarter(open_coast)
    short, less = world.states.shortage[TARGET], open_coast.states.shortage[TARGET]
    assert (short >= less).all()
    assert short.sum() > 2 * less.sum()


def test_nothing_happens_in_a_quiet_world() -> None:
    world = ring()
    log = quarter(world)
    assert not log.events
    assert (world.states.shortage == 0).all()
    assert (world.states.war_effort == 1).all()


DENIALS = arrays(float, (1, 5, 2), elements=st.floats(0, 1))
SALES = arrays(float, (5, 2), elements=st.floats(0, 1))


@settings(max_examples=150, deadline=None)
@given(SALES, DENIALS, DENIALS, st.floats(0.001, 0.5), st.floats(0, 1))
def test_more_denial_never_means_less_shortage(
    sales: np.ndarray, denial: np.ndarray, more: np.ndarray, size: float, stock: float
) -> None:
    ties = np.linspace(0, 1, 5)[None]
    short = []
    for level in (denial, np.maximum(denial, more)):
        level[:, 0] = 0
        gone, still_open = formulas.coverage(sales, sales[:1], ties, level, 0.4)
        cleared = formulas.clear(gone, still_open, np.array([size]), 0.12, 1.0)
        missing = cleared.missing
        assert ((missing >= 0) & (missing <= 1)).all()
        assert (cleared.price >= 1).all()
        drawn = formulas.draw_stocks(missing, np.full((1, 2), stock), 0.7, 2.0)
        assert (stock - drawn >= -1e-12).all()
        settled = formulas.settle_shortage(np.full((1, 2), 0.3), missing, drawn, 0.5)
        assert ((settled >= 0) & (settled <= 1)).all()
        short.append(settled)
    assert (short[1] >= short[0] - 1e-9).all()


@settings(max_examples=60, deadline=None)
@given(st.floats(0, 1), st.floats(0, 1), st.floats(-10, 10), st.floats(0, 1))
def test_concession_is_a_chance_that_pressure_raises_and_stakes_lower(
    pressure: float, stakes: float, regime: float, stability: float
) -> None:
    def chance(p: float, s: float) -> float:
        return float(
            formulas.concession_pressure(
                np.array(p), np.array(s), np.array(regime), np.array(stability), 0.25
            )
        )

    assert 0 <= chance(pressure, stakes) < 1
    assert chance(1.0, stakes) >= chance(pressure, stakes)
    assert chance(pressure, 1.0) <= chance(pressure, stakes)


def test_a_leak_names_only_sellers_other_than_the_target() -> None:
    world = ring()
    deny(world, (Good.OIL,), [5, 6])
    (leak,) = sanctions.leaks(world, TARGET)
    names = [seller for seller, _ in leak.sellers]
    assert StateId(TARGET) not in names
    assert sum(share for _, share in leak.sellers) <= leak.terms[0].value + 1e-9
