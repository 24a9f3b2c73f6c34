"""Where saves and settings lie: in the checkout, in the platform's folders, or where one says."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path

import platformdirs

import game

NAME = "indivisible"

HOME_VARIABLE = "INDIVISIBLE_HOME"
"""Environment variable naming one folder for everything that the game writes."""


def checkout() -> Path | None:
    """Return the root of the checkout that the game runs from, or None when it is installed."""
    root = Path(game.__file__).resolve().parent.parent
    try:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return root if project.get("project", {}).get("name") == NAME else None


def shipped() -> Path:
    """Return the folder that holds the game's own `assets`, `maps` and `campaigns`."""
    return checkout() or Path(game.__file__).resolve().parent / "_data"


def saves_folder() -> Path:
    """Return the folder of saves, which need not exist yet."""
    home = _home()
    if home is not None:
        return home / "saves"
    root = checkout()
    if root is not None:
        return root / "saves"
    return Path(platformdirs.user_data_dir(NAME, appauthor=False)) / "saves"


def settings_folder() -> Path:
    """Return the folder of the settings file, which need not exist yet."""
    home = _home()
    if home is not None:
        return home
    return Path(platformdirs.user_config_dir(NAME, appauthor=False))


def campaigns_folder() -> Path:
    """Return the folder where campaigns that players add are kept, beside the saves."""
    return saves_folder().parent / "campaigns"


def _home() -> Path | None:
    named = os.environ.get(HOME_VARIABLE, "").strip()
    return Path(named).expanduser().resolve() if named else None
