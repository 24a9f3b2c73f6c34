"""Measure what turns, frames, loading and saving cost on this machine."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
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
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of a table.")]


def command(measure: Measure | None) -> Callable[..., None]:
    """Return the command; `measure` measures the window, null without it."""

    def bench(
        campaign: _Campaign = "broken_covenant", turns: _Turns = None, json_: _Json = False
    ) -> None:
        """Measure turns and their phases, frames, loading, saving and memory."""
        from game.lab.bench import bench as run  # noqa: PLC0415  # the rules load slowly
        from game.session.shelf import folder_of  # noqa: PLC0415

        try:
            folder = folder_of(campaign)
        except LookupError as unknown:
            refuse(str(unknown))
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
