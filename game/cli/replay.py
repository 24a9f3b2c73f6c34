"""Tell a saved game again, or play it again and compare."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from game.cli.ending import telling_what_broke
from game.cli.opening import save_at
from game.cli.say import NO, progress, refuse, say

if TYPE_CHECKING:
    from game.session.shelf import OpenedSave

_Save = Annotated[Path, typer.Argument(help="A saved game.", metavar="SAVE")]
_Verify = Annotated[
    bool,
    typer.Option("--verify", help="Play it again from its seed and orders; compare each turn."),
]
_Json = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of prose.")]


def replay(save: _Save, verify: _Verify = False, json_: _Json = False) -> None:
    """Tell what has happened in a saved game, or check that it can be played again.

    With --verify the game is played from its first turn with the same seed and the same orders,
    and its digest compared at each turn: exit code 0 where all agree, 1 where one does not.
    """
    opened = save_at(save)
    if opened.loaded.campaign_changed:
        say(f"{save}: the files of '{opened.campaign.id}' have changed since the game was begun")
    if verify:
        _verify(save, opened, as_json=json_)
    else:
        _tell(opened, as_json=json_)


def _tell(opened: OpenedSave, *, as_json: bool) -> None:
    from game.cli.chronicle import chronicle_lines  # noqa: PLC0415  # the rules load slowly
    from game.narrate.narrator import Narrator  # noqa: PLC0415

    game, narrator = opened.loaded.game, Narrator(opened.campaign.gazetteer)
    public = tuple(event for event in game.events if not event.readers)
    if as_json:
        events = [
            {"turn": event.turn, "kind": event.kind, "text": narrator.event(event, game.world)}
            for event in public
        ]
        _print({**_head(opened), "events": events})
        return
    lines = [f"{opened.campaign.title}: {game.label}", ""]
    lines += chronicle_lines(public, game.world, narrator)
    sys.stdout.write("\n".join(lines).rstrip() + "\n")


def _verify(save: Path, opened: OpenedSave, *, as_json: bool) -> None:
    from game.session.dates import date_label  # noqa: PLC0415
    from game.session.replay import verify  # noqa: PLC0415

    game = opened.loaded.game
    checked = []
    try:
        name = opened.campaign.id
        with telling_what_broke(name, opened.charter), progress("Playing again") as move:
            for one in verify(game, opened.campaign, opened.charter):
                checked.append(one)
                move(one.turn, game.world.turn)
    except ValueError as fault:
        refuse(f"{save}: cannot be played again: {fault}", NO)
    last = checked[-1]
    if as_json:
        _print(
            {
                **_head(opened),
                "same": last.same,
                "compared": len(checked),
                "turn": last.turn,
                "recorded": last.recorded,
                "found": last.found,
            }
        )
    else:
        date = date_label(game.world.scenario.calendar, last.turn)
        sys.stdout.write(
            f"The same at every one of {len(checked)} comparisons, up to {date}; "
            f"digest {last.found[:16]}\n"
            if last.same
            else f"Differs from {date} (turn {last.turn}): "
            f"{last.recorded[:16]} on record, {last.found[:16]} found\n"
        )
    if not last.same:
        raise typer.Exit(NO)


def _head(opened: OpenedSave) -> dict[str, Any]:
    world = opened.loaded.game.world
    return {
        "campaign": opened.campaign.id,
        "seed": world.seed,
        "turns": world.turn,
        "seats": [seat.state for seat in opened.loaded.game.seats],
    }


def _print(data: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(data, ensure_ascii=False, allow_nan=False) + "\n")
