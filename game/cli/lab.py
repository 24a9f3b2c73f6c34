"""indivisible lab: ensembles of worlds, for those who compare peace arrangements."""

from __future__ import annotations

import json
import os
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli import ensembles
from game.cli.oil import oil
from game.cli.say import refuse, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from game.lab.contract import Report
    from game.lab.theory import Finding

lab = typer.Typer(no_args_is_help=True, help="Ensembles of simulated worlds.")
lab.command("oil", short_help="Play the sanctions of 1935 with oil left out, and with oil in.")(oil)
lab.command("run", short_help="Play an ensemble of worlds and write its tables.")(ensembles.run)
lab.command("facts", short_help="Hold an ensemble against the record.")(ensembles.facts)

MOST_RUNS = 100_000
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
