"""The comparison in words and plain data: for a terminal, for Markdown, for other programs."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

from game.lab.facts.compare import JUDGED, Comparison, Line
from game.lab.facts.record import Fact

HEADS = ("figure", "record", "its band", "worlds: median", "90 % of worlds", "verdict")


def shown(fact: Fact, value: float) -> str:
    """Write a figure as its fact is written: shares in per cent."""
    if math.isnan(value):
        return "none"
    if fact.unit == "share":
        return f"{100 * value:.1f} %"
    return f"{round(value, fact.places) + 0.0:.{fact.places}f}"


def spanned(fact: Fact, low: float, high: float) -> str:
    """Write an interval."""
    if math.isnan(low):
        return "none"
    return f"{shown(fact, low).removesuffix(' %')} to {shown(fact, high)}"


def said(fact: Fact) -> str:
    """Write what a fact is about, with its unit."""
    unit = "" if fact.unit in ("", "share") or fact.says.endswith(fact.unit) else f", {fact.unit}"
    return f"{fact.says}{unit}"


def verdict(line: Line) -> str:
    """Say whether the worlds are like the record."""
    if not line.worlds:
        return "no cases"
    return "inside" if line.inside else "OUTSIDE"


def cells(line: Line) -> tuple[str, ...]:
    """Return a row of the table."""
    fact = line.fact
    return (
        said(fact),
        shown(fact, fact.record),
        spanned(fact, fact.low, fact.high),
        shown(fact, line.median),
        spanned(fact, line.low, line.high),
        verdict(line),
    )


def title(comparison: Comparison, period: str) -> str:
    """Return the heading of a period."""
    inside, whole = comparison.score(period)
    years = dict(comparison.years).get(period, 0.0)
    when = "all years" if period == "all" else period
    return f"{when}: {inside} of {whole} inside; worlds cover {years:g} years of it"


def summary(comparison: Comparison) -> str:
    """Return what the comparison comes to, in a line."""
    scores = [comparison.score(period) for period in comparison.periods if period in JUDGED]
    inside, whole = (sum(each) for each in zip(*scores, strict=True)) if scores else (0, 0)
    broken = f", {comparison.broken} more broke" if comparison.broken else ""
    return (
        f"{comparison.arm}: {comparison.worlds} worlds{broken}; {inside} of {whole} figures inside"
    )


def markdown(comparison: Comparison) -> Iterator[str]:
    """Yield the comparison as lines of Markdown, a table a period."""
    yield summary(comparison)
    for period in comparison.periods:
        yield ""
        yield f"**{title(comparison, period)}**"
        yield ""
        yield "| " + " | ".join(HEADS) + " |"
        yield "|---" * len(HEADS) + "|"
        for line in comparison.of(period):
            yield "| " + " | ".join(cells(line)) + " |"


def data(comparison: Comparison) -> dict[str, Any]:
    """Return the comparison as plain data; null where no world had a case."""
    return {
        "arm": comparison.arm,
        "worlds": comparison.worlds,
        "broken": comparison.broken,
        "years": dict(comparison.years),
        "inside": {period: list(comparison.score(period)) for period in comparison.periods},
        "facts": [_plain(line) for line in comparison.lines],
    }


def _plain(line: Line) -> dict[str, Any]:
    fact = line.fact
    some = line.worlds > 0
    return {
        "key": fact.key,
        "period": fact.period,
        "says": fact.says,
        "unit": fact.unit,
        "record": fact.record,
        "band": [fact.low, fact.high],
        "band_made": fact.band,
        "source": fact.source,
        "worlds": line.worlds,
        "median": line.median if some else None,
        "interval": [line.low, line.high] if some else None,
        "inside": line.inside if some else None,
        "record_in_interval": line.covers if some else None,
    }
