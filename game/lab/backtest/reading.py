"""Reading a file of crises: only what was known as each began, and, apart, what came of it.

`Opening` is all that the rules may see. What happened (`Happened`) goes to the scoring alone.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Final

OUTCOMES: Final = (
    "aggressor withdrew",
    "compromise",
    "aggressor kept gains",
    "victim destroyed",
)
"""The classes of the record, in the order of CrisisEnd."""

MEASURES: Final = (
    "none", "mediation", "condemnation", "arms embargo", "partial sanctions", "full sanctions",
    "peacekeeping", "blockade", "authorised force", "extra-institution coalition",
)  # fmt: skip
"""The strongest single step taken, as the record classes it."""

_NEEDED: Final = ("start", "type", "aggressor", "victim", "institution")
_MOST_BYTES: Final = 5_000_000
_MOST_ROWS: Final = 5_000
_LONGEST: Final = 400


class CrisesError(Exception):
    """The file cannot be used; the message names the file and the line."""


@dataclass(frozen=True, slots=True)
class Opening:
    """A crisis as it begins: the inputs."""

    date: str
    """ISO, as far as it is given: a year, a month, a day."""
    kind: str
    aggressor: str
    victim: str
    institution: str
    aggressor_power: float
    """Share of the world's capabilities; nan where not given."""
    victim_power: float
    aggressor_major: bool | None
    """None where not given."""
    aggressor_nuclear: bool | None

    @property
    def year(self) -> int:
        """The year it began."""
        return int(self.date[:4])


@dataclass(frozen=True, slots=True)
class Happened:
    """What the record says of it; never an input."""

    id: str
    line: int
    outcome: int
    """Index into OUTCOMES."""
    measure: str
    """One of MEASURES, or empty where unknown."""


def read_crises(path: Path) -> list[tuple[Opening, Happened]]:
    """Return the crises of a file; raises CrisesError, with file and line, on the first fault."""
    rows = _rows(path)
    head_line, heads = rows[0]
    missing = [name for name in (*_NEEDED, "outcome") if name not in heads]
    if missing:
        raise CrisesError(f"{path}:{head_line}: no column named {', '.join(missing)}")
    if len(set(heads)) != len(heads):
        raise CrisesError(f"{path}:{head_line}: two columns have the same name")
    cases = []
    for line, cells in rows[1:]:
        if len(cells) != len(heads):
            raise CrisesError(f"{path}:{line}: {len(cells)} cells where {len(heads)} are named")
        row = dict(zip(heads, (cell.strip() for cell in cells), strict=True))
        cases.append((_opening(row, path, line), _happened(row, path, line)))
    if not cases:
        raise CrisesError(f"{path}:{head_line}: there are no crises below the heading")
    return cases


def _rows(path: Path) -> list[tuple[int, list[str]]]:
    try:
        with path.open("rb") as file:
            raw = file.read(_MOST_BYTES + 1)
    except OSError as fault:
        raise CrisesError(f"{path}: {fault.strerror or fault}") from fault
    if len(raw) > _MOST_BYTES:
        raise CrisesError(f"{path}: larger than {_MOST_BYTES // 1_000_000} MB")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = raw[: fault.start].count(b"\n") + 1
        raise CrisesError(f"{path}:{line}: not UTF-8 text") from fault
    if "\0" in text:
        line = text[: text.index("\0")].count("\n") + 1
        raise CrisesError(f"{path}:{line}: not a text file")
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    rows = []
    try:
        for cells in reader:
            if cells and any(cell.strip() for cell in cells):
                rows.append((reader.line_num, cells))
            if len(rows) > _MOST_ROWS:
                raise CrisesError(f"{path}:{reader.line_num}: more than {_MOST_ROWS} crises")
    except csv.Error as fault:
        raise CrisesError(f"{path}:{reader.line_num}: {fault}") from fault
    if not rows:
        raise CrisesError(f"{path}: the file is empty")
    return [(line, [cell.strip() for cell in cells]) for line, cells in rows]


def _opening(row: dict[str, str], path: Path, line: int) -> Opening:
    date = row["start"]
    if not _is_date(date):
        raise CrisesError(f"{path}:{line}: start: not a date such as 1935-10-03: {date[:40]!r}")
    for name in _NEEDED:
        if len(row[name]) > _LONGEST:
            raise CrisesError(f"{path}:{line}: {name}: longer than {_LONGEST} characters")
    if not row["aggressor"] or not row["victim"]:
        raise CrisesError(f"{path}:{line}: aggressor and victim must be named")
    return Opening(
        date=date,
        kind=row["type"],
        aggressor=row["aggressor"],
        victim=row["victim"],
        institution=row["institution"],
        aggressor_power=_share(row, "aggressor_cinc", path, line),
        victim_power=_share(row, "victim_cinc", path, line),
        aggressor_major=_flag(row, "aggressor_major", path, line),
        aggressor_nuclear=_flag(row, "aggressor_nuclear", path, line),
    )


def _is_date(text: str) -> bool:
    """Tell whether a text is a year, a month or a day, as ISO writes them, from 1500 to 2200."""
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text) or not 1500 <= int(text[:4]) <= 2200:
        return False
    try:
        dt.date.fromisoformat((text + "-01-01")[:10])
    except ValueError:
        return False
    return True


def _happened(row: dict[str, str], path: Path, line: int) -> Happened:
    text = row["outcome"].lower()
    if text not in OUTCOMES:
        raise CrisesError(
            f"{path}:{line}: outcome: {row['outcome'][:40]!r} is none of {', '.join(OUTCOMES)}"
        )
    measure = row.get("measures", "").lower()
    return Happened(
        id=row.get("id", "")[:_LONGEST] or f"line {line}",
        line=line,
        outcome=OUTCOMES.index(text),
        measure=measure if measure in MEASURES else "",
    )


def _share(row: dict[str, str], name: str, path: Path, line: int) -> float:
    text = row.get(name, "")
    if not text:
        return float("nan")
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:  # also refuses nan
        raise CrisesError(f"{path}:{line}: {name}: not a share from 0 to 1: {text[:40]!r}")
    return value


def _flag(row: dict[str, str], name: str, path: Path, line: int) -> bool | None:
    text = row.get(name, "").lower()
    if not text:
        return None
    known = {"0": False, "0.0": False, "n": False, "no": False, "false": False,
             "1": True, "1.0": True, "y": True, "yes": True, "true": True}  # fmt: skip
    if text not in known:
        raise CrisesError(f"{path}:{line}: {name}: neither 0 nor 1: {text[:40]!r}")
    return known[text]
