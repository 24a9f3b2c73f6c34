"""The council's part of a crisis: a resolution drafted beside its forecast, drafts amended."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import ACCENT, INK_SOFT
from game.client.layout import Column
from game.client.panels.facts import quiet, section
from game.client.panels.state_panel import order_button
from game.client.present import crisis as quarrels
from game.client.reading.links import article_of
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.toggle import Toggle
from game.client.widgets.tooltip import Tip
from game.core.ids import InstitutionId, ResolutionId, StateId
from game.core.kinds import CONTRIBUTED, Act, Mandate, Standing
from game.core.orders import AmendDraft, Convene, FormCoalition, Table
from game.core.records import Crisis, Resolution
from game.narrate.numerals import listed

if TYPE_CHECKING:
    from game.client.screen import Go
    from game.client.screens.ordering import OrderingScreen


def build(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    """Refer it, amend what lies on the table, draft a resolution, or act without any body."""
    play = world.play
    view, tell, desk = play.view, play.tell, play.desk
    for choice in quarrels.referrals(view, desk, crisis, tell):
        order_button(column, world, choice.order, choice.words, key="crisis.refer")
    _on_the_table(column, world, crisis)
    bodies = quarrels.bodies(view, crisis)
    if bodies:
        _draft(column, world, crisis, bodies)
    else:
        quiet(column, text("world.no_body"))
    if view.viewer not in (crisis.initiator, crisis.target):
        _coalition(column, world, crisis)


def _draft(
    column: Column, world: OrderingScreen, crisis: Crisis, bodies: tuple[InstitutionId, ...]
) -> None:
    play = world.play
    tell, desk, names = play.tell, play.desk, play.names
    draft = _drafted(world, crisis, bodies)
    part = section(column, text("world.table"))
    if len(bodies) > 1:
        Dropdown(
            part,
            text("world.table_body"),
            [(str(body), tell.names.institution_title(body)) for body in bodies],
            str(draft.institution),
            lambda body: world.draft_table(replace(draft, institution=InstitutionId(int(body)))),
            key="table.body",
        )
    parties = tuple(dict.fromkeys((crisis.initiator, crisis.target)))
    if len(parties) > 1:
        Dropdown(
            part,
            text("world.table_target"),
            [(str(each), names.names[each]) for each in parties],
            str(draft.target),
            lambda target: world.draft_table(replace(draft, target=StateId(int(target)))),
            key="table.target",
        )
    _expectation(part, world, draft)
    order_button(part, world, draft, text("world.table_do"), key="table.do")
    over = Toggle(
        part,
        text("draft.lie_over"),
        draft.lie_over,
        lambda on: world.draft_table(replace(draft, lie_over=on)),
        key="table.lie_over",
    )
    over.tip = Tip(text("draft.lie_over"), text("draft.lie_over_note"))
    if Act.DELEGATION in draft.acts:
        regional = quarrels.delegates(world.play.view, draft)
        if regional:
            Dropdown(
                part,
                text("draft.delegate"),
                [(str(body), tell.names.institution_title(body)) for body in regional],
                str(draft.body),
                lambda body: world.draft_table(replace(draft, body=InstitutionId(int(body)))),
                key="table.delegate",
            )
    if Act.FORCE in draft.acts:
        _mandate(part, world, draft.mandate, lambda of: world.draft_table(replace(draft, mandate=of)),
                 key="table.mandate")  # fmt: skip
    for line in quarrels.ladder(desk, draft, tell):
        toggle = Toggle(
            part,
            line.name,
            line.chosen,
            partial(_toggle, world, draft, line.act),
            key=f"act.{line.act.name.lower()}",
        )
        toggle.tip = Tip(line.name, line.refusal or "",
                         article=article_of(f"act.{line.act.name.lower()}"))  # fmt: skip
        if line.refusal:
            toggle.enabled = False
            Label(part, f"      {line.refusal}", Type.SMALL, colour=INK_SOFT)


def _mandate(
    part: Column,
    world: OrderingScreen,
    chosen: Mandate,
    choose: Callable[[Mandate], Go | None],
    *,
    key: str,
) -> None:
    """Ask how far force is to go."""
    tell = world.play.tell
    Dropdown(
        part,
        text("draft.mandate"),
        [(each.name, tell.word(each)) for each in Mandate],
        chosen.name,
        lambda name: choose(Mandate[name]),
        key=key,
    )
    quiet(part, text(f"draft.mandate_{chosen.name.lower()}"))


def _expectation(part: Column, world: OrderingScreen, draft: Table) -> None:
    """Say how the vote would go, how likely it carries, what it would do, and who stands in the way."""
    forecast = world.forecast(draft)
    if forecast is None:
        quiet(part, text("forecast.none"))
        return
    palette = world.app.theme.palette
    colour = palette.favourable if forecast.carries else ACCENT
    Label(part, forecast.words, Type.STRONG, colour=colour, key="forecast")
    if forecast.against:
        words = text("forecast.against", who=forecast.against)
        Label(part, words, Type.SMALL, colour=INK_SOFT)
    for line in forecast.measures:
        Label(part, line, Type.SMALL, colour=INK_SOFT)


def _on_the_table(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    """Show the drafts that lie over, with the amendment being written, and those that a veto blocked."""
    view, tell = world.play.view, world.play.tell
    me = view.viewer
    for resolution in view.known.resolutions:
        if resolution.crisis != crisis.id:
            continue
        if resolution.standing == Standing.VETOED:
            order = Convene(me, resolution.id)
            if world.play.desk.refusal(order) is None:
                title = tell.resolution(resolution, view).title
                Label(column, text("draft.blocked", title=title), Type.SMALL, colour=INK_SOFT)
                order_button(column, world, order, text("draft.convene"),
                             key=f"convene.{resolution.id}")  # fmt: skip
        elif (
            resolution.standing == Standing.TABLED
            and resolution.due >= view.known.turn
            and resolution.amends < 0
            and resolution.tabled < view.known.turn
        ):
            _amend(column, world, resolution)


def _amend(column: Column, world: OrderingScreen, resolution: Resolution) -> None:
    view, tell, drafts = world.play.view, world.play.tell, world.drafts
    title = tell.resolution(resolution, view).title
    part = section(column, text("draft.amend"))
    Label(part, title, Type.EMPHASIS)
    wanted = drafts.amendments.get(resolution.id, resolution.acts)
    charter = view.known.charters[resolution.institution]
    for step in charter.ladder:
        Toggle(
            part,
            tell.word(step.act),
            step.act in wanted,
            partial(_amend_toggle, world, resolution, step.act),
            key=f"amend.{resolution.id}.{step.act.name.lower()}",
        )
    order = AmendDraft(
        view.viewer,
        ResolutionId(resolution.id),
        tuple(act for act in wanted if act not in resolution.acts),
        tuple(act for act in resolution.acts if act not in wanted),
    )
    text_as_amended = Table(
        view.viewer, resolution.institution, resolution.crisis, resolution.target, wanted
    )
    if wanted and set(wanted) != set(resolution.acts):
        _expectation(part, world, text_as_amended)
    order_button(part, world, order, text("draft.amend_do"), key=f"amend.{resolution.id}.do")


def _amend_toggle(world: OrderingScreen, resolution: Resolution, act: Act, _on: bool) -> Go | None:
    wanted = set(world.drafts.amendments.get(resolution.id, resolution.acts)) ^ {act}
    return world.keep("amendments")(
        {**world.drafts.amendments, resolution.id: tuple(sorted(wanted))}
    )


def _coalition(column: Column, world: OrderingScreen, crisis: Crisis) -> None:
    """Offer to act with the willing, outside any institution."""
    drafts, tell = world.drafts, world.play.tell
    draft = drafts.table
    drafted = draft if draft is not None and draft.crisis == crisis.id else None
    acts = drafts.coalition.get(crisis.id)
    if acts is None:
        acts = tuple(act for act in CONTRIBUTED if drafted is not None and act in drafted.acts)
    target = drafted.target if drafted is not None else crisis.initiator
    part = section(column, text("draft.coalition"))
    Label(part, text("draft.coalition_note"), Type.SMALL, colour=INK_SOFT)
    for act in CONTRIBUTED:
        Toggle(
            part, tell.word(act), act in acts, partial(_coalition_toggle, world, crisis, acts, act),
            key=f"coalition.{act.name.lower()}",
        )  # fmt: skip
    if not acts:
        quiet(part, text("draft.coalition_empty"))
        return
    goes = drafts.mandate if Act.FORCE in acts else Mandate.RESTORE_LINE
    if Act.FORCE in acts:
        _mandate(part, world, goes, world.keep("mandate"), key="coalition.mandate")
    order = FormCoalition(world.play.view.viewer, crisis.id, target, acts, goes)
    expected = quarrels.coalition_forecast(world.play.view, crisis, target, acts, world.play.tell)
    Label(part, expected.words, Type.STRONG, key="coalition.forecast")
    for line in expected.measures:
        Label(part, line, Type.SMALL, colour=INK_SOFT)
    named = listed([world.play.tell.word(act) for act in acts])
    order_button(part, world, order, text("draft.coalition_do", acts=named), key="coalition.do")


def _coalition_toggle(
    world: OrderingScreen, crisis: Crisis, acts: tuple[Act, ...], act: Act, _on: bool
) -> Go | None:
    chosen = tuple(sorted(set(acts) ^ {act}))
    return world.keep("coalition")({**world.drafts.coalition, crisis.id: chosen})


def _toggle(world: OrderingScreen, draft: Table, act: Act, _on: bool) -> Go | None:
    return world.draft_table(quarrels.toggled(draft, act))


def _drafted(world: OrderingScreen, crisis: Crisis, bodies: tuple[InstitutionId, ...]) -> Table:
    draft = world.drafts.table
    if draft is None or draft.crisis != crisis.id or draft.institution not in bodies:
        target = crisis.named if crisis.named >= 0 else crisis.initiator
        draft = Table(world.play.view.viewer, bodies[0], crisis.id, target, ())
        world.drafts.table = draft
    return draft
