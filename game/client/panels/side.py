"""The panel on the right: what is selected, by tabs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pygame

from game.client.colours import ACCENT, INK_SOFT
from game.client.layout import Column, Row
from game.client.panels import (
    affairs_panel,
    bargain_panel,
    crisis_panel,
    draft_panel,
    formation_panel,
    govern_panel,
    institution_panel,
    state_panel,
)
from game.client.panels.facts import fact_lines, section
from game.client.panels.selection import Kind
from game.client.present import crisis as quarrels
from game.client.present import territory as places
from game.client.present.affairs import pressing
from game.client.screen import Handler
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.panel import Panel
from game.client.widgets.rule import Rule
from game.client.widgets.scroll import ScrollArea
from game.core.ids import StateId

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen
    from game.client.ui import Ui

Part = Callable[[Column], None]


def build(ui: Ui, world: WorldScreen, place: pygame.Rect) -> Panel | None:
    """Build the panel in a place of the window; None when nothing is selected."""
    chosen = world.selection
    if chosen is None:
        return None
    heading, sub, parts = _parts(world)
    panel = Panel(ui.root, padding=16, key="side")
    inside = ui.theme.px(16)
    head = Column(panel, gap=4)
    top = Row(head, gap=6, weights=(1, 0))
    Label(top, heading, Type.HEADING, key="side.heading")
    close = Button(top, "×", world.close_side, look=Look.QUIET, key="side.close")
    del close
    if sub:
        Label(head, sub, Type.SMALL, colour=INK_SOFT)
    Rule(head, colour=ACCENT, weight=2, length=44)
    tab = world.drafts.tab.get(_memory(world), "")
    keys = [key for key, _ in parts]
    if tab not in keys:
        tab = keys[0]
    if len(keys) > 1:
        row = Row(head, gap=2)
        for key in keys:
            Button(row, text(f"world.{key}"), _tab(world, key), look=Look.QUIET,
                   chosen=key == tab, key=f"tab.{key}")  # fmt: skip
    area = ScrollArea(panel, key=f"side {chosen.kind} {chosen.id} {tab}")
    column = Column(area, gap=16, padding=2)
    dict(parts)[tab](column)
    panel.place = place
    wide = place.width - 2 * inside
    tall = head.measure(wide)
    head.put(pygame.Rect(inside, inside, wide, tall))
    gap = ui.theme.px(12)
    rest = place.height - 2 * inside - tall - gap
    room = min(rest, area.measure(wide))
    if room < rest and area.measure(wide) <= rest:
        panel.place = pygame.Rect(
            place.left, place.top, place.width, 2 * inside + tall + gap + room
        )
    area.put(pygame.Rect(inside, inside + tall + gap, wide, room))
    return panel


def _memory(world: WorldScreen) -> str:
    chosen = world.selection
    if chosen is None:
        return ""
    own = chosen.kind is Kind.STATE and chosen.id == world.play.view.viewer
    return "own" if own else chosen.kind.value


def _tab(world: WorldScreen, key: str) -> Handler:
    return lambda: world.set_tab(_memory(world), key)


def _parts(world: WorldScreen) -> tuple[str, str, list[tuple[str, Part]]]:
    chosen = world.selection
    assert chosen is not None  # noqa: S101  # the caller has looked
    play = world.play
    match chosen.kind:
        case Kind.FORMATIONS:
            return (
                formation_panel.title(world, chosen.rows),
                "",
                [("forces", lambda column: formation_panel.build(column, world, chosen.rows))],
            )
        case Kind.ZONE:
            return (
                play.names.node_name(chosen.id),
                "",
                [("place", lambda column: _place(column, world, chosen.id))],
            )
        case Kind.CRISIS:
            crisis = quarrels.find(play.view, chosen.id)
            if crisis is not None:
                return (
                    play.tell.crisis(crisis, play.view),
                    play.tell.rung(crisis.rung),
                    [
                        ("quarrel", lambda column: crisis_panel.quarrel(column, world, crisis)),
                        ("council", lambda column: draft_panel.build(column, world, crisis)),
                        ("bargain", lambda column: bargain_panel.build(column, world, crisis)),
                    ],
                )
        case Kind.INSTITUTION:
            return institution_panel.parts(world, chosen.id)
    state = StateId(chosen.id)
    sub = play.names.roles[state].replace("_", " ").capitalize() if play.names.roles[state] else ""
    parts: list[tuple[str, Part]] = []
    if chosen.territory >= 0:
        parts.append(("place", lambda column: _place(column, world, chosen.territory)))
        sub = play.names.territory_names[chosen.territory]
    parts.append(("figures", lambda column: state_panel.figures(column, world, state)))
    if state == play.view.viewer:
        parts.append(("govern", lambda column: govern_panel.build(column, world, state)))
        if pressing(play.view, play.tell):
            parts.append(("affairs", lambda column: affairs_panel.build(column, world)))
    else:
        parts.append(("act", lambda column: state_panel.acts(column, world, state)))
    parts.append(("ties", lambda column: state_panel.ties(column, world, state)))
    parts.append(("forces", lambda column: state_panel.forces(column, world, state)))
    return play.names.names[state], sub, parts


def _place(column: Column, world: WorldScreen, node: int) -> None:
    view, tell = world.play.view, world.play.tell
    if not places.is_sea(view.known, node):
        Label(column, world.play.names.territory_names[node], Type.SUBHEADING)
    fact_lines(column, places.facts(view, node, tell))
    lines = places.formations_at(view, node, tell)
    if lines:
        part = section(column, text("world.forces"))
        for line in lines:
            own = int(view.known.formations.owner[line.row]) == view.viewer
            state_panel.formation_line(part, world, line, own=own)
