"""Arms control: who is bound by what, and who works against it."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.kinds import AccordKind
from game.core.settlements import Accord
from game.core.world import World

Flags = NDArray[np.bool_]

INSPECTION: Final = {
    AccordKind.TEST_BAN: 0.3,
    AccordKind.NON_PROLIFERATION: 0.12,
    AccordKind.LIMITS: 0.2,
    AccordKind.DISARMAMENT: 0.25,
}
"""Chance a quarter that one at work against a treaty is found out [design: national means see tests
almost surely and works seldom; Iraq and North Korea hid theirs for some years]."""

OPEN_FOR_SIGNATURE: Final = (AccordKind.TEST_BAN, AccordKind.NON_PROLIFERATION, AccordKind.LIMITS)


def binding(world: World, kind: AccordKind) -> list[Accord]:
    """Return the treaties of a kind that are in force."""
    return [
        accord
        for accord in world.accords.open
        if accord.kind == kind and 0 <= accord.in_force <= world.turn
    ]


def bound_by(world: World, kind: AccordKind) -> Flags:
    """Return which states a kind of treaty forbids something today, [state].

    Of non-proliferation those without weapons; of disarmament who was disarmed.
    """
    bound = np.zeros(world.n, bool)
    for accord in binding(world, kind):
        who = accord.parties[:1] if kind == AccordKind.DISARMAMENT else accord.parties
        bound[list(who)] = True
    if kind == AccordKind.NON_PROLIFERATION:
        bound &= world.states.warheads == 0
    return bound & world.states.exists


def forsworn(world: World) -> Flags:
    """Return which states have forsworn making nuclear weapons by treaty, [state]."""
    if not world.accords.open:
        return np.zeros(world.n, bool)
    made = bound_by(world, AccordKind.NON_PROLIFERATION)
    return made | bound_by(world, AccordKind.DISARMAMENT)


def ceiling(world: World, state: int) -> int:
    """Return the warheads that a state may have under treaties of limits; -1 without such."""
    limits = [
        accord.ceiling
        for accord in binding(world, AccordKind.LIMITS)
        if state in accord.parties and accord.ceiling >= 0
    ]
    return min(limits, default=-1)


def watch(world: World, state: int) -> float:
    """Return the chance a quarter that a state's secret work is found out, under its treaties."""
    missed = 1.0
    for accord in world.accords.open:
        if state in accord.parties and 0 <= accord.in_force <= world.turn:
            missed *= 1.0 - accord.inspection
    return 1.0 - missed
