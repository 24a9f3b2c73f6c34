"""Risings: nations that take up arms against their holder, and how that ends."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum

import numpy as np
from scipy.special import ndtri

from game.core.formulas import nationhood as formulas
from game.core.formulas.strife import chance, killed
from game.core.ids import StateId
from game.core.kinds import Birth, CrisisEnd, CrisisKind
from game.core.log import Log
from game.core.missions import mission_in
from game.core.nations import Nations, held_by, nations_of
from game.core.outlook import Outlook, outlook
from game.core.phases.crises.endings import settle
from game.core.phases.crises.opening import begin
from game.core.records import Crisis
from game.core.rng import stream
from game.core.statehood.birth import found
from game.core.statehood.choice import risings
from game.core.terms import Term, total
from game.core.world import World

_DECIDED = 0.04
"""How near to all or nothing the tide must run for one side to have won."""

_LONGEST_YEARS = 15.0
_BEATEN = 0.25
"""Nationhood lost in a rising that was put down."""

_KEEN = 0.75
"""Of the nationhood in its neighbourhood that a rising shows."""


def outbreaks(world: World, here: Nations, years: float, log: Log) -> None:
    """Let nations take up arms in some years, by this turn's own draws."""
    states, rules = world.states, world.rules
    level = states.nationhood[here.rows]
    if not (level > 0.45).any():  # see rising_rate
        return
    rate = formulas.rising_rate(
        level,
        here.colonial,
        states.stability[here.holder],
        states.repression[here.rows],
        rules.rising_rate,
    )
    rate = np.where(here.able, rate, 0.0)
    draws = stream(world.seed, world.turn, "nations rise").random(world.n)[here.rows]
    up = risings(world)
    for place in np.flatnonzero(draws < chance(rate, years)).tolist():
        nation, holder = int(here.rows[place]), StateId(int(here.holder[place]))
        if nation in up or states.promised[nation]:
            continue
        tide = 0.65 if here.colonial[place] >= 0.5 else 0.4 + 0.35 * float(states.stability[holder])
        crisis = begin(
            world,
            CrisisKind.CIVIL_WAR,
            holder,
            holder,
            tide=round(tide, 4),
            nation=StateId(nation),
            clock=world.turn + round(_LONGEST_YEARS / world.scenario.calendar.years_a_turn),
        )
        log.add(
            "rising.begun",
            nation,
            holder,
            about={"crisis": crisis.id},
            figures={"nationhood": float(states.nationhood[nation])},
        )


def run_on(world: World, log: Log) -> None:
    """Let a quarter pass in every rising."""
    up = risings(world)
    if not up:
        return
    look = outlook(world.before if world.before is not None else world)
    luck = stream(world.seed, world.turn, "risings").random(64)
    for number in sorted(up.values()):
        _quarter(world, world.crises[number], float(luck[number % 64]), look, log)


def tide_of(world: World, crisis: Crisis, look: Outlook) -> tuple[Term, ...]:
    """Return the terms of how the tide runs to the holder in a quarter."""
    states, state, nation = world.states, crisis.target, crisis.nation
    here = nations_of(world)
    own = max(float(states.milex[state]) / 8.0, 1e-6)
    arms = float(np.tanh((crisis.proxies[0] - crisis.proxies[1]) / own))
    weigh = look.strength / max(float(look.strength[state]), 1e-9) * look.nearness[state]
    stood = [float(weigh[list(camp)].sum()) if camp else 0.0 for camp in crisis.camps[:2]]
    people = max(float(states.tpop[nation]), 1.0)
    might = float(np.log(max(float(states.milper[state]), 1.0) / (0.01 * people)))
    terms = formulas.tide_terms(
        level=float(states.nationhood[nation]),
        might=might,
        weariness=float(states.weariness[state]),
        stability=float(states.stability[state]),
        norm=here.norm,
        regime=float(states.regime[state]),
        repression=float(states.repression[nation]),
        arms=arms,
        camps=float(np.tanh(0.3 * (stood[0] - stood[1]))),
    )
    return tuple(Term(key, value) for key, value in terms.items())


def _quarter(world: World, crisis: Crisis, luck: float, look: Outlook, log: Log) -> None:
    states, rules, nation, holder = world.states, world.rules, crisis.nation, crisis.target
    if states.exists[nation] or not held_by(world, nation, holder).size:
        settle(world, crisis, CrisisEnd.COMPROMISE, log)
        return
    if states.promised[nation]:
        return
    mission = mission_in(world, crisis)
    kept = mission.strength if mission is not None else 0.0
    fortune = rules.rising_spread * (1.0 - 0.6 * kept) * _normal(luck)
    tide = (
        crisis.tide
        + total(tide_of(world, crisis, look))
        + fortune
        + 0.2 * kept * (0.5 - crisis.tide)
    )
    dead = killed(float(states.tpop[nation]), rules.rising_toll, kept)
    first, other = (round(rules.proxy_decay * sent, 3) for sent in crisis.proxies)
    crisis = replace(
        crisis,
        tide=round(min(1.0, max(0.0, tide)), 4),
        toll=round(crisis.toll + dead, 3),
        proxies=(first, other),
    )
    world.put(crisis)
    _bear(world, crisis, dead)
    if crisis.tide >= 1.0 - _DECIDED:
        states.nationhood[nation] = max(0.2, float(states.nationhood[nation]) - _BEATEN)
        _close(world, crisis, _Close.PUT_DOWN, CrisisEnd.KEPT_GAINS, log)
    elif crisis.tide <= _DECIDED:
        _close(world, crisis, _Close.WON, CrisisEnd.DESTROYED, log)
        go_free(world, nation, holder, log, contested=True)
    elif crisis.offer >= 0.5 and crisis.tide >= 0.35:  # half of what is asked
        states.nationhood[nation] = max(0.2, float(states.nationhood[nation]) - 0.5 * _BEATEN)
        _close(world, crisis, _Close.SETTLED, CrisisEnd.COMPROMISE, log)
    elif world.turn >= crisis.clock:
        _close(world, crisis, _Close.BURNT_OUT, CrisisEnd.WITHDREW, log)


def go_free(world: World, nation: StateId, holder: StateId, log: Log, *, contested: bool) -> bool:
    """Let a nation have its homeland of a holder, as a colony or as a part of it would."""
    here = nations_of(world)
    place = int(np.flatnonzero(here.rows == nation)[0]) if (here.rows == nation).any() else -1
    land = held_by(world, nation, holder)
    if place < 0 or not land.size or land.size == int((world.territories.owner == holder).sum()):
        return False
    how = Birth.INDEPENDENCE if here.colonial[place] >= 0.5 else Birth.SECESSION
    return found(world, nation, land, how, log, parent=holder, contested=contested)


def _bear(world: World, crisis: Crisis, dead: float) -> None:
    """Let both sides bear a quarter of rising."""
    states, nation, holder = world.states, crisis.nation, crisis.target
    states.tpop[nation] = max(float(states.tpop[nation]) - dead, 1e-3)
    states.upop[nation] = min(float(states.upop[nation]), float(states.tpop[nation]))
    output = float(states.production[holder])
    size = min(1.0, 0.1 + float(np.sqrt(states.production[nation] / max(output, 1e-6))))
    states.weariness[holder] = min(1.0, float(states.weariness[holder]) + 0.02 * size)
    states.stability[holder] = max(0.0, float(states.stability[holder]) - 0.006 * size)
    years = world.scenario.calendar.years_a_turn
    cost = 2.0 * world.rules.holding_cost * float(states.production[nation]) * years
    states.treasury[holder] -= min(cost, 0.01 * output)


class _Close(IntEnum):
    """How a rising comes to an end, as it is told."""

    PUT_DOWN = 0
    WON = 1
    SETTLED = 2
    BURNT_OUT = 3


def _close(world: World, crisis: Crisis, close: _Close, how: CrisisEnd, log: Log) -> None:
    kind = ("rising.put_down", "rising.won", "rising.settled", "rising.burnt_out")[close]
    log.add(
        kind,
        crisis.nation,
        crisis.target,
        about={"crisis": crisis.id},
        figures={"turns": float(world.turn - crisis.opened), "toll": crisis.toll},
    )
    settle(world, crisis, how, log)


def _normal(uniform: float) -> float:
    """Return a draw of the standard normal, bounded, from a uniform one."""
    return float(np.clip(ndtri(min(0.999, max(0.001, uniform))), -3.0, 3.0))
