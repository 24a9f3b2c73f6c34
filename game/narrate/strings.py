"""The sentences, by key, from `assets/strings/<kind>_<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import game
from game.narrate import tongue

LANGUAGE = tongue.ENGLISH
"""The language that has a sentence for every key."""
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


def load_strings(language: str | None = None, kind: str = KIND) -> Strings:
    """Return all sentences of a kind, in the language in use unless one is given.

    Keys that another language has nothing for are in English, one by one; so is all of a language
    that has no file. Raises OSError or tomllib.TOMLDecodeError.
    """
    return _load(language or tongue.language(), kind)


@cache
def _load(language: str, kind: str) -> Strings:
    found = dict(read_strings(strings_file(LANGUAGE, kind)))
    if language != LANGUAGE and strings_file(language, kind).is_file():
        found |= read_strings(strings_file(language, kind))
    return found


def read_strings(file: Path) -> Strings:
    """Read one file of sentences. Raises OSError or tomllib.TOMLDecodeError."""
    return dict(_flatten(tomllib.loads(file.read_text(encoding="utf-8")), ""))


def _flatten(data: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
