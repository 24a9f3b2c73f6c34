"""Which version of the game this is: saves carry it, the title shows it."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

_SOURCE = Path(__file__).parents[2] / "pyproject.toml"


def game_version() -> str:
    """Return the version of the installed game, or of the source tree it runs from."""
    try:
        return metadata.version("indivisible")
    except metadata.PackageNotFoundError:
        pass
    try:
        project = tomllib.loads(_SOURCE.read_text(encoding="utf-8"))["project"]
        return str(project["version"])
    except (OSError, tomllib.TOMLDecodeError, KeyError):
        return "unknown"
