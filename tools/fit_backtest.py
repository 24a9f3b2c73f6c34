"""Fit the few weights of the settlement formula to a file of crises, and cross-validate.

    python tools/fit_backtest.py CRISES.csv            fit, cross-validate, write settlement_fit.py
    python tools/fit_backtest.py CRISES.csv --check    score and cross-validate, write nothing

Every weight has a design value; the fit is a maximum of likelihood times a normal prior round it, so
that thirteen weights cannot learn 93 crises by heart. Folds are by crisis, shuffled by a fixed seed.
The search is CMA-ES by optuna, on the same runs that the backtest plays, with what only a leader
sees integrated out (McFadden's logit) instead of drawn: the same model, without its noise.
"""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import optuna
from numpy.typing import NDArray
from scipy.special import expit

from game.core.formulas import settlement
from game.core.formulas.settlement import TERMS, accepts, expected, worth
from game.lab.backtest.cast import LEAD
from game.lab.backtest.play import Draws, before_the_end, draw, settle
from game.lab.backtest.quarrels import kinds_of
from game.lab.backtest.reading import read_crises
from game.lab.backtest.run import is_major
from game.lab.backtest.scoring import PERIODS, log_scores, score
from game.lab.backtest.setting import set_up
from game.lab.record.tables import record

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

TARGET = Path(settlement.__file__).with_name("settlement_fit.py").resolve()

DESIGN = {
    "edge": 0.5, "whole": 1.0, "in_hand": 0.5, "alien_rule": 1.0, "pressing": 0.8, "guard": 0.5,
    "shield": 0.5, "balance": 0.8, "little": 0.8, "outlaw": 0.8, "region": 0.5, "rank": 1.0,
    "lawless": 1.2,
}  # fmt: skip
"""Weights as designed: the middle of the prior."""

SPREAD = 0.35
"""Standard deviation of the prior of a weight."""

SHARE, SHARE_SPREAD = 0.85, 0.15
"""Prior of what a compromise gives the victim."""

PRIOR_SHARE = 0.10
"""Weight of the base rate in forecasts; chosen beforehand, not fitted."""

FOLDS, SHUFFLES = 10, 2
RUNS = 60
TRIALS = 900
SOFT = 0.05
"""Width over which the victim's yes or no is smoothed for the search."""


@dataclass(frozen=True)
class Sample:
    """Crises before their end: what the settlement formula is given."""

    figure: Floats
    """[case, run, term]"""
    draws: tuple[Draws, ...]
    happened: Ints
    major: list[bool]
    ids: list[str]

    def only(self, rows: Ints) -> Sample:
        """Return some of the crises."""
        return Sample(
            self.figure[rows],
            tuple(self.draws[row] for row in rows),
            self.happened[rows],
            [self.major[row] for row in rows],
            [self.ids[row] for row in rows],
        )


def gather(path: Path, runs: int) -> Sample:
    """Set all crises of a file up and play them to the eve of their end."""
    figures, draws, ends, majors, ids = [], [], [], [], []
    for opening, what in read_crises(path):
        setting = set_up(opening, record())
        drawn = draw(setting, runs)
        figures.append(before_the_end(setting, drawn)[0])
        draws.append(drawn)
        ends.append(what.outcome)
        majors.append(is_major(opening, record()))
        ids.append(what.id)
    return Sample(np.array(figures), tuple(draws), np.array(ends, np.int64), majors, ids)


def forecast(sample: Sample, theta: Floats, typical: Floats) -> Floats:
    """Return the chances of the ends, [case, end], leaders' own knowledge integrated out."""
    resolve = np.stack([one.resolve[:, LEAD] for one in sample.draws])
    cost = np.stack([one.cost[:, LEAD] for one in sample.draws])
    hope = np.stack([one.hope for one in sample.draws])
    weights, share = theta[:-1], float(theta[-1])
    shown = worth(sample.figure, weights=weights, typical=typical)
    own = worth(sample.figure, resolve=resolve, cost=cost, weights=weights, typical=typical)
    chance = expected(own)
    signed = expit(accepts(shown, hope, share) / SOFT)
    deal = chance[..., 1] * signed
    rest = chance * ((1.0 - deal) / (1.0 - chance[..., 1]))[..., None]
    rest[..., 1] = deal
    base = np.exp(settlement.START)
    return (1.0 - PRIOR_SHARE) * rest.mean(axis=1) + PRIOR_SHARE * base / base.sum()


def fit(sample: Sample, trials: int, seed: int) -> tuple[Floats, Floats]:
    """Return the parameters (weights, share) of largest posterior, and the typical figures."""
    typical = sample.figure.mean(axis=(0, 1))
    middle = np.array([*(DESIGN[name] for name in TERMS), SHARE])
    spread = np.array([SPREAD] * len(TERMS) + [SHARE_SPREAD])
    names = [*TERMS, "share"]

    def loss(trial: optuna.Trial) -> float:
        theta = np.array(
            [
                trial.suggest_float(name, low, high)
                for name, low, high in zip(
                    names, middle - 4 * spread, middle + 4 * spread, strict=True
                )
            ]
        )
        fitness = log_scores(forecast(sample, theta, typical), sample.happened).sum()
        return float(fitness + 0.5 * (((theta - middle) / spread) ** 2).sum())

    # The ranges are even round the design values: that is where the search starts.
    sampler = optuna.samplers.CmaEsSampler(seed=seed)
    study = optuna.create_study(sampler=sampler)
    study.enqueue_trial(dict(zip(names, middle.tolist(), strict=True)))
    study.optimize(loss, n_trials=trials)
    return np.array([study.best_params[name] for name in names]), typical


def played(sample: Sample, theta: Floats, typical: Floats) -> Floats:
    """Return the chances as the command prints them: frequencies of runs, [case, end]."""
    base = np.exp(settlement.START)
    base /= base.sum()
    rows = []
    for figure, draws in zip(sample.figure, sample.draws, strict=True):
        ends = settle(figure, draws, theta[:-1], float(theta[-1]), typical)
        rows.append(np.bincount(ends, minlength=4) / len(ends))
    return (1.0 - PRIOR_SHARE) * np.array(rows) + PRIOR_SHARE * base


def cross_validate(sample: Sample, trials: int, folds: list[Ints]) -> Floats:
    """Return forecasts of every crisis by a fit that saw nothing of its fold, [case, end]."""
    everyone = np.arange(len(sample.happened))
    out = np.zeros((len(everyone), 4))
    for number, held in enumerate(folds):
        theta, typical = fit(sample.only(np.setdiff1d(everyone, held)), trials, seed=number)
        out[held] = played(sample.only(held), theta, typical)
    return out


def shuffled_folds(cases: int, shuffle: int) -> list[Ints]:
    """Return folds by crisis, in an order fixed by the number of the shuffle."""
    order = np.random.default_rng(shuffle).permutation(cases)
    return [order[fold::FOLDS] for fold in range(FOLDS)]


def folds_of(labels: list[str]) -> list[Ints]:
    """Return a fold for each label: what was learnt of others must do for it."""
    return [
        np.array([row for row, one in enumerate(labels) if one == label], np.int64)
        for label in sorted(set(labels))
    ]


def main() -> int:
    """Fit; return the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("crises", type=Path)
    parser.add_argument("--check", action="store_true", help="write nothing")
    parser.add_argument("--trials", type=int, default=TRIALS)
    chosen = parser.parse_args()
    optuna.logging.set_verbosity(optuna.logging.WARNING)
    coarse = gather(chosen.crises, RUNS)
    fine = gather(chosen.crises, 200)
    theta, typical = fit(coarse, chosen.trials, seed=0)
    theta = np.round(theta, 3)
    typical = np.round(typical, 4)
    scores = {
        "design": _scores(played(fine, np.array([*DESIGN.values(), SHARE]), typical), fine),
        "in sample": _scores(played(fine, theta, typical), fine),
    }
    for name, value in zip([*TERMS, "share"], theta, strict=True):
        print(f"{name:<12} {value:6.3f}  (design {DESIGN.get(name, SHARE):.2f})")
    openings = [opening for opening, _ in read_crises(chosen.crises)]
    splits = {
        f"cross-validated {shuffle}": shuffled_folds(len(openings), shuffle)
        for shuffle in range(SHUFFLES)
    }
    splits["kind left out"] = folds_of([kinds_of(one.kind)[0] for one in openings])
    splits["era left out"] = folds_of(
        ["a" if one.year < 1946 else "b" if one.year < 1990 else "c" for one in openings]
    )
    thin = _thinned(fine)
    for name, folds in splits.items():
        scores[name] = _scores(cross_validate(thin, chosen.trials, folds), fine)
    for name, row in scores.items():
        print(f"{name:<18} " + "  ".join(f"{key} {value:.4f}" for key, value in row.items()))
    if not chosen.check:
        TARGET.write_text(_module(theta, typical, scores, len(fine.ids)), encoding="utf-8")
        print(f"wrote {TARGET}")
    return 0


def _thinned(sample: Sample) -> Sample:
    """Return every third run: enough to fit on."""
    pick = slice(None, None, 3)
    draws = tuple(
        Draws(one.resolve[pick], one.cost[pick], one.error[pick], one.unseen[pick], one.hope[pick])
        for one in sample.draws
    )
    return Sample(sample.figure[:, pick], draws, sample.happened, sample.major, sample.ids)


def _scores(p: Floats, sample: Sample) -> dict[str, float]:
    scored = score(p, sample.happened, sample.major)
    low, high = scored.intervals["log_skill"]
    return {
        "log": scored.model.log_score,
        "log skill": scored.log_skill,
        "from": low,
        "to": high,
        "brier": scored.model.brier,
        "brier skill": scored.brier_skill,
    }


def _module(theta: Floats, typical: Floats, scores: dict[str, dict[str, float]], cases: int) -> str:
    counts = np.sum(list(PERIODS.values()), axis=0)
    start = np.log(counts / counts.sum())
    told = "\n".join(
        f"{name}: " + ", ".join(f"{key} {value:.3f}" for key, value in row.items())
        for name, row in scores.items()
    )
    number = int(counts.sum())
    return f'''"""The weights of the settlement terms, for all quarrels alike; written by tools/fit_backtest.py.

Fitted {dt.datetime.now(dt.UTC).date()} to {cases} crises, weights drawn to their design values (spread {SPREAD}), \
{FOLDS} folds
by crisis. Skill is over the better of two base rates, with a 95 % interval
from resampling the crises:

{told}
"""

from __future__ import annotations

from typing import Final

START: Final = ({", ".join(f"{value:.4f}" for value in start)})
"""Log base shares of the ends in the record, 1920 to 2025: {", ".join(map(str, counts))} of {number}."""

WEIGHTS: Final = (
{chr(10).join(f"    {value:.3f},  # {name}" for name, value in zip(TERMS, theta[:-1], strict=True))}
)
"""By term, in the order of settlement.PROFILES."""

TYPICAL: Final = (
{chr(10).join(f"    {value:.4f},  # {name}" for name, value in zip(TERMS, typical, strict=True))}
)
"""Mean figure of each term over the quarrels of the record: what START already holds."""

SHARE: Final = {theta[-1]:.3f}
"""What a compromise gives the victim, as a share of what withdrawal would."""

PRIOR_SHARE: Final = {PRIOR_SHARE}
"""Weight of the base rate in forecasts: what the model does not know it leaves to it."""
'''


if __name__ == "__main__":
    sys.exit(main())
