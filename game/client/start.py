"""Opening the window: its first frame comes before the rest of the game is loaded."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from threading import Lock, Thread

from game.client.app import App
from game.client.screen import Screen
from game.client.screens.title import TitleScreen
from game.client.services import (
    CampaignSummary,
    Loaded,
    NotLoaded,
    NotStarted,
    SaveSummary,
    SeatSetup,
    Services,
    Session,
    fresh_seed,
)
from game.persistence.open_games import PlayMark
from game.persistence.paths import saves_folder, settings_folder
from game.persistence.settings import SettingsStore
from game.persistence.version import game_version


def play(*, mirror: bool = False) -> None:
    """Open the window on the title and run it until the player quits. Raises WindowError.

    `mirror` has what it shows written to the terminal as well, this time.
    """
    app = App(services(), TitleScreen())
    if mirror:
        app.apply(app.settings.model_copy(update={"mirror": True}), keep=False)
    app.run()


def services(saves: Path | None = None, settings: Path | None = None) -> Services:
    """Return what the window asks for; folders are the usual ones unless given.

    Rules, campaigns and saves are loaded on a thread once the first frame is shown; who asks
    sooner waits for that.
    """
    rest = _Rest(saves, settings)
    mark = PlayMark(saves_folder() if saves is None else saves)
    return Services(
        settings=SettingsStore(settings_folder() if settings is None else settings),
        campaigns=rest.campaigns,
        new_session=rest.new_session,
        saves=rest.saves,
        load=rest.load,
        open=rest.open,
        version=game_version(),
        default_seed=fresh_seed,
        shown=rest.load_behind,
        interrupted=mark.left_behind,
        closed=mark.take_away,
    )


class _Rest:
    """The services that need the rules and campaigns, joined when first asked for."""

    def __init__(self, saves: Path | None, settings: Path | None) -> None:
        self._folders = saves, settings
        self._lock = Lock()
        self._joined: Services | None = None

    def load_behind(self) -> None:
        """Load them on a thread of their own, and read ahead what they will be asked for."""
        Thread(target=lambda: self._all().shown(), name="loading", daemon=True).start()

    def _all(self) -> Services:
        with self._lock:
            if self._joined is None:
                from game.client import wiring  # noqa: PLC0415  # what takes its time

                self._joined = wiring.services(*self._folders)
            return self._joined

    def campaigns(self) -> Sequence[CampaignSummary]:
        return self._all().campaigns()

    def new_session(
        self, campaign: str, seats: tuple[SeatSetup, ...], seed: int
    ) -> Session | NotStarted:
        return self._all().new_session(campaign, seats, seed)

    def saves(self) -> Sequence[SaveSummary]:
        return self._all().saves()

    def load(self, path: Path) -> Loaded | NotLoaded:
        return self._all().load(path)

    def open(self, session: Session) -> Screen:
        return self._all().open(session)
