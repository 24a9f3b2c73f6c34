"""Buttons: primary, plain, quiet, and the lines of a menu."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.audio import Sound
from game.client.colours import (
    ACCENT,
    ACCENT_DEEP,
    FIELD,
    INK,
    INK_FAINT,
    INK_SOFT,
    ON_ACCENT,
    PAPER,
    RULE,
    SHADE,
    SHEET,
    Rgb,
    mix,
)
from game.client.screen import Handler
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Look(Enum):
    """How much a button calls."""

    PLAIN = "plain"
    PRIMARY = "primary"
    QUIET = "quiet"
    MENU = "menu"


class Button(Control):
    """Words that do something, with the letter that does the same."""

    focusable = True

    def __init__(
        self,
        parent: Control | Ui,
        words: str,
        handler: Handler | None,
        *,
        look: Look = Look.PLAIN,
        shortcut: str | None = None,
        sound: Sound = Sound.CLICK,
        chosen: bool = False,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.words = words
        self.handler = handler
        self.look = look
        self.shortcut = shortcut.lower() if shortcut else None
        self.sound = sound
        self.chosen = chosen
        """Drawn as the one picked among several."""

    @property
    def name(self) -> str:
        return self.key or self.words

    @property
    def kind(self) -> Type:
        """The type the words are set in."""
        if self.look is Look.MENU:
            return Type.HEADING
        return Type.STRONG if self.look is Look.PRIMARY else Type.BODY

    def natural_width(self) -> int:
        px = self.theme.px
        chip = px(12) + self._chip_size()[0] if self.shortcut else 0
        return self.theme.width(self.words, self.kind) + chip + 2 * self._pad()

    def measure(self, width: int) -> int:
        lines = len(self._lines(width))
        padding = 16 if self.look is Look.MENU else 14
        return lines * self.theme.line(self.kind) + self.theme.px(padding)

    def activate(self) -> None:
        if self.enabled:
            self.ui.audio.play(self.sound)
            self.ui.act(self.handler)

    def texts(self) -> tuple[str, ...]:
        return (self.words, self.shortcut.upper()) if self.shortcut else (self.words,)

    def cramped(self) -> bool:
        inner = self._inner(self.place.width)
        lines = self._lines(self.place.width)
        widest = max(self.theme.width(line, self.kind) for line in lines)
        return widest > inner or len(lines) * self.theme.line(self.kind) > self.place.height

    def draw(self, surface: pygame.Surface) -> None:
        rect = self.rect
        px = self.theme.px
        over = self.ui.hovered is self and self.enabled
        down = self.ui.captured is self and over
        fill, edge, ink = self._colours(over=over, down=down)
        if fill is not None:
            if self.look is not Look.QUIET and self.enabled and not down and not self.chosen:
                lip = pygame.Rect(rect.left, rect.top + px(2), rect.width, rect.height)
                paint.box(surface, lip, mix(RULE, INK, 0.18), radius=px(6))
            paint.box(surface, rect, fill, border=edge, border_width=px(1), radius=px(6))
        lines = self._lines(rect.width)
        y = self.theme.centred(self.kind, rect.centery)
        y -= (len(lines) - 1) * self.theme.line(self.kind) // 2
        menu = self.look is Look.MENU
        for line in lines:
            image = self.theme.words(line, self.kind, ink)
            room = self._inner(rect.width)
            x = rect.left + self._pad() + (0 if menu else (room - image.get_width()) // 2)
            surface.blit(image, (x, y))
            y += self.theme.line(self.kind)
        if self.shortcut:
            self._draw_chip(surface, rect, ink)

    def _colours(self, *, over: bool, down: bool) -> tuple[Rgb | None, Rgb | None, Rgb]:
        if not self.enabled:
            quiet = self.look in (Look.QUIET, Look.MENU)
            return (None if quiet else mix(PAPER, RULE, 0.25)), mix(RULE, PAPER, 0.3), INK_FAINT
        if self.look is Look.PRIMARY:
            fill = ACCENT_DEEP if down else mix(ACCENT, (220, 90, 60), 0.25) if over else ACCENT
            return fill, ACCENT_DEEP, ON_ACCENT
        if self.chosen:
            return mix(SHEET, ACCENT, 0.1), ACCENT, ACCENT_DEEP
        if self.look is Look.QUIET:
            return (SHADE if over else None), None, INK_SOFT if not over else INK
        if self.look is Look.MENU:
            return (FIELD if over else SHEET), (ACCENT if over else RULE), ACCENT if over else INK
        fill = SHADE if down else FIELD if over else SHEET
        return fill, mix(RULE, INK, 0.15 if over else 0.0), INK

    def _pad(self) -> int:
        return self.theme.px({Look.MENU: 18, Look.QUIET: 10}.get(self.look, 16))

    def _inner(self, width: int) -> int:
        chip = self.theme.px(12) + self._chip_size()[0] if self.shortcut else 0
        return width - 2 * self._pad() - chip

    def _lines(self, width: int) -> tuple[str, ...]:
        return self.theme.wrap(self.words, self.kind, self._inner(width))

    def _chip_size(self) -> tuple[int, int]:
        px = self.theme.px
        wide = self.theme.width((self.shortcut or "").upper(), Type.SMALL)
        return max(px(20), wide + px(10)), px(20)

    def _draw_chip(self, surface: pygame.Surface, rect: pygame.Rect, ink: Rgb) -> None:
        assert self.shortcut is not None  # noqa: S101 - the caller has looked
        px = self.theme.px
        size = self._chip_size()
        chip = pygame.Rect((0, 0), size)
        chip.midright = (rect.right - self._pad() + px(4), rect.centery)
        behind = mix(ACCENT, ON_ACCENT, 0.16) if self.look is Look.PRIMARY else PAPER
        line = mix(behind, ink, 0.35)
        if not self.enabled:
            behind = mix(PAPER, SHEET, 0.4)
        paint.box(surface, chip, behind, border=line, border_width=px(1), radius=px(4))
        soft = mix(behind, ink, 0.75)
        image = self.theme.words(self.shortcut.upper(), Type.SMALL, soft)
        y = self.theme.centred(Type.SMALL, chip.centery)
        surface.blit(image, (chip.centerx - image.get_width() // 2, y))
