"""Which notices are listed beside the map; the chronicle keeps all of them."""

from __future__ import annotations

from functools import partial

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.page import Page
from game.client.play import Play
from game.client.present.chronicle import topic_of
from game.client.present.notices import KINDS, listed
from game.client.screen import Go, Pop, Push, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.toggle import Toggle


class NoticesScreen(Screen):
    """A switch for each kind of notice."""

    def __init__(self, play: Play) -> None:
        self.play = play

    def build(self, ui: Ui) -> None:
        muted = self.app.settings.muted_notices
        page = Page(ui, text("notices.heading"), text("notices.lead"), width=720, gap=12)
        halves = Row(page.body, gap=36, weights=(1, 1), least=230)
        columns = (Column(halves, gap=8), Column(halves, gap=8))
        events = self.play.events
        for at, kind in enumerate(KINDS):
            here = sum(topic_of(event) == kind for event in events)
            words = text(f"chronicle.topic.{kind}")
            Toggle(
                columns[2 * at // len(KINDS)],
                text("notices.kind", kind=words, many=str(here)),
                kind not in muted,
                partial(self._switch, kind),
                key=f"notices.{kind}",
            )
        shown, left_out = listed(events, muted)
        Label(page.body, text("notices.count", shown=str(len(shown)), left=str(left_out)),
              Type.SMALL, colour=INK_SOFT, key="notices.count")  # fmt: skip
        every = Button(page.foot, text("notices.every"), self.every, look=Look.QUIET,
                       shortcut="a", key="notices.every")  # fmt: skip
        every.enabled = bool(muted)
        Button(page.foot, text("notices.chronicle"), self.chronicle, shortcut="h",
               sound=Sound.PAGE, key="notices.chronicle")  # fmt: skip
        page.ui.default = Button(page.foot, text("settings.done"), Pop, look=Look.PRIMARY,
                                 shortcut="d", sound=Sound.PAGE, key="notices.done")  # fmt: skip
        page.finish()

    def _switch(self, kind: str, on: bool) -> Go | None:
        muted = set(self.app.settings.muted_notices) - {kind}
        return self._keep(muted if on else muted | {kind})

    def every(self) -> Go | None:
        """List every kind again."""
        return self._keep(set())

    def _keep(self, muted: set[str]) -> Go | None:
        settings = self.app.settings
        self.app.apply(settings.model_copy(update={"muted_notices": tuple(sorted(muted))}))
        return Rebuild()

    def chronicle(self) -> Go:
        """Look through all that was ever told."""
        from game.client.screens.chronicle import ChronicleScreen  # noqa: PLC0415

        return Push(ChronicleScreen(self.play))
