"""indivisible lab run and lab facts: many worlds measured, and held against the record."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.say import NO, progress, refuse, tell, write_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.lab.ensemble.plan import Job
    from game.lab.ensemble.run import Run
    from game.lab.facts.compare import Comparison

MOST_RUNS = 100_000
MOST_TOLD = 20
"""Worlds that broke that are named one by one."""
_WIDE = 120
"""Columns of a table that goes to a file."""


def run(
    spec: Annotated[
        Path, typer.Argument(metavar="SPEC.toml", help="Campaigns, charters, rules and seeds.")
    ],
    runs: Annotated[
        int | None,
        typer.Option(
            metavar="N", min=1, max=MOST_RUNS, help="Worlds an arm; as specified if unsaid."
        ),
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="J", min=1, max=256, help="Processes; all cores if unsaid."),
    ] = None,
    cluster: Annotated[
        str | None,
        typer.Option(metavar="ADDRESS", help="Play on a dask.distributed cluster instead."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option(
            "--out",
            "-o",
            metavar="OUT.parquet",
            dir_okay=False,
            help="The table to write; SPEC.parquet here if unsaid.",
        ),
    ] = None,
    *,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Play all anew, whatever has been played.")
    ] = False,
) -> None:
    """Play every world of a specification and measure it.

    Writes one row a world to OUT.parquet and one row a figure to OUT.figures.parquet. What is
    finished stands in OUT.parquet.journal: a run that was ended goes on where it was, and more
    runs are added to those played. The same specification gives the same bytes, whoever plays it
    and in whatever order. Exit code 1 where a world broke; the table says which and how.
    """
    from game.lab.ensemble.plan import Unplayable, plan  # noqa: PLC0415  # slow to load
    from game.lab.ensemble.run import run as run_all  # noqa: PLC0415
    from game.lab.ensemble.spec import read_spec  # noqa: PLC0415
    from game.lab.ensemble.table import NoParquet  # noqa: PLC0415
    from game.lab.ensemble.workers import NoCluster  # noqa: PLC0415

    read, issues = read_spec(spec)
    tell(issues)
    if read is None:
        refuse("Nothing was played.")
    try:
        planned = plan(read, runs)
    except Unplayable as unplayable:
        tell(unplayable.issues)
        refuse("Nothing was played.")
    table = out if out is not None else Path(f"{spec.stem}.parquet")
    if table.suffix != ".parquet":
        refuse(f"{table}: a table is named *.parquet")
    try:
        with progress(read.title or spec.stem) as move:
            made = run_all(
                planned,
                table,
                title=read.title or spec.stem,
                processes=jobs or os.cpu_count() or 1,
                cluster=cluster,
                fresh=fresh,
                progress=move,
            )
    except (NoParquet, NoCluster) as missing:
        refuse(str(missing))
    except OSError as error:
        refuse(f"{table}: cannot be written: {error.strerror or error}", NO)
    except KeyboardInterrupt:
        refuse("\nStopped. The same command goes on where it was.", 130)
    tell(_told(made, table))
    if made.broken:
        raise typer.Exit(NO)


def facts(
    table: Annotated[
        Path, typer.Argument(metavar="OUT.parquet", help="What `lab run` wrote.", dir_okay=False)
    ],
    arm: Annotated[
        str | None, typer.Option(metavar="NAME", help="This arm only; all of them if unsaid.")
    ] = None,
    html: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Also write a page with drawings.", dir_okay=False),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
    as_markdown: Annotated[
        bool, typer.Option("--markdown", help="Print tables in Markdown.")
    ] = False,
) -> None:
    """Hold the worlds of an ensemble against the record of the century.

    Each figure of the record has a band within which it is known; a figure is inside where the
    median of the worlds lies in that band. docs/facts.md says how each is counted.
    """
    from game.lab.ensemble.table import NoParquet, TableFault, read_tables  # noqa: PLC0415  # slow
    from game.lab.facts import words  # noqa: PLC0415
    from game.lab.facts.compare import compare  # noqa: PLC0415

    try:
        ensemble = read_tables(table)
    except NoParquet as missing:
        refuse(str(missing))
    except TableFault as fault:
        refuse(str(fault), NO)
    found = compare(ensemble)
    if arm is not None:
        known = [each.arm for each in found]
        found = tuple(each for each in found if each.arm == arm)
        if not found:
            refuse(f"there is no arm '{arm}'; there are: {'; '.join(known)}")
    if html is not None:
        from game.lab.facts.page import page  # noqa: PLC0415

        write_text(html, page(ensemble.title, found))
    if as_json:
        typer.echo(json.dumps([words.data(each) for each in found], indent=2, allow_nan=False))
    elif as_markdown:
        typer.echo("\n\n".join("\n".join(words.markdown(each)) for each in found))
    else:
        _print(found)


def _print(found: Sequence[Comparison]) -> None:
    """Print the comparisons as tables."""
    from rich.console import Console  # noqa: PLC0415  # slow to load
    from rich.table import Table  # noqa: PLC0415

    from game.lab.facts import words  # noqa: PLC0415

    console = Console()
    if not console.is_terminal:
        console = Console(width=_WIDE)
    for comparison in found:
        console.print(words.summary(comparison), highlight=False, markup=False)
        for period in comparison.periods:
            table = Table(
                title=words.title(comparison, period),
                title_justify="left",
                box=None,
                pad_edge=False,
            )
            for place, head in enumerate(words.HEADS):
                left = place in (0, len(words.HEADS) - 1)
                table.add_column(head, justify="left" if left else "right", no_wrap=place > 0)
            for line in comparison.of(period):
                bad = line.worlds > 0 and not line.inside
                table.add_row(*words.cells(line), style="bold red" if bad else None)
            console.print(table, highlight=False)
            console.print()


def _told(made: Run, table: Path) -> Iterator[str]:
    """Yield what came of an ensemble, the worlds that broke named."""
    before = f", {made.resumed} of them before" if made.resumed else ""
    yield f"{made.worlds} worlds played{before}; {table}"
    for job, played in made.broken[:MOST_TOLD]:
        yield f"broke: {_world(job)}, turn {played.turns}: {played.fault}"
    if len(made.broken) > MOST_TOLD:
        yield f"and {len(made.broken) - MOST_TOLD} more"


def _world(job: Job) -> str:
    return f"{job.arm.name}, seed {job.seed}"
