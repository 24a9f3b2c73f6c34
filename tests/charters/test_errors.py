"""What is wrong in a charter file is said with its line, its place and the nearest right word."""

from __future__ import annotations

from pathlib import Path

import pytest

from game.content.charter_shelf import find
from game.content.check import check
from game.content.library import charters
from game.core.charter import RegionalClause

COVENANT = charters()["strict_covenant"].read_text("utf-8")

FAULTS = {
    "a clause that is not there": (
        "veto_restrain: true\n", "veto_restrain", "did you mean 'veto_restraint'?",
    ),
    "a list where a key belongs": (
        "lead: [SUN]\n", "lead", "",
    ),
    "a regime off the scale": ("regime_floor: -11\n", "regime_floor", "-10"),
    "a share of more than all": ("standing_force: 1.5\n", "standing_force", "1"),
    "bounds that admit nobody": (
        "regime_floor: 5\nregime_ceiling: 2\n", "regime_floor", "nobody could be admitted",
    ),
    "a state named twice": ("area: [FRA, DEU, FRA]\n", "area[2]", "names FRA twice"),
    "an adversary that sits": (
        "adversaries: [FRA]\n", "adversaries[0]", "FRA is an adversary, and cannot sit",
    ),
    "an adversary that leads": (
        "adversaries: [SUN]\nlead: SUN\n", "adversaries[0]", "SUN is an adversary",
    ),
    "a number where a truth belongs": ("consent_needed: 1\n", "consent_needed", "boolean"),
    "a truth as text": ('may_withdraw: "no"\n', "may_withdraw", ""),
    "founders that are no list": ("founders: everybody\n", "founders", "should be a list"),
    "a lead that is no key": ('lead: "the French"\n', "lead", ""),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_located(fault: str, tmp_path: Path) -> None:
    lines, path, said = FAULTS[fault]
    number = COVENANT.count("\n") + 1
    found = told(tmp_path, COVENANT + lines)

    here = [line for line in found if f":{number}: error: {path}: " in line]
    assert here, found
    assert said in here[0]


def test_a_majority_of_more_than_all_is_located(tmp_path: Path) -> None:
    found = told(tmp_path, COVENANT.replace("ratify: 1/2", "ratify: 9/5"))

    line = COVENANT[: COVENANT.index("ratify: 1/2")].count("\n") + 1
    assert len(found) == 1
    assert f"strict_covenant.yaml:{line}: error: ratify: 9/5 is more than all" in found[0]


def test_a_word_that_is_none_comes_with_those_that_are(tmp_path: Path) -> None:
    (found,) = told(tmp_path, COVENANT.replace("regional: with_auth", "regional: without_auth"))

    assert "regional: cannot be 'without_authorisation' - did you mean 'with_authoris" in found


WARNINGS = {
    "nobody pledges": ("pledged_share: 0.1", "pledged_share: 0.0", "'pledged_share' pledges none"),
    "no veto to restrain": (
        "means: pledged", "veto_restraint: true\nmeans: pledged", "restrains a veto",
    ),
    "no way out to give notice of": (
        "means: pledged", "may_withdraw: false\nmeans: pledged", "nobody may withdraw",
    ),
    "suspension that is not allowed": (
        "suspension: true", "suspension: false", "'suspension' is false",
    ),
    "an enemy that is not named": (
        "triggers: [attack_on_member,", "triggers: [attack_by_adversary,", "names no adversary",
    ),
}  # fmt: skip


@pytest.mark.parametrize("warning", WARNINGS)
def test_clauses_that_mean_nothing_are_warned_of(warning: str, tmp_path: Path) -> None:
    old, new, said = WARNINGS[warning]
    assert old in COVENANT
    (found,) = told(tmp_path, COVENANT.replace(old, new))

    assert ": warning: " in found
    assert said in found


def test_articles_are_cited_for_clauses_that_there_are(tmp_path: Path) -> None:
    (found,) = told(tmp_path, COVENANT.replace('  regional: "', '  regionl: "'))

    assert "cites.regionl: no clause is called 'regionl' - did you mean 'regional'?" in found


def test_a_charter_of_format_1_still_says_what_it_said(tmp_path: Path) -> None:
    old = COVENANT.replace("format: 2", "format: 1")
    old = old.replace("regional: with_authorisation", "regional_enforcement: true")
    path = put(tmp_path, old)

    shelved, issues = find(str(path))

    assert issues == ()
    assert shelved is not None
    assert shelved.file.regional == RegionalClause.FREE
    assert shelved.file.may_withdraw


def test_a_charter_of_a_later_format_is_refused(tmp_path: Path) -> None:
    (found,) = told(tmp_path, COVENANT.replace("format: 2", "format: 9"))

    assert ":5: error: format: is of format 9; this version of the game reads up to 2" in found


def put(folder: Path, text: str) -> Path:
    path = folder / "charters" / "strict_covenant.yaml"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def told(folder: Path, text: str) -> list[str]:
    return [str(issue) for issue in check(str(put(folder, text)))]
