"""What share of its needs an army of the viewer would have met, place by place."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core import forces as field
from game.core.formulas import supply
from game.core.kinds import Holding
from game.core.observe import PlayerView

Floats = NDArray[np.float64]


def met(view: PlayerView) -> Floats:
    """Return the share of needs met on each territory [territory], 0..1; NaN where it may not go.

    Home feeds its own with all that the economy can send; elsewhere it comes by road and by sea.
    """
    known, me = view.known, view.viewer
    theatre = field.Theatre.of(known)
    land = known.territories
    effort = float(known.states.war_effort[me].clip(supply.LEAST, 1.0))
    km = theatre.supply_km(me)[: known.board.territories]
    share = supply.reached(km, np.full(len(km), effort), known.rules.supply_reach_km)
    proper = (land.owner == me) & (land.controller == me) & (land.holding == Holding.CORE)
    share = np.where(proper, effort, share)
    open_to = theatre.open_to[me, land.controller] | theatre.hostile[me, land.controller]
    found: Floats = np.where(open_to, share, np.nan)
    return found


def at(view: PlayerView, node: int) -> float | None:
    """Return the share of needs met at a place; None at sea, and where one may not go."""
    if view.known.board.is_sea(node):
        return None
    share = float(met(view)[node])
    return None if np.isnan(share) else share
