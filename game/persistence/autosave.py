"""Saves that nobody asked for: the last few turns, in files that take turns."""

from __future__ import annotations

import re
from pathlib import Path

from game.persistence.save import SUFFIX, saves_in, write_save
from game.persistence.saved import SavedGame

KEPT = 8
_NAME = re.compile(rf"autosave-(\d{{1,4}}){re.escape(SUFFIX)}")


def autosave(folder: Path, game: SavedGame, kept: int = KEPT) -> Path:
    """Save a game over the oldest autosave of a folder, or into a free place; return its path.

    At most `kept` are there afterwards, numbered from 0. The name tells nothing of the game, so
    that it tells no seat anything of another. Raises OSError with the older saves untouched.
    """
    present = autosaves(folder)
    taken = {path.name for path in present}
    names = [f"autosave-{number}{SUFFIX}" for number in range(kept)]
    free = [name for name in names if name not in taken]
    oldest = [path.name for path in reversed(present) if path.name in names]
    path = folder / (free or oldest)[0]
    write_save(path, game)
    for extra in present:
        if extra.name not in names:  # more were kept once
            extra.unlink(missing_ok=True)
    return path


def autosaves(folder: Path) -> tuple[Path, ...]:
    """Return the autosaves of a folder, the newest first."""
    return tuple(path for path in saves_in(folder) if _NAME.fullmatch(path.name))
