"""The language that is spoken: which sentences are used, and how names and figures bend in it.

One process speaks one language at a time. Headless commands speak English unless told otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

ENGLISH = "en"

_spoken = ENGLISH


def language() -> str:
    """Return the language in use."""
    return _spoken


def speak(wanted: str) -> None:
    """Speak a language from now on; what it has no words for is said in English."""
    global _spoken  # noqa: PLW0603  # one process, one language
    _spoken = wanted


@dataclass(frozen=True, slots=True)
class Numbers:
    """How a language writes numbers."""

    small: tuple[str, ...]
    """From nothing to twelve."""
    feminine: Mapping[int, str]
    """Small numbers that have another form before a feminine noun."""
    last: str
    """Between the last two of a list."""
    point: str
    thousands: str
    per_cent: str
    less_than_one: str
    money: tuple[str, str, str]
    """Billions, millions and thousands of dollars, `{}` for the number and its sign."""
    men: tuple[str, str]
    """Millions of men, and men."""
    people: tuple[str, str]
    """Millions of people, and people."""
    quarters: tuple[str, str]
    times: str
    majorities: tuple[str, str, str, str, str, str]
    """Unanimity, majority, half, two thirds, three quarters, and `{} in {}`."""
    singular_to: float
    """Numbers below this take the singular."""


NUMBERS: Mapping[str, Numbers] = {
    ENGLISH: Numbers(
        small=("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
               "eleven", "twelve"),
        feminine={},
        last=" and ",
        point=".",
        thousands=",",
        per_cent="{}%",
        less_than_one="less than 1%",
        money=("${} billion", "${} million", "${} thousand"),
        men=("{} million men", "{} men"),
        people=("{} million people", "{} people"),
        quarters=("quarter", "quarters"),
        times="{} times",
        majorities=("unanimity", "majority", "half", "two thirds", "three quarters", "{} in {}"),
        singular_to=0.0,
    ),
    "fr": Numbers(
        small=("aucun", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf",
               "dix", "onze", "douze"),
        feminine={0: "aucune", 1: "une"},
        last=" et ",
        point=",",
        thousands="\N{NARROW NO-BREAK SPACE}",
        per_cent="{}\N{NARROW NO-BREAK SPACE}%",
        less_than_one="moins de 1\N{NARROW NO-BREAK SPACE}%",
        money=("{} Md $", "{} M $", "{} k $"),
        men=("{} million(s) d’hommes", "{} hommes"),
        people=("{} million(s) d’habitants", "{} habitants"),
        quarters=("trimestre", "trimestres"),
        times="{} fois",
        majorities=("l’unanimité", "la majorité", "la moitié", "les deux tiers",
                    "les trois quarts", "{} sur {}"),
        singular_to=2.0,
    ),
}  # fmt: skip
"""By language; others write numbers as English does."""


def numbers() -> Numbers:
    """Return how numbers are written in the language in use."""
    return NUMBERS.get(_spoken, NUMBERS[ENGLISH])
