"""Statistics against values that are known."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.lab.statistics import (
    binomial_interval,
    concentration,
    exponent_interval,
    median_interval,
    poisson_interval,
    power_law_exponent,
    rank_correlation,
)


def test_the_exponent_of_a_power_law_is_found_again_in_what_was_drawn_from_it() -> None:
    uniform = np.random.default_rng(5).random(20_000)
    drawn = 1000.0 * (1.0 - uniform) ** (-1.0 / (1.41 - 1.0))

    assert power_law_exponent(drawn, 1000.0) == pytest.approx(1.41, abs=0.01)


def test_the_exponent_by_hand() -> None:
    # x / x_min of e and e^3: 1 + 2 / (1 + 3); what lies below x_min is left out.
    assert power_law_exponent([10 * np.e, 10 * np.e**3, 4.0], 10.0) == pytest.approx(1.5)
    with pytest.raises(ValueError, match="above"):
        power_law_exponent([3.0, 2.0], 10.0)


def test_rank_correlation_by_hand() -> None:
    assert rank_correlation([1, 2, 3, 4], [10, 20, 30, 1000]) == pytest.approx(1.0)
    assert rank_correlation([1, 2, 3, 4], [9, 7, 5, 3]) == pytest.approx(-1.0)
    # 1 - 6 sum d^2 / n (n^2 - 1), with d = (1, -1, 1, -1, 0): the textbook's case without ties.
    assert rank_correlation([1, 2, 3, 4, 5], [2, 1, 4, 3, 5]) == pytest.approx(0.8)
    # Ties at their mean rank (Kendall and Gibbons 1990).
    assert rank_correlation([1, 1, 2], [1, 2, 3]) == pytest.approx(np.sqrt(0.75))
    assert rank_correlation([1, 1, 1], [1, 2, 3]) == 0.0


def test_concentration_is_nought_among_equals_and_one_where_one_has_all() -> None:
    assert concentration(np.full(8, 1 / 8)) == pytest.approx(0.0, abs=1e-7)
    assert concentration(np.array([1.0, 0.0, 0.0])) == pytest.approx(1.0)
    # Singer, Bremer and Stuckey: N = 3, shares .5, .3, .2.
    assert concentration(np.array([0.5, 0.3, 0.2])) == pytest.approx(
        np.sqrt((0.38 - 1 / 3) / (2 / 3))
    )


def test_intervals_of_counts_and_shares_are_those_of_the_tables() -> None:
    assert poisson_interval(10) == pytest.approx((4.795, 18.390), abs=1e-3)  # Garwood 1936
    assert poisson_interval(0) == pytest.approx((0.0, 3.689), abs=1e-3)
    assert binomial_interval(5, 20) == pytest.approx((0.0866, 0.4910), abs=1e-4)
    assert binomial_interval(0, 10) == pytest.approx((0.0, 0.3085), abs=1e-4)
    assert binomial_interval(10, 10) == pytest.approx((0.6915, 1.0), abs=1e-4)


def test_the_interval_of_a_median_is_of_two_of_the_values() -> None:
    # n = 10: the second and the ninth (97.9 %), the narrowest that has 95 %.
    assert median_interval(range(1, 11)) == (2.0, 9.0)


def test_the_interval_of_an_exponent_holds_it_and_narrows_with_the_cases() -> None:
    few, many = exponent_interval(1.41, 20), exponent_interval(1.41, 200)

    assert few[0] < many[0] < 1.41 < many[1] < few[1]
    # For many cases about alpha +- 1.96 (alpha - 1) / sqrt(n).
    assert many[1] - many[0] == pytest.approx(2 * 1.96 * 0.41 / np.sqrt(200), rel=0.02)


@given(st.integers(0, 400), st.integers(1, 400))
def test_an_interval_of_a_share_holds_the_share(part: int, more: int) -> None:
    low, high = binomial_interval(part, part + more)

    assert 0.0 <= low <= part / (part + more) <= high <= 1.0
