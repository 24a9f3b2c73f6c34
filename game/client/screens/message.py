"""Something the player must be told, on a page of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from game.client.page import Page
from game.client.screen import Go, Handler, Pop, Screen
from game.client.strings import text
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.richtext import RichText


@dataclass(frozen=True, slots=True)
class Choice:
    """A button: the key of its words, its letter, and what it does."""

    key: str
    letter: str
    handler: Handler


class MessageScreen(Screen):
    """A heading, a text, and what can be done about it; the first choice is the usual one."""

    def __init__(self, heading: str, body: str, choices: Sequence[Choice] = ()) -> None:
        self.heading = heading
        self.body = body
        self.choices = tuple(choices) or (Choice("message.close", "c", Pop),)

    def build(self, ui: Ui) -> None:
        page = Page(ui, self.heading, width=640)
        RichText(page.body, self.body, key="message.body")
        for index, choice in enumerate(self.choices):
            look = Look.PLAIN if index else Look.PRIMARY
            button = Button(page.foot, text(choice.key), choice.handler, look=look,
                            shortcut=choice.letter, key=choice.key)  # fmt: skip
            if not index:
                ui.default = button
        page.finish()

    def back(self) -> Go | None:
        return self.choices[-1].handler()
