"""indivisible lab: ensembles of worlds, for those who compare peace arrangements."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.say import NO, progress, refuse, say, tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.lab.contract import Report
    from game.lab.ensemble.plan import Job
    from game.lab.ensemble.run import Run
    from game.lab.theory import Finding

lab = typer.Typer(no_args_is_help=True, help="Ensembles of simulated worlds.")

MOST_RUNS = 100_000
MOST_TOLD = 20
"""Worlds that broke that are named one by one."""
_MEASURED = {
    "acts": "the claimant acts at once",
    "gains": "share of the claim got in ten quarters",
    "stopped": "chance of being stopped it reckons with",
    "burden": "share of the small: power, burden",
}


@lab.command("theory", short_help="Hold the model against theory, prerequisite by prerequisite.")
def theory(
    runs: Annotated[
        int, typer.Option(metavar="N", min=2, max=MOST_RUNS, help="Worlds an arm.")
    ] = 400,
    only: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Try this prerequisite only.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(metavar="J", min=1, max=256, help="Processes; all cores if unsaid."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Try each prerequisite of collective security in paired worlds, other things equal.

    Both arms have the same seeds; the interval is that of the paired differences (95 %, Student).
    Exit code 1 where a prerequisite does not hold.
    """
    from game.lab.theory import PREREQUISITES, run_all  # noqa: PLC0415  # slow to load

    known = [each.key for each in PREREQUISITES]
    for key in only or ():
        if key not in known:
            refuse(f"there is no prerequisite '{key}'; there are: {', '.join(known)}")
    found = list(run_all(runs, only=only or (), jobs=jobs or os.cpu_count() or 1, tell=say))
    if as_json:
        typer.echo(json.dumps([_data(each) for each in found], indent=2))
    else:
        typer.echo(table(found))
    if not all(each.holds for each in found):
        raise typer.Exit(1)


@lab.command("contract", short_help="Try a policy, your own or the game's, against the contract.")
def contract(
    policy: Annotated[
        str, typer.Argument(metavar="POLICY", help="MODULE:FUNCTION or FILE.py:FUNCTION.")
    ],
    stage: Annotated[
        list[str] | None,
        typer.Option(metavar="STAGE", help="Ask it in this stage only: orders, council, response."),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of lines.")] = False,
) -> None:
    """Try a policy against all that every policy owes: legal, repeatable, blind, frugal.

    A policy is a function that is given a world (or what one seat may know of it) and the states
    that it is asked about, and yields decisions for the present stage. A Python file that is named
    here is run: name only files that you trust. Exit code 1 where a clause is not kept.
    """
    from game.core.kinds import Stage  # noqa: PLC0415  # slow to load
    from game.lab.contract import examine  # noqa: PLC0415
    from game.lab.policy_named import PolicyError  # noqa: PLC0415

    known = {each.name.lower(): each for each in Stage}
    for name in stage or ():
        if name.lower() not in known:
            refuse(f"there is no stage '{name}'; there are: {', '.join(known)}")
    asked = tuple(known[name.lower()] for name in stage or known)
    try:
        found = examine(policy, asked)
    except PolicyError as missing:
        refuse(str(missing))
    if as_json:
        typer.echo(json.dumps({**asdict(found), "kept": found.kept}))
    else:
        typer.echo("\n".join(_kept(found)))
    if not found.kept:
        raise typer.Exit(1)


@lab.command("run", short_help="Play an ensemble of worlds and write its tables.")
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


def _kept(found: Report) -> Iterator[str]:
    for clause in found.clauses:
        yield f"{'kept    ' if clause.kept else 'NOT KEPT'}  {clause.says}"
        yield from (f"            {breach}" for breach in clause.breaches)
    yield (
        f"{found.decisions} decisions in {found.asked} moments of four games, "
        f"in {found.work:.2f} of the time that the game's own policies take"
    )


def table(found: list[Finding]) -> str:
    """Return the findings as a table in Markdown."""
    lines = [
        (
            "| prerequisite | measured | without | with | difference | 95 % interval | holds "
            "| foreseen without, with | source |"
        ),
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for each in found:
        asked = each.prerequisite
        foreseen = (
            "" if asked.measure == "burden"
            else f"{each.foreseen_without:.3f}, {each.foreseen_with:.3f}"
        )  # fmt: skip
        lines.append(
            f"| {asked.says} | {_MEASURED[asked.measure]} | {each.without:.3f} | {each.with_it:.3f} "
            f"| {each.difference:+.3f} | {each.low:+.3f} to {each.high:+.3f} "
            f"| {'yes' if each.holds else 'NO'} | {foreseen} | {asked.source} |"
        )
    return "\n".join(lines)


def _data(found: Finding) -> dict[str, object]:
    asked = found.prerequisite
    return {
        "key": asked.key,
        "says": asked.says,
        "source": asked.source,
        "measure": asked.measure,
        "runs": found.runs,
        "without": found.without,
        "with": found.with_it,
        "difference": found.difference,
        "interval": [found.low, found.high],
        "holds": found.holds,
        "foreseen": [found.foreseen_without, found.foreseen_with],
    }
