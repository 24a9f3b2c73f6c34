"""A line to write in. pygame_gui's entry line does the editing, the clipboard and the selection."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pygame
import pygame_gui
from pygame_gui.elements import UITextEntryLine

from game.client import paint
from game.client.colours import ACCENT, FIELD, INK, INK_FAINT, INK_SOFT, RULE, SHADE, Rgb, mix
from game.client.screen import Handler
from game.client.theme import Theme, Type, font_file
from game.client.widgets.control import Control

if TYPE_CHECKING:
    from game.client.ui import Ui

_FONT = "field"


def manager_of(size: tuple[int, int], theme: Theme) -> pygame_gui.UIManager:
    """Return the theme's manager with nothing in it, for the controls of a screen.

    One is kept, of the last size: reading the theme of its fields takes a frame.
    """
    kept = theme.entries.get(size)
    if kept is None:
        kept = _make_manager(size, theme)
        theme.entries = {size: kept}
    else:
        kept.set_focus_set(None)
        kept.clear_and_reset()  # type: ignore[no-untyped-call]
    return kept


def _make_manager(size: tuple[int, int], theme: Theme) -> pygame_gui.UIManager:
    """Return a manager whose entry lines look like the theme's fields."""
    file = str(font_file(Type.BODY.value[0]))
    points = str(theme.px(Type.BODY.value[1]))
    return pygame_gui.UIManager(
        size,
        {
            "text_entry_line": {
                "font": {
                    "name": _FONT,
                    "size": points,
                    "regular_path": file,
                    "bold_path": file,
                    "italic_path": file,
                    "bold_italic_path": file,
                },
                "colours": {
                    "dark_bg": _hex(FIELD),
                    "selected_bg": _hex(mix(FIELD, ACCENT, 0.3)),
                    "normal_text": _hex(INK),
                    "selected_text": _hex(INK),
                    "normal_border": _hex(FIELD),
                    "disabled_bg": _hex(SHADE),
                    "disabled_text": _hex(INK_FAINT),
                    "text_cursor": _hex(ACCENT),
                },
                "misc": {
                    "shape": "rectangle",
                    "border_width": "0",
                    "shadow_width": "0",
                    "padding": "0,0",
                },
            },
        },
    )


def _hex(colour: Rgb) -> str:
    return "#{:02x}{:02x}{:02x}".format(*colour)


class TextField(Control):
    """One line of text. ENTER runs `on_enter`; each change is told to `on_change`."""

    focusable = True

    def __init__(
        self,
        parent: Control | Ui,
        label: str,
        value: str = "",
        *,
        on_change: Callable[[str], None] | None = None,
        on_enter: Handler | None = None,
        hint: str = "",
        longest: int = 40,
        digits: bool = False,
        hidden: bool = False,
        key: str = "",
    ) -> None:
        super().__init__(parent, key=key)
        self.label = label
        self.on_change = on_change
        self.on_enter = on_enter
        self.hint = hint
        self.hidden = hidden
        self._entry: Any = UITextEntryLine(
            pygame.Rect(0, 0, 200, self._line()), self.ui.manager, initial_text=value
        )
        self._entry.set_text_length_limit(longest)
        if digits:
            self._entry.set_allowed_characters("numbers")
        if hidden:
            self._entry.set_text_hidden(is_hidden=True)  # type: ignore[no-untyped-call]
        self._told = value
        self._blink: bool | None = None

    @property
    def name(self) -> str:
        return self.key or self.label

    @property
    def value(self) -> str:
        """What is written in the field."""
        return str(self._entry.get_text())

    def set(self, value: str) -> None:
        """Write something else in the field."""
        self._entry.set_text(value)
        self._told = value
        self.ui.touch()

    def natural_width(self) -> int:
        return max(self.theme.px(220), self.theme.width(self.label, Type.SMALL))

    def measure(self, width: int) -> int:
        return self._label_height(width) + self._line() + self.theme.px(14)

    def arrange(self) -> None:
        box = self._box()
        self._entry.set_dimensions((max(10, box.width - self.theme.px(20)), self._line()))
        self._entry.rebuild()

    def draw(self, surface: pygame.Surface) -> None:
        rect, px = self.rect, self.theme.px
        y = rect.top
        for line in self._label_lines(rect.width):
            surface.blit(self.theme.words(line, Type.SMALL, INK_SOFT), (rect.left, y))
            y += self.theme.line(Type.SMALL)
        box = self._box()
        edge = ACCENT if self.ui.focused is self else mix(RULE, INK, 0.25)
        fill = FIELD if self.enabled else SHADE
        paint.box(surface, box, fill, border=edge, border_width=px(1), radius=px(5))
        if not self.value and self.hint and self.ui.focused is not self:
            words = self.theme.shorten(self.hint, Type.EMPHASIS, box.width - px(20))
            image = self.theme.words(words, Type.EMPHASIS, INK_FAINT)
            surface.blit(image, (box.left + px(10), self.theme.centred(Type.EMPHASIS, box.centery)))
            return
        if not self.enabled:
            words = "●" * len(self.value) if self.hidden else self.value
            words = self.theme.shorten(words, Type.BODY, box.width - px(20))
            image = self.theme.words(words, Type.BODY, INK_FAINT)
            surface.blit(image, (box.left + px(10), self.theme.centred(Type.BODY, box.centery)))
            return
        self._entry.set_position((box.left + px(10), box.centery - self._line() // 2))
        if self._entry.image is not None:
            surface.blit(
                self._entry.image, self._entry.rect, special_flags=pygame.BLEND_PREMULTIPLIED
            )

    def texts(self) -> tuple[str, ...]:
        shown = self.value or self.hint
        return (self.label, "●" * len(self.value) if self.hidden else shown)

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    def focus_rect(self) -> pygame.Rect:
        return self._box()

    def on_focus(self, focused: bool) -> None:
        if focused:
            self._entry.focus()
            self._entry.cursor_has_moved_recently = True
        else:
            self._entry.unfocus()

    def activate(self) -> None:
        self.ui.act(self.on_enter)

    def on_key(self, event: pygame.Event) -> bool:
        if event.key in (pygame.K_RETURN, pygame.K_KP_ENTER):
            self.ui.act(self.on_enter)
            return True
        if event.key in (pygame.K_TAB, pygame.K_ESCAPE, pygame.K_UP, pygame.K_DOWN):
            return False
        if pygame.K_F1 <= event.key <= pygame.K_F12:
            return False
        used = bool(self._entry.process_event(event))
        self._tell()
        # Letters arrive again as text; none of them may be a shortcut meanwhile.
        return used or not event.mod & (pygame.KMOD_ALT | pygame.KMOD_CTRL | pygame.KMOD_META)

    def on_text(self, event: pygame.Event) -> bool:
        self._entry.process_event(event)
        self._tell()
        return True

    def on_press(self, point: tuple[int, int]) -> None:
        self._mouse(pygame.MOUSEBUTTONDOWN, point)

    def on_drag(self, point: tuple[int, int]) -> None:
        self.ui.manager.mouse_position = point

    def on_release(self, point: tuple[int, int]) -> None:
        self._mouse(pygame.MOUSEBUTTONUP, point)

    def update(self, dt: float) -> None:  # noqa: ARG002
        # A new frame only when the cursor in the entry's picture comes or goes.
        blink = bool(self._entry.cursor_on) if self.ui.focused is self else None
        if blink != self._blink:
            self._blink = blink
            self.ui.touch()

    def _mouse(self, kind: int, point: tuple[int, int]) -> None:
        self._entry.process_event(pygame.Event(kind, button=1, pos=point))

    def _tell(self) -> None:
        if self.value != self._told:
            self._told = self.value
            if self.on_change is not None:
                self.on_change(self.value)

    def _line(self) -> int:
        return self.theme.line(Type.BODY) + self.theme.px(4)

    def _label_lines(self, width: int) -> tuple[str, ...]:
        return self.theme.wrap(self.label, Type.SMALL, width) if self.label else ()

    def _label_height(self, width: int) -> int:
        lines = len(self._label_lines(width))
        return lines * self.theme.line(Type.SMALL) + (self.theme.px(4) if lines else 0)

    def _box(self) -> pygame.Rect:
        rect = self.rect
        top = self._label_height(rect.width)
        return pygame.Rect(rect.left, rect.top + top, rect.width, rect.height - top)
