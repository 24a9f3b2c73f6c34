"""Measure what turns, frames, loading and saving cost on this machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.ending import telling_what_broke
from game.cli.say import NO, progress, refuse

if TYPE_CHECKING:
    from game.lab.bench import Figures, Measure

_Campaign = Annotated[str, typer.Argument(help="The campaign to measure.", metavar="CAMPAIGN")]
_Turns = Annotated[
    int | None,
    typer.Option("--turns", "-n", min=1, metavar="N", help="Turns to play; all by default."),
]
_Client = Annotated[
    bool, typer.Option("--client", help="Measure the window alone, beside its budgets.")
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]


def command(measure: Measure | None) -> Callable[..., None]:
    """Return the command; `measure` measures the window, null without it."""

    def bench(
        campaign: _Campaign = "broken_covenant",
        turns: _Turns = None,
        json_: _Json = False,
        client: _Client = False,
    ) -> None:
        """Measure turns and their phases, frames, loading, saving and memory.

        With --client only the window is measured, along a fixed path of the camera, in the video
        driver that SDL_VIDEODRIVER names (none: without a display), each figure beside its budget.
        """
        from game.lab.bench import bench as run  # noqa: PLC0415  # the rules load slowly
        from game.session.shelf import folder_of  # noqa: PLC0415

        try:
            folder = folder_of(campaign)
        except LookupError as unknown:
            refuse(str(unknown))
        if client:
            _window(folder, measure, as_json=json_)
            return
        try:
            with telling_what_broke(campaign), progress("Measuring") as move:
                figures = run(folder, turns=turns, measure=measure, progress=move)
        except LookupError as fault:
            refuse(str(fault), NO)
        if json_:
            sys.stdout.write(json.dumps(figures) + "\n")
        else:
            sys.stdout.write(as_table(figures))

    return bench


def _window(folder: Path, measure: Measure | None, *, as_json: bool) -> None:
    """Measure the window alone and say which figures keep their budget."""
    from game.content.load import load_campaign  # noqa: PLC0415

    if measure is None:
        refuse("the window cannot be measured: its libraries are missing", NO)
    opened, issues = load_campaign(folder)
    if opened is None:
        refuse("\n".join(map(str, issues)), NO)
    figures = measure(opened)
    if as_json:
        sys.stdout.write(
            json.dumps({name: _rounded(cost) for name, cost in figures.items()}) + "\n"
        )
        return
    for name, cost in figures.items():
        budget = BUDGETS_MS.get(name)
        kept = "" if budget is None or cost is None else "kept" if cost <= budget else "MISSED"
        bound = "" if budget is None else f"of {budget:g}"
        shown = "-" if cost is None else f"{cost:.2f}"
        sys.stdout.write(f"{name:<22} {shown:>10} ms {bound:<9} {kept}\n")


BUDGETS_MS = {
    "frame_ms_median": 4.0,
    "frame_ms_p99": 12.0,
    "cold_frame_ms_worst": 50.0,
    "first_sight_ms": 100.0,
    "hover_ms": 1.0,
    "recolour_ms": 150.0,
    "start_ms": 1500.0,
}
"""What each figure of the window should stay under."""


def _rounded(cost: float | None) -> float | None:
    return None if cost is None else round(cost, 3)


def as_table(figures: Figures) -> str:
    """Return figures as aligned lines."""
    rows: list[tuple[str, float | None]] = []
    for name, value in figures.items():
        if isinstance(value, dict):
            rows += [(f"{name} {part}", cost) for part, cost in value.items()]
        else:
            rows.append((name, value))
    wide = max(len(name) for name, _ in rows)
    shown = (
        f"{name:<{wide}}  {'-' if value is None else f'{value:,}':>14}" for name, value in rows
    )
    return "\n".join(shown) + "\n"
