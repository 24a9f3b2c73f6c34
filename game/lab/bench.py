"""What things cost: turns, phases, campaigns, saves, memory; in milliseconds of this machine."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from game.ai.advisor import POLICIES
from game.content.campaign import Campaign
from game.content.load import load_campaign
from game.core.kinds import Stage
from game.core.turn import Outcome
from game.core.world import World
from game.lab.growth import TurnCost, growth
from game.lab.headless import headless
from game.lab.ring import ring_world
from game.persistence.save import write_save
from game.persistence.saved import SavedGame
from game.session import stages

Figures = dict[str, float | dict[str, float] | dict[str, float | None] | None]

CLIENT_KEYS = (
    "frame_ms_median", "frame_ms_p99", "cold_frame_ms_worst", "first_sight_ms", "hover_ms",
    "recolour_ms",
)  # fmt: skip
"""What only the window can measure; null where it did not."""

CENTURY_TURNS = 424
"""Quarters from 1920 to 2025."""
MANY_STATES = 200
_MANY_TURNS = 12

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

    `turns` bounds the turns played; all by default. `century_s` is 424 turns at the mean measured:
    of the campaign `century`, played whole, what it took. `growth` is what late turns cost over early
    ones (`game.lab.growth`), null for a short game; `headless` is measured in a process of its own.
    Phases are medians over the turns, with their means beside them: most cost little most of the
    time. `cpu` counts this process's own work, whatever else the machine does.
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
    played = _play(world, last, progress)
    many = _play(ring_world(MANY_STATES, seed=1), _MANY_TURNS, None)
    figures: Figures = {
        "turn_ms_median": _ms(float(np.median(played.took))),
        "turn_ms_p99": _ms(float(np.percentile(played.took, 99))),
        "turn_cpu_ms_median": _ms(float(np.median(played.cpu))),
        "ai_ms_median": played.ai_ms(),
        "century_s": round(float(np.mean(played.took)) * CENTURY_TURNS, 3),
        "century_cpu_s": round(float(np.mean(played.cpu)) * CENTURY_TURNS, 3),
        "phases_ms": played.phases_ms(np.median),
        "phases_ms_mean": played.phases_ms(np.mean),
        **dict.fromkeys(CLIENT_KEYS),
        "load_ms": _ms(loaded - begun),
        "start_ms": start_ms(),
        **_saving(SavedGame(world=played.world, turn_digests=tuple(played.digests))),
        "turn_ms_200": _ms(float(np.median(many.took[1:]))),
        "ai_ms_200": many.ai_ms(),
        "turn_cpu_ms_200": _ms(float(np.median(many.cpu[1:]))),
        "phases_ms_200": many.phases_ms(np.median),
        "growth": None if (grown := growth(played.costs)) is None else round(grown, 3),
        "headless": headless(folder, seed, last),
        "turns": len(played.took),
        "states": world.n,
    }
    if measure is not None:
        figures |= {
            key: round(value, 3) for key, value in measure(campaign).items() if value is not None
        }
    figures["rss_mb"] = rss_mb()
    return figures


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
    status = Path("/proc/self/status")  # a new process does not inherit the peak told here
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return round(int(line.split()[1]) / 1024, 1)
    import resource  # noqa: PLC0415  # not on every platform

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(most / (1024**2 if sys.platform == "darwin" else 1024), 1)


@dataclass(slots=True)
class _Played:
    """Turns played: what each took, in seconds, and what they led to."""

    world: World
    digests: list[str]
    took: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)
    costs: list[TurnCost] = field(default_factory=list)
    steps: list[dict[str, float]] = field(default_factory=list)
    """By turn: seconds of the process by step."""

    def ai_ms(self) -> float:
        """Return the median milliseconds in which the states decided, a turn."""
        policies = {name for stage in POLICIES.values() for name, _ in stage}
        spent = [
            sum(took for name, took in turn.items() if name in policies) for turn in self.steps
        ]
        return _ms(float(np.median(spent)))

    def phases_ms(self, middle: Callable[[list[float]], np.floating[Any]]) -> dict[str, float]:
        """Return the median or mean milliseconds of each step; 0 for turns that had it not."""
        names = dict.fromkeys(name for turn in self.steps for name in turn)
        return {
            name: _ms(float(middle([turn.get(name, 0.0) for turn in self.steps]))) for name in names
        }


def _play(world: World, turns: int, progress: Callable[[int, int], object] | None) -> _Played:
    """Play turns without people."""
    played = _Played(world, [world.digest()])
    while played.world.turn < turns:
        world = played.world
        if progress is not None:
            progress(world.turn, turns)
        begun, spent = time.perf_counter(), time.process_time()
        turn, phases = world.turn, dict[str, float]()
        while world.turn == turn:
            world = _stage(world, phases)
        played.took.append(time.perf_counter() - begun)
        played.cpu.append(time.process_time() - spent)
        alive, wars = int(world.states.exists.sum()), len(world.live_wars())
        played.costs.append(TurnCost(played.cpu[-1], alive, wars))
        played.steps.append(phases)
        played.world = world
        played.digests.append(world.digest())
    return played


def _stage(world: World, phases: dict[str, float]) -> World:
    now = "opening"
    begun = time.process_time()
    stage = "" if world.stage == Stage.ORDERS else f"{world.stage.name.lower()} "
    for step in stages.steps(world, ()):
        ended = time.process_time()
        key = now if now != "opening" else f"{stage}opening"
        phases[key] = phases.get(key, 0.0) + ended - begun
        if isinstance(step, Outcome):
            return step.world
        now, begun = step, time.process_time()
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
