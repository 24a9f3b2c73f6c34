"""Two runs of one seed side by side: what was, and what would have been under another charter."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from game.client.present.debrief import Curves, Series
from game.client.strings import text
from game.core.events import Event
from game.core.ids import StateId
from game.core.kinds import CrisisEnd, Standing
from game.core.world import World

PUBLIC = ("state.destroyed", "state.annexed", "aggressor.named")


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure of both runs."""

    label: str
    was: str
    would: str
    by: float
    """How much higher it would have been."""


def compared(
    was: World, told: Sequence[Event], would: World, events: Sequence[Event], me: StateId
) -> tuple[Compared, ...]:
    """Return the figures that both runs can be told by."""
    one, other = _figures(was, told, me), _figures(would, events, me)
    return tuple(
        Compared(text(f"aftermath.figure.{key}"), _said(key, one[key]), _said(key, other[key]),
                 other[key] - one[key])
        for key in one
    )  # fmt: skip


def tension(was: World, would: World, other: str) -> Curves:
    """Return the tension of both runs as lines."""
    return Curves(
        text("aftermath.what_if_chart"),
        " %",
        (
            Series(text("aftermath.as_it_was"), tuple(100 * row.tension for row in was.history)),
            Series(other, tuple(100 * row.tension for row in would.history)),
        ),
    )


def _figures(world: World, events: Sequence[Event], me: StateId) -> dict[str, float]:
    kinds = Counter(event.kind for event in events if event.kind in PUBLIC)
    ends = Counter(crisis.end for crisis in world.crises)
    history = list(world.history)
    return {
        "wars": len(world.wars),
        "war_turns": sum(row.wars for row in history),
        "losses": sum(sum(war.losses) for war in world.wars),
        "destroyed": kinds["state.destroyed"] + kinds["state.annexed"],
        "taken": ends[CrisisEnd.KEPT_GAINS] + ends[CrisisEnd.DESTROYED],
        "settled": ends[CrisisEnd.COMPROMISE] + ends[CrisisEnd.WITHDREW],
        "named": kinds["aggressor.named"],
        "adopted": sum(each.standing == Standing.ADOPTED for each in world.resolutions),
        "vetoed": sum(bool(each.vetoes) for each in world.resolutions),
        "tension": sum(row.tension for row in history) / max(1, len(history)),
        "power": float(history[-1].power[me]) if history else 0.0,
    }


def _said(key: str, value: float) -> str:
    if key in ("tension", "power"):
        return f"{value:.1%}"
    return f"{value:,.1f}" if key == "losses" else f"{value:,.0f}"
