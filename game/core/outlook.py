"""What is looked up again and again about a world that does not change meanwhile.

Computed once by whoever asks many questions of the same world (a forecast, a policy), and handed
down; kept only while the world is held.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar, cast

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Arm, TreatyKind
from game.core.linkage import tied_down
from game.core.phases.appraisal import credence, nearness, strength
from game.core.world import World

Floats = NDArray[np.float64]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Outlook:
    """Pairwise and single figures of a moment."""

    nearness: Floats
    """[state, target] share of j's strength that reaches i."""
    strength: Floats
    """[state] share of the world's fighting strength."""
    credence: Floats
    """[state, target] how far i trusts j's word."""
    bound: NDArray[np.bool_]
    """[state, target] i is bound to defend j."""
    entente: NDArray[np.bool_]
    """[state, target] i and j have an understanding."""
    at_war: NDArray[np.bool_]
    """[state] is at war."""
    tied: Floats
    """[state] share of its forces that is tied down elsewhere, 0..0.9."""
    navy: Floats
    """[state] share of the world's fleets."""
    kept: dict[object, Any] = field(default_factory=dict, compare=False, repr=False)
    """What was derived of it."""

    def once(self, key: object, make: Callable[[], T]) -> T:
        """Return what `make` derives of this look at the world, made only once."""
        if key not in self.kept:
            self.kept[key] = make()
        return cast("T", self.kept[key])


def outlook(world: World) -> Outlook:
    """Look the world over; once while it is held."""
    return world.once("outlook", lambda: _look(world))


def _look(world: World) -> Outlook:
    forces = world.formations
    afloat = forces.exists & (forces.arm == Arm.FLEET)
    fleets = np.bincount(forces.owner[afloat], weights=forces.strength[afloat], minlength=world.n)
    return Outlook(
        nearness=nearness(world),
        strength=strength(world),
        credence=credence(world),
        bound=world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE),
        entente=world.ties(TreatyKind.ENTENTE),
        at_war=np.asarray(world.at_war().any(axis=1)),
        tied=tied_down(world),
        navy=fleets / max(float(fleets.sum()), 1e-9),
    )
