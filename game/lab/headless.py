"""A process that only simulates: what a game costs where there is no window.

    python -m game.lab.headless FOLDER SEED TURNS

Prints one JSON object: turns, seconds, seconds of the process, and the most memory it held.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path

ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def headless(folder: Path, seed: int, turns: int) -> dict[str, float | None]:
    """Return what playing so many turns takes in a process of its own, on one core.

    Empty where that process failed.
    """
    root = Path(__file__).resolve().parents[2]
    way = os.pathsep.join([str(root), os.environ.get("PYTHONPATH", "")])
    words = [sys.executable, "-m", "game.lab.headless", str(folder), str(seed), str(turns)]
    done = subprocess.run(  # noqa: S603  # ourselves
        words,
        env={**os.environ, **ONE_THREAD, "PYTHONPATH": way},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return {}
    told: dict[str, float | None] = json.loads(done.stdout)
    return told


def main(folder: Path, seed: int, turns: int) -> dict[str, float | None]:
    """Play a campaign and measure this process."""
    from game.content.load import load_campaign  # noqa: PLC0415  # its loading is timed as well
    from game.lab.bench import rss_mb  # noqa: PLC0415
    from game.session import stages  # noqa: PLC0415

    campaign, issues = load_campaign(folder)
    if campaign is None:
        raise LookupError("\n".join(map(str, issues)))
    world = campaign.world(seed)
    begun, spent = time.perf_counter(), time.process_time()
    while world.turn < turns and not world.over:
        world = stages.play(world, ()).world
    return {
        "turns": world.turn,
        "seconds": round(time.perf_counter() - begun, 3),
        "cpu_seconds": round(time.process_time() - spent, 3),
        "rss_mb": rss_mb(),
    }


if __name__ == "__main__":
    print(json.dumps(main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))))
