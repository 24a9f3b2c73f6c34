"""The quick parser of campaign files and the plain one read the same, line by line."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from ruamel.yaml import YAML

from game.content import located

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "campaigns").rglob("*.yaml"))
TEXTS = [path.read_text(encoding="utf-8") for path in FILES]
SMALL = [text for text in TEXTS if len(text) < 4000]


def both(text: str) -> tuple[tuple[object, object], tuple[object, object]]:
    """Return what a text says by the way that is taken and by the plain parser alone."""
    name = Path("states.yaml")
    read, plain = located._parse_yaml(text, name), located._built_or_not(text, name)
    return tuple((each[0] and (each[0].data, each[0].lines), each[1]) for each in (read, plain))  # type: ignore[return-value]


def test_the_quick_parser_is_there() -> None:
    assert "clib" in YAML(typ="safe").Parser.__module__


@pytest.mark.parametrize("path", FILES[::9], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_official_files_read_the_same(path: Path) -> None:
    read, plain = both(path.read_text(encoding="utf-8"))
    assert read == plain


@settings(max_examples=120)
@given(st.data())
def test_what_the_plain_parser_takes_of_a_damaged_file_reads_the_same(data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(SMALL))
    at = data.draw(st.integers(0, len(text)))
    gone = data.draw(st.integers(0, 12))
    put = data.draw(st.text(alphabet=" \t\n:-[]{}'\"#&*!|>%@`,?~0aé\x07", max_size=5))
    read, plain = both(text[:at] + put + text[at + gone :])
    # The quick one takes a little more (a tab between words); what the plain one takes is the same.
    if plain[0] is not None:
        assert read[0] == plain[0]
