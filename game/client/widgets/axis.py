"""The axis of a chart: its ends, where it is marked, and how its numbers are written."""

from __future__ import annotations

import math
from collections.abc import Sequence


def number(value: float) -> str:
    """Return a number short enough for an axis: `0.25`, `12`, `3.4k`."""
    size = abs(value)
    if size >= 10_000:
        return f"{value / 1000:.0f}k"
    if size >= 100 or value == int(value):
        return f"{value:.0f}".replace("-", "−")
    return f"{value:.2g}".replace("-", "−")


def span_of(values: Sequence[float]) -> tuple[float, float]:
    """Return the ends of an axis that holds all values and nought, at round numbers."""
    low, high = min(0.0, *values, 0.0), max([*values, 0.0])
    if high - low < 1e-9:
        return low, low + 1.0
    step = round_step((high - low) / 4)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def round_step(raw: float) -> float:
    """Return the next round number from a step: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(raw))
    for factor in (1.0, 2.0, 2.5, 5.0):
        if raw <= factor * power * 1.0001:
            return factor * power
    return 10.0 * power


def ticks(span: tuple[float, float]) -> list[float]:
    """Return the round numbers at which an axis is marked."""
    low, high = span
    step = round_step((high - low) / 4)
    first = math.ceil(low / step - 1e-9)
    return [index * step for index in range(first, math.floor(high / step + 1e-9) + 1)]
