"""What is noted of the system of states: how many there are, how unequal, how governed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.core.events import Event
from game.core.world import World
from game.lab.ensemble.sheet import Sheet
from game.lab.statistics import concentration


@dataclass(slots=True)
class SystemWatch:
    """Notes states that come and go, and the shape of the system at the end of every year."""

    overrun: set[int] = field(default_factory=set)
    """States that have a government and no land."""

    def turn(
        self, before: World, after: World, year: int, events: Sequence[Event], sheet: Sheet
    ) -> None:
        """Take a turn: the world before and after it, and what happened in between."""
        del events
        was, now = _existing(before, after.n), after.states.exists
        length = after.scenario.calendar.years_a_turn
        sheet.share("states", year, float(now.sum()) * length, length)
        for metric in ("wars_per_1000_state_years", "mids_per_1000_state_years"):
            sheet.share(metric, year, 0.0, float(now.sum()) * length / 1000.0)
        held = np.bincount(after.territories.controller, minlength=after.n) > 0
        landless = {int(row) for row in np.flatnonzero(now & ~held)}
        gone = {int(row) for row in np.flatnonzero(was & ~now)} - self.overrun
        sheet.count("state_exits", year, len(gone | (landless - self.overrun)))
        sheet.count("state_births", year, float((now & ~was).sum()))
        self.overrun = landless

    def yearly(self, world: World, year: int, sheet: Sheet) -> None:
        """Note the shape of the system at the end of a year."""
        alive = world.states.exists
        power = np.sort(world.states.power[alive])[::-1]
        power = power / max(float(power.sum()), 1e-12)
        sheet.share("power_top_1", year, float(power[0]))
        sheet.share("power_top_2", year, float(power[:2].sum()))
        sheet.share("power_concentration", year, concentration(power))
        sheet.share("regime_mean", year, float(world.states.regime[alive].mean()))
        sheet.share("democracies", year, float((world.states.regime[alive] >= 6).mean()))


def _existing(world: World, rows: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return who existed, [state], as long as a later world's rows."""
    return np.pad(world.states.exists, (0, rows - world.n))
