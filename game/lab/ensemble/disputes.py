"""What is noted of disputes: those in which force was threatened, shown or used, and how they end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from game.core.events import Event
from game.core.kinds import Act, Alert, CrisisEnd, CrisisKind, Rung
from game.core.missions import mission_in
from game.core.records import Crisis
from game.core.world import World
from game.lab.ensemble.sheet import Sheet

_SHOTS: Final = (CrisisKind.BORDER_INCIDENT, CrisisKind.BLOCKADE, CrisisKind.INVASION)
"""Quarrels that begin with force, whatever rung they stand on."""

_CLASH: Final = "incident.clash"
_INCIDENTS: Final = (_CLASH, "incident.show_of_force")
"""Incidents that both sides let pass: disputes by themselves, as most of the record's are."""

_SENT: Final = frozenset({Act.FORCE, Act.BLOCKADE})
"""Measures by which a third state's own forces come in."""

_GOOD_ENDS: Final = (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE)


@dataclass(slots=True)
class _Case:
    """What must be remembered of a quarrel until it is over."""

    year: int
    rung: Rung
    alerted: bool = False
    joined: bool = False
    """A third state stood with a party once force was threatened, or sent its own."""


@dataclass(slots=True)
class DisputeWatch:
    """Notes quarrels between states as they begin, climb and end, and civil wars beside."""

    going: dict[int, _Case] = field(default_factory=dict)
    missions: set[int] = field(default_factory=set)
    """Cases in which a peace operation has begun."""

    def turn(
        self, before: World, after: World, year: int, events: Sequence[Event], sheet: Sheet
    ) -> None:
        """Take a turn: the world before and after it, and what happened in between."""
        climbed: dict[int, int] = {}
        for event in events:
            if event.kind == "crisis.escalated":
                place = event.id("crisis")
                climbed[place] = max(climbed.get(place, 0), event.id("rung"))
            elif event.kind in _INCIDENTS:
                joined = event.id("friend") >= 0
                _dispute(sheet, year, force=event.kind == _CLASH, joined=joined)
        for crisis in after.crises[len(before.crises) :]:
            self.going[crisis.id] = _Case(year, crisis.rung)
            if crisis.kind == CrisisKind.CIVIL_WAR:
                sheet.count("civil_wars_begun", year)
        helped = {
            after.resolutions[duty.resolution].crisis
            for duty in after.ledger[len(before.ledger) :]
            if duty.act in _SENT and duty.given > 0
        }
        length = after.scenario.calendar.years_a_turn
        fighting = 0
        for number, case in list(self.going.items()):
            crisis = after.crises[number]
            case.rung = Rung(max(case.rung, crisis.rung, climbed.get(number, 0)))
            case.alerted |= max(crisis.alerts) > Alert.NONE
            case.joined |= number in helped or _stands_by(crisis, case) or _fights_by(after, crisis)
            self._operations(after, crisis, year, sheet)
            fighting += crisis.live and crisis.kind == CrisisKind.CIVIL_WAR
            if not crisis.live:
                self._close(after, crisis, sheet)
        sheet.share("civil_wars_active", year, fighting * length, length)

    def close(self, world: World, sheet: Sheet) -> None:
        """Count the quarrels that are still on."""
        for number in list(self.going):
            case = self.going.pop(number)
            if not world.crises[number].internal and militarised(world.crises[number], case):
                _count(world, world.crises[number], case, sheet)

    def _operations(self, world: World, crisis: Crisis, year: int, sheet: Sheet) -> None:
        """Count a peace operation once, when its first men are there with leave."""
        if crisis.id in self.missions or not {Act.OBSERVERS, Act.PEACEKEEPING} & set(crisis.acts):
            return
        if crisis.kind == CrisisKind.PROLIFERATION:
            return  # inspectors keep no peace
        mission = mission_in(world, crisis)
        if mission is not None and mission.admitted and mission.men > 0:
            self.missions.add(crisis.id)
            sheet.count("peace_operations", year)

    def _close(self, world: World, crisis: Crisis, sheet: Sheet) -> None:
        case = self.going.pop(crisis.id)
        self.missions.discard(crisis.id)
        if crisis.internal:
            return
        if crisis.referred >= 0:
            sheet.share("referred_success", case.year, float(crisis.end in _GOOD_ENDS))
        if militarised(crisis, case):
            _count(world, crisis, case, sheet)
            for end in (CrisisEnd.WITHDREW, CrisisEnd.COMPROMISE, CrisisEnd.KEPT_GAINS):
                name = f"mid_ends_{end.name.lower()}"
                sheet.share(name, case.year, float(crisis.end == end))


def militarised(crisis: Crisis, case: _Case) -> bool:
    """Tell whether force was threatened, shown or used in a quarrel between states.

    From an ultimatum upwards; from the start where it begins with shots, or a blockade; and where
    there was a nuclear threat. A demand in words alone is none.
    """
    return case.rung >= Rung.ULTIMATUM or crisis.kind in _SHOTS or case.alerted


def _stands_by(crisis: Crisis, case: _Case) -> bool:
    """Tell whether somebody stands with a party who will be called on: a threat of force itself."""
    return case.rung >= Rung.ULTIMATUM and bool(crisis.camps[0] or crisis.camps[1])


def _fights_by(world: World, crisis: Crisis) -> bool:
    if crisis.war < 0:
        return False
    war = world.wars[crisis.war]
    return len(war.attackers) + len(war.defenders) > 2


def _count(world: World, crisis: Crisis, case: _Case, sheet: Sheet) -> None:
    force = case.rung >= Rung.CLASH or crisis.kind in _SHOTS
    fought = _fights_by(world, crisis)
    war = crisis.war >= 0
    _dispute(sheet, case.year, force=force, joined=case.joined, war=war, fought=fought)


def _dispute(
    sheet: Sheet, year: int, *, force: bool, joined: bool, war: bool = False, fought: bool = False
) -> None:
    sheet.count("mids", year)
    sheet.share("mids_per_1000_state_years", year, 1.0, 0.0)
    sheet.share("mid_war_share", year, float(war))
    sheet.share("mid_force_share", year, float(force))
    sheet.share("mid_joiner_share", year, float(joined))
    sheet.share("mid_joiner_fought_share", year, float(fought))
