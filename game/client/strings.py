"""The words of the window, by key, from `assets/strings/<language>.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from game.client.assets import assets_folder
from game.narrate import tongue

LANGUAGE = "en"
"""The language in which there are words for every key."""

_chosen = LANGUAGE


def language() -> str:
    """Return the language in use."""
    return _chosen


def use(wanted: str) -> None:
    """Speak a language; keys that it has no words for fall back to English, one by one."""
    global _chosen  # noqa: PLW0603  # one window, one language
    _chosen = wanted
    tongue.speak(wanted)


def languages() -> tuple[tuple[str, str], ...]:
    """Return the languages that there are words in: code, and what each calls itself."""
    found = []
    for file in sorted((assets_folder() / "strings").glob("??.toml")):
        name = catalogue(file.stem).get("language.name")
        if name:
            found.append((file.stem, name))
    return tuple(found)


def text(key: str, **values: object) -> str:
    """Return the words for a key with `{names}` filled in; an unknown key shows itself."""
    words = catalogue(_chosen).get(key) if _chosen != LANGUAGE else None
    if words is None:
        words = catalogue(LANGUAGE).get(key)
    if words is None:
        return key
    return words.format_map(values) if values else words


@cache
def catalogue(language: str) -> Mapping[str, str]:
    """Return all words of a language, keys joined with dots; empty if the file is missing."""
    return read_catalogue(assets_folder() / "strings" / f"{language}.toml")


def read_catalogue(path: Path) -> Mapping[str, str]:
    """Read a file of words. Raises tomllib.TOMLDecodeError."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return dict(_flatten(data, ""))


def _flatten(data: Mapping[str, object], prefix: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, dict):
            yield from _flatten(value, f"{prefix}{key}.")
        else:
            yield prefix + key, str(value)
