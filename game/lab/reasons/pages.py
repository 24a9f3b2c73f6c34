"""What an explanation is made of: pages with facts, and sums of named terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from game.core.terms import Term, total
from game.narrate.narrator import Narrator


@dataclass(frozen=True, slots=True)
class Fact:
    """One figure or word: a key for programs, a label for readers."""

    key: str
    label: str
    value: float | str


@dataclass(frozen=True, slots=True)
class Sum:
    """Something that was reckoned as a sum of named terms."""

    key: str
    title: str
    terms: tuple[Term, ...]
    of: str = ""
    """The explanation that a term's key belongs to, where it means different things."""
    facts: tuple[Fact, ...] = ()

    @property
    def worth(self) -> float:
        """The sum of the terms."""
        return total(self.terms)


@dataclass(frozen=True, slots=True)
class Page:
    """A part of an explanation."""

    key: str
    title: str
    facts: tuple[Fact, ...] = ()
    sums: tuple[Sum, ...] = ()


def plain(page: Page, tell: Narrator) -> dict[str, Any]:
    """Return a page as plain data for JSON."""
    return {
        "key": page.key,
        "title": page.title,
        "facts": {fact.key: fact.value for fact in page.facts},
        "sums": [
            {
                "key": one.key,
                "title": one.title,
                "worth": one.worth,
                "facts": {fact.key: fact.value for fact in one.facts},
                "terms": [
                    {
                        "key": term.key,
                        "label": tell.term(term.key, one.of).label,
                        "value": term.value,
                    }
                    for term in one.terms
                ],
            }
            for one in page.sums
        ],
    }
