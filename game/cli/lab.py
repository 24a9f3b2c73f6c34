"""indivisible lab: ensembles of worlds, for those who compare peace arrangements."""

from __future__ import annotations

import json
import math
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli.say import progress, refuse

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from game.lab.contract import Report
    from game.lab.theory import Difference, Finding

lab = typer.Typer(no_args_is_help=True, help="Ensembles of simulated worlds.")

MOST_RUNS = 100_000


@lab.command("theory", short_help="Hold the model against theory, prerequisite by prerequisite.")
def theory(
    runs: Annotated[
        int, typer.Option("--runs", "-n", metavar="N", min=2, max=MOST_RUNS, help="Worlds an arm.")
    ] = 200,
    only: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="Try this prerequisite only.")
    ] = None,
    jobs: Annotated[
        int | None,
        typer.Option(
            "--jobs", "-j", metavar="J", min=1, max=256, help="Processes; all by default."
        ),
    ] = None,
    *,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of a table.")] = False,
) -> None:
    """Try each prerequisite of collective security in paired worlds, other things equal.

    Both arms have the same seeds, and are played by states that the game leads; the interval is
    that of the paired differences (95 %, Student). Exit code 1 where a prerequisite does not hold.
    """
    from game.lab.theory import PREREQUISITES, run_all  # noqa: PLC0415  # slow to load

    known = [each.key for each in PREREQUISITES]
    for key in only or ():
        if key not in known:
            refuse(f"there is no prerequisite '{key}'; there are: {', '.join(known)}")
    with progress("Playing worlds") as move:
        found = run_all(runs, only=only or (), jobs=jobs or os.cpu_count() or 1, tell=move)
    if as_json:
        typer.echo(json.dumps([_data(each) for each in found], indent=2, allow_nan=False))
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


def _kept(found: Report) -> Iterator[str]:
    for clause in found.clauses:
        yield f"{'kept    ' if clause.kept else 'NOT KEPT'}  {clause.says}"
        yield from (f"            {breach}" for breach in clause.breaches)
    yield (
        f"{found.decisions} decisions in {found.asked} moments of four games, "
        f"in {found.work:.2f} of the time that the game's own policies take"
    )


def table(found: Sequence[Finding]) -> str:
    """Return the findings as tables in Markdown: the verdicts, then everything that was measured."""
    from game.lab.theory.outcomes import MEASURES  # noqa: PLC0415

    heads = ("prerequisite", "without", "with", "measure", "without", "with", "difference",
             "95 % interval", "holds", "source")  # fmt: skip
    lines = [f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for each in found:
        asked, told = each.prerequisite, each.told
        lines.append(
            f"| {asked.says} | {asked.without} | {asked.with_it} | {MEASURES[told.measure]} "
            f"| {told.without:.3f} | {told.with_it:.3f} | {told.difference:+.3f} "
            f"| {told.low:+.3f} to {told.high:+.3f} | {'yes' if told.holds else 'NO'} "
            f"| {asked.source} |"
        )
    every = [measure for measure in MEASURES if measure != "burden"]
    lines += [
        "",
        "| prerequisite | " + " | ".join(MEASURES[measure] for measure in every) + " |",
        "|---" * (len(every) + 1) + "|",
    ]
    for each in found:
        seen = {one.measure: one for one in (each.told, *each.beside)}
        if "burden" in seen:
            continue
        cells = [_cell(seen[measure]) for measure in every]
        lines.append(f"| {each.prerequisite.says} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _cell(one: Difference) -> str:
    """Return both means of a measure; with a star where the interval lies where theory has it."""
    if not (math.isfinite(one.without) and math.isfinite(one.with_it)):
        return "too few"
    return f"{one.without:.2f}, {one.with_it:.2f}{'*' if one.holds else ''}"


def _data(found: Finding) -> dict[str, object]:
    asked, told = found.prerequisite, found.told
    return {
        "key": asked.key,
        "says": asked.says,
        "source": asked.source,
        "arms": [asked.without, asked.with_it],
        "runs": found.runs,
        **_measured(told),
        "holds": found.holds,
        "beside": [_measured(one) for one in found.beside],
    }


def _measured(one: Difference) -> dict[str, object]:
    def number(value: float) -> float | None:
        return value if math.isfinite(value) else None

    return {
        "measure": one.measure,
        "without": number(one.without),
        "with": number(one.with_it),
        "difference": number(one.difference),
        "interval": [number(one.low), number(one.high)],
    }
