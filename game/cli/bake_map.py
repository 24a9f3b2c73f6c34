"""Rebuild the map of the world from its source."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from game.content.issues import Issue

WORLD = Path("maps/world.tmx")

_SourceFolder = Annotated[
    Path, typer.Argument(help="Folder with the territories, sea zones, adjacency and straits.")
]
_Output = Annotated[Path, typer.Option("--output", "-o", help="The Tiled map to write.")]


def bake_map(source: _SourceFolder, output: _Output = WORLD) -> None:
    """Rebuild the Tiled map, and check that the game reads it.

    Ends with 1 when the source or the map is at fault, with 2 when OUTPUT is no map's name.
    """
    from game.content.maps.bake import bake  # noqa: PLC0415 - scipy and shapely load slowly
    from game.content.maps.bake_source import SourceFaultError  # noqa: PLC0415
    from game.content.maps.loader import load_map  # noqa: PLC0415

    if output.suffix.lower() != ".tmx":
        _say(f"{output}: a Tiled map's name ends in .tmx")
        raise typer.Exit(2)
    try:
        baked = bake(source, output, _say)
    except SourceFaultError as fault:
        _tell(fault.issues)
        raise typer.Exit(1) from None
    except OSError as fault:
        _say(f"{fault.filename or output}: cannot be written: {fault.strerror or fault}")
        raise typer.Exit(1) from None
    document, issues = load_map(output)
    _tell(issues)
    if document is None:
        raise typer.Exit(1)
    _say(
        f"{baked.territories} territories and {baked.zones} sea zones "
        f"in {baked.parts} parts of {baked.points} points; digest {document.digest[:12]}"
    )
    for file in baked.files:
        typer.echo(file)


def _tell(issues: tuple[Issue, ...]) -> None:
    for issue in issues:
        _say(str(issue))


def _say(text: str) -> None:
    typer.echo(text, err=True)
