"""indivisible schema DIR: JSON Schemas for editors."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def schema(
    directory: Annotated[Path, typer.Argument(help="Folder to write to; made if it is not there.")],
) -> None:
    """Write a JSON Schema for every kind of campaign file."""
    from game.content.schemas import write_schemas  # noqa: PLC0415  # schemas load slowly

    try:
        written = write_schemas(directory)
    except OSError as error:
        typer.echo(f"{directory}: cannot be written: {error.strerror}", err=True)
        raise typer.Exit(1) from None
    for file in written:
        typer.echo(str(file))
