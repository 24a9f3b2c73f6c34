"""What a game remembers beside its world: trade by turn, how feelings changed, private messages."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from game.core.ids import StateId

MOST_WORDS = 1000
"""Letters of a message."""


class Feeling(IntEnum):
    """What one state holds of another that changes for a reason on a date."""

    LIKING = 0
    RIVALRY = 1
    KEPT = 2
    """Promises seen kept."""
    BROKEN = 3
    AGGRESSION = 4


@dataclass(frozen=True, slots=True)
class Change:
    """By how much `one`'s feeling for `other` changed in a stage of a turn, fading left out."""

    turn: int
    one: StateId
    other: StateId
    feeling: Feeling
    by: float


@dataclass(frozen=True, slots=True)
class Traded:
    """What each state bought and sold abroad at the end of a turn, M$ a year."""

    turn: int
    volume: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """Words from one seat to another, which nobody else may read."""

    turn: int
    sender: StateId
    to: StateId
    words: str


@dataclass(frozen=True, slots=True)
class Annals:
    """All of it, oldest first."""

    traded: tuple[Traded, ...] = ()
    changes: tuple[Change, ...] = ()
    messages: tuple[Message, ...] = ()
