"""The panel of a crisis: where it stands, one's moves, the camps, and the war it became."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.input import Action
from game.client.layout import Column
from game.client.panels import camps_panel, rooms
from game.client.panels.facts import Entry, fact_lines, quiet, section
from game.client.panels.selection import Kind, Selection
from game.client.panels.state_panel import advice_line, order_button
from game.client.present import crisis as quarrels
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.core.orders import MoveInCrisis
from game.core.records import Crisis
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screens.ordering import OrderingScreen
    from game.client.screens.world import WorldScreen


def quarrel(column: Column, world: WorldScreen, crisis: Crisis) -> None:
    """Where it stands, its parties, and what one may do in it."""
    play = world.play
    view, tell = play.view, play.tell
    Label(column, tell.crisis_line(crisis, view), Type.EMPHASIS, colour=INK_SOFT)
    Button(column, text("crisis.room"), partial(rooms.enter, world, Action.CRISIS_ROOM),
           sound=Sound.PAGE, key="crisis.room")  # fmt: skip
    fact_lines(column, quarrels.facts(view, crisis, tell))
    parties = Column(column, gap=0)
    for state in (crisis.initiator, crisis.target):
        Entry(
            parties,
            play.names.names[state],
            partial(world.choose, Selection(Kind.STATE, int(state)), fly=True),
            key=f"party.{state}",
        )
    acts(column, world, crisis)


def acts(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    """What one may do in it: in the war it became, as a party, or beside one."""
    play = world.play
    view, tell, desk = play.view, play.tell, play.desk
    war = quarrels.war_of(view.known, crisis)
    if war is not None:
        part = section(column, tell.war(war, view.known))
        fact_lines(part, quarrels.war_facts(view, war, tell))
        choices = quarrels.war_choices(view, desk, war, tell)
        for at, choice in enumerate(choices):
            order_button(part, world, choice.order, choice.words, price=choice.price,
                         key=f"war.choice.{at}")  # fmt: skip
            Label(part, choice.price, Type.SMALL, colour=INK_SOFT)
        return
    moves = quarrels.moves(view, desk, crisis, world.drafts.share, tell)
    if not moves:
        quiet(column, text("world.observers"))
        camps_panel.build(column, world, crisis)
        return
    part = section(column, text("world.moves"))
    Slider(
        part, text("world.settle_share"), world.drafts.share, (0.0, 1.0), step=0.05, show=percent,
        on_done=world.keep("share"), key="crisis.share",
    )  # fmt: skip
    advice = quarrels.advice(view, crisis, tell)
    for choice in moves:
        name = choice.order.move.name.lower() if hasattr(choice.order, "move") else ""
        button = order_button(part, world, choice.order, choice.words, price=choice.price,
                              key=f"move.{name}")  # fmt: skip
        Label(part, choice.price, Type.SMALL, colour=INK_SOFT)
        known = advice.get(choice.order.move) if isinstance(choice.order, MoveInCrisis) else None
        if known is not None and button.enabled:
            advice_line(part, button, known, price=choice.price, note=text("crisis.worth_note"),
                        key=f"move.{name}.worth")  # fmt: skip
    camps_panel.build(column, world, crisis)
