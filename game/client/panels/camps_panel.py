"""Who stands where in a crisis, and what those who are no party to it can do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import section
from game.client.panels.state_panel import order_button
from game.client.present import camps
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.core.kinds import Alert
from game.core.orders import (
    AnswerMediator,
    ArmProxy,
    Consent,
    Mediate,
    Order,
    SetAlert,
    TakeSide,
)
from game.core.records import Crisis
from game.narrate.numerals import money

if TYPE_CHECKING:
    from game.client.screens.ordering import OrderingScreen


def build(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    """The camps, the mediators, the help sent in secret, consent, and the nuclear ladder."""
    _camps(column, world, crisis)
    _mediation(column, world, crisis)
    view = world.play.view
    party = view.viewer in (crisis.initiator, crisis.target)
    if party and view.viewer == crisis.target:
        _consent(column, world, crisis)
    if not party:
        _proxies(column, world, crisis)
    if camps.nuclear(view.known, crisis):
        _alert(column, world, crisis)


def _camps(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    view, tell = world.play.view, world.play.tell
    me = view.viewer
    part = section(column, text("camps.heading"))
    for line in camps.lines(crisis, tell):
        Label(part, line)
    if me in (crisis.initiator, crisis.target):
        return
    row = Row(part, gap=6)
    mine = next((side for side, camp in enumerate(crisis.camps) if me in camp), -1)
    for side in (0, 1, 2):
        order: Order = TakeSide(me, crisis.id, side)
        order_button(
            row, world, order, text(f"camps.take.{side}"),
            price=text(f"camps.price.{side}"), key=f"side.{side}",
        )  # fmt: skip
    if mine >= 0:
        order_button(part, world, TakeSide(me, crisis.id, -1), text("camps.leave"), key="side.none")


def _mediation(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    view, tell = world.play.view, world.play.tell
    me = view.viewer
    if crisis.mediator >= 0:
        words = text("camps.mediator", state=tell.names.state(crisis.mediator))
        Label(column, words, Type.EMPHASIS, colour=INK_SOFT)
        return
    if me not in (crisis.initiator, crisis.target):
        order_button(column, world, Mediate(me, crisis.id), text("camps.mediate"), key="mediate")
        return
    for offered in crisis.offices:
        entry = Column(column, gap=4)
        Label(entry, text("camps.offers", state=tell.names.state(offered)))
        row = Row(entry, gap=6)
        for accept, key in ((True, "world.accept"), (False, "world.refuse")):
            order_button(
                row, world, AnswerMediator(me, crisis.id, offered, accept), text(key),
                key=f"mediator.{offered}.{accept}",
            )  # fmt: skip


def _consent(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    me = world.play.view.viewer
    part = section(column, text("camps.consent"))
    Label(part, text("camps.consent_note"), Type.SMALL, colour=INK_SOFT)
    row = Row(part, gap=6)
    for given, key in ((True, "camps.consent_yes"), (False, "camps.consent_no")):
        order_button(row, world, Consent(me, crisis.id, given), text(key), key=f"consent.{given}")


def _proxies(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    view, drafts = world.play.view, world.drafts
    most = max(float(view.known.states.treasury[view.viewer]), 0.0)
    if most <= 0:
        return
    part = section(column, text("camps.proxy"))
    drafts.proxy = min(drafts.proxy, most)
    Slider(
        part, text("world.aid_amount"), drafts.proxy, (0.0, most), step=max(most / 50, 0.1),
        show=money, on_done=world.keep("proxy"), key="proxy.amount",
    )  # fmt: skip
    row = Row(part, gap=6)
    for side in (0, 1):
        order = ArmProxy(view.viewer, crisis.id, side, round(drafts.proxy, 1))
        order_button(
            row, world, order, text(f"camps.arm.{side}"), price=text("camps.arm_price"),
            key=f"proxy.{side}",
        )  # fmt: skip


def _alert(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    view, tell = world.play.view, world.play.tell
    part = section(column, text("camps.alert"))
    for side, who in enumerate((crisis.initiator, crisis.target)):
        words = text("camps.alert_at", state=tell.names.state(who),
                     level=tell.word(crisis.alerts[side]))  # fmt: skip
        Label(part, words)
    if camps.side_of(crisis, view.viewer) < 0 or not view.known.states.warheads[view.viewer]:
        return
    Dropdown(
        part,
        text("camps.alert_level"),
        [(level.name, tell.word(level)) for level in Alert],
        world.drafts.alert.name,
        lambda name: world.keep("alert")(Alert[name]),
        key="alert.level",
    )
    order = SetAlert(view.viewer, crisis.id, world.drafts.alert)
    order_button(part, world, order, text("camps.alert_do"), price=text("camps.alert_price"),
                 key="alert.do")  # fmt: skip
