"""What things cost: turns, phases, campaigns, saves, memory; in milliseconds of this machine."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import numpy as np

from game.content.campaign import Campaign
from game.content.load import load_campaign
from game.core.kinds import Stage
from game.core.turn import Outcome
from game.core.world import World
from game.lab.ring import ring_world
from game.persistence.save import write_save
from game.persistence.saved import SavedGame
from game.session import stages

Figures = dict[str, float | dict[str, float] | None]

CLIENT_KEYS = ("frame_ms_median", "frame_ms_p99", "hover_ms", "recolour_ms")
"""What only the window can measure; null where it did not."""

CENTURY_TURNS = 400
MANY_STATES = 200
_MANY_TURNS = 8

Measure = Callable[[Campaign], Mapping[str, float | None]]
"""Measures the window; injected, because nothing below the window may import it."""


def bench(
    folder: Path,
    seed: int = 7,
    turns: int | None = None,
    measure: Measure | None = None,
    progress: Callable[[int, int], object] | None = None,
) -> Figures:
    """Measure a campaign played without people, then saving, memory and (injected) the window.

    `turns` bounds the turns played; all by default. `century_s` is 400 turns at the mean measured.
    Raises LookupError where the campaign cannot be opened.
    """
    begun = time.perf_counter()
    campaign, issues = load_campaign(folder)
    loaded = time.perf_counter()
    if campaign is None:
        raise LookupError("\n".join(map(str, issues)))
    world = campaign.world(seed)
    last = world.scenario.calendar.turns
    last = last if turns is None else min(turns, last)
    took, phases, world, digests = _play(world, last, progress)
    figures: Figures = {
        "turn_ms_median": _ms(float(np.median(took))),
        "turn_ms_p99": _ms(float(np.percentile(took, 99))),
        "century_s": round(float(np.mean(took)) * CENTURY_TURNS, 3),
        "phases_ms": {name: _ms(cost / len(took)) for name, cost in phases.items()},
        **dict.fromkeys(CLIENT_KEYS),
        "load_ms": _ms(loaded - begun),
        "start_ms": start_ms(),
        **_saving(SavedGame(world=world, turn_digests=tuple(digests))),
        "turn_ms_200": turn_ms(MANY_STATES),
        "turns": len(took),
        "states": world.n,
    }
    if measure is not None:
        figures |= {
            key: round(value, 3) for key, value in measure(campaign).items() if value is not None
        }
    figures["rss_mb"] = rss_mb()
    return figures


def turn_ms(states: int) -> float:
    """Return the median milliseconds of a whole turn of a synthetic world of some states."""
    took, _, _, _ = _play(ring_world(states, seed=1), _MANY_TURNS, None)
    return _ms(float(np.median(took[1:])))


def start_ms() -> float:
    """Return the milliseconds from nothing to the command line's answer, the best of three.

    What measures the window puts in its place the time to the first frame.
    """
    command = [sys.executable, "-m", "game", "--version"]
    best = float("inf")
    for _ in range(3):
        begun = time.perf_counter()
        subprocess.run(command, check=False, capture_output=True)  # noqa: S603  # ourselves
        best = min(best, time.perf_counter() - begun)
    return _ms(best)


def rss_mb() -> float | None:
    """Return the most memory that this process has held, in MB, where the platform tells."""
    if sys.platform == "win32":
        return None
    import resource  # noqa: PLC0415  # not on every platform

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024**2 if sys.platform == "darwin" else 1024), 1)


def _play(
    world: World, turns: int, progress: Callable[[int, int], object] | None
) -> tuple[list[float], dict[str, float], World, list[str]]:
    """Play turns; return the seconds of each, seconds by step, the last world and digests."""
    took: list[float] = []
    phases: dict[str, float] = {}
    digests = [world.digest()]
    while world.turn < turns:
        if progress is not None:
            progress(world.turn, turns)
        begun = time.perf_counter()
        turn = world.turn
        while world.turn == turn:
            world = _stage(world, phases)
        took.append(time.perf_counter() - begun)
        digests.append(world.digest())
    return took, phases, world, digests


def _stage(world: World, phases: dict[str, float]) -> World:
    now = "opening"
    begun = time.perf_counter()
    stage = "" if world.stage == Stage.ORDERS else f"{world.stage.name.lower()} "
    for step in stages.steps(world, ()):
        ended = time.perf_counter()
        key = now if now != "opening" else f"{stage}opening"
        phases[key] = phases.get(key, 0.0) + ended - begun
        if isinstance(step, Outcome):
            return step.world
        now, begun = step, time.perf_counter()
    raise AssertionError("a stage ends with its outcome")


def _saving(game: SavedGame) -> dict[str, float]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "bench.indsave"
        took = []
        size = 0
        for _ in range(3):
            begun = time.perf_counter()
            size = write_save(path, game)
            took.append(time.perf_counter() - begun)
    return {"save_ms": _ms(float(np.median(took))), "save_bytes": size}


def _ms(seconds: float) -> float:
    return round(seconds * 1000, 3)
