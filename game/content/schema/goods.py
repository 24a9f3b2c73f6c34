"""goods: who sells what the world needs, and who must buy it."""

from __future__ import annotations

from pydantic import Field, model_validator

from game.content.schema.words import Key, Line, Model, Share


class GoodEntry(Model):
    """The world market of one good."""

    source: Line
    supply: dict[Key, Share]
    """Share of what the world sells, by state; what is left falls to the others by output."""
    dependence: dict[Key, Share] = Field(default_factory=dict)
    """Share of its use that a state buys abroad; where not given, what its own supply leaves."""

    @model_validator(mode="after")
    def _no_more_than_all(self) -> GoodEntry:
        total = sum(self.supply.values())
        if total > 1.0001:
            raise ValueError(f"shares of supply sum to {total:.3f}; they cannot exceed 1")
        return self
