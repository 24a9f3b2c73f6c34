"""Check whatever a modder points at: a campaign, one of its files, a charter, or a map."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from game.content.issues import Issue
from game.content.library import find_campaign, unknown_campaign
from game.content.lint.bodies import ladder_holds
from game.content.load import load_campaign
from game.content.maps.loader import load_map
from game.content.reading import Reader


def check(named: str, more: Iterable[Path] = ()) -> tuple[Issue, ...]:
    """Return every finding about a campaign (by name, folder or file), a charter or a .tmx map."""
    path = Path(named)
    if path.suffix == ".tmx":
        return load_map(path)[1]
    if path.is_file() and path.parent.name == "charters":
        return _charter(path)
    folder = find_campaign(named, more)
    if folder is None and path.is_file():
        above = (path.parent, path.parent.parent)
        folder = next((near for near in above if (near / "manifest.toml").is_file()), None)
    if folder is None and path.is_dir():
        folder = path
    if folder is None:
        return (unknown_campaign(named, more),)
    return load_campaign(folder)[1]


def _charter(path: Path) -> tuple[Issue, ...]:
    reader = Reader(path.parent)
    section = reader.charter(path)
    return tuple(reader.issues) if section is None else tuple(ladder_holds(path.stem, section))
