"""The formations of a war, side by side, and the battles that they fought, month by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from game.client.present import territory as places
from game.client.present.war_room import SIDES
from game.client.strings import text
from game.core.calendar import Calendar
from game.core.events import Event
from game.core.kinds import Arm
from game.core.observe import PlayerView
from game.core.records import War
from game.narrate.narrator import Narrator


@dataclass(frozen=True, slots=True)
class Unit:
    """One formation of a side, as far as the viewer knows it."""

    row: int
    side: int
    name: str
    state: int
    arm: Arm
    place: str
    node: int
    strength: float
    """Thousand men, or their like in ships and aircraft."""
    technology: float
    readiness: float
    supply: float
    doing: str
    """What it is ordered to do; empty for those of others."""
    under: str
    """The measure under which it fights; empty without one."""


@dataclass(frozen=True, slots=True)
class Battle:
    """One battle of a war."""

    turn: int
    month: int
    """Of the turn's months, from 0."""
    date: str
    node: int
    place: str
    attacker: str
    defender: str
    powers: tuple[float, float]
    """With which each went into it."""
    odds: float
    """Chance that the attacker would prevail."""
    won: bool
    losses: tuple[float, float]
    """Of attackers and defenders, thousands."""


def units(view: PlayerView, war: War, tell: Narrator) -> tuple[Unit, ...]:
    """Return the formations of both sides that stand within reach of it, the strongest first."""
    known, forces = view.known, view.known.formations
    found = []
    for side, states in zip(SIDES, (war.attackers, war.defenders), strict=True):
        rows = np.flatnonzero(forces.exists & np.isin(forces.owner, states))
        for row in rows.tolist():
            line = places.formation(view, row, tell)
            under = int(forces.mandate[row])
            title = tell.resolution(known.resolutions[under], known).title if under >= 0 else ""
            found.append(
                Unit(
                    row, side, line.name, int(forces.owner[row]), line.arm, line.place, line.node,
                    float(forces.strength[row]), float(forces.technology[row]),
                    float(forces.readiness[row]), float(forces.supply[row]), line.doing, title,
                )
            )  # fmt: skip
    found.sort(key=lambda unit: (unit.side, -unit.strength, unit.row))
    return tuple(found)


def battles(
    war: War, events: Iterable[Event], calendar: Calendar, tell: Narrator
) -> tuple[Battle, ...]:
    """Return the battles of a war among events, the latest first."""
    names = tell.names.gazetteer
    found = []
    for event in events:
        if event.kind != "war.battle" or event.object < 0 or event.turn < war.since:
            continue
        if {war.side(event.subject), war.side(event.object)} != set(SIDES):
            continue
        node, month = event.id("node"), round(event.figure("month"))
        found.append(
            Battle(
                event.turn,
                month,
                month_label(calendar, event.turn, month),
                node,
                names.node_name(node),
                names.names[event.subject],
                names.names[event.object],
                (event.figure("attack"), event.figure("defence")),
                event.figure("odds"),
                event.figure("won") > 0,
                (event.figure("attackers_lost"), event.figure("defenders_lost")),
            )
        )
    found.reverse()
    return tuple(found)


def month_label(calendar: Calendar, turn: int, month: int) -> str:
    """Return the date of a turn's month, as "Oct 1931"."""
    each = 12 // calendar.periods
    number = (calendar.period(turn) - 1) * each + min(month, each - 1) + 1
    return text("date.month", month=text(f"month.{number}"), year=str(calendar.year(turn)))
