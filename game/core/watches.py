"""Missions that watch or stand between: how many men make one, and which members are called on.

A body does not ask all its members for observers. Its secretariat calls on the readiest until it
has about twice what a mission needs, passes over the permanent members and the neighbours of who
is to be watched, and pays most of what the contingents cost.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, Doctrine
from game.core.world import World

Floats = NDArray[np.float64]

ON_WATCH: Final = {Act.OBSERVERS: 0.08, Act.PEACEKEEPING: 0.3}
"""Missions that watch, and the share of what all could send that makes one as good as not."""

PAID: Final = 0.25
"""What a contingent still costs who sends it, of its whole cost: the body pays the rest, as the
United Nations has at one rate a man since 1974."""

_CALLED: Final = 2.0
"""What is called for, in shares of what makes a mission as good as not: not all will come."""

_PARTIAL: Final = 0.25
"""How much less one is called on who holds a permanent seat or borders on the victim: as a rule
neither served in the missions of 1956 to 1988 (Secretary-General, A/3943, 1958)."""


def corps(world: World) -> Floats:
    """Return what each state could send on a mission, [state]: by the root of its power."""
    able: Floats = np.sqrt(world.states.power)
    return able


def called_on(
    world: World, institution: InstitutionId, aggressor: StateId, victim: StateId, act: Act
) -> NDArray[np.bool_]:
    """Return which members of a body are called on for a mission in a case, [state].

    The readiest first, by what they could send times how far they mean to uphold the order, until
    twice what makes it as good as not is called for.
    """
    return world.once(
        ("called", institution, aggressor, victim, act),
        lambda: _called_on(world, institution, aggressor, victim, act),
    )


def _called_on(
    world: World, institution: InstitutionId, aggressor: StateId, victim: StateId, act: Act
) -> NDArray[np.bool_]:
    states, able = world.states, corps(world)
    third = states.exists.copy()
    third[[aggressor, victim]] = False
    members = third & world.memberships.member[institution]
    partial = world.dyads.contiguous[victim].copy()
    partial[list(world.charters[institution].permanent)] = True
    ready = (0.2 + states.doctrine[:, Doctrine.UPHOLD]) * able * np.where(partial, _PARTIAL, 1.0)
    order = np.flatnonzero(members)
    order = order[np.argsort(-ready[order], kind="stable")]
    enough = _CALLED * ON_WATCH[act] * float(able[third].sum())
    before = np.cumsum(able[order]) - able[order]
    called = np.zeros(world.n, bool)
    called[order[before < enough]] = True
    return called
