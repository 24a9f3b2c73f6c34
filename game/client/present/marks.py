"""What is marked on the map: formations, fronts, seas, straits, quarrels, wars, orders to march."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from game.client.colours import Rgb
from game.core.kinds import Arm


class Relation(StrEnum):
    """What somebody in arms is to the viewer."""

    OWN = "own"
    FRIEND = "friend"
    FOE = "foe"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Troop:
    """The formations of one state and arm at one place."""

    node: int
    owner: int
    arm: Arm
    strength: float
    """Thousand men or their like."""
    rows: tuple[int, ...]
    own: bool
    rgb: Rgb
    relation: Relation = Relation.OTHER
    supply: float = 1.0
    """Least share of needs met among them, as far as the viewer may care: its own."""


@dataclass(frozen=True, slots=True)
class Flag:
    """A quarrel or a war at a place."""

    key: str
    x: float
    y: float
    war: bool


class Way(StrEnum):
    """Kinds of order that an arrow shows, each by its own line."""

    MOVE = "move"
    ATTACK = "attack"
    SUPPORT = "support"
    GARRISON = "garrison"
    LAND = "land"
    CONVOY = "convoy"
    BLOCKADE = "blockade"


@dataclass(frozen=True, slots=True)
class Arrow:
    """An order to march; a standing one is drawn in ink, one of this quarter in colour."""

    start: tuple[float, float]
    end: tuple[float, float]
    standing: bool = False
    way: Way = Way.MOVE


@dataclass(frozen=True, slots=True)
class SeaMark:
    """Who commands a sea."""

    x: float
    y: float
    owner: int
    rgb: Rgb
    relation: Relation


@dataclass(frozen=True, slots=True)
class StraitMark:
    """A strait or canal, open to the viewer or shut."""

    x: float
    y: float
    name: str
    open: bool
