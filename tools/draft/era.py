"""What a draft is of: a date, the record, and the judgements of that time."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from draft.judgement import table
from draft.record import Record, Row


@dataclass
class Era:
    """A date to draft, with its judgements."""

    record: Record
    date: str
    """As `1920-01-10`."""
    figures: int
    """The year of the figures: the first of peace, where the date's own are of a war."""
    judged: int
    """The year that names the tables of judgement."""
    drop: tuple[str, ...] = field(default_factory=tuple)
    """Nations that this campaign leaves out."""

    @property
    def year(self) -> int:
        """The year of the date."""
        return int(self.date[:4])

    @cached_property
    def cast(self) -> dict[str, Any]:
        """Judgements on the states of the date, by code."""
        return table(f"cast_{self.judged}")

    @cached_property
    def land(self) -> dict[str, Any]:
        """Titles that the record would misread."""
        return table(f"land_{self.judged}")

    @cached_property
    def forces(self) -> dict[str, Any]:
        """Fleets, air groups and garrisons."""
        return table(f"forces_{self.judged}")

    @cached_property
    def nations(self) -> dict[str, Any]:
        """Nations that are judged to want a state at the date."""
        column = 0 if self.judged < 1940 else 1
        found = {}
        for code, entry in table("nations").items():
            want = entry["want"][column]
            if want is not None and code not in self.drop:
                found[code] = {**entry, "want": want, "people": entry["people"][column]}
        return found

    @cached_property
    def by_cow(self) -> dict[str, str]:
        """The code, as this draft has it, of each Correlates of War abbreviation."""
        aliases = self.land.get("aliases", {})
        return {abb: aliases.get(code, code) for abb, code in self.record.codes(self.date).items()}

    def seen(self, code: str) -> Row:
        """Return the figures of a state in the year of the figures, or nothing."""
        for known in (code, *(old for old, new in self.land.get("aliases", {}).items()
                              if new == code)):  # fmt: skip
            row = self.record.years.get(known, {}).get(self.figures)
            if row:
                return row
        return {}

    def holders(self) -> dict[str, tuple[str, str, str]]:
        """Return by territory who holds it, by what title, and whose it is if that is another's."""
        aliases, titles = self.land.get("aliases", {}), self.land.get("titles", {})
        found = {}
        for place, row in sorted(self.record.holders(self.date).items()):
            owner = aliases.get(row["owner"], row["owner"])
            of = aliases.get(row["sovereign"], row["sovereign"])
            title = row["status"]
            if title == "occupied" and (not of or of == owner):
                title = "core"
            if title == "disputed":
                of = ""
            judged = titles.get(place)
            if judged:
                owner, title, of = judged["holder"], judged["title"], judged.get("of", "")
            found[place] = (owner, title, of)
        return found
