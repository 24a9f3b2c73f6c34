"""indivisible lab oil: the sanctions of 1935, with oil left out and with oil in."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import Annotated

import typer

from game.cli.say import refuse

MOST_RUNS = 100_000


def oil(
    runs: Annotated[
        int, typer.Option(metavar="N", min=2, max=MOST_RUNS, help="Worlds an arm.")
    ] = 200,
    only: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Play this arm only.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="J", min=1, max=256, help="Processes; all cores if unsaid."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Play Italy's war over Ethiopia under several measures, in the same worlds.

    Prints how often the aggressor gives up, and why.
    """
    from game.lab.experiments.oil_1935 import ARMS, run, table  # noqa: PLC0415  # slow to load

    known = [arm.key for arm in ARMS]
    for key in only or ():
        if key not in known:
            refuse(f"there is no arm '{key}'; there are: {', '.join(known)}")
    found = run(runs, only=only or (), jobs=jobs or os.cpu_count() or 1)
    if as_json:
        typer.echo(json.dumps([asdict(each) for each in found], indent=2))
    else:
        typer.echo(table(found))
