"""What is noted of wars: how many, how long, how bloody, who won them, who came to help."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.core.events import Event
from game.core.kinds import TreatyKind, Victor
from game.core.records import War
from game.core.world import World
from game.lab.ensemble.sheet import X_MIN, Sheet

DEAD_SHARE: Final = 0.3
"""Of the men that formations lose, how many are dead; the others are wounded, missing, prisoners.

Between one in four and one in three in the large wars of the century (Dupuy 1990) [design].
"""
DAYS_A_YEAR: Final = 365.25

_PACTS: Final = (TreatyKind.DEFENCE, TreatyKind.GUARANTEE)


@dataclass(slots=True)
class _Fight:
    """What must be remembered of a war until it is over."""

    year: int
    allies: tuple[int, ...]
    """Who had promised the attacked its defence when it began."""
    sides: tuple[set[int], set[int]]
    """Whoever fought on either side at any time."""
    stronger: int
    """The side that had more power when it began: 0 attackers, 1 defenders."""
    months: tuple[int, int] | None = None
    """The first and the last month, counted from the start of the game, in which it was fought."""


@dataclass(slots=True)
class WarWatch:
    """Notes wars as they begin and end. A war counts from 1,000 battle deaths, as in the record."""

    going: dict[int, _Fight] = field(default_factory=dict)

    def turn(
        self, before: World, after: World, year: int, events: Sequence[Event], sheet: Sheet
    ) -> None:
        """Take a turn: the world before and after it, and what happened in between."""
        for war in after.wars[len(before.wars) :]:
            self.going[war.id] = _begun(before, war, year)
            sheet.count("wars_of_any_size", year)
        self._date(before, after, events)
        for number in list(self.going):
            war = after.wars[number]
            for side, states in enumerate((war.attackers, war.defenders)):
                self.going[number].sides[side].update(states)
            if not war.live:
                self._close(after, war, sheet)

    def _date(self, before: World, after: World, events: Sequence[Event]) -> None:
        """Note in which months battles were fought, and in which wars."""
        ticks = after.scenario.calendar.ticks
        for event in events:
            if event.kind != "war.battle":
                continue
            at = event.turn * ticks + int(event.figure("month"))
            for number, fight in self.going.items():
                known = before.wars[number] if number < len(before.wars) else after.wars[number]
                for war in (known, after.wars[number]):
                    if {war.side(event.subject), war.side(event.object)} == {0, 1}:
                        since = at if fight.months is None else fight.months[0]
                        fight.months = (since, at)

    def close(self, world: World, sheet: Sheet) -> None:
        """Count the wars that are still on: how they end, and how long they last, nobody knows."""
        for number in list(self.going):
            fight = self.going.pop(number)
            if deaths(world.wars[number]) >= X_MIN:
                _count(fight, sheet)

    def _close(self, world: World, war: War, sheet: Sheet) -> None:
        fight = self.going.pop(war.id)
        if deaths(war) < X_MIN:
            return
        _count(fight, sheet)
        year = fight.year
        sheet.note("war_days", year, days(world, war, fight.months))
        sheet.note("war_deaths", year, deaths(war))
        won = _SIDES[war.victor]
        for name, is_it in (("wins", won == 0), ("loses", won == 1), ("neither", won < 0)):
            sheet.share(f"war_initiator_{name}", year, float(is_it))
        if won >= 0:
            sheet.share("war_stronger_wins", year, float(won == fight.stronger))


def deaths(war: War) -> float:
    """Return the battle deaths of a war so far, on both sides."""
    return 1000.0 * DEAD_SHARE * sum(war.losses)


def days(world: World, war: War, months: tuple[int, int] | None = None) -> float:
    """Return how long a war lasted, in days: from its first month of fighting to its last.

    It is known to the month: one that was fought from a month to the k-th lasted between k - 1 and k of
    them, and is taken for the middle. Where no battle was reported, the same by turns.
    """
    calendar = world.scenario.calendar
    if months is None:
        return (war.ended - war.since + 0.5) * calendar.years_a_turn * DAYS_A_YEAR
    last, first = months[1], months[0]
    return (last - first + 0.5) * calendar.years_a_turn / calendar.ticks * DAYS_A_YEAR


_SIDES: Final = {Victor.ATTACKERS: 0, Victor.DEFENDERS: 1, Victor.NEITHER: -1}


def _begun(before: World, war: War, year: int) -> _Fight:
    first, attacked = war.attackers[0], war.defenders[0]
    known = attacked < before.n and first < before.n
    allies: tuple[int, ...] = ()
    if known:
        bound = before.ties(*_PACTS)[:, attacked] | _sworn_in_bodies(before, attacked)
        bound = bound & before.states.exists
        bound[[first, attacked]] = False
        allies = tuple(int(row) for row in np.flatnonzero(bound))
    power = before.states.power
    stronger = int(known and power[attacked] > power[first])
    return _Fight(year, allies, (set(war.attackers), set(war.defenders)), stronger)


def _sworn_in_bodies(world: World, state: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return who is bound to a state by an alliance with a council of its own, [state]."""
    bound = np.zeros(world.n, bool)
    member = world.memberships.member
    for body, charter in enumerate(world.charters):
        if charter.adversaries and world.memberships.in_being[body] and member[body, state]:
            bound |= member[body]
    return bound


def _count(fight: _Fight, sheet: Sheet) -> None:
    sheet.count("wars", fight.year)
    sheet.share("wars_per_1000_state_years", fight.year, 1.0, 0.0)
    attackers, defenders = fight.sides
    sheet.share("war_coalition", fight.year, float(max(len(attackers), len(defenders)) > 1))
    for ally in fight.allies:
        sheet.share("ally_fights_beside", fight.year, float(ally in defenders))
        sheet.share("ally_fights_against", fight.year, float(ally in attackers))
