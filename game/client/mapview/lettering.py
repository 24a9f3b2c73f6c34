"""The map's letters: fonts at every size, words and glyphs drawn once."""

from __future__ import annotations

from pathlib import Path
from typing import Final, Literal

import pygame

from game.client.mapview.style import Rgb

Face = Literal["serif-regular", "serif-italic", "serif-bold", "sans-regular", "sans-bold"]
_KEEP: Final = 4000
_FILES: Final = {
    "serif-regular": "serif-regular.otf",
    "serif-italic": "serif-italic.otf",
    "serif-bold": "serif-bold.otf",
    "sans-regular": "sans-regular.ttf",
    "sans-bold": "sans-bold.ttf",
}
Word = tuple[str, Face, int, Rgb, Rgb | None, int]
"""Text, face, size in pixels, colour, halo, tracking in pixels."""


class MapFonts:
    """Fonts from a folder, and what was written with them."""

    def __init__(self, folder: Path) -> None:
        pygame.font.init()
        self._folder = folder
        self._fonts: dict[tuple[Face, int], pygame.font.Font] = {}
        self._words: dict[Word, pygame.Surface] = {}
        self._glyphs: dict[tuple[str, Face, int, Rgb, int, int], pygame.Surface] = {}

    def font(self, face: Face, px: int) -> pygame.font.Font:
        """Return a face at a size in pixels."""
        font = self._fonts.get((face, px))
        if font is None:
            path = self._folder / _FILES[face]
            # Read by this program, not by SDL, so that any path a platform knows will do.
            font = self._fonts[face, px] = pygame.font.Font(path.open("rb"), px)
        return font

    def width(self, text: str, face: Face, px: int, tracking: int = 0) -> int:
        """Return how wide a line of text is, in pixels."""
        font = self.font(face, px)
        if not tracking:
            return font.size(text)[0]
        # Letters set one by one are not drawn together as the font would draw them.
        return sum(font.size(char)[0] for char in text) + tracking * max(0, len(text) - 1)

    def word(
        self,
        text: str,
        face: Face,
        px: int,
        colour: Rgb,
        halo: Rgb | None = None,
        tracking: int = 0,
    ) -> pygame.Surface:
        """Return a line of text, with a halo of one or two pixels if asked for."""
        key = (text, face, px, colour, halo, tracking)
        picture = self._words.get(key)
        if picture is None:
            if len(self._words) > _KEEP:
                self._words.clear()
            picture = self._words[key] = self._write(*key)
        return picture

    def glyph(
        self, char: str, face: Face, px: int, colour: Rgb, degrees: int, alpha: int
    ) -> pygame.Surface:
        """Return one letter turned anticlockwise."""
        key = (char, face, px, colour, degrees, alpha)
        picture = self._glyphs.get(key)
        if picture is None:
            if len(self._glyphs) > _KEEP:
                self._glyphs.clear()
            picture = self.font(face, px).render(char, True, colour)
            if degrees:
                picture = pygame.transform.rotozoom(picture, degrees, 1.0)
            if alpha < 255:
                picture = picture.copy()
                picture.fill((255, 255, 255, alpha), special_flags=pygame.BLEND_RGBA_MULT)
            self._glyphs[key] = picture
        return picture

    def _write(
        self, text: str, face: Face, px: int, colour: Rgb, halo: Rgb | None, tracking: int
    ) -> pygame.Surface:
        line = self._line(text, face, px, colour, tracking)
        if halo is None:
            return line
        reach = max(1, px // 9)
        shadow = self._line(text, face, px, halo, tracking)
        shadow.set_alpha(150)
        width, height = line.get_size()
        picture = pygame.Surface((width + 2 * reach, height + 2 * reach), pygame.SRCALPHA)
        picture.fill((*halo, 0))
        for dx in range(2 * reach + 1):
            for dy in range(2 * reach + 1):
                if (dx - reach) ** 2 + (dy - reach) ** 2 <= reach * reach + 1:
                    picture.blit(shadow, (dx, dy))
        picture.blit(line, (reach, reach))
        return picture

    def _line(self, text: str, face: Face, px: int, colour: Rgb, tracking: int) -> pygame.Surface:
        font = self.font(face, px)
        if not tracking:
            return font.render(text, True, colour)
        size = (self.width(text, face, px, tracking), font.get_height())
        picture = pygame.Surface(size, pygame.SRCALPHA)
        picture.fill((*colour, 0))
        x = 0
        for char in text:
            picture.blit(font.render(char, True, colour), (x, 0))
            x += font.size(char)[0] + tracking
        return picture
