"""Where the files lie that the window shows and plays."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import game


@cache
def assets_folder() -> Path:
    """Return the folder `assets`: inside the installed package, or beside it in a checkout."""
    package = Path(game.__file__).resolve().parent
    installed = package / "_data" / "assets"
    return installed if installed.is_dir() else package.parent / "assets"
