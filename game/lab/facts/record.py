"""The record: figures of the century as it was, each with the band that it is known within."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from importlib import resources
from typing import Final

from pydantic import BaseModel, ConfigDict

FILE: Final = "record.toml"


class Fact(BaseModel):
    """One figure of the record."""

    model_config = ConfigDict(strict=True, frozen=True, extra="forbid", allow_inf_nan=False)

    key: str
    period: str
    says: str
    metric: str
    """Name of the simulated figure that it is held against."""
    scale: float
    """What the simulated figure is multiplied with: 10 where the record counts by decade."""
    record: float
    low: float
    """The band: between which values the record is known to lie, chance and waves included."""
    high: float
    unit: str
    places: int
    """Decimals worth showing."""
    band: str
    """How the band was made."""
    reaches: str
    """The years that the record covers, where they are not the whole period."""
    source: str


class _File(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="forbid")

    fact: list[Fact]


@lru_cache(maxsize=1)
def facts() -> tuple[Fact, ...]:
    """Return the record, in the order in which it is told."""
    text = resources.files(__package__).joinpath(FILE).read_text("utf-8")
    return tuple(_File.model_validate(tomllib.loads(text)).fact)
