"""The page of keys: another key by pressing it, nothing left without one, and the way back."""

from __future__ import annotations

import pygame
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.client.input import DEFAULT_KEYS, GROUPS, Action, Bindings, is_key
from game.client.widgets.table import Table
from game.persistence.settings import Settings
from tests.client.harness import Driver, Memory, Open


@pytest.fixture
def at_keys(open_app: Open) -> Driver:
    driver = open_app()
    driver.key(pygame.K_F2)
    assert driver.screen == "KeysScreen"
    return driver


def table(driver: Driver) -> Table:
    found = driver.app.ui.find("keys.table")
    assert isinstance(found, Table)
    return found


def keys_shown(driver: Driver, action: Action) -> str:
    return next(row.cells[1].words for row in table(driver).rows if row.key == action.value)


def choose(driver: Driver, action: Action) -> None:
    """Select a line as the arrow keys do."""
    rows = [row.key for row in table(driver).rows]
    driver.key(pygame.K_HOME)
    for _ in range(rows.index(action.value)):
        driver.key(pygame.K_DOWN)


def test_every_action_has_a_group_and_a_line(at_keys: Driver) -> None:
    named = [action for group in GROUPS.values() for action in group]
    assert sorted(named) == sorted(Action)
    assert len(set(named)) == len(named)
    assert len(table(at_keys).rows) == len(Action)
    assert set(DEFAULT_KEYS) == set(Action)


def test_a_key_is_changed_by_keyboard_alone_and_kept(at_keys: Driver) -> None:
    choose(at_keys, Action.END_TURN)
    at_keys.key(pygame.K_RETURN)
    at_keys.key(pygame.K_e, mod=pygame.KMOD_CTRL)
    assert at_keys.app.settings.keys == {"end_turn": "ctrl+e"}
    assert isinstance(at_keys.memory, Memory)
    assert at_keys.memory.saved[-1].keys == {"end_turn": "ctrl+e"}
    assert keys_shown(at_keys, Action.END_TURN) == "Ctrl+E"
    assert "End turn: Ctrl+E." in at_keys.text
    assert at_keys.app.bindings.action_of("ctrl+return") is None


def test_a_key_is_changed_by_mouse_and_the_key_itself(at_keys: Driver) -> None:
    at_keys.click_at(table(at_keys).row_rect(0).center)
    at_keys.click("keys.change")
    at_keys.key(pygame.K_F8)
    assert keys_shown(at_keys, Action.END_TURN) == "F8"
    # What F8 did before has the key that was given up.
    assert keys_shown(at_keys, Action.DIPLOMACY) == "Ctrl+Enter"
    assert "Diplomacy, which had it, is now Ctrl+Enter" in at_keys.text


def test_escape_leaves_a_key_as_it_is(at_keys: Driver) -> None:
    choose(at_keys, Action.SAVE)
    at_keys.key(pygame.K_RETURN)
    at_keys.key(pygame.K_LSHIFT)
    assert at_keys.app.ui.overlays
    at_keys.key(pygame.K_ESCAPE)
    assert not at_keys.app.ui.overlays
    assert at_keys.screen == "KeysScreen"
    assert at_keys.app.settings.keys == {}


def test_usual_keys_come_back_one_and_all(at_keys: Driver) -> None:
    for action, key in ((Action.SAVE, pygame.K_F7), (Action.UNDO, pygame.K_F6)):
        choose(at_keys, action)
        at_keys.key(pygame.K_RETURN)
        at_keys.key(key)
    assert keys_shown(at_keys, Action.UNDO) == "F6"
    at_keys.click("keys.reset")
    assert keys_shown(at_keys, Action.UNDO) == "Ctrl+Z"
    assert keys_shown(at_keys, Action.LEDGERS) == "F6"
    assert keys_shown(at_keys, Action.SAVE) == "F7"
    at_keys.click("keys.reset_all")
    assert at_keys.app.settings.keys == {}
    assert keys_shown(at_keys, Action.SAVE) == "Ctrl+S, F5"


def test_the_new_key_does_it_and_the_page_closes_by_its_own(open_app: Open) -> None:
    driver = open_app()
    driver.app.apply(Settings(keys={"keys": "f9", "charters": "f2"}))
    driver.key(pygame.K_F2)
    assert driver.screen == "TitleScreen"
    driver.key(pygame.K_F9)
    assert driver.screen == "KeysScreen"
    driver.key(pygame.K_F9)
    assert driver.screen == "TitleScreen"


def test_what_names_no_key_or_no_action_is_left_out() -> None:
    pygame.display.init()
    found = Bindings({"save": "no such key", "fly": "f9", "undo": "ctrl+u", "redo": ""})
    assert found.overrides == {"undo": "ctrl+u"}
    assert found.keys_for(Action.SAVE) == DEFAULT_KEYS[Action.SAVE]


KEYS = ["f1", "f8", "a", "shift+n", "ctrl+z", "n", "+", "ctrl+return", "alt+q", "tab"]


@given(st.lists(st.tuples(st.sampled_from(list(Action)), st.sampled_from(KEYS)), max_size=12))
def test_however_keys_are_changed_every_action_has_one(changes: list[tuple[Action, str]]) -> None:
    pygame.display.init()
    bindings = Bindings()
    for action, key in changes:
        bindings = Bindings(bindings.rebound(action, key))
        assert bindings.action_of(key) is action
        for each in Action:
            assert bindings.keys_for(each), (each, bindings.overrides)


@pytest.mark.parametrize("action", list(Action))
def test_the_usual_keys_are_keys(action: Action) -> None:
    pygame.display.init()
    assert all(is_key(key) for key in DEFAULT_KEYS[action])
