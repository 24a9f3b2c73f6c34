"""Words by key: every key that is asked for exists."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from game.client import strings
from game.client.colours import PALETTES
from game.client.strings import catalogue, read_catalogue, text
from game.client.widgets.hemicycle import Leaning

CLIENT = Path(strings.__file__).parent
TAKES_KEYS = {"text": (0,), "Choice": (0,)}
KEY_ARGUMENTS = {"yes_key", "no_key"}


def keys_used() -> Iterator[tuple[str, str]]:
    """Yield every key written out in the client, with its place."""
    for path in sorted(CLIENT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else ""
            given = [node.args[i] for i in TAKES_KEYS.get(called, ()) if i < len(node.args)]
            given += [word.value for word in node.keywords if word.arg in KEY_ARGUMENTS]
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str):
                    yield value.value, f"{path.name}:{node.lineno}"


def test_every_key_that_is_written_out_has_words() -> None:
    used = list(keys_used())
    assert len(used) > 40
    assert [f"{place}: {key}" for key, place in used if key not in catalogue("en")] == []


@pytest.mark.parametrize("key", [f"leaning.{each.value}" for each in Leaning])
def test_every_leaning_has_a_word(key: str) -> None:
    assert text(key) != key


@pytest.mark.parametrize("key", [f"palette.{key}" for key in PALETTES])
def test_every_palette_has_a_name(key: str) -> None:
    assert text(key) != key


def test_a_missing_key_shows_itself() -> None:
    assert text("no.such.key", anything=1) == "no.such.key"


def test_every_name_in_braces_is_given_where_its_key_is_used() -> None:
    wrong = []
    for path in sorted(CLIENT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or ast.unparse(node.func) != "text" or not node.args:
                continue
            key = node.args[0]
            if isinstance(key, ast.Constant):
                wanted = {name for _, name, _, _ in Formatter().parse(text(key.value)) if name}
                given = {word.arg for word in node.keywords}
                if wanted != given:
                    wrong.append(f"{path.name}:{node.lineno}: {key.value}: {wanted} is not {given}")
    assert wrong == []


def test_names_in_braces_are_filled_in() -> None:
    assert text("title.version", version="7.1") == "Version 7.1"


def test_a_missing_language_has_no_words(tmp_path: Path) -> None:
    assert read_catalogue(tmp_path / "xx.toml") == {}
