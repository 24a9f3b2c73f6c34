"""Scores of a backtest: log and Brier, beside two baselines, with intervals and calibration."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from game.core.rng import stream
from game.lab.backtest.reading import OUTCOMES

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

PERIODS: Final = {
    "1920-1940": (2, 5, 7, 6),
    "1946-1989": (16, 11, 8, 1),
    "1990-2025": (15, 6, 12, 4),
}
"""Outcomes of the open crises by period, in the order of OUTCOMES: the base rates of any file."""

BY_RANK: Final = ((25, 19, 12, 3), (8, 3, 15, 8))
"""The same counts where the aggressor was no major power (or no state), and where it was."""

_RESAMPLES: Final = 2000
_DECIMALS: Final = 6

_LEVEL: Final = (2.5, 97.5)


@dataclass(frozen=True, slots=True)
class Score:
    """Scores averaged per case; lower is better."""

    log_score: float
    brier: float


@dataclass(frozen=True, slots=True)
class Scored:
    """A whole backtest, scored."""

    model: Score
    rate: Score
    """Baseline: always the base rate."""
    major: Score
    """Baseline: the base rate given whether the aggressor is a major power."""
    log_skill: float
    """1 - score / score of the better baseline."""
    brier_skill: float
    intervals: dict[str, tuple[float, float]]
    """95 % bootstrap intervals over cases, by name of figure."""
    calibration: tuple[tuple[float, float, float, int], ...]
    """(forecast from, mean forecast, share that happened, number of forecasts)."""


def rounded(shares: Floats) -> Floats:
    """Return forecasts as they are printed, [case, outcome]: six decimals, summing to 1."""
    p = np.round(shares, _DECIMALS)
    best = p.argmax(axis=1)
    rows = np.arange(len(p))
    p[rows, best] = np.round(p[rows, best] + 1.0 - p.sum(axis=1), _DECIMALS)
    return np.asarray(p)


def baseline_rate(cases: int) -> Floats:
    """Return the first baseline's forecasts, [case, outcome]."""
    counts = np.sum(list(PERIODS.values()), axis=0, dtype=float)
    return np.tile(counts / counts.sum(), (cases, 1))


def baseline_major(major: Sequence[bool]) -> Floats:
    """Return the second baseline's forecasts, [case, outcome]."""
    counts = np.array(BY_RANK, float)
    rates = counts / counts.sum(axis=1, keepdims=True)
    return np.asarray(rates[np.asarray(major, int)])


def log_scores(p: Floats, happened: Ints) -> Floats:
    """Return -ln of the chance given to what happened, [case]."""
    return np.asarray(-np.log(np.maximum(p[np.arange(len(p)), happened], 1e-12)))


def briers(p: Floats, happened: Ints) -> Floats:
    """Return the multi-class Brier scores, [case] in 0..2 (Brier 1950)."""
    hit = np.zeros_like(p)
    hit[np.arange(len(p)), happened] = 1.0
    return np.asarray(((p - hit) ** 2).sum(axis=1))


def score(p: Floats, happened: Ints, major: Sequence[bool]) -> Scored:
    """Score forecasts [case, outcome] against what happened [case]."""
    forecasts = (p, baseline_rate(len(p)), baseline_major(major))
    logs = np.stack([log_scores(one, happened) for one in forecasts])
    brier = np.stack([briers(one, happened) for one in forecasts])
    mean_log, mean_brier = logs.mean(axis=1), brier.mean(axis=1)
    model, rate, rank = (
        Score(float(one), float(two)) for one, two in zip(mean_log, mean_brier, strict=True)
    )
    return Scored(
        model=model,
        rate=rate,
        major=rank,
        log_skill=skill(mean_log),
        brier_skill=skill(mean_brier),
        intervals=_intervals(logs, brier),
        calibration=calibration(p, happened),
    )


def skill(means: Floats) -> float:
    """Return 1 - score / score of the better baseline; `means` are model, baseline, baseline."""
    return float(1.0 - means[0] / max(min(means[1], means[2]), 1e-12))


def _intervals(logs: Floats, brier: Floats) -> dict[str, tuple[float, float]]:
    cases = logs.shape[1]
    pick = stream(0, 0, "backtest bootstrap").integers(0, cases, (_RESAMPLES, cases))
    drawn: dict[str, Floats] = {}
    for name, values in (("log", logs), ("brier", brier)):
        means = values[:, pick].mean(axis=2)
        drawn[f"{name}_score"] = means[0]
        drawn[f"{name}_skill"] = 1.0 - means[0] / np.maximum(means[1:].min(axis=0), 1e-12)
    return {
        name: (float(np.percentile(row, _LEVEL[0])), float(np.percentile(row, _LEVEL[1])))
        for name, row in drawn.items()
    }


def calibration(
    p: Floats, happened: Ints, edges: Sequence[float] = (0.0, 0.1, 0.2, 0.4, 0.6, 1.0)
) -> tuple[tuple[float, float, float, int], ...]:
    """Return how often what was given a chance happened, by size of the chance."""
    hit = np.zeros_like(p)
    hit[np.arange(len(p)), happened] = 1.0
    flat, came = p.ravel(), hit.ravel()
    rows = []
    for low, high in pairwise(edges):
        chosen = (flat >= low) & ((flat < high) | (high == edges[-1]))
        if chosen.any():
            rows.append(
                (low, float(flat[chosen].mean()), float(came[chosen].mean()), int(chosen.sum()))
            )
    return tuple(rows)


def as_json(ids: Sequence[str], p: Floats, happened: Ints, scored: Scored) -> dict[str, Any]:
    """Return the report for programs: exactly the keys that it is documented to have."""
    return {
        "n": len(ids),
        "log_score": scored.model.log_score,
        "brier": scored.model.brier,
        "baseline_rate": {"log_score": scored.rate.log_score, "brier": scored.rate.brier},
        "baseline_major": {"log_score": scored.major.log_score, "brier": scored.major.brier},
        "log_skill": scored.log_skill,
        "brier_skill": scored.brier_skill,
        "cases": [
            {
                "id": name,
                "outcome": OUTCOMES[end],
                "p": {outcome: float(x) for outcome, x in zip(OUTCOMES, row, strict=True)},
            }
            for name, end, row in zip(ids, happened, p, strict=True)
        ],
    }
