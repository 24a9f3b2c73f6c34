"""What the command line asks of the window besides opening it: a picture of one of its screens."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import pygame

from game.client import wiring
from game.client.app import App
from game.client.input import Action
from game.client.mapview.atlas import Atlas
from game.client.panels import rooms
from game.client.panels.selection import Kind, Selection
from game.client.play import Play
from game.client.present.map_paint import Mode
from game.client.screen import Go, Pop, Push, Replace, Screen
from game.client.screens.chamber import ChamberScreen
from game.client.screens.charter_desk import CharterDeskScreen
from game.client.screens.peace_table import PeaceScreen
from game.client.screens.title import TitleScreen
from game.client.screens.war_room import WarRoomScreen
from game.client.screens.world import WorldScreen
from game.client.screens.world_map import WorldMap
from game.content.campaign import Campaign
from game.core.kinds import Stage
from game.persistence.saved import SavedGame
from game.persistence.settings import Settings
from game.session.seats import SeatSetup
from game.session.session import Session

ROOMS = {
    "charters": Action.CHARTERS,
    "crisis": Action.CRISIS_ROOM,
    "chamber": Action.CHAMBER,
    "diplomacy": Action.DIPLOMACY,
    "ledgers": Action.LEDGERS,
    "chronicle": Action.CHRONICLE,
    "keys": Action.KEYS,
    "finder": Action.SEARCH,
}
"""Rooms that are pictured as they are reached from the world."""


def _newspaper(world: WorldScreen) -> Go:
    from game.client.screens.newspaper import NewspaperScreen  # noqa: PLC0415

    return Push(NewspaperScreen(world.play, world, max(world.play.turn - 1, 0)))


def _settings(_world: WorldScreen) -> Go:
    from game.client.screens.settings import SettingsScreen  # noqa: PLC0415

    return Push(SettingsScreen())


def _saves(_world: WorldScreen) -> Go:
    from game.client.screens.load_game import LoadGameScreen  # noqa: PLC0415

    return Push(LoadGameScreen())


def _handover(world: WorldScreen) -> Go:
    from game.client.screens.handover import HandoverScreen  # noqa: PLC0415

    play = world.play
    return Push(HandoverScreen("Wilhelmina", play.names.names[play.view.viewer], Pop,
                               check_pin=lambda _pin: False))  # fmt: skip


def _replay(world: WorldScreen) -> Go:
    from game.client.screens.replay import ReplayScreen, replay_of  # noqa: PLC0415

    play, turn = world.play, world.play.turn
    while not play.over and (play.turn == turn or play.stage != Stage.ORDERS):
        if play.seat is not None:
            play.finish()
        for _ in play.work() if play.seat is None else ():
            pass
    shown = None if play.over else replay_of(play)
    if shown is None:
        raise ValueError(f"nothing that can be seen moved in turn {turn}: try another")
    replay = ReplayScreen(play, shown)
    replay.step, replay.running = min(2, shown.last), False
    return Push(replay)


ABOVE: Mapping[str, Callable[[WorldScreen], Go]] = {
    "newspaper": _newspaper,
    "notices": lambda world: world.choose_notices(),
    "menu": lambda world: world.open_menu(),
    "settings": _settings,
    "load": _saves,
    "handover": _handover,
    "computing": lambda world: world.end_turn(),
    "replay": _replay,
}
"""Screens that are pictured as they open above the world."""

FOUGHT = ("war", "peace", "lands")
"""Screens of a war, pictured once there is one."""

SEATS = ("GBR", "FRA", "USA")
"""States whose screens are pictured, the first that is there."""
MOST_TURNS = 40
"""Turns played on in search of a vote or a request for contributions."""


def screenshot(
    campaign: Campaign,
    *,
    turn: int,
    screen: str,
    mode: str,
    focus: str | None,
    seat: str | None = None,
    size: tuple[int, int],
    scale: int,
    seed: int,
    output: Path,
) -> int | None:
    """Picture a screen in a PNG file, without a display, as a state sees it.

    Returns the turn that is pictured, which is a later one where what was asked for came up later;
    None for a screen that belongs to no game. Raises LookupError for a focus that is not on the map, ValueError for what cannot be shown,
    OSError where the file cannot be written.
    """
    os.environ["SDL_VIDEODRIVER"] = "dummy"
    os.environ["SDL_AUDIODRIVER"] = "dummy"
    place = _focus(campaign, focus)
    pictured: int | None = None
    settings = Settings(scale_percent=scale).model_copy(update={"window": size, "sound": False})
    with TemporaryDirectory() as folder:
        services = wiring.services(saves=Path(folder), settings=Path(folder))
        app = App(services, TitleScreen(), settings=settings)
        try:
            if screen == "new":
                from game.client.screens.new_game import NewGameScreen  # noqa: PLC0415

                app.go(Replace(NewGameScreen()))
            elif screen == "encyclopaedia":
                app.go(app.read())
            elif screen == "lesson":
                title = app.screen
                assert isinstance(title, TitleScreen)  # noqa: S101  # opened above
                app.go(title.lesson())
            elif screen != "title":
                game = _played(campaign, seed, turn, screen, seat)
                pictured = game.turn
                app.go(Replace(_screen(game, screen)))
                _look(app, game, mode, place)
                _go_on(app, screen)
            app.step((), 0.0)
            app.step((), 0.0)
            if isinstance(shown := getattr(app.screen, "map", None), WorldMap):
                shown.finish()
            app.draw()
            output.parent.mkdir(parents=True, exist_ok=True)
            try:
                pygame.image.save(app.surface, str(output))
            except pygame.error as error:
                raise OSError(str(error)) from error
        finally:
            app.close()
    return pictured


def _focus(campaign: Campaign, focus: str | None) -> tuple[str, int] | None:
    if focus is None:
        return None
    names = campaign.gazetteer
    for kind, keys in (
        ("state", names.state_keys),
        ("territory", names.territory_keys),
        ("zone", names.zone_keys),
    ):
        folded = [key.casefold() for key in keys]
        if focus.casefold() in folded:
            return kind, folded.index(focus.casefold())
    raise LookupError(f"no state, territory or sea zone is called '{focus}'")


def _played(campaign: Campaign, seed: int, turn: int, screen: str, seat: str | None) -> Play:
    """Return a game in which a person's state has sent no orders up to a turn.

    For a council or a response it goes on until the state is asked; for a war until there is one,
    and for the peace table until the state is in it.
    """
    keys = campaign.gazetteer.state_keys
    first = campaign.world(seed).states.exists
    wished = [key for key in keys if seat is not None and key.casefold() == seat.casefold()]
    if seat is not None and not wished:
        raise LookupError(f"no state is called '{seat}'")
    key = next((key for key in wished or SEATS if key in keys), None)
    if key is None:
        key = next(key for row, key in enumerate(keys) if first[row])
    session = Session.begin(campaign, [SeatSetup(key, "")], seed)
    atlas = Atlas(campaign.map)

    def keep(_game: SavedGame, _title: str, _over: Path | None) -> Path:
        raise OSError("a picture is not saved")

    game = Play(session, lambda: atlas, keep)
    wanted = {"council": Stage.COUNCIL, "response": Stage.RESPONSE}.get(screen)
    fought = screen in FOUGHT
    last = turn + (MOST_TURNS if wanted is not None or fought else 0)

    def at_war() -> bool:
        view = game.view
        wars = view.known.live_wars()
        return any(war.side(view.viewer) >= 0 or screen == "war" for war in wars)

    def arrived() -> bool:
        if session.over:
            return True
        if screen == "debrief" or session.waiting is None:
            return False
        if fought:
            return session.turn >= turn and session.stage == Stage.ORDERS and at_war()
        if wanted is None:
            return session.turn >= turn and session.stage == Stage.ORDERS
        return session.turn >= turn and session.stage == wanted

    while not arrived():
        if session.turn > last and screen != "debrief":
            raise ValueError(f"no {screen} came up to turn {last}: try another seed")
        if session.waiting is not None:
            _pass(session, arrived)
        else:
            for _ in session.job():
                pass
    if session.over and screen != "debrief":
        raise ValueError(f"the campaign ends at turn {session.turn}")
    return game


def _pass(session: Session, arrived: Callable[[], bool]) -> None:
    if not arrived() and session.waiting is not None:
        session.finish(session.waiting)


def _screen(game: Play, screen: str) -> Screen:
    match screen:
        case "report":
            from game.client.screens.report import ReportScreen  # noqa: PLC0415

            return ReportScreen(game)
        case _ if screen in (*ROOMS, *ABOVE, "world", *FOUGHT):
            return WorldScreen(game)
    return game.next_screen()


def _look(app: App, game: Play, mode: str, place: tuple[str, int] | None) -> None:
    screen = app.screen
    if not isinstance(screen, WorldScreen):
        return
    screen.set_mode(Mode(mode))
    if place is not None:
        kind, row = place
        land = len(game.names.territory_names)
        if kind == "state":
            screen.choose(Selection(Kind.STATE, row), fly=True)
        elif kind == "zone":
            screen.choose(Selection(Kind.ZONE, land + row))
            screen.map.fly_to(land + row)
        else:
            owner = int(game.view.known.territories.controller[row])
            screen.choose(Selection(Kind.STATE, owner, territory=row))
            screen.map.fly_to(row)
    app.rebuild()
    screen.map.finish()


def _entered(app: App, world: WorldScreen, action: Action) -> Go | None:
    """Return the way into a room from the world, as its key leads there."""
    match action:
        case Action.KEYS:
            return app.show_keys()
        case Action.SEARCH:
            return world.find()
    return rooms.enter(world, action)


def _go_on(app: App, screen: str) -> None:
    """Go from the world to what is reached from there."""
    world = app.screen
    if screen in ROOMS and isinstance(world, WorldScreen):
        app.go(_entered(app, world, ROOMS[screen]))
        if isinstance(app.screen, CharterDeskScreen):
            app.screen.stress.join(30.0)
        elif isinstance(app.screen, ChamberScreen):
            app.screen.skip()
            app.rebuild()
    if screen in ABOVE and isinstance(world, WorldScreen):
        app.go(ABOVE[screen](world))
    if screen in FOUGHT and isinstance(world, WorldScreen):
        app.go(world.open_wars())
        if screen != "war" and isinstance(app.screen, WarRoomScreen):
            go = app.screen.open_peace()
            if go is not None:
                app.go(go)
        if screen == "lands" and isinstance(app.screen, PeaceScreen):
            app.go(app.screen.on_map())
