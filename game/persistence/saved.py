"""A saved game: its header, its seats, its orders, and the plain data that files hold."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from typing import Annotated, Any

from numpy.typing import NDArray
from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from game.core.events import Event
from game.core.kinds import Stage
from game.core.orders import Order
from game.core.world import World
from game.persistence.annals import Annals
from game.persistence.hints import Plain

FORMAT = 5
"""Format of saves that this version writes; older ones are migrated."""

UNKNOWN_DIGEST = "0" * 64
"""Digest of a world that a migration has changed, for which none was written down.

Whatever came to the records and the tables since its day stands at its default.
"""

Digest = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Place = Annotated[int, Field(ge=0)]
Short = Annotated[str, StringConstraints(max_length=200)]


class SnapshotError(Exception):
    """Plain data that are no game, in words for a player."""


class SeatRecord(BaseModel):
    """A seat at the table: which state, who leads it, and the salted hash of a PIN, if any."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    state: Short
    """Key of the state in the campaign."""
    name: Short
    pin_hash: Short = ""


class Header(BaseModel):
    """What a list of saves shows, and what a reader must know before it reads on."""

    model_config = ConfigDict(frozen=True, strict=True, extra="forbid")

    format: int
    game_version: Short
    label: Short
    campaign: Short
    content_digest: Digest
    seed: int = Field(ge=0, lt=2**63)
    turn: int = Field(ge=0, lt=100_000)
    stage: Short
    seats: tuple[SeatRecord, ...] = Field(max_length=300)
    world_digest: Digest
    turn_digests: tuple[Digest, ...] = Field(max_length=100_000)
    """Digest of the world at the start of each turn, the present one included."""
    finished: tuple[Place, ...] = Field(max_length=300)
    """Seats that are not asked again in the present stage, by place in `seats`, rising."""

    @field_validator("finished")
    @classmethod
    def _each_is_a_seat_and_stands_once(
        cls, finished: tuple[int, ...], info: ValidationInfo
    ) -> tuple[int, ...]:
        seats = info.data.get("seats")
        if seats is not None and any(place >= len(seats) for place in finished):
            raise ValueError(f"there are {len(seats)} seats only")
        if any(before >= after for before, after in pairwise(finished)):
            raise ValueError("the seats do not rise")
        return finished


@dataclass(frozen=True, slots=True)
class Entry:
    """An order that a person gave, and when."""

    turn: int
    stage: Stage
    order: Order


@dataclass(frozen=True, slots=True)
class SavedGame:
    """All that a game needs to go on, and to be played again from its start."""

    world: World
    seats: tuple[SeatRecord, ...] = ()
    log: tuple[Entry, ...] = ()
    """Orders of the seats, in the order given; those of the present stage are not carried out."""
    turn_digests: tuple[str, ...] = ()
    events: tuple[Event, ...] = ()
    """The chronicle so far."""
    label: str = ""
    finished: tuple[int, ...] = ()
    """Seats that are not asked again in the present stage, by place in `seats`, rising.

    Each has ended its private time; a seat whose state is gone has read its last report.
    """
    annals: Annals = field(default_factory=Annals)
    """What is remembered beside the world."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A game as plain data: what migrations work on."""

    manifest: dict[str, Plain]
    records: dict[str, Plain]
    orders: list[Plain]
    events: list[Plain]
    columns: dict[str, NDArray[Any]] = field(default_factory=dict)
    """By `table.column`."""
    annals: dict[str, Plain] = field(default_factory=dict)
