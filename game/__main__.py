"""The composition root: joins the command line and the window, which do not know each other."""

from __future__ import annotations

import gc
import os
import re
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from game.cli import ending
from game.cli.app import build, display_at_hand, no_display
from game.cli.say import NO, refuse, say

if TYPE_CHECKING:
    from game.content.campaign import Campaign


class ScreenName(StrEnum):
    """Screens that can be pictured."""

    WORLD = "world"
    COUNCIL = "council"
    RESPONSE = "response"
    REPORT = "report"
    WAR = "war"
    PEACE = "peace"
    LANDS = "lands"
    CHARTERS = "charters"
    CRISIS = "crisis"
    CHAMBER = "chamber"
    DIPLOMACY = "diplomacy"
    LEDGERS = "ledgers"
    CHRONICLE = "chronicle"
    NEWSPAPER = "newspaper"
    NOTICES = "notices"
    FINDER = "finder"
    KEYS = "keys"
    MENU = "menu"
    SETTINGS = "settings"
    LOAD = "load"
    HANDOVER = "handover"
    COMPUTING = "computing"
    REPLAY = "replay"
    DEBRIEF = "debrief"
    TITLE = "title"
    NEW = "new"
    LESSON = "lesson"
    ENCYCLOPAEDIA = "encyclopaedia"


class ModeName(StrEnum):
    """Map modes."""

    POLITICAL = "political"
    TERRAIN = "terrain"
    THREAT = "threat"
    FORCES = "forces"
    SUPPLY = "supply"
    POWER = "power"
    DEFENDERS = "defenders"
    INSTITUTIONS = "institutions"
    OBLIGATIONS = "obligations"
    SANCTIONS = "sanctions"
    TRADE = "trade"
    OPINION = "opinion"
    STABILITY = "stability"


def main() -> None:
    """Run the command line."""
    for threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):  # read when numpy is imported
        os.environ.setdefault(threads, "1")  # tables are small: more threads only heat the machine
    gc.set_threshold(50_000, 20, 50)  # records live long: looking for cycles among them is idle
    os.environ.setdefault("PYGAME_HIDE_SUPPORT_PROMPT", "1")  # standard output is for data
    app = build(play=play, window={"screenshot": screenshot}, measure=measure)
    ending.run(lambda: app(prog_name="indivisible"))


def play(
    mirror: Annotated[
        bool,
        typer.Option("--mirror", help="Write what the window shows to the terminal as well."),
    ] = False,
) -> None:
    """Open the window: begin a game, or go on with one."""
    if not display_at_hand():
        refuse(no_display(), NO)
    from game.client import start  # noqa: PLC0415  # no pygame on the headless path
    from game.client.app import WindowError  # noqa: PLC0415

    try:
        start.play(mirror=mirror)
    except WindowError as error:
        refuse(no_display(str(error)), NO)


def screenshot(
    campaign: Annotated[
        str, typer.Argument(help="A campaign by name, or the folder of one.", metavar="CAMPAIGN")
    ],
    turn: Annotated[
        int, typer.Option(min=0, metavar="N", help="Turns to play first, without people.")
    ] = 0,
    screen: Annotated[ScreenName, typer.Option(help="Which screen.")] = ScreenName.WORLD,
    mode: Annotated[ModeName, typer.Option(help="How the map is coloured.")] = ModeName.POLITICAL,
    focus: Annotated[
        str | None,
        typer.Option(metavar="ID", help="Territory, state or sea zone to look at, by id."),
    ] = None,
    seat: Annotated[
        str | None,
        typer.Option("--as", metavar="ID", help="State that the person at the window leads."),
    ] = None,
    size: Annotated[str, typer.Option(metavar="WxH", help="Size in pixels.")] = "1920x1080",
    scale: Annotated[
        int,
        typer.Option(min=75, max=250, metavar="PCT", help="Scale of the interface in per cent."),
    ] = 100,
    seed: Annotated[
        int, typer.Option(min=0, max=2**63 - 1, metavar="SEED", help="What chance draws from.")
    ] = 7,
    output: Annotated[
        Path,
        typer.Option(
            "--output", "-o", metavar="OUT.png", help="The PNG file to write.", dir_okay=False
        ),
    ] = Path("indivisible.png"),
) -> None:
    """Draw one screen of the game to a PNG file; needs no display."""
    pixels = re.fullmatch(r"(\d{3,4})x(\d{3,4})", size)
    if pixels is None:
        refuse(f"'{size}' is no size: write it as 1920x1080, from 100 to 9999 each way")
    from game.cli.opening import campaign_named  # noqa: PLC0415  # the rules load slowly
    from game.client import commands  # noqa: PLC0415

    opened = campaign_named(campaign)
    try:
        pictured = commands.screenshot(
            opened,
            turn=turn,
            screen=screen.value,
            mode=mode.value,
            focus=focus,
            seat=seat,
            size=(int(pixels[1]), int(pixels[2])),
            scale=scale,
            seed=seed,
            output=output,
        )
    except (LookupError, ValueError) as unknown:
        refuse(str(unknown.args[0] if unknown.args else unknown))
    except OSError as error:
        refuse(f"{output}: cannot be written: {error.strerror or error}", NO)
    if pictured is not None and pictured > turn and screen is not ScreenName.DEBRIEF:
        say(f"no {screen.value} in turn {turn}: this is turn {pictured}")
    typer.echo(output)


def measure(campaign: Campaign) -> Mapping[str, float | None]:
    """Measure the window: its start, and on a campaign's map frames, hovering, recolouring."""
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    from game.client import first_frame  # noqa: PLC0415  # no pygame on the headless path
    from game.client.mapview import trial  # noqa: PLC0415

    return {**trial.measure(campaign), "start_ms": first_frame.start_ms()}


if __name__ == "__main__":
    main()
