"""The last page: what came of it all, for one seat, and back to the title."""

from __future__ import annotations

from dataclasses import replace

import pygame
import pytest

from game.client.present import debrief
from game.client.screens.debrief import DebriefScreen
from game.client.widgets.chart import Chart
from game.client.widgets.table import Table
from game.core.events import Event
from game.core.ids import StateId
from game.core.kinds import Act, CrisisEnd, Standing
from game.core.world import Tally, World
from tests.client.harness import Driver, Open
from tests.game_screens.scene import Scene, crisis, resolution
from tests.game_screens.test_report import EVENTS, closed_world, duty
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, ELMERE, names_of

WINDOWS = [(size, scale) for size in ((1280, 720), (1920, 1080)) for scale in (75, 100, 150)]
EVERYWHERE = pytest.mark.parametrize(("size", "scale"), WINDOWS, ids=str)


def ended_world() -> World:
    """Four quarters: Cassia is gone, Dorvan gave way, one resolution of three was carried."""
    world = closed_world()
    world.put(replace(world.crises[0], end=CrisisEnd.DESTROYED))
    second = crisis(world, DORVAN, ELMERE, end=CrisisEnd.WITHDREW)
    resolution(world, second, ELMERE, (Act.INQUIRY,), standing=Standing.FAILED)
    resolution(world, second, ARDEN, (Act.CONDEMNATION,), standing=Standing.VETOED)
    world.ledger.append(duty(ARDEN, turn=1, given=0.5, cost=30.0))
    for turn in range(4):
        power = (0.3 + 0.02 * turn, 0.2, 0.2 - 0.02 * turn, 0.15, 0.1, 0.05)
        world.history.append(Tally(turn, 0.2 + 0.1 * turn, turn % 2, 2, (5 - turn // 2,), power))
    world.turn = 4
    return world


CHRONICLE = (
    *EVENTS,
    Event(2, "state.destroyed", CASSIA, BORLAND),
    Event(3, "economy.recovery", ARDEN, figures=(("growth", 0.03),)),
)


def scene(state: StateId = ARDEN) -> Scene:
    world = ended_world()
    return Scene(world, names_of(world), state, chronicle=CHRONICLE)


def closing(open_app: Open, play: Scene, **window: object) -> Driver:
    return open_app(first=DebriefScreen(play), **window)  # type: ignore[arg-type]


def test_the_outcome_is_counted() -> None:
    play = scene()
    told = debrief.debrief(play.view, play.chronicle, play.tell)
    world = {outcome.label: outcome.value for outcome in told.world}
    assert world["Wars begun"] == "1"
    assert world["States gone"] == "1"
    assert world["Victims destroyed"] == "1"
    assert world["Claims dropped"] == "1"
    assert [world[f"Resolutions {end}"] for end in ("carried", "lost", "vetoed")] == ["1"] * 3
    assert world["Members of the League"] == "5 → 4"
    mine = {outcome.label: outcome.value for outcome in told.own}
    assert mine["Share of world power"] == "30.0% → 36.0%"
    assert (mine["Promises kept"], mine["Promises broken"]) == ("2", "0")
    elmere = debrief.debrief(scene(ELMERE).view, play.chronicle, play.tell)
    theirs = {outcome.label: outcome.value for outcome in elmere.own}
    assert theirs["Claims on you held off"] == "1"
    assert theirs["Times caught cheating"] == "1"


def test_the_burden_is_what_was_given_up_and_cheats_bear_none() -> None:
    play = scene()
    rows = {row.state: row for row in debrief.ledger(play.view, play.tell)}
    assert rows[ARDEN].burden_share == 1.0
    assert rows[ELMERE].burden_share == 0.0
    assert (rows[DORVAN].kept, rows[DORVAN].shirked) == (0, 1)
    assert sum(row.power_share for row in rows.values()) == pytest.approx(1)


def test_turning_points_are_the_gravest_events_in_their_order() -> None:
    play = scene()
    points = debrief.turning_points(play.view, play.chronicle, play.tell)
    assert [(point.date, point.words.split(" ")[0]) for point in points] == [
        ("1931 Q3", "Borland"),
        ("1931 Q3", "The"),
        ("1932 Q1", "Cassia"),
    ]


def test_charts_have_a_value_for_every_turn(open_app: Open) -> None:
    driver = closing(open_app, scene())
    charts = [c for c in driver.app.ui.controls() if isinstance(c, Chart)]
    assert [chart.title for chart in charts][:2] == ["Tension", "Wars and open crises"]
    for chart in charts:
        assert chart.turns == ("1931 Q3", "1931 Q4", "1932 Q1", "1932 Q2")
        assert chart.lines
        assert all(len(row.values) == 4 for row in chart.lines)
    driver.tab_to("debrief.chart.0")
    driver.key(pygame.K_RIGHT, pygame.K_RIGHT)
    assert "World tension: 30 %" in driver.text


def test_the_ledger_can_be_sorted_by_keyboard(open_app: Open) -> None:
    driver = closing(open_app, scene())
    driver.tab_to("debrief.ledger")
    driver.key(pygame.K_RIGHT, pygame.K_RIGHT, pygame.K_SPACE)
    table = driver.app.ui.find("debrief.ledger")
    assert isinstance(table, Table)
    assert [row.cells[0].words for row in table.rows] == ["Elmere", "Dorvan", "Arden"]


@pytest.mark.parametrize("by", ["mouse", "letter", "enter", "escape"])
def test_it_leads_back(open_app: Open, by: str) -> None:
    play = scene()
    driver = closing(open_app, play)
    match by:
        case "mouse":
            driver.click("debrief.done")
        case "letter":
            driver.type("b")
        case "enter":
            driver.key(pygame.K_RETURN)
        case "escape":
            driver.key(pygame.K_ESCAPE)
    assert play.finished == 1


def test_a_game_without_any_event_can_be_closed_too(open_app: Open) -> None:
    play = scene()
    play.world.history.clear()
    play.world.ledger.clear()
    bare = Scene(play.world, play.names, ARDEN)
    driver = closing(open_app, bare)
    assert "No measure was ever in force." in driver.text
    assert driver.app.ui.cramped() == ()


@EVERYWHERE
def test_nothing_is_cut_off(open_app: Open, size: tuple[int, int], scale: int) -> None:
    assert closing(open_app, scene(), size=size, scale=scale).app.ui.cramped() == ()
