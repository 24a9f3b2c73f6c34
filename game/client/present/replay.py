"""A quarter over again, month by month: who moved, where it was fought, what changed hands.

Made of two views that one state had, before and after, and of what it may read of the time between:
of how a formation went between its two places nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.client.present.marks import Arrow, Flag
from game.client.present.orders_of_battle import month_label
from game.client.present.report import SKIRMISH, weight_of
from game.core.events import Event
from game.core.observe import PlayerView
from game.narrate.narrator import Narrator

_IN_ITS_MONTH = ("war.battle", "war.occupied", "war.capital_fell", "war.formation_lost")
"""Kinds that a war is fought in, told in the order of the months."""
_OF_WAR = ("war.", "territory.")


@dataclass(frozen=True, slots=True)
class Move:
    """Formations of one state that went from one place to another."""

    start: int
    end: int
    owner: int
    own: bool


@dataclass(frozen=True, slots=True)
class Month:
    """One month of what is played again."""

    label: str
    """Its date, as "Oct 1931"."""
    fought: tuple[int, ...]
    """Places of battles."""
    taken: tuple[int, ...]
    """Territories that somebody took."""
    told: tuple[str, ...]
    """The gravest first."""


@dataclass(frozen=True, slots=True)
class Replay:
    """A quarter between two views of one state."""

    before: PlayerView
    after: PlayerView
    moves: tuple[Move, ...]
    months: tuple[Month, ...]

    @property
    def last(self) -> int:
        """The step at which all is as it is now; at 0 all is as it was."""
        return len(self.months)

    @property
    def places(self) -> tuple[int, ...]:
        """Where something is shown, the viewer's own moves and the fighting first."""
        own = [move.end for move in self.moves if move.own]
        fought = [node for month in self.months for node in (*month.fought, *month.taken)]
        return tuple(dict.fromkeys([*own, *fought, *(move.end for move in self.moves)]))


def replay(
    before: PlayerView | None, after: PlayerView, events: Iterable[Event], tell: Narrator
) -> Replay | None:
    """Return the turn between two views of one state; None where nothing is to be shown.

    `events` are those that the state may read.
    """
    if before is None or before.known.turn + 1 != after.known.turn:
        return None
    assert before.viewer == after.viewer  # noqa: S101  # nobody sees what another saw
    calendar, turn = after.known.scenario.calendar, before.known.turn
    heard: list[list[Event]] = [[] for _ in range(calendar.ticks)]
    month = 0
    for event in events:
        if event.turn != turn or not event.kind.startswith(_OF_WAR):
            continue
        if event.kind == "war.battle":
            month = min(round(event.figure("month")), calendar.ticks - 1)
        heard[month if event.kind in _IN_ITS_MONTH else -1].append(event)
    months = tuple(
        _month(month_label(calendar, turn, number), told, after, tell)
        for number, told in enumerate(heard)
    )
    moves = _moves(before, after)
    if not moves and not any(month.told for month in months):
        return None
    return Replay(before, after, moves, months)


def _month(label: str, events: Sequence[Event], view: PlayerView, tell: Narrator) -> Month:
    told = [event for event in events if event.kind != "war.battle" or _felt(event)]
    fought = [event.id("node") for event in told if event.kind == "war.battle"]
    taken = [event.id("territory") for event in told if event.kind == "war.occupied"]
    gravest = sorted(told, key=lambda event: -weight_of(event, view))
    words = dict.fromkeys(tell.event(event, view) for event in gravest)
    return Month(label, tuple(dict.fromkeys(fought)), tuple(dict.fromkeys(taken)), tuple(words))


def _felt(event: Event) -> bool:
    return event.figure("attackers_lost") + event.figure("defenders_lost") >= SKIRMISH


def _moves(before: PlayerView, after: PlayerView) -> tuple[Move, ...]:
    was, now = before.known.formations, after.known.formations
    both = min(len(was.exists), len(now.exists))
    same = was.exists[:both] & now.exists[:both]
    same &= (was.owner[:both] == now.owner[:both]) & (was.arm[:both] == now.arm[:both])
    rows = np.flatnonzero(same & (was.node[:both] != now.node[:both])).tolist()
    found = {(int(was.node[row]), int(now.node[row]), int(now.owner[row])) for row in rows}
    return tuple(Move(*each, own=each[2] == after.viewer) for each in sorted(found))


def seen_at(shown: Replay, step: int) -> PlayerView:
    """Return the map's view at a step: as it was, with what is taken by then; at last as it is."""
    if step >= shown.last:
        return shown.after
    if step == 0:
        return shown.before
    taken = [node for month in shown.months[:step] for node in month.taken]
    known = shown.before.known.clone()
    known.territories.controller[taken] = shown.after.known.territories.controller[taken]
    return replace(shown.before, known=known)


def arrows_at(
    shown: Replay, step: int, points: Sequence[tuple[float, float]], world_width: float
) -> tuple[Arrow, ...]:
    """Return how far each move has come at a step: one's own in colour, others' in ink."""
    share = step / shown.last
    if share == 0:
        return ()
    found = []
    for move in shown.moves:
        (x0, y0), (x1, y1) = points[move.start], points[move.end]
        half = world_width / 2
        across = (x1 - x0 + half) % world_width - half  # the short way round the world
        end = (x0 + across * share, y0 + (y1 - y0) * share)
        found.append(Arrow((x0, y0), end, standing=not move.own))
    return tuple(found)


def flags_at(shown: Replay, step: int, points: Sequence[tuple[float, float]]) -> tuple[Flag, ...]:
    """Return a mark for each battle of the month that a step shows."""
    if step == 0:
        return ()
    return tuple(
        Flag(f"battle {node}", *points[node], war=True) for node in shown.months[step - 1].fought
    )
