"""Nuclear weapons in a quarrel: who has them, who shelters under them, what an alert is worth."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.formulas import brinkmanship
from game.core.ids import StateId
from game.core.kinds import Alert, TreatyKind
from game.core.outlook import Outlook
from game.core.records import Crisis
from game.core.terms import Term
from game.core.world import World

Floats = NDArray[np.float64]


def shelter(world: World, look: Outlook) -> Floats:
    """Return the warheads that would answer for each state as others believe it, [state].

    Its own, or those of a bound patron by how far the patron's word is trusted at large.
    """
    return look.once("shelter", lambda: _shelter(world, look))


def _shelter(world: World, look: Outlook) -> Floats:
    heads: Floats = world.states.warheads.astype(float)
    if not heads.any():
        return heads
    alive = world.states.exists
    trusted = look.credence[alive].mean(axis=0) * alive
    lent = (look.bound * (heads * trusted)[:, None]).max(axis=0, initial=0.0)
    cover: Floats = np.maximum(heads, lent)
    return cover


def nuclear_risk(world: World, look: Outlook) -> Floats:
    """Return what the other's weapons make going to war cost, [state, target], 0 or more.

    By what they would lay waste, and how far their use is believed: little over marches, more the
    more is at stake; half where both have them, since neither dares (Powell 1990).
    """
    return look.once("nuclear risk", lambda: _nuclear_risk(world, look))


def _nuclear_risk(world: World, look: Outlook) -> Floats:
    cover = shelter(world, look)
    risk = np.zeros((world.n, world.n))
    own = world.states.warheads > 0
    for row in np.flatnonzero(cover > 0):
        waste = brinkmanship.devastation(int(np.ceil(cover[row])))
        risk[:, row] = 1.5 * waste * np.where(own, 0.45, 0.9)
        for armed in np.flatnonzero(own):
            left = _left(world, int(armed), int(row), float(cover[row]))
            risk[armed, row] = 0.675 * brinkmanship.devastation(left)
    np.fill_diagonal(risk, 0.0)
    return risk


def _left(world: World, striker: int, struck: int, cover: float) -> int:
    """Return the warheads that would answer for a state that is struck first.

    A patron's arsenal is not where the blow falls.
    """
    states = world.states
    own = int(states.warheads[struck])
    if own < cover:
        return int(np.ceil(cover))
    edge = float(states.technology[striker] / max(float(states.technology[struck]), 0.1))
    return brinkmanship.second_strike(own, brinkmanship.spent(int(states.warheads[striker])), edge)


def speaker(world: World, crisis: Crisis, state: StateId) -> int:
    """Return the side for which a state can move weapons in a crisis; -1 for neither.

    A party, whoever stands in its camp, and a patron bound to defend it, if they have any.
    """
    if world.states.warheads[state] <= 0 or crisis.internal:
        return -1
    for side, party in enumerate((crisis.initiator, crisis.target)):
        if state == party or state in crisis.camps[side]:
            return side
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    for side, party in ((1, crisis.target), (0, crisis.initiator)):
        if bound[state, party]:
            return side
    return -1


def dread(crisis: Crisis, side: int, warheads: int) -> float:
    """Return what the other side's alert makes going on cost a side, 0 or more.

    `warheads` are the other side's.
    """
    level = int(crisis.alerts[1 - side])
    if not level or not warheads:
        return 0.0
    chance = brinkmanship.believed(level, crisis.stakes)
    chance += brinkmanship.accident(level, int(crisis.alerts[side]))
    return 2.0 * brinkmanship.devastation(warheads) * chance


def alert_terms(
    world: World, crisis: Crisis, state: StateId, level: Alert, look: Outlook
) -> tuple[Term, ...]:
    """Return what standing at an alert is worth to a state that can move weapons, term by term."""
    side = speaker(world, crisis, state)
    if side < 0:
        return ()
    foe = (crisis.target, crisis.initiator)[side]
    cover = shelter(world, look)
    mine, theirs = int(world.states.warheads[state]), int(np.ceil(cover[foe]))
    resolve = float(world.states.resolve[state]) * crisis.stakes
    fear = brinkmanship.believed(int(level), resolve) * brinkmanship.devastation(mine)
    gives_way = fear / (fear + 0.15 + 0.6 * crisis.stakes * (1.0 + (theirs > 0)))
    risk = brinkmanship.accident(int(level), int(crisis.alerts[1 - side]))
    back = brinkmanship.devastation(theirs) if theirs else 0.0
    used = 1.0 if level == Alert.USE else 0.0
    return (
        Term("coercion", resolve * gives_way),
        Term("accident", -(risk + used) * 3.0 * back),
        Term("horror", -2.0 * used - 0.15 * (level == Alert.DEMONSTRATION)),
        Term("nerves", -0.012 * int(level)),
    )
