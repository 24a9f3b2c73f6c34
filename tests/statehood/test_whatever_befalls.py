"""Whatever is born, united, taken and restored, in whatever order: nothing impossible follows."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from game.core import statehood
from game.core.books import count_land
from game.core.ids import StateId
from game.core.invariants import faults
from game.core.kinds import Birth, Holding
from game.core.log import Log
from game.core.nations import held_by, lands_of, nations_of
from game.core.phases import appraisal
from game.core.phases.crises import dissolve
from game.core.phases.peace import bury
from game.core.phases.statehood import release
from game.core.world import World
from tests.statehood.realm import living_people, realm

ROOT = Path(__file__).resolve().parents[2]

STEPS = ("found", "release", "secede", "break_up", "unite", "succeed", "annex", "restore", "cede")


def play(world: World, step: str, one: int, other: int, log: Log) -> float:
    """Do something to states by number; return the thousands whom nobody had counted before."""
    states, land = world.states, world.territories
    alive, here = np.flatnonzero(states.exists), nations_of(world)
    first, second = int(alive[one % alive.size]), int(alive[other % alive.size])
    match step:
        case "annex" if alive.size > 2 and first != second:
            mine = land.owner == second
            land.owner[mine] = first
            land.controller[land.controller == second] = first
            land.holding[mine] = Holding.ANNEXED
            land.sovereign[mine] = second
            dissolve(world, StateId(second), log)
            count_land(world)
            return 0.0
        case "cede" if first != second:
            mine = np.flatnonzero(land.owner == second)
            if mine.size > 1:
                land.owner[mine[0]] = land.controller[mine[0]] = first
                if states.capital[second] == mine[0]:
                    states.capital[second] = mine[1]
                count_land(world)
            return 0.0
        case "unite":
            statehood.unite(world, StateId(first), StateId(second), log)
            return 0.0
    if not here.rows.size:
        return 0.0
    place = one % here.rows.size
    nation, holder = StateId(int(here.rows[place])), StateId(int(here.holder[place]))
    before = living_people(world)
    match step:
        case "succeed":
            statehood.unite(world, nation, StateId(first), log)
            return living_people(world) - before if abs(living_people(world) - before) < 1 else 0.0
        case "break_up":
            statehood.break_up(world, holder, 0.1, log)
        case "restore":
            mine = held_by(world, nation, holder).tolist()
            if len(mine) < int((land.owner == holder).sum()):
                statehood.restore(world, nation, mine, log)
        case "release":
            states.promised[nation] = True
            release(world, nation, log)
        case "secede":
            statehood.secede(world, nation, holder, log, contested=bool(other % 2))
        case "found":
            mine = np.flatnonzero(lands_of(world).home[nation])
            how = Birth(other % len(Birth))
            if np.unique(land.owner[mine]).size == 1 and mine.size < (land.owner == holder).sum():
                statehood.found(world, nation, mine, how, log)
    after = living_people(world)
    fresh = sum(event.figure("people") for event in log.events if event.kind == "state.born")
    assert after >= before - 1e-6
    assert after - before <= fresh + 1.0
    return after - before


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(
        st.tuples(st.sampled_from(STEPS), st.integers(0, 40), st.integers(0, 40)),
        min_size=1,
        max_size=14,
    )
)
def test_no_order_of_births_and_deaths_breaks_the_world(
    steps: list[tuple[str, int, int]],
) -> None:
    world = realm()
    for step, one, other in steps:
        log = Log(world.turn)
        before = living_people(world)
        fresh = play(world, step, one, other, log)
        assert living_people(world) == pytest.approx(before + fresh, abs=2.0), step
        bury(world, log)
        land = world.territories
        assert (land.drawn_by == land.owner).all()
        for row in np.flatnonzero(world.states.exists):
            mine = land.owner == row
            assert mine.any(), (step, row)
            assert land.people[mine].sum() == pytest.approx(1.0, abs=2e-3), (step, row)
            assert land.industry[mine].sum() == pytest.approx(1.0, abs=2e-3), (step, row)
            assert land.owner[world.states.capital[row]] == row, (step, row)
        world.turn += 1
        appraisal.run(world)
        world.settle()
        assert not list(faults(world)), step
        assert (world.states.supply_share.sum(axis=0) <= 1.0 + 1e-6).all()


PLAYED = """
import numpy as np
from game.ai.advisor import decide
from game.core.turn import advance
from tests.statehood.realm import realm
world = realm(5)
world.states.nationhood[6:] = 0.8
world.states.stability[1] = 0.1
for _ in range(36):
    orders = [done.order for done in decide(world, range(world.n))]
    world = advance(world, orders).world
print(world.digest(), int(world.states.exists.sum()))
"""


def test_two_processes_see_the_same_states_born() -> None:
    said = {
        subprocess.run(  # our own interpreter, our own words
            [sys.executable, "-c", PLAYED],
            cwd=ROOT,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert int(said.pop().split()[1]) > 6
