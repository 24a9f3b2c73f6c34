"""A mark that a game is being played, which only a process that ended in order takes away."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

_NAME = "being-played"


class PlayMark:
    """The mark in one folder of saves."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _NAME

    def put(self) -> None:
        """Say that this process plays a game; where it cannot be written, nothing is said."""
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._path.write_text(f"{os.getpid()}\n", encoding="ascii")

    def take_away(self) -> None:
        """Say that this process has ended its game in order, or knows of one that did not."""
        whose = self._whose()
        if whose == os.getpid() or not _lives(whose):
            with suppress(OSError):
                self._path.unlink(missing_ok=True)

    def left_behind(self) -> bool:
        """Tell whether a process that is gone was playing a game, and did not end it."""
        if not self._path.is_file():
            return False
        process = self._whose()
        return process != os.getpid() and not _lives(process)

    def _whose(self) -> int:
        """Return the process that put the mark; 0 where it says nothing sensible."""
        try:
            return int(self._path.read_text(encoding="ascii")[:20])
        except (OSError, ValueError):
            return 0


def _lives(process: int) -> bool:
    if process <= 0 or os.name != "posix":
        return False  # elsewhere a process cannot be asked without ending it
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        return True  # somebody else's
    return True
