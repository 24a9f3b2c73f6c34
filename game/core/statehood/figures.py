"""Figures of a new state: its share of what its parent counted, or what was never counted before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.books import ORDINARY_BUDGET, count_land
from game.core.ids import StateId
from game.core.kinds import Arm, Birth, Budget, Good
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_GOODS_OF_LAND = (Good.METALS, Good.RUBBER, Good.OIL, Good.FOOD)
"""What goes with the land; the rest goes with industry."""

_LEAST_PEOPLE = 1.0
"""Thousand people that any state has."""

_DORMANT = 0.5
"""A colony's army beside what its latent figures say, where its holder lets it go in peace."""


@dataclass(frozen=True, slots=True)
class Portion:
    """What part of its parent's figures goes with a state."""

    people: float
    industry: float
    counted: bool
    """Its parent counted it among its own."""


def portion(world: World, land: Ints, parent: int, *, counted: bool) -> Portion:
    """Return a parent's share of people and industry that lies in some of its land."""
    theirs = land[world.territories.drawn_by[land] == parent]
    return Portion(
        min(1.0, float(world.territories.people[theirs].sum())),
        min(1.0, float(world.territories.industry[theirs].sum())),
        counted,
    )


def hand_over(world: World, state: StateId, land: Ints) -> None:
    """Take people and industry of land that is the state's by now from whoever counted them."""
    states = world.states
    for name in ("tpop", "upop", "production", "irst", "pec"):
        getattr(states, name)[state] = 0.0
    mine = world.territories.drawn_by == state
    world.territories.people[mine] = 0.0
    world.territories.industry[mine] = 0.0
    count_land(world)
    _whole(world, state, land)
    states.tpop[state] = max(float(states.tpop[state]), _LEAST_PEOPLE)
    states.upop[state] = min(float(states.upop[state]), float(states.tpop[state]))


def call_to_life(world: World, state: StateId, land: Ints, part: float) -> None:
    """Let a nation that nobody counted have its own figures, as far as the land is its homeland.

    Whoever held the land keeps its figures; the shares of the land that is left to it fill up.
    """
    states, territories = world.states, world.territories
    before = np.unique(territories.drawn_by[land])
    for name in ("tpop", "upop", "production", "irst", "pec"):
        getattr(states, name)[state] *= part
    states.tpop[state] = max(float(states.tpop[state]), _LEAST_PEOPLE)
    states.upop[state] = min(float(states.upop[state]), float(states.tpop[state]))
    territories.drawn_by[land] = state
    for owner in before:
        _whole(world, int(owner), np.flatnonzero(territories.drawn_by == owner))
    _whole(world, state, land)


def _whole(world: World, owner: int, land: Ints) -> None:
    """Let the shares of somebody's land fill up to one again, in proportion."""
    territories = world.territories
    for name in ("people", "industry"):
        values = getattr(territories, name)
        total = float(values[land].sum())
        if total > 0:
            values[land] /= total
        elif land.size:
            values[land] = 1.0 / land.size
    territories.drawn_by[land] = owner


def arm_and_fund(world: World, state: StateId, parent: StateId, share: Portion, how: Birth) -> None:
    """Give a new state soldiers, money, equipment and a market, in part out of its parent's."""
    states, rules = world.states, world.rules
    if share.counted:
        torn = 1.0 if how in (Birth.DISSOLUTION, Birth.PARTITION) else rules.seceding_army
        moved = torn * share.people
        states.milper[state] = moved * states.milper[parent]
        states.milex[state] = moved * states.milex[parent]
        states.milex[parent] *= 1.0 - moved
        states.treasury[state] = share.industry * states.treasury[parent]
        states.treasury[parent] *= 1.0 - share.industry
        forces = world.formations
        armies = forces.exists & (forces.owner == parent) & (forces.arm == Arm.ARMY)
        forces.strength[armies] *= 1.0 - moved
        states.milper[parent] *= 1.0 - moved
        states.reserves[parent] *= 1.0 - moved
        states.garrison[parent] *= 1.0 - moved
        states.technology[state] = max(0.1, 0.95 * float(states.technology[parent]))
    else:
        people = float(states.tpop[state])
        states.milper[state] = max(_DORMANT * float(states.milper[state]), 0.0008 * people)
        states.milex[state] = max(float(states.milex[state]), 0.0)
        wanted = 0.25 * rules.tax_rate * float(states.production[state])
        gift = min(wanted, 0.02 * max(float(states.treasury[parent]), 0.0))
        states.treasury[parent] -= gift
        states.treasury[state] = gift
        known = 0.55 * float(states.technology[parent])
        states.technology[state] = max(0.1, float(states.technology[state]), known)
    _budget(world, state)
    _market(world, state, parent, share)
    for name, value in (
        ("growth", 0.0), ("arms_cost", 0.0), ("upkeep", 0.0), ("reserves", 0.0), ("garrison", 0.0),
        ("mobilisation", 0.0), ("warheads", 0), ("programme", 0.0), ("programme_on", False),
        ("programme_seen", False), ("halted", False), ("weariness", 0.0), ("disruption", 0.0),
        ("trade_lost", 0.0), ("pressure", 0.0), ("war_effort", 1.0), ("paid", 1.0), ("strife", 0.0),
        ("kept_peace", 0.0), ("shortage", 0.0), ("scarcity", 0.0), ("stocks", 2.0),
        ("influence", 8.0),
    ):  # fmt: skip
        getattr(states, name)[state] = value
    states.cycle[state] = states.cycle[parent]
    states.slack[state] = max(0.0, float(states.slack[parent]))
    states.tailwind[state] = states.tailwind[parent]


def _budget(world: World, state: StateId) -> None:
    """Split revenue so that it pays the army there is, within reason."""
    states = world.states
    revenue = max(float(states.production[state]) * world.rules.tax_rate, 1e-6)
    arms = min(0.5, max(0.05, float(states.milex[state]) / revenue))
    split = ORDINARY_BUDGET.copy()
    split[Budget.ARMS] = 0.0
    states.budget[state] = (1.0 - arms) * split / split.sum()
    states.budget[state, Budget.ARMS] = arms


def _market(world: World, state: StateId, parent: StateId, share: Portion) -> None:
    """Divide what the parent sold; what the state must buy follows from what it makes itself."""
    states, scenario = world.states, world.scenario
    given = np.zeros(len(Good))
    if scenario.latent_supply:
        given[:] = scenario.latent_supply[state]
    if share.counted:
        given = np.maximum(given, share.industry * states.supply_share[parent])
        land = np.array([good in _GOODS_OF_LAND for good in Good])
        by_land = 0.5 * (share.industry + share.people) * states.supply_share[parent]
        given = np.where(land, np.maximum(given, by_land), given)
    given = np.minimum(given, states.supply_share[parent])
    states.supply_share[state] = given
    states.supply_share[parent] -= given
    if share.counted:
        states.dependence[state] = states.dependence[parent]
        return
    output = np.where(states.exists, states.production, 0.0)
    use = max(float(states.production[state]) / max(float(output.sum()), 1e-9), 1e-9)
    short = np.clip(1.0 - given / use, 0.03, 1.0)
    short[Good.FOOD] = min(short[Good.FOOD], 0.2)
    short[Good.GENERAL] = min(short[Good.GENERAL], 0.35)
    states.dependence[state] = short
