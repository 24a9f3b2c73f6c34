"""Quiet music that goes with the state of the world, where there is a device and it is wanted."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

import pygame

from game.client.assets import assets_folder
from game.client.audio import open_device

if TYPE_CHECKING:
    from game.client.screen import Screen


class Piece(StrEnum):
    """A loop by the name of its file in `assets/sounds/music`."""

    TITLE = "title"
    PEACE = "peace"
    TENSION = "tension"


CROSSFADE_MS = 4000
SETTLES_S = 2.0
"""How long a piece must be wanted before it begins: nobody waits for music."""
ALARM = 0.55
"""World tension at which the music turns."""
CALM = 0.45
"""And below which it turns back."""


def piece_for(tension: float | None, now: Piece | None = None) -> Piece:
    """Return what fits a world tension, None where no game is shown; `now` is what plays."""
    if tension is None:
        return Piece.TITLE
    if now is Piece.TENSION:
        return Piece.PEACE if tension < CALM else Piece.TENSION
    return Piece.TENSION if tension >= ALARM else Piece.PEACE


class Music:
    """Plays one piece over and over and fades into another; silent without a device or the file."""

    def __init__(self, *, enabled: bool, volume: float) -> None:
        self.enabled = enabled
        self.volume = volume
        self.wanted: Piece | None = None
        self.playing: Piece | None = None
        self._since_s = 0.0
        self._loaded: dict[Piece, pygame.mixer.Sound | None] = {}

    @property
    def loaded(self) -> tuple[Piece, ...]:
        """The pieces that have been read."""
        return tuple(self._loaded)

    def set(self, *, enabled: bool, volume: float) -> None:
        """Change what the player has chosen; `volume` is 0..1."""
        self.enabled, self.volume = enabled, volume
        sound = self._loaded.get(self.playing) if self.playing is not None else None
        if not self._audible():
            self.stop()
        elif sound is not None:
            sound.set_volume(volume)

    def fit(self, stack: list[Screen]) -> None:
        """Want the piece that fits the screens that are open."""
        games = [screen.play for screen in reversed(stack) if hasattr(screen, "play")]
        if not games:
            self._want(piece_for(None))
            return
        try:
            known = games[0].view.known
        except LookupError:
            return  # between two seats what plays goes on
        self._want(piece_for(float(known.tension), self.wanted))

    def _want(self, piece: Piece) -> None:
        if piece is not self.wanted:
            self.wanted, self._since_s = piece, 0.0

    def update(self, dt: float) -> None:
        """Let time pass: what has been wanted long enough begins."""
        self._since_s += dt
        if self.wanted is None or self.wanted is self.playing or self._since_s < SETTLES_S:
            return
        if self._audible():
            self._begin(self.wanted)

    def stop(self) -> None:
        """Fade out, and forget what was read."""
        for sound in self._loaded.values():
            if sound is not None and pygame.mixer.get_init():
                sound.fadeout(CROSSFADE_MS // 8)
        self._loaded.clear()
        self.playing = None

    def _audible(self) -> bool:
        return self.enabled and self.volume > 0

    def _begin(self, piece: Piece) -> None:
        before = self._loaded.get(self.playing) if self.playing is not None else None
        self.playing = piece
        sound = self._load(piece) if open_device() else None
        if before is not None:
            before.fadeout(CROSSFADE_MS)
        if sound is not None:
            sound.set_volume(self.volume)
            sound.play(loops=-1, fade_ms=CROSSFADE_MS)

    def _load(self, piece: Piece) -> pygame.mixer.Sound | None:
        if piece not in self._loaded:
            path = assets_folder() / "sounds" / "music" / f"{piece.value}.ogg"
            try:
                self._loaded[piece] = pygame.mixer.Sound(path)
            except (pygame.error, FileNotFoundError):
                self._loaded[piece] = None
        return self._loaded[piece]
