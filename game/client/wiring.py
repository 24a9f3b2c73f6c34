"""Joining the window to the rest of the game: settings, campaigns, sessions and saves."""

from __future__ import annotations

import contextlib
import gc
import re
from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from threading import RLock, Thread

from game.client.inks import unprinted
from game.client.mapview.atlas import Atlas
from game.client.play import Play
from game.client.records import Outside
from game.client.screen import Screen
from game.client.services import (
    CampaignSummary,
    Loaded,
    NotLoaded,
    NotStarted,
    PlayableState,
    SaveSummary,
    SeatSetup,
    Services,
    Session,
    fresh_seed,
)
from game.content.campaign import Campaign
from game.content.sources import sources_of
from game.core.calendar import Calendar
from game.persistence.autosave import autosave
from game.persistence.exports import exports_folder, write_export
from game.persistence.open_games import PlayMark
from game.persistence.paths import saves_folder, settings_folder
from game.persistence.save import SUFFIX, Listed, SaveFault, listing, write_save
from game.persistence.saved import SavedGame
from game.persistence.settings import SettingsStore
from game.persistence.version import game_version
from game.session import seats as seating
from game.session import session as sessions
from game.session.dates import date_label
from game.session.seats import SeatError
from game.session.shelf import BrokenCampaign, UnknownCampaign, last_good, open_campaign, open_save
from game.session.shelf import campaigns as listed_campaigns

_ROOMS = (
    "handover", "report", "world", "computing", "council", "response", "chamber", "charter_desk",
    "crisis_room", "diplomacy", "war_room", "ledgers", "chronicle", "newspaper", "debrief",
)  # fmt: skip
"""Screens that are read before they are asked for, so that no frame waits for them."""


class Shelf:
    """Campaigns that were opened, with their maps: each is read once while the window is open.

    Read on any thread: who asks for one that another thread is reading waits for it.
    """

    def __init__(self) -> None:
        self._campaigns: dict[str, Campaign] = {}
        self._atlases: dict[str, Atlas] = {}
        self._lock = RLock()

    def campaign(self, name: str) -> Campaign:
        """Return a campaign. Raises UnknownCampaign or BrokenCampaign."""
        with self._lock:
            if name not in self._campaigns:
                self._campaigns[name] = open_campaign(name)[0]
            return self._campaigns[name]

    def atlas(self, campaign: Campaign) -> Atlas:
        """Return the map of a campaign, laid out for drawing."""
        key = campaign.map.digest
        with self._lock:
            if key not in self._atlases:
                self._atlases[key] = Atlas(campaign.map)
            return self._atlases[key]

    def read_ahead(self) -> None:
        """Read what a player will most likely ask for: the rooms, the campaigns, and their map."""
        for name in _ROOMS:
            import_module(f"game.client.screens.{name}")
        import_module("game.client.widgets.textfield")
        _keep()
        for name, _, _ in listed_campaigns():
            with contextlib.suppress(UnknownCampaign, BrokenCampaign):
                self.atlas(self.campaign(name))
                _keep()


def _keep() -> None:
    """Throw away what reading left behind, and never search again through what it made.

    That stays as long as the window: no frame need wait for it. Little by little, since a search
    holds up a frame for as long as it takes.
    """
    gc.collect()
    gc.freeze()


class OpenGame:
    """A session with the campaign that it is played on."""

    def __init__(self, session: sessions.Session, campaign: Campaign, *, loaded: bool) -> None:
        self.session = session
        self.campaign = campaign
        self.loaded = loaded


def services(saves: Path | None = None, settings: Path | None = None) -> Services:
    """Return what the window asks for; folders are the usual ones unless given."""
    folder = saves_folder() if saves is None else saves
    exports = exports_folder() if saves is None else saves / "exports"
    store = SettingsStore(settings_folder() if settings is None else settings)
    shelf = Shelf()
    mark = PlayMark(folder)

    def kept_autosaves(game: SavedGame) -> object:
        return autosave(folder, game, store.load()[0].autosaves_kept)

    def new_session(
        campaign_id: str, seats: tuple[SeatSetup, ...], seed: int
    ) -> Session | NotStarted:
        setups = [seating.SeatSetup(s.state_key, s.player_name, s.pin) for s in seats]
        try:
            campaign = shelf.campaign(campaign_id)
            session = sessions.Session.begin(campaign, setups, seed, autosave=kept_autosaves)
        except (SeatError, UnknownCampaign, BrokenCampaign) as error:
            return NotStarted(str(error.args[0]))
        return OpenGame(session, campaign, loaded=False)

    def load(path: Path) -> Loaded | NotLoaded:
        try:
            opened = open_save(path)
            session = sessions.Session.resume(
                opened.loaded.game, opened.campaign, autosave=kept_autosaves
            )
        except (SaveFault, SeatError, UnknownCampaign, BrokenCampaign) as error:
            good = last_good(path)
            return NotLoaded(str(error), _summary(good, shelf) if good is not None else None)
        return Loaded(OpenGame(session, opened.campaign, loaded=True))

    def opened(session: Session) -> Screen:
        assert isinstance(session, OpenGame)  # noqa: S101  # made above
        mark.put()
        Thread(target=session.session.read_ahead, daemon=True).start()
        return play_of(session, shelf, folder, exports).first()

    return Services(
        settings=store,
        campaigns=lambda: _campaigns(shelf),
        new_session=new_session,
        saves=lambda: [_summary(each, shelf) for each in listing(folder)],
        load=load,
        open=opened,
        version=game_version(),
        default_seed=fresh_seed,
        shown=shelf.read_ahead,
        interrupted=mark.left_behind,
        closed=mark.take_away,
    )


def play_of(game: OpenGame, shelf: Shelf, folder: Path, exports: Path | None = None) -> Play:
    """Return a game as the screens see it; it is saved in `folder`, files go to `exports`."""
    outside = Outside(
        lambda title, suffix, content: write_export(
            exports or folder / "exports", title, suffix, content
        ),
        lambda: sources_of(game.campaign.draft),
    )

    def keep(saved: SavedGame, title: str, over: Path | None) -> Path:
        path = over or _free_name(folder, f"{game.campaign.id} {title}")
        write_save(path, saved)
        return path

    charters = exports.parent / "charters" if exports is not None else folder / "charters"
    return Play(game.session, lambda: shelf.atlas(game.campaign), keep, loaded=game.loaded,
                outside=outside, charters=charters)  # fmt: skip


def _free_name(folder: Path, title: str) -> Path:
    """Return a file name that no save has; it tells the date and nothing of any seat."""
    stem = re.sub(r"[^A-Za-z0-9_]+", "-", title).strip("-")
    path, number = folder / f"{stem}{SUFFIX}", 1
    while path.exists():
        number += 1
        path = folder / f"{stem}-{number}{SUFFIX}"
    return path


def _campaigns(shelf: Shelf) -> Sequence[CampaignSummary]:
    found = []
    for name, _, _ in listed_campaigns():
        try:
            campaign = shelf.campaign(name)
        except (UnknownCampaign, BrokenCampaign):
            continue
        found.append(_campaign(name, campaign))
    return found


def _campaign(name: str, campaign: Campaign) -> CampaignSummary:
    names = campaign.gazetteer
    world = campaign.world(0)
    calendar = world.scenario.calendar
    playable = []
    for state in campaign.playable:
        row = names.state(state.key)
        if world.states.exists[row]:
            playable.append(
                PlayableState(
                    state.key, state.name, names.adjectives[row], unprinted(names, row), state.blurb
                )
            )
    return CampaignSummary(
        name,
        campaign.title,
        campaign.blurb,
        f"{calendar.year(0)} to {calendar.year(calendar.turns - 1)}",
        tuple(playable),
        tuple(state.key for state in campaign.playable if state.blurb),
    )


def _summary(listed: Listed, shelf: Shelf) -> SaveSummary:
    when = _when(listed.path)
    head = listed.header
    if head is None:
        return SaveSummary(listed.path, listed.path.stem, "", when, "", listed.fault)
    title, turn = head.campaign, str(head.turn)
    try:
        campaign = shelf.campaign(head.campaign)
        title = campaign.title
        turn = date_label(_calendar(campaign), head.turn)
    except (UnknownCampaign, BrokenCampaign):
        pass  # the list still shows it; opening it says what is missing
    if listed.path.stem.startswith("autosave"):
        title = f"{title} (autosave)"
    players = ", ".join(seat.name for seat in head.seats)
    return SaveSummary(listed.path, title, turn, when, players)


def _calendar(campaign: Campaign) -> Calendar:
    return campaign.world(0).scenario.calendar


def _when(path: Path) -> str:
    try:
        moment = datetime.fromtimestamp(path.stat().st_mtime)  # noqa: DTZ006  # the player's clock
    except OSError:
        return ""
    return f"{moment.day} {moment:%b, %H:%M}"


__all__ = ["OpenGame", "Shelf", "play_of", "services"]
