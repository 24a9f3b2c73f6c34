"""Raiders: which aircraft go against a foe's industry, and where weak fleets hunt his trade."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from game.core import forces as front
from game.core.ids import NONE
from game.core.kinds import Arm
from game.core.phases import raids
from game.core.world import World

Ints = NDArray[np.int64]


def bombers(known: World, theatre: front.Theatre, state: int, groups: Ints, most: int) -> list[int]:
    """Return the air groups, in the order given, that have something in reach to bomb."""
    forces, shore = known.formations, known.board.territories
    found: list[int] = []
    for row in groups.tolist():
        base = int(forces.node[row])
        if len(found) == most or base >= shore:
            continue
        reach = raids.reach_of(known, float(forces.technology[row]))
        if raids.target_of(known, theatre, state, base, reach) != NONE:
            found.append(row)
    return found


def cruises(
    known: World, theatre: front.Theatre, state: int, fleets: Ints
) -> Iterator[tuple[int, int]]:
    """Yield fleets that are a match for nobody, and the nearest unwatched sea next to the foe's."""
    forces, board, land = known.formations, known.board, known.territories
    foes, shore = theatre.hostile[state], board.territories
    afloat = forces.exists & (forces.arm == Arm.FLEET) & foes[np.maximum(forces.owner, 0)]
    watched = set(forces.node[afloat].tolist())
    coasts: set[int] = set()
    for place in np.flatnonzero(foes[land.controller]).tolist():
        coasts |= {int(node) for node in board.around(place) if node >= shore}
    near = {int(sea) for coast in coasts for sea in board.around(coast) if sea >= shore}
    grounds = sorted((near | coasts) - watched)
    if not grounds:
        return
    far = theatre.each_distance(state, Arm.FLEET, np.array(grounds))
    for row in fleets.tolist():
        best = int(np.argmin(far[:, forces.node[row]]))
        if np.isfinite(far[best, forces.node[row]]):
            yield row, grounds[best]
