"""goods: who sells what the world needs, and who must buy it."""

from __future__ import annotations

from pydantic import Field, model_validator

from game.content.schema.words import Key, Line, Model, Share, Year


class GoodPeriod(Model):
    """Where a good comes from in a later year."""

    year: Year
    supply: dict[Key, Share]
    """As at the start; between two years shares move by even steps."""


class GoodEntry(Model):
    """The world market of one good."""

    source: Line
    supply: dict[Key, Share]
    """Share of what the world sells, by the state or nation from whose land it comes; what a
    nation without a state has is sold by whoever holds its capital. What is left falls to the
    others by output."""
    dependence: dict[Key, Share] = Field(default_factory=dict)
    """Share of its use that a state buys abroad; where not given, what its own supply leaves."""

    periods: tuple[GoodPeriod, ...] = ()
    """Supply in later years, in order; without any, sales follow who makes them."""

    @model_validator(mode="after")
    def _no_more_than_all(self) -> GoodEntry:
        for named in (self.supply, *(period.supply for period in self.periods)):
            total = sum(named.values())
            if total > 1.0001:
                raise ValueError(f"shares of supply sum to {total:.3f}; they cannot exceed 1")
        years = [period.year for period in self.periods]
        if years != sorted(set(years)):
            raise ValueError("periods are not in the order of their years")
        return self
