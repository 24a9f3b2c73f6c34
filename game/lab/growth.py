"""Whether a turn costs more the longer a game has lasted, other things equal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

EARLY: Final = (80, 120)
LATE: Final = (380, 420)
"""The turns that are compared, the last not included."""


@dataclass(frozen=True, slots=True)
class TurnCost:
    """What a turn took, and what there was to do in it."""

    seconds: float
    """Of the process, whatever else the machine does."""
    states: int
    wars: int


def growth(
    turns: Sequence[TurnCost],
    early: tuple[int, int] = EARLY,
    late: tuple[int, int] = LATE,
) -> float | None:
    """Return what a late turn costs a state, over what an early one does, at as many wars.

    Turns with the same number of wars are compared by their medians; the ratios are averaged in
    their logarithm, each by how many turns it rests on. 1 is a cost flat in the length of the game.
    None where the game was too short, or never had as many wars late as early.
    """
    first, second = (_by_wars(turns[slice(*window)]) for window in (early, late))
    if len(turns) < late[1]:
        return None
    logs, weights = [], []
    for wars in first.keys() & second.keys():
        before, after = (float(np.median(costs[wars])) for costs in (first, second))
        if before > 0 and after > 0:
            logs.append(np.log(after / before))
            weights.append(min(len(first[wars]), len(second[wars])))
    return float(np.exp(np.average(logs, weights=weights))) if logs else None


def _by_wars(turns: Sequence[TurnCost]) -> dict[int, list[float]]:
    found: dict[int, list[float]] = {}
    for turn in turns:
        found.setdefault(turn.wars, []).append(turn.seconds / max(turn.states, 1))
    return dict(sorted(found.items()))
