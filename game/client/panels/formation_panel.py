"""The panel of picked formations: who they are, what they are to do, where, and at what odds."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.colours import FIELD, INK_SOFT
from game.client.layout import Column, Row
from game.client.panels.facts import fact_lines, section
from game.client.present import territory as places
from game.client.present.march import Fight, Prospect
from game.client.reading.links import article_of
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.button import Button, Look
from game.client.widgets.label import Label
from game.client.widgets.listview import ListView
from game.client.widgets.panel import Panel
from game.client.widgets.table import Cell, TableRow
from game.client.widgets.terms import TermRow, TermsTable
from game.client.widgets.textfield import TextField
from game.client.widgets.toggle import Toggle
from game.client.widgets.tooltip import Tip
from game.core.kinds import Arm, Stance
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screen import Go
    from game.client.screens.world import WorldScreen

MOST_FOUND = 40
"""Places listed at once."""
FOR = {
    "BLOCKADE": {"FLEET", "AIR"}, "CONVOY": {"FLEET"}, "LAND": {"ARMY"}, "GARRISON": {"ARMY"},
}  # fmt: skip
"""Orders that only some arms can carry out."""
FIND = "march.find"
"""Key of the field in which places are searched for."""


def title(world: WorldScreen, rows: tuple[int, ...]) -> str:
    """Return what the picked formations are called."""
    view, tell = world.play.view, world.play.tell
    if len(rows) == 1:
        return places.formation(view, rows[0], tell).name
    return text("world.forces")


def build(column: Column, world: WorldScreen, rows: tuple[int, ...]) -> None:
    """Build the sections."""
    seen = world.prospect
    if seen is not None:
        _prospect(column, world, seen)
    _formations(column, world, rows)
    _stances(column, world, rows)
    if seen is None:
        _goals(column, world, rows)


def _formations(column: Column, world: WorldScreen, rows: tuple[int, ...]) -> None:
    view, tell = world.play.view, world.play.tell
    here = int(view.known.formations.node[rows[0]])
    if world.prospect is None:
        key = "world.picked" if len(rows) == 1 else "world.picked_many"
        name = places.formation(view, rows[0], tell).name
        Label(column, text(key, name=name, many=len(rows)))
    mine = [
        line.row
        for line in places.formations_at(view, here, tell)
        if int(view.known.formations.owner[line.row]) == view.viewer
    ]
    part = section(column, text("march.who"))
    for row in dict.fromkeys((*rows, *mine)):
        line = places.formation(view, row, tell)
        entry = Column(part, gap=0)
        Toggle(entry, line.name, row in rows, partial(_toggled, world, row), key=f"march.row.{row}")
        Label(entry, f"{line.place}: {line.detail}", Type.SMALL, colour=INK_SOFT)
        if line.doing:
            Label(entry, line.doing, Type.SMALL_EMPHASIS, colour=INK_SOFT)


def _toggled(world: WorldScreen, row: int, _on: bool) -> Go | None:
    return world.add((row,))


def _stances(column: Column, world: WorldScreen, rows: tuple[int, ...]) -> None:
    part = section(column, text("world.stance"))
    row = Row(part, gap=4)
    seen = world.prospect
    shown = world.drafts.stance or (seen.stance if seen is not None else None)
    arms = {Arm(int(world.play.view.known.formations.arm[each])).name for each in rows}
    for stance in Stance:
        name = stance.name.lower()
        if not arms & FOR.get(stance.name, arms):
            continue
        button = Button(row, text(f"stance.{name}"), partial(_stance, world, stance),
                        chosen=shown is stance, key=f"stance.{name}")  # fmt: skip
        button.tip = Tip(text(f"stance.{name}"), text(f"stance.note.{name}"),
                         article=article_of(f"stance.{name}"))  # fmt: skip
    if world.drafts.stance is None and seen is None:
        Label(part, text("march.as_fits"), Type.SMALL, colour=INK_SOFT)


def _stance(world: WorldScreen, stance: Stance) -> Go | None:
    chosen = None if world.drafts.stance is stance else stance
    return world.keep("stance")(chosen)


def _prospect(column: Column, world: WorldScreen, seen: Prospect) -> None:
    box = Panel(column, fill=FIELD, padding=12, raised=False)
    inside = Column(box, gap=8)
    Label(inside, text("march.to", place=seen.place), Type.SUBHEADING, key="march.to")
    fight = seen.fight
    if fight is not None:
        palette = world.app.theme.palette
        head = text("odds.chance", chance=percent(fight.chance), words=fight.words)
        Label(inside, head, Type.HEADING, key="odds.chance",
              colour=palette.favourable if fight.chance >= 0.5 else palette.adverse)  # fmt: skip
    if seen.warning:
        Label(inside, seen.warning, Type.STRONG, colour=world.app.theme.palette.adverse,
              key="march.warning")  # fmt: skip
    row = Row(inside, gap=8)
    confirm = Button(row, text("march.attack" if fight else "march.go"), world.confirm,
                     look=Look.PRIMARY, shortcut="y", key="march.confirm")  # fmt: skip
    world.app.ui.default = confirm
    confirm.enabled = seen.months is not None
    Button(row, text("march.not"), world.stop_aiming, look=Look.QUIET, key="march.not")
    if fight is not None:
        Label(inside, fight.quarter, Type.SMALL, colour=INK_SOFT, key="odds.quarter")
        fact_lines(inside, fight.facts)
    fact_lines(inside, seen.facts)
    if seen.fight is not None:
        _powers(inside, seen.fight)


def _powers(inside: Column, fight: Fight) -> None:
    for key, rows, power in (
        ("ours", fight.ours, fight.powers[0]),
        ("theirs", fight.theirs, fight.powers[1]),
    ):
        Label(inside, text(f"odds.{key}"), Type.SMALL_STRONG)
        TermsTable(inside, tuple(TermRow(row.label, row.value) for row in rows), total=power,
                   decimals=1, key=f"odds.{key}")  # fmt: skip


def _goals(column: Column, world: WorldScreen, rows: tuple[int, ...]) -> None:
    view, tell = world.play.view, world.play.tell
    node = int(view.known.formations.node[rows[0]])
    part = section(column, text("march.where"))
    Label(part, text("march.hint"), Type.SMALL, colour=INK_SOFT)
    Button(part, text("march.by_keys"), world.begin_aiming, shortcut="g", key="march.by_keys")
    names = world.play.names
    around = [(str(at), name) for at, name in places.neighbours(view, node, tell)]
    near = [(str(node), text("world.stay")), *around]
    every = [
        (str(at), names.node_name(at))
        for at in range(view.known.board.territories + view.known.board.zones)
    ]

    def find(words: str) -> None:
        wanted = words.strip().casefold()
        lines = near
        if wanted:
            begin = [each for each in every if each[1].casefold().startswith(wanted)]
            other = [each for each in every if wanted in each[1].casefold() and each not in begin]
            lines = [*begin, *other][:MOST_FOUND]
        found.set_rows([TableRow(key, (Cell(name),)) for key, name in lines])
        found.selected = lines[0][0] if lines and wanted else None

    def first() -> Go | None:
        chosen = found.selected or (found.rows[0].key if found.rows else None)
        return world.look_at_goal(int(chosen)) if chosen is not None else None

    TextField(part, text("march.find"), "", on_change=find, on_enter=first,
              hint=text("march.find_hint"), key=FIND)  # fmt: skip
    found = ListView(
        part,
        near,
        label=text("world.goals"),
        on_open=lambda key: world.aim_at(int(key)),
        rows_high=min(8, len(near)),
        key="goals",
    )
