"""What in the game has to be explained: terms, measures, clauses, map modes, stances, and the rest."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import IntEnum

from game.client.present.map_paint import Mode
from game.core.kinds import (
    AccordKind,
    Act,
    Alert,
    Clause,
    CrisisKind,
    Favour,
    Good,
    Provision,
    Rung,
    Stance,
    TreatyKind,
)
from game.narrate.strings import Strings, load_strings

KINDS: dict[str, type[IntEnum]] = {
    "act": Act, "clause": Clause, "stance": Stance, "crisis": CrisisKind, "rung": Rung,
    "treaty": TreatyKind, "good": Good, "provision": Provision, "accord": AccordKind,
    "favour": Favour, "alert": Alert,
}  # fmt: skip

FIGURES = ("treasury", "influence", "support", "tension")
"""Of the bar at the top."""


def subjects(strings: Strings | None = None) -> tuple[str, ...]:
    """Return the keys of everything that an article may say that it explains."""
    words = load_strings() if strings is None else strings
    return tuple(dict.fromkeys(_subjects(words)))


def _subjects(words: Iterable[str]) -> Iterator[str]:
    for key in words:
        if key.startswith("term.") and key.endswith(".label"):
            yield key.removesuffix(".label")
        elif key.startswith(("event.", "reason.", "mandate.")):
            yield ".".join(key.split(".")[:2])
    for kind, members in KINDS.items():
        for member in members:
            yield f"{kind}.{member.name.lower()}"
    for mode in Mode:
        yield f"mode.{mode.value}"
    for figure in FIGURES:
        yield f"bar.{figure}"


def of_event(kind: str) -> str:
    """Return the subject of a kind of event: the first part of it."""
    return f"event.{kind.partition('.')[0]}"
