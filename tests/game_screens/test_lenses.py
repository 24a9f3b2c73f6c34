"""The modes that colour states by what is known of them: chosen, read, and explained."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest

from game.client import wiring
from game.client.mapview.modes import HEAT, to_oklab
from game.client.panels.selection import Kind, Selection
from game.client.present import lenses, map_paint
from game.client.present import territory as places
from game.client.present.lenses import CLASSED, HEATED, Lens
from game.client.present.map_paint import LENSES, Mode
from game.client.services import SeatSetup
from game.core.ids import StateId
from tests.client.harness import Driver
from tests.game_screens.test_world import Window


@pytest.fixture(scope="module")
def player(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    folder: Path = tmp_path_factory.mktemp("home")
    services = wiring.services(saves=folder, settings=folder)
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Ana"),), 7)
    driver = Driver(Window(services), services.open(session))  # type: ignore[arg-type]
    driver.wait(0.1)
    yield driver
    driver.app.close()


def screen_of(player: Driver):  # type: ignore[no-untyped-def]
    return player.app.screen


def state(player: Driver, key: str) -> StateId:
    return StateId(screen_of(player).play.names.state_keys.index(key))


def choose(player: Driver, key: str) -> None:
    """Select a state and let the screen be built anew."""
    screen = screen_of(player)
    player.app.go(screen.choose(Selection(Kind.STATE, int(state(player, key)))))
    player.wait(0.05)


def test_every_lens_has_classes_that_are_told_apart_without_colour() -> None:
    assert set(HEATED) | set(CLASSED) == set(Lens)
    for looks in CLASSED.values():
        assert len({hatch for _, _, hatch in looks}) == len(looks)


@pytest.mark.parametrize("mode", sorted(LENSES))
def test_a_lens_is_chosen_by_the_mouse_and_says_what_it_shows(player: Driver, mode: Mode) -> None:
    picks(player, "mode.more", mode.value)
    screen = screen_of(player)
    assert screen.map.mode is mode
    assert screen.map.reading.lens is LENSES[mode]
    legend = screen.map.legend
    assert legend.title
    assert legend.title in player.text
    looks = [(entry.rgb, entry.hatch) for entry in legend.entries]
    assert len(set(looks)) == len(looks)
    assert player.app.ui.cramped() == ()


def picks(player: Driver, name: str, value: str) -> None:
    """Open a list with the mouse, and choose from it with the keys."""
    player.click(name)
    keys = [key for key, _ in player.app.ui.find(name).options]  # type: ignore[attr-defined]
    here = keys.index(player.app.ui.find(name).value)  # type: ignore[attr-defined]
    steps = keys.index(value) - here
    player.key(*[pygame.K_DOWN if steps > 0 else pygame.K_UP] * abs(steps), pygame.K_RETURN)


def test_the_modes_are_gone_through_with_a_key(player: Driver) -> None:
    screen = screen_of(player)
    player.app.go(screen.set_mode(Mode.POLITICAL))
    player.wait(0.05)
    seen = []
    for _ in Mode:
        player.key(pygame.K_m)
        seen.append(screen_of(player).map.mode)
    assert set(seen) == set(Mode)


def test_who_would_defend_whom_is_asked_of_the_chosen_and_explained_term_by_term(
    player: Driver,
) -> None:
    player.app.go(screen_of(player).set_mode(Mode.DEFENDERS))
    choose(player, "ETH")
    world_map = screen_of(player).map
    reading = world_map.reading
    assert reading.chosen == state(player, "ETH")
    assert np.isnan(reading.values[reading.attacker])
    view, tell = screen_of(player).play.view, screen_of(player).play.tell
    france = state(player, "FRA")
    found = lenses.said(reading, france)
    assert found is not None
    assert found.terms
    home = int(view.known.states.capital[france])
    _, body = places.tip(view, home, Mode.DEFENDERS, tell, reading)
    assert found.line in body
    assert body.count("\n") >= len([term for term in found.terms if abs(term.value) >= 5e-4])


def test_the_two_of_an_attack_stand_out_from_all_who_are_asked(player: Driver) -> None:
    player.app.go(screen_of(player).set_mode(Mode.DEFENDERS))
    choose(player, "ETH")
    world_map, view = screen_of(player).map, screen_of(player).play.view
    attacked, attacker = world_map.legend.entries[-2:]
    assert attacked.text == "Ethiopia, attacked"
    assert attacker.text.endswith(", which attacks")
    others = world_map.legend.entries[:-2]
    light = to_oklab(np.array([attacked.rgb, attacker.rgb]))[:, 0]
    assert abs(light[0] - light[1]) > 0.1
    assert not {attacked.hatch, attacker.hatch} & {each.hatch for each in others}
    paint, _ = map_paint.shade(
        Mode.DEFENDERS, view, screen_of(player).play.names, world_map.atlas.neighbours,
        reading=world_map.reading,
    )  # fmt: skip
    held = view.known.territories.controller == state(player, "ETH")
    assert (paint.fill[held] == attacked.rgb).all()
    assert (paint.hatch[held] == attacked.hatch).all()


def test_another_attacker_can_be_named(player: Driver) -> None:
    player.app.go(screen_of(player).set_mode(Mode.DEFENDERS))
    choose(player, "ETH")
    first = screen_of(player).map.reading.attacker
    others = list(lenses.feared(screen_of(player).play.view.known, state(player, "ETH")))
    other = next(one for one in others if one != first)
    picks(player, "mode.attacker", str(int(other)))
    assert screen_of(player).map.reading.attacker == other


def test_a_lens_that_speaks_of_one_follows_the_choice(player: Driver) -> None:
    player.app.go(screen_of(player).set_mode(Mode.OPINION))
    choose(player, "JPN")
    assert "Japan" in screen_of(player).map.legend.title
    choose(player, "ITA")
    assert "Italy" in screen_of(player).map.legend.title


def test_classes_can_be_told_apart_in_every_scale_of_heat() -> None:
    for colours in HEAT.values():
        light = to_oklab(np.array(colours))[:, 0]
        assert (np.diff(light) < -0.03).all()
