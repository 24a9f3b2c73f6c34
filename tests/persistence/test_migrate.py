"""Old formats are brought up step by step."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.core.charter import RegionalClause
from game.core.kinds import Act
from game.persistence.migrate import MIGRATIONS, upgrade
from game.persistence.save import load
from game.persistence.saved import FORMAT, Snapshot, SnapshotError
from tests.persistence.small_world import played, scenario

SAVES = Path(__file__).parent / "saves"
"""Saves as older versions wrote them."""


def old(number: object) -> Snapshot:
    return Snapshot({"format": number, "game_version": "0.9"}, {"claims": [1]}, [], [])


def rename_claims(snapshot: Snapshot) -> Snapshot:
    records = dict(snapshot.records)
    records["demands"] = records.pop("claims")
    return replace(snapshot, records=records)


def double_demands(snapshot: Snapshot) -> Snapshot:
    return replace(snapshot, records={"demands": snapshot.records["demands"] * 2})


def test_there_is_a_step_for_every_past_format() -> None:
    assert len(MIGRATIONS) == FORMAT - 1


@pytest.mark.parametrize("found", [1, 2, 3])
def test_steps_run_from_the_format_found_to_the_present_one(found: int) -> None:
    start = old(found) if found == 1 else replace(old(found), records={"demands": [1]})

    new = upgrade(start, (rename_claims, double_demands))

    assert new.manifest["format"] == 3
    assert new.records == {"demands": [1] if found == 3 else [1, 1]}


def test_the_old_snapshot_is_left_alone() -> None:
    start = old(1)
    upgrade(start, (rename_claims,))

    assert start == old(1)


def test_data_that_a_step_cannot_read_are_refused_with_its_number() -> None:
    with pytest.raises(SnapshotError, match="from format 2 to 3"):
        upgrade(old(2), (rename_claims, double_demands))


@pytest.mark.parametrize("found", [None, True, "1", 0, -1, 1.0])
def test_a_format_that_is_no_number_is_refused(found: object) -> None:
    with pytest.raises(SnapshotError, match="names no format"):
        upgrade(old(found))


def test_a_newer_format_names_the_version_to_get() -> None:
    with pytest.raises(SnapshotError, match=r"newer version of the game \(0.9\)"):
        upgrade(old(FORMAT + 1))


def test_a_save_of_format_2_opens_with_all_the_clauses_it_did_not_know() -> None:
    game = load(SAVES / "format_2.indsave", lambda _header: scenario()).game
    charter = game.world.charters[0]

    assert charter.regional == RegionalClause.NONE
    assert charter.may_withdraw
    assert charter.consent_needed
    assert charter.needs(Act.LIFTING) == ()
    assert charter.rule(Act.DISSOLUTION) == charter.rule(Act.AMENDMENT)
    assert game.world.crises[0].camps == ((), (), ())
    assert game.world.deals == []
    assert game.log == played().log
