"""The rooms of record, as the world opens them: by a button or by a key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.input import Action, spoken
from game.client.layout import Column, Row
from game.client.panels.selection import Kind
from game.client.screen import Go, Push
from game.client.strings import text
from game.client.widgets.button import Button, Look
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen

ROOMS = (
    Action.DIPLOMACY,
    Action.CHAMBER,
    Action.CRISIS_ROOM,
    Action.CHARTERS,
    Action.LEDGERS,
    Action.CHRONICLE,
)
"""In the order of their buttons."""


def build(column: Column, world: WorldScreen) -> None:
    """Put a button for each room at the head of a column."""
    row = Row(column, gap=4)
    for action in ROOMS:
        words = text(f"rooms.{action.value}")
        button = Button(row, words, partial(enter, world, action), look=Look.QUIET,
                        sound=Sound.PAGE, key=f"rooms.{action.value}")  # fmt: skip
        keys = row.ui.bindings.keys_for(action)
        note = text(f"rooms.note.{action.value}")
        button.tip = Tip(
            words, text("rooms.key", note=note, keys=spoken(keys[0])) if keys else note
        )


def enter(world: WorldScreen, action: Action) -> Go:
    """Open a room above the world."""
    match action:
        case Action.CHAMBER:
            from game.client.screens.chamber import ChamberScreen  # noqa: PLC0415

            return Push(ChamberScreen(world.play, world, _open_body(world)))
        case Action.CRISIS_ROOM:
            from game.client.screens.crisis_room import CrisisRoomScreen  # noqa: PLC0415

            return Push(CrisisRoomScreen(world.play, world, _open_case(world)))
        case Action.CHARTERS:
            from game.client.screens.charter_desk import CharterDeskScreen  # noqa: PLC0415

            return Push(CharterDeskScreen(world.play))
        case Action.DIPLOMACY:
            from game.client.screens.diplomacy import DiplomacyScreen  # noqa: PLC0415

            return Push(DiplomacyScreen(world.play, world))
        case Action.CHRONICLE:
            from game.client.screens.chronicle import ChronicleScreen  # noqa: PLC0415

            return Push(ChronicleScreen(world.play, world))
    from game.client.screens.ledgers import LedgersScreen  # noqa: PLC0415

    return Push(LedgersScreen(world.play, world))


def _open_case(world: WorldScreen) -> int | None:
    """Return the case that is selected on the map, if one is."""
    chosen = world.selection
    return chosen.id if chosen is not None and chosen.kind is Kind.CRISIS else None


def _open_body(world: WorldScreen) -> int | None:
    """Return the institution that is selected in the ledger, if one is."""
    chosen = world.selection
    return chosen.id if chosen is not None and chosen.kind is Kind.INSTITUTION else None
