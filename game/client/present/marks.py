"""What is marked on the map: formations, quarrels and wars, orders to march."""

from __future__ import annotations

from dataclasses import dataclass

from game.client.colours import Rgb
from game.core.kinds import Arm


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


@dataclass(frozen=True, slots=True)
class Flag:
    """A quarrel or a war at a place."""

    key: str
    x: float
    y: float
    war: bool


@dataclass(frozen=True, slots=True)
class Arrow:
    """An order to march; a standing one is dashed."""

    start: tuple[float, float]
    end: tuple[float, float]
    standing: bool = False
