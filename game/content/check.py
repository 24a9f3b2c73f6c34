"""Check whatever a modder points at: a campaign, one of its files, a charter, or a map."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.content.issues import Issue, Severity
from game.content.library import find_campaign, unknown_campaign
from game.content.lint.charters import charter_holds
from game.content.lint.happenings import happening_holds
from game.content.load import load_campaign
from game.content.maps.loader import load_map
from game.content.reading import Reader

TEXTS = {".md", ".txt"}
"""Suffixes of what lies beside campaigns for people to read."""


def check(named: str, more: Iterable[Path] = ()) -> tuple[Issue, ...]:
    """Return every finding about a campaign (by name, folder or file), charters or a .tmx map.

    `charters` is a folder of them. A text for readers is passed over with a note, so that a whole
    folder can be given.
    """
    path = Path(named)
    if path.suffix == ".tmx":
        return load_map(path)[1]
    if path.is_file() and path.parent.name == "charters":
        return _charter(path)
    if path.is_file() and path.parent.name == "happenings" and _on_its_own(path.parent):
        return _happening(path)
    if path.is_dir() and path.resolve().name == "happenings" and _on_its_own(path):
        return tuple(issue for file in sorted(path.glob("*.yaml")) for issue in _happening(file))
    if path.is_dir() and path.resolve().name == "charters":
        return tuple(issue for file in sorted(path.glob("*.yaml")) for issue in _charter(file))
    folder = find_campaign(named, more)
    if folder is None and path.exists():
        above = (path.parent, path.parent.parent)
        folder = next((near for near in above if (near / "manifest.toml").is_file()), None)
    if folder is None and path.is_dir():
        folder = path
    if folder is None and path.is_file() and path.suffix.lower() in TEXTS:
        return (Issue(path, 0, "", "is a text for readers; passed over", "", Severity.NOTE),)
    if folder is None:
        return (unknown_campaign(named, more),)
    return load_campaign(folder)[1]


def _on_its_own(folder: Path) -> bool:
    """Tell whether a folder of happenings is a shelf, and not part of a campaign."""
    return not (folder.resolve().parent / "manifest.toml").is_file()


def _happening(path: Path) -> tuple[Issue, ...]:
    reader = Reader(path.parent)
    section = reader.happening(path)
    if section is None:
        return tuple(reader.issues)
    return tuple(happening_holds(path.stem, section))


def _charter(path: Path) -> tuple[Issue, ...]:
    reader = Reader(path.parent)
    section = reader.charter(path)
    return tuple(reader.issues) if section is None else tuple(charter_holds(path.stem, section))
