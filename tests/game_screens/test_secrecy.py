"""What a seat sees hangs on nothing that others keep to themselves: no word, no pixel, no title."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pygame
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.client import wiring
from game.client.app import App
from game.client.panels.selection import Kind, Selection
from game.client.screen import Push
from game.client.screens.world import WorldScreen
from game.client.services import SeatSetup
from game.core.columns import Audience, Table, columns_of
from game.core.kinds import Stance
from game.core.world import World
from game.persistence.settings import Settings
from tests.game_screens.test_layout_of_rooms import ROOMS, below

SEAT = "GBR"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[App]:
    folder: Path = tmp_path_factory.mktemp("home")
    services = wiring.services(saves=folder, settings=folder)
    seats = (SeatSetup(SEAT, "Ana"), SeatSetup("ITA", "Bruno"))
    session = services.new_session("broken_covenant", seats, 7)
    app = App(services, services.open(session), settings=Settings(window=(1280, 720), sound=False))
    app.step()
    if not isinstance(app.screen, WorldScreen):  # the hand-over to the first seat
        app.step([pygame.Event(pygame.KEYDOWN, key=pygame.K_RETURN, mod=0, unicode="\r")])
        app.step()
    assert isinstance(app.screen, WorldScreen)
    yield app
    app.close()


def other_secrets(world: World, viewer: int, chance: np.random.Generator) -> World:
    """Return a world that differs from another only in what the viewer cannot know."""
    changed = world.clone()
    for table in (changed.states, changed.dyads):
        _shuffle(table, viewer, chance)
    forces = changed.formations
    theirs = np.flatnonzero(forces.exists & (forces.owner != viewer))
    forces.stance[theirs] = Stance.ATTACK
    forces.goal[theirs] = forces.node[chance.permutation(theirs)]
    changed.seed = int(chance.integers(1 << 30))
    return changed


def _shuffle(table: Table, viewer: int, chance: np.random.Generator) -> None:
    for spec in columns_of(type(table)):
        if spec.audience is Audience.PUBLIC:
            continue
        values = getattr(table, spec.name)
        if not values.flags.writeable:
            values = values.copy()
            setattr(table, spec.name, values)
        low = max(float(spec.low), -1000.0)
        high = min(float(spec.high), 1000.0)
        drawn = chance.uniform(low, high, values.shape)
        fresh = drawn > (low + high) / 2 if values.dtype == bool else drawn.astype(values.dtype)
        own = values[viewer].copy()
        values[...] = fresh
        if spec.audience is Audience.OWNER:
            values[viewer] = own


def seen(app: App, room: str | None) -> tuple[tuple[str, ...], str, str]:
    """Return all words of a room, its pixels, and the title of the window."""
    world = below(app)
    if room is not None:
        app.go(Push(ROOMS[room](world)))
    app.step()
    world.map.finish()
    for _ in range(40):  # what is reckoned bit by bit
        app.step((), 0.02)
    app.draw()
    pixels = hashlib.sha256(pygame.image.tobytes(app.surface, "RGB")).hexdigest()
    return tuple(app.ui.visible_text()), pixels, pygame.display.get_caption()[0]


ROOM_NAMES = (
    None,
    "chronicle",
    "crisis_room",
    "debrief",
    "diplomacy",
    "ledgers",
    "report",
    "war_room",
)
"""The map, and rooms without a clock or a thread of their own."""


@pytest.mark.slow
@settings(
    max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(draw=st.integers(0, 2**32 - 1))
def test_no_room_shows_what_others_keep_to_themselves(window: App, draw: int) -> None:
    screen = below(window)
    play = screen.play
    session = play._session
    world, viewer = session._world, int(play.view.viewer)
    italy = play.names.state_keys.index("ITA")
    screen.selection = Selection(Kind.STATE, italy)
    window.rebuild()
    before = [seen(window, room) for room in ROOM_NAMES]
    try:
        below(window)
        session._world = other_secrets(world, viewer, np.random.default_rng(draw))
        session._views.clear()
        window.rebuild()
        after = [seen(window, room) for room in ROOM_NAMES]
    finally:
        below(window)
        session._world = world
        session._views.clear()
        window.rebuild()
    for room, one, other in zip(ROOM_NAMES, before, after, strict=True):
        assert one[0] == other[0], room
        assert one[1] == other[1], f"{room}: the words agree, the pixels do not"
        assert one[2] == other[2]


def test_the_watch_would_notice(window: App) -> None:
    """A public figure that changes does change what is seen, so that the test above can fail."""
    screen = below(window)
    session = screen.play._session
    world = session._world
    screen.selection = Selection(Kind.STATE, screen.play.names.state_keys.index("ITA"))
    window.rebuild()
    before = seen(window, None)
    changed = world.clone()
    changed.states.stability[:] = 0.123
    try:
        session._world = changed
        session._views.clear()
        window.rebuild()
        assert seen(window, None) != before
    finally:
        session._world = world
        session._views.clear()
        window.rebuild()
