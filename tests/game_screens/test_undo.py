"""Orders are taken back and given again in every room where they are drafted: by mouse, and by keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from game.client.screen import Push, Screen
from game.client.screens.chamber import ChamberScreen
from game.client.screens.council import CouncilScreen
from game.client.screens.crisis_room import CrisisRoomScreen
from game.client.screens.diplomacy import DiplomacyScreen
from game.client.screens.response import ResponseScreen
from game.client.screens.war_room import WarRoomScreen
from game.client.screens.world import WorldScreen
from game.core.ids import StateId
from tests.client.harness import Memory
from tests.game_screens import test_council, test_response, test_war_room
from tests.game_screens.hand import Hand
from tests.game_screens.ring_map import play_at
from tests.game_screens.test_every_order import ROUTES, Leader, occasions
from tests.worlds import ARDEN

WAYS = pytest.mark.parametrize("mouse", [True, False], ids=["mouse", "keys"])

ABOVE: dict[str, tuple[Callable[[Any], Any], type[Screen], str]] = {
    "council": (test_council.scene, CouncilScreen, "council.vote.no"),
    "response": (test_response.scene, ResponseScreen, "response.give.half"),
    "room": (test_war_room.scene, WarRoomScreen, "room.join.1"),
}
"""Rooms that stand by themselves: their game, their screen, and what drafts an order in them."""

OVER_THE_MAP: dict[str, Callable[[WorldScreen], Screen]] = {
    "chamber": lambda world: ChamberScreen(world.play, world, 0),
    "crisis_room": lambda world: CrisisRoomScreen(world.play, world, None),
    "diplomacy": lambda world: DiplomacyScreen(world.play, world),
}


@WAYS
@pytest.mark.parametrize("room", sorted(ABOVE))
def test_a_room_takes_its_orders_back(room: str, mouse: bool) -> None:
    make, screen, button = ABOVE[room]
    play = make(StateId(ARDEN))
    first: Any = (
        screen(play, test_war_room.Looker()) if screen is WarRoomScreen else screen(play)  # type: ignore[call-arg]
    )
    hand = Hand(Memory(), first, mouse=mouse)
    try:
        before = play.desk.pending
        hand.press(button)
        drafted = play.desk.pending
        assert drafted != before
        assert hand.app.ui.find(f"{room}.undo").enabled
        hand.undo(room)
        assert play.desk.pending == before
        hand.redo(room)
        assert play.desk.pending == drafted
        assert not hand.app.ui.find(f"{room}.redo").enabled
    finally:
        hand.app.close()


@WAYS
def test_the_world_and_the_rooms_over_it_take_back_what_was_ordered(
    tmp_path: Path, mouse: bool
) -> None:
    world, order = occasions()["Table"]
    play = play_at(world, order.state, tmp_path)
    hand = Leader(tmp_path, play, mouse=mouse)
    try:
        ROUTES["Table"](hand, order)
        map_screen, (given,) = hand.world, play.desk.pending
        hand.undo("order")
        assert play.desk.pending == ()
        hand.redo("order")
        assert play.desk.pending == (given,)
        for name, room in OVER_THE_MAP.items():
            hand.app.go(Push(room(map_screen)))
            hand.app.step()
            hand.undo(name)
            assert play.desk.pending == (), name
            hand.redo(name)
            assert play.desk.pending == (given,), name
    finally:
        hand.app.close()
