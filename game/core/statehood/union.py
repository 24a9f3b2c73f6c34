"""Union: two states become one, and all that one of them had is the other's."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from game.core.columns import Axis, columns_of
from game.core.ids import NONE, StateId
from game.core.kinds import CrisisEnd, Seat
from game.core.log import Log
from game.core.phases.crises import end
from game.core.phases.rolls import admit, strike
from game.core.world import World

_SUMMED = (
    "milex", "milper", "irst", "pec", "tpop", "upop", "production", "treasury", "warheads",
    "reserves", "garrison",
)  # fmt: skip
_WEIGHED = (
    "technology", "stability", "support", "weariness", "cycle", "slack", "disruption", "arms_cost",
    "upkeep", "growth",
)  # fmt: skip
"""Figures of a union: by the weight of people."""


def unite(world: World, into: StateId, other: StateId, log: Log) -> bool:
    """Let a state become part of another, with all it has; False where they cannot be one.

    Figures are summed, the land is core; treaties, claims, forces and quarrels follow, and seats in
    bodies that are open to all. A state that is not there yet takes the other's place whole.
    """
    states = world.states
    if into == other or not states.exists[other]:
        return False
    if not states.exists[into]:
        return succeed(world, into, other, log)
    if world.at_war()[into, other]:
        return False
    weights = np.array([states.tpop[into], states.tpop[other]]) + 1e-9
    weights /= weights.sum()
    _sum_land(world, into, other)
    for name in _WEIGHED:
        values = getattr(states, name)
        values[into] = weights[0] * values[into] + weights[1] * values[other]
    for name in _SUMMED:
        values = getattr(states, name)
        values[into] = values[into] + values[other]
        values[other] = 0
    states.supply_share[into] += states.supply_share[other]
    states.supply_share[other] = 0.0
    for name in ("dependence", "stocks", "shortage"):
        values = getattr(states, name)
        values[into] = weights[0] * values[into] + weights[1] * values[other]
    _follow(world, into, other, log)
    states.stability[into] = max(0.0, float(states.stability[into]) - 0.03)
    log.add("state.united", into, other, figures={"people": float(states.tpop[into])})
    return True


def succeed(world: World, heir: StateId, state: StateId, log: Log) -> bool:
    """Let a nation's state take the place of one that lives: its land, its figures, its promises."""
    states = world.states
    if states.exists[heir] or not states.exists[state]:
        return False
    seat = int(states.capital[heir])
    owner = world.territories.owner
    for table in (states, world.dyads, world.memberships):
        for spec in columns_of(type(table)):
            values = getattr(table, spec.name)
            if not values.flags.writeable:
                values = values.copy()
                setattr(table, spec.name, values)
            for at, axis in enumerate(spec.axes):
                if axis in (Axis.STATE, Axis.TARGET):
                    cells = np.moveaxis(values, at, 0)
                    cells[heir] = cells[state]
    for spec in columns_of(type(world.dyads)):
        getattr(world.dyads, spec.name)[[heir, state], [heir, state]] = spec.default
    if seat >= 0 and owner[seat] == state:
        states.capital[heir] = seat
    states.born[heir] = world.turn
    mine = world.territories.drawn_by == state
    world.territories.drawn_by[mine] = heir
    for name in _SUMMED:
        getattr(states, name)[state] = 0
    states.supply_share[state] = 0.0
    _in_charters(world, heir, state)
    _hand_on(world, heir, state)
    for body in range(len(world.charters)):
        strike(world, body, state)
    _end(world, state)
    log.add("state.succeeded", heir, state)
    return True


def _in_charters(world: World, heir: StateId, state: StateId) -> None:
    """Name the heir in charters wherever they name who came before it."""

    def named(states: tuple[StateId, ...]) -> tuple[StateId, ...]:
        return tuple(heir if one == state else one for one in states)

    world.charters = tuple(
        replace(
            charter,
            permanent=named(charter.permanent),
            adversaries=named(charter.adversaries),
            area=named(charter.area),
            without_veto=named(charter.without_veto),
            lead=heir if charter.lead == state else charter.lead,
        )
        for charter in world.charters
    )


def _sum_land(world: World, into: int, other: int) -> None:
    """Count both states' land in one set of figures; each territory keeps what it has."""
    land, states = world.territories, world.states
    both = ((land.drawn_by == into, into), (land.drawn_by == other, other))
    for share, figure in (("people", "tpop"), ("industry", "production")):
        values, counted = getattr(land, share), getattr(states, figure)
        total = float(counted[into] + counted[other])
        for mine, row in both:
            values[mine] *= float(counted[row]) / total if total > 0 else 0.5
    land.drawn_by[land.drawn_by == other] = into


def _follow(world: World, into: StateId, other: StateId, log: Log) -> None:
    """Let seats, promises, claims, forces and land go over."""
    seats = world.memberships
    for body, charter in enumerate(world.charters):
        belongs = bool(seats.member[body, other])
        strike(world, body, other)
        if (
            belongs
            and seats.in_being[body]
            and not seats.member[body, into]
            and charter.open_to_all
        ):
            admit(world, body, into, log)
    for crisis in world.live_crises():
        if {crisis.initiator, crisis.target} == {into, other}:
            end(world, crisis, CrisisEnd.COMPROMISE, log)
    _hand_on(world, into, other)
    _end(world, other)


def _hand_on(world: World, into: StateId, other: StateId) -> None:
    """Put one state in another's place on the map and in every record that is still open."""
    land, forces = world.territories, world.formations
    for name in ("owner", "controller", "sovereign"):
        values = getattr(land, name)
        values[values == other] = into
    land.sovereign[land.sovereign == land.owner] = NONE
    land.drawn_by[land.drawn_by == other] = into
    world.zones.controller[world.zones.controller == other] = into
    forces.owner[forces.exists & (forces.owner == other)] = into

    def swapped(states: tuple[StateId, ...]) -> tuple[StateId, ...]:
        return tuple(dict.fromkeys(into if one == other else one for one in states))

    for treaty in world.treaties.open:
        if other not in treaty.parties:
            continue
        parties = swapped(treaty.parties)
        if len(parties) < 2:
            if treaty.until_turn < 0 or treaty.until_turn > world.turn:
                world.put(replace(treaty, until_turn=world.turn))
            continue
        offered = into if treaty.offered_by == other else treaty.offered_by
        world.put(replace(treaty, parties=parties, offered_by=offered))
    for claim in world.claims.open:
        if other in (claim.claimant, claim.holder):
            claimant = into if claim.claimant == other else claim.claimant
            holder = into if claim.holder == other else claim.holder
            live = claimant != holder or claim.remilitarise
            world.put(replace(claim, claimant=claimant, holder=holder, live=live))
    for war in world.live_wars():
        if other in war.attackers or other in war.defenders:
            world.put(
                replace(war, attackers=swapped(war.attackers), defenders=swapped(war.defenders))
            )
    for crisis in world.live_crises():
        first, second, third = (swapped(camp) for camp in crisis.camps)
        changed = replace(
            crisis,
            initiator=into if crisis.initiator == other else crisis.initiator,
            target=into if crisis.target == other else crisis.target,
            camps=(first, second, third),
        )
        if changed != crisis:
            world.put(changed)
    for records, names in _NAMED:
        for record in getattr(world, records).open:
            changes = {name: into for name in names if getattr(record, name) == other}
            if changes:
                world.put(replace(record, **changes))
    for accord in world.accords.open:
        if other in accord.parties:
            world.put(replace(accord, parties=swapped(accord.parties)))


_NAMED = (
    ("reparations", ("debtor", "creditor")),
    ("armistices", ("first", "other")),
    ("resolutions", ("proposer", "target")),
    ("motions", ("proposer", "target")),
    ("deals", ("offered_by", "to")),
    ("exiles", ("host", "by")),
)
"""Records that name states singly, by list."""


def _end(world: World, state: StateId) -> None:
    """Strike from the living a state that went into another of its own will."""
    states = world.states
    states.exists[state] = False
    states.stood[state] = False
    states.human[state] = False
    states.nationhood[state] = 0.02
    states.power[state] = 0.0
    sought = world.dyads.union_sought.copy()
    sought[state] = sought[:, state] = False
    world.dyads.union_sought = sought
    seats = world.memberships
    seats.seat[:, state] = Seat.NONE
