"""Battle, by its formula: odds, losses, ground, and arms fighting together."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.formulas import combat
from game.core.kinds import Terrain
from game.core.rules import Rules

SPREAD = Rules().battle_spread
LETHALITY = Rules().lethality

powers = st.floats(0.01, 1e4)
any_power = st.floats(0, 1e300, allow_subnormal=True)
exponents = st.floats(1.0, 2.0)


@pytest.mark.parametrize(("attack", "defence"), [(50, 100), (90, 100), (100, 100), (140, 100)])
def test_odds_are_what_drawing_fortunes_comes_to(attack: float, defence: float) -> None:
    draw = np.random.default_rng(5)
    fortune = np.exp(SPREAD * draw.standard_normal((200_000, 2)))
    won = float((attack * fortune[:, 0] > defence * fortune[:, 1]).mean())
    assert combat.odds(attack, defence, SPREAD) == pytest.approx(won, abs=0.004)


def test_an_even_battle_is_anybodys() -> None:
    assert combat.odds(80, 80, SPREAD) == pytest.approx(0.5)


def test_nobody_attacks_with_nothing_and_nothing_holds_nothing() -> None:
    assert combat.odds(0, 10, SPREAD) == 0.0
    assert combat.odds(10, 0, SPREAD) == 1.0


@given(any_power, any_power)
def test_odds_are_a_chance_however_long(attack: float, defence: float) -> None:
    assert 0 <= combat.odds(attack, defence, SPREAD) <= 1


@given(powers, powers)
def test_what_one_side_wins_the_other_loses(attack: float, defence: float) -> None:
    ours, theirs = combat.odds(attack, defence, SPREAD), combat.odds(defence, attack, SPREAD)
    assert ours + theirs == pytest.approx(1.0)


@given(powers, powers, st.floats(1.01, 3.0))
def test_more_power_never_means_worse_odds(attack: float, defence: float, more: float) -> None:
    assert combat.odds(attack * more, defence, SPREAD) >= combat.odds(attack, defence, SPREAD)


@given(any_power, any_power, exponents)
def test_no_month_of_battle_destroys_a_side_whole(
    attack: float, defence: float, exponent: float
) -> None:
    for lost in combat.losses(attack, defence, LETHALITY, exponent):
        assert 0 <= lost < 0.5


def test_an_even_battle_costs_the_victor_most() -> None:
    shares = [combat.losses(100 * edge, 100, LETHALITY, 1.5)[0] for edge in (1.0, 1.5, 2.0, 4.0)]
    assert shares == sorted(shares, reverse=True)
    assert shares[0] > 2 * shares[-1]


@given(st.floats(20, 500), st.floats(0.5, 2.0))
def test_under_the_linear_law_both_lose_as_many(attack: float, edge: float) -> None:
    defence = attack * edge
    a, d = combat.losses(attack, defence, LETHALITY, 1.0)
    assert a * attack == pytest.approx(d * defence)


@given(st.floats(20, 500), st.floats(0.5, 2.0))
def test_under_the_square_law_the_difference_of_squares_stands(attack: float, edge: float) -> None:
    """Lanchester 1916: a da = d dd for short exchanges."""
    defence = attack * edge
    a, d = combat.losses(attack, defence, LETHALITY, 2.0)
    assert attack * (a * attack) == pytest.approx(defence * (d * defence))


def test_mountains_help_the_defender() -> None:
    power = 100.0
    plain = combat.odds(120, combat.defended(power, Terrain.PLAINS), SPREAD)
    hills = combat.odds(120, combat.defended(power, Terrain.MOUNTAIN), SPREAD)
    assert plain > 0.5 > hills


@pytest.mark.parametrize("terrain", list(Terrain))
def test_no_ground_is_better_for_the_attacker_than_open_ground(terrain: Terrain) -> None:
    assert combat.defended(10, terrain) >= combat.defended(10, Terrain.PLAINS) == 10


def test_aircraft_and_guns_off_the_coast_help_an_army_but_take_no_ground_alone() -> None:
    army = combat.combined(50, 0, 0)
    assert combat.combined(50, 20, 0) > army
    assert combat.combined(50, 0, 20) > army
    assert combat.combined(0, 200, 200) == 0
    assert combat.combined(50, 1e6, 1e6) <= 2 * army


@given(st.floats(0.2, 3.0), st.floats(0, 0.9), st.floats(0, 0.9))
def test_better_arms_drill_and_supply_each_make_better_soldiers(
    technology: float, readiness: float, supply: float
) -> None:
    def worth(*, arms: float = 0.0, drill: float = 0.0, stores: float = 0.0) -> float:
        one = [np.array([technology + arms]), np.array([readiness + drill])]
        return float(combat.quality(*one, np.array([supply + stores]))[0])

    assert worth() > 0
    assert min(worth(arms=0.1), worth(drill=0.1), worth(stores=0.1)) > worth()
