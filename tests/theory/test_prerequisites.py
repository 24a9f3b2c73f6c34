"""What theory holds to be needed for collective security is needed in the model too."""

from __future__ import annotations

import json

import pytest
from typer.testing import CliRunner

from game.cli.app import build
from game.cli.lab import table
from game.lab.theory import PREREQUISITES, run_all, run_one
from game.lab.theory.arms import ARMS, BASE
from game.lab.theory.outcomes import MEASURES
from game.lab.theory.trial import sample
from game.lab.theory.worlds import AGGRESSOR, VICTIM, make, ready

KEYS = [each.key for each in PREREQUISITES]


def test_there_are_ten_prerequisites_or_more_each_with_its_source() -> None:
    assert len(set(KEYS)) == len(KEYS) >= 10
    assert all(each.source and each.says for each in PREREQUISITES)
    assert all({each.without, each.with_it} <= set(ARMS) for each in PREREQUISITES)
    assert all(each.measure in MEASURES for each in PREREQUISITES)


def test_nearly_all_hang_on_what_is_done_in_ten_quarters_of_play() -> None:
    others = [each.key for each in PREREQUISITES if each.measure != "acted"]
    assert set(others) <= {"no_veto", "pledged_forces", "small_ride_free"}


@pytest.mark.parametrize("name", [arm for arm in ARMS if arm != BASE])
def test_an_arm_changes_something_and_nothing_of_what_the_claimant_wants(name: str) -> None:
    as_it_is, changed = make(3), make(3)
    assert as_it_is.digest() == changed.digest()
    ARMS[name](changed)
    assert ready(as_it_is).digest() != ready(changed).digest()
    assert changed.claims[0].weight == as_it_is.claims[0].weight
    assert changed.claims[0].territories == as_it_is.claims[0].territories
    for column in ("doctrine", "resolve", "cost_estimate"):
        assert (getattr(changed.states, column) == getattr(as_it_is.states, column)).all()
    assert changed.rules == as_it_is.rules
    assert not changed.crises
    assert changed.states.exists[[AGGRESSOR, VICTIM]].all()


def test_worlds_differ_from_seed_to_seed() -> None:
    assert len({make(seed).claims[0].weight for seed in range(1, 6)}) == 5


def test_a_comparison_is_the_same_however_many_processes_work_on_it() -> None:
    alone, shared = run_one("binding", 12), run_one("binding", 12, jobs=2)
    assert alone.told == shared.told
    assert sample(BASE, 4).gains == sample(BASE, 4).gains


def test_an_arm_that_two_comparisons_have_is_the_same_in_both() -> None:
    both = run_all(3, only=("great_powers_inside", "wide_membership"))
    assert both[0].told.with_it == both[1].told.with_it
    assert [each.prerequisite.key for each in both] == ["great_powers_inside", "wide_membership"]


def test_an_unknown_prerequisite_is_refused_with_those_there_are() -> None:
    told = CliRunner().invoke(build(), ["lab", "theory", "--only", "magic"])
    assert told.exit_code == 2
    assert "wide_membership" in told.stderr
    with pytest.raises(LookupError):
        run_all(2, only=("magic",))


def test_json_tells_what_the_table_does() -> None:
    words = ["lab", "theory", "--runs", "3", "--only", "oil_included", "--json", "--jobs", "1"]
    told = CliRunner().invoke(build(), words)
    (found,) = json.loads(told.stdout)
    assert found["key"] == "oil_included"
    assert found["holds"] == (told.exit_code == 0)
    assert found["with"] - found["without"] == pytest.approx(found["difference"])
    stopped = next(one for one in found["beside"] if one["measure"] == "stopped")
    assert stopped["with"] > stopped["without"]


@pytest.mark.slow
def test_every_prerequisite_holds_over_two_hundred_worlds_an_arm(
    capsys: pytest.CaptureFixture[str],
) -> None:
    found = run_all(200, jobs=2)
    with capsys.disabled():
        print("\n" + table(found))
    assert all(each.runs >= 200 for each in found)
    assert [each.prerequisite.key for each in found if not each.holds] == []
