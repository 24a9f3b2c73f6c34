"""What comes with the game: campaigns, charters and maps, in a checkout or where it is installed."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import game
from game.content.issues import Issue, nearest


@dataclass(frozen=True, slots=True)
class Listed:
    """A campaign as a list shows it."""

    id: str
    title: str
    blurb: str
    folder: Path


@lru_cache(maxsize=1)
def library() -> Path:
    """Return the folder that holds `campaigns` and `maps`."""
    package = Path(game.__file__).resolve().parent
    installed = package / "_data"
    return installed if (installed / "campaigns").is_dir() else package.parent


def campaigns_folder() -> Path:
    """Return the folder of the game's own campaigns."""
    return library() / "campaigns"


def charters() -> dict[str, Path]:
    """Return the charters that come with the game, by key."""
    return {file.stem: file for file in sorted((campaigns_folder() / "charters").glob("*.yaml"))}


def happenings() -> dict[str, Path]:
    """Return the happenings that come with the game, by key."""
    return {file.stem: file for file in sorted((campaigns_folder() / "happenings").glob("*.yaml"))}


def find_map(name: str, folder: Path) -> Path | None:
    """Return a map of the library by name, or a .tmx file that lies in a campaign's folder."""
    own = folder / name
    if name.endswith(".tmx") and own.is_file() and own.resolve().parent == folder.resolve():
        return own
    shipped = library() / "maps" / f"{name.removesuffix('.tmx')}.tmx"
    return shipped if shipped.is_file() else None


def list_campaigns(more: Iterable[Path] = ()) -> tuple[Listed, ...]:
    """Return the campaigns at hand: the game's own, then those below the folders `more`."""
    found = []
    # In a source tree the player's folder may be the game's own.
    roots = dict.fromkeys(root.resolve() for root in (campaigns_folder(), *more))
    for root in roots:
        if not root.is_dir():
            continue
        for manifest in sorted(root.glob("*/manifest.toml")):
            try:
                data = tomllib.loads(manifest.read_text("utf-8"))
            except (OSError, ValueError, RecursionError):
                data = {}
            folder = manifest.parent
            title, blurb = data.get("title"), data.get("blurb")
            found.append(
                Listed(
                    folder.name,
                    title if isinstance(title, str) else folder.name,
                    blurb.strip() if isinstance(blurb, str) else "",
                    folder,
                )
            )
    return tuple(found)


def find_campaign(name_or_path: str, more: Iterable[Path] = ()) -> Path | None:
    """Return the folder of a campaign, by the name it is listed under or by a path."""
    for listed in list_campaigns(more):
        if listed.id == name_or_path:
            return listed.folder
    path = Path(name_or_path)
    if path.name == "manifest.toml":
        path = path.parent
    return path if (path / "manifest.toml").is_file() else None


def unknown_campaign(name: str, more: Iterable[Path] = ()) -> Issue:
    """Return the finding for a campaign that is not there, with the nearest that is."""
    known = [listed.id for listed in list_campaigns(more)]
    hint = nearest(name, known) or f"there are {', '.join(known)}" if known else ""
    return Issue(Path(name), 0, "", "is neither a campaign by name nor a campaign folder", hint)
