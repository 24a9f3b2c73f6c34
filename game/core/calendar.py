"""Dates of turns: a turn is a quarter, unless the campaign plays by months."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Calendar:
    """When a campaign begins, how long its turns are, and how many it has."""

    start_year: int
    start_period: int
    """Quarter 1..4 or month 1..12 of the first turn."""
    periods: Literal[4, 12]
    """Turns a year."""
    turns: int

    def year(self, turn: int) -> int:
        """Return the calendar year of a turn (counted from 0)."""
        return self.start_year + (self.start_period - 1 + turn) // self.periods

    def period(self, turn: int) -> int:
        """Return the quarter or month of a turn, from 1."""
        return (self.start_period - 1 + turn) % self.periods + 1

    def when(self, turn: int) -> float:
        """Return the decimal year in which a turn begins."""
        return self.start_year + (self.start_period - 1 + turn) / self.periods

    @property
    def years_a_turn(self) -> float:
        """Length of a turn in years."""
        return 1.0 / self.periods

    @property
    def ticks(self) -> int:
        """Months in a turn."""
        return 12 // self.periods
