"""The panel of an institution: its charter read aloud, its members, its business, one's own place."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from game.client.audio import Sound
from game.client.colours import INK_SOFT
from game.client.layout import Column
from game.client.panels.facts import Entry, Heading, consent_line, fact_lines, quiet, section
from game.client.panels.selection import Kind, Selection
from game.client.panels.state_panel import order_button
from game.client.present import institution as bodies
from game.client.present.affairs import membership_consent
from game.client.present.charter_draft import Subject
from game.client.reading.links import of_clause
from game.client.screen import Go, Push
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button
from game.client.widgets.dropdown import Dropdown
from game.client.widgets.label import Label
from game.client.widgets.slider import Slider
from game.core.ids import NONE, InstitutionId, StateId
from game.core.kinds import Act, Clause
from game.core.orders import Found, MoveAmendment
from game.narrate.charter import articles
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen

Part = Callable[[Column], None]

FOUND_NEW = -1
"""Selected as an institution: the founding of a new one."""


def parts(world: WorldScreen, body: int) -> tuple[str, str, list[tuple[str, Part]]]:
    """Return the heading, the line under it and the tabs."""
    if body == FOUND_NEW:
        return (text("institution.found"), "", [("found", lambda column: _found(column, world))])
    tell = world.play.tell
    number = InstitutionId(body)
    line = next((line for line in bodies.lines(world.play.view, tell) if line.body == number), None)
    return (
        tell.names.institution_title(body),
        line.detail if line is not None else "",
        [
            ("charter", lambda column: _charter(column, world, number)),
            ("members", lambda column: _members(column, world, number)),
            ("business", lambda column: _business(column, world, number)),
        ],
    )


def _charter(column: Column, world: WorldScreen, body: InstitutionId) -> None:
    play = world.play
    fact_lines(column, bodies.facts(play.view, body))
    _to_the_desk(column, world, Subject(body))
    for article in articles(play.view.known.charters[body], play.tell.names):
        part = Column(column, gap=2)
        Heading(part, article.heading, of_clause(article.key))
        Label(part, article.text)


def _to_the_desk(column: Column, world: WorldScreen, subject: Subject) -> None:
    """Put the way to the charter desk, on one charter."""

    def enter() -> Go:
        from game.client.screens.charter_desk import CharterDeskScreen  # noqa: PLC0415

        return Push(CharterDeskScreen(world.play, subject))

    Button(column, text("institution.desk"), enter, sound=Sound.PAGE, key="institution.desk")


def _members(column: Column, world: WorldScreen, body: InstitutionId) -> None:
    for line in bodies.members(world.play.view, body, world.play.tell):
        Entry(
            column,
            line.name,
            partial(world.choose, Selection(Kind.STATE, int(line.state)), fly=True),
            value=line.detail,
            key=f"member.{line.state}",
        )


def _business(column: Column, world: WorldScreen, body: InstitutionId) -> None:
    _own(column, world, body)
    view, tell = world.play.view, world.play.tell
    if view.known.memberships.member[body, view.viewer]:
        _about_states(column, world, body)
        _amend(column, world, body)
    done = bodies.motions(view, body, tell)
    if done:
        part = section(column, text("institution.motions"))
        for words in done:
            Label(part, words, Type.SMALL, colour=INK_SOFT)


def _own(column: Column, world: WorldScreen, body: InstitutionId) -> None:
    part = section(column, text("institution.own"))
    for key, order in bodies.own_orders(world.play.view, body, world.drafts.pledge):
        if key == "pledge":
            Slider(
                part, text("institution.pledge_share"), world.drafts.pledge, (0.0, 1.0), step=0.05,
                show=percent, on_done=world.keep("pledge"), key="pledge.share",
            )  # fmt: skip
        order_button(
            part, world, order, text(f"institution.{key}"),
            price=text(f"institution.price.{key}"), key=f"own.{key}",
        )  # fmt: skip
        if key == "accede":
            tell = world.play.tell
            consent_line(part, membership_consent(world.play.view, body, tell))


def _about_states(column: Column, world: WorldScreen, body: InstitutionId) -> None:
    view, drafts, tell = world.play.view, world.drafts, world.play.tell
    names = world.play.names.names
    others = [
        row for row in range(view.known.n) if view.known.states.exists[row] and row != view.viewer
    ]
    others.sort(key=lambda row: names[row])
    if not others:
        return
    if drafts.member_whom not in others:
        drafts.member_whom = others[0]
    part = section(column, text("institution.about"))
    Dropdown(
        part,
        text("institution.whom"),
        [(str(row), names[row]) for row in others],
        str(drafts.member_whom),
        lambda row: world.keep("member_whom")(int(row)),
        key="member.whom",
    )
    Dropdown(
        part,
        text("institution.act"),
        [(act.name, tell.word(act)) for act in bodies.MEMBERSHIP_ACTS],
        drafts.member_act.name,
        lambda name: world.keep("member_act")(Act[name]),
        key="member.act",
    )
    whom = StateId(drafts.member_whom)
    for key, order in bodies.about_state(view, body, drafts.member_act, whom):
        order_button(part, world, order, text(f"institution.{key}"), key=f"member.{key}")


def _amend(column: Column, world: WorldScreen, body: InstitutionId) -> None:
    view, drafts, tell = world.play.view, world.drafts, world.play.tell
    part = section(column, text("institution.amend"))
    Dropdown(
        part,
        text("institution.clause"),
        [(clause.name, tell.word(clause)) for clause in Clause],
        drafts.clause.name,
        lambda name: world.keep("clause")(Clause[name]),
        key="clause",
    )
    said = bodies.clause_value(view, drafts.clause, tell)
    if said.of_act:
        Dropdown(
            part,
            text("institution.clause_act"),
            [(act.name, tell.word(act)) for act in Act],
            drafts.clause_act.name,
            lambda name: world.keep("clause_act")(Act[name]),
            key="clause.act",
        )
    if said.choices:
        values = [value for value, _ in said.choices]
        if drafts.clause_value not in values:
            drafts.clause_value = values[0]
        Dropdown(
            part,
            text("institution.clause_value"),
            [(repr(value), words) for value, words in said.choices],
            repr(drafts.clause_value),
            lambda value: world.keep("clause_value")(float(value)),
            key="clause.value",
        )
    else:
        drafts.clause_value = min(max(drafts.clause_value, said.least), said.most)
        Slider(
            part,
            text("institution.clause_value"),
            drafts.clause_value,
            (said.least, said.most),
            step=said.step,
            show=percent if said.share else (lambda value: f"{value:.0f}"),
            on_done=world.keep("clause_value"),
            key="clause.value",
        )
    order = MoveAmendment(
        view.viewer,
        body,
        drafts.clause,
        round(drafts.clause_value, 4),
        int(drafts.clause_act) if said.of_act else NONE,
    )
    order_button(part, world, order, text("institution.amend_do"), key="amend.do")


def _found(column: Column, world: WorldScreen) -> None:
    """Choose a charter, read it, and invite the states that are to belong."""
    play, drafts = world.play, world.drafts
    view, tell = play.view, play.tell
    templates = view.known.scenario.templates
    if not templates:
        quiet(column, text("institution.no_templates"))
        return
    drafts.template = min(drafts.template, len(templates) - 1)
    _to_the_desk(column, world, Subject(template=drafts.template))
    Dropdown(
        column,
        text("institution.template"),
        [(str(row), tell.names.charter_title(each.key)) for row, each in enumerate(templates)],
        str(drafts.template),
        lambda row: world.keep("template")(int(row)),
        key="found.template",
    )
    invited = tuple(StateId(row) for row in sorted(drafts.invited))
    order = Found(view.viewer, drafts.template, invited)
    if invited:
        Label(column, text("institution.invited", states=tell.names.states(invited)))
    order_button(column, world, order, text("institution.found_do"), key="found.do")
    names = play.names.names
    rest = [
        row
        for row in range(view.known.n)
        if view.known.states.exists[row] and row != view.viewer and row not in drafts.invited
    ]
    rest.sort(key=lambda row: names[row])
    if rest:
        Dropdown(
            column,
            text("institution.invite_also"),
            [("", text("institution.choose")), *((str(row), names[row]) for row in rest)],
            "",
            lambda row: world.keep("invited")(drafts.invited | ({int(row)} if row else set())),
            key="found.invite",
        )
    for row in sorted(drafts.invited, key=lambda row: names[row]):
        Entry(
            column,
            names[row],
            partial(world.keep("invited"), drafts.invited - {row}),
            value=text("institution.drop"),
            key=f"found.drop.{row}",
        )
    part = section(column, text("institution.template_reads"))
    for article in articles(templates[drafts.template], tell.names):
        Label(part, article.heading, Type.SMALL_STRONG, colour=INK_SOFT)
        Label(part, article.text)
