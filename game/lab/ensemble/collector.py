"""The collector: fed a world turn by turn, it keeps sums, and no world."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from game.core.events import Event
from game.core.world import World
from game.lab.ensemble.councils import CouncilWatch
from game.lab.ensemble.disputes import DisputeWatch
from game.lab.ensemble.periods import PERIODS
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
        figures = tuple(self.sheet.figures())
        return (*figures, *_veto_shares(figures))


SEATS: Final = (("SUN", ("SUN", "RUS")), ("USA", ("USA",)))
"""Holders of vetoes whose share is told: whatever the state is called at the time."""


def _veto_shares(figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield whose vetoes they were, by period: of whoever cast most, and of some by name."""
    told = {(each.period, each.metric): each.value for each in figures}
    for period, _, _ in PERIODS:
        cast = told.get((period, "vetoes_cast"), 0.0)
        if cast <= 0:
            continue
        by = {
            metric.removeprefix(_BY): value
            for (where, metric), value in told.items()
            if where == period and metric.startswith(_BY) and not metric.endswith("_a_year")
        }
        yield Figure(period, "veto_share_top", max(by.values()) / cast, cast)
        for name, keys in SEATS:
            share = sum(by.get(key, 0.0) for key in keys) / cast
            yield Figure(period, f"veto_share_{name}", share, cast)


_BY: Final = "vetoes_by_"
