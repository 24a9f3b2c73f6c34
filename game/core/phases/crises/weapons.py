"""Nuclear weapons: alerts and accidents, use and what comes back, programmes and arsenals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from game.core.accords import ceiling, forsworn
from game.core.brink import speaker
from game.core.formulas import brinkmanship
from game.core.ids import NOBODY, StateId
from game.core.kinds import Alert, TreatyKind
from game.core.log import Log
from game.core.orders import Order, SetAlert, SetProgramme
from game.core.phases.accords import breach, test_forbidden, verify
from game.core.phases.appraisal import credence
from game.core.programmes import known_science, means
from game.core.records import Crisis
from game.core.rng import stream
from game.core.world import World

_REAL = 0.12
"""Share of accidents in which something goes off; the others are scares."""

_ANSWERS = 0.6
"""How far a patron's word must be trusted at large for it to answer for a client."""


def set_alert(world: World, order: SetAlert, log: Log) -> None:
    """Move a side's weapons up or down the ladder; at its top they are used."""
    crisis = world.crises[order.crisis]
    if not crisis.live:
        return
    side = speaker(world, crisis, order.state)
    if side < 0:
        return
    foe = (crisis.target, crisis.initiator)[side]
    log.add(
        "nuclear.alert",
        order.state,
        foe,
        about={"crisis": crisis.id, "alert": int(order.level)},
    )
    crisis = _at(crisis, side, order.level)
    if order.level == Alert.DEMONSTRATION:
        world.dyads.affinity[:, order.state] = np.maximum(
            world.dyads.affinity[:, order.state] - 0.1, -1.0
        )
        world.dyads.affinity[order.state, order.state] = 0.0
    if order.level == Alert.USE:
        crisis = use(world, crisis, side, order.state, log)
    world.put(crisis)


def _at(crisis: Crisis, side: int, level: Alert) -> Crisis:
    alerts = list(crisis.alerts)
    alerts[side] = level
    return replace(crisis, alerts=(alerts[0], alerts[1]))


def tempt_fate(world: World, crisis: Crisis, draws: NDArray[np.float64], log: Log) -> Crisis:
    """Let weapons on alert bring about accidents; `draws` are four uniform numbers of its own."""
    if crisis.alerts == (Alert.NONE, Alert.NONE):
        return crisis
    for side in (0, 1):
        own, other = int(crisis.alerts[side]), int(crisis.alerts[1 - side])
        if draws[2 * side] >= brinkmanship.accident(own, other):
            continue
        holder = _holder(world, crisis, side)
        if holder == NOBODY:
            continue
        foe = (crisis.target, crisis.initiator)[side]
        if draws[2 * side + 1] < _REAL:
            log.add("nuclear.accident", holder, foe, about={"crisis": crisis.id})
            return use(world, crisis, side, holder, log)
        log.add("nuclear.scare", holder, foe, about={"crisis": crisis.id})
        calmed = [Alert(max(int(level) - 1, 0)) for level in crisis.alerts]
        crisis = replace(crisis, alerts=(calmed[0], calmed[1]))
    return crisis


def _holder(world: World, crisis: Crisis, side: int) -> StateId:
    """Return who has the most weapons on a side; -1 nobody."""
    able = [
        StateId(int(row))
        for row in np.flatnonzero((world.states.warheads > 0) & world.states.exists)
        if speaker(world, crisis, StateId(int(row))) == side
    ]
    return max(able, key=lambda one: (int(world.states.warheads[one]), -one), default=NOBODY)


def use(world: World, crisis: Crisis, side: int, by: StateId, log: Log) -> Crisis:
    """Use nuclear weapons on the other party; who can answer does, at once."""
    crisis = _at(crisis, side, Alert.USE)
    foe = (crisis.target, crisis.initiator)[side]
    _disarming(world, by, foe)
    answering = _answers(world, crisis, 1 - side, foe)
    crisis = _lay_waste(world, crisis, by, foe, log)
    if answering != NOBODY:
        crisis = _at(crisis, 1 - side, Alert.USE)
        crisis = _lay_waste(world, crisis, answering, by, log)
        if crisis.toll >= world.rules.ruin_toll:
            log.add("nuclear.ruin", by, answering, about={"crisis": crisis.id})
    return crisis


def _disarming(world: World, by: StateId, foe: StateId) -> None:
    """Let a first blow fall on the other's weapons too: what survives can answer."""
    states = world.states
    blow = brinkmanship.spent(int(states.warheads[by]))
    edge = float(states.technology[by] / max(float(states.technology[foe]), 0.1))
    states.warheads[foe] = brinkmanship.second_strike(int(states.warheads[foe]), blow, edge)


def _answers(world: World, crisis: Crisis, side: int, struck: StateId) -> StateId:
    """Return who answers for a state that is struck: itself, or a patron whose word is good."""
    if world.states.warheads[struck] > 0:
        return struck
    patron = _holder(world, crisis, side)
    if patron == NOBODY:
        return NOBODY
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)[patron, struck]
    alive = world.states.exists
    trusted = float(credence(world)[alive][:, patron].mean())
    return patron if bound and trusted >= _ANSWERS else NOBODY


def _lay_waste(world: World, crisis: Crisis, by: StateId, foe: StateId, log: Log) -> Crisis:
    """Lay a state waste with half of an arsenal; all regard the user with horror."""
    states, forces, dyads = world.states, world.formations, world.dyads
    spent = min(brinkmanship.spent(int(states.warheads[by])), int(states.warheads[by]))
    waste = brinkmanship.devastation(spent)
    states.warheads[by] -= spent
    dead = 0.5 * waste * float(states.tpop[foe])
    for column, share in (
        (states.tpop, 0.5),
        (states.upop, 0.8),
        (states.production, 0.9),
        (states.irst, 0.9),
        (states.pec, 0.8),
        (states.milex, 0.7),
        (states.milper, 0.4),
    ):
        column[foe] *= 1.0 - share * waste
    states.upop[foe] = min(float(states.upop[foe]), float(states.tpop[foe]))
    states.stability[foe] *= 1.0 - 0.5 * waste
    states.weariness[foe] = min(1.0, float(states.weariness[foe]) + 0.5 * waste)
    theirs = forces.exists & (forces.owner == foe)
    forces.strength[theirs] *= 1.0 - 0.4 * waste
    others = states.exists.copy()
    others[by] = False
    dyads.affinity[others, by] = np.maximum(dyads.affinity[others, by] - world.rules.horror, -1.0)
    dyads.aggression[others, by] = np.minimum(dyads.aggression[others, by] + 3.0, 50.0)
    log.add(
        "nuclear.used",
        by,
        foe,
        about={"crisis": crisis.id},
        figures={"warheads": spent, "killed": dead, "waste": waste},
    )
    return replace(crisis, toll=round(crisis.toll + dead, 3))


def take_programmes(world: World, orders: Sequence[Order], log: Log) -> None:
    """Begin and end programmes, as ordered; only their owners are told."""
    for order in orders:
        if isinstance(order, SetProgramme):
            world.states.programme_on[order.state] = order.begin
            if not order.begin and world.states.programme[order.state] < 1.0:
                world.states.programme[order.state] *= 0.5  # people and works are scattered
            log.add(
                "nuclear.programme_begun" if order.begin else "nuclear.programme_ended",
                order.state,
                readers=(order.state,),
            )


def advance_programmes(world: World, log: Log) -> None:
    """Let programmes go on for a turn: cost, progress, discovery, a test, and then an arsenal.

    Who has forsworn them by treaty gets on only in secret, and limits stop who keeps to them.
    """
    verify(world, log)
    states, rules = world.states, world.rules
    busy = states.programme_on & states.exists
    if not busy.any():
        return
    if not known_science(world):
        return
    years = world.scenario.calendar.years_a_turn
    able = means(world)
    sworn = forsworn(world) & ~states.hidden_work
    draw = stream(world.seed, world.turn, "programmes found out").random(world.n)
    for row in np.flatnonzero(busy):
        state = StateId(int(row))
        if sworn[row]:
            continue
        states.treasury[row] -= rules.programme_cost * float(states.production[row]) * years
        before = float(states.programme[row])
        if before >= 1.0:
            grown = rules.arsenal_growth * float(able[row]) ** 2 * (4.0 * years)
            whole = int(grown) + int(draw[row] < grown - int(grown))
            most = ceiling(world, state)
            if most >= 0 and not states.hidden_work[row]:
                whole = min(whole, max(most - int(states.warheads[row]), 0))
            states.warheads[row] += whole
            continue
        states.programme[row] = min(1.0, before + float(able[row]) * years / rules.programme_years)
        if states.programme[row] >= 1.0:
            states.programme_seen[row] = True
            if states.warheads[row] == 0:
                broken = test_forbidden(world, state) or forsworn(world)[state]
                states.warheads[row] = 1
                log.add("nuclear.tested", state)
                if broken:
                    breach(world, state, log)
        elif not states.programme_seen[row] and draw[row] < 2.0 * rules.programme_seen * before:
            states.programme_seen[row] = True
            log.add("nuclear.found_out", state)
