"""The opaque page between two players: it shows who is next and nothing of any seat."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client import backdrop
from game.client.audio import Sound
from game.client.colours import ACCENT, INK_SOFT
from game.client.page import Page
from game.client.screen import Go, Handler, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.textfield import TextField

FREE_TRIES = 3
FIRST_WAIT_S = 5.0
LONGEST_WAIT_S = 300.0


class HandoverScreen(Screen):
    """Waits for the next player. With a PIN, wrong tries cost more and more time."""

    def __init__(
        self,
        player: str,
        state: str,
        ready: Handler,
        *,
        check_pin: Callable[[str], bool] | None = None,
        leave: Handler | None = None,
        wrong_tries: int = 0,
    ) -> None:
        """`check_pin` is None for a seat without one; `leave` goes to the title from here."""
        self.player = player
        self.state = state
        self.ready = ready
        self.check_pin = check_pin
        self.leave = leave
        self.wrong_tries = wrong_tries
        self.wait_s = 0.0
        self._pin: TextField | None = None
        self._notice: Label | None = None
        self._button: Button | None = None
        self._notice_words = ""
        self._waited = False

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("handover.heading"), width=560, gap=14, foot_align="right")
        Label(page.body, self.player, Type.HEADING if page.compact else Type.DISPLAY)
        Label(page.body, self.state, Type.LEAD, colour=INK_SOFT)
        Label(page.body, text("handover.look_away"))
        self._pin = None
        if self.check_pin is not None:
            self._pin = TextField(
                page.body,
                text("handover.pin"),
                on_enter=self.enter,
                digits=True,
                hidden=True,
                longest=12,
                key="handover.pin",
            )
        self._notice = Label(page.body, self._notice_words or " ", Type.STRONG, colour=ACCENT,
                             key="handover.notice")  # fmt: skip
        if self.leave is not None:
            Button(page.foot, text("handover.leave"), self.leave, look=Look.QUIET, shortcut="l",
                   key="handover.leave")  # fmt: skip
        self._button = Button(
            page.foot,
            text("handover.ready"),
            self.enter,
            look=Look.PRIMARY,
            shortcut="r",
            sound=Sound.PAGE,
            key="handover.ready",
        )
        ui.default = self._button
        self._show_wait()
        page.finish()
        if self._pin is not None and self._pin.enabled:
            ui.focus(self._pin, show=False)

    def draw_behind(self, surface: pygame.Surface) -> None:
        surface.blit(backdrop.chart(surface.get_size()), (0, 0))

    def back(self) -> Go | None:
        return None

    def enter(self) -> Go | None:
        """Let the player in if the PIN is right, or say that it is not."""
        if self.wait_s > 0:
            return None
        if self.check_pin is None:
            return self.ready()
        tried = self._pin.value if self._pin is not None else ""
        if not tried:
            self._say(text("handover.pin_wanted"))
            return None
        if self.check_pin(tried):
            self._notice_words = ""
            return self.ready()
        self.wrong_tries += 1
        if self._pin is not None:
            self._pin.set("")
        over = self.wrong_tries - FREE_TRIES
        if over >= 0:
            self.wait_s = min(LONGEST_WAIT_S, FIRST_WAIT_S * 2.0**over)
        self._say(text("handover.pin_wrong"))
        self._show_wait()
        return None

    def update(self, dt: float) -> Go | None:
        if self.wait_s > 0:
            self.wait_s = max(0.0, self.wait_s - dt)
            self._show_wait()
        return None

    def _show_wait(self) -> None:
        waiting = self.wait_s > 0
        for control in (self._pin, self._button):
            if control is not None and control.enabled == waiting:
                control.enabled = not waiting
                control.ui.touch()
        if waiting:
            self._say(text("handover.wait", seconds=int(self.wait_s) + 1))
        elif self._waited:
            self._say(text("handover.try_again"))
        self._waited = waiting

    def _say(self, words: str) -> None:
        self._notice_words = words
        if self._notice is not None:
            self._notice.set(words)
