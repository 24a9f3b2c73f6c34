"""The book of cases itself: numbered, complete, able to fail, and printed as it is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from game.core.compliance import balance
from game.core.kinds import Excuse, Reason, Standing
from game.core.legality import institutions, membership
from tests.adjudication import schema
from tests.adjudication.book import BOOK, book
from tests.adjudication.playing import played
from tests.adjudication.reading import all_cases, chapter_of, chapters
from tests.adjudication.verdict import altered, differences, expected, found

FEWEST = 120
"""Cases that a rulebook has at least."""

UNWRITABLE = {
    "unknown_order": "the notation has no word for an order that there is not",
    "called_home": "the notation has no formations; the battle book has the case",
    "no_contingent": "the notation has no formations; the battle book has the case",
    "parliament_refused": "the notation has no parliaments; tests/home has the case",
}
"""Refusals that no case can be about, and why."""


def test_numbers_run_on_without_gap_or_double() -> None:
    numbers = [int(case.number.removeprefix("A-")) for case in all_cases()]
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
    assert len(numbers) >= FEWEST


def test_every_chapter_has_cases_and_its_own_number() -> None:
    assert [chapter.chapter for chapter in chapters()] == list(range(1, len(chapters()) + 1))
    assert all(len(chapter.cases) >= 5 for chapter in chapters())


def test_titles_are_all_different() -> None:
    titles = [case.title for case in all_cases()]
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("case", all_cases(), ids=lambda case: case.number.removeprefix("A-"))
def test_every_expectation_can_fail(case: schema.Case) -> None:
    """Each point of a case is turned into something else, which the case must not survive."""
    want, have = expected(case), found(played(case.number))
    for place, value in want.items():
        if place == "refused.length" and case.expect.refused is None:
            continue  # not said by the case, but held of every one
        wrong = differences({**want, place: altered(value)}, have)
        assert [line for line in wrong if line.startswith(f"{place}:")], place


def test_every_reason_has_its_case() -> None:
    met = {
        decided.reason
        for case in all_cases()
        for decided in _decisions(case.expect)
        if decided.reason is not None
    }
    assert met == set(Reason)


def test_every_standing_has_its_case() -> None:
    met = {
        decided.standing
        for case in all_cases()
        for decided in _decisions(case.expect)
        if decided.standing is not None
    }
    assert met == set(Standing)


def test_every_excuse_has_its_case() -> None:
    met = {line.excused for case in all_cases() for line in case.expect.ledger or ()}
    assert met >= set(Excuse)


def test_every_refusal_of_institutions_has_its_case() -> None:
    keys = {
        key
        for module in (institutions, membership)
        for key in re.findall(r'Refusal\(\s*"(\w+)"', Path(module.__file__ or "").read_text())
    }
    met = {one.key for case in all_cases() for one in case.expect.refused or ()}
    assert keys - met - set(UNWRITABLE) == set()


def test_in_every_case_the_ledger_balances() -> None:
    for case in all_cases():
        world = played(case.number).world
        assert balance(world, world.ledger).balances, case.number


def _decisions(said: schema.Expected) -> list[schema.Decided]:
    single = [one for one in (said.draft, said.motion) if one is not None]
    return [*single, *(said.drafts or ()), *(said.motions or ())]


def test_the_printed_rulebook_is_that_of_the_cases() -> None:
    told = "docs/rulebook.md is not up to date: run python -m tests.adjudication.book"
    assert BOOK.read_text("utf-8") == book(), told


def test_a_fault_in_a_case_file_is_told_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "01_faulty.yaml"
    file.write_text(
        "chapter: 1\ntitle: Faults\nabout: None.\ncases:\n"
        "  - number: A-001\n    title: A fault\n    text: Nothing.\n"
        "    players: [Arden, Borland]\n    play: [{}]\n"
        "    expect: {draft: {standing: adopted, reson: carried}}\n"
    )
    chapter, (issue,) = chapter_of(file)
    assert chapter is None
    assert issue.line == 10
    assert "reson" in issue.path
    assert "reason" in issue.hint


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("expect: {}", "expects nothing"),
        ("expect: {members: {League: [Arden]}}", "League, who is no player and no body"),
        ("treaties: [{kind: pact, between: [Arden, Borland]}]\n    expect: {tabled: 0}", "'pact'"),
    ],
)
def test_what_cannot_be_judged_is_turned_down(tmp_path: Path, line: str, complaint: str) -> None:
    file = tmp_path / "01_faulty.yaml"
    file.write_text(
        "chapter: 1\ntitle: Faults\nabout: None.\ncases:\n"
        "  - number: A-001\n    title: A fault\n    text: Nothing.\n"
        f"    players: [Arden, Borland]\n    play: [{{}}]\n    {line}\n"
    )
    chapter, issues = chapter_of(file)
    assert chapter is None
    assert complaint in "\n".join(map(str, issues))
