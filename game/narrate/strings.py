"""The sentences, by key, from `assets/strings/<kind>_<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import game

LANGUAGE = "en"
KIND = "narrate"
"""What is told of play; other kinds of text have files of their own."""

Strings = Mapping[str, str]
"""Templates by key, sections joined with dots: `event.crisis.demand`."""


def strings_file(language: str = LANGUAGE, kind: str = KIND) -> Path:
    """Return the file of a language's sentences, in a checkout or where the game is installed."""
    package = Path(game.__file__).resolve().parent
    name = f"{kind}_{language}.toml"
    installed = package / "_data" / "assets" / "strings" / name
    return installed if installed.is_file() else package.parent / "assets" / "strings" / name


@cache
def load_strings(language: str = LANGUAGE, kind: str = KIND) -> Strings:
    """Return all sentences of a language and a kind. Raises OSError or tomllib.TOMLDecodeError."""
    data = tomllib.loads(strings_file(language, kind).read_text(encoding="utf-8"))
    return dict(_flatten(data, ""))


def _flatten(data: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
