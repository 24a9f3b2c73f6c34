"""Threat rises with power, nearness, arms and intent, and falls with own means."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.core.formulas import threat as walt
from game.core.invariants import faults
from game.core.phases import appraisal
from tests.worlds import small_world


def level(
    power: float = 0.1,
    near: float = 0.8,
    arms: float = 0.5,
    hostile: float = 0.5,
    own: float = 0.05,
) -> float:
    two = np.array([[0.0, near], [near, 0.0]])
    return float(
        walt.threat(
            np.array([own, power]),
            two,
            np.array([0.5, arms]),
            np.full((2, 2), hostile),
            np.array([own, power]),
            0.08,
        )[0, 1]
    )


@pytest.mark.parametrize(
    "more",
    [{"power": 0.2}, {"near": 1.0}, {"arms": 0.9}, {"hostile": 1.0}, {"own": 0.01}],
)
def test_each_factor_moves_threat_the_right_way(more: dict[str, float]) -> None:
    assert level(**more) > level()


def test_nobody_threatens_itself() -> None:
    out = walt.threat(np.ones(3), np.ones((3, 3)), np.ones(3), np.ones((3, 3)), np.ones(3), 0.1)
    assert (np.diag(out) == 0).all()


def test_power_fades_with_distance_but_not_across_a_land_border() -> None:
    gap = np.array([[0.0, 5000.0], [5000.0, 0.0]])
    reach = np.array([2500.0, 2500.0])
    far = walt.gradient(gap, np.zeros((2, 2), bool), reach)
    assert far[0, 1] == pytest.approx(np.exp(-2))
    assert walt.gradient(gap, np.ones((2, 2), bool), reach)[0, 1] == 1.0


def test_allies_count_as_far_as_they_are_near_and_believed() -> None:
    power = np.array([0.05, 0.2])
    near = np.array([[1.0, 0.5], [0.5, 1.0]])
    alone = walt.means(power, near, np.zeros((2, 2)))
    allied = walt.means(power, near, np.array([[0.0, 0.6], [0.6, 0.0]]))
    assert alone[0] == pytest.approx(0.05)
    assert allied[0] == pytest.approx(0.05 + 0.2 * 0.5 * 0.6)


def test_nobody_is_wrong_about_anothers_power_by_more_than_may_be() -> None:
    """However wide guesses spread, a world stays whole (one in two hundred centuries did not)."""
    world = small_world()
    world.scenario = replace(world.scenario, rules=replace(world.rules, power_spread=2.0))
    appraisal.run(world)
    errors = world.dyads.power_error
    assert errors.max() == appraisal.MOST_WRONG
    assert errors.min() == 1.0 / appraisal.MOST_WRONG
    assert not list(faults(world))
