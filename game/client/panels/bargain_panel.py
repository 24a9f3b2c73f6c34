"""The bargains of a crisis: votes won with influence, favours traded, threats made and answered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import quiet, section
from game.client.panels.state_panel import order_button
from game.client.present import bargains
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.core.ids import StateId
from game.core.kinds import Ballot, Favour
from game.core.orders import AnswerDeal, Lobby, OfferDeal
from game.core.records import Crisis
from game.narrate.numerals import money

if TYPE_CHECKING:
    from game.client.screens.ordering import OrderingScreen

SIDES = (Ballot.YES, Ballot.NO, Ballot.ABSTAIN)
"""What a state can be asked to do with its vote."""


def build(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    """Answer what is offered, offer in turn, and spend influence on votes."""
    _offered(column, world, crisis)
    whom = bargains.partners(world.play.view, crisis)
    if not whom:
        quiet(column, text("bargain.nobody"))
        return
    if world.drafts.partner not in whom:
        world.drafts.partner = whom[0]
    names = world.play.names.names
    Dropdown(
        column,
        text("bargain.with"),
        [(str(state), names[state]) for state in whom],
        str(world.drafts.partner),
        lambda state: world.keep("partner")(int(state)),
        key="bargain.with",
    )
    stand = bargains.standing(crisis, StateId(world.drafts.partner))
    if stand is not None:
        Label(column, stand, Type.SMALL, colour=INK_SOFT, key="bargain.stand")
    _lobby(column, world, crisis)
    _deal(column, world, crisis)


def _offered(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    view, tell = world.play.view, world.play.tell
    lines = bargains.lines(view, crisis, tell)
    if not lines:
        return
    part = section(column, text("bargain.made"))
    for line in lines:
        entry = Column(part, gap=4)
        Label(entry, line.words)
        Label(entry, line.state, Type.SMALL, colour=INK_SOFT)
        if not line.mine_to_answer:
            continue
        row = Row(entry, gap=6)
        for accept, key in ((True, "world.accept"), (False, "world.refuse")):
            order_button(
                row, world, AnswerDeal(view.viewer, line.deal, accept), text(key),
                key=f"deal.{line.deal}.{accept}",
            )  # fmt: skip


def _lobby(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    view, drafts = world.play.view, world.drafts
    me = view.viewer
    part = section(column, text("world.lobby"))
    most = int(float(view.known.states.influence[me]))
    if most < 1:
        quiet(part, text("bargain.no_influence"))
        return
    drafts.lobby = min(max(drafts.lobby, 1.0), float(most))
    Dropdown(
        part,
        text("bargain.vote"),
        [(ballot.name, text(f"bargain.ballot.{ballot.name.lower()}")) for ballot in SIDES],
        drafts.lobby_wanted.name,
        lambda name: world.keep("lobby_wanted")(Ballot[name]),
        key="lobby.wanted",
    )
    if most > 1:
        Slider(
            part, text("world.lobby_amount"), drafts.lobby, (1.0, float(most)), step=1.0,
            show=lambda value: f"{value:.0f}", on_done=world.keep("lobby"), key="lobby.amount",
        )  # fmt: skip
    order = Lobby(me, crisis.id, StateId(drafts.partner), drafts.lobby, drafts.lobby_wanted)
    moved = bargains.moved_by(view, StateId(drafts.partner), drafts.lobby)
    Label(part, text("bargain.moves", worth=f"{moved:.3f}"), Type.SMALL, colour=INK_SOFT)
    order_button(part, world, order, text("world.lobby_do"), key="lobby.do")


def _deal(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    view, drafts, tell = world.play.view, world.drafts, world.play.tell
    part = section(column, text("bargain.offer"))
    Dropdown(
        part,
        text("bargain.given"),
        [(favour.name, tell.word(favour)) for favour in bargains.GIVEN],
        drafts.deal_given.name,
        lambda name: world.keep("deal_given")(Favour[name]),
        key="deal.given",
    )
    amount = 0.0
    if drafts.deal_given in bargains.MEASURED:
        most = max(float(view.known.states.treasury[view.viewer]), 0.0)
        amount = min(drafts.deal_amount, most)
        if most > 0:
            Slider(
                part, text("world.aid_amount"), amount, (0.0, most), step=max(most / 50, 0.1),
                show=money, on_done=world.keep("deal_amount"), key="deal.amount",
            )  # fmt: skip
    Dropdown(
        part,
        text("bargain.wanted"),
        [(favour.name, tell.word(favour)) for favour in bargains.WANTED],
        drafts.deal_wanted.name,
        lambda name: world.keep("deal_wanted")(Favour[name]),
        key="deal.wanted",
    )
    order = OfferDeal(
        view.viewer, StateId(drafts.partner), crisis.id, drafts.deal_wanted, drafts.deal_given,
        round(amount, 1),
    )  # fmt: skip
    order_button(part, world, order, text("bargain.offer_do"), key="deal.do")
    quiet(part, text("bargain.private"))
