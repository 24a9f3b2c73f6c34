"""Parsed campaign files are kept by content; what is kept is never trusted."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.persistence.paths import cache_folder
from game.session.shelf import open_campaign


def test_a_campaign_from_the_cache_is_the_campaign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second opening reads what the first kept, and makes the very same world."""
    monkeypatch.setenv("INDIVISIBLE_HOME", str(tmp_path))
    first, _ = open_campaign("league")
    kept = sorted(cache_folder().rglob("*.json"))
    assert kept
    assert all(file.is_relative_to(tmp_path) for file in kept)
    second, _ = open_campaign("league")
    assert first.world(3).digest() == second.world(3).digest()
    assert sorted(cache_folder().rglob("*.json")) == kept


def test_a_file_that_says_less_than_was_kept_is_not_believed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No claims would be a campaign as well, but not this one."""
    monkeypatch.setenv("INDIVISIBLE_HOME", str(tmp_path))
    whole, _ = open_campaign("broken_covenant")
    for file in cache_folder().rglob("*.json"):
        seal, _, plain = file.read_text(encoding="utf-8").partition("\n")
        if "jp_manchuria" in plain:
            file.write_text(f"{seal}\n[]", encoding="utf-8")
    again, _ = open_campaign("broken_covenant")
    assert len(again.world(1).claims) == len(whole.world(1).claims) > 50


@pytest.mark.parametrize("rubbish", ["", "{", "[]", '{"GBR": {"name": 7}}', "\0"])
def test_rubbish_in_the_cache_does_no_harm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, rubbish: str
) -> None:
    """Files that somebody or something has spoilt are read anew from the campaign."""
    monkeypatch.setenv("INDIVISIBLE_HOME", str(tmp_path))
    whole, _ = open_campaign("broken_covenant")
    for file in cache_folder().rglob("*.json"):
        file.write_text(rubbish, encoding="utf-8")
    again, issues = open_campaign("broken_covenant")
    assert issues == ()
    assert whole.world(1).digest() == again.world(1).digest()
