"""How big things are and which letters are used, for one interface scale and palette."""

from __future__ import annotations

from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.client.assets import assets_folder
from game.client.colours import INK, PALETTES, Palette, Rgb

if TYPE_CHECKING:
    from pygame_gui import UIManager


class Type(Enum):
    """Kinds of text: the font file and its size in pixels at 100 %."""

    TITLE = ("serif-regular", 60)
    DISPLAY = ("serif-regular", 34)
    HEADING = ("serif-bold", 22)
    SUBHEADING = ("serif-bold", 17)
    LEAD = ("serif-italic", 19)
    BODY = ("sans-regular", 16)
    STRONG = ("sans-bold", 16)
    EMPHASIS = ("sans-italic", 16)
    SMALL = ("sans-regular", 13)
    SMALL_STRONG = ("sans-bold", 13)
    SMALL_EMPHASIS = ("sans-italic", 13)


class Theme:
    """Sizes, fonts and colours. `px` turns a length at 100 % into pixels of the screen."""

    def __init__(self, scale_percent: int = 100, palette: str = "atlas") -> None:
        self.scale_percent = scale_percent
        self.palette: Palette = PALETTES[palette]
        self._words: dict[tuple[str, Type, Rgb], pygame.Surface] = {}
        self.entries: dict[tuple[int, int], UIManager] = {}
        """What text fields live in, of the last size of window: dear to make, so kept."""

    def px(self, length: float) -> int:
        """Return a length given at 100 % in pixels; something never becomes nothing."""
        scaled = round(length * self.scale_percent / 100)
        return max(1, scaled) if length > 0 else scaled

    def font(self, kind: Type) -> pygame.Font:
        """Return the font of a kind of text."""
        return _font(kind.value[0], self.px(kind.value[1]))

    def line(self, kind: Type) -> int:
        """Return the height of one line in pixels."""
        return self.font(kind).get_linesize()

    def centred(self, kind: Type, y: int) -> int:
        """Return where a line's top must be for its capitals to stand in the middle of `y`."""
        font = self.font(kind)
        metrics = font.metrics("H")[0]
        capital = metrics[3] if metrics is not None else font.get_ascent()
        return y - font.get_ascent() + capital // 2

    def width(self, words: str, kind: Type = Type.BODY) -> int:
        """Return how wide one line of text is, in pixels."""
        return self.font(kind).size(words)[0]

    def words(self, words: str, kind: Type = Type.BODY, colour: Rgb = INK) -> pygame.Surface:
        """Return one line of text as a surface, kept for the next time it is asked for."""
        key = (words, kind, colour)
        surface = self._words.get(key)
        if surface is None:
            if len(self._words) > 2000:
                self._words.clear()
            surface = self.font(kind).render(words, True, colour)
            self._words[key] = surface
        return surface

    def wrap(self, words: str, kind: Type, width: int) -> tuple[str, ...]:
        """Break text into lines no wider than `width` pixels; a word too long stands alone."""
        return _wrap(self.font(kind), words, width)

    def shorten(self, words: str, kind: Type, width: int) -> str:
        """Return the text, or as much of it as fits with an ellipsis."""
        if self.width(words, kind) <= width:
            return words
        low, high = 0, len(words)
        while low < high:
            middle = (low + high + 1) // 2
            if self.width(words[:middle].rstrip() + "…", kind) <= width:
                low = middle
            else:
                high = middle - 1
        return words[:low].rstrip() + "…"


@cache
def _font(name: str, size: int) -> pygame.Font:
    if not pygame.font.get_init():
        pygame.font.init()
    return pygame.Font(font_file(name), size)


@cache
def font_file(name: str) -> Path:
    """Return the file of a font by the name used in `Type`."""
    for suffix in (".ttf", ".otf"):
        path = assets_folder() / "fonts" / f"{name}{suffix}"
        if path.is_file():
            return path
    # A checkout whose font files are missing still shows words.
    return Path(pygame.font.__file__).with_name(pygame.font.get_default_font())


def forget_fonts() -> None:
    """Drop every open font; they do not outlive `pygame.quit()`."""
    _font.cache_clear()
    _wrap.cache_clear()


@cache
def _wrap(font: pygame.Font, words: str, width: int) -> tuple[str, ...]:
    lines: list[str] = []
    for paragraph in words.split("\n"):
        line = ""
        for word in paragraph.split(" "):
            candidate = f"{line} {word}" if line else word
            if line and font.size(candidate)[0] > width:
                lines.append(line)
                line = word
            else:
                line = candidate
        lines.append(line)
    return tuple(lines)
