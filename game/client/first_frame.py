"""The window from nothing to its first frame, without a display: what a player waits for."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter

REPEATS = 3


def start_ms() -> float | None:
    """Return milliseconds from a new process to the title's first frame, the best of three.

    The end of that process counts as well. None where the window cannot be opened.
    """
    dummy = {**os.environ, "SDL_VIDEODRIVER": "dummy", "SDL_AUDIODRIVER": "dummy"}
    best = float("inf")
    for _ in range(REPEATS):
        begun = perf_counter()
        shown = subprocess.run(  # noqa: S603  # ourselves
            [sys.executable, "-m", __name__], check=False, capture_output=True, env=dummy
        )
        if shown.returncode != 0:
            return None
        best = min(best, perf_counter() - begun)
    return 1000 * best


def show() -> None:
    """Open the window on the title, draw it once and close it; the player's files stay unread."""
    from game.client import start  # noqa: PLC0415  # loading it is part of what is measured
    from game.client.app import App  # noqa: PLC0415
    from game.client.screens.title import TitleScreen  # noqa: PLC0415

    with TemporaryDirectory() as folder:
        services = start.services(saves=Path(folder), settings=Path(folder))
        # What is loaded behind the first frame is no part of it.
        app = App(replace(services, shown=lambda: None), TitleScreen())
        try:
            app.step((), 0.0)
            app.draw()
        finally:
            app.close()


if __name__ == "__main__":
    show()
