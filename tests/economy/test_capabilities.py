"""National capabilities: shares of the world, whatever is missing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from game.core.formulas.capabilities import power_shares


def test_power_is_the_mean_of_world_shares() -> None:
    figures = np.array([[30.0, 70.0], [50.0, 50.0], [10.0, 90.0]])
    share = power_shares(figures, np.array([True, True]))
    assert share == pytest.approx([0.30, 0.70])


def test_a_kind_that_nobody_has_is_left_out() -> None:
    figures = np.array([[30.0, 70.0], [0.0, 0.0]])
    assert power_shares(figures, np.array([True, True])) == pytest.approx([0.3, 0.7])


def test_the_dead_have_no_power() -> None:
    share = power_shares(np.array([[5.0, 3.0, 2.0]]), np.array([False, True, True]))
    assert share == pytest.approx([0, 0.6, 0.4])


@settings(max_examples=60, deadline=None)
@given(
    arrays(float, (6, 9), elements=st.floats(0, 1e7)),
    arrays(bool, 9).filter(lambda alive: alive.any()),
)
def test_power_of_the_living_sums_to_one(figures: np.ndarray, alive: np.ndarray) -> None:
    share = power_shares(figures, alive)
    assert share.sum() == pytest.approx(1)
    assert (share >= 0).all()
    assert (share[~alive] == 0).all()
