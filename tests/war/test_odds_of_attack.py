"""The odds of a planned attack: exact, in named terms, quick, and what is then fought."""

from __future__ import annotations

import itertools
import time
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import norm

from game.core.formulas import combat
from game.core.ids import FormationId
from game.core.kinds import Arm, Stance
from game.core.observe import observe
from game.core.odds import Odds, of_attack
from game.core.terms import total
from game.core.world import World
from tests.war.fronts import (
    BORDER,
    CAPITAL,
    CLAIMED,
    at_war,
    of_kind,
    quarter,
    send,
    station,
)
from tests.worlds import BORLAND, CASSIA, small_world


def asked(world: World, *rows: FormationId, node: int = CAPITAL) -> Odds:
    """Return the odds, of which there must be some."""
    seen = of_attack(world, rows, node)
    assert seen is not None
    return seen


def front(ours: float = 120, theirs: float = 60) -> tuple[World, FormationId]:
    """Return a front with all arms on it."""
    world = at_war()
    army = station(world, BORLAND, BORDER, ours)
    station(world, BORLAND, BORDER, 15, Arm.AIR)
    station(world, CASSIA, CAPITAL, theirs)
    station(world, CASSIA, CLAIMED, 6, Arm.AIR)
    return world, army


@pytest.mark.parametrize(
    ("attack", "defence"), [(100, 100), (300, 20), (5, 80), (60, 90), (900, 1), (1, 900)]
)
def test_mean_losses_are_the_integral_over_all_fortune(attack: float, defence: float) -> None:
    width, middle = 0.25 * 2**0.5, float(np.log(attack / defence))

    def mean(sign: float) -> float:
        def lost(day: float) -> float:
            bare = 0.04 * np.exp(sign * day * 0.75)
            return float(min(bare, combat.MOST_LOST) * norm.pdf(day, middle, width))

        kink = sign * np.log(combat.MOST_LOST / 0.04) / 0.75
        ends = sorted({middle - 9 * width, middle + 9 * width, kink})
        return sum(quad(lost, a, b, epsabs=1e-12)[0] for a, b in itertools.pairwise(ends))

    found = combat.expected_losses(attack, defence, 0.04, 1.5, 0.25)
    assert found == pytest.approx((mean(-1), mean(1)), rel=1e-6, abs=1e-9)


@settings(max_examples=8, deadline=None)
@given(st.floats(40, 250), st.floats(40, 250))
def test_the_chance_over_a_quarter_is_the_repeated_integral(ours: float, theirs: float) -> None:
    """Against quadrature by another road: one army each side, nobody in arms beside."""
    world = at_war()
    rules = replace(world.rules, frontage=1e6, supply_reach_km=1e15, road_capacity=1e6)
    world.scenario = replace(world.scenario, rules=rules)
    world.states.tpop[CASSIA] = world.states.garrison[CASSIA] = 0.0
    army = station(world, BORLAND, BORDER, ours)
    station(world, CASSIA, CAPITAL, theirs)
    width = rules.battle_spread * 2**0.5
    seen = asked(world, army)
    a_ready = d_ready = 0.8

    def edge(men: tuple[float, float], ready: tuple[float, float]) -> float:
        a = men[0] * (0.25 + 0.75 * ready[0])
        d = men[1] * (0.25 + 0.75 * ready[1]) * rules.dug_in
        return float(np.log(a / combat.defended(d, int(world.board.terrain[CAPITAL]))))

    def prevail(men: tuple[float, float], ready: tuple[float, float], months: int) -> float:
        even = edge(men, ready)
        chance = float(norm.cdf(even / width))
        if months == 1:
            return chance

        def fights_on(day: float) -> float:
            lost = combat.losses(np.exp(day), 1.0, rules.lethality, rules.battle_exponent)
            left = (men[0] * (1 - lost[0]), men[1] * (1 - lost[1]))
            shaken = (max(0.2, ready[0] - 0.5 * lost[0]), max(0.2, ready[1] - 0.5 * lost[1]))
            return float(norm.pdf(day, even, width)) * prevail(left, shaken, months - 1)

        return chance + quad(fights_on, np.log(rules.rout_ratio), 0.0, epsabs=1e-10)[0]

    for months in (1, 2):
        expected = prevail((ours, theirs), (a_ready, d_ready), months)
        assert seen.by_month[months - 1] == pytest.approx(expected, abs=1e-8)
    if abs(ours - theirs) < 30:
        expected = prevail((ours, theirs), (a_ready, d_ready), 3)
        assert seen.by_month[2] == pytest.approx(expected, abs=1e-8)


def test_what_is_shown_is_what_is_fought() -> None:
    world, army = front()
    shown = asked(world, army)
    send(world, army, CAPITAL)
    fought = of_kind(quarter(world), "war.battle")[0]
    assert fought.figure("attack") == pytest.approx(shown.attack, abs=1e-5)
    assert fought.figure("defence") == pytest.approx(shown.defence, abs=1e-5)
    assert fought.figure("odds") == pytest.approx(shown.chance, abs=1e-5)


@pytest.mark.parametrize(("ours", "theirs"), [(120, 60), (900, 700), (30, 60)])
def test_terms_sum_to_the_powers_that_are_used(ours: float, theirs: float) -> None:
    world, army = front(ours, theirs)
    world.formations.supply[army] = 0.6
    shown = asked(world, army)
    assert total(shown.terms[0]) == pytest.approx(shown.attack)
    assert total(shown.terms[1]) == pytest.approx(shown.defence)
    keys = [term.key for term in shown.terms[1]]
    assert "people_in_arms" in keys
    assert "dug_in" in keys
    assert ("room" in [term.key for term in shown.terms[0]]) == (ours > 600)


def test_battles_of_many_seeds_come_out_as_the_odds_say() -> None:
    """Of 300 quarters played, the share in which the attackers prevailed by the month's end."""
    won = np.zeros(3)
    for seed in range(300):
        world = at_war(seed)
        world.states.tpop[CASSIA] = world.states.garrison[CASSIA] = 0.0
        army = station(world, BORLAND, BORDER, 95)
        station(world, CASSIA, CAPITAL, 60)
        world.turn = 0
        if seed == 0:
            shown = asked(world, army)
        send(world, army, CAPITAL)
        months = [e.figure("won") for e in of_kind(quarter(world), "war.battle")][:3]
        first = months.index(1.0) if 1.0 in months else 3
        won[first:] += 1
    assert won / 300 == pytest.approx(np.array(shown.by_month), abs=0.08)


@settings(max_examples=30, deadline=None)
@given(st.floats(0, 1e6), st.floats(0, 1e6), st.sampled_from([CAPITAL, CLAIMED, 13]))
def test_chances_are_chances_and_never_fall_from_month_to_month(
    ours: float, theirs: float, node: int
) -> None:
    world, army = front(ours, theirs)
    fleet = station(world, BORLAND, 13, ours, Arm.FLEET)
    station(world, CASSIA, 13, theirs, Arm.FLEET)
    seen = of_attack(world, [army, fleet], node)
    if seen is None:
        return
    assert list(seen.by_month) == sorted(seen.by_month)
    assert list(seen.repelled) == sorted(seen.repelled)
    assert 0 <= seen.by_month[0] <= seen.by_month[-1] <= 1
    assert seen.by_month[-1] + seen.repelled[-1] <= 1 + 1e-6
    assert seen.by_month[0] == pytest.approx(seen.chance, abs=1e-9)
    assert all(0 <= share <= combat.MOST_LOST for share in seen.shares)


def test_asking_changes_nothing_and_hides_what_is_hidden() -> None:
    world, army = front()
    before = world.digest()
    view = observe(world, BORLAND)
    seen = of_attack(view, [army], CAPITAL)
    assert seen is not None
    assert seen == asked(view.known, army)
    assert world.digest() == before


def test_nothing_to_attack_with_and_nobody_to_attack_have_no_odds() -> None:
    world, army = front()
    air = FormationId(int(army) + 1)
    assert of_attack(world, [], CAPITAL) is None
    assert of_attack(world, [air], CAPITAL) is None
    assert of_attack(world, [army], 2) is None
    assert of_attack(world, [army, 9999, -4], 10_000) is None
    assert of_attack(small_world(6), [0], CAPITAL) is None


def test_a_prepared_landing_has_better_odds_than_one_that_is_not() -> None:
    world = at_war()
    army = station(world, BORLAND, 13, 100)
    station(world, CASSIA, CLAIMED, 40)
    rushed = of_attack(world, [army], CLAIMED)
    ready = of_attack(world, [army], CLAIMED, stance=Stance.LAND)
    assert rushed is not None
    assert ready is not None
    assert ready.chance > rushed.chance


def test_the_answer_comes_at_once() -> None:
    world, army = front()
    for _ in range(60):
        station(world, BORLAND, BORDER, 50)
    rows = np.flatnonzero(world.formations.exists & (world.formations.owner == BORLAND)).tolist()
    of_attack(world, rows, CAPITAL)
    took = []
    for _ in range(5):
        start = time.perf_counter()
        of_attack(world, [army, *rows], CAPITAL)
        took.append(time.perf_counter() - start)
    assert min(took) < 0.02
