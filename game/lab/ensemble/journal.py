"""The journal of an ensemble: worlds that have been played, one a line, safe against any end."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from game.lab.ensemble.play import Played

SUFFIX = ".journal"
MOST_LINE = 4_000_000
_DIGITS = 16


def journal_of(out: Path) -> Path:
    """Return where the journal of a table lies: beside it."""
    return out.with_name(out.name + SUFFIX)


class Journal:
    """A file to which each finished world is added, whole and durable, or not at all.

    Each line is a digest, a blank and the JSON of what came of a world. What a crash has left of a
    line at the end is cut off when the file is opened again; a line that does not match its digest
    counts as never written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: BinaryIO | None = None

    def read(self) -> dict[str, Played]:
        """Return what has been played, by address, and leave the file ending with a whole line."""
        found: dict[str, Played] = {}
        try:
            with self.path.open("rb") as file:
                whole = 0
                while line := file.readline(MOST_LINE + 1):
                    if not line.endswith(b"\n"):
                        break
                    whole += len(line)
                    played = _parsed(line)
                    if played is not None:
                        found[played.address] = played
        except FileNotFoundError:
            return {}
        if whole < self.path.stat().st_size:
            os.truncate(self.path, whole)
        return found

    def __enter__(self) -> Self:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self._file = self.path.open("ab")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None

    def add(self, played: Iterable[Played]) -> None:
        """Write down what came of worlds; it is durable once this returns."""
        assert self._file is not None, "the journal is not open"  # noqa: S101
        self._file.write(b"".join(_line(each) for each in played))
        self._file.flush()
        os.fsync(self._file.fileno())


def _line(played: Played) -> bytes:
    text = played.to_json().encode("ascii")
    return _sum(text) + b" " + text + b"\n"


def _parsed(line: bytes) -> Played | None:
    said, _, text = line.rstrip(b"\n").partition(b" ")
    if said != _sum(text):
        return None
    try:
        return Played.from_json(text.decode("ascii"))
    except ValueError:
        return None


def _sum(text: bytes) -> bytes:
    return hashlib.sha256(text).hexdigest()[:_DIGITS].encode("ascii")
