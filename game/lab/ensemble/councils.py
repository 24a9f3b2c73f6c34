"""What is noted of institutions: vetoes, sanctions, who belongs, who bears the burden."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

import numpy as np

from game.core.events import Event
from game.core.kinds import SANCTIONS, CrisisEnd, Standing
from game.core.world import World
from game.lab.ensemble.sheet import Sheet
from game.lab.statistics import rank_correlation

_FEWEST: Final = 7
"""Members below which no correlation of size and burden is reckoned, as in the record."""


@dataclass(slots=True)
class CouncilWatch:
    """Notes what institutions decide, and what comes of it."""

    sanctioned: set[int] = field(default_factory=set)
    """Cases that are not over in which sanctions were decided."""
    told: set[int] = field(default_factory=set)
    """Of those, the ones in which the rules say that sanctions brought the end."""

    def turn(
        self, before: World, after: World, year: int, events: Sequence[Event], sheet: Sheet
    ) -> None:
        """Take a turn: the world before and after it, and what happened in between."""
        for event in events:
            if event.kind.endswith(".sanctions_told"):
                crisis = event.id("crisis")
                self.told.add(crisis if crisis >= 0 else after.wars[event.id("war")].crisis)
        sheet.count("drafts_vetoed", year, 0.0)
        for resolution in after.resolutions.since(before.turn - _LONGEST):
            if resolution.id < len(before.resolutions):
                was = before.resolutions[resolution.id].standing
            else:
                was = Standing.TABLED
            if was == resolution.standing:
                continue
            if resolution.standing == Standing.VETOED:
                _veto(after, resolution.vetoes, year, sheet)
            if resolution.standing == Standing.ADOPTED:
                sheet.count("resolutions_adopted", year)
                if any(act in SANCTIONS for act in resolution.acts) and resolution.crisis >= 0:
                    self.sanctioned.add(resolution.crisis)
        for motion in after.motions.since(before.turn - _LONGEST):
            known = motion.id < len(before.motions)
            was = before.motions[motion.id].standing if known else Standing.TABLED
            if was != motion.standing == Standing.VETOED:
                _veto(after, motion.vetoes, year, sheet)
        for number in list(self.sanctioned):
            if not after.crises[number].live:
                self._close(after, number, year, sheet)

    def yearly(self, world: World, year: int, sheet: Sheet) -> None:
        """Note who belongs, and who bears what, at the end of a year."""
        power = world.states.power
        member = world.memberships.member & world.states.exists
        main = [
            float(power[member[body]].sum())
            for body, charter in enumerate(world.charters)
            if world.memberships.in_being[body] and charter.open_to_all
        ]
        sheet.share("main_institution_power", year, max(main, default=0.0))
        alliances = [
            member[body]
            for body, charter in enumerate(world.charters)
            if charter.adversaries and world.memberships.in_being[body]
            and member[body].sum() >= _FEWEST
        ]  # fmt: skip
        if alliances:
            allies = max(alliances, key=lambda members: float(power[members].sum()))
            output = world.states.production[allies]
            arms = world.states.milex[allies]
            burden = arms / np.maximum(output, 1e-9)
            sheet.share("burden_rank_correlation", year, rank_correlation(output, burden))
            sheet.share("burden_leader_share", year, float(arms.max() / max(arms.sum(), 1e-9)))

    def _close(self, world: World, number: int, year: int, sheet: Sheet) -> None:
        """Note what came of sanctions: did whom they were laid on change its behaviour?"""
        crisis = world.crises[number]
        self.sanctioned.discard(number)
        changed = crisis.end in (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE)
        sheet.share("sanctions_success", year, float(changed))
        sheet.share("sanctions_alone_success", year, float(number in self.told))
        self.told.discard(number)


_LONGEST: Final = 8
"""Turns after which a draft that was tabled has long been voted on or lapsed."""


def _veto(world: World, holders: Sequence[int], year: int, sheet: Sheet) -> None:
    sheet.count("drafts_vetoed", year)
    for holder in holders:
        key = world.scenario.state_keys[holder]
        sheet.count(f"vetoes_by_{key}", year)
    sheet.count("vetoes_cast", year, len(holders))
