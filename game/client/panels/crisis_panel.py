"""The panel of a crisis: where it stands, one's moves, the war it became, and the council."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import ACCENT, INK_SOFT
from game.client.layout import Column
from game.client.panels.facts import Entry, fact_lines, quiet, section
from game.client.panels.selection import Kind, Selection
from game.client.panels.state_panel import order_button
from game.client.present import crisis as quarrels
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.client.widgets.toggle import Toggle
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, Seat
from game.core.orders import Lobby, Table
from game.core.records import Crisis
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screen import Go
    from game.client.screens.world import WorldScreen


def quarrel(column: Column, world: WorldScreen, crisis: Crisis) -> None:
    """Where it stands, its parties, and what one may do in it."""
    play = world.play
    view, tell, desk = play.view, play.tell, play.desk
    Label(column, tell.crisis_line(crisis, view), Type.EMPHASIS, colour=INK_SOFT)
    fact_lines(column, quarrels.facts(view, crisis, tell))
    parties = Column(column, gap=0)
    for state in (crisis.initiator, crisis.target):
        Entry(
            parties,
            play.names.names[state],
            partial(world.choose, Selection(Kind.STATE, int(state)), fly=True),
            key=f"party.{state}",
        )
    war = quarrels.war_of(view.known, crisis)
    if war is not None:
        part = section(column, tell.war(war, view.known))
        fact_lines(part, quarrels.war_facts(view, war, tell))
        choices = quarrels.war_choices(view, desk, war, tell)
        for at, choice in enumerate(choices):
            order_button(part, world, choice.order, choice.words, price=choice.price,
                         key=f"war.{at}")  # fmt: skip
            Label(part, choice.price, Type.SMALL, colour=INK_SOFT)
        return
    moves = quarrels.moves(view, desk, crisis, world.drafts.share, tell)
    if not moves:
        quiet(column, text("world.observers"))
        return
    part = section(column, text("world.moves"))
    Slider(
        part, text("world.settle_share"), world.drafts.share, (0.0, 1.0), step=0.05, show=percent,
        on_done=world.keep("share"), key="crisis.share",
    )  # fmt: skip
    for choice in moves:
        name = choice.order.move.name.lower() if hasattr(choice.order, "move") else ""
        order_button(part, world, choice.order, choice.words, price=choice.price,
                     key=f"move.{name}")  # fmt: skip
        Label(part, choice.price, Type.SMALL, colour=INK_SOFT)


def council(column: Column, world: WorldScreen, crisis: Crisis) -> None:
    """Refer it, draft a resolution beside the forecast of its vote, and win others over."""
    play = world.play
    view, tell, desk = play.view, play.tell, play.desk
    for choice in quarrels.referrals(view, desk, crisis, tell):
        order_button(column, world, choice.order, choice.words, key="crisis.refer")
    bodies = quarrels.bodies(view, crisis)
    if not bodies:
        quiet(column, text("world.no_body"))
        return
    draft = _draft(world, crisis, bodies)
    part = section(column, text("world.table"))
    names = play.names
    if len(bodies) > 1:
        Dropdown(
            part,
            text("world.table_body"),
            [(str(body), names.institution_names[body]) for body in bodies],
            str(draft.institution),
            lambda body: world.draft_table(_moved(draft, body=int(body))),
            key="table.body",
        )
    Dropdown(
        part,
        text("world.table_target"),
        [(str(each), names.names[each]) for each in (crisis.initiator, crisis.target)],
        str(draft.target),
        lambda target: world.draft_table(_moved(draft, target=int(target))),
        key="table.target",
    )
    forecast = world.forecast(draft)
    if forecast is None:
        quiet(part, text("forecast.none"))
    else:
        colour = play_colour(world, carries=forecast.carries)
        Label(part, forecast.words, Type.STRONG, colour=colour, key="forecast")
        if forecast.against:
            words = text("forecast.against", who=forecast.against)
            Label(part, words, Type.SMALL, colour=INK_SOFT)
    order_button(part, world, draft, text("world.table_do"), key="table.do")
    for line in quarrels.ladder(desk, draft, tell):
        toggle = Toggle(
            part,
            line.name,
            line.chosen,
            partial(_toggle, world, draft, line.act),
            key=f"act.{line.act.name.lower()}",
        )
        if line.refusal:
            toggle.enabled = False
            Label(part, f"      {line.refusal}", Type.SMALL, colour=INK_SOFT)
    _lobby(column, world, crisis, draft)


def play_colour(world: WorldScreen, *, carries: bool) -> tuple[int, int, int]:
    """Return the colour of a forecast that carries, or that does not."""
    palette = world.app.theme.palette
    return palette.favourable if carries else ACCENT


def _toggle(world: WorldScreen, draft: Table, act: Act, _on: bool) -> Go | None:
    return world.draft_table(quarrels.toggled(draft, act))


def _draft(world: WorldScreen, crisis: Crisis, bodies: tuple[InstitutionId, ...]) -> Table:
    draft = world.drafts.table
    if draft is None or draft.crisis != crisis.id or draft.institution not in bodies:
        target = crisis.named if crisis.named >= 0 else crisis.initiator
        draft = Table(world.play.view.viewer, bodies[0], crisis.id, target, ())
        world.drafts.table = draft
    return draft


def _moved(draft: Table, *, body: int | None = None, target: int | None = None) -> Table:
    return Table(
        draft.state,
        draft.institution if body is None else InstitutionId(body),
        draft.crisis,
        draft.target if target is None else StateId(target),
        draft.acts,
    )


def _lobby(column: Column, world: WorldScreen, crisis: Crisis, draft: Table) -> None:
    view, drafts = world.play.view, world.drafts
    me = view.viewer
    seats = view.known.memberships
    members = [
        state
        for state in range(view.known.n)
        if seats.member[draft.institution, state]
        and view.known.states.exists[state]
        and state not in (me, crisis.initiator, crisis.target)
    ]
    members.sort(
        key=lambda state: (
            seats.seat[draft.institution, state] == Seat.NONE,
            world.play.names.names[state],
        )
    )
    most = float(view.known.states.influence[me])
    if not members or most < 1:
        return
    part = section(column, text("world.lobby"))
    if drafts.lobby_whom not in members:
        drafts.lobby_whom = members[0]
    drafts.lobby = min(max(drafts.lobby, 1.0), float(int(most)))
    Dropdown(
        part,
        text("world.lobby_who"),
        [(str(state), world.play.names.names[state]) for state in members],
        str(drafts.lobby_whom),
        lambda state: world.keep("lobby_whom")(int(state)),
        key="lobby.whom",
    )
    if int(most) > 1:
        Slider(
            part, text("world.lobby_amount"), drafts.lobby, (1.0, float(int(most))), step=1.0,
            show=lambda value: f"{value:.0f}", on_done=world.keep("lobby"), key="lobby.amount",
        )  # fmt: skip
    order = Lobby(me, crisis.id, StateId(drafts.lobby_whom), drafts.lobby)
    order_button(part, world, order, text("world.lobby_do"), key="lobby.do")
