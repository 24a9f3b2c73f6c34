"""The long tables of the war room: formations of both sides, battles with their dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from game.client.colours import INK_SOFT
from game.client.inks import ink
from game.client.layout import Column
from game.client.panels.facts import quiet
from game.client.present import orders_of_battle
from game.client.present.orders_of_battle import Battle, Unit
from game.client.strings import text
from game.client.theme import Type
from game.client.widgets.label import Label
from game.client.widgets.table import Cell, Table, TableColumn, TableRow, cells
from game.client.widgets.tooltip import Tip
from game.core.records import War
from game.narrate.numerals import percent

if TYPE_CHECKING:
    from game.client.screens.war_room import WarRoomScreen

MOST_ROWS = 8


def formations(column: Column, room: WarRoomScreen, war: War) -> None:
    """List the formations of both sides: what they are, how fit, what one's own are to do."""
    play = room.play
    found = orders_of_battle.units(play.view, war, play.tell)
    if not found:
        quiet(column, text("room.no_formations"))
        return
    Table(
        column,
        (
            TableColumn(text("room.formation"), 3, least=150),
            TableColumn(text("room.place"), 2, least=110),
            TableColumn(text("room.size"), 0.3, "right", least=54),
            TableColumn(text("room.technology"), 0.3, "right", least=54),
            TableColumn(text("room.ready"), 0.3, "right", least=60),
            TableColumn(text("room.supply"), 0.3, "right", least=64),
        ),
        [_unit_row(room, unit) for unit in found],
        label=text("room.formations"),
        on_open=lambda key: room.jump_to(key.split(".")[1]),
        rows_high=min(MOST_ROWS, len(found)),
        key="room.formations",
    )
    Label(column, text("room.formations_note"), Type.SMALL, colour=INK_SOFT)


def _unit_row(room: WarRoomScreen, unit: Unit) -> TableRow:
    names = room.play.names.names
    side = text(f"room.side_of.{unit.side}")
    said = [f"**{names[unit.state]}**, {side.lower()}", unit.doing]
    if unit.under:
        said.append(text("room.under", title=unit.under))
    return TableRow(
        f"{unit.row}.{unit.node}",
        cells(
            Cell(unit.name, swatch=ink(room.play, unit.state), strong=unit.side == 0),
            unit.place,
            Cell(f"{unit.strength:,.0f}", sort=unit.strength),
            Cell(f"{unit.technology:.2f}", sort=unit.technology),
            Cell(percent(unit.readiness), sort=unit.readiness),
            Cell(percent(unit.supply), sort=unit.supply),
        ),
        tip=Tip(unit.name, "\n".join(each for each in said if each)),
    )


def battles(column: Column, room: WarRoomScreen, war: War) -> None:
    """List the battles of a war, the latest first, with their months and odds."""
    play = room.play
    calendar = play.view.known.scenario.calendar
    found = orders_of_battle.battles(war, play.chronicle, calendar, play.tell)
    if not found:
        quiet(column, text("room.no_battles"))
        return
    Table(
        column,
        (
            TableColumn(text("room.when"), 1, least=84),
            TableColumn(text("room.place"), 2, least=110),
            TableColumn(text("room.attacker"), 2, least=100),
            TableColumn(text("room.chance"), 0.3, "right", least=56),
            TableColumn(text("room.outcome"), 0.6, least=76),
            TableColumn(text("room.lost"), 0.6, "right", least=96),
        ),
        [_battle_row(at, each) for at, each in enumerate(found)],
        label=text("room.battles"),
        on_open=lambda key: room.jump_to(key.split(".")[1]),
        rows_high=min(MOST_ROWS, len(found)),
        key="room.battles",
    )
    Label(column, text("room.battles_note"), Type.SMALL, colour=INK_SOFT)


def _battle_row(at: int, battle: Battle) -> TableRow:
    lost = f"{battle.losses[0]:.1f} / {battle.losses[1]:.1f}"
    first, other = (f"{power:,.0f}" for power in battle.powers)
    return TableRow(
        f"{at}.{battle.node}",
        cells(
            Cell(battle.date, sort=battle.turn * 12.0 + battle.month, colour=INK_SOFT),
            battle.place,
            battle.attacker,
            Cell(percent(battle.odds), sort=battle.odds),
            Cell(text("room.won" if battle.won else "room.held"), strong=battle.won),
            Cell(lost, sort=sum(battle.losses)),
        ),
        tip=Tip(
            f"{battle.place}, {battle.date}",
            text("room.battle", attacker=battle.attacker, defender=battle.defender,
                 first=first, other=other, odds=percent(battle.odds)),
        ),
    )  # fmt: skip
