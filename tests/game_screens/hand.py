"""A person with a mouse and no keyboard, or the other way round."""

from __future__ import annotations

import pygame

from game.client.screen import Screen
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.slider import Slider
from game.client.widgets.table import Table
from game.client.widgets.toggle import Toggle
from tests.client.harness import Driver, Memory


class Hand(Driver):
    """Works the controls of any screen in one of the two ways."""

    def __init__(self, memory: Memory, first: Screen, *, mouse: bool) -> None:
        super().__init__(memory, first)
        self.mouse = mouse

    def press(self, name: str) -> None:
        """Press a button or a switch."""
        if self.mouse:
            self.click(name)
        else:
            self.walk_to(name)
            self.key(pygame.K_RETURN)

    def walk_to(self, name: str) -> None:
        """Press TAB until a control has the focus."""
        ui = self.app.ui
        for _ in range(len(ui.focusables()) + 2):
            focused = self.app.ui.focused
            if self.app.ui.focus_shown and focused is not None and focused.name == name:
                return
            self.key(pygame.K_TAB)
        raise AssertionError(f"TAB does not reach {name!r}: {[c.name for c in ui.focusables()]}")

    def choose(self, name: str, value: str) -> None:
        """Choose from a list that drops down."""
        listed = self.app.ui.find(name)
        assert isinstance(listed, Dropdown)
        keys = [key for key, _ in listed.options]
        assert value in keys, (value, keys)
        moves = keys.index(value) - (keys.index(listed.value) if listed.value in keys else 0)
        if moves == 0:
            return
        if self.mouse:
            self.click(name)
            choices = self.app.ui.find(f"{name} choices")
            self.app.ui.reveal(choices)
            assert isinstance(choices, Table)
            choices.select(value)
            self.app.step()
            self.click_at(choices.row_rect(keys.index(value)).center)
        else:
            for _ in range(abs(moves)):
                self.walk_to(name)
                self.key(pygame.K_RIGHT if moves > 0 else pygame.K_LEFT)

    def slide(self, name: str, share: float) -> None:
        """Move a slider to a share of its way."""
        slider = self.app.ui.find(name)
        assert isinstance(slider, Slider)
        self.app.ui.reveal(slider)
        if self.mouse:
            box = slider.focus_rect()
            self.click_at((box.left + round(box.width * share), box.bottom - 12))
        else:
            self.walk_to(name)
            for _ in range(3):
                self.key(pygame.K_RIGHT if share > 0.5 else pygame.K_LEFT)
            self.key(pygame.K_TAB)

    def switch(self, name: str, *, on: bool) -> None:
        """Set a switch."""
        toggle = self.app.ui.find(name)
        assert isinstance(toggle, Toggle)
        if toggle.on != on:
            self.press(name)

    def mark(self, name: str, row: str) -> None:
        """Select a row of a table."""
        table = self.app.ui.find(name)
        assert isinstance(table, Table)
        keys = [each.key for each in table.rows]
        self.app.ui.reveal(table)
        if self.mouse:
            table.select(row, tell=False)
            self.app.step()
            self.click_at(table.row_rect(keys.index(row)).center)
            return
        self.walk_to(name)
        self.key(pygame.K_HOME)
        for _ in range(keys.index(row)):
            self.key(pygame.K_DOWN)

    def undo(self, name: str) -> None:
        """Take the last change back: by the button of a room, or by its keys."""
        if self.mouse:
            self.click(f"{name}.undo")
        else:
            self.key(pygame.K_z, mod=pygame.KMOD_CTRL)

    def redo(self, name: str) -> None:
        """Make it again."""
        if self.mouse:
            self.click(f"{name}.redo")
        else:
            self.key(pygame.K_y, mod=pygame.KMOD_CTRL)
