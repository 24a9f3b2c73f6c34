"""The window: one event loop, a stack of screens, settings applied live."""

from __future__ import annotations

import contextlib
import os
import sys
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.audio import Audio
from game.client.input import REPEATED, Action, Bindings
from game.client.mirror import Mirror
from game.client.music import Music
from game.client.screen import Go, Pop, Push, Quit, Rebuild, Replace, Reset, Screen
from game.client.services import Services
from game.client.strings import text, use
from game.client.theme import Theme, forget_fonts
from game.client.ui import Ui
from game.client.widgets.scroll import ScrollArea
from game.persistence.settings import Settings

if TYPE_CHECKING:
    from game.client.lesson.guide import Guide
    from game.client.widgets.tooltip import Tip
    from game.core.rules import Rules

CAPTION = "Indivisible"
FRAMES_PER_SECOND = 60
SMALLEST = (640, 480)


class WindowError(Exception):
    """The window cannot be opened; the message says why and what to do."""


class App:
    """Owns the window and runs the screen on top of the stack."""

    def __init__(
        self,
        services: Services,
        first: Screen,
        *,
        settings: Settings | None = None,
    ) -> None:
        """Open the window with the first screen. Raises WindowError."""
        check_pygame()
        loaded, faults = services.settings.load() if settings is None else (settings, ())
        self.services = services
        self.settings: Settings = loaded
        use(loaded.language)
        self._faults = list(faults)
        """What went wrong with the settings, until it has been shown."""
        self.running = True
        self.frames_drawn = 0
        self.surface = open_window(loaded)
        self.audio = Audio(enabled=loaded.sound, volume=loaded.volume)
        self.music = Music(enabled=loaded.music, volume=loaded.music_volume)
        self.theme = Theme(loaded.scale_percent, loaded.palette)
        self.bindings = Bindings(loaded.keys)
        self.stack: list[Screen] = []
        self.ui = Ui(self.surface.get_size(), self.theme)
        self._held: set[int] = set()
        self._window_moved = False
        self.companion: Guide | None = None
        """Who walks beside the screens: the guide of a lesson."""
        self.mirror = Mirror()
        """Says in the terminal what the window shows, where that is wanted."""
        self._clock = pygame.time.Clock()
        self.go(Push(first))

    # -- the loop --------------------------------------------------------------------------------

    def run(self) -> None:
        """Run until the player quits, and close the window."""
        try:
            while self.running:
                self.step((), self._clock.tick(FRAMES_PER_SECOND) / 1000)
        finally:
            self.close()

    def step(self, events: Iterable[pygame.Event] = (), dt: float = 1 / 60) -> None:
        """Run the loop once: post `events`, answer all that wait, let `dt` seconds pass, draw.

        A screen that takes the place of another is put up in one frame and drawn in the next: each
        can take as long as a frame may.
        """
        before = self.stack[-1:]
        for event in events:
            pygame.event.post(event)
        for event in pygame.event.get():
            self.handle(event)
            if not self.running:
                return
        top = self.screen
        self.music.update(dt)
        self.ui.update(dt)
        self.go(top.update(dt))
        self._follow_outcomes()
        self._accompany()
        if self.settings.mirror and self.running:
            self.mirror.follow(self)
        if not self.running or (self.stack[-1:] != before and self.frames_drawn):
            return
        if self.ui.dirty or self.screen.animated:
            self.draw()
        else:
            self._prepare()

    def _prepare(self) -> None:
        """In an idle frame, make what the first text field would hold up its own frame for."""
        fields = sys.modules.get("game.client.widgets.textfield")  # read ahead, on a thread
        if hasattr(fields, "TextField") and self.ui.size not in self.theme.entries:
            from game.client.widgets.textfield import manager_of  # noqa: PLC0415

            manager_of(self.ui.size, self.theme)

    def _accompany(self) -> None:
        if self.companion is not None and self.running:
            self.companion.accompany(self.ui, self.screen)
            if self.companion.over:
                self.companion = None

    def draw(self) -> None:
        """Paint the screen on top and show it."""
        self.screen.draw_behind(self.surface)
        self.ui.draw(self.surface)
        pygame.display.flip()
        self.frames_drawn += 1
        if self.frames_drawn == 1:
            self.services.shown()

    def handle(self, event: pygame.Event) -> None:
        """Answer one event."""
        if event.type == pygame.QUIT:
            self.go(self.screen.quit_requested())
            return
        if event.type in (pygame.VIDEORESIZE, pygame.WINDOWSIZECHANGED):
            self._resized()
            return
        if event.type in (pygame.WINDOWEXPOSED, pygame.WINDOWFOCUSGAINED):
            self.ui.touch()
        if self._is_unwanted_repeat(event):
            return
        taken = self.ui.dispatch(event)
        self._follow_outcomes()
        if not taken and self.running:
            self._answer(event)

    def _is_unwanted_repeat(self, event: pygame.Event) -> bool:
        if event.type == pygame.KEYUP:
            self._held.discard(event.key)
        elif event.type == pygame.WINDOWFOCUSLOST:
            self._held.clear()
        elif event.type == pygame.KEYDOWN:
            repeated = event.key in self._held and event.key not in REPEATED
            self._held.add(event.key)
            return repeated
        return False

    def _answer(self, event: pygame.Event) -> None:
        if event.type == pygame.KEYDOWN:
            action = self.bindings.action(event)
            if action is Action.FULLSCREEN:
                self.apply(
                    self.settings.model_copy(update={"fullscreen": not self.settings.fullscreen})
                )
                return
            if action is Action.BACK:
                self.go(self.screen.back())
                return
            if action is Action.ENCYCLOPAEDIA:
                self.go(self.read())
                return
            if action is not None:
                outcome = self.screen.on_action(action)
                if outcome is None and action is Action.KEYS:
                    outcome = self.show_keys()
                if outcome is not None:
                    self.go(outcome)
                    return
        self.go(self.screen.handle(event))

    def show_keys(self) -> Go:
        """Open the page of keys above the screen."""
        from game.client.screens.keys import KeysScreen  # noqa: PLC0415

        return Push(KeysScreen())

    def read(self, article: str | None = None) -> Go | None:
        """Open the encyclopaedia above the screen, with the rules of the game that it shows."""
        from game.client.screens.encyclopaedia import FIRST, EncyclopaediaScreen  # noqa: PLC0415

        screen = self.screen
        if isinstance(screen, EncyclopaediaScreen):
            return screen.open(article) if article is not None else None
        return Push(EncyclopaediaScreen(article or FIRST, self._rules()))

    def _rules(self) -> Rules | None:
        """The rules of the game that the screen shows, or of what is read."""
        screen = self.screen
        known = getattr(getattr(getattr(screen, "play", None), "view", None), "known", None)
        rules: Rules | None = getattr(known or screen, "rules", None)
        return rules

    def _tip_for(self, target: str) -> Tip | None:
        tip = self.screen.tip_for(target)
        if tip is None and target.startswith("gist:"):
            from game.client.reading.links import gist  # noqa: PLC0415
            from game.core.rules import Rules  # noqa: PLC0415

            return gist(target.removeprefix("gist:"), self._rules() or Rules())
        return tip

    def _follow(self, target: str) -> Go | None:
        if target.startswith("article:"):
            return self.read(target.removeprefix("article:"))
        return self.screen.follow(target)

    # -- screens ---------------------------------------------------------------------------------

    @property
    def screen(self) -> Screen:
        """The screen on top."""
        return self.stack[-1]

    def go(self, where: Go | None) -> None:
        """Do what a handler has returned."""
        match where:
            case None:
                return
            case Push(screen):
                self.stack.append(screen)
            case Replace(screen):
                self.stack.pop().left()
                self.stack.append(screen)
            case Reset(screen):
                while self.stack:
                    self.stack.pop().left()
                self.stack.append(screen)
            case Pop():
                self.stack.pop().left()
            case Quit():
                self.running = False
                return
            case Rebuild():
                self.rebuild(keep=True)
                return
        if not self.stack:
            self.running = False
            return
        self.rebuild()

    def rebuild(self, *, keep: bool = False) -> None:
        """Build the controls of the screen on top; with `keep`, leave focus and scrolling alone."""
        old = self.ui
        screen = self.screen
        screen.app = self
        self.ui = Ui(
            self.surface.get_size(),
            self.theme,
            audio=self.audio,
            bindings=self.bindings,
            tip_for=self._tip_for,
            follow=self._follow,
        )
        # A handler may have rebuilt the screen before it returned where to go.
        self.ui.outcomes = old.outcomes
        screen.build(self.ui)
        self.music.fit(self.stack)
        if keep:
            self.ui.toasts.adopt(old.toasts)
            self.ui.tips.adopt(old.tips)
            _keep_view(old, self.ui)
        while self._faults:
            self.ui.toasts.tell(self._faults.pop(0), urgent=True)
        self.ui.pointer = old.pointer
        self.ui.touch()

    def _follow_outcomes(self) -> None:
        while self.ui.outcomes and self.running:
            ui = self.ui
            self.go(ui.outcomes.pop(0))

    # -- settings --------------------------------------------------------------------------------

    def apply(self, settings: Settings, *, keep: bool = True) -> None:
        """Use settings at once, and keep them on disk unless `keep` is false."""
        before, self.settings = self.settings, settings
        use(settings.language)
        self.audio.set(enabled=settings.sound, volume=settings.volume)
        self.music.set(enabled=settings.music, volume=settings.music_volume)
        self.bindings = Bindings(settings.keys)
        if (before.window, before.fullscreen) != (settings.window, settings.fullscreen):
            self.surface = open_window(settings)
        self.theme = Theme(settings.scale_percent, settings.palette)
        if keep:
            try:
                self.services.settings.save(settings)
            except OSError as error:
                self._faults.append(text("settings.not_kept", fault=str(error)))
        self.rebuild(keep=True)

    def _resized(self) -> None:
        current = pygame.display.get_surface()
        if current is None:
            return
        self.surface = current
        if self.ui.size != current.get_size():
            if not self.settings.fullscreen:
                width, height = (
                    max(a, b) for a, b in zip(current.get_size(), SMALLEST, strict=True)
                )
                self.settings = self.settings.model_copy(update={"window": (width, height)})
                self._window_moved = True
            self.rebuild(keep=True)
        else:
            self.ui.touch()

    def close(self) -> None:
        """Close the window, keep the size it was drawn to, and forget what was made for it."""
        if self._window_moved:
            kept, _ = self.services.settings.load()
            with contextlib.suppress(OSError):
                self.services.settings.save(
                    kept.model_copy(update={"window": self.settings.window})
                )
        for screen in reversed(self.stack):
            screen.left()
        self.stack.clear()
        self.services.closed()
        paint.forget()
        forget_fonts()
        pygame.quit()


def check_pygame() -> None:
    """Say so if the wrong pygame is installed. Raises WindowError."""
    if not getattr(pygame, "IS_CE", False):
        raise WindowError(
            "This game needs pygame-ce, and found pygame. The two share a folder: "
            f"run '{sys.executable} -m pip uninstall pygame pygame-ce', "
            f"then '{sys.executable} -m pip install pygame-ce'."
        )


def open_window(settings: Settings) -> pygame.Surface:
    """Open the window, or change the one that is open. Raises WindowError."""
    # Where OpenGL is software, showing a frame through it costs 20 to 30 ms.
    os.environ.setdefault("SDL_FRAMEBUFFER_ACCELERATION", "0")
    try:
        pygame.display.init()
        pygame.font.init()
        flags = pygame.FULLSCREEN if settings.fullscreen else pygame.RESIZABLE
        size = (0, 0) if settings.fullscreen else settings.window
        with warnings.catch_warnings():
            # A window manager may give another size than was asked for; any will do.
            warnings.simplefilter("ignore", RuntimeWarning)
            surface = pygame.display.set_mode(size, flags)
    except pygame.error as error:
        raise WindowError(f"No window can be opened here: {error}.") from error
    pygame.display.set_caption(CAPTION)
    pygame.key.set_repeat(400, 40)
    return surface


def _keep_view(old: Ui, new: Ui) -> None:
    offsets = {c.key: c.offset for c in old.controls() if isinstance(c, ScrollArea) and c.key}
    for control in new.controls():
        if isinstance(control, ScrollArea) and control.key in offsets:
            control.scroll_to(offsets[control.key])
    if old.focused is None or not old.focused.name:
        return
    for control in new.focusables():
        if control.name == old.focused.name:
            new.focus(control, show=old.focus_shown)
            return
