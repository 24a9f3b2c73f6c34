"""What keys mean: actions with default keys, which a player may rebind."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

import pygame


class Action(StrEnum):
    """Something a key does wherever one is."""

    NEXT = "next"
    PREVIOUS = "previous"
    ACTIVATE = "activate"
    BACK = "back"
    EXPLAIN = "explain"
    FULLSCREEN = "fullscreen"
    END_TURN = "end_turn"
    UNDO = "undo"
    REDO = "redo"
    SAVE = "save"
    ENCYCLOPAEDIA = "encyclopaedia"
    SEARCH = "search"
    ZOOM_IN = "zoom_in"
    ZOOM_OUT = "zoom_out"
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    PAN_UP = "pan_up"
    PAN_DOWN = "pan_down"
    LEDGERS = "ledgers"
    CHRONICLE = "chronicle"
    DIPLOMACY = "diplomacy"
    CHARTERS = "charters"
    CRISIS_ROOM = "crisis_room"
    CHAMBER = "chamber"
    MINIMAP = "minimap"


DEFAULT_KEYS: Mapping[Action, tuple[str, ...]] = {
    Action.NEXT: ("tab",),
    Action.PREVIOUS: ("shift+tab",),
    Action.ACTIVATE: ("return", "enter", "space"),
    Action.BACK: ("escape",),
    Action.EXPLAIN: ("f1",),
    Action.FULLSCREEN: ("f11",),
    Action.END_TURN: ("ctrl+return",),
    Action.UNDO: ("ctrl+z",),
    Action.REDO: ("ctrl+y", "shift+ctrl+z"),
    Action.SAVE: ("ctrl+s",),
    Action.ENCYCLOPAEDIA: ("f3",),
    Action.SEARCH: ("ctrl+f",),
    Action.ZOOM_IN: ("+", "="),
    Action.ZOOM_OUT: ("-",),
    Action.PAN_LEFT: ("shift+left",),
    Action.PAN_RIGHT: ("shift+right",),
    Action.PAN_UP: ("shift+up",),
    Action.PAN_DOWN: ("shift+down",),
    Action.LEDGERS: ("f6",),
    Action.CHRONICLE: ("f7",),
    Action.DIPLOMACY: ("f8",),
    Action.CHARTERS: ("f9",),
    Action.CRISIS_ROOM: ("f10",),
    Action.CHAMBER: ("f12",),
    Action.MINIMAP: ("f4",),
}
"""Keys by pygame's names, with `shift+`, `ctrl+`, `alt+` before them in that order."""

ARROWS: Mapping[int, tuple[int, int]] = {
    pygame.K_LEFT: (-1, 0),
    pygame.K_RIGHT: (1, 0),
    pygame.K_UP: (0, -1),
    pygame.K_DOWN: (0, 1),
}


REPEATED = frozenset(
    {
        *ARROWS,
        pygame.K_TAB,
        pygame.K_BACKSPACE,
        pygame.K_DELETE,
        pygame.K_PAGEUP,
        pygame.K_PAGEDOWN,
        pygame.K_PLUS,
        pygame.K_EQUALS,
        pygame.K_MINUS,
    }
)
"""Keys that go on while they are held. ENTER does not: it would press the next screen's button."""


class Bindings:
    """Which action a key press means: the defaults, and what the player has put in their place."""

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        overrides = overrides or {}
        self._actions: dict[str, Action] = {}
        for action, keys in DEFAULT_KEYS.items():
            chosen = overrides.get(action.value)
            for key in (chosen,) if chosen else keys:
                self._actions[key] = action

    def action(self, event: pygame.Event) -> Action | None:
        """Return the action of a KEYDOWN event, or None."""
        return self._actions.get(key_name(event))

    def keys_for(self, action: Action) -> tuple[str, ...]:
        """Return the keys of an action, to show them."""
        return tuple(key for key, bound in self._actions.items() if bound is action)


def key_name(event: pygame.Event) -> str:
    """Return a key press as text, such as `ctrl+z`."""
    held = getattr(event, "mod", 0)
    parts = [
        name
        for name, mask in (
            ("shift", pygame.KMOD_SHIFT),
            ("ctrl", pygame.KMOD_CTRL | pygame.KMOD_META),
            ("alt", pygame.KMOD_ALT),
        )
        if held & mask
    ]
    return "+".join([*parts, pygame.key.name(event.key)])


def spoken(key: str) -> str:
    """Return a key as it is printed on a keyboard, such as `Ctrl+Enter`."""
    words = {"return": "Enter", "escape": "Esc"}
    return "+".join(words.get(part, part.capitalize()) for part in key.split("+"))
