"""The experiment of 1935: sanctions fail with oil left out, and tell with oil in."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from game.cli.app import build
from game.lab.experiments.oil_1935 import AGGRESSOR, ARMS, OUTSIDER, Finding, run, setting, table

PAIR = ("without_oil", "oil_and_canal")


def by_key(found: tuple[Finding, ...]) -> dict[str, Finding]:
    return {each.arm.key: each for each in found}


def test_with_oil_left_out_they_fail_and_with_oil_in_they_tell_markedly_more_often() -> None:
    found = by_key(run(10, only=PAIR))
    of_1935, whole = found["without_oil"], found["oil_and_canal"]
    assert of_1935.success <= 0.2
    assert whole.success >= of_1935.success + 0.2
    assert of_1935.short_of_oil < 0.05
    assert whole.short_of_oil > 0.4
    assert whole.war_effort < of_1935.war_effort
    assert whole.kept < of_1935.kept


@pytest.mark.slow
def test_over_many_worlds_the_difference_is_beyond_chance() -> None:
    found = by_key(run(50))
    assert found["none"].success == 0
    assert found["without_oil"].high < 0.2
    assert found["oil_leaks"].success <= found["without_oil"].success + 0.05
    assert found["oil"].more[0] > 0
    assert found["oil_and_canal"].more[0] > 0.2
    assert found["oil_and_canal"].success >= found["oil"].success


def test_the_arms_start_from_one_world_with_the_war_just_begun() -> None:
    world = setting()(3)
    keys = world.scenario.state_keys
    assert world.digest() == setting()(3).digest()
    assert world.wars[0].live
    assert keys[world.wars[0].attackers[0]] == AGGRESSOR
    assert not world.memberships.member[0, keys.index(OUTSIDER)]
    assert [arm.key for arm in ARMS if arm.outsider] == ["oil", "oil_and_canal"]


def test_the_command_prints_a_table_and_json() -> None:
    told = CliRunner().invoke(
        build(), ["lab", "oil", "--runs", "2", "--only", "none", "--jobs", "1", "--json"]
    )
    assert told.exit_code == 0, told.output
    (row,) = json.loads(told.output)
    assert row["arm"]["key"] == "none"
    assert row["runs"] == 2
    assert CliRunner().invoke(build(), ["lab", "oil", "--only", "coal"]).exit_code != 0
    assert table(run(2, only=("none",))).count("\n") == 2
