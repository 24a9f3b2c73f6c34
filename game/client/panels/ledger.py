"""The left column: live crises, what is ordered, and what has happened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

import pygame

from game.client.colours import ACCENT_DEEP, INK_SOFT
from game.client.layout import Column, Row
from game.client.panels import rooms
from game.client.panels.facts import Entry, quiet, section
from game.client.panels.institution_panel import FOUND_NEW
from game.client.panels.selection import Kind, Selection
from game.client.panels.taking_back import undo_buttons
from game.client.present import crisis as quarrels
from game.client.present import institution as bodies
from game.client.present import orders as pending
from game.client.present import war_room
from game.client.present.notices import listed
from game.client.reading.links import article_of
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.richtext import RichText
from game.client.widgets.scroll import ScrollArea
from game.client.widgets.tooltip import Tip

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen
    from game.client.ui import Ui

MOST_NOTICES = 30
MOST_WARS = 4
"""Wars listed beside the map; the war room has them all."""


def build(ui: Ui, world: WorldScreen, place: pygame.Rect) -> Panel:
    """Build the column in a place of the window."""
    panel = Panel(ui.root, padding=14, key="ledger")
    area = ScrollArea(panel, key="ledger")
    column = Column(area, gap=18)
    rooms.build(column, world)
    _crises(column, world)
    _wars(column, world)
    _institutions(column, world)
    _orders(column, world)
    _notices(column, world)
    most = panel.measure(place.width)
    panel.put(pygame.Rect(place.topleft, (place.width, min(place.height, most))))
    return panel


def _crises(column: Column, world: WorldScreen) -> None:
    part = section(column, text("world.crises"))
    lines = quarrels.lines(world.play.view, world.play.tell)
    if not lines:
        quiet(part, text("world.no_crises"))
    for line in lines:
        number = int(line.crisis.id)
        chosen = world.selection == Selection(Kind.CRISIS, number)
        entry = Column(part, gap=0)
        button = Entry(
            entry,
            line.title,
            partial(world.choose, Selection(Kind.CRISIS, number), fly=True),
            chosen=chosen,
            key=f"crisis.{number}",
        )
        button.tip = Tip(line.title, f"**{line.rung}**: {line.detail}",
                         article=article_of(f"crisis.{line.crisis.kind.name.lower()}"))  # fmt: skip
        under = Column(entry, padding=8)
        Label(under, f"{line.rung}: {line.detail}", Type.SMALL, colour=INK_SOFT)


def _wars(column: Column, world: WorldScreen) -> None:
    play = world.play
    found = war_room.wars(play.view)
    if not found:
        return
    part = section(column, text("world.wars"))
    for war in found[:MOST_WARS]:
        words = play.tell.war(war, play.view)
        entry = Column(part, gap=0)
        mine = war.side(play.view.viewer) >= 0
        Entry(entry, words[:1].upper() + words[1:], partial(world.open_wars, int(war.id)),
              chosen=mine, key=f"war.{war.id}")  # fmt: skip
        if any(offer is not None for at, offer in enumerate(war.offers)
               if mine and at != war.side(play.view.viewer)):  # fmt: skip
            under = Column(entry, padding=8)
            Label(under, text("world.peace_offered"), Type.SMALL_STRONG, colour=ACCENT_DEEP)
    Button(Row(part), text("world.war_room"), world.open_wars, shortcut="r", key="world.wars")


def _institutions(column: Column, world: WorldScreen) -> None:
    part = section(column, text("world.institutions"))
    for line in bodies.lines(world.play.view, world.play.tell):
        chosen = world.selection == Selection(Kind.INSTITUTION, int(line.body))
        entry = Entry(
            part,
            line.name,
            partial(world.choose, Selection(Kind.INSTITUTION, int(line.body))),
            chosen=chosen,
            key=f"institution.{line.body}",
        )
        entry.tip = Tip(line.name, line.detail)
    if world.play.view.known.scenario.templates:
        Entry(
            part,
            text("institution.found_new"),
            partial(world.choose, Selection(Kind.INSTITUTION, FOUND_NEW)),
            chosen=world.selection == Selection(Kind.INSTITUTION, FOUND_NEW),
            key="institution.found",
        )


def _orders(column: Column, world: WorldScreen) -> None:
    part = section(column, text("world.orders"))
    desk = world.play.desk
    lines = pending.lines(desk, world.play.tell)
    if not lines:
        quiet(part, text("world.no_orders"))
    for at, line in enumerate(lines):
        row = Row(part, gap=4, weights=(1, 0))
        Label(row, line)
        remove = Button(
            row, "×", partial(world.withdraw, at), look=Look.QUIET,
            key=f"order.remove.{at}",
        )  # fmt: skip
        remove.tip = Tip(text("world.remove"))
    if desk.can_undo or desk.can_redo:
        undo_buttons(Row(part, gap=6), world, key="order")


def _notices(column: Column, world: WorldScreen) -> None:
    part = section(column, text("world.notices"))
    play = world.play
    shown, left_out = listed(play.events, world.app.settings.muted_notices)
    row = Row(part)
    button = Button(row, text("notices.choose"), world.choose_notices, look=Look.QUIET,
                    shortcut="x", key="world.notices")  # fmt: skip
    button.tip = Tip(text("notices.choose"), text("notices.lead"))
    if left_out:
        quiet(part, text("notices.left_out", many=str(left_out)))
    events = shown[-MOST_NOTICES:]
    if not events:
        quiet(part, text("world.no_notices"))
    for event in reversed(events):
        RichText(part, play.tell.event(event, play.view), Type.SMALL)
