"""The small map: it shows what is in view, and leads elsewhere by mouse and by keys."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client.widgets.minimap import Minimap
from tests.game_screens.ring_map import HEIGHT, WIDTH, play_at
from tests.game_screens.test_every_order import Leader
from tests.worlds import ARDEN, CASSIA, small_world


@pytest.fixture
def hand(tmp_path: Path) -> Iterator[Leader]:
    driver = Leader(tmp_path, play_at(small_world(8), ARDEN, tmp_path), mouse=True)
    yield driver
    driver.app.close()


def corner(hand: Leader) -> Minimap:
    found = hand.app.ui.find("minimap")
    assert isinstance(found, Minimap)
    return found


def chart_point(hand: Leader, x: float, y: float) -> tuple[int, int]:
    chart = corner(hand)._chart()
    return (
        chart.left + round(x / WIDTH * chart.width),
        chart.top + round(y / HEIGHT * chart.height),
    )


def test_a_click_looks_there(hand: Leader) -> None:
    hand.click_at(chart_point(hand, 700, 500))
    hand.wait(1.0)
    camera = hand.world.map.camera
    assert camera.x == pytest.approx(700, abs=20)
    assert camera.y == pytest.approx(500, abs=160)  # the view stays within the world


def test_dragging_takes_the_view_along(hand: Leader) -> None:
    start, end = chart_point(hand, 400, 500), chart_point(hand, 1100, 500)
    hand.app.step([pygame.Event(pygame.MOUSEBUTTONDOWN, pos=start, button=1)])
    hand.app.step([pygame.Event(pygame.MOUSEMOTION, pos=end, rel=(9, 0), buttons=(1, 0, 0))])
    assert hand.world.map.camera.x == pytest.approx(1100, abs=20)
    hand.app.step([pygame.Event(pygame.MOUSEBUTTONUP, pos=end, button=1)])
    assert hand.world.selection is None


def test_the_arrow_keys_move_the_view_while_it_has_the_focus(hand: Leader) -> None:
    hand.world.map.fly_to(0, zoom=3.0, glide=False)
    hand.walk_to("minimap")
    before = hand.world.map.camera.x
    hand.key(pygame.K_RIGHT)
    assert hand.world.map.camera.x > before


def test_the_frame_is_what_is_in_view(hand: Leader) -> None:
    camera = hand.world.map.camera
    camera.fly_to(900, 500, 2.0, glide=False)
    (frame,) = corner(hand).frames()
    chart = corner(hand)._chart()
    assert frame.centerx - chart.left == pytest.approx(900 / WIDTH * chart.width, abs=2)
    assert frame.width == pytest.approx(camera.viewport[0] / 2.0 / WIDTH * chart.width, abs=2)
    camera.fly_to(5, 500, 2.0, glide=False)
    assert len(corner(hand).frames()) == 2  # it goes on across the seam


def test_a_key_hides_it_for_good_and_brings_it_back(hand: Leader) -> None:
    hand.key(pygame.K_F4)
    assert not any(isinstance(each, Minimap) for each in hand.app.ui.controls())
    assert not hand.app.services.settings.load()[0].minimap
    hand.key(pygame.K_F4)
    assert corner(hand).visible


def test_its_picture_is_made_once_for_each_colouring(hand: Leader) -> None:
    ground, size = hand.world.map.ground, corner(hand)._chart().size
    hand.app.draw()
    picture = ground.small(size)
    hand.world.map.camera.pan(30, 0)
    hand.app.draw()
    assert ground.small(size) is picture
    hand.key(pygame.K_m)
    hand.app.draw()
    assert ground.small(corner(hand)._chart().size) is not picture


def test_it_gives_way_to_a_panel_in_a_low_window(hand: Leader) -> None:
    assert corner(hand).visible
    settings = hand.app.settings
    hand.app.apply(settings.model_copy(update={"scale_percent": 150}))
    hand.go_state(CASSIA)
    panel = hand.app.ui.find("side")
    shown = [each for each in hand.app.ui.controls() if isinstance(each, Minimap) and each.visible]
    for each in shown:
        assert not each.rect.colliderect(panel.rect)
