"""The encyclopaedia: an index to search and browse, an article, and the way back."""

from __future__ import annotations

import pygame

from game.client import strings
from game.client.audio import Sound
from game.client.colours import ACCENT, INK, INK_SOFT
from game.client.layout import Column, Row
from game.client.reading.articles import SECTIONS, Article, encyclopaedia
from game.client.screen import Go, Pop, Rebuild, Screen
from game.client.strings import text
from game.client.theme import Type
from game.client.ui import Ui
from game.client.widgets.button import Button, Look
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.listview import ListView
from game.client.widgets.panel import Panel
from game.client.widgets.richtext import RichText
from game.client.widgets.rule import Rule
from game.client.widgets.scroll import ScrollArea
from game.client.widgets.table import TableRow, cells
from game.client.widgets.textfield import TextField
from game.core.rules import Rules

FIRST = "collective_security"
ALL = "all"
READABLE = 720
"""Widest that a line of an article gets, at 100 %."""

LINK = "article:"
"""Begins the target of a link, in any text of the window, that leads to an article."""


class EncyclopaediaScreen(Screen):
    """An article on the right, the index on the left; links go on, and one can come back."""

    def __init__(self, article: str = FIRST, rules: Rules | None = None) -> None:
        """`rules` are those of the game that is being played; without one, the standard."""
        self.rules = rules if rules is not None else Rules()
        self.trail = [article]
        self.at = 0
        self.section = ALL
        self.words = ""
        self._list: ListView | None = None
        self._browsed = False
        """The article on top was only passed in the index: the next one takes its place."""

    @property
    def article(self) -> Article:
        """The article that is open."""
        book = encyclopaedia(strings.language()).articles
        return book.get(self.trail[self.at]) or book[FIRST]

    # -- controls --------------------------------------------------------------------------------

    def build(self, ui: Ui) -> None:
        px = ui.theme.px
        width, height = ui.size
        edge = px(8 if height < px(480) else 20)
        wide = max(px(250), min(px(360), width * 3 // 10))
        left = Panel(ui.root, padding=16, key="book.index")
        right = Panel(ui.root, padding=20, key="book.page")
        room = min(width - wide - 3 * edge, px(READABLE + 60))
        x = (width - wide - edge - room) // 2
        left.place = pygame.Rect(x, edge, wide, height - 2 * edge)
        right.place = pygame.Rect(x + wide + edge, edge, room, height - 2 * edge)
        self._index(left)
        self._page(ui, right)

    def _index(self, panel: Panel) -> None:
        px = self.app.theme.px
        head = Column(panel, gap=8)
        Label(head, text("book.heading"), Type.HEADING)
        Rule(head, colour=ACCENT, weight=3, length=44)
        TextField(head, text("book.search"), self.words, on_change=self._search,
                  hint=text("book.search_hint"), on_enter=self._open_first,
                  key="book.search")  # fmt: skip
        Dropdown(
            head,
            text("book.section"),
            [(ALL, text("book.sections.all"))]
            + [(each, text(f"book.sections.{each}")) for each in SECTIONS],
            self.section,
            self._choose_section,
            key="book.section",
        )
        pad = px(panel.padding)
        inner = panel.place.width - 2 * pad
        tall = head.measure(inner)
        head.put(pygame.Rect(pad, pad, inner, tall))
        top = pad + tall + px(10)
        found = ListView(
            panel,
            [(one.id, one.title) for one in self._found()],
            label=text("book.articles"),
            selected=self.article.id,
            on_select=self._browse,
            on_open=self._browse,
            rows_high=4,
            empty=text("book.nothing"),
            key="book.list",
        )
        below = panel.place.height - top - pad
        found.rows_high = max(3, below // found.row_height)
        found.put(pygame.Rect(pad, top, inner, found.rows_high * found.row_height))
        self._list = found

    def _page(self, ui: Ui, panel: Panel) -> None:
        px, article = ui.theme.px, self.article
        pad = px(panel.padding)
        inner = panel.place.width - 2 * pad
        foot = Row(panel, gap=10, align="right")
        back = Button(foot, text("book.back"), self.go_back, shortcut="b", sound=Sound.PAGE,
                      key="book.back")  # fmt: skip
        back.enabled = self.at > 0
        forward = Button(foot, text("book.forward"), self.go_forward, shortcut="v",
                         sound=Sound.PAGE, key="book.forward")  # fmt: skip
        forward.enabled = self.at + 1 < len(self.trail)
        ui.default = Button(foot, text("book.close"), Pop, look=Look.PRIMARY, shortcut="c",
                            sound=Sound.PAGE, key="book.close")  # fmt: skip
        tall = foot.measure(inner)
        foot.put(pygame.Rect(pad, panel.place.height - pad - tall, inner, tall))
        area = ScrollArea(panel, key=f"book {article.id}")
        column = Column(area, gap=12, padding=2)
        self._write(column, article)
        area.put(pygame.Rect(pad, pad, min(inner, px(READABLE)),
                             panel.place.height - 2 * pad - tall - px(14)))  # fmt: skip
        # The foot comes after the text for the keyboard.
        panel.children.remove(foot)
        panel.children.append(foot)

    def _write(self, column: Column, article: Article) -> None:
        head = Column(column, gap=4)
        Label(head, text(f"book.sections.{article.section}"), Type.SMALL_STRONG, colour=INK_SOFT)
        Label(head, article.title, Type.DISPLAY, key="book.title")
        Rule(head, colour=ACCENT, weight=3, length=56)
        for paragraph in article.paragraphs(self.rules):
            if paragraph.startswith("## "):
                Label(column, paragraph.removeprefix("## "), Type.SUBHEADING)
            else:
                RichText(column, paragraph)
        Rule(column)
        book = encyclopaedia(strings.language())
        from_here = {article.id, *article.links()}
        others = [
            f"[{one.title}]({one.id})"
            for one in book.articles.values()
            if article.id in one.links() and one.id not in from_here
        ]
        if others:
            words = text("book.see_also", articles="; ".join(others))
            RichText(column, words, Type.SMALL, colour=INK)
        Label(column, text("book.sources", sources="; ".join(article.sources)),
              Type.SMALL_EMPHASIS, colour=INK_SOFT, key="book.sources")  # fmt: skip

    def _found(self) -> tuple[Article, ...]:
        book = encyclopaedia(strings.language())
        if self.words.strip():
            hits = book.search(self.words, self.rules)
            return tuple(one for one in hits if self.section in (ALL, one.section))
        listed = [one for name, part in book.index() for one in part
                  if self.section in (ALL, name)]  # fmt: skip
        if self.section == ALL:
            listed.sort(key=lambda one: one.title.casefold().removeprefix("the "))
        return tuple(listed)

    # -- answers ---------------------------------------------------------------------------------

    def open(self, article: str) -> Go | None:
        """Go on to an article; what had been gone back from is forgotten."""
        if article not in encyclopaedia(strings.language()).articles:
            return None
        if article != self.trail[self.at]:
            self.trail = [*self.trail[: self.at + 1], article]
            self.at = len(self.trail) - 1
        self._browsed = False
        return Rebuild()

    def go_back(self) -> Go | None:
        """Open the article before this one."""
        self.at = max(0, self.at - 1)
        self._browsed = False
        return Rebuild()

    def go_forward(self) -> Go | None:
        """Open the article that one came back from."""
        self.at = min(len(self.trail) - 1, self.at + 1)
        self._browsed = False
        return Rebuild()

    def follow(self, target: str) -> Go | None:
        return self.open(target.removeprefix(LINK))

    def _browse(self, article: str) -> Go | None:
        if article == self.trail[self.at]:
            return None
        if self._browsed:
            self.trail = [*self.trail[: self.at], article]
            return Rebuild()
        going = self.open(article)
        self._browsed = True
        return going

    def _search(self, words: str) -> None:
        self.words = words
        if self._list is not None:
            self._list.set_rows([TableRow(one.id, cells(one.title)) for one in self._found()])

    def _open_first(self) -> Go | None:
        found = self._found()
        return self.open(found[0].id) if found else None

    def _choose_section(self, section: str) -> Go | None:
        self.section = section
        return Rebuild()

    def handle(self, event: pygame.Event) -> Go | None:
        if event.type == pygame.KEYDOWN and event.mod & pygame.KMOD_ALT:
            if event.key == pygame.K_LEFT:
                return self.go_back()
            if event.key == pygame.K_RIGHT:
                return self.go_forward()
        if event.type == pygame.MOUSEBUTTONDOWN and event.button in (6, 7):
            return self.go_back() if event.button == 6 else self.go_forward()
        return None
