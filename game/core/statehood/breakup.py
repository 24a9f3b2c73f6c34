"""Breaking up: nations leave a state, one by one or all at once, or are divided."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from game.core.ids import NOBODY, StateId
from game.core.kinds import Birth
from game.core.log import Log
from game.core.nations import held_by, lands_of, nations_of
from game.core.statehood.birth import found
from game.core.statehood.union import succeed
from game.core.world import World


def secede(
    world: World, nation: StateId, parent: StateId, log: Log, *, contested: bool = False
) -> bool:
    """Let a nation leave a state with all its homeland there; False where it has none."""
    land = held_by(world, nation, parent)
    if not land.size or land.size == int((world.territories.owner == parent).sum()):
        return False
    if found(world, nation, land, Birth.SECESSION, log, parent=parent, contested=contested):
        _shake(world, parent, 0.08)
        return True
    return False


def break_up(world: World, state: StateId, at_least: float, log: Log) -> tuple[StateId, ...]:
    """Dissolve a union into its nations that want out by so much; return who was born.

    Wider nations go before those that live within them. What is left lives on; where only the
    homeland of one nation is, it becomes that nation's state.
    """
    here = nations_of(world)
    mine = (here.holder == state) & ~here.seat & ~here.of_one
    mine &= world.states.nationhood[here.rows] >= at_least
    lands = lands_of(world)
    rows = here.rows[mine]
    born: list[StateId] = []
    for row in rows[np.argsort(-lands.size[rows], kind="stable")].tolist():
        land = held_by(world, row, state)
        kept = int((world.territories.owner == state).sum()) - land.size
        if not land.size or kept <= 0:
            continue
        if found(world, StateId(row), land, Birth.DISSOLUTION, log, parent=state):
            born.append(StateId(row))
    if born:
        log.add("state.broke_up", state, figures={"parts": float(len(born))})
        _shake(world, state, 0.05)
        rename(world, state, log)
    return tuple(born)


def rename(world: World, state: StateId, log: Log) -> None:
    """Let what is left of a union become the state of the one nation whose land it is."""
    states, lands = world.states, lands_of(world)
    if not states.exists[state] or states.human[state]:
        return
    left = np.flatnonzero(world.territories.owner == state)
    seat = int(states.capital[state])
    heirs = np.flatnonzero(~states.exists & lands.home[:, seat] & (lands.size > 0))
    good = [
        row
        for row in heirs.tolist()
        if row != state and lands.home[row, left].mean() >= 0.6 and states.born[row] < 0
    ]
    if good:
        widest = max(good, key=lambda row: (int(lands.size[row]), -row))
        succeed(world, StateId(widest), state, log)


def partition(
    world: World,
    zones: Mapping[StateId, Sequence[int]],
    heirs: Sequence[StateId],
    log: Log,
) -> tuple[StateId, ...]:
    """Let occupiers from rival camps each set up a state in its zone; return who was born.

    Every zone goes to the heir whose homeland has most of it; an heir is used once.
    """
    lands, used, born = lands_of(world), set[int](), list[StateId]()
    order = sorted(zones, key=lambda occupier: (-len(zones[occupier]), occupier))
    for occupier in order:
        zone = np.array(sorted(zones[occupier]), np.int64)
        free = [one for one in heirs if one not in used and not world.states.exists[one]]
        if not free or not zone.size:
            continue
        heir = max(
            free, key=lambda one: (_overlap(lands.home[one], zone), -int(lands.size[one]), -one)
        )
        used.add(heir)
        if found(world, heir, zone, Birth.PARTITION, log, parent=occupier):
            born.append(heir)
    return tuple(born)


def _overlap(home: NDArray[np.bool_], zone: NDArray[np.int64]) -> float:
    """Return how well a homeland fits a zone: common land over both together."""
    both = float(home[zone].sum())
    return both / max(float(home.sum()) + zone.size - both, 1.0)


def _shake(world: World, state: StateId, by: float) -> None:
    if state != NOBODY and world.states.exists[state]:
        world.states.stability[state] = max(0.0, float(world.states.stability[state]) - by)
