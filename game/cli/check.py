"""indivisible check PATH...: all findings about campaigns, charters and maps."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from game.content.issues import Issue, Severity


def check(
    paths: Annotated[
        list[Path],
        typer.Argument(help="Campaign folders (or names), their files, charters, .tmx maps."),
    ],
) -> None:
    """Print every finding as file:line; exit with 1 if any is an error."""
    from game.content.check import check as findings  # noqa: PLC0415  # schemas load slowly

    # Two files of one campaign have the same findings: each is said once.
    found: list[Issue] = list(
        dict.fromkeys(issue for path in paths for issue in findings(str(path)))
    )
    for issue in found:
        typer.echo(str(issue))
    counts = {severity: sum(issue.severity is severity for issue in found) for severity in Severity}
    said = ", ".join(
        f"{count} {severity.value}{'' if count == 1 else 's'}"
        for severity, count in counts.items()
        if count
    )
    typer.echo(said or "nothing found", err=True)
    if counts[Severity.ERROR]:
        raise typer.Exit(1)
