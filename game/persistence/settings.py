"""What a player has chosen for this machine, in a small TOML file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from game.persistence.atomic import write_atomically

FILE_NAME = "settings.toml"
MAX_BYTES = 256 * 1024

Word = Annotated[
    str, StringConstraints(min_length=1, max_length=64, pattern=r"^[^\x00-\x1f\x7f]+$")
]
Place = tuple[Word, Word, float, float, float]
Palette = Literal["atlas", "deutan", "tritan"]


class Settings(BaseModel):
    """Comfort and habits of one player; nothing here changes what happens in a game."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid", allow_inf_nan=False)

    scale_percent: int = Field(default=100, ge=75, le=250)
    window: tuple[
        Annotated[int, Field(ge=640, le=16384)], Annotated[int, Field(ge=480, le=16384)]
    ] = (1280, 720)
    """Width and height in pixels."""
    fullscreen: bool = False
    palette: Palette = "atlas"
    """`deutan` and `tritan` avoid the pairs that those eyes confuse; `atlas` suits all."""
    sound: bool = True
    volume: float = Field(default=0.7, ge=0.0, le=1.0)
    music: bool = True
    music_volume: float = Field(default=0.35, ge=0.0, le=1.0)
    language: str = Field(default="en", pattern=r"^[a-z]{2,3}(_[A-Za-z]{2,8})?$")
    minimap: bool = True
    """Whether the whole world is shown in a corner of the map."""
    autosaves_kept: int = Field(default=8, ge=1, le=100)
    keys: dict[Word, Word] = Field(default_factory=dict, max_length=500)
    """Key by action, only where it differs from the default."""
    muted_notices: tuple[Word, ...] = Field(default=(), max_length=500)
    """Kinds of notice that are not listed beside the map; the chronicle keeps them."""
    places: tuple[Place, ...] = Field(default=(), max_length=500)
    """Places of the map to come back to: for whom, name, centre and zoom of the camera."""
    mirror: bool = False
    """Whether screens, the focus and notices are written to the terminal as well."""


class SettingsStore:
    """The settings file of one folder."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """Return the settings and what was wrong with the file, a line each.

        A damaged file is kept beside the good one as `settings.toml.bad`; what could not be read
        has its default. A missing file is no fault.
        """
        try:
            with self.path.open("rb") as file:
                raw = file.read(MAX_BYTES + 1)
        except FileNotFoundError:
            return Settings(), ()
        except OSError as error:
            return Settings(), (f"{self.path}: cannot be read: {error.strerror}",)
        settings, faults = read_settings(raw)
        if not faults:
            return settings, ()
        return settings, (*(f"{self.path}:{fault}" for fault in faults), *self._keep_aside(raw))

    def save(self, settings: Settings) -> None:
        """Write the settings so that a crash leaves the old file or the new one.

        Raises OSError.
        """
        write_atomically(self.path, write_settings(settings).encode("utf-8"))

    def _keep_aside(self, raw: bytes) -> tuple[str]:
        bad = self.path.with_name(f"{self.path.name}.bad")
        try:
            write_atomically(bad, raw)
        except OSError as error:
            return (f"{bad}: could not keep a copy: {error.strerror}",)
        return (f"{bad}: your file was kept here; defaults are used for what could not be read",)


def read_settings(raw: bytes) -> tuple[Settings, tuple[str, ...]]:
    """Read settings from the bytes of a file; each fault is `line: what`."""
    if len(raw) > MAX_BYTES:
        return Settings(), (f"1: larger than {MAX_BYTES // 1024} kB, which no settings file is",)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = 1 + raw.count(b"\n", 0, error.start)
        return Settings(), (f"{line}: not UTF-8 text",)
    try:
        data = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        at = re.search(r"\(at line (\d+)", str(error))
        line = int(at[1]) if at else 1 + text.count("\n")
        what = re.sub(r" \(at .*\)", "", str(error))
        return Settings(), (f"{line}: {what}",)
    return _validate(data, text)


def write_settings(settings: Settings) -> str:
    """Return the text of a settings file; `read_settings` gives the same settings back."""
    lines, tables = [], []
    for name, value in settings.model_dump(mode="json").items():
        if isinstance(value, dict):
            rows = [f"{_toml(key)} = {_toml(value[key])}" for key in sorted(value)]
            tables += ["", f"[{name}]", *rows]
        else:
            lines.append(f"{name} = {_toml(value)}")
    return "\n".join([*lines, *tables, ""])


def _toml(value: object) -> str:
    # For the plain values that settings are made of, JSON's spelling is TOML's as well.
    return json.dumps(value, ensure_ascii=False)


def _validate(data: Mapping[str, object], text: str) -> tuple[Settings, tuple[str, ...]]:
    try:
        # As JSON, where a list is the only spelling of a tuple that a file can have.
        return Settings.model_validate_json(json.dumps(data, default=str)), ()
    except ValidationError as error:
        faults = {}
        for problem in error.errors(include_url=False, include_context=False):
            name = str(problem["loc"][0])
            where = ".".join(str(part) for part in problem["loc"])
            message = problem["msg"].replace("Input should", "should")
            if problem["type"] == "extra_forbidden":
                message = "no such setting"
            faults[name] = f"{_line_of(text, name)}: {where}: {message}"
        sound = {name: value for name, value in data.items() if name not in faults}
        settings = Settings.model_validate_json(json.dumps(sound, default=str))
        return settings, tuple(faults.values())


def _line_of(text: str, name: str) -> int:
    key = re.compile(rf"\s*\[?\s*[\"']?{re.escape(name)}\b")
    for number, line in enumerate(text.splitlines(), start=1):
        if key.match(line):
            return number
    return 1
