"""Every key and what it does; another is chosen by pressing it."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client.audio import Sound
from game.client.colours import ACCENT, INK_SOFT
from game.client.input import DEFAULT_KEYS, GROUPS, Action, is_key, key_name, spoken
from game.client.layout import Column
from game.client.page import Page
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.layer import Layer
from game.client.widgets.panel import Panel
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.tooltip import Tip

_HOLDS = frozenset(
    {
        pygame.K_LSHIFT, pygame.K_RSHIFT, pygame.K_LCTRL, pygame.K_RCTRL, pygame.K_LALT,
        pygame.K_RALT, pygame.K_LMETA, pygame.K_RMETA, pygame.K_CAPSLOCK, pygame.K_NUMLOCKCLEAR,
        pygame.K_MODE,
    }
)  # fmt: skip
"""Keys that are held with others and mean nothing alone."""


class KeysScreen(Screen):
    """The page of keys, by groups."""

    def __init__(self) -> None:
        self.chosen = GROUPS["play"][0].value
        self.said = ""

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("keys.heading"), text("keys.lead"), width=860, fills=True)
        self.table = Table(
            page.body,
            (
                TableColumn(text("keys.action"), 5, least=220),
                TableColumn(text("keys.key"), 3, least=130),
                TableColumn(text("keys.group"), 2, least=110),
            ),
            [self._row(ui, action, group) for group in GROUPS for action in GROUPS[group]],
            label=text("keys.heading"),
            selected=self.chosen,
            on_select=self._select,
            on_open=self._change,
            rows_high=8,
            key="keys.table",
        )
        Label(page.body, text("keys.fixed"), Type.SMALL, colour=INK_SOFT)
        Label(page.body, self.said or " ", Type.SMALL_STRONG, colour=ACCENT, key="keys.said")
        foot = page.foot
        Button(foot, text("keys.reset_all"), self.reset_all, look=Look.QUIET, shortcut="a",
               key="keys.reset_all").enabled = bool(ui.bindings.overrides)  # fmt: skip
        Button(foot, text("keys.reset"), self.reset, look=Look.QUIET, shortcut="r",
               key="keys.reset").enabled = self.chosen in ui.bindings.overrides  # fmt: skip
        Button(foot, text("keys.change"), lambda: self._change(self.chosen), shortcut="c",
               key="keys.change")  # fmt: skip
        Button(foot, text("settings.done"), Pop, look=Look.PRIMARY, shortcut="d", sound=Sound.PAGE,
               key="keys.done")  # fmt: skip
        page.finish()
        if ui.focused is None:
            ui.focus(self.table, show=False)

    def _row(self, ui: Ui, action: Action, group: str) -> TableRow:
        keys = ui.bindings.keys_for(action)
        own = action.value in ui.bindings.overrides
        shown = ", ".join(spoken(key) for key in keys) or "–"
        usual = ", ".join(spoken(key) for key in DEFAULT_KEYS[action])
        name = text(f"action.{action.value}")
        return TableRow(
            action.value,
            cells(name, Cell(shown, strong=own), Cell(text(f"keys.{group}"), colour=INK_SOFT)),
            tip=Tip(name, text("keys.usual", keys=usual)),
        )

    def on_action(self, action: Action) -> Go | None:
        """Leave by the key that opened the page."""
        return Pop() if action is Action.KEYS else None

    # -- answers ---------------------------------------------------------------------------------

    def _select(self, key: str) -> Go | None:
        self.chosen = key
        self.app.ui.find("keys.reset").enabled = key in self.app.ui.bindings.overrides
        return None

    def _change(self, key: str) -> Go | None:
        """Ask for the key that is to do it."""
        self.chosen = key
        self.app.ui.open(_Catch(self.app.ui, Action(key), self._take))
        return None

    def _take(self, action: Action, key: str) -> Go | None:
        bindings = self.app.ui.bindings
        had, changed = bindings.action_of(key), bindings.rebound(action, key)
        name = text(f"action.{action.value}")
        self.said = text("keys.taken", action=name, keys=spoken(key))
        if had is not None and had is not action:
            other = spoken(changed.get(had.value) or DEFAULT_KEYS[had][0])
            self.said = text("keys.swapped", action=name, keys=spoken(key),
                             other=text(f"action.{had.value}"), instead=other)  # fmt: skip
        return self._keep(changed)

    def reset(self) -> Go | None:
        """Give the chosen action its usual keys; who has one of them gives it back."""
        changed = dict(self.app.ui.bindings.overrides)
        changed.pop(self.chosen, None)
        usual = DEFAULT_KEYS[Action(self.chosen)]
        changed = {name: key for name, key in changed.items() if key not in usual}
        self.said = ""
        return self._keep(changed)

    def reset_all(self) -> Go | None:
        """Give every action its usual keys."""
        self.said = ""
        return self._keep({})

    def _keep(self, keys: dict[str, str]) -> Go | None:
        self.app.apply(self.app.settings.model_copy(update={"keys": keys}))
        return Rebuild()


class _Catch(Layer):
    """Waits for a key to be pressed; ESCAPE leaves things as they are."""

    def __init__(self, ui: Ui, action: Action, take: Callable[[Action, str], Go | None]) -> None:
        super().__init__(ui, fills=True, traps=True, blocks=True, dims=True)
        px = ui.theme.px
        panel = Panel(self, text(f"action.{action.value}"))
        column = Column(panel, gap=14)
        Label(column, text("keys.press"))
        catcher = _Catcher(column, lambda key: self._caught(action, key, take))
        Button(column, text("keys.leave"), lambda: ui.close(self), look=Look.QUIET,
               key="keys.leave")  # fmt: skip
        self.first_focus = catcher
        wide = min(px(430), ui.size[0] - 2 * px(16))
        tall = panel.measure(wide) + px(6)
        panel.put(pygame.Rect((ui.size[0] - wide) // 2, (ui.size[1] - tall) * 2 // 5, wide, tall))

    def _caught(
        self, action: Action, key: str, take: Callable[[Action, str], Go | None]
    ) -> Go | None:
        self.ui.close(self)
        return take(action, key)


class _Catcher(Control):
    """Takes the next key that is pressed."""

    focusable = True

    def __init__(self, parent: Control, take: Callable[[str], Go | None]) -> None:
        super().__init__(parent, key="keys.catcher")
        self._take = take

    def measure(self, width: int) -> int:  # noqa: ARG002
        return self.theme.line(Type.HEADING) + self.theme.px(12)

    def on_key(self, event: pygame.Event) -> bool:
        key = key_name(event)
        if event.key not in _HOLDS and is_key(key):
            self.ui.act(lambda: self._take(key))
        return True

    def texts(self) -> tuple[str, ...]:
        return ("…",)

    def draw(self, surface: pygame.Surface) -> None:
        image = self.theme.words("…", Type.HEADING, ACCENT)
        surface.blit(image, (self.rect.left, self.theme.centred(Type.HEADING, self.rect.centery)))
