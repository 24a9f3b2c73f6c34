"""Statistics of records and ensembles: tails, ranks, concentration, and intervals of counts."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy import stats

Interval = tuple[float, float]


def power_law_exponent(values: ArrayLike, x_min: float) -> float:
    """Return the exponent of a power law's density above `x_min`, by maximum likelihood.

    Hill's estimator for continuous values, 1 + n / sum(ln(x / x_min)) (Clauset, Shalizi and Newman
    2009, eq. 3.1); values below `x_min` are left out. Raises ValueError where all of the tail is
    at `x_min`, or nothing.
    """
    tail = np.asarray(values, np.float64)
    tail = tail[tail >= x_min]
    logs = float(np.log(tail / x_min).sum())
    if logs <= 0:
        raise ValueError("no values above the least")
    return 1.0 + tail.size / logs


def rank_correlation(first: ArrayLike, second: ArrayLike) -> float:
    """Return Spearman's rank correlation, ties at their mean rank; 0 where one does not vary."""
    a, b = stats.rankdata(np.asarray(first)), stats.rankdata(np.asarray(second))
    spread = float(a.std() * b.std())
    return float(((a - a.mean()) * (b - b.mean())).mean() / spread) if spread > 0 else 0.0


def concentration(shares: NDArray[np.float64]) -> float:
    """Return CON of shares that sum to 1: 0 where all have the same, 1 where one has all.

    sqrt((sum s^2 - 1/N) / (1 - 1/N)) (Singer, Bremer and Stuckey 1972; Ray and Singer 1973).
    """
    n = shares.size
    if n < 2:
        return 1.0
    return float(np.sqrt(max(0.0, ((shares**2).sum() - 1 / n) / (1 - 1 / n))))


def poisson_interval(count: int, level: float = 0.95) -> Interval:
    """Return the exact interval of the mean of a Poisson count (Garwood 1936)."""
    tail = (1 - level) / 2
    low = stats.chi2.ppf(tail, 2 * count) / 2 if count > 0 else 0.0
    return float(low), float(stats.chi2.ppf(1 - tail, 2 * (count + 1)) / 2)


def binomial_interval(count: int, of: int, level: float = 0.95) -> Interval:
    """Return the exact interval of a share (Clopper and Pearson 1934)."""
    tail = (1 - level) / 2
    low = stats.beta.ppf(tail, count, of - count + 1) if count > 0 else 0.0
    high = stats.beta.ppf(1 - tail, count + 1, of - count) if count < of else 1.0
    return float(low), float(high)


def median_interval(values: ArrayLike, level: float = 0.95) -> Interval:
    """Return the interval of the median by order statistics, at least of the level asked for."""
    ordered = np.sort(np.asarray(values, np.float64))
    n = ordered.size
    rank = int(stats.binom.ppf((1 - level) / 2, n, 0.5))
    return float(ordered[max(rank - 1, 0)]), float(ordered[min(n - rank, n - 1)])


def exponent_interval(exponent: float, tail: int, level: float = 0.95) -> Interval:
    """Return the interval of a power law's exponent: (alpha - 1) is a gamma quotient."""
    lower = (1 - level) / 2
    scale = (exponent - 1) / (2 * tail)
    return (
        1 + scale * float(stats.chi2.ppf(lower, 2 * tail)),
        1 + scale * float(stats.chi2.ppf(1 - lower, 2 * tail)),
    )
