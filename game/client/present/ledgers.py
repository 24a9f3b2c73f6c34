"""Ledgers: what a screen, a chart and a file of figures have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from game.client.present.debrief import Curves
from game.client.present.terms import Explained
from game.core.ids import NOBODY
from game.core.observe import PlayerView
from game.persistence.exports import csv_text
from game.session.dates import date_label

Align = Literal["left", "right"]


@dataclass(frozen=True, slots=True)
class Head:
    """A heading; `least` is the width in pixels at 100 % below which it is cut."""

    title: str
    weight: float = 1.0
    align: Align = "left"
    least: int = 80


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a row: its words, and the number behind them where there is one."""

    words: str
    value: float | str | None = None
    strong: bool = False


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One row: its figures, what explains them, and where it leads."""

    key: str
    entries: tuple[Entry, ...]
    state: int = NOBODY
    """Whose colour stands before the first figure, and whose capital it leads to."""
    note: str = ""
    own: bool = False


@dataclass(frozen=True, slots=True)
class Ledger:
    """One ledger: a table, lines over the turns, and what they mean."""

    key: str
    lead: str
    """What the figures are and where they come from."""
    heads: tuple[Head, ...]
    lines: tuple[LedgerLine, ...]
    curves: tuple[Curves, ...] = ()
    terms: tuple[Explained, ...] = ()
    """What makes the figure of the day, where there is one."""
    terms_title: str = ""


def dates(view: PlayerView) -> tuple[str, ...]:
    """Return the dates of the turns that charts show."""
    calendar = view.known.scenario.calendar
    return tuple(date_label(calendar, tally.turn) for tally in view.known.history)


def table_csv(ledger: Ledger) -> str:
    """Return a ledger's table as CSV: numbers where there are numbers, words elsewhere."""
    return csv_text(
        [head.title for head in ledger.heads],
        [
            [entry.words if entry.value is None else entry.value for entry in line.entries]
            for line in ledger.lines
        ],
    )


def curves_csv(turns: Sequence[str], date: str, curves: Curves) -> str:
    """Return lines over the turns as CSV, a row a turn; `date` heads the first column."""
    rows = [
        [turn, *(line.values[at] if at < len(line.values) else None for line in curves.lines)]
        for at, turn in enumerate(turns)
    ]
    return csv_text([date, *(line.label for line in curves.lines)], rows)
