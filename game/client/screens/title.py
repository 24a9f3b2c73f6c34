"""The first screen: the name of the game over a chart, and what one can do."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.client import backdrop
from game.client.audio import Sound
from game.client.colours import ACCENT, INK, INK_SOFT, PAPER, mix
from game.client.layout import Column, Gap, Row
from game.client.screen import Go, Push, Quit, Reset, Screen
from game.client.screens.message import MessageScreen
from game.client.services import NotStarted, SeatSetup
from game.client.strings import text
from game.client.taking_up import after_interruption
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.rule import Rule
from game.client.widgets.scroll import ScrollArea


class TitleScreen(Screen):
    """New game, load, settings, quit."""

    def __init__(self) -> None:
        self._looked = False

    def build(self, ui: Ui) -> None:
        px = ui.theme.px
        width, height = ui.size
        area = ScrollArea(ui.root, key="menu")
        compact = height < px(500)
        column = Column(area, gap=6 if compact else 10)
        Label(column, text("title.name"), Type.DISPLAY if compact else Type.TITLE)
        Rule(column, colour=ACCENT, weight=3, length=88)
        Label(column, text("title.subtitle"), Type.LEAD, colour=mix(INK, INK_SOFT, 0.4))
        Gap(column, 2 if compact else 14)
        entries: tuple[tuple[str, str, Callable[[], Go | None]], ...] = (
            ("title.new_game", "n", self.new_game),
            ("title.lesson", "f", self.lesson),
            ("title.load", "l", self.load),
            ("title.encyclopaedia", "e", self.encyclopaedia),
            ("title.settings", "s", self.settings),
            ("title.quit", "q", Quit),
        )
        pair: Row | None = None
        buttons: list[Button] = []
        for index, (key, letter, handler) in enumerate(entries):
            if compact and index % 2 == 0:
                pair = Row(column, gap=8, weights=(1, 1))
            button = Button(
                pair or column,
                text(key),
                handler,
                look=Look.MENU,
                shortcut=letter,
                sound=Sound.PAGE,
                key=key,
            )
            buttons.append(button)
            if key == "title.new_game":
                ui.default = button
        Gap(column, 1)
        margin = max(round(width * 0.055), round(height * 0.09))
        natural = column.natural_width()
        if compact:
            natural = max(natural, 2 * max(each.natural_width() for each in buttons) + px(8))
        wide = min(max(px(360), natural), width - 2 * margin)
        room = height - 2 * margin
        tall = column.measure(wide)
        if tall > room:
            wide = min(wide + px(18), width - 2 * margin)
        top = margin + max(0, (room - tall) // 2)
        area.put(pygame.Rect(margin + px(12), top, wide, min(tall, room)))
        self._colophon(ui, margin)

    def _colophon(self, ui: Ui, margin: int) -> None:
        words = text("title.version", version=self.app.services.version)
        if not self.app.services.version:
            return
        label = Label(ui.root, words, Type.SMALL, colour=INK_SOFT)
        wide, tall = label.natural_width(), ui.theme.line(Type.SMALL)
        y = ui.size[1] - round(margin * 0.55) - tall
        bottom = max((c.rect.bottom for c in ui.root.children if c is not label), default=0)
        if y < bottom:
            ui.root.children.remove(label)
            return
        label.put(pygame.Rect(margin + ui.theme.px(12), y, wide, tall))

    def update(self, dt: float) -> Go | None:  # noqa: ARG002
        """Once, after the first frame, speak of a game that was not closed."""
        if self._looked or not self.app.frames_drawn:
            return None
        self._looked = True
        if not self.app.services.interrupted():
            return None
        self.app.services.closed()  # it is said once
        return after_interruption(self.app)

    def draw_behind(self, surface: pygame.Surface) -> None:
        painted = self.app.services.backdrop
        if painted is not None:
            surface.fill(PAPER)
            painted(surface)
        else:
            surface.blit(backdrop.chart(surface.get_size()), (0, 0))

    def back(self) -> Go | None:
        return None

    def new_game(self) -> Go | None:
        """Set up a new game."""
        from game.client.screens.new_game import NewGameScreen  # noqa: PLC0415

        return Push(NewGameScreen())

    def lesson(self) -> Go | None:
        """Begin the first lesson, with a guide beside the screens."""
        from game.client.lesson.guide import Guide  # noqa: PLC0415
        from game.client.lesson.steps import BrokenLessonError, lesson  # noqa: PLC0415

        try:
            steps = lesson()
        except BrokenLessonError as error:
            return Push(MessageScreen(text("title.lesson"), str(error)))
        seat = SeatSetup(steps.state, "")
        begun = self.app.services.new_session(steps.campaign, (seat,), steps.seed)
        if isinstance(begun, NotStarted):
            return Push(MessageScreen(text("title.lesson"), begun.fault))
        self.app.companion = Guide(steps)
        return Reset(self.app.services.open(begun))

    def encyclopaedia(self) -> Go | None:
        """Look something up."""
        return self.app.read()

    def load(self) -> Go | None:
        """Choose a saved game."""
        from game.client.screens.load_game import LoadGameScreen  # noqa: PLC0415

        return Push(LoadGameScreen())

    def settings(self) -> Go | None:
        """Change the settings."""
        from game.client.screens.settings import SettingsScreen  # noqa: PLC0415

        return Push(SettingsScreen())
