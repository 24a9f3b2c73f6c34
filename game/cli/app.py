"""The command line put together: one command a file; the window's commands are injected."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.cli import bench as bench_command
from game.cli.backtest import backtest
from game.cli.bake_map import bake_map
from game.cli.charters import charter, charters
from game.cli.check import check
from game.cli.explain import explain
from game.cli.lab import lab
from game.cli.replay import replay
from game.cli.schema import schema
from game.cli.simulate import simulate

if TYPE_CHECKING:
    from game.lab.bench import Measure

HEADLESS = "indivisible simulate broken_covenant"
"""What to run where there is no display."""

HELP = """A strategy wargame about collective security, 1920 to 2025.

Without a command, the game opens its window.
"""

_EPILOG = "Data go to standard output, talk to standard error. Exit codes: 0 done, 1 no, 2 wrong."

_SHORT = {
    "play": "Open the window (this is the default).",
    "simulate": "Play a campaign without people and tell it.",
    "replay": "Tell a saved game again, or verify it.",
    "explain": "Print the terms of what a state decides in a saved game.",
    "charters": "List the charters that come with the game.",
    "charter": "Read a charter aloud, or compare two.",
    "check": "Find what is wrong with campaign files.",
    "schema": "Write JSON Schemas for editors.",
    "screenshot": "Draw a screen to a PNG file.",
    "bench": "Measure turns, frames, loading and memory.",
    "backtest": "Play historical crises forward and score them.",
    "bake-map": "Rebuild the map of the world from its source.",
}
"""One line for the list of commands."""

_EXAMPLES = {
    "simulate": "\b\nFor example:\n"
    "  indivisible simulate broken_covenant --seed 7\n"
    "  indivisible simulate broken_covenant --charter strict_covenant --json\n"
    "  indivisible simulate campaigns/mine --turns 4 --chronicle events.csv",
    "replay": "\b\nFor example:\n"
    "  indivisible replay saves/autosave-0.indsave\n"
    "  indivisible replay saves/autosave-0.indsave --verify",
    "explain": "\b\nFor example:\n"
    "  indivisible explain saves/autosave-0.indsave --state GBR\n"
    "  indivisible explain autosave-0 --state GBR --about ITA\n"
    "  indivisible explain autosave-0 --state GBR --crisis 3 --json",
    "charter": "\b\nFor example:\n"
    "  indivisible charter united_nations_1945\n"
    "  indivisible charter united_nations_1945 --compare uniting_for_peace_1950",
    "check": "\b\nFor example:\n"
    "  indivisible check broken_covenant\n"
    "  indivisible check campaigns/mine maps/mine.tmx",
    "screenshot": "\b\nFor example:\n"
    "  indivisible screenshot broken_covenant --size 1920x1080 -o world.png\n"
    "  indivisible screenshot broken_covenant --turn 8 --screen council --scale 150",
    "bench": "\b\nFor example:\n  indivisible bench --turns 10 --json",
    "backtest": "\b\nFor example:\n"
    "  indivisible backtest crises.csv\n"
    "  indivisible backtest crises.csv --runs 1000 --json",
}
"""Under each command's help."""

_Version = Annotated[bool, typer.Option("--version", help="Print the version and end.")]


def build(
    play: Callable[[], object] | None = None,
    window: Mapping[str, Callable[..., Any]] | None = None,
    measure: Measure | None = None,
) -> typer.Typer:
    """Return the whole command line.

    `play` opens the window; `window` are further commands of its, by name; `measure` times it.
    """
    app = typer.Typer(
        name="indivisible",
        help=HELP,
        epilog=_EPILOG,
        no_args_is_help=play is None,
        add_completion=False,
        context_settings={"help_option_names": ["-h", "--help"]},
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
    )

    @app.callback(invoke_without_command=True)
    def default(context: typer.Context, version: _Version = False) -> None:
        if version:
            from game.persistence.version import game_version  # noqa: PLC0415  # only here

            typer.echo(f"indivisible {game_version()}")
            raise typer.Exit
        if context.invoked_subcommand is None and play is not None:
            play()

    commands: dict[str, Callable[..., Any]] = {
        **({} if play is None else {"play": play}),
        "simulate": simulate,
        "replay": replay,
        "explain": explain,
        "charters": charters,
        "charter": charter,
        "check": check,
        "schema": schema,
        **(window or {}),
        "bench": bench_command.command(measure),
        "backtest": backtest,
        "bake-map": bake_map,
    }
    for name, function in commands.items():
        app.command(name, short_help=_SHORT.get(name), epilog=_EXAMPLES.get(name))(function)
    app.add_typer(
        lab, name="lab", short_help="Ensembles of worlds: measured, held against record and theory."
    )
    return app


def display_at_hand() -> bool:
    """Tell whether a window can be hoped for: a driver is named, or a display is there."""
    if os.environ.get("SDL_VIDEODRIVER"):
        return True
    if not sys.platform.startswith("linux"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def no_display(why: str = "there is no display") -> str:
    """Return what to say where the window cannot be opened, and what can be done instead."""
    return (
        f"The window cannot be opened: {why}.\n"
        f"Without a display, this plays a campaign by itself and tells what happened:\n"
        f"    {HEADLESS}\n"
        f"(in a checkout: python3 run.py {HEADLESS.removeprefix('indivisible ')})"
    )
