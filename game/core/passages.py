"""Passages: straits and canals, to whom they are shut, and by whom."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import Act
from game.core.log import Log
from game.core.world import World

Flags = NDArray[np.bool_]

_BARRING: Final = frozenset((Act.BLOCKADE, Act.FORCE))
"""Measures whose contributors bar their waters to the one they are against. A ban on trade does not:
in 1935 the canal stayed open."""

_IN_EARNEST = 0.5
"""Share of what it could give from which a contributor does so."""


def barring(world: World, turn: int | None = None) -> Flags:
    """Return [state, target]: who bars its waters to whom under a measure.

    As last given, or as given in a turn.
    """
    bars = np.zeros((world.n, world.n), bool)
    if not world.ledger:
        return bars
    wanted = world.ledger[-1].turn if turn is None else turn
    if turn is None and wanted < world.turn - 1:
        return bars
    for duty in reversed(world.ledger):
        if duty.turn < wanted:
            break
        resolution = world.resolutions[duty.resolution]
        if (
            duty.turn == wanted
            and duty.act in _BARRING
            and duty.given >= _IN_EARNEST
            and resolution.in_force
        ):
            bars[duty.state, resolution.target] = True
    return bars


def shut(world: World, closers: Flags) -> Flags:
    """Return which passages are shut to whom, [strait + 1, state]; the last row is open sea.

    `closers` [state, target] is who would shut its waters to whom. A strait is shut where all its
    keepers would; a canal by a single one: its waters can be barred from one bank.
    """
    controller = world.territories.controller
    closed = np.zeros((len(world.board.straits) + 1, world.n), bool)
    if closers.any():
        for number, strait in enumerate(world.board.straits):
            if strait.keepers:
                against = closers[controller[list(strait.keepers)]]
                closed[number] = against.any(axis=0) if strait.canal else against.all(axis=0)
    return closed


def report(world: World, before: Flags, closers: Flags, log: Log) -> Flags:
    """Report what has been shut since; return what is shut now."""
    now = shut(world, closers)
    controller = world.territories.controller
    for number, state in np.argwhere(now & ~before).tolist():
        if world.states.exists[state]:
            keepers = controller[list(world.board.straits[number].keepers)]
            by = int(keepers[np.argmax(closers[keepers, state])])
            log.add("war.strait_closed", by, state, about={"strait": number})
    return now
