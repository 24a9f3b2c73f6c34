"""The collector: fed a world turn by turn, it keeps sums, and no world."""

from __future__ import annotations

from collections.abc import Sequence

from game.core.events import Event
from game.core.world import World
from game.lab.ensemble.councils import CouncilWatch
from game.lab.ensemble.disputes import DisputeWatch
from game.lab.ensemble.sheet import Figure, Sheet
from game.lab.ensemble.system import SystemWatch
from game.lab.ensemble.wars import WarWatch


class Collector:
    """Measures one world while it is played, from events and records only."""

    def __init__(self) -> None:
        self.sheet = Sheet()
        self._wars = WarWatch()
        self._disputes = DisputeWatch()
        self._councils = CouncilWatch()
        self._system = SystemWatch()

    def turn(self, before: World, after: World, events: Sequence[Event]) -> None:
        """Take a turn: the world at its start, the world at its end, and what happened."""
        calendar = after.scenario.calendar
        year = calendar.year(before.turn)
        self.sheet.pass_time(year, calendar.years_a_turn)
        for name in ("wars", "mids", "peace_operations", "state_exits", "state_births"):
            self.sheet.count(name, year, 0.0)
        for watch in (self._wars, self._disputes, self._councils, self._system):
            watch.turn(before, after, year, events, self.sheet)
        if calendar.year(after.turn) != year:
            self._councils.yearly(after, year, self.sheet)
            self._system.yearly(after, year, self.sheet)

    def close(self, world: World) -> tuple[Figure, ...]:
        """Return the figures, once the last turn has been taken."""
        self._wars.close(world, self.sheet)
        self._disputes.close(world, self.sheet)
        return tuple(self.sheet.figures())
