"""The newspaper of a turn: a front page with a lead, stories in columns, and the rest in brief."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.client.audio import Sound
from game.client.colours import FIELD, INK, INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import fact_lines
from game.client.present.newspaper import FrontPage, Story, front_page
from game.client.present.state import Fact
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.chart import Chart, Line
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.rule import Rule
from game.client.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from game.client.play import Play
    from game.client.screens.world import WorldScreen

WIDEST = 1480
"""Of the sheet, at 100 %."""


class NewspaperScreen(Screen):
    """One number; LEFT and RIGHT turn to those before and after it."""

    def __init__(self, play: Play, world: WorldScreen | None, turn: int) -> None:
        self.play = play
        self.world = world
        self.turn = turn

    @property
    def page(self) -> FrontPage:
        """The front page of the turn."""
        return front_page(self.play.chronicle, self.turn, self.play.view, self.play.tell)

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        ui.keys_to_screen = True
        px = ui.theme.px
        width, height = ui.size
        margin = px(14)
        wide = min(px(WIDEST), width - 2 * margin)
        panel = Panel(ui.root, padding=26 if height > px(520) else 12, fill=FIELD, key="paper")
        area = ScrollArea(panel, key="paper.page")
        sheet = Column(area, gap=10)
        page = self.page
        self._masthead(sheet, page)
        self._lead(sheet, page.lead)
        row = Row(sheet, gap=26, weights=(5, 5, 4), least=230)
        left, middle, right = Column(row, gap=14), Column(row, gap=14), Column(row, gap=12)
        columns, filled = (left, middle), [0, 0]
        for at, story in enumerate(page.stories):
            shorter = filled.index(min(filled))
            self._story(columns[shorter], story, at)
            filled[shorter] += 90 + len(story.deck) + sum(len(words) for words in story.body)
        half = (len(page.briefs) + 1) // 2
        self._briefs(left, text("paper.more"), page.briefs[:half])
        self._briefs(middle, text("paper.also"), page.briefs[half:])
        self._box(right, page)
        foot = Row(panel, gap=12, align="right")
        self._buttons(foot, page)
        pad = px(panel.padding)
        inner = wide - 2 * pad
        under = foot.measure(inner)
        panel.place = pygame.Rect((width - wide) // 2, margin, wide, height - 2 * margin)
        room = panel.place.height - 2 * pad - under - px(12)
        area.put(pygame.Rect(pad, pad, inner, room))
        foot.put(pygame.Rect(pad, panel.place.height - pad - under, inner, under))

    def _masthead(self, sheet: Column, page: FrontPage) -> None:
        kind = Type.TITLE if sheet.ui.size[1] > sheet.theme.px(900) else Type.DISPLAY
        Label(sheet, text("paper.name"), kind, align="centre", key="paper.name")
        Rule(sheet, weight=2, colour=INK)
        row = Row(sheet, gap=12, weights=(1, 1, 1))
        Label(row, text("paper.line", number=page.number), Type.SMALL, colour=INK_SOFT)
        Label(row, page.date, Type.SMALL_STRONG, align="centre", key="paper.date")
        Label(row, text("paper.price"), Type.SMALL, colour=INK_SOFT, align="right")
        Rule(sheet, colour=INK)

    def _lead(self, sheet: Column, lead: Story) -> None:
        Label(sheet, lead.headline, Type.DISPLAY, align="centre", key="paper.lead")
        Label(sheet, lead.deck, Type.LEAD, colour=INK_SOFT, align="centre")
        if lead.body:
            Label(sheet, " ".join(lead.body), key="paper.lead_body")
        Rule(sheet)

    def _story(self, column: Control, story: Story, at: int) -> None:
        part = Column(column, gap=4, key=f"paper.story.{at}")
        Label(part, story.headline, Type.HEADING)
        Label(part, " ".join((story.deck, *story.body)))
        Rule(part)

    def _briefs(self, column: Control, heading: str, briefs: tuple[str, ...]) -> None:
        if not briefs:
            return
        part = Column(column, gap=5)
        Label(part, heading, Type.SUBHEADING)
        for words in briefs:
            Label(part, "· " + words)

    def _box(self, column: Control, page: FrontPage) -> None:
        if not page.figures:
            return
        part = Column(column, gap=6)
        Label(part, text("paper.figures"), Type.SUBHEADING)
        fact_lines(part, [Fact(label, value) for label, value in page.figures])
        if len(page.tension) > 1:
            Chart(part, text("paper.chart"), [Line(text("paper.tension"), page.tension)],
                  page.dates, unit=" %", height=150, key="paper.chart")  # fmt: skip

    def _buttons(self, foot: Row, page: FrontPage) -> None:
        earlier = Button(foot, text("paper.earlier"), self.earlier, shortcut="e",
                         sound=Sound.PAGE, key="paper.earlier")  # fmt: skip
        earlier.enabled = self.turn > 0
        later = Button(foot, text("paper.later"), self.later, shortcut="l", sound=Sound.PAGE,
                       key="paper.later")  # fmt: skip
        later.enabled = self.turn < self.play.turn - 1
        there = Button(foot, text("paper.map"), self.go_there, shortcut="m", key="paper.map")
        there.enabled = self.world is not None and page.lead.node >= 0
        foot.ui.default = Button(foot, text("paper.back"), self.back, look=Look.PRIMARY,
                                 shortcut="b", sound=Sound.PAGE, key="paper.back")  # fmt: skip

    # -- answers ---------------------------------------------------------------------------------

    def handle(self, event: pygame.Event) -> Go | None:
        if event.type == pygame.KEYDOWN and not event.mod:
            match event.key:
                case pygame.K_LEFT:
                    return self.earlier()
                case pygame.K_RIGHT:
                    return self.later()
        return None

    def earlier(self) -> Go | None:
        """Turn to the number before."""
        self.turn = max(0, self.turn - 1)
        return Rebuild()

    def later(self) -> Go | None:
        """Turn to the number after."""
        self.turn = max(0, min(self.play.turn - 1, self.turn + 1))
        return Rebuild()

    def go_there(self) -> Go | None:
        """Leave for where the lead story was."""
        node = self.page.lead.node
        if self.world is None or node < 0:
            return None
        self.world.look_at(node)
        return Pop()

    def back(self) -> Go | None:
        return Pop()
