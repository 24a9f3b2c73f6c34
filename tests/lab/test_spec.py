"""Specifications: what they mean, and what is said of those that mean nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.lab.ensemble.plan import Unplayable, plan, with_rules
from game.lab.ensemble.spec import OWN, read_spec
from game.session.shelf import open_campaign


def write(folder: Path, text: str, name: str = "spec.toml") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> str:
    found, issues = read_spec(write(folder, text))
    assert found is None
    return "\n".join(map(str, issues))


def test_an_ensemble_is_the_product_of_campaigns_charters_and_rules(tmp_path: Path) -> None:
    text = """
title = "Covenants"
campaigns = ["broken_covenant"]
charters = ["own", "strict_covenant"]
runs = 3
first_seed = 10
turns = 4

[rules.standard]

[rules.tame]
war_cost = 0.7
"""
    spec, issues = read_spec(write(tmp_path, text))
    assert spec is not None, issues
    jobs = plan(spec)

    assert [job.number for job in jobs] == list(range(12))
    assert [job.arm.name for job in jobs[::3]] == [
        "broken_covenant",
        "broken_covenant, tame",
        "broken_covenant, strict_covenant",
        "broken_covenant, strict_covenant, tame",
    ]
    assert [job.seed for job in jobs[:3]] == [10, 11, 12], "every arm has the same seeds"
    assert len({job.address for job in jobs}) == 12
    assert jobs[3].arm.rules == (("war_cost", 0.7),)
    assert [job.address for job in plan(spec, 1)] == [job.address for job in jobs[::3]]


def test_a_variant_changes_the_numbers_that_it_names_and_no_others() -> None:
    campaign, _ = open_campaign("broken_covenant")
    tame = with_rules(campaign, (("war_cost", 0.7),)).world(1).rules
    own = campaign.world(1).rules

    assert tame.war_cost == 0.7
    assert own.war_cost != 0.7
    assert tame.reach_km == own.reach_km


def test_the_folder_beside_the_specification_goes_before_a_name(tmp_path: Path) -> None:
    spec, _ = read_spec(write(tmp_path, 'campaigns = ["mine"]'))
    assert spec is not None
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "manifest.toml").write_text("format = 1", encoding="utf-8")

    with pytest.raises(Unplayable) as caught:
        plan(spec)

    assert "'mine' cannot be played" in str(caught.value)
    assert str(tmp_path / "mine") in str(caught.value)


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("campaigns = ", 1, "is not TOML"),
        ('campaigns = "century"', 1, "campaigns: should be a"),
        ("runs = 3", 1, "lacks 'campaigns'"),
        ("campaigns = []", 1, "at least 1 item"),
        ('campaigns = ["century"]\nrun = 3', 2, "did you mean 'runs'?"),
        ('campaigns = ["century"]\nruns = 0', 2, "greater than or equal to 1"),
        ('campaigns = ["century"]\nruns = 1.5', 2, "integer"),
        ('campaigns = ["century"]\nfirst_seed = -1', 2, "greater than or equal to 0"),
        ('campaigns = ["century"]\nfirst_seed = 9223372036854775807', 2, "less than"),
        ('campaigns = ["century"]\nturns = 1979-05-27', 2, "integer"),
        ('campaigns = ["century"]\n[rules.tame]\nwar_kost = 1', 3, "did you mean 'war_cost'?"),
        ('campaigns = ["century"]\n[rules.tame]\nwar_cost = inf', 3, "finite number"),
        ('campaigns = ["century"]\n[rules.tame]\nwar_cost = 1e9', 3, "less than or equal to"),
        ('campaigns = ["century"]\n[rules."../x"]\nwar_cost = 0.5', 1, "rules"),
        ('campaigns = ["century", "century"]', 1, "names 'century' twice"),
        ('campaigns = ["century"]\ncharters = ["own", "own"]', 2, "names 'own' twice"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(
    tmp_path: Path, text: str, line: int, words: str
) -> None:
    said = faults(tmp_path, text)

    assert words in said
    assert f"spec.toml:{line}: error:" in said


def test_other_files_are_no_specifications(tmp_path: Path) -> None:
    assert "is no specification" in str(read_spec(write(tmp_path, "{}", "spec.json"))[1][0])
    assert "cannot be read" in str(read_spec(tmp_path / "none.toml")[1][0])
    large = write(tmp_path, "#" * 1_000_001, "large.toml")
    assert "at most" in str(read_spec(large)[1][0])
    dark = tmp_path / "dark.toml"
    dark.write_bytes(b"campaigns = ['\xff']")
    assert "is not UTF-8" in str(read_spec(dark)[1][0])


def test_more_arms_than_anyone_plays_are_refused(tmp_path: Path) -> None:
    charters = ", ".join(f'"c{number}"' for number in range(50))
    variants = "\n".join(f"[rules.v{number}]" for number in range(5))
    said = faults(tmp_path, f'campaigns = ["century"]\ncharters = [{charters}]\n{variants}')

    assert "has 250 arms" in said


def test_unknown_campaigns_and_charters_are_all_named_at_once(tmp_path: Path) -> None:
    text = """campaigns = ["broken_covenent", "broken_covenant"]
charters = ["own", "strickt_covenant"]
"""
    spec, _ = read_spec(write(tmp_path, text))
    assert spec is not None
    assert spec.charters[0] == OWN

    with pytest.raises(Unplayable) as caught:
        plan(spec)

    said = [str(issue) for issue in caught.value.issues]
    assert len(said) == 2
    assert "spec.toml:1: error: campaigns[0]: 'broken_covenent'" in said[0]
    assert "broken_covenant" in said[0]
    assert "spec.toml:2: error: charters[1]:" in said[1]
    assert "did you mean 'strict_covenant'?" in said[1]
