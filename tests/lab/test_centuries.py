"""Whole centuries, looked at every turn: nothing impossible ever comes to be.

INDIVISIBLE_CENTURIES says how many are played (seeds 1, 2, ...); one if it is not set.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache

import numpy as np
import pytest

from game.content.campaign import Campaign
from game.core.columns import columns_of
from game.core.invariants import faults
from game.core.world import World
from game.lab.ensemble.collector import Collector
from game.lab.ensemble.play import play_turn
from game.session.shelf import open_campaign

SEEDS = range(1, 1 + int(os.environ.get("INDIVISIBLE_CENTURIES", "1")))


@lru_cache(maxsize=1)
def century() -> Campaign:
    return open_campaign("century")[0]


def impossible(world: World) -> Iterator[str]:
    """Yield what is impossible about a world, beyond what it looks for in itself every stage."""
    yield from faults(world)
    states, land, alive = world.states, world.territories, world.states.exists
    for name, table in world.tables():
        for spec in columns_of(type(table)):
            values = getattr(table, spec.name)
            if values.dtype.kind == "f" and not np.isfinite(values).all():
                yield f"{name}.{spec.name} has a value that is no number"
    if (land.owner < 0).any() or (land.controller < 0).any():
        yield "a territory belongs to nobody"
    for row in np.flatnonzero(alive):
        capital = int(states.capital[row])
        if not 0 <= capital < world.board.territories:
            yield f"{world.scenario.state_keys[row]} has no capital"
    if (states.stocks < 0).any() or (states.production < 0).any() or (states.tpop < 0).any():
        yield "a stock is negative"
    if abs(float(states.power[alive].sum()) - 1.0) > 1e-3:
        yield f"the powers sum to {states.power[alive].sum()}"
    if (states.power[~alive] != 0).any():
        yield "a state that is not there has power"
    if world.memberships.member[:, ~alive].any():
        yield "a state that is not there is a member"
    for war in world.live_wars():
        both = set(war.attackers) & set(war.defenders)
        if both or not (war.attackers and war.defenders):
            yield f"war {war.id} has {war.attackers} against {war.defenders}"
        if not alive[[*war.attackers, *war.defenders]].all():
            yield f"war {war.id} is fought by a state that is not there"
        if min(war.losses) < 0:
            yield f"war {war.id} has losses of {war.losses}"
    for crisis in world.live_crises():
        if not (alive[crisis.initiator] and alive[crisis.target]):
            yield f"crisis {crisis.id} is between states of which one is not there"


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_a_century_stays_possible_in_every_turn(seed: int) -> None:
    world = century().world(seed)
    collector = Collector()
    assert list(impossible(world)) == []

    while not world.over:
        before = world
        world, events = play_turn(world)
        collector.turn(before, world, events)
        found = list(impossible(world))
        assert found == [], f"seed {seed}, turn {world.turn}"

    assert world.turn == century().manifest.turns or world.ruined
    told = {each.metric: each.value for each in collector.close(world) if each.period == "all"}
    assert told["years"] == pytest.approx(world.turn / 4)
    assert told["mids"] > 0
    assert 0 < told["power_top_1"] < 0.9, "no empire of the whole world"


@pytest.mark.slow
def test_centuries_differ_from_seed_to_seed_and_not_from_one_try_to_the_next() -> None:
    ends = []
    for seed in (1, 2, 1):
        world = century().world(seed)
        for _ in range(12):
            world, _ = play_turn(world)
        ends.append(world.digest())

    assert ends[0] != ends[1]
    assert ends[0] == ends[2]
