"""Dates of turns in the form that lists and bars show."""

from __future__ import annotations

from game.core.calendar import Calendar

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def date_label(calendar: Calendar, turn: int) -> str:
    """Return the date of a turn, as "1931 Q3" or "July 1931"."""
    if calendar.periods == 4:
        return f"{calendar.year(turn)} Q{calendar.period(turn)}"
    return f"{MONTHS[calendar.period(turn) - 1]} {calendar.year(turn)}"
