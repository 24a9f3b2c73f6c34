"""Every policy of the game keeps the contract, and the suite finds out who does not."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest
from typer.testing import CliRunner

from game.ai.advisor import POLICIES
from game.cli.app import build
from game.core.kinds import Stage
from game.lab.contract import CLAUSES, Report, examine, examine_all
from game.lab.policy_named import PolicyError, policy_named

BUILT_IN = {
    f"{policy.__module__}:{policy.__name__}": stage
    for stage, policies in POLICIES.items()
    for _, policy in policies
}

FAULTY = {
    "breaks_the_law": {"legal"},
    "remembers": {"same", "elsewhere", "apart", "secrets"},
    "peeps": {"secrets"},
    "herds": {"apart", "secrets"},
    "speaks_for_others": {"answers", "apart", "secrets"},
    "gives_no_reasons": {"terms"},
    "dawdles": {"budget"},
    "fails": {"answers"},
    "keeps": set[str](),
    "writes": {"untouched"},
}


@cache
def built_in() -> dict[str, Report]:
    reports = examine_all([(name, (stage,)) for name, stage in BUILT_IN.items()])
    return {report.policy: report for report in reports}


@pytest.mark.parametrize("name", BUILT_IN)
def test_a_policy_of_the_game_keeps_every_clause(name: str) -> None:
    broken = {each.key: each.breaches for each in built_in()[name].clauses if not each.kept}
    assert not broken


def test_nearly_all_of_them_had_something_to_decide() -> None:
    idle = [name for name, report in built_in().items() if not report.decisions]
    assert len(idle) <= 4, idle  # some want an ally, a veto, a conquest or a command to be about


@cache
def faulty() -> dict[str, Report]:
    names = [f"tests.ai.faulty_policies:{name}" for name in FAULTY]
    reports = examine_all([(name, tuple(Stage)) for name in names])
    return dict(zip(FAULTY, reports, strict=True))


@pytest.mark.parametrize("name", FAULTY)
def test_what_a_policy_breaks_is_found(name: str) -> None:
    broken = {each.key for each in faulty()[name].clauses if not each.kept}
    assert broken == FAULTY[name]
    assert faulty()[name].kept == (not FAULTY[name])


def test_a_breach_says_where_it_was_found() -> None:
    (clause,) = (one for one in faulty()["fails"].clauses if one.key == "answers")
    assert "turn 4" in clause.breaches[0]
    assert "RuntimeError: lost its way" in clause.breaches[0]
    assert len(clause.breaches) == 4
    assert clause.breaches[-1].startswith("and ")


# -- by name, and from the command line ------------------------------------------------------------

KEEPS = """
from game.ai.decision import Decision
from game.core.ids import StateId
from game.core.kinds import Stage
from game.core.orders import Mobilise
from game.core.terms import Term

def quiet(known, states):
    if known.stage == Stage.ORDERS:
        for state in sorted(states):
            yield Decision(Mobilise(StateId(state), 0.1), (Term("war", 0.1),))

def loud(known, states):
    for state in sorted(states):
        yield Decision(Mobilise(StateId(state), 0.1), (Term("war", 0.1),))
"""


@pytest.fixture
def own_file(tmp_path: Path) -> Path:
    path = tmp_path / "mine.py"
    path.write_text(KEEPS, encoding="utf-8")
    return path


def test_a_modders_file_is_tried_too(own_file: Path) -> None:
    words = ["lab", "contract", f"{own_file}:quiet", "--json"]
    told = CliRunner().invoke(build(), words)
    assert told.exit_code == 0, told.stderr
    found = json.loads(told.stdout)
    assert found["kept"] is True
    assert {clause["key"] for clause in found["clauses"]} == set(CLAUSES)
    assert found["decisions"] > 0


def test_what_it_breaks_is_told_and_ends_with_1(own_file: Path) -> None:
    told = CliRunner().invoke(build(), ["lab", "contract", f"{own_file}:loud"])
    assert told.exit_code == 1
    assert "NOT KEPT  What it orders may be ordered" in told.stdout
    assert "COUNCIL" in told.stdout
    once = CliRunner().invoke(build(), ["lab", "contract", f"{own_file}:loud", "--stage", "orders"])
    assert once.exit_code == 0, once.stdout


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing", "FILE.py:FUNCTION"),
        ("no.such.module:f", "cannot be loaded"),
        ("missing.py:f", "no such file"),
        ("game.ai.policies.vote:decode", "decide"),
    ],
)
def test_a_policy_that_is_not_there_is_refused(name: str, said: str) -> None:
    with pytest.raises(PolicyError, match=said):
        policy_named(name)
    told = CliRunner().invoke(build(), ["lab", "contract", name])
    assert told.exit_code == 2
    assert said in told.stderr


def test_a_file_that_fails_when_it_is_run_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "bad.py"
    path.write_text("1 / 0\n", encoding="utf-8")
    with pytest.raises(PolicyError, match="ZeroDivisionError"):
        examine(f"{path}:f")
