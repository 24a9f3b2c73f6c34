"""Every case of the battle book, played: `pytest tests/battles -k B-007` plays one."""

from __future__ import annotations

import textwrap

import pytest

from tests.adjudication.verdict import altered, differences
from tests.battles import schema
from tests.battles.book import BOOK, book
from tests.battles.finding import expected, found
from tests.battles.reading import all_cases, chapters

FEWEST = 60
"""Cases that the book has at least."""


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.number)
def test_battle(case: schema.Case) -> None:
    wrong = differences(expected(case), found(case))
    if wrong:
        told = textwrap.wrap(" ".join(case.text.split()), 96)
        pytest.fail("\n".join([f"{case.number} {case.title}", *told, "", *wrong]), pytrace=False)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.number.removeprefix("B-"))
def test_every_expectation_can_fail(case: schema.Case) -> None:
    """Each point of a case is turned into something else, which the case must not survive."""
    want, have = expected(case), found(case)
    for place, value in want.items():
        if place.endswith("refused.length") and value == 0:
            continue  # not said by the case, but held of every one
        wrong = differences({**want, place: altered(value)}, have)
        assert [line for line in wrong if line.startswith(f"{place}:")], place


def test_numbers_run_on_without_gap_or_double() -> None:
    numbers = [int(case.number.removeprefix("B-")) for case in all_cases()]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) >= FEWEST


def test_titles_are_all_different() -> None:
    titles = [case.title for case in all_cases()]
    assert len(set(titles)) == len(titles)


def test_every_way_is_looked_at() -> None:
    for case in all_cases():
        seen = {way for one in case.order for group in one.rises for way in group.split(" = ")}
        whole = set(case.ways) if case.expect.model_dump(exclude_none=True) else set()
        assert set(case.ways) <= seen | set(case.each) | whole, case.number


def test_chapters_are_numbered() -> None:
    assert [chapter.chapter for chapter in chapters()] == list(range(1, len(chapters()) + 1))


def test_the_printed_battle_book_is_that_of_the_cases() -> None:
    told = "docs/battlebook.md is not up to date: run python -m tests.battles.book"
    assert BOOK.read_text("utf-8") == book(), told
