"""The menu of a running game: save, load, settings, leave."""

from __future__ import annotations

from game.client.audio import Sound
from game.client.page import Page
from game.client.play import Play
from game.client.screen import Go, Pop, Quit, Rebuild, Screen
from game.client.strings import text
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.modal import confirm


class WorldMenu(Screen):
    """A short list over the paper."""

    def __init__(self, play: Play) -> None:
        self.play = play
        self.notice = ""

    def build(self, ui: Ui) -> None:
        page = Page(ui, text("world.menu"), width=460, gap=10)
        for key, letter, handler in (
            ("menu_back", "b", self.back),
            ("menu_save", "s", self.save),
            ("menu_load", "l", self.play.load_another),
            ("menu_book", "y", self.app.read),
            ("menu_settings", "e", self.play.settings),
            ("menu_keys", "k", self.app.show_keys),
            ("menu_title", "t", self.leave),
        ):
            button = Button(page.body, text(f"world.{key}"), handler, look=Look.MENU,
                            shortcut=letter, sound=Sound.PAGE, key=f"world.{key}")  # fmt: skip
            if key == "menu_back":
                ui.default = button
        Label(page.body, self.notice or " ", key="menu.notice")
        page.finish()

    def back(self) -> Go | None:
        return Pop()

    def quit_requested(self) -> Go | None:
        return Quit()

    def save(self) -> Go | None:
        """Save the game and say so."""
        try:
            self.notice = text("world.saved", name=self.play.save().name)
        except OSError as error:
            self.notice = text("world.not_saved", fault=error.strerror or str(error))
        return Rebuild()

    def leave(self) -> Go | None:
        """Ask, and go to the title."""
        confirm(
            self.app.ui,
            text("world.menu_title"),
            text("world.leave_question"),
            self.play.leave,
            yes_key="world.leave_yes",
            no_key="world.leave_no",
        )
        return None
