"""Going on with a saved game, and with one that ended without being closed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from game.client.screen import Go, Pop, Push, Replace, Reset
from game.client.screens.message import Choice, MessageScreen
from game.client.services import Loaded, NotLoaded, SaveSummary
from game.client.strings import text

if TYPE_CHECKING:
    from game.client.app import App


def take_up(app: App, path: Path) -> Go:
    """Go on with a save, or say why not and which is the last good one."""
    outcome = app.services.load(path)
    match outcome:
        case Loaded(session):
            return Reset(app.services.open(session))
        case NotLoaded(fault, fallback):
            return Replace(MessageScreen(text("load.refused"), *_way_out(app, fault, fallback)))


def _way_out(app: App, fault: str, fallback: SaveSummary | None) -> tuple[str, tuple[Choice, ...]]:
    def others() -> Go:
        from game.client.screens.load_game import LoadGameScreen  # noqa: PLC0415

        return Replace(LoadGameScreen())

    again = Choice("load.others", "b", others)
    if fallback is None:
        return fault, (again,)
    offer = text("load.offer", title=fallback.title, turn=fallback.turn_label, when=fallback.when)
    take = Choice("load.take_good", "o", lambda: take_up(app, fallback.path))
    return f"{fault}\n\n{offer}", (take, again)


def after_interruption(app: App) -> Go | None:
    """Say that the last game was not closed, what is left of it, and offer to go on.

    Damaged autosaves are named with their faults, and skipped. None where nothing was left.
    """
    autosaves = [save for save in app.services.saves() if save.path.stem.startswith("autosave")]
    if not autosaves:
        return None
    skipped = []
    for save in autosaves:
        if save.fault is None:
            break
        skipped.append(text("recovery.skipped", name=save.path.name, fault=save.fault))
    whole = next((save for save in autosaves if save.fault is None), None)
    if whole is None:
        words = [text("recovery.nothing_whole"), *skipped]
        return Push(MessageScreen(text("recovery.heading"), "\n\n".join(words)))
    found = text("recovery.found", title=whole.title, turn=whole.turn_label, when=whole.when)
    choices = (
        Choice("recovery.go_on", "g", lambda: take_up(app, whole.path)),
        Choice("recovery.not_now", "n", Pop),
    )
    return Push(MessageScreen(text("recovery.heading"), "\n\n".join([found, *skipped]), choices))
