"""The comparison as a page: one HTML file with its drawings in it, that needs nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from typing import Final

from game.lab.facts.compare import Comparison, Line
from game.lab.facts.words import HEADS, cells, said, shown, summary, title, verdict

WIDTH: Final = 260
HEIGHT: Final = 22
_MARGIN: Final = 6

_CHART: Final = (300, 170)
_INSET: Final = (42, 12, 24, 10)
"""Room left of, above, below and right of a chart."""

STYLE: Final = """
:root { color-scheme: light dark; --ink: #1d232b; --paper: #fbfaf7; --dim: #5c6670; --line: #d8d4ca;
  --band: #c9d6e2; --record: #1f4e79; --worlds: #a8481f; --outside: #9b1c1c; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e2d8; --paper: #14181d; --dim: #9aa4ad;
  --line: #333b44; --band: #2b4358; --record: #8fc1ee; --worlds: #eda06f; --outside: #ff8f85; } }
body { font: 15px/1.45 system-ui, sans-serif; color: var(--ink); background: var(--paper);
  max-width: 70rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; } h3 { font-size: 1rem; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: right; padding: .2rem .5rem; border-bottom: 1px solid var(--line);
  font-variant-numeric: tabular-nums; vertical-align: middle; }
td { white-space: nowrap; } th:first-child, td:first-child { text-align: left; white-space: normal; } th { color: var(--dim); font-weight: 600; }
.outside { color: var(--outside); font-weight: 600; } .dim { color: var(--dim); }
.charts { display: flex; flex-wrap: wrap; gap: 1rem; } figure { margin: 0; }
figcaption { font-size: .85rem; color: var(--dim); max-width: 300px; }
svg text { font: 10px system-ui, sans-serif; fill: var(--dim); }
.band { fill: var(--band); } .record { stroke: var(--record); fill: none; stroke-width: 2; }
.worlds { stroke: var(--worlds); fill: none; stroke-width: 2; } .dot { fill: var(--worlds); }
.spread { fill: var(--worlds); opacity: .25; } .axis { stroke: var(--line); fill: none; }
"""


def page(heading: str, comparisons: Sequence[Comparison]) -> str:
    """Return the whole page."""
    return "\n".join(_lines(heading, comparisons)) + "\n"


def _lines(heading: str, comparisons: Sequence[Comparison]) -> Iterator[str]:
    yield '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{escape(heading)}: stylised facts</title>\n<style>{STYLE}</style>\n</head>\n<body>"
    yield f"<h1>{escape(heading)}</h1>"
    yield (
        '<p class="dim">Band: within which the record is known. Line: the record. Bar and dot: '
        "90 % of the simulated worlds, and their median. A figure is inside where the median lies "
        "in the band.</p>"
    )
    for comparison in comparisons:
        yield f"<h2>{escape(summary(comparison))}</h2>"
        eras = [name for name in comparison.periods if not name.endswith("0s")]
        for period in eras:
            yield f"<h3>{escape(title(comparison, period))}</h3>"
            yield from _table(comparison.of(period))
        yield from _charts(comparison)
        yield from _sources(comparison)
    yield "</body>\n</html>"


def _table(lines: Sequence[Line]) -> Iterator[str]:
    heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in HEADS)
    yield f'<table><thead><tr>{heads}<th scope="col"></th></tr></thead><tbody>'
    for line in lines:
        row = "".join(f"<td>{escape(cell)}</td>" for cell in cells(line)[:-1])
        mark = ' class="outside"' if line.worlds and not line.inside else ""
        yield f"<tr>{row}<td{mark}>{verdict(line)}</td><td>{strip(line)}</td></tr>"
    yield "</tbody></table>"


def strip(line: Line) -> str:
    """Return the drawing of one fact: band, record, worlds, on a line from the least to the most."""
    fact = line.fact
    values = [fact.low, fact.high, fact.record]
    values += [line.low, line.high] if line.worlds else []
    least, most = min(values), max(values)
    room = (most - least) or 1.0

    def x(value: float) -> str:
        return f"{_MARGIN + (value - least) / room * (WIDTH - 2 * _MARGIN):.1f}"

    broad = max(float(x(fact.high)) - float(x(fact.low)), 1.0)
    parts = [
        f'<rect class="band" x="{x(fact.low)}" y="3" height="{HEIGHT - 6}" width="{broad:.1f}"/>',
        f'<path class="record" d="M{x(fact.record)} 1V{HEIGHT - 1}"/>',
    ]
    if line.worlds:
        middle = HEIGHT // 2
        parts.append(f'<path class="worlds" d="M{x(line.low)} {middle}H{x(line.high)}"/>')
        parts.append(f'<circle class="dot" cx="{x(line.median)}" cy="{middle}" r="4"/>')
    label = f"{said(fact)}: record {shown(fact, fact.record)}, worlds {shown(fact, line.median)}"
    return (
        f'<svg role="img" aria-label="{escape(label)}" width="{WIDTH}" height="{HEIGHT}" '
        f'viewBox="0 0 {WIDTH} {HEIGHT}">{"".join(parts)}</svg>'
    )


def _charts(comparison: Comparison) -> Iterator[str]:
    """Yield a chart for every figure that there is of each decade."""
    by_key: dict[str, list[Line]] = {}
    for line in comparison.lines:
        if line.fact.period.endswith("0s"):
            by_key.setdefault(line.fact.key, []).append(line)
    if not any(line.worlds for lines in by_key.values() for line in lines):
        return
    yield '<h3>By decade</h3><div class="charts">'
    for lines in by_key.values():
        caption = escape(said(lines[0].fact))
        yield f"<figure>{chart(lines)}<figcaption>{caption}</figcaption></figure>"
    yield "</div>"


def chart(lines: Sequence[Line]) -> str:
    """Return the drawing of a figure over the decades: bands and records, and the worlds'."""
    width, height = _CHART
    left, top, below, right = _INSET
    values = [value for line in lines for value in (line.fact.low, line.fact.high)]
    values += [value for line in lines if line.worlds for value in (line.low, line.high)]
    least, most = min(values), max(values)
    room = (most - least) or 1.0
    step = (width - left - right) / max(len(lines), 1)

    def x(place: float) -> float:
        return left + (place + 0.5) * step

    def y(value: float) -> float:
        return top + (most - value) / room * (height - top - below)

    told = [(place, line) for place, line in enumerate(lines) if line.worlds]
    parts = [
        f'<path class="axis" d="M{left} {top}V{height - below}H{width - right}"/>',
        *(
            f'<text x="{left - 4}" y="{y(value) + 3:.1f}" text-anchor="end">'
            f"{shown(lines[0].fact, value)}</text>"
            for value in (least, most)
        ),
    ]
    for place, line in enumerate(lines):
        low, high = y(line.fact.low), y(line.fact.high)
        parts.append(
            f'<rect class="band" x="{x(place) - step * 0.4:.1f}" y="{high:.1f}" '
            f'width="{step * 0.8:.1f}" height="{max(low - high, 1):.1f}"/>'
        )
        parts.append(
            f'<text x="{x(place):.1f}" y="{height - 8}" text-anchor="middle">'
            f"{escape(line.fact.period[2:])}</text>"
        )
    for place, line in told:
        parts.append(
            f'<rect class="spread" x="{x(place) - step * 0.2:.1f}" y="{y(line.high):.1f}" '
            f'width="{step * 0.4:.1f}" height="{max(y(line.low) - y(line.high), 1):.1f}"/>'
        )
    parts.append(_path("record", [(x(p), y(line.fact.record)) for p, line in enumerate(lines)]))
    parts.append(_path("worlds", [(x(p), y(line.median)) for p, line in told]))
    label = escape(said(lines[0].fact))
    return (
        f'<svg role="img" aria-label="{label}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}">{"".join(parts)}</svg>'
    )


def _path(kind: str, points: Sequence[tuple[float, float]]) -> str:
    if not points:
        return ""
    way = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    return f'<path class="{kind}" d="M{way}"/>'


def _sources(comparison: Comparison) -> Iterator[str]:
    """Yield where every figure comes from, and how its band was made."""
    yield "<details><summary>Sources and bands</summary><ul>"
    for line in comparison.lines:
        fact = line.fact
        reaches = f" ({fact.reaches})" if fact.reaches else ""
        text = f"{fact.period}{reaches}: {said(fact)}. {fact.source}. Band: {fact.band}."
        yield f"<li>{escape(text)}</li>"
    yield "</ul></details>"
