"""A window without a display, and services that answer from memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

os.environ["SDL_VIDEODRIVER"] = "dummy"
os.environ["SDL_AUDIODRIVER"] = "dummy"

import pygame

from game.client.app import App
from game.client.screen import Screen
from game.client.screens.message import MessageScreen
from game.client.screens.title import TitleScreen
from game.client.services import (
    CampaignSummary,
    Loaded,
    NotLoaded,
    NotStarted,
    PlayableState,
    SaveSummary,
    SeatSetup,
    Services,
)
from game.persistence.settings import Settings

STATES = (
    PlayableState("gbr", "United Kingdom", "British", (186, 110, 98),
                  "Holds the sea and the Council's chair, and would rather not choose."),
    PlayableState("ita", "Italy", "Italian", (120, 150, 104),
                  "Wants an empire before anybody agrees on what a League is for."),
    PlayableState("jpn", "Japan", "Japanese", (206, 170, 96), "The army in Manchuria acts first."),
    PlayableState("eth", "Ethiopia", "Ethiopian", (150, 130, 160), "Lives by the Covenant."),
)  # fmt: skip

CAMPAIGN = CampaignSummary(
    "broken_covenant",
    "The Broken Covenant",
    "Two tests of the League, in Manchuria and in Ethiopia. Whoever believes that a covenant holds"
    " may act on it; whoever sees it fail will remember.",
    "1931 to 1936",
    STATES,
    ("gbr", "ita"),
)

GOOD = SaveSummary(
    Path("saves/covenant-12.save"), "The Broken Covenant", "1933 Q2", "3 May, 21:40", "Ada, Bruno"
)
OLDER = SaveSummary(
    Path("saves/covenant-11.save"), "The Broken Covenant", "1933 Q1", "3 May, 21:10", "Ada, Bruno"
)
DAMAGED = SaveSummary(
    Path("saves/covenant-13.save"), "The Broken Covenant", "1933 Q3", "3 May, 22:05", "Ada, Bruno",
    "states.npy: the checksum does not match",
)  # fmt: skip


@dataclass
class Memory:
    """What the services were asked, and what they answer."""

    settings: Settings = field(default_factory=Settings)
    saved: list[Settings] = field(default_factory=list)
    started: list[tuple[str, tuple[SeatSetup, ...], int]] = field(default_factory=list)
    loaded: list[Path] = field(default_factory=list)
    list_of_campaigns: tuple[CampaignSummary, ...] = (CAMPAIGN,)
    faults: tuple[str, ...] = ()
    refuses: NotStarted | None = None
    list_of_saves: tuple[SaveSummary, ...] = (DAMAGED, GOOD, OLDER)

    def load(self) -> tuple[Settings, tuple[str, ...]]:
        return self.settings, self.faults

    def save(self, settings: Settings) -> None:
        self.saved.append(settings)

    def services(self) -> Services:
        return Services(
            settings=self,
            campaigns=lambda: self.list_of_campaigns,
            new_session=self._new_session,
            saves=lambda: self.list_of_saves,
            load=self._load,
            open=lambda session: MessageScreen("Opened", str(session)),
            version="0.1.0",
        )

    def _new_session(
        self, campaign: str, seats: tuple[SeatSetup, ...], seed: int
    ) -> str | NotStarted:
        if self.refuses is not None:
            return self.refuses
        self.started.append((campaign, seats, seed))
        return f"session of {campaign}"

    def _load(self, path: Path) -> Loaded | NotLoaded:
        self.loaded.append(path)
        if path == DAMAGED.path:
            return NotLoaded(f"{path}: states.npy: the checksum does not match", GOOD)
        return Loaded(f"session from {path}")


class Driver:
    """Plays a person at the window: moves the mouse, presses keys, and looks."""

    def __init__(self, memory: Memory, first: Screen | None = None) -> None:
        self.memory = memory
        self.app = App(memory.services(), first or TitleScreen())
        self.app.step()

    def click(self, name: str) -> None:
        """Click the middle of a control, scrolled into view as a person would."""
        control = self.app.ui.find(name)
        self.app.ui.reveal(control)
        self.click_at(control.focus_rect().center)

    def click_at(self, point: tuple[int, int]) -> None:
        self.app.step(
            [
                pygame.Event(pygame.MOUSEMOTION, pos=point, rel=(0, 0), buttons=(0, 0, 0)),
                pygame.Event(pygame.MOUSEBUTTONDOWN, pos=point, button=1),
            ]
        )
        self.app.step([pygame.Event(pygame.MOUSEBUTTONUP, pos=point, button=1)])

    def move(self, point: tuple[int, int]) -> None:
        self.app.step([pygame.Event(pygame.MOUSEMOTION, pos=point, rel=(0, 0), buttons=(0, 0, 0))])

    def key(self, *keys: int, mod: int = 0) -> None:
        for key in keys:
            self.app.step([pygame.Event(pygame.KEYDOWN, key=key, mod=mod, unicode="")])
            self.app.step([pygame.Event(pygame.KEYUP, key=key, mod=mod)])

    def type(self, words: str) -> None:
        """Type as SDL reports it: the key, and then the text."""
        for letter in words:
            self.app.step(
                [
                    pygame.Event(
                        pygame.KEYDOWN, key=ord(letter.lower()), mod=0, unicode=letter, scancode=0
                    ),
                    pygame.Event(pygame.TEXTINPUT, text=letter),
                    pygame.Event(pygame.KEYUP, key=ord(letter.lower()), mod=0),
                ]
            )

    def tab_to(self, name: str) -> None:
        """Press TAB until the control has the focus."""
        reached = []
        for _ in range(60):
            focused = self.app.ui.focused
            if self.app.ui.focus_shown and focused is not None and focused.name == name:
                return
            self.key(pygame.K_TAB)
            reached.append(self.app.ui.focused.name if self.app.ui.focused else None)
        raise AssertionError(f"TAB does not reach {name!r}, only {sorted(set(map(str, reached)))}")

    def wait(self, seconds: float) -> None:
        self.app.step((), seconds)

    @property
    def text(self) -> str:
        return "\n".join(self.app.ui.visible_text())

    @property
    def screen(self) -> str:
        return type(self.app.screen).__name__


Open = Callable[..., Driver]
