"""Crises of every kind: how they open, climb, are taken sides in and mediated, and end at a price.

A crisis between states climbs one rung a round by the parties' own moves; a step that is neither
met nor followed falls when its clock runs out. At the top stands war; the war and its settlement
are other phases' business. A crisis within a state is fought out, settled, or given up there.
"""

from __future__ import annotations

from game.core.phases.crises.clocks import run
from game.core.phases.crises.endings import cede, end, gives_in, lift
from game.core.phases.crises.moves import take_moves
from game.core.phases.crises.states import dissolve, move_lost_capital

__all__ = [
    "cede",
    "dissolve",
    "end",
    "gives_in",
    "lift",
    "move_lost_capital",
    "run",
    "take_moves",
]
