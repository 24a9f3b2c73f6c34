"""Files that are either the old one or the new one, whatever happens in between."""

from __future__ import annotations

import glob
import os
import tempfile
import time
from contextlib import suppress
from pathlib import Path

TEMPORARY = ".part"
"""Suffix of a file being written; one that is found later is what a crash left behind."""

LEFT_BEHIND = 3600.0
"""Seconds after which nobody is writing to such a file any more."""


def write_atomically(path: Path, content: bytes) -> None:
    """Put `content` at `path`, durable once this returns; makes the folder when it is missing.

    Raises OSError with the former file untouched.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(TEMPORARY, f".{path.name}.", path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    _sync_folder(path.parent)
    _sweep(path)


def _sweep(path: Path) -> None:
    """Remove what crashes have left behind of a file, long ago."""
    with suppress(OSError):
        for left in path.parent.glob(f".{glob.escape(path.name)}.*{TEMPORARY}"):
            if time.time() - left.stat().st_mtime > LEFT_BEHIND:
                left.unlink(missing_ok=True)


def _sync_folder(folder: Path) -> None:
    """Make a renaming durable; platforms that cannot open a folder need no such thing."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
