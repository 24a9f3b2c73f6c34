"""Statehood: nations come to want a state, and get one, are held, rise, divide or unite."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.core.formulas.strife import chance
from game.core.ids import StateId
from game.core.kinds import CrisisEnd
from game.core.log import Log
from game.core.nations import Nations, held_by, lands_of, nations_of
from game.core.orders import GrantIndependence, HoldColony, Order, SeekUnion
from game.core.phases.crises.endings import settle
from game.core.rng import stream
from game.core.statehood import exile
from game.core.statehood.breakup import partition, rename, secede
from game.core.statehood.choice import risings as up
from game.core.statehood.comeback import freed, restore
from game.core.statehood.pressure import press
from game.core.statehood.risings import go_free, outbreaks, run_on
from game.core.statehood.union import succeed, unite
from game.core.world import World

_WALKS_OUT = 0.4
"""Nationhood from which a nation walks out of a union that cannot keep it."""

_SWEPT_ALONG = 0.12
"""Stability that a union needs beside, once one of its nations has walked out of late."""

_TOEHOLD = 0.15
"""Share of a homeland that a second power must hold for a nation to be divided on leaving."""

_RIVAL_CAMPS = 0.7
"""How far apart on the bloc axis two holders are of different camps."""


def take(world: World, orders: Sequence[Order], log: Log) -> None:
    """Take what holders decide about the nations they hold, and who would unite with whom."""
    states, rules = world.states, world.rules
    years = world.scenario.calendar.years_a_turn
    for order in orders:
        match order:
            case GrantIndependence():
                if not states.promised[order.nation]:
                    states.promised[order.nation] = True
                    log.add("nation.promised", order.state, order.nation)
            case HoldColony():
                level = float(states.repression[order.nation])
                if level < 0.1:  # it was left alone of late
                    log.add("nation.held_down", order.state, order.nation)
                states.repression[order.nation] = min(1.0, level + rules.repression_step)
                cost = rules.holding_cost * float(states.production[order.nation]) * years
                states.treasury[order.state] -= min(cost, 0.01 * states.production[order.state])
                makes = float(states.production[order.nation] / states.production[order.state])
                shame = 0.0004 * max(0.0, float(states.regime[order.state])) * min(1.0, makes)
                tired = float(states.weariness[order.state])
                states.weariness[order.state] = min(1.0, tired + shame)
            case SeekUnion():
                sought = world.dyads.union_sought.copy()
                sought[order.state, order.to] = order.sought
                world.dyads.union_sought = sought
                kind = "union.sought" if order.sought else "union.unsought"
                log.add(kind, order.state, order.to)


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Let a turn pass for nations, old and new."""
    if (world.states.stood != world.states.exists).any():
        exile.note(world, log)
    if world.exiles.open:
        freed(world, log)
        exile.watch(world, log)
    here = nations_of(world)
    if here.rows.size:
        turns = max(1, round(1.0 / world.scenario.calendar.years_a_turn))
        if world.turn % turns == 0:  # once a year
            press(world, here, 1.0, log)
        run_on(world, log)
        for nation in np.flatnonzero(world.states.promised).tolist():
            release(world, StateId(nation), log)
        _walk_out(world, nations_of(world), log)
        if world.turn % turns == turns // 2:
            outbreaks(world, nations_of(world), 1.0, log)
    sought = world.dyads.union_sought
    if sought.any():
        for one, other in np.argwhere(sought & sought.T).tolist():
            if one < other:
                _marry(world, StateId(one), StateId(other), log)


def release(world: World, nation: StateId, log: Log) -> bool:
    """Let a nation go that was promised a state: whole, or divided between rival camps."""
    states = world.states
    states.promised[nation] = False
    here = nations_of(world)
    place = np.flatnonzero(here.rows == nation)
    if not place.size:
        return False
    holder = StateId(int(here.holder[place[0]]))
    zones = _zones(world, nation, holder)
    heirs = _heirs(world, nation)
    done = False
    if len(zones) > 1 and len(heirs) > 1:
        done = bool(partition(world, zones, heirs, log))
    if not done:
        fought = int(nation) in up(world)
        land = held_by(world, nation, holder)
        if here.taken[place[0]] >= 0.5 and states.tpop[nation] < 1.0:  # it lived
            done = restore(world, nation, land.tolist(), log, parent=holder)
        else:
            done = go_free(world, nation, holder, log, contested=False)
        if done and fought:
            world.dyads.affinity[[nation, holder], [holder, nation]] -= 0.15
    if done:
        _close(world, nation, log)
        if states.exists[holder]:
            rename(world, holder, log) if _rump(world, holder) else None
    return done


def _close(world: World, nation: StateId, log: Log) -> None:
    """End the rising of a nation that has what it rose for."""
    number = up(world).get(int(nation))
    if number is not None:
        settle(world, world.crises[number], CrisisEnd.COMPROMISE, log)


def _rump(world: World, state: StateId) -> bool:
    """Tell whether a union has lost so much that it is one by name only."""
    home = lands_of(world).home[state]
    if not home.any():
        return False
    return float((world.territories.owner[home] == state).mean()) < 0.5  # a half


def _zones(world: World, nation: StateId, holder: StateId) -> dict[StateId, list[int]]:
    """Return the parts of a homeland by who holds them: the holder's, and a rival camp's."""
    home = np.flatnonzero(lands_of(world).home[nation])
    owner = world.territories.owner[home]
    states, rivalry = world.states, world.dyads.rivalry
    found_: dict[StateId, list[int]] = {holder: home[owner == holder].tolist()}
    for other in np.unique(owner).tolist():
        if other == holder or (owner == other).mean() < _TOEHOLD:
            continue
        apart = abs(float(states.ideal[holder, 1] - states.ideal[other, 1]))
        if rivalry[holder, other] >= 0.3 or apart >= _RIVAL_CAMPS:  # rivals
            found_[StateId(other)] = home[owner == other].tolist()
    return found_


def _heirs(world: World, nation: StateId) -> list[StateId]:
    """Return who could take the parts of a divided nation: itself, and kin without a state."""
    lands, alive = lands_of(world), world.states.exists
    kin = np.flatnonzero((lands.kin[nation] | lands.within[:, nation]) & ~alive & (lands.size > 0))
    fit = [row for row in kin.tolist() if (lands.home[row] & lands.home[nation]).any()]
    return [nation, *(StateId(row) for row in fit if lands.kin[nation, row])]


def _walk_out(world: World, here: Nations, log: Log) -> None:
    """Let nations leave a union that has no strength left to keep them, by this turn's draws."""
    states, rules = world.states, world.rules
    if (states.stability[here.holder] >= rules.unrest_bound + _SWEPT_ALONG).all():
        return
    left = states.exists & (states.born >= 0)
    years = world.scenario.calendar.years_a_turn
    recent = left & (world.turn - states.born <= 1.5 / years)
    parted = np.zeros(world.n)
    beside = lands_of(world).beside
    np.maximum.at(parted, here.holder, (beside[here.rows] & recent).any(axis=1).astype(float))
    bound = rules.unrest_bound + _SWEPT_ALONG * parted[here.holder]
    weak = np.clip((bound - states.stability[here.holder]) / rules.unrest_bound, 0.0, 1.0)
    keen = np.clip((states.nationhood[here.rows] - _WALKS_OUT) / 0.4, 0.0, 1.0)
    rate = rules.collapse_rate * np.minimum(2.0 * weak, 1.0) * keen * here.able
    rate = np.where(here.colonial < 0.5, rate, 0.5 * rate)  # more than half
    if not rate.any():
        return
    draws = stream(world.seed, world.turn, "nations walk out").random(world.n)[here.rows]
    for place in np.flatnonzero(draws < chance(rate, years)).tolist():
        nation, holder = StateId(int(here.rows[place])), StateId(int(here.holder[place]))
        if states.exists[holder] and not states.exists[nation]:
            freely = here.colonial[place] >= 0.5  # more than half
            gone = (
                go_free(world, nation, holder, log, contested=False)
                if freely
                else secede(world, nation, holder, log)
            )
            if gone:
                _close(world, nation, log)
                if _rump(world, holder):
                    rename(world, holder, log)


def _marry(world: World, one: StateId, other: StateId, log: Log) -> None:
    """Unite two states that both would, under the stronger; a wider nation lends its name."""
    states = world.states
    if not (states.exists[one] and states.exists[other]) or world.at_war()[one, other]:
        return
    into, joins = (one, other) if states.power[one] >= states.power[other] else (other, one)
    if unite(world, into, joins, log) and not states.human[into]:
        lands = lands_of(world)
        mine = np.flatnonzero(world.territories.owner == into)
        wide = lands.kin[into] & lands.kin[joins] & ~states.exists & (lands.size > 0)
        for row in np.flatnonzero(wide).tolist():
            if lands.home[row, mine].mean() >= 0.8:  # nearly all
                succeed(world, StateId(row), into, log)
                break
