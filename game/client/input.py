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
    REPLAY = "replay"
    KEEP_PLACE = "keep_place"
    PLACE_1 = "place_1"
    PLACE_2 = "place_2"
    PLACE_3 = "place_3"
    PLACE_4 = "place_4"
    KEYS = "keys"
    HOME = "home"
    STATE_NEXT = "state_next"
    STATE_BEFORE = "state_before"
    CRISIS_NEXT = "crisis_next"
    FORCES_NEXT = "forces_next"
    FORCES_BEFORE = "forces_before"
    MODE_NEXT = "mode_next"
    MODE_BEFORE = "mode_before"


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
    Action.SAVE: ("ctrl+s", "f5"),
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
    Action.REPLAY: ("ctrl+r",),
    Action.KEEP_PLACE: ("ctrl+b",),
    Action.PLACE_1: ("ctrl+1",),
    Action.PLACE_2: ("ctrl+2",),
    Action.PLACE_3: ("ctrl+3",),
    Action.PLACE_4: ("ctrl+4",),
    Action.KEYS: ("f2",),
    Action.HOME: ("h",),
    Action.STATE_NEXT: ("n",),
    Action.STATE_BEFORE: ("p", "shift+n"),
    Action.CRISIS_NEXT: ("c",),
    Action.FORCES_NEXT: ("f",),
    Action.FORCES_BEFORE: ("shift+f",),
    Action.MODE_NEXT: ("m",),
    Action.MODE_BEFORE: ("shift+m",),
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


GROUPS: Mapping[str, tuple[Action, ...]] = {
    "play": (Action.END_TURN, Action.UNDO, Action.REDO, Action.SAVE, Action.SEARCH),
    "map": (
        Action.HOME, Action.STATE_NEXT, Action.STATE_BEFORE, Action.CRISIS_NEXT,
        Action.FORCES_NEXT, Action.FORCES_BEFORE, Action.MODE_NEXT, Action.MODE_BEFORE,
        Action.ZOOM_IN, Action.ZOOM_OUT, Action.PAN_LEFT, Action.PAN_RIGHT, Action.PAN_UP,
        Action.PAN_DOWN, Action.MINIMAP, Action.REPLAY, Action.KEEP_PLACE, Action.PLACE_1, Action.PLACE_2,
        Action.PLACE_3, Action.PLACE_4,
    ),
    "rooms": (
        Action.DIPLOMACY, Action.CHAMBER, Action.CRISIS_ROOM, Action.CHARTERS, Action.LEDGERS,
        Action.CHRONICLE, Action.ENCYCLOPAEDIA,
    ),
    "window": (
        Action.NEXT, Action.PREVIOUS, Action.ACTIVATE, Action.BACK, Action.EXPLAIN,
        Action.FULLSCREEN, Action.KEYS,
    ),
}  # fmt: skip
"""Every action, in the groups and the order of the page of keys."""

_HELD = ("shift+", "ctrl+", "alt+")


def is_key(name: str) -> bool:
    """Tell whether a text names a key, with or without others held."""
    for held in _HELD:
        name = name.removeprefix(held)
    if not name:
        return False
    try:
        return pygame.key.key_code(name) != pygame.K_UNKNOWN
    except (ValueError, pygame.error):
        return False


class Bindings:
    """Which action a key press means: the defaults, and what the player has put in their place."""

    def __init__(self, overrides: Mapping[str, str] | None = None) -> None:
        overrides = overrides or {}
        self.overrides: dict[str, str] = {
            action.value: overrides[action.value]
            for action in DEFAULT_KEYS
            if is_key(overrides.get(action.value, ""))
        }
        """What differs from the defaults; what names no key or no action is left out."""
        self._actions: dict[str, Action] = {}
        for action, keys in DEFAULT_KEYS.items():
            if action.value not in self.overrides:
                self._actions.update(dict.fromkeys(keys, action))
        # A key that a player has chosen means that, whatever it meant before.
        for name, key in self.overrides.items():
            self._actions[key] = Action(name)

    def rebound(self, action: Action, key: str) -> dict[str, str]:
        """Return overrides under which a key means an action.

        Whatever it meant before gets the key that is given up, so that nothing is without one.
        """
        changed = dict(self.overrides)
        before = self._actions.get(key)
        mine = self.keys_for(action)
        changed[action.value] = key
        if before is not None and before is not action and mine:
            rest = [each for each in self.keys_for(before) if each != key]
            changed[before.value] = rest[0] if rest else mine[0]
        return {name: chosen for name, chosen in changed.items()
                if DEFAULT_KEYS[Action(name)] != (chosen,)}  # fmt: skip

    def action(self, event: pygame.Event) -> Action | None:
        """Return the action of a KEYDOWN event, or None."""
        return self._actions.get(key_name(event))

    def action_of(self, key: str) -> Action | None:
        """Return what a key means, or None."""
        return self._actions.get(key)

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
