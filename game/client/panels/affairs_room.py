"""Bargains with a state in a crisis, and the claims and conquests between the two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import quiet, section
from game.client.panels.state_panel import order_button
from game.client.panels.treaties_room import counter_line
from game.client.present import bargains, overtures
from game.client.present import state as states
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.core.ids import StateId
from game.core.kinds import Holding
from game.core.orders import AnswerDeal, PressClaim, Recognise, StageIncident

if TYPE_CHECKING:
    from game.client.screens.diplomacy import DiplomacyScreen


def bargains_part(column: Column, room: DiplomacyScreen, state: StateId) -> None:
    """Put what the state would want for a favour in a crisis, and what it offers itself."""
    view, tell = room.play.view, room.play.tell
    crises = view.known.live_crises()
    if not crises:
        quiet(column, text("diplomacy.no_crises"))
        return
    ids = [int(crisis.id) for crisis in crises]
    if room.crisis not in ids:
        room.crisis = ids[0]
    crisis = view.known.crises[room.crisis]
    part = section(column, text("diplomacy.what_would"))
    row = Column(part, gap=10)
    Dropdown(row, text("diplomacy.in_case"),
             [(str(each.id), tell.crisis(each, view)) for each in crises], str(room.crisis),
             lambda key: room.set_case(int(key)), key="diplomacy.case")  # fmt: skip
    Dropdown(row, text("diplomacy.we_want"),
             [(favour.name, tell.word(favour)) for favour in bargains.WANTED], room.wanted.name,
             room.set_wanted, key="diplomacy.wanted")  # fmt: skip
    found = overtures.wants(view, state, crisis, room.wanted, tell)
    if found:
        Label(part, text("diplomacy.any_of", state=tell.names.state(state)), Type.STRONG)
    else:
        quiet(part, text("diplomacy.nothing_would_do"))
    for counter in found:
        counter_line(part, room, counter)
    Label(part, text("diplomacy.as_known"), Type.SMALL, colour=INK_SOFT)
    mine = [
        line
        for each in crises
        for line in bargains.lines(view, each, tell)
        if state in (view.known.deals[line.deal].to, view.known.deals[line.deal].offered_by)
    ]
    if mine:
        part = section(column, text("bargain.made"))
    for line in mine:
        entry = Column(part, gap=4)
        Label(entry, line.words)
        Label(entry, line.state, Type.SMALL, colour=INK_SOFT)
        if line.mine_to_answer:
            buttons = Row(entry, gap=6)
            for accept, key in ((True, "world.accept"), (False, "world.refuse")):
                order_button(buttons, room, AnswerDeal(view.viewer, line.deal, accept), text(key),
                             key=f"deal.{line.deal}.{accept}")  # fmt: skip


def claims_part(column: Column, room: DiplomacyScreen, state: StateId) -> None:
    """Put claims between the two, then what either holds by force and whether it is recognised."""
    view, tell = room.play.view, room.play.tell
    me, known = view.viewer, view.known
    part = section(column, text("world.claims"))
    found = states.claims(view, state, tell)
    found = tuple(sorted(found, key=lambda line: me not in (line.claim.claimant,
                                                             line.claim.holder)))  # fmt: skip
    if not found:
        quiet(part, text("world.no_claims"))
    for line in found:
        entry = Column(part, gap=3)
        Label(entry, line.title, Type.STRONG if line.mine else Type.BODY)
        Label(entry, line.detail, Type.SMALL, colour=INK_SOFT)
        if line.mine and line.claim.holder == state and line.live_crisis < 0:
            row = Row(entry, gap=6)
            order_button(row, room, PressClaim(me, line.claim.id), text("world.press"),
                         key=f"press.{line.claim.id}")  # fmt: skip
            order_button(row, room, StageIncident(me, line.claim.id), text("world.stage"),
                         key=f"stage.{line.claim.id}")  # fmt: skip
    part = section(column, text("diplomacy.conquests"))
    land = known.territories
    for holder in (state, me):
        taken = [
            node
            for node in range(known.board.territories)
            if land.owner[node] == holder and land.holding[node] == Holding.ANNEXED
        ]
        name = tell.names.state(holder)
        if not taken:
            quiet(part, text("diplomacy.took_nothing", state=name))
            continue
        places = ", ".join(str(tell.names.territory(node)) for node in taken)
        Label(part, text("diplomacy.took", state=name, places=places))
        agreed = [
            row
            for row in range(known.n)
            if known.states.exists[row] and row != holder and known.dyads.recognised[row, holder]
        ]
        if agreed:
            names = tell.names.states(agreed)
            Label(part, text("diplomacy.recognised_by", states=names), Type.SMALL,
                  colour=INK_SOFT)  # fmt: skip
        else:
            quiet(part, text("diplomacy.recognised_by_none"))
    order_button(Row(part), room, Recognise(me, state), text("world.recognise"), key="recognise")
