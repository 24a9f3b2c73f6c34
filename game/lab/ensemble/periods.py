"""The periods by which figures are kept: eras of the record, decades, and all of it."""

from __future__ import annotations

from typing import Final

ERAS: Final = (("1920-45", 1920, 1945), ("1946-89", 1946, 1989), ("1990-2015", 1990, 2015))
"""The eras of the record, by first and last year."""

DECADES: Final = tuple((f"{year}s", year, year + 9) for year in range(1920, 2030, 10))

WHOLE: Final = ("all", 1900, 2199)

PERIODS: Final = (*ERAS, *DECADES, WHOLE)
"""By name: first and last year, both included."""
