"""A whole backtest: every crisis of a file, played on all cores at hand, and scored."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.lab.backtest.bodies import MissingCharter
from game.lab.backtest.cast import cast_of
from game.lab.backtest.play import play
from game.lab.backtest.reading import CrisesError, Happened, Opening, read_crises
from game.lab.backtest.scoring import Scored, rounded, score
from game.lab.record.tables import Record, RecordError, record

Floats = NDArray[np.float64]

_WORTH_A_PROCESS: Final = 4000
"""Runs in all from which starting further processes pays."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """One crisis, played."""

    shares: tuple[float, ...]
    """The forecast, by end."""
    measures: tuple[float, ...]
    """Shares of the strongest steps taken."""
    major: bool
    """The aggressor is a major power: as the file says, else as the record does."""


@dataclass(frozen=True, slots=True)
class Backtest:
    """All crises of a file, played and scored."""

    openings: tuple[Opening, ...]
    happened: tuple[Happened, ...]
    shares: Floats
    """[case, outcome]"""
    measures: Floats
    """[case, measure]"""
    ends: NDArray[np.int64]
    """[case] what happened, as an index into OUTCOMES."""
    scored: Scored


def backtest(path: Path, runs: int, jobs: int) -> Backtest:
    """Play and score the crises of a file; raises CrisesError where it cannot be used."""
    cases = read_crises(path)
    openings = tuple(opening for opening, _ in cases)
    happened = tuple(what for _, what in cases)
    try:
        record()
        outcomes = play_all(openings, runs, jobs)
    except (RecordError, MissingCharter) as fault:
        raise CrisesError(f"what ships with the game cannot be read: {fault}") from fault
    shares = rounded(np.array([one.shares for one in outcomes]))
    ends = np.array([what.outcome for what in happened], np.int64)
    return Backtest(
        openings,
        happened,
        shares,
        np.array([one.measures for one in outcomes]),
        ends,
        score(shares, ends, [one.major for one in outcomes]),
    )


def play_all(openings: tuple[Opening, ...], runs: int, jobs: int) -> list[Outcome]:
    """Play every opening; the answer does not depend on `jobs`, nor on the order or company."""
    tasks = [(opening, runs) for opening in openings]
    jobs = max(1, min(jobs, len(tasks)))
    if jobs == 1 or len(tasks) * runs < _WORTH_A_PROCESS:
        return [_play_one(task) for task in tasks]
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=fresh) as pool:
        return list(pool.map(_play_one, tasks, chunksize=max(1, len(tasks) // (4 * jobs))))


def _play_one(task: tuple[Opening, int]) -> Outcome:
    opening, runs = task
    played = play(opening, record(), runs)
    return Outcome(
        tuple(float(x) for x in played.shares()),
        tuple(float(x) for x in played.taken()),
        is_major(opening, record()),
    )


def is_major(opening: Opening, tables: Record) -> bool:
    """Tell whether the aggressor is a major power: as the file says, else as the record does."""
    if opening.aggressor_major is not None:
        return opening.aggressor_major
    cast = cast_of(opening, tables)
    return any(cast.players[row].major for row in cast.aggressors)
