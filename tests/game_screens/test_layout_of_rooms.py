"""Every room at every size and scale: nothing cut off, no key without words, every screen named here.

A screen that is added belongs in `ROOMS`, or among those that `tests/client/test_layout.py` looks at:
`test_every_screen_is_looked_at` fails until it is.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.client import screens, wiring
from game.client.app import App
from game.client.panels.selection import Kind, Selection
from game.client.present.map_paint import Mode
from game.client.screen import Pop, Push, Screen
from game.client.screens.chamber import ChamberScreen
from game.client.screens.charter_desk import CharterDeskScreen
from game.client.screens.chronicle import ChronicleScreen
from game.client.screens.crisis_room import CrisisRoomScreen
from game.client.screens.debrief import DebriefScreen
from game.client.screens.diplomacy import DiplomacyScreen
from game.client.screens.encyclopaedia import EncyclopaediaScreen
from game.client.screens.finder import FinderScreen
from game.client.screens.keys import KeysScreen
from game.client.screens.ledgers import LedgersScreen
from game.client.screens.newspaper import NewspaperScreen
from game.client.screens.notices import NoticesScreen
from game.client.screens.report import ReportScreen
from game.client.screens.war_room import WarRoomScreen
from game.client.screens.world import WorldScreen
from game.client.screens.world_menu import WorldMenu
from game.client.services import SeatSetup
from game.core.kinds import Clause
from game.persistence.settings import Settings

SIZES = (
    ((1280, 720), 100), ((1280, 720), 150), ((1920, 1080), 100), ((1920, 1080), 150),
    ((3840, 2160), 100), ((3840, 2160), 150), ((3840, 2160), 200),
)  # fmt: skip

ROOMS: dict[str, Callable[[WorldScreen], Screen]] = {
    "chamber": lambda world: ChamberScreen(world.play, world, 0),
    "charter_desk": lambda world: CharterDeskScreen(world.play),
    "chronicle": lambda world: ChronicleScreen(world.play, world),
    "crisis_room": lambda world: CrisisRoomScreen(world.play, world, None),
    "debrief": lambda world: DebriefScreen(world.play),
    "diplomacy": lambda world: DiplomacyScreen(world.play, world),
    "encyclopaedia": lambda world: EncyclopaediaScreen(),  # noqa: ARG005
    "finder": FinderScreen,
    "keys": lambda world: KeysScreen(),  # noqa: ARG005
    "ledgers": lambda world: LedgersScreen(world.play, world),
    "notices": lambda world: NoticesScreen(world.play),
    "newspaper": lambda world: NewspaperScreen(world.play, world, 1),
    "report": lambda world: ReportScreen(world.play, reading=True),
    "war_room": lambda world: WarRoomScreen(world.play, world),
    "world_menu": lambda world: WorldMenu(world.play),
}
"""The rooms that open above the map."""

ELSEWHERE = {
    "handover", "load_game", "message", "new_game", "settings", "title",  # tests/client/test_layout
    "council", "response", "peace_table", "peace_map", "computing", "replay",  # each in its own tests, once it is asked for
    "room", "world", "world_map", "behind", "pointing", "drafting", "ordering", "marching",  # the world, below, and its parts
    "arrow_marks", "front_marks", "troop_marks", "world_marks", "report_line",
}  # fmt: skip


def test_every_screen_is_looked_at() -> None:
    found = {path.stem for path in Path(screens.__path__[0]).glob("*.py")} - {"__init__"}
    assert found - ELSEWHERE == set(ROOMS)
    for name in ROOMS:
        tree = ast.parse((Path(screens.__path__[0]) / f"{name}.py").read_text("utf-8"))
        assert any(isinstance(node, ast.ClassDef) for node in tree.body), name


@pytest.fixture(scope="module", params=SIZES, ids=str)
def window(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[App]:
    size, scale = request.param
    folder = tmp_path_factory.mktemp("home")
    services = wiring.services(saves=folder, settings=folder)
    session = services.new_session("broken_covenant", (SeatSetup("GBR", "Wilhelmina"),), 7)
    app = App(
        services,
        services.open(session),
        settings=Settings(window=size, scale_percent=scale, sound=False),
    )
    app.step()
    yield app
    app.close()


def legible(app: App) -> None:
    """Assert that nothing is cut off and that no key stands where words should."""
    app.step()
    assert app.ui.cramped() == ()
    shown = app.ui.visible_text()
    assert [words for words in shown if re.search(r"\{[a-z_]+\}", words)] == []
    assert [words for words in shown if re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", words)] == []


def below(app: App) -> WorldScreen:
    """Return the world, with nothing above it."""
    while not isinstance(app.screen, WorldScreen):
        app.go(Pop())
        app.step()
    return app.screen


@pytest.mark.slow
@pytest.mark.parametrize("room", sorted(ROOMS))
def test_a_room_fits(window: App, room: str) -> None:
    world = below(window)
    window.go(Push(ROOMS[room](world)))
    legible(window)
    below(window)


@pytest.mark.slow
@pytest.mark.parametrize("key", ["ETH", "GBR", "ROC"])
def test_the_panel_of_a_state_fits(window: App, key: str) -> None:
    world = below(window)
    row = world.play.names.state_keys.index(key)
    for tab in ("figures", "orders", "ties", "forces"):
        window.go(world.choose(Selection(Kind.STATE, row)))
        window.go(world.set_tab(Kind.STATE.value, tab))
        legible(window)
    window.go(world.close_side())


@pytest.mark.slow
@pytest.mark.parametrize("tab", ["charter", "members", "business"])
def test_the_panel_of_a_body_fits(window: App, tab: str) -> None:
    world = below(window)
    for clause in Clause if tab == "business" else (Clause.ORGAN,):
        world.drafts.clause = clause
        window.go(world.choose(Selection(Kind.INSTITUTION, 0)))
        window.go(world.set_tab(Kind.INSTITUTION.value, tab))
        legible(window)
    window.go(world.close_side())


@pytest.mark.slow
def test_every_mode_of_the_map_fits(window: App) -> None:
    world = below(window)
    for mode in Mode:
        window.go(world.set_mode(mode))
        legible(window)
