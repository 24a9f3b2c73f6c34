"""Whatever is done to a campaign's files, what comes out is findings."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.content.issues import Issue
from game.content.load import load_campaign
from game.content.located import parse, scalar
from game.core.invariants import faults
from tests.content.small import TEMPLATE, use_small_map

FILES = sorted(file.relative_to(TEMPLATE).as_posix() for file in TEMPLATE.rglob("*.*l"))

NASTY = st.sampled_from([
    b"\x00", b"\xff\xfe", b"[", b"{", b"}", b"]", b": ", b"- ", b"&a ", b"*a", b"!!str ", b"|", b">",
    b"%YAML 9.9\n", b"---\n", b"...\n", b"? ", b"'", b'"', b"\t", b"\r", b"NO", b"~", b"1e999", b"-1",
    b".nan", b"99999999999999999999", b"\xc3\x28", b"\xe2\x80\xa8", b"#", b"<<: ", b"@", b"`",
    b"[" * 200, b"{a: " * 60, b"- " * 300,
])  # fmt: skip
"""Pieces that parsers trip over."""


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file of the small campaign, and what has become of its bytes."""
    name = draw(st.sampled_from(FILES))
    raw = (TEMPLATE / name).read_bytes()
    for _ in range(draw(st.integers(1, 4))):
        lines = raw.split(b"\n")
        at = draw(st.integers(0, len(lines) - 1))
        match draw(st.integers(0, 6)):
            case 0:
                del lines[at]
            case 1:
                lines[at] = draw(st.binary(max_size=40))
            case 2:
                lines.insert(at, lines[draw(st.integers(0, len(lines) - 1))])
            case 3:
                cut = draw(st.integers(0, len(lines[at])))
                lines[at] = lines[at][:cut] + draw(NASTY) + lines[at][cut:]
            case 4:
                words = lines[at].split(b" ")
                words[draw(st.integers(0, len(words) - 1))] = draw(NASTY)
                lines[at] = b" ".join(words)
            case 5:
                lines = lines[:at]
            case _:
                lines[at] = draw(st.text(max_size=30)).encode("utf-8", "surrogatepass")
        raw = b"\n".join(lines)
    return name, raw


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(damaged())
def test_a_mutilated_campaign_yields_findings_or_a_sound_world(
    monkeypatch: pytest.MonkeyPatch, damage: tuple[str, bytes]
) -> None:
    use_small_map(monkeypatch)
    name, raw = damage
    with tempfile.TemporaryDirectory() as folder:
        small = Path(shutil.copytree(TEMPLATE, Path(folder) / "small"))
        (small / name).write_bytes(raw)
        campaign, issues = load_campaign(small)
        assert all(isinstance(issue, Issue) and "\n" not in str(issue) for issue in issues)
        if campaign is None:
            assert issues
        else:
            assert not list(faults(campaign.world(1)))


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=200), st.sampled_from([Path("x.yaml"), Path("x.toml")]))
def test_random_bytes_are_read_or_refused(raw: bytes, name: Path) -> None:
    found, issues = parse(raw, name)
    assert found is not None or issues
    assert all(issue.line >= 0 for issue in issues)


@given(st.text(alphabet="0123456789.eE+-~nulltrefasNO", max_size=12))
def test_a_plain_scalar_is_text_unless_it_is_a_number_or_a_word(text: str) -> None:
    value = scalar(text)
    if isinstance(value, float):
        assert float(text) == value
    elif isinstance(value, str):
        assert value == text


@pytest.mark.parametrize("word", ["NO", "yes", "on", "off", "0x1F", "0o17", "1_000", "12:30", "y"])
def test_the_old_words_of_yaml_are_just_words(word: str) -> None:
    assert scalar(word) == word
