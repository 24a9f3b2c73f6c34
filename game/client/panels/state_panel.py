"""The panel of a state: figures, ties, forces, and the orders that may be given about it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import Entry, consent_line, fact_lines, quiet, section
from game.client.panels.selection import Kind, Selection
from game.client.present import state as states
from game.client.present import territory as places
from game.client.present.affairs import markets, treaty_consent
from game.client.present.crisis import confronting
from game.client.present.state import ClaimLine, TreatyLine
from game.client.present.terms import Explained
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.control import Control
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.client.widgets.terms import TermRow, signed
from game.client.widgets.tooltip import Tip
from game.core.confrontations import sponsor_price
from game.core.ids import InstitutionId, StateId
from game.core.kinds import TreatyKind
from game.core.orders import (
    AnswerTreaty,
    Confront,
    Denounce,
    OfferTreaty,
    Order,
    PressClaim,
    Recognise,
    SendAid,
    StageIncident,
    Withdraw,
)
from game.core.quarrels import CONFRONTED, PROFILES
from game.narrate.numerals import money

if TYPE_CHECKING:
    from game.client.screens.ordering import OrderingScreen
    from game.client.screens.world import WorldScreen

MOST_CLAIMS = 8


def figures(column: Column, world: WorldScreen, state: StateId) -> None:
    """Figures, and the threat with its factors; of one's own state, who threatens it."""
    view = world.play.view
    fact_lines(column, states.figures(view, state))
    if state == view.viewer:
        part = section(column, text("world.threats"))
        for other, level in states.threats(view):
            Entry(
                part,
                world.play.names.names[other],
                partial(world.choose, Selection(Kind.STATE, int(other)), fly=True),
                value=f"{level:.2f}",
                key=f"threat.{other}",
            )
        return
    part = section(column, text("world.threat_heading"))
    danger = states.threat(view, state)
    Label(part, f"{danger.words} ({danger.level:.2f})", Type.STRONG)
    fact_lines(part, danger.factors)
    Label(part, danger.formula, Type.SMALL, colour=INK_SOFT)
    part = section(column, text("world.relations"))
    fact_lines(part, states.relations(view, state))


def ties(column: Column, world: WorldScreen, state: StateId) -> None:
    """Treaties, memberships and claims."""
    view, tell = world.play.view, world.play.tell
    part = section(column, text("world.treaties"))
    lines = states.treaties(view, state, tell)
    if not lines:
        quiet(part, text("world.no_treaties"))
    for line in lines:
        _treaty(part, world, line)
    part = section(column, text("world.memberships"))
    seats = states.memberships(view, state, tell)
    if not seats:
        quiet(part, text("world.no_memberships"))
    fact_lines(part, seats)
    if state == view.viewer:
        member = view.known.memberships.member[:, state]
        for body in range(len(member)):
            if member[body]:
                order_button(
                    part, world, Withdraw(state, InstitutionId(body)), text("world.withdraw"),
                    key=f"withdraw.{body}",
                )  # fmt: skip
    part = section(column, text("world.claims"))
    claims = states.claims(view, state, tell)
    if not claims:
        quiet(part, text("world.no_claims"))
    for claim in claims[:MOST_CLAIMS]:
        _claim(part, world, claim)
    if len(claims) > MOST_CLAIMS:
        quiet(part, text("world.claim_also", many=len(claims) - MOST_CLAIMS))


def forces(column: Column, world: WorldScreen, state: StateId) -> None:
    """A state's formations; one's own can be given orders."""
    view, tell = world.play.view, world.play.tell
    lines = places.formations_of(view, state, tell)
    if not lines:
        quiet(column, text("world.no_forces"))
    for line in lines:
        formation_line(column, world, line, own=state == view.viewer)


def formation_line(
    parent: Control, world: WorldScreen, line: places.FormationLine, *, own: bool
) -> None:
    """Put a formation with where it stands, and the button that gives it orders."""
    entry = Column(parent, gap=1)
    if own:
        Entry(
            entry,
            line.name,
            lambda: world.pick((line.row,)),
            chosen=line.row in world.picked,
            key=f"formation.{line.row}",
        )
    else:
        Label(entry, line.name, Type.STRONG)
    where = f"{line.place}: {line.detail}"
    Label(entry, where, Type.SMALL, colour=INK_SOFT)
    if line.doing:
        Label(entry, line.doing, Type.SMALL_EMPHASIS, colour=INK_SOFT)


def acts(column: Column, world: WorldScreen, state: StateId) -> None:
    """Orders about another state: treaties, aid, recognition."""
    view, drafts = world.play.view, world.drafts
    me = view.viewer
    part = section(column, text("world.offer_heading"))
    for kind in TreatyKind:
        order_button(
            part, world, OfferTreaty(me, kind, state), world.play.tell.word(kind),
            key=f"offer.{kind.name.lower()}",
        )  # fmt: skip
        consent_line(part, treaty_consent(view, kind, state, world.play.tell))
    part = section(column, text("world.aid_heading"))
    most = max(float(view.known.states.treasury[me]), 0.0)
    step = max(1.0, _round_step(most / 40))
    if most >= step:
        drafts.aid = min(drafts.aid or step, most)
        Slider(
            part,
            text("world.aid_amount"),
            drafts.aid,
            (step, most),
            step=step,
            show=money,
            on_done=world.keep("aid"),
            key="aid.amount",
        )
        order_button(
            part, world, SendAid(me, state, round(drafts.aid, 1)), text("world.aid_send"),
            key="aid.send",
        )  # fmt: skip
    else:
        quiet(part, money(most))
    _confront(section(column, text("confront.heading")), world, state)
    part = section(column, text("world.gestures"))
    order_button(part, world, Recognise(me, state), text("world.recognise"), key="recognise")
    choices = markets(view, state)
    if choices:
        part = section(column, text("affairs.markets"))
        for key, words, order in choices:
            order_button(part, world, order, words, price=text(f"affairs.price.{key}"), key=key)


def _confront(part: Column, world: WorldScreen, state: StateId) -> None:
    """Put a button for each way of opening a crisis that rests on no claim."""
    view, tell = world.play.view, world.play.tell
    Label(part, text("confront.note"), Type.SMALL, colour=INK_SOFT)
    for kind in CONFRONTED:
        name = kind.name.lower()
        price = text(f"confront.{name}")
        if PROFILES[kind].internal:
            asked = money(sponsor_price(view.known, kind, state))
            price = f"{price}\n{text('confront.money', money=asked)}"
        button = order_button(
            part, world, Confront(view.viewer, kind, state), tell.word(kind), price=price,
            key=f"confront.{name}",
        )  # fmt: skip
        if button.enabled:
            advice_line(
                part, button, confronting(view, kind, state, tell), price=price,
                note=text("confront.worth_note"), key=f"confront.{name}.worth",
            )  # fmt: skip


def advice_line(
    part: Column, button: Button, advice: tuple[float, Sequence[Explained]], *, price: str,
    note: str, key: str,
) -> None:  # fmt: skip
    """Say under an order's button what it is worth; its terms open from the line and the button."""
    worth, terms = advice
    rows = tuple(TermRow(*row) for row in terms)
    line = Label(part, text("crisis.worth", worth=signed(worth, 2)), Type.SMALL, colour=INK_SOFT,
                 key=key)  # fmt: skip
    line.tip = Tip(button.words, note, rows, worth)
    button.tip = Tip(button.words, f"{price}\n{note}", rows, worth)


def order_button(
    parent: Control,
    world: OrderingScreen,
    order: Order,
    words: str,
    *,
    price: str = "",
    look: Look = Look.PLAIN,
    key: str,
) -> Button:
    """Put a button that drafts an order: marked when it is drafted, off with the reason if it may not."""
    desk = world.play.desk
    drafted = order in desk.pending
    refused = None if drafted else desk.refusal(order)
    handler = (lambda: world.withdraw_order(order)) if drafted else (lambda: world.give(order))
    button = Button(parent, words, handler, look=look, chosen=drafted, key=key)
    body = price
    if refused is not None:
        button.enabled = False
        body = world.play.tell.refusal(refused)
    if body:
        button.tip = Tip(words, body)
    return button


def _treaty(part: Control, world: WorldScreen, line: TreatyLine) -> None:
    me = world.play.view.viewer
    entry = Column(part, gap=4)
    binds = line.mine and line.treaty.accepted
    head = Row(entry, gap=6, weights=(1, 0)) if binds else entry
    Label(head, line.title, Type.STRONG if line.mine else Type.BODY)
    if line.dates:
        Label(entry, line.dates, Type.SMALL, colour=INK_SOFT)
    if line.offered_to_me:
        row = Row(entry, gap=6)
        for accept, key in ((True, "world.accept"), (False, "world.refuse")):
            order_button(
                row, world, AnswerTreaty(me, line.treaty.id, accept), text(key),
                key=f"answer.{line.treaty.id}.{accept}",
            )  # fmt: skip
    elif binds:
        order_button(
            head, world, Denounce(me, line.treaty.id), text("world.denounce"),
            look=Look.QUIET, key=f"denounce.{line.treaty.id}",
        )  # fmt: skip


def _claim(part: Control, world: WorldScreen, line: ClaimLine) -> None:
    me = world.play.view.viewer
    entry = Column(part, gap=4)
    Label(entry, line.title, Type.STRONG if line.mine else Type.BODY)
    Label(entry, line.detail, Type.SMALL, colour=INK_SOFT)
    if line.live_crisis >= 0:
        Button(
            Row(entry),
            text("world.go_to_crisis"),
            lambda: world.choose(Selection(Kind.CRISIS, line.live_crisis), fly=True),
            look=Look.QUIET,
            key=f"claim.crisis.{line.claim.id}",
        )
    elif line.mine:
        row = Row(entry, gap=6)
        order_button(
            row, world, PressClaim(me, line.claim.id), text("world.press"),
            key=f"press.{line.claim.id}",
        )  # fmt: skip
        order_button(
            row, world, StageIncident(me, line.claim.id), text("world.stage"),
            key=f"stage.{line.claim.id}",
        )  # fmt: skip


def _round_step(value: float) -> float:
    """Return 1, 2 or 5 times a power of ten, near a value."""
    for scale in (1, 10, 100, 1000, 10_000):
        for digit in (1, 2, 5):
            if digit * scale >= value:
                return float(digit * scale)
    return 50_000.0
