"""The quarter over again on the map: what is shown when, by mouse and by keyboard, and to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.client.play import Play
from game.client.present import replay as quarters
from game.client.present.replay import Move, replay
from game.client.screens.computing import ComputingScreen
from game.client.screens.replay import STEP_S, ReplayScreen
from game.client.screens.report import ReportScreen
from game.client.widgets.control import Control
from game.core.events import Event
from game.core.ids import FormationId, NodeId, StateId
from game.core.kinds import Stage, Stance
from game.core.observe import PlayerView, observe
from game.core.orders import MoveFormation
from game.core.world import World
from game.narrate.narrator import Narrator
from game.session.seats import Seat
from game.session.session import Session
from tests.game_screens.ring_map import HeldCampaign, play_at, ring_atlas
from tests.game_screens.test_every_order import Leader
from tests.worlds import ARDEN, BORLAND, CASSIA, names_of, small_world

SIZES = (((1280, 720), 100), ((1280, 720), 150), ((1920, 1080), 150), ((800, 600), 100))


def row_of(world: World, state: int) -> int:
    forces = world.formations
    return next(
        row
        for row in range(len(forces.exists))
        if forces.exists[row] and forces.owner[row] == state
    )


def battle(month: int, node: int, lost: float = 2.0) -> Event:
    figures = (("month", float(month)), ("attackers_lost", lost), ("defenders_lost", lost))
    return Event(0, "war.battle", StateId(BORLAND), StateId(CASSIA), (("node", node),), figures)


def taken(node: int) -> Event:
    return Event(0, "war.occupied", StateId(BORLAND), StateId(CASSIA), (("territory", node),))


def views(viewer: int = ARDEN) -> tuple[PlayerView, PlayerView]:
    """Lands 4 and 5 of Cassia fall to Borland, and its first formation goes to land 4."""
    before = small_world()
    after = before.clone()
    after.turn = 1
    after.territories.controller[[4, 5]] = BORLAND
    after.formations.node[row_of(after, BORLAND)] = 4
    return observe(before, StateId(viewer)), observe(after, StateId(viewer))


def test_land_changes_hands_in_the_month_in_which_it_was_taken() -> None:
    before, after = views()
    tell = Narrator(names_of(after.known))
    told = (battle(0, 4), battle(1, 4), taken(4), battle(2, 5), battle(2, 6, lost=0.001), taken(5))
    shown = replay(before, after, told, tell)
    assert shown is not None
    assert [month.fought for month in shown.months] == [(4,), (4,), (5,)]
    assert [month.taken for month in shown.months] == [(), (4,), (5,)]
    was = before.known.territories.controller
    held = [quarters.seen_at(shown, step).known.territories.controller for step in range(4)]
    assert [each[4] for each in held] == [was[4], was[4], BORLAND, BORLAND]
    assert [each[5] for each in held] == [was[5], was[5], was[5], BORLAND]
    assert was[4] == CASSIA  # what was known before is left as it was
    assert tell.event(taken(4), after) in shown.months[1].told


def test_a_move_comes_nearer_month_by_month_the_short_way_round() -> None:
    before, after = views()
    shown = replay(before, after, (), Narrator(names_of(after.known)))
    assert shown is not None
    start = int(before.known.formations.node[row_of(before.known, BORLAND)])
    assert shown.moves == (Move(start, 4, BORLAND, own=False),)
    points = [(0.0, 0.0)] * 40
    points[start], points[4] = (90.0, 0.0), (30.0, 6.0)
    ends = [quarters.arrows_at(shown, step, points, 100.0) for step in range(4)]
    assert ends[0] == ()
    assert [each[0].end for each in ends[1:]] == [
        pytest.approx((90.0 + 40.0 * step / 3, 2.0 * step)) for step in (1, 2, 3)
    ]
    assert ends[1][0].standing  # another's: in ink


def test_nothing_is_shown_of_a_turn_that_was_not_seen_or_in_which_nothing_happened() -> None:
    before, after = views()
    tell = Narrator(names_of(after.known))
    assert replay(None, after, (taken(4),), tell) is None
    older = replace(before, known=before.known.clone())
    older.known.turn = 5
    assert replay(older, after, (taken(4),), tell) is None
    still = replace(before, known=before.known.clone())
    still.known.turn = 1
    assert replay(before, still, (), tell) is None


@pytest.fixture(params=[True, False], ids=["mouse", "keys"])
def hand(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Leader]:
    driver = Leader(tmp_path, play_at(small_world(8), ARDEN, tmp_path), mouse=request.param)
    yield driver
    driver.app.close()


def march(hand: Leader) -> MoveFormation:
    """Send one's first formation next door."""
    known = hand.game.view.known
    row = row_of(known, ARDEN)
    here = int(known.formations.node[row])
    lands = known.territories.controller
    goal = next(
        int(node) for node in known.board.around(here)
        if not known.board.is_sea(int(node)) and lands[node] == ARDEN
    )  # fmt: skip
    order = MoveFormation(StateId(ARDEN), FormationId(row), NodeId(goal), Stance.MOVE)
    hand.world.give(order)
    return order


def to_the_report(hand: Leader) -> None:
    hand.app.go(hand.world.end_turn())
    for _ in range(600):
        screen = hand.app.screen
        if isinstance(screen, ReportScreen):
            return
        if not isinstance(screen, ComputingScreen):
            hand.app.go(hand.game.finish())
        hand.app.step([], 0.02)
    raise AssertionError(hand.screen)


def test_the_quarter_is_stopped_stepped_through_and_left(hand: Leader) -> None:
    order = march(hand)
    to_the_report(hand)
    hand.press("report.replay")
    screen = hand.app.screen
    assert isinstance(screen, ReplayScreen)
    assert Move(screen.shown.moves[0].start, int(order.goal), ARDEN, own=True) in screen.shown.moves
    assert "As the orders were given" in hand.text
    hand.wait(STEP_S + 0.1)  # it goes on by itself
    assert screen.step == 1
    hand.press("replay.pause")
    for _ in range(3):
        hand.wait(STEP_S)
    assert screen.step == 1
    if hand.mouse:
        hand.click("replay.on")
        assert screen.step == 2
        hand.click("replay.back")
    else:
        hand.key(pygame.K_n)
        assert screen.step == 2
        hand.key(pygame.K_b)
    assert screen.step == 1
    hand.press("replay.pause")
    for _ in range(4):
        hand.wait(STEP_S + 0.1)
    assert (screen.step, screen.running) == (screen.shown.last, False)
    hand.press("replay.pause")  # again from the beginning
    assert (screen.step, screen.running) == (0, True)
    if hand.mouse:
        hand.click("replay.leave")
    else:
        hand.key(pygame.K_e)
    assert isinstance(hand.app.screen, ReportScreen)


def test_the_map_plays_it_again_by_a_key_and_is_as_it_was_after(hand: Leader) -> None:
    hand.key(pygame.K_r, mod=pygame.KMOD_CTRL)
    assert hand.screen == "WorldScreen"
    assert "Nothing to play again" in hand.text
    order = march(hand)
    to_the_report(hand)
    hand.press("report.go_on")
    world_map = hand.world.map
    world_map.camera.fly_to(2000.0, 900.0, world_map.camera.zoom, glide=False)
    troops, arrows = world_map.troops, world_map.arrows
    hand.key(pygame.K_r, mod=pygame.KMOD_CTRL)
    assert hand.screen == "ReplayScreen"
    hand.key(pygame.K_RIGHT)
    assert world_map.arrows
    hand.wait(3.0)
    place = world_map.camera.to_screen(*world_map.point(int(order.goal)))
    sheet = hand.app.ui.find("replay.leave").parent
    assert pygame.Rect(0, 0, *hand.app.ui.size).collidepoint(place)
    assert isinstance(sheet, Control)
    assert place[1] < sheet.rect.top
    hand.key(pygame.K_ESCAPE)
    assert hand.screen == "WorldScreen"
    assert (world_map.troops, world_map.arrows) == (troops, arrows)


def test_each_seat_is_shown_what_it_saw_itself(tmp_path: Path) -> None:
    world = small_world(8)
    seats = (Seat(0, StateId(ARDEN), "Ada", None), Seat(1, StateId(BORLAND), "Ben", None))
    session = Session(HeldCampaign(world), seats, world.clone())
    session._open_stage()
    lands, zones = world.board.territories, world.board.zones
    play = Play(session, lambda: ring_atlas(lands, zones), lambda *_: tmp_path)
    shown = []
    while len(shown) < 4:
        seat = play.seat
        if seat is None:
            for _ in play.work():
                pass
            continue
        if session.stage == Stage.ORDERS:
            before = play.view_before
            assert (before is None) == (session.turn == 0)
            shown.append((seat.state, before.viewer if before is not None else None))
            if before is not None:
                treasuries = before.known.states.treasury
                other = BORLAND if seat.state == ARDEN else ARDEN
                assert treasuries[seat.state] != 0
                assert treasuries[other] == 0
        play.finish()
    assert shown == [(ARDEN, None), (BORLAND, None), (ARDEN, ARDEN), (BORLAND, BORLAND)]


def test_all_of_it_can_be_read_at_every_size(tmp_path: Path) -> None:
    hand = Leader(tmp_path, play_at(small_world(8), ARDEN, tmp_path), mouse=True)
    march(hand)
    to_the_report(hand)
    assert isinstance(hand.app.screen, ReportScreen)
    hand.app.go(hand.app.screen.open_replay())
    screen = hand.app.screen
    assert isinstance(screen, ReplayScreen)
    window = pygame.Rect(0, 0, 0, 0)
    for size, scale in SIZES:
        changed = {"window": size, "scale_percent": scale}
        hand.app.apply(hand.app.settings.model_copy(update=changed), keep=False)
        for step in range(screen.shown.last + 1):
            screen.running, screen.step = False, step
            hand.app.rebuild()
            hand.app.step()
            assert hand.app.ui.cramped() == ()
            window.size = hand.app.ui.size
            assert window.contains(hand.app.ui.find("replay.leave").rect)
    hand.app.close()
