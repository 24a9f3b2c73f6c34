"""The war room's tables: formations of both sides as one knows them, battles with their months."""

from __future__ import annotations

from pathlib import Path

import pygame
import pytest

from game.client.present import orders_of_battle
from game.client.present.orders_of_battle import month_label
from game.core.calendar import Calendar
from game.core.events import Event
from game.core.ids import StateId
from game.core.observe import observe
from game.core.world import World
from game.narrate.narrator import Narrator
from tests.game_screens.ring_map import play_at
from tests.game_screens.test_every_order import Leader, occasions
from tests.worlds import names_of


@pytest.fixture(scope="module")
def at_war() -> World:
    world, _ = occasions()["OfferPeace"]
    return world


def test_formations_of_both_sides_are_listed_the_strongest_first(at_war: World) -> None:
    war = at_war.live_wars()[0]
    view = observe(at_war, war.attackers[0])
    found = orders_of_battle.units(view, war, Narrator(names_of(at_war)))
    assert {unit.side for unit in found} == {0, 1}
    first = [unit.strength for unit in found if unit.side == 0]
    assert first == sorted(first, reverse=True)
    forces = at_war.formations
    rows = [
        row for row in range(len(forces.exists))
        if forces.exists[row] and int(forces.owner[row]) in (*war.attackers, *war.defenders)
    ]  # fmt: skip
    assert sorted(unit.row for unit in found) == rows


def test_what_others_are_told_to_do_is_not_known(at_war: World) -> None:
    war = at_war.live_wars()[0]
    me = war.attackers[0]
    view = observe(at_war, me)
    for unit in orders_of_battle.units(view, war, Narrator(names_of(at_war))):
        assert not unit.doing or unit.state == me


@pytest.mark.parametrize(
    ("calendar", "turn", "month", "label"),
    [
        (Calendar(1931, 3, 4, 20), 0, 0, "Jul 1931"),
        (Calendar(1931, 3, 4, 20), 1, 2, "Dec 1931"),
        (Calendar(1931, 3, 4, 20), 2, 0, "Jan 1932"),
        (Calendar(1931, 11, 12, 20), 2, 0, "Jan 1932"),
    ],
)
def test_battles_have_the_month_in_which_they_were_fought(
    calendar: Calendar, turn: int, month: int, label: str
) -> None:
    assert month_label(calendar, turn, month) == label


def test_battles_come_from_what_befell_the_latest_first(at_war: World) -> None:
    war = at_war.live_wars()[0]
    one, other = war.attackers[0], war.defenders[0]

    def battle(turn: int, month: float, by: StateId, against: StateId) -> Event:
        figures = (
            ("attack", 30.0), ("attackers_lost", 2.0), ("defence", 20.0), ("defenders_lost", 3.0),
            ("month", month), ("odds", 0.7), ("won", 1.0),
        )  # fmt: skip
        return Event(turn, "war.battle", by, against, about=(("node", 1),), figures=figures)

    neutral = next(StateId(row) for row in range(at_war.n) if war.side(StateId(row)) < 0)
    events = (
        battle(war.since, 0, one, other),
        battle(war.since, 1, one, neutral),
        battle(war.since, 2, other, one),
    )
    calendar = at_war.scenario.calendar
    found = orders_of_battle.battles(war, events, calendar, Narrator(names_of(at_war)))
    assert [each.month for each in found] == [2, 0]
    assert found[0].powers == (30.0, 20.0)
    assert found[0].losses == (2.0, 3.0)


@pytest.mark.parametrize("mouse", [True, False])
def test_the_war_room_leads_to_where_a_formation_stands(
    at_war: World, mouse: bool, tmp_path: Path
) -> None:
    war = at_war.live_wars()[0]
    hand = Leader(tmp_path, play_at(at_war, war.attackers[0], tmp_path), mouse=mouse)
    hand.press("world.wars")
    table = hand.app.ui.find("room.formations")
    hand.app.ui.reveal(table)
    node = int(table.rows[0].key.split(".")[1])  # type: ignore[attr-defined]
    if mouse:
        point = table.row_rect(0).center  # type: ignore[attr-defined]
        hand.click_at(point)
        hand.click_at(point)
    else:
        hand.walk_to("room.formations")
        hand.key(pygame.K_HOME, pygame.K_RETURN)
    hand.wait(1.0)
    assert hand.screen == "WorldScreen"
    x, _ = hand.world.map.points[node]
    assert abs(hand.world.map.camera.x - x) < 400
    hand.app.close()
