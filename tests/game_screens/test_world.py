"""The world screen: looking about, selecting, and drafting orders."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client import commands, wiring
from game.client.present.map_paint import Mode
from game.client.screens.troop_marks import troop_boxes
from game.client.services import SeatSetup, Services
from game.client.widgets.tooltip import Tip
from game.core.kinds import Stance
from game.core.orders import MoveFormation, SendAid
from game.persistence.settings import Settings
from game.session.shelf import open_campaign
from tests.client.harness import Driver


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Services:
    folder: Path = tmp_path_factory.mktemp("home")
    return wiring.services(saves=folder, settings=folder)


class Window:
    """Services for a driver."""

    def __init__(self, services: Services) -> None:
        self._services = services

    def services(self) -> Services:
        return self._services


@pytest.fixture
def player(services: Services) -> Iterator[Driver]:
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Ana"),), 7)
    driver = Driver(Window(services), services.open(session))  # type: ignore[arg-type]
    driver.wait(0.1)
    yield driver
    driver.app.close()


def map_of(player: Driver):  # type: ignore[no-untyped-def]
    return player.app.screen.map  # type: ignore[attr-defined]


def desk_of(player: Driver):  # type: ignore[no-untyped-def]
    return player.app.screen.play.desk  # type: ignore[attr-defined]


def open_sea(player: Driver) -> tuple[int, int]:
    """Return a point of the window with nothing but the map under it."""
    width, height = player.app.ui.size
    point = (width // 2, height // 3)
    assert player.app.ui.control_at(point) is None
    return point


def test_the_wheel_brings_closer_what_is_under_the_cursor(player: Driver) -> None:
    point = open_sea(player)
    player.move(point)
    camera = map_of(player).camera
    before, zoom = camera.to_map(*point), camera.zoom
    player.app.step([pygame.Event(pygame.MOUSEWHEEL, y=2, x=0, precise_y=2.0)])
    for _ in range(30):
        player.wait(0.05)
    assert camera.zoom > zoom * 1.9
    assert camera.to_map(*point) == pytest.approx(before, abs=0.5)


def test_dragging_moves_the_map_with_the_hand(player: Driver) -> None:
    start = open_sea(player)
    camera = map_of(player).camera
    held = camera.to_map(*start)
    end = (start[0] + 60, start[1] + 40)
    player.app.step([pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)])
    for point in ((start[0] + 30, start[1] + 20), end):
        rel = (30, 20)
        player.app.step([pygame.Event(pygame.MOUSEMOTION, pos=point, rel=rel, buttons=(1, 0, 0))])
    player.app.step([pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1)])
    assert camera.to_map(*end) == pytest.approx(held, abs=0.5)
    assert player.app.screen.selection is None  # type: ignore[attr-defined]


def test_a_held_key_pans_until_it_is_let_go(player: Driver) -> None:
    camera = map_of(player).camera
    x = camera.x
    player.app.step([pygame.Event(pygame.KEYDOWN, key=pygame.K_d, mod=0, unicode="d")])
    player.wait(0.2)
    moved = camera.x
    assert moved > x
    player.app.step([pygame.Event(pygame.KEYUP, key=pygame.K_d, mod=0)])
    player.wait(0.2)
    assert camera.x == moved


@pytest.mark.parametrize(
    ("key", "mode", "legend"),
    [
        (pygame.K_1, Mode.POLITICAL, "Mandate"),
        (pygame.K_2, Mode.TERRAIN, "Mountains"),
        (pygame.K_3, Mode.THREAT, "Mortal"),
    ],
)
def test_each_mode_has_a_key_and_a_legend(
    player: Driver, key: int, mode: Mode, legend: str
) -> None:
    player.key(key)
    assert map_of(player).mode is mode
    assert legend in player.text


def test_resting_on_a_place_tells_what_it_is_and_in_threat_mode_why(player: Driver) -> None:
    player.key(pygame.K_3)
    names = player.app.screen.play.names  # type: ignore[attr-defined]
    rome = int(player.app.screen.play.view.known.states.capital[names.state("ITA")])  # type: ignore[attr-defined]
    world_map = map_of(player)
    world_map.fly_to(rome, zoom=2.0, glide=False)
    x, y = world_map.camera.to_screen(*world_map.points[rome])
    player.move((round(x) - 3, round(y) - 3))
    player.wait(0.5)
    player.wait(0.1)
    for words in ("Italy", "Home territory", "power", "nearness", "intent"):
        assert words in player.text
    player.key(pygame.K_F1)
    assert "Esc closes this" in player.text


def test_the_keyboard_goes_from_state_to_state_and_through_every_tab(player: Driver) -> None:
    seen = set()
    player.key(pygame.K_n)
    for _ in range(4):
        player.key(pygame.K_n)
        seen.add(player.app.screen.selection.id)  # type: ignore[attr-defined]
        for tab in ("figures", "act", "ties", "forces"):
            player.tab_to(f"tab.{tab}")
            player.key(pygame.K_RETURN)
            assert player.app.ui.cramped() == ()
        player.key(pygame.K_ESCAPE)  # give the focus back to the map
    assert len(seen) == 4
    player.key(pygame.K_p)
    assert player.app.screen.selection.id in seen  # type: ignore[attr-defined]


def test_a_confrontation_says_what_it_is_worth_before_it_is_begun(player: Driver) -> None:
    player.key(pygame.K_n)
    player.key(pygame.K_n)
    player.click("tab.act")
    told = player.app.ui.find("confront.ultimatum.worth")
    assert "Your advisers:" in told.words  # type: ignore[attr-defined]
    tip = told.tip
    assert isinstance(tip, Tip)
    assert "Cost of war" in {row.label for row in tip.terms}
    button = player.app.ui.find("confront.ultimatum")
    assert button.tip.terms == tip.terms  # type: ignore[attr-defined]
    assert sum(row.value for row in tip.terms) == pytest.approx(tip.total, abs=1e-9)
    assert desk_of(player).pending == ()


def test_a_formation_is_picked_and_sent_by_mouse(player: Driver) -> None:
    screen = player.app.screen
    view = screen.play.view  # type: ignore[attr-defined]
    world_map = map_of(player)
    troop = next(each for each in world_map.troops if each.own and each.node < 560)
    world_map.fly_to(troop.node, zoom=2.5, glide=False)
    boxes = troop_boxes(world_map.troops, world_map.points, world_map.camera, world_map.theme)
    box = next(box for each, box in boxes if each == troop)
    player.click_at(box.center)
    assert screen.picked == troop.rows  # type: ignore[attr-defined]
    goal = next(
        int(node)
        for node in view.known.board.around(troop.node)
        if not view.known.board.is_sea(int(node))
    )
    player.click("stance.attack")
    x, y = world_map.camera.to_screen(*world_map.points[goal])
    player.click_at((round(x) - 3, round(y) - 3))
    orders = desk_of(player).pending
    assert {order.formation for order in orders} == set(troop.rows)
    assert all(
        isinstance(order, MoveFormation) and order.goal == goal and order.stance is Stance.ATTACK
        for order in orders
    )
    assert len(world_map.arrows) >= len(orders)


def test_a_formation_is_sent_by_keyboard_too(player: Driver) -> None:
    player.key(pygame.K_h)
    player.tab_to("tab.forces")
    player.key(pygame.K_RETURN)
    rows = [c.name for c in player.app.ui.focusables() if c.name.startswith("formation.")]
    player.tab_to(rows[0])
    player.key(pygame.K_RETURN)
    player.tab_to("goals")
    player.key(pygame.K_DOWN, pygame.K_DOWN, pygame.K_RETURN)
    assert [type(order) for order in desk_of(player).pending] == [MoveFormation]


def test_what_may_not_be_ordered_says_why(player: Driver) -> None:
    screen = player.app.screen
    me = screen.play.view.viewer  # type: ignore[attr-defined]
    screen.give(SendAid(me, me, 1.0))  # type: ignore[attr-defined]
    player.wait(0.01)
    assert desk_of(player).pending == ()
    assert player.app.ui.toasts.log


def test_every_panel_fits_at_every_scale(services: Services) -> None:
    for size, scale in (((1280, 720), 100), ((1920, 1080), 100), ((1920, 1080), 150)):
        services.settings.save(Settings(window=size, scale_percent=scale))
        session = services.new_session("broken_covenant", (SeatSetup("ITA", "Bo"),), 7)
        driver = Driver(Window(services), services.open(session))  # type: ignore[arg-type]
        try:
            driver.key(pygame.K_h)
            for tab in ("figures", "govern", "ties", "forces"):
                driver.click(f"tab.{tab}")
                assert driver.app.ui.cramped() == (), (size, scale, tab)
        finally:
            driver.app.close()
    services.settings.save(Settings())


def test_a_picture_is_drawn_without_a_display(tmp_path: Path) -> None:
    campaign, _ = open_campaign("broken_covenant")
    wanted = {"turn": 0, "screen": "world", "mode": "threat", "size": (1280, 720), "scale": 100}
    out = tmp_path / "a.png"
    drawn = commands.screenshot(campaign, focus="ita", seed=7, output=out, **wanted)  # type: ignore[arg-type]
    picture = pygame.image.load(out)
    assert picture.get_size() == (1280, 720)
    assert drawn == 0
    with pytest.raises(LookupError, match="atlantis"):
        commands.screenshot(campaign, focus="atlantis", seed=7, output=out, **wanted)  # type: ignore[arg-type]


@pytest.mark.parametrize(("screen", "turn", "least"), [("computing", 0, 0), ("war", 0, 1)])
def test_a_picture_says_of_which_turn_it_is(
    tmp_path: Path, screen: str, turn: int, least: int
) -> None:
    campaign, _ = open_campaign("broken_covenant")
    drawn = commands.screenshot(
        campaign, turn=turn, screen=screen, mode="political", focus=None, size=(1280, 720),
        scale=100, seed=7, output=tmp_path / "a.png",
    )  # fmt: skip
    assert drawn is not None
    assert drawn >= least


def test_a_box_takes_up_several_and_a_click_with_shift_one_more(player: Driver) -> None:
    world_map = map_of(player)
    screen = player.app.screen
    home = int(screen.play.view.known.states.capital[screen.play.view.viewer])  # type: ignore[attr-defined]
    world_map.fly_to(home, zoom=1.0, glide=False)
    player.wait(0.1)
    boxes = [
        (troop, box)
        for troop, box in troop_boxes(
            world_map.troops, world_map.points, world_map.camera, world_map.theme
        )
        if troop.own and player.app.ui.control_at(box.center) is None
    ]
    (first, one), (second, other) = boxes[:2]
    start = (min(one.left, other.left) - 3, min(one.top, other.top) - 3)
    end = (max(one.right, other.right) + 3, max(one.bottom, other.bottom) + 3)
    pygame.key.set_mods(pygame.KMOD_LSHIFT)
    try:
        step = player.app.step
        step([pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)])
        step([pygame.Event(pygame.MOUSEMOTION, pos=end, rel=(9, 9), buttons=(1, 0, 0))])
        assert world_map.band is not None
        step([pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1)])
        assert world_map.band is None
        assert set(screen.picked) >= {*first.rows, *second.rows}  # type: ignore[attr-defined]
        player.click_at(one.center)
        assert not set(first.rows) & set(screen.picked)  # type: ignore[attr-defined]
    finally:
        pygame.key.set_mods(0)
    assert not desk_of(player).pending


def test_a_fleet_is_told_what_only_fleets_can_do(player: Driver) -> None:
    screen = player.app.screen
    troop = next(each for each in map_of(player).troops if each.own and each.arm == 1)
    screen.pick(troop.rows)  # type: ignore[attr-defined]
    player.app.rebuild()
    assert "Blockade" in player.text
    troop = next(each for each in map_of(player).troops if each.own and each.arm == 0)
    screen.pick(troop.rows)  # type: ignore[attr-defined]
    player.app.rebuild()
    assert "Blockade" not in player.text


def test_end_turn_says_which_key_does_the_same(player: Driver) -> None:
    assert "Ctrl+Enter" in player.text
