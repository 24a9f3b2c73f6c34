"""A charter's articles on the desk: each read aloud, the open one with what edits it below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client import paint
from game.client.colours import ACCENT, ACCENT_DEEP, INK, INK_SOFT, SHADE, SHEET, mix
from game.client.layout import Column, Row
from game.client.panels.facts import quiet
from game.client.present import charter_draft as drafts
from game.client.present.charter_draft import Choice, Field, Listing, Scale, Switch
from game.client.screen import Handler
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.client.widgets.toggle import Toggle
from game.core.amending import OF_ACTS, Change
from game.core.kinds import Act
from game.narrate.charter import Article
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screens.charter_desk import CharterDeskScreen


class ArticleLine(Button):
    """An article in its own sentences, which opens what edits it; marked where it was changed."""

    def __init__(
        self, parent: Control, article: Article, handler: Handler, *, opened: bool, changed: bool
    ) -> None:
        super().__init__(parent, article.text, handler, look=Look.QUIET, chosen=opened,
                         key=f"article.{article.key}")  # fmt: skip
        self.heading = article.heading
        self.changed = changed

    def natural_width(self) -> int:
        return self.theme.px(300)

    def measure(self, width: int) -> int:
        lines = self.theme.wrap(self.words, Type.BODY, width - self._indent())
        return (
            self.theme.line(Type.SMALL_STRONG)
            + len(lines) * self.theme.line(Type.BODY)
            + self.theme.px(12)
        )

    def texts(self) -> tuple[str, ...]:
        return (self._title(), self.words)

    def cramped(self) -> bool:
        return self.measure(self.place.width) > self.place.height

    def draw(self, surface: pygame.Surface) -> None:
        rect, px, theme = self.rect, self.theme.px, self.theme
        over = self.ui.hovered is self
        if over or self.chosen:
            paint.box(surface, rect, SHADE if over else mix(SHEET, ACCENT, 0.08), radius=px(4))
        if self.changed:
            surface.fill(ACCENT, (rect.left, rect.top + px(4), px(3), rect.height - px(8)))
        x, y = rect.left + px(12), rect.top + px(6)
        colour = ACCENT_DEEP if self.changed else INK_SOFT
        surface.blit(theme.words(self._title(), Type.SMALL_STRONG, colour), (x, y))
        y += theme.line(Type.SMALL_STRONG)
        for line in theme.wrap(self.words, Type.BODY, rect.width - self._indent()):
            surface.blit(theme.words(line, Type.BODY, INK), (x, y))
            y += theme.line(Type.BODY)

    def _title(self) -> str:
        return text("desk.changed", heading=self.heading) if self.changed else self.heading

    def _indent(self) -> int:
        return self.theme.px(24)


def build(column: Column, desk: CharterDeskScreen) -> None:
    """Read the charter aloud, article by article; below the open one, what edits it."""
    view, tell = desk.play.view, desk.play.tell
    charter = desk.draft.charter
    old = {each.key: each.text for each in drafts.read(view, desk.draft.base, tell)}
    for article in drafts.read(view, charter, tell):
        part = Column(column, gap=6)
        changed = old[article.key] != article.text
        ArticleLine(part, article, partial(desk.open_article, article.key),
                    opened=article.key == desk.open, changed=changed)  # fmt: skip
        if article.key != desk.open:
            continue
        inside = Column(part, gap=8, padding=12)
        if changed:
            Label(inside, text("desk.was", words=old[article.key]), Type.SMALL_EMPHASIS,
                  colour=INK_SOFT, key="desk.was")  # fmt: skip
        _editor(inside, desk, article.key)


def _editor(column: Column, desk: CharterDeskScreen, article: str) -> None:
    view, tell, charter = desk.play.view, desk.play.tell, desk.draft.charter
    if not drafts.EDITED_BY[article]:
        quiet(column, text("desk.fixed"))
        return
    if drafts.speaks_of_acts(article):
        options = [(str(int(act)), tell.word(act)) for act in Act]
        if article != "ladder":
            options = [(str(drafts.EVERY_ACT), text("desk.every_act")), *options]
        elif desk.act == drafts.EVERY_ACT:
            desk.act = int(Act.DETERMINATION)
        Dropdown(column, text("desk.act"), options, str(desk.act), desk.choose_act, key="desk.act")
    for field in drafts.fields(view, charter, article, desk.act, tell):
        _widget(column, desk, field)


def _widget(column: Column, desk: CharterDeskScreen, field: Field) -> None:
    name = f"edit.{field.clause.name.lower()}"
    act = desk.act if field.clause in OF_ACTS else -1
    match field:
        case Choice():
            Dropdown(
                column, field.label,
                [(repr(value), words) for value, words in field.options],
                repr(field.value),
                lambda value: desk.edit(Change(field.clause, float(value), act)),
                key=name,
            )  # fmt: skip
        case Scale():
            Slider(
                column, field.label, field.value, (field.least, field.most), step=field.step,
                show=percent if field.share else _count,
                on_done=lambda value: desk.edit(Change(field.clause, round(value, 4), act)),
                key=name,
            )  # fmt: skip
        case Switch():
            suffix = f".{int(field.turned.value)}" if field.clause in drafts.LISTS else ""
            Toggle(column, field.label, field.on, lambda _on: desk.edit(field.turned),
                   key=name + suffix)  # fmt: skip
        case Listing():
            _listing(column, desk, field, name)


def _listing(column: Column, desk: CharterDeskScreen, field: Listing, name: str) -> None:
    Label(column, field.label, Type.SMALL_STRONG, colour=INK_SOFT)
    row = Row(column, gap=6)
    for state, words in field.on:
        off = drafts.listed_change(field.clause, int(state), on=False)
        Button(row, f"{words} ×", partial(desk.edit, off), look=Look.QUIET,
               key=f"{name}.drop.{state}")  # fmt: skip
    if not field.on:
        quiet(column, text("desk.nobody"))
    if field.off:
        Dropdown(
            column, text("desk.add"),
            [("", text("desk.choose")), *((str(state), words) for state, words in field.off)],
            "",
            lambda state: desk.edit(drafts.listed_change(field.clause, int(state), on=True)),
            key=f"{name}.add",
        )  # fmt: skip


def _count(value: float) -> str:
    return f"{value:.0f}"
