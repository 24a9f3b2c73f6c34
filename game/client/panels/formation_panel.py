"""The panel of picked formations: their stance, and the places they can be sent to."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from game.client.layout import Column, Row
from game.client.panels.facts import fact_lines, section
from game.client.present import territory as places
from game.client.present.state import Fact
from game.client.strings import text
from game.client.widgets.button import Button
from game.client.widgets.label import Label
from game.client.widgets.listview import ListView
from game.core.kinds import Stance

if TYPE_CHECKING:
    from game.client.screens.world import WorldScreen


def title(world: WorldScreen, rows: tuple[int, ...]) -> str:
    """Return what the picked formations are called."""
    view, tell = world.play.view, world.play.tell
    if len(rows) == 1:
        return places.formation(view, rows[0], tell).name
    return text("world.forces")


def build(column: Column, world: WorldScreen, rows: tuple[int, ...]) -> None:
    """Build the sections."""
    view, tell = world.play.view, world.play.tell
    lines = [places.formation(view, row, tell) for row in rows]
    if len(lines) == 1:
        Label(column, text("world.picked", name=lines[0].name))
    else:
        Label(column, text("world.picked_many", many=len(lines)))
    fact_lines(column, [Fact(line.place, line.detail) for line in lines])
    part = section(column, text("world.stance"))
    row = Row(part, gap=4)
    for stance in Stance:
        Button(row, text(f"stance.{stance.name.lower()}"), partial(world.keep("stance"), stance),
               chosen=world.drafts.stance is stance, key=f"stance.{stance.name.lower()}")  # fmt: skip
    node = lines[0].node
    part = section(column, text("world.goals"))
    around = [(str(at), name) for at, name in places.neighbours(view, node, tell)]
    ListView(
        part,
        [(str(node), text("world.stay")), *around],
        label=text("world.goals"),
        on_open=lambda key: world.send(int(key)),
        rows_high=min(10, len(around) + 1),
        key="goals",
    )
