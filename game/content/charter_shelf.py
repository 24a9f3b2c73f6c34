"""Charters by themselves, without a campaign: found by name or path, and compiled as written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from game.content import library
from game.content.compile.charter import compile_charter, named
from game.content.issues import Issue, has_errors, nearest
from game.content.lint.charters import charter_holds
from game.content.reading import Reader
from game.content.schema.charters import CharterFile
from game.core.calendar import Calendar
from game.core.charter import Charter

QUARTERS: Final = 4
"""Turns a year that charters are compiled for where there is no campaign."""


@dataclass(frozen=True, slots=True)
class Shelved:
    """A charter file that was read and found sound."""

    path: Path
    file: CharterFile

    @property
    def line(self) -> str:
        """What it is, in a sentence: the first of its summary."""
        text = " ".join(self.file.summary.split())
        end = text.find(". ")
        return text if end < 0 else text[: end + 1]


class UnknownCharter(ValueError):  # noqa: N818  # it is a name, not an error of the program
    """Neither a preset nor a charter file; says which presets are nearest."""


def find(named_: str) -> tuple[Shelved | None, tuple[Issue, ...]]:
    """Return a preset by its id, or a charter by the path of its file, with every finding.

    Nothing comes back where the file has errors. Raises UnknownCharter.
    """
    presets = library.charters()
    path = presets.get(named_)
    if path is None:
        path = Path(named_)
        if path.suffix != ".yaml" or not path.is_file():
            hint = nearest(named_, presets, most=3) or f"there are {', '.join(presets)}"
            raise UnknownCharter(f"no charter is called '{named_}' - {hint}")
    reader = Reader(path.parent)
    section = reader.charter(path)
    issues = list(reader.issues)
    if section is not None:
        issues += charter_holds(path.stem, section)
    if section is None or has_errors(issues):
        return None, tuple(issues)
    return Shelved(path, section.value), tuple(issues)


def presets() -> tuple[tuple[Shelved, ...], tuple[Issue, ...]]:
    """Return the charters that come with the game, the oldest first, and all findings."""
    found: list[Shelved] = []
    issues: list[Issue] = []
    for key in library.charters():
        shelved, told = find(key)
        issues += told
        if shelved is not None:
            found.append(shelved)
    found.sort(key=lambda shelved: (shelved.file.year, shelved.file.key))
    return tuple(found), tuple(issues)


def as_written(files: Iterable[CharterFile]) -> tuple[tuple[Charter, ...], tuple[str, ...]]:
    """Return charters with every state that they name, and those states' keys, by id.

    No stand-ins are taken: each state is the one that the file means.
    """
    listed = tuple(files)
    keys = tuple(dict.fromkeys(key for file in listed for _, key in named(file)))
    states = {key: at for at, key in enumerate(keys)}
    dates = Calendar(listed[0].year, 1, QUARTERS, 1)
    return tuple(compile_charter(file, states, dates) for file in listed), keys
