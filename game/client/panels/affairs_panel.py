"""Affairs of one's own state: nations one holds, union, debts, nuclear weapons; and parliament."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import fact_lines, quiet, section
from game.client.panels.state_panel import order_button
from game.client.present import affairs
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.label import Label

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen

MOST = 12
"""Affairs of one kind that are listed."""


def build(column: Column, world: WorldScreen) -> None:
    """Build the sections of what there is to decide."""
    view, tell = world.play.view, world.play.tell
    groups = affairs.pressing(view, tell)
    if not groups:
        quiet(column, text("affairs.none"))
    for heading, found in groups:
        part = section(column, text(f"affairs.heading.{heading}"))
        Label(part, text(f"affairs.about.{heading}"), Type.SMALL, colour=INK_SOFT)
        for affair in found[:MOST]:
            entry = Column(part, gap=4)
            Label(entry, affair.title, Type.STRONG)
            fact_lines(entry, affair.facts)
            row = Row(entry, gap=6)
            for key, words, order in affair.choices:
                order_button(row, world, order, words, key=f"affair.{key}")
        if len(found) > MOST:
            quiet(part, text("affairs.more", many=len(found) - MOST))
