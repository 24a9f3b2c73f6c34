"""A switch between two states."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.audio import Sound
from game.client.colours import ACCENT, FIELD, INK, INK_FAINT, INK_SOFT, RULE, SHADE, mix
from game.client.screen import Go
from game.client.theme import Type
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui


class Toggle(Control):
    """Words with a switch before them; on and off differ by place and colour."""

    focusable = True

    def __init__(
        self,
        parent: Control | Ui,
        label: str,
        on: bool,
        on_change: Callable[[bool], Go | None],
        *,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.label = label
        self.on = on
        self.on_change = on_change

    @property
    def name(self) -> str:
        return self.key or self.label

    def natural_width(self) -> int:
        return self._indent() + self.theme.width(self.label)

    def measure(self, width: int) -> int:
        lines = len(self.theme.wrap(self.label, Type.BODY, width - self._indent()))
        return max(self.theme.px(26), lines * self.theme.line(Type.BODY)) + self.theme.px(8)

    def activate(self) -> None:
        self.on = not self.on
        self.ui.audio.play(Sound.CLICK)
        self.ui.act(lambda: self.on_change(self.on))

    def on_key(self, event: pygame.Event) -> bool:
        if event.key in (pygame.K_LEFT, pygame.K_RIGHT) and not event.mod:
            if self.on != (event.key == pygame.K_RIGHT):
                self.activate()
            return True
        return False

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        track = pygame.Rect(rect.left, rect.centery - px(12), px(44), px(24))
        over = self.ui.hovered is self
        ink = INK if self.enabled else INK_FAINT
        fill = (
            (ACCENT if self.enabled else INK_FAINT)
            if self.on
            else mix(SHADE, INK_SOFT, 0.15 if over else 0.0)
        )
        edge = mix(fill, INK, 0.25)
        paint.box(surface, track, fill, border=edge, border_width=px(1), radius=px(12))
        x = track.right - px(12) if self.on else track.left + px(12)
        paint.disc(surface, (x, track.centery), px(9), FIELD, mix(RULE, INK, 0.3), px(1))
        lines = self.theme.wrap(self.label, Type.BODY, rect.width - self._indent())
        y = self.theme.centred(Type.BODY, rect.centery)
        y -= (len(lines) - 1) * self.theme.line(Type.BODY) // 2
        for line in lines:
            surface.blit(self.theme.words(line, Type.BODY, ink), (rect.left + self._indent(), y))
            y += self.theme.line(Type.BODY)

    def texts(self) -> tuple[str, ...]:
        return (self.label,)

    def cramped(self) -> bool:
        width = self.place.width
        lines = self.theme.wrap(self.label, Type.BODY, width - self._indent())
        widest = max(self.theme.width(line) for line in lines)
        return widest > width - self._indent() or self.measure(width) > self.place.height

    def _indent(self) -> int:
        return self.theme.px(56)
