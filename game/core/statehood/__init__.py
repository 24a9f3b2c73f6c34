"""Statehood: how states come to be, divide, unite, vanish and come back.

`found` is every birth; `unite` and `restore` are the other ways onto the map. A state goes off it by
`crises.dissolve`, as ever, and keeps its row.
"""

from __future__ import annotations

from game.core.nations import Nations, nations_of
from game.core.statehood.birth import found
from game.core.statehood.breakup import break_up, partition, secede
from game.core.statehood.comeback import restore
from game.core.statehood.union import unite

__all__ = [
    "Nations",
    "break_up",
    "found",
    "nations_of",
    "partition",
    "restore",
    "secede",
    "unite",
]
