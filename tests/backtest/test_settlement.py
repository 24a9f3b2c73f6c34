"""How a quarrel ends: each term speaks as it says, and nobody signs what is worse than refusing."""

from __future__ import annotations

from dataclasses import fields

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.formulas.settlement import (
    COMPROMISE,
    COSTS,
    DESTROYED,
    KEPT,
    PROFILES,
    STAKES,
    TERMS,
    WITHDREW,
    Circumstances,
    accepts,
    choose,
    expected,
    figures,
    terms,
    worth,
)
from game.core.formulas.settlement_fit import START, TYPICAL, WEIGHTS

NAMES = tuple(item.name for item in fields(Circumstances))
MIDDLE = dict.fromkeys(NAMES, 0.5) | {"edge": 0.0, "gap_km": 500.0, "internal": 0.0, "outlaw": 0.0}

_share = st.floats(0, 1)
_quarrels = st.fixed_dictionaries(
    dict.fromkeys(NAMES, _share) | {"edge": st.floats(-1, 1), "gap_km": st.floats(0, 20_000)}
)


def quarrel(**given_: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return figures(Circumstances(**{k: np.array(v) for k, v in (MIDDLE | given_).items()}))


def chances(**given_: float) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    return expected(worth(quarrel(**given_)))


@pytest.mark.parametrize(
    ("name", "likelier", "less_likely"),
    [
        ("edge", KEPT, WITHDREW),
        ("aim", DESTROYED, COMPROMISE),
        ("in_hand", KEPT, WITHDREW),
        ("rule", WITHDREW, DESTROYED),
        ("pressing", COMPROMISE, DESTROYED),
        ("guard", WITHDREW, KEPT),
        ("shield", WITHDREW, KEPT),
        ("rank", KEPT, WITHDREW),
        ("outlaw", WITHDREW, COMPROMISE),
        ("region", WITHDREW, KEPT),
        ("norm", WITHDREW, DESTROYED),
    ],
)
def test_each_circumstance_speaks_for_the_end_that_it_says(
    name: str, likelier: int, less_likely: int
) -> None:
    before, after = chances(**{name: 0.1}), chances(**{name: 0.9})
    assert after[likelier] > before[likelier]
    assert after[less_likely] < before[less_likely]


def test_every_term_has_a_weight_a_middle_and_at_most_one_private_factor() -> None:
    assert len(TERMS) == len(WEIGHTS) == len(TYPICAL) == 13
    assert set(STAKES) | set(COSTS) <= set(PROFILES)
    assert not set(STAKES) & set(COSTS)
    assert np.exp(START).sum() == pytest.approx(1.0, abs=1e-3)
    assert min(WEIGHTS) > 0  # a term that spoke against its own profile would be a lie


@given(_quarrels, st.floats(0.3, 3), st.floats(0.3, 3))
def test_what_is_shown_is_what_is_summed(
    circumstances: dict[str, float], resolve: float, cost: float
) -> None:
    figure = quarrel(**circumstances)
    parts = terms(figure, resolve=resolve, cost=cost)
    assert parts.shape == (4, len(TERMS))
    assert np.allclose(
        np.array(START) + parts.sum(axis=-1), worth(figure, resolve=resolve, cost=cost)
    )
    chance = expected(worth(figure))
    assert chance.sum() == pytest.approx(1.0)
    assert (chance >= 0).all()


@given(_quarrels)
def test_an_ordinary_quarrel_is_worth_the_base_rate(circumstances: dict[str, float]) -> None:
    assert np.allclose(worth(np.array(TYPICAL)), START)
    assert np.isfinite(worth(quarrel(**circumstances))).all()


@given(_quarrels, st.floats(0, 1), st.floats(0, 1))
def test_the_victim_signs_more_readily_the_more_it_gets(
    circumstances: dict[str, float], less: float, more: float
) -> None:
    value = worth(quarrel(**circumstances))
    low, high = sorted((less, more))
    assert accepts(value, share=low) <= accepts(value, share=high)


def test_a_victim_that_expects_its_end_signs_and_one_that_expects_relief_does_not() -> None:
    doomed = np.array([-5.0, 0.0, -1.0, 5.0])
    relieved = np.array([5.0, 0.0, -5.0, -5.0])
    assert accepts(doomed) > 0
    assert accepts(relieved) < 0


def test_a_compromise_that_is_refused_does_not_come_about() -> None:
    value = np.array([[0.0, 3.0, 1.0, 2.0], [0.0, 3.0, 1.0, 2.0]])
    assert choose(value, np.array([True, False])).tolist() == [COMPROMISE, DESTROYED]


def test_many_quarrels_and_runs_are_reckoned_at_once_as_one_by_one() -> None:
    rng = np.random.default_rng(3)
    many = {name: rng.random((5, 7)) for name in NAMES}
    together = worth(figures(Circumstances(**many)), resolve=rng.random((5, 7)) + 0.5)
    assert together.shape == (5, 7, 4)
    alone = worth(figures(Circumstances(**{name: value[2, 3] for name, value in many.items()})))
    plain = worth(figures(Circumstances(**many)))
    assert np.allclose(plain[2, 3], alone)
