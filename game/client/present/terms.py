"""Terms of an explanation in words, and the one that tells most."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from game.client.reading.links import of_term
from game.client.strings import text
from game.core.terms import Term
from game.narrate.narrator import Narrator

_NOTHING = 5e-4
"""Terms smaller than this would read 0.000; they are summed up in one line, if that is more."""


class Explained(NamedTuple):
    """One term: what it is, how much it adds, and what it means."""

    label: str
    value: float
    note: str = ""
    article: str = ""
    """Of the encyclopaedia, that explains it."""


def explained(terms: Iterable[Term], tell: Narrator, of: str = "") -> tuple[Explained, ...]:
    """Return terms in words, in their own order; what is too small to see comes last, as one.

    `of` names the explanation where a key means different things (see `Narrator.term`).
    """
    rows = []
    rest = 0.0
    for term in terms:
        if abs(term.value) >= _NOTHING:
            words = tell.term(term.key, of)
            rows.append(Explained(words.label, term.value, words.note, of_term(term.key, of)))
        else:
            rest += term.value
    if abs(rest) >= _NOTHING:
        rows.append(Explained(text("explained.lesser"), rest))
    return tuple(rows)


def main_reason(rows: Iterable[Explained], worth: float) -> str:
    """Return the label of the term that did most for the way the sum came out; "" for none."""
    sign = 1.0 if worth >= 0 else -1.0
    best = max(rows, key=lambda row: row.value * sign, default=None)
    return best.label if best is not None and best.value * sign > 0 else ""
