"""The enforcement game: free-riding falls out, and an equilibrium is found."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from game.core.formulas.enforcement import (
    SHARES,
    Game,
    chances_gained,
    equilibrium,
    likelihoods,
    respond,
    success,
    utilities,
)


def game(
    stake: list[float], net: list[float], capacity: list[float], resistance: float = 0.3
) -> Game:
    return Game(
        stake=np.array([stake]),
        net=np.array([net]),
        entry=np.zeros((1, len(net))),
        capacity=np.array([capacity]),
        resistance=np.array([resistance]),
        efficacy=np.array([0.9]),
        b0=0.0,
        b1=1.6,
        rationality=9.0,
    )


def test_half_the_resistance_met_is_less_likely_to_succeed_than_not() -> None:
    one = np.array([1.0])
    assert success(np.array([0.3]), np.array([0.3]), one, 0.0, 1.6)[0] == 0.5
    assert success(np.array([0.15]), np.array([0.3]), one, 0.0, 1.6)[0] < 0.5
    assert success(np.array([0.0]), np.array([0.3]), one, 0.0, 1.6)[0] == 0.0


def test_the_small_lean_on_the_great() -> None:
    """Olson and Zeckhauser: with the same stake, the great carry more than their weight."""
    answer = equilibrium(game([1.0] * 4, [-0.1] * 4, [0.6, 0.02, 0.02, 0.02]))
    assert answer.expected[0, 0] > 2 * answer.expected[0, 1]


def test_nobody_gives_where_nothing_is_at_stake_and_giving_costs() -> None:
    answer = equilibrium(game([0.0] * 3, [-0.8] * 3, [0.3] * 3))
    assert answer.expected.max() < 0.05


def test_a_duty_makes_even_the_indifferent_give() -> None:
    shirk = equilibrium(game([0.1] * 3, [-0.05] * 3, [0.1] * 3)).expected.mean()
    bound = equilibrium(game([0.1] * 3, [0.20] * 3, [0.1] * 3)).expected.mean()
    assert bound > shirk + 0.2


def test_a_price_on_taking_part_at_all_keeps_the_lukewarm_away() -> None:
    lukewarm = game([0.2] * 5, [-0.05] * 5, [0.1] * 5)
    priced = Game(
        lukewarm.stake, lukewarm.net, np.full((1, 5), -0.15), lukewarm.capacity,
        lukewarm.resistance, lukewarm.efficacy, 0.0, 1.6, 9.0,
    )  # fmt: skip
    assert equilibrium(priced).expected.mean() < 0.6 * equilibrium(lukewarm).expected.mean()


def test_those_who_are_not_asked_give_nothing() -> None:
    answer = equilibrium(game([1.0, 1.0], [0.5, 0.5], [0.5, 0.0]))
    assert answer.expected[0, 1] == 0.0


@st.composite
def games(draw: st.DrawFn) -> Game:
    n = draw(st.integers(2, 40))
    seed = draw(st.integers(0, 2**31))
    rng = np.random.default_rng(seed)
    rows = draw(st.integers(1, 4))
    return Game(
        stake=rng.uniform(-0.5, 1.5, (rows, n)),
        net=rng.uniform(-0.5, 0.3, (rows, n)),
        entry=-rng.uniform(0.0, 0.1, (rows, n)),
        capacity=rng.pareto(1.5, (rows, n)) * 0.02,
        resistance=rng.uniform(0.01, 0.6, rows),
        efficacy=rng.uniform(0.1, 1.0, rows),
        b0=0.0,
        b1=1.6,
        rationality=draw(st.sampled_from([3.0, 9.0, 40.0, 120.0])),
    )


@settings(max_examples=60, deadline=None)
@given(games())
def test_the_answer_is_a_fixed_point_and_shares_stay_shares(some: Game) -> None:
    answer = equilibrium(some)
    assert answer.residual < 5e-3
    assert (answer.expected >= 0).all()
    assert (answer.expected <= 1).all()
    again = respond(some, answer.others)
    assert np.abs(again - answer.expected).max() < 2e-2


@settings(max_examples=40, deadline=None)
@given(games(), st.floats(0.0, 1.0))
def test_more_at_stake_never_lowers_what_one_gives_while_others_stay(
    some: Game, more: float
) -> None:
    others = equilibrium(some).others
    keener = Game(
        some.stake + more, some.net, some.entry, some.capacity, some.resistance, some.efficacy,
        some.b0, some.b1, some.rationality,
    )  # fmt: skip
    assert (respond(keener, others) >= respond(some, others) - 1e-9).all()


def test_giving_nothing_is_the_zero_of_utility() -> None:
    some = game([0.7], [-0.2], [0.4])
    worth = utilities(some, np.array([[0.1]]))
    assert worth.shape == (1, 1, len(SHARES))
    assert worth[0, 0, 0] == 0.0


def of(game_: Game, rows: slice) -> Game:
    """Return some measures of a game as a game of their own."""
    return Game(
        game_.stake[rows], game_.net[rows], game_.entry[rows], game_.capacity[rows],
        game_.resistance[rows], game_.efficacy[rows], game_.b0, game_.b1, game_.rationality,
    )  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(games())
def test_an_answer_does_not_hang_on_what_else_is_asked(some: Game) -> None:
    together = equilibrium(some)
    for row in range(len(some.stake)):
        alone = equilibrium(of(some, slice(row, row + 1)))
        assert (alone.expected[0] == together.expected[row]).all()
        assert (alone.others[0] == together.others[row]).all()
        assert alone.success[0] == together.success[row]


@settings(max_examples=40, deadline=None)
@given(games())
def test_the_search_does_not_swing(some: Game) -> None:
    """A few rounds more change nothing to speak of: it has settled, it does not oscillate."""
    first = equilibrium(some)
    longer = equilibrium(some, most=200)
    assert first.residual < 5e-3
    assert np.abs(first.expected - longer.expected).max() < 2e-2
    assert first.rounds <= 80


@settings(max_examples=40, deadline=None)
@given(games())
def test_the_search_answers_by_the_very_utilities_that_are_shown(some: Game) -> None:
    others = equilibrium(some).others
    likely = likelihoods(some, others)
    assert np.allclose(likely.sum(axis=-1), 1.0)
    assert np.allclose(likely @ SHARES, respond(some, others), atol=1e-12)
    worth = utilities(some, others)
    gained = some.stake[..., None] * chances_gained(some, others)
    assert np.allclose(
        worth, gained + some.net[..., None] * SHARES + some.entry[..., None] * (SHARES > 0)
    )


def test_a_state_that_is_not_asked_is_sure_to_give_nothing() -> None:
    likely = likelihoods(game([1.0, 1.0], [0.5, 0.5], [0.5, 0.0]), np.array([[0.0, 0.2]]))
    assert likely[0, 1].tolist() == [1.0, 0.0, 0.0, 0.0]
    assert likely[0, 0, 3] > 0.5


def test_who_can_give_nothing_changes_nothing_for_the_others() -> None:
    """A game among few is the same with any number of onlookers beside."""
    draw = np.random.default_rng(5)
    few, many = 6, 40
    asked = np.sort(draw.choice(many, few, replace=False))

    def laid(values: np.ndarray) -> np.ndarray:
        wide = draw.normal(size=(2, many))
        wide[:, asked] = values
        return wide

    stake, net = draw.normal(size=(2, few)), draw.normal(size=(2, few))
    capacity = draw.uniform(0.1, 1.0, (2, few))
    small = Game(
        stake, net, np.zeros((2, few)), capacity, np.array([0.5, 1.0]), np.array([0.9, 0.8]),
        0.0, 1.5, 6.0,
    )  # fmt: skip
    wide = np.zeros((2, many))
    wide[:, asked] = capacity
    large = Game(
        laid(stake), laid(net), np.zeros((2, many)), wide, small.resistance, small.efficacy,
        0.0, 1.5, 6.0,
    )  # fmt: skip
    one, other = equilibrium(small), equilibrium(large)
    assert np.allclose(one.expected, other.expected[:, asked], atol=1e-12)
    assert np.allclose(one.others, other.others[:, asked], atol=1e-12)
    assert np.allclose(one.success, other.success, atol=1e-12)
    assert np.isclose(other.expected.sum(), one.expected.sum())
    left_out = np.setdiff1d(np.arange(many), asked)
    assert np.allclose(other.others[:, left_out], (capacity * one.expected).sum(axis=1)[:, None])
