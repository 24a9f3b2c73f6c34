"""`indivisible charters`: what people and programs read there."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from game.cli.app import build
from game.content.library import charters


def run(*words: str) -> Result:
    """List the charters; with a name first, read that one."""
    command = "charter" if words and not words[0].startswith("--") else "charters"
    return CliRunner().invoke(build(), [command, *words])


def test_the_list_has_every_preset_with_its_year_and_a_line() -> None:
    told = run()

    assert told.exit_code == 0
    for key in charters():
        assert key in told.stdout
    assert "1920  Covenant of the League of Nations" in told.stdout
    assert "A bloc without a security clause." in told.stdout


def test_bare_ids_come_one_a_line_and_can_each_be_read() -> None:
    ids = run("--ids").stdout.split("\n")[:-1]

    assert set(ids) == set(charters())
    for key in ids:
        assert run(key).exit_code == 0


def test_a_charter_is_read_aloud_with_its_headings_and_its_source() -> None:
    told = run("nato_1949").stdout

    assert told.startswith("North Atlantic Treaty (1949)\n")
    assert "It is directed against the Soviet Union." in told
    assert "Whatever it does by force is led by the United States." in told
    assert "\nSource: North Atlantic Treaty, 4 April 1949" in told
    assert max(map(len, told.splitlines())) <= 120


def test_two_charters_are_compared_and_the_differences_counted() -> None:
    told = run("united_nations_1945", "--compare", "uniting_for_peace_1950")

    assert told.exit_code == 0
    assert "differ in four clauses." in told.stdout
    assert "united_nations_1945: A veto is the end of it." in told.stdout


def test_a_charter_is_the_same_as_itself() -> None:
    assert "are the same in every clause." in run("brics", "--compare", "brics").stdout


def test_json_has_clauses_and_sentences() -> None:
    found = json.loads(run("seato_1954", "--json").stdout)

    assert (found["id"], found["year"]) == ("seato_1954", 1954)
    assert found["clauses"]["withdrawal_notice_years"] == 1
    assert found["clauses"]["area"] == ["THA", "PHL", "PAK", "AUS", "NZL", "KHM", "LAO", "RVN"]
    spoken = {article["key"]: article["sentences"] for article in found["articles"]}
    assert spoken["withdrawal"] == ["A member may withdraw on one year of notice."]


def test_json_of_a_list_and_of_a_comparison() -> None:
    listed = json.loads(run("--json").stdout)
    found = json.loads(run("league_1920", "--compare", "strict_covenant", "--json").stdout)

    assert {each["id"] for each in listed} == set(charters())
    assert found["differs_in"] == len(found["differences"]) > 10
    oil = next(each for each in found["differences"] if each["acts"] == ["oil_ban"])
    assert oil["key"] == "ladder"
    assert oil["first"] == "After the naming of an aggressor and a ban on metals and rubber."


@pytest.mark.parametrize("words", [("leage_1920",), ("brics", "--compare", "leage_1920")])
def test_an_unknown_id_names_the_nearest_and_exits_with_2(words: tuple[str, ...]) -> None:
    told = run(*words)

    assert told.exit_code == 2
    assert told.stdout == ""
    assert "no charter is called 'leage_1920' - did you mean 'league_1920'?" in told.stderr


def test_an_id_like_nothing_lists_what_there_is() -> None:
    told = run("xyzzy")

    assert told.exit_code == 2
    assert "there are aukus_2021, brics" in told.stderr


def test_a_charter_file_can_be_named_by_its_path(tmp_path: Path) -> None:
    text = charters()["brics"].read_text("utf-8").replace("key: brics", "key: mine")
    mine = tmp_path / "mine.yaml"
    mine.write_text(text.replace("inquiry_months: 3", "inquiry_months: 9"), "utf-8")

    assert "reports within nine months" in run(str(mine)).stdout
    assert "differ in one clause." in run("brics", "--compare", str(mine)).stdout


def test_a_charter_file_with_a_fault_is_refused_with_its_line(tmp_path: Path) -> None:
    mine = tmp_path / "brics.yaml"
    mine.write_text(charters()["brics"].read_text("utf-8") + "lead: 7\n", "utf-8")
    told = run(str(mine))

    assert told.exit_code == 1
    assert "brics.yaml:" in told.stderr
    assert ": error: lead: " in told.stderr
    assert "Traceback" not in told.stderr


def test_a_comparison_wants_two() -> None:
    assert run("--compare", "brics").exit_code == 2
