"""What a modder may say of goods by period, and what is said of mistakes in it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from game.content.library import find_campaign
from game.content.load import load_campaign
from game.core.formulas.supplies import shares_at
from game.core.kinds import Good

_HEAD = "oil:\n  source: made up for a test\n  supply: {USA: 0.6, SUN: 0.1}\n"


def _with_goods(folder: Path, text: str) -> Path:
    found = find_campaign("broken_covenant")
    assert found is not None
    copy = folder / "oil_test"
    shutil.copytree(found, copy)
    (copy / "goods.yaml").write_text(text, encoding="utf-8")
    manifest = (copy / "manifest.toml").read_text(encoding="utf-8")
    (copy / "manifest.toml").write_text(
        manifest.replace('id = "broken_covenant"', 'id = "oil_test"'), encoding="utf-8"
    )
    return copy


def test_shares_move_by_even_steps_between_the_years_given(tmp_path: Path) -> None:
    """From 1931 to 1941 America falls from six tenths to four: in 1936 it has five."""
    text = _HEAD + "  periods:\n    - {year: 1941, supply: {USA: 0.4, SAU: 0.3}}\n"
    campaign, issues = load_campaign(_with_goods(tmp_path, text))
    assert campaign is not None, issues
    world = campaign.world(1)
    supply = world.scenario.supplies.of(Good.OIL)
    assert supply is not None
    keys = list(world.scenario.state_keys)
    half = shares_at(supply, 1936)
    assert half[keys.index("USA")] == pytest.approx(0.5)
    assert half[keys.index("SAU")] == pytest.approx(0.15)
    assert half[keys.index("SUN")] == pytest.approx(0.05)
    assert (shares_at(supply, 1800) == shares_at(supply, 1931)).all()
    assert (shares_at(supply, 2200) == shares_at(supply, 1941)).all()
    assert world.scenario.supplies.of(Good.RUBBER) is None


@pytest.mark.parametrize(("periods", "said"), [
    ("- {year: 1950, supply: {USA: 0.9, SAU: 0.3}}", "cannot exceed 1"),
    ("- {year: 1950, supply: {USA: 0.5}}\n    - {year: 1940, supply: {USA: 0.5}}", "order"),
    ("- {year: 1950, supply: {USB: 0.5}}", "no state is called 'USB'"),
    ("- {supply: {USA: 0.5}}", "year"),
    ("- {year: 1950, supply: {USA: -0.5}}", "greater than or equal to 0"),
])  # fmt: skip
def test_mistakes_are_named_with_their_line(tmp_path: Path, periods: str, said: str) -> None:
    """A located message and no campaign."""
    folder = _with_goods(tmp_path, f"{_HEAD}  periods:\n    {periods}\n")
    campaign, issues = load_campaign(folder)
    assert campaign is None
    assert any(
        said in str(issue) and issue.file.name == "goods.yaml" and issue.line for issue in issues
    ), issues
