"""One choice out of several, opened as a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.audio import Sound
from game.client.colours import FIELD, INK, INK_FAINT, INK_SOFT, RULE, SHEET, Rgb, mix
from game.client.screen import Go
from game.client.theme import Type
from game.client.widgets.control import Control
from game.client.widgets.layer import Layer
from game.client.widgets.listview import ListView

if TYPE_CHECKING:
    from game.client.ui import Ui


class Dropdown(Control):
    """A label and the present choice; a click or ENTER opens the list, UP and DOWN step through."""

    focusable = True

    def __init__(
        self,
        parent: Control | Ui,
        label: str,
        options: Sequence[tuple[str, str]],
        value: str,
        on_change: Callable[[str], Go | None],
        *,
        swatches: dict[str, Rgb] | None = None,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.label = label
        self.options = tuple(options)
        self.value = value
        self.on_change = on_change
        self.swatches = swatches or {}

    @property
    def name(self) -> str:
        return self.key or self.label

    @property
    def shown_value(self) -> str:
        """The words of the present choice."""
        return dict(self.options).get(self.value, "")

    def natural_width(self) -> int:
        widest = max((self.theme.width(words) for _, words in self.options), default=0)
        mark = self.theme.px(24) if self.swatches else 0
        return max(self.theme.width(self.label, Type.SMALL), widest + self.theme.px(52) + mark)

    def measure(self, width: int) -> int:
        lines = max(1, len(self._value_lines(width)))
        return self._label_height(width) + lines * self.theme.line(Type.BODY) + self.theme.px(18)

    def choose(self, value: str) -> None:
        """Take a choice and tell it."""
        if value != self.value:
            self.value = value
            self.ui.act(lambda: self.on_change(value))

    def activate(self) -> None:
        self.ui.audio.play(Sound.CLICK)
        px, box = self.theme.px, self._box()
        row = self.theme.line(Type.BODY) + px(10)
        window_height = self.ui.size[1]
        below, above = window_height - box.bottom - px(8), box.top - px(8)
        down = below >= min(above, row * 6)
        tall = min(len(self.options) * row + px(4), max(row, below if down else above))
        layer = Layer(self.ui, traps=True, blocks=True, closes_outside=True)
        layer.put(
            pygame.Rect(
                box.left,
                box.bottom + px(3) if down else box.top - px(3) - tall,
                box.width,
                tall,
            )
        )

        def take(value: str) -> None:
            self.ui.close(layer)
            self.choose(value)

        listing = _Choices(
            layer,
            self.options,
            label=self.label,
            selected=self.value,
            on_open=take,
            swatches=self.swatches,
            key=f"{self.name} choices",
        )
        listing.put(pygame.Rect((0, 0), layer.place.size))
        self.ui.open(layer)

    def on_key(self, event: pygame.Event) -> bool:
        if event.key in (pygame.K_UP, pygame.K_DOWN) and event.mod & pygame.KMOD_ALT:
            self.activate()
            return True
        if event.key in (pygame.K_LEFT, pygame.K_RIGHT) and not event.mod:
            keys = [key for key, _ in self.options]
            here = keys.index(self.value) if self.value in keys else 0
            wanted = here + (1 if event.key == pygame.K_RIGHT else -1)
            if 0 <= wanted < len(keys):
                self.choose(keys[wanted])
            return True
        return False

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        y = rect.top
        for line in self._label_lines(rect.width):
            surface.blit(self.theme.words(line, Type.SMALL, INK_SOFT), (rect.left, y))
            y += self.theme.line(Type.SMALL)
        box = self._box()
        over = self.ui.hovered is self
        fill = FIELD if over and self.enabled else SHEET
        edge = mix(RULE, INK, 0.35 if over else 0.2)
        paint.box(surface, box, fill, border=edge, border_width=px(1), radius=px(5))
        x = box.left + px(12)
        swatch = self.swatches.get(self.value)
        if swatch is not None:
            mark = pygame.Rect(x, box.centery - px(7), px(14), px(14))
            line_colour = mix(swatch, INK, 0.5)
            paint.box(surface, mark, swatch, border=line_colour, border_width=px(1), radius=px(3))
            x += px(22)
        lines = self._value_lines(rect.width)
        high = self.theme.line(Type.BODY)
        top = box.centery - (len(lines) - 1) * high // 2
        for at, line in enumerate(lines):
            words = self.theme.shorten(line, Type.BODY, box.right - px(30) - x)
            image = self.theme.words(words, Type.BODY, INK if self.enabled else INK_FAINT)
            surface.blit(image, (x, self.theme.centred(Type.BODY, top + at * high)))
        paint.chevron(surface, (box.right - px(16), box.centery), px(9), "down", INK_SOFT)

    def texts(self) -> tuple[str, ...]:
        return (self.label, self.shown_value)

    def cramped(self) -> bool:
        wide = self.place.width
        words = self._value_lines(wide)
        too_wide = any(self.theme.width(line) > self._room(wide) for line in words)
        return too_wide or self.measure(wide) > self.place.height

    def _room(self, width: int) -> int:
        mark = self.theme.px(22) if self.value in self.swatches else 0
        return width - self.theme.px(42) - mark

    def _value_lines(self, width: int) -> tuple[str, ...]:
        """Return the present choice, on more lines than one where it is long."""
        return self.theme.wrap(self.shown_value, Type.BODY, self._room(width))

    def focus_rect(self) -> pygame.Rect:
        return self._box()

    def _label_lines(self, width: int) -> tuple[str, ...]:
        return self.theme.wrap(self.label, Type.SMALL, width) if self.label else ()

    def _label_height(self, width: int) -> int:
        lines = len(self._label_lines(width))
        return lines * self.theme.line(Type.SMALL) + (self.theme.px(4) if lines else 0)

    def _box(self) -> pygame.Rect:
        rect = self.rect
        top = self._label_height(rect.width)
        return pygame.Rect(rect.left, rect.top + top, rect.width, rect.height - top)


class _Choices(ListView):
    """The open list: one click takes the line under it."""

    def on_release(self, point: tuple[int, int]) -> None:
        dragged = self.grip is not None
        super().on_release(point)
        if not dragged and self._row_at(point) is not None:
            self.activate()

    def draw(self, surface: pygame.Surface) -> None:
        paint.shadow(surface, self.rect, self.theme.px(10), 90)
        super().draw(surface)
