"""Charters that players write: files of the same format as those that come with the game."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from ruamel.yaml import YAML

from game.content import charter_shelf
from game.content.charter_shelf import Shelved
from game.persistence.atomic import write_atomically
from game.persistence.paths import saves_folder

MOST: Final = 200
"""Most presets that a folder is read for."""


class PresetFault(Exception):  # noqa: N818  # it is what is wrong with a preset
    """A preset cannot be kept, or read; says why."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A preset on the shelf: read, or with what is wrong with it."""

    path: Path
    shelved: Shelved | None
    fault: str = ""


def presets_folder() -> Path:
    """Return the folder of charters that players wrote, beside the saves; it need not exist yet."""
    return saves_folder().parent / "charters"


def preset_key(name: str) -> str:
    """Return the key, and file name, that a charter gets by its name."""
    stem = re.sub(r"[^a-z0-9]+", "_", name.casefold()).strip("_")[:40].strip("_")
    return stem if stem and stem[0].isalpha() else f"charter_{stem}".strip("_")


def write_preset(folder: Path, document: Mapping[str, Any]) -> Path:
    """Write a charter into a file that is not there yet, checked as a campaign's charters are.

    `document` is the plain data of a charter file; its key is set to the file's own name. Raises
    PresetFault, with nothing left behind.
    """
    stem = preset_key(str(document["name"]))
    key, number = stem, 1
    while (folder / f"{key}.yaml").exists():
        number += 1
        key = f"{stem}_{number}"
    path = folder / f"{key}.yaml"
    yaml = YAML(typ="safe", pure=True)
    yaml.default_flow_style = False
    yaml.sort_base_mapping_type_on_output = False  # type: ignore[assignment]  # typed as None
    out = io.StringIO()
    plain = {name: value for name, value in {**document, "key": key}.items() if value is not None}
    yaml.dump(plain, out)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        write_atomically(path, out.getvalue().encode("utf-8"))
    except OSError as fault:
        raise PresetFault(fault.strerror or str(fault)) from fault
    listed = _read(path)
    if listed.shelved is None:
        path.unlink(missing_ok=True)
        raise PresetFault(listed.fault)
    return path


def read_presets(folder: Path) -> tuple[Listed, ...]:
    """Return the charters of a folder by name, with the faults of those that cannot be read."""
    if not folder.is_dir():
        return ()
    return tuple(_read(path) for path in sorted(folder.glob("*.yaml"))[:MOST])


def _read(path: Path) -> Listed:
    try:
        shelved, issues = charter_shelf.find(str(path))
    except charter_shelf.UnknownCharter as unknown:
        return Listed(path, None, str(unknown))
    fault = "; ".join(str(issue) for issue in issues) if shelved is None else ""
    return Listed(path, shelved, fault)
