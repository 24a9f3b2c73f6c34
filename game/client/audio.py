"""Short sounds, where there is a device to play them."""

from __future__ import annotations

from enum import StrEnum

import pygame

from game.client.assets import assets_folder


def open_device() -> bool:
    """Open the device with the first sound, not with the first frame; say whether there is one."""
    try:
        if not pygame.mixer.get_init():
            pygame.mixer.init(44_100, -16, 1, 512)
    except pygame.error:
        return False
    return True


class Sound(StrEnum):
    """A sound by the name of its file in `assets/sounds`."""

    CLICK = "click"
    PAGE = "page"
    BELL = "bell"
    GAVEL = "gavel"


class Audio:
    """Plays sounds; silent when turned off, without a device, or without the file."""

    def __init__(self, *, enabled: bool = True, volume: float = 0.7) -> None:
        self.enabled = enabled
        self.volume = volume
        self._sounds: dict[Sound, pygame.mixer.Sound | None] = {}

    def set(self, *, enabled: bool, volume: float) -> None:
        """Change what the player has chosen; `volume` is 0..1."""
        self.enabled = enabled
        self.volume = volume

    def play(self, sound: Sound) -> None:
        """Play a sound if it can be heard."""
        if not self.enabled or self.volume <= 0 or not open_device():
            return
        loaded = self._load(sound)
        if loaded is not None:
            loaded.set_volume(self.volume)
            loaded.play()

    def _load(self, sound: Sound) -> pygame.mixer.Sound | None:
        if sound not in self._sounds:
            path = assets_folder() / "sounds" / f"{sound.value}.ogg"
            try:
                self._sounds[sound] = pygame.mixer.Sound(path)
            except (pygame.error, FileNotFoundError):
                self._sounds[sound] = None
        return self._sounds[sound]
