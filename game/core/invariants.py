"""What must hold of every world, whatever was ordered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from game.core.columns import Column
from game.core.world import World


class BrokenWorld(Exception):  # noqa: N818  # a broken world is what it is
    """The rules produced an impossible world; says which turn, stage and what broke."""


_LATEST = 64
"""Records at the end of a roll whose places are looked at where the rest is known to be sound."""


def faults(world: World, moved: Mapping[str, tuple[Column, ...]] | None = None) -> Iterator[str]:
    """Yield a line for everything that is impossible about a world.

    Ranges only of the columns that moved, where the rest is known to be sound.
    """
    for name, table in world.tables():
        yield from table.faults(None if moved is None else moved[name])
    states, land = world.states, world.territories
    alive = states.exists
    yield from (
        f"territory {i} belongs to no living state"
        for i in np.flatnonzero(~alive[land.owner] | ~alive[land.controller])
    )
    capitals = states.capital
    yield from (
        f"state {i} has no capital"
        for i in np.flatnonzero(alive & ((capitals < 0) | (capitals >= world.board.territories)))
    )
    sums = states.doctrine[alive].sum(axis=1)
    if sums.size and not np.allclose(sums, 1, atol=1e-3):
        yield "a doctrine does not sum to 1"
    forces = world.formations
    if (~alive[forces.owner[forces.exists]]).any():
        yield "a formation belongs to no living state"
    for name in ("crises", "wars", "resolutions", "treaties", "claims", "occurrences"):
        rows = getattr(world, name)
        places = range(len(rows) if moved is None else min(len(rows), _LATEST))
        if any(rows[-place - 1].id != len(rows) - place - 1 for place in places):
            yield f"{name} are out of place"
    known = len(world.scenario.happenings)
    if any(not 0 <= one.happening < known for one in world.occurrences.open):
        yield "something has come about that cannot"


def check(world: World, moved: Mapping[str, tuple[Column, ...]] | None = None) -> None:
    """Raise BrokenWorld if anything about the world (or what moved of it) is impossible."""
    found = list(faults(world, moved))
    if found:
        where = f"turn {world.turn}, stage {world.stage.name}, seed {world.seed}"
        raise BrokenWorld(f"{where}: " + "; ".join(found[:5]))
