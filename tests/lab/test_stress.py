"""The stress test of a charter over the shelf of recorded crises."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction

import pytest

from game.core.charter import Charter
from game.core.ids import StateId
from game.core.kinds import Act
from game.lab.backtest.bodies import LEAGUE, charter_in_force
from game.lab.stress import SHELF, OnTrial, Strain, shelf_strains, strain

NAMES = ("United Kingdom", "France", "Italy", "Japan", "Soviet Union", "United States", "Ethiopia")


def covenant(**changes: object) -> Charter:
    """The Covenant, with its permanent members named as a campaign would."""
    charter = charter_in_force(LEAGUE, "1931-01-01")
    named = replace(charter, permanent=tuple(StateId(row) for row in range(4)))
    return replace(named, **changes)  # type: ignore[arg-type]


def by_majority(charter: Charter) -> Charter:
    """The same, every act by a plain majority without a veto."""
    rules = tuple(
        replace(rule, majority=Fraction(1, 2), strict=True, veto=False) for rule in charter.rules
    )
    return replace(charter, rules=rules)


def tried(charter: Charter, *members: int) -> dict[str, Strain]:
    tested = OnTrial(charter, NAMES, tuple(StateId(each) for each in members))
    found = shelf_strains(tested)
    assert found is not None
    return {each.key: each for each in found}


def test_a_shelf_of_crises_is_tried_well_within_three_seconds() -> None:
    tried(covenant())  # the record is read and the stages are set up once
    began = time.perf_counter()
    found = tried(covenant())
    assert time.perf_counter() - began < 3.0
    assert list(found) == [crisis.key for crisis in SHELF]
    for each in found.values():
        assert 0 <= each.sanctioned <= 1
        assert 0 <= each.named <= 1
        assert 0 <= each.stopped <= 1


def test_the_same_charter_always_fares_the_same() -> None:
    assert tried(covenant()) == tried(covenant())


def test_without_unanimity_more_is_named_and_sanctioned() -> None:
    strict, free = tried(covenant()), tried(by_majority(covenant()))
    assert sum(each.sanctioned for each in free.values()) > sum(
        each.sanctioned for each in strict.values()
    )
    assert free["manchuria"].named >= strict["manchuria"].named


def test_a_ladder_without_measures_sanctions_nothing() -> None:
    charter = covenant()
    talk = tuple(step for step in charter.ladder if step.act in (Act.GOOD_OFFICES, Act.INQUIRY))
    found = tried(replace(charter, ladder=talk))
    assert all(each.named == each.sanctioned == 0 for each in found.values())


def test_a_charter_without_triggers_takes_nothing_up() -> None:
    found = tried(covenant(triggers=()))
    assert not any(each.takes_up or each.named for each in found.values())


def test_it_can_be_told_to_stop_between_two_crises() -> None:
    heard: list[Strain] = []
    tested = OnTrial(covenant(), NAMES)
    assert shelf_strains(tested, lambda: len(heard) == 2, heard.append) is None
    assert [each.key for each in heard] == [crisis.key for crisis in SHELF[:2]]


@pytest.mark.parametrize("crisis", SHELF, ids=lambda crisis: crisis.key)
def test_each_crisis_has_parties_of_its_own(crisis: object) -> None:
    found = strain(OnTrial(covenant(), NAMES), crisis, runs=8)  # type: ignore[arg-type]
    assert found.takes_up
