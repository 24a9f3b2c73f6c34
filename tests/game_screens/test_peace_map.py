"""The lands of a peace on the map: named and left out by a click, or by keys alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pygame
import pytest

from game.client.mapview.paint import Hatch
from game.client.screens.peace_map import PeaceMapScreen
from game.core.kinds import Provision
from game.core.orders import OfferPeace
from tests.game_screens.ring_map import play_at
from tests.game_screens.test_every_order import Leader
from tests.game_screens.test_peace_table import FOE, US, fought_over, owned

SIZES = (((1280, 720), 100), ((1280, 720), 150), ((1920, 1080), 150), ((800, 600), 100))


def at_the_map(folder: Path, *, mouse: bool) -> Leader:
    """Go from the map of the world by the war room to the lands of its peace."""
    leader = Leader(folder, play_at(fought_over(), US, folder), mouse=mouse)
    for name in ("world.wars", "room.peace", "peace.part.lands", "lands.map"):
        leader.press(name)
    return leader


@pytest.fixture(params=[True, False], ids=["mouse", "keys"])
def hand(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Leader]:
    leader = at_the_map(tmp_path, mouse=request.param)
    yield leader
    leader.app.close()


def screen(hand: Leader) -> PeaceMapScreen:
    found = hand.app.screen
    assert isinstance(found, PeaceMapScreen)
    return found


def spot(hand: Leader, land: int) -> tuple[int, int]:
    """Return a point of the window within a land, which is brought into view."""
    world_map = screen(hand).map
    world_map.fly_to(land, zoom=1.0, glide=False)
    hand.wait(0.1)
    x, y = world_map.camera.to_screen(*world_map.points[land])
    return round(x) - 9, round(y) - 9


def put_in(hand: Leader, land: int) -> None:
    """Put a land in, or leave it out."""
    if hand.mouse:
        hand.click_at(spot(hand, land))
        return
    for _ in range(40):
        if screen(hand).table.land == land:
            break
        hand.key(pygame.K_RIGHT)
    hand.key(pygame.K_p)


def test_lands_are_named_on_the_map_and_proposed(hand: Leader) -> None:
    world = hand.game.view.known
    first, last = owned(world, FOE)[0], owned(world, FOE)[-1]
    assert "(no land yet)" in hand.text
    put_in(hand, first)
    put_in(hand, last)
    table = screen(hand).table
    (article,) = table.package
    assert (article.kind, article.by, article.to) == (Provision.CEDE, FOE, US)
    assert set(article.lands) == {first, last}
    put_in(hand, last)
    (article,) = table.package
    assert article.lands == (first,)
    assert hand.game.view.known.territories.controller[first] == US
    hatch = screen(hand).map.ground.tiles.paint.hatch
    assert Hatch(int(hatch[first])) is Hatch.CROSS  # named, and a foe of its owner stands there
    hand.press("peace_map.done")
    hand.press("peace.propose")
    (order,) = hand.game.desk.pending
    assert isinstance(order, OfferPeace)
    assert order.articles == (article,)


def test_what_is_put_in_can_be_taken_back(hand: Leader) -> None:
    put_in(hand, owned(hand.game.view.known, FOE)[-1])
    assert screen(hand).table.package
    hand.key(pygame.K_z, mod=pygame.KMOD_CTRL)
    assert screen(hand).table.package == ()
    hand.key(pygame.K_y, mod=pygame.KMOD_CTRL)
    assert screen(hand).table.package


def test_all_that_is_occupied_is_named_at_once(hand: Leader) -> None:
    hand.press("peace_map.held")
    (article,) = screen(hand).table.package
    assert article.lands == (owned(hand.game.view.known, FOE)[0],)


def test_a_land_of_somebody_else_cannot_be_named(tmp_path: Path) -> None:
    leader = at_the_map(tmp_path, mouse=True)
    try:
        leader.click_at(spot(leader, owned(leader.game.view.known, US)[-1]))
        assert screen(leader).table.package == ()
        assert "cannot be named" in leader.text
    finally:
        leader.app.close()


def test_the_map_is_the_worlds_own_again(hand: Leader) -> None:
    shown = screen(hand).map
    hand.key(pygame.K_ESCAPE)
    hand.key(pygame.K_ESCAPE)
    hand.key(pygame.K_ESCAPE)
    assert hand.world.map is shown
    assert shown.troops
    assert shown.chosen_territory is None


@pytest.mark.parametrize(("size", "scale"), SIZES, ids=str)
def test_it_fits(size: tuple[int, int], scale: int, tmp_path: Path) -> None:
    leader = at_the_map(tmp_path, mouse=True)
    try:
        changed = {"window": size, "scale_percent": scale}
        leader.app.apply(leader.app.settings.model_copy(update=changed), keep=False)
        leader.app.step()
        assert leader.app.ui.cramped() == ()
        window = pygame.Rect(0, 0, *leader.app.ui.size)
        assert window.contains(leader.app.ui.find("peace_map.done").rect)
    finally:
        leader.app.close()
