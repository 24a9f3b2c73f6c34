"""What the window asks of the rest of the game, so that it can be shown and tested without it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from time import time_ns
from typing import TYPE_CHECKING, Protocol

from game.persistence.settings import Settings

if TYPE_CHECKING:
    import pygame

    from game.client.screen import Screen


@dataclass(frozen=True, slots=True)
class PlayableState:
    """A state that a campaign recommends or allows to be led."""

    key: str
    name: str
    adjective: str
    rgb: tuple[int, int, int]
    blurb: str = ""
    """Its role in a line or two."""


@dataclass(frozen=True, slots=True)
class CampaignSummary:
    """What the list of campaigns shows."""

    id: str
    title: str
    blurb: str
    years: str
    playable: tuple[PlayableState, ...]
    recommended: tuple[str, ...] = ()
    """Keys of states that a newcomer should lead."""

    def state(self, key: str) -> PlayableState:
        """Return a playable state by key. Raises KeyError."""
        for state in self.playable:
            if state.key == key:
                return state
        raise KeyError(key)


@dataclass(frozen=True, slots=True)
class SeatSetup:
    """One human at the machine; every other state is led by the game."""

    state_key: str
    player_name: str
    pin: str | None = field(default=None, repr=False)


@dataclass(frozen=True, slots=True)
class SaveSummary:
    """A saved game as the list shows it."""

    path: Path
    title: str
    turn_label: str
    when: str
    seats: str
    fault: str | None = None
    """Why it cannot be opened, or None."""


class Session(Protocol):
    """A game in progress. The shell only passes it on to `Services.open`."""


@dataclass(frozen=True, slots=True)
class Loaded:
    """A save that was opened."""

    session: Session


@dataclass(frozen=True, slots=True)
class NotLoaded:
    """A save that was refused, and the last good one if there is one."""

    fault: str
    fallback: SaveSummary | None = None


@dataclass(frozen=True, slots=True)
class NotStarted:
    """A new game that was refused, in words for the player."""

    fault: str


class SettingsKeeper(Protocol):
    """Where settings are kept."""

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        """Return the settings, and what was wrong with the file."""

    def save(self, settings: Settings) -> None:
        """Keep the settings. Raises OSError."""


LARGEST_SEED = 2**31


def fresh_seed() -> int:
    """Return a seed that differs from one new game to the next."""
    return time_ns() // 1_000_000 % LARGEST_SEED


@dataclass(frozen=True)
class Services:
    """Everything that is injected into the window."""

    settings: SettingsKeeper
    campaigns: Callable[[], Sequence[CampaignSummary]]
    new_session: Callable[[str, tuple[SeatSetup, ...], int], Session | NotStarted]
    """From the campaign's id, the seats and the seed."""
    saves: Callable[[], Sequence[SaveSummary]]
    load: Callable[[Path], Loaded | NotLoaded]
    open: Callable[[Session], Screen]
    """Return the first screen of a session."""
    version: str = ""
    backdrop: Callable[[pygame.Surface], None] | None = None
    """Paints the picture behind the title, instead of the chart that the title draws itself."""
    default_seed: Callable[[], int] = lambda: 1931
    shown: Callable[[], None] = lambda: None
    """Called once the first frame is shown: what can wait may be loaded now."""
    interrupted: Callable[[], bool] = lambda: False
    """Tell whether the last game ended without being closed."""
    closed: Callable[[], None] = lambda: None
    """Called when the window closes in order."""
