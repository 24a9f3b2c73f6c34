"""What the settings screen offers, and the change that goes back unless it is confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from game.persistence.settings import Settings

CONFIRM_S = 15.0
"""A change that could make the window unreadable is taken back after this many seconds."""

WINDOWS: tuple[tuple[int, int], ...] = (
    (1280, 720),
    (1366, 768),
    (1600, 900),
    (1920, 1080),
    (2560, 1440),
    (3840, 2160),
)

SCALE_STEP = 5


@dataclass(slots=True)
class Trial:
    """Settings on trial: what to go back to, and for how long they stay by themselves."""

    before: Settings
    seconds_left: float = CONFIRM_S

    def pass_time(self, dt: float) -> bool:
        """Let `dt` seconds pass; return whether the trial is over."""
        self.seconds_left -= dt
        return self.seconds_left <= 0


def window_label(size: tuple[int, int]) -> str:
    """Return a window size as the list shows it."""
    return f"{size[0]} × {size[1]}"


def parse_window(key: str) -> tuple[int, int]:
    """Return the window size of a list key such as `1280x720`."""
    width, height = key.split("x")
    return int(width), int(height)


def window_key(size: tuple[int, int]) -> str:
    """Return the list key of a window size."""
    return f"{size[0]}x{size[1]}"


def window_choices(current: tuple[int, int]) -> tuple[tuple[str, str], ...]:
    """Return the sizes offered, the present one among them."""
    sizes = sorted({*WINDOWS, current})
    return tuple((window_key(size), window_label(size)) for size in sizes)
