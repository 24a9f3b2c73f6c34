"""Practice: what a body has decided in like cases, and how those came out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Act, CrisisEnd, Likeness, Standing

if TYPE_CHECKING:
    from game.core.world import World

_TAUGHT: Final = {
    CrisisEnd.WITHDREW: 1.0,
    CrisisEnd.COMPROMISE: 0.4,
    CrisisEnd.KEPT_GAINS: -1.0,
    CrisisEnd.DESTROYED: -1.0,
}
"""What an end teaches about the measures that were taken: that they work (1), or do not (-1)."""

_REMEMBERED = 120
"""Turns after which a case teaches nothing any more: what is left of it then is some millionths."""

_DOUBT = 1.0
"""Stakes, all told, of the cases that it takes to teach half of what there is to learn [design]."""


_NOTHING: Final = np.zeros(len(Act))
_NOTHING.setflags(write=False)


def practice(world: World, institution: int, kind: Likeness) -> NDArray[np.float64]:
    """Return what a body's cases of a kind have taught about each act, [act] in -1..1.

    The heavier the stakes and the fresher the case, the more it counts.
    """
    return world.once("practice", lambda: _practice(world)).get((institution, kind), _NOTHING)


def _practice(world: World) -> dict[tuple[int, Likeness], NDArray[np.float64]]:
    """Return what every body's cases of every kind have taught, in one reading of the record."""
    taught: dict[tuple[int, Likeness], tuple[list[float], list[float]]] = {}
    decay, major = world.rules.precedent_decay, world.states.major
    for resolution in world.resolutions.since(world.turn - _REMEMBERED):
        if resolution.standing != Standing.ADOPTED:
            continue
        crisis = world.crises[resolution.crisis]
        if crisis.live:
            continue
        if crisis.internal:
            kind = Likeness.WITHIN
        else:
            kind = Likeness.GREAT if major[resolution.target] else Likeness.LESSER
        key = (int(resolution.institution), kind)
        if key not in taught:
            taught[key] = ([0.0] * len(Act), [_DOUBT] * len(Act))
        shown, weight = taught[key]
        share = crisis.stakes * decay ** (world.turn - crisis.ended)
        for act in resolution.acts:
            shown[act] += share * _TAUGHT[crisis.end]
            weight[act] += share
    return {key: np.array(shown) / weight for key, (shown, weight) in taught.items()}
