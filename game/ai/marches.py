"""Marches outside war: gathering before blows, and going home after them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.core import forces as front
from game.core.ids import NONE, FormationId, NodeId, StateId
from game.core.kinds import Arm, Holding, Stance
from game.core.orders import MoveFormation
from game.core.records import Crisis
from game.core.terms import Term
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_ENOUGH = 3.0
"""How far what is sent to an objective should outweigh what holds it."""

_KEEPS = 0.33
"""Share of its army that a state leaves in peace on land it has taken."""


def go_home(known: World, states: Sequence[int]) -> Iterator[Decision]:
    """Bring armies home, in peace, from land taken in war where more stand than need to.

    A third of a state's army may keep what it has annexed or occupies.
    """
    forces, land = known.formations, known.territories
    ashore = forces.exists & (forces.arm == Arm.ARMY) & (forces.node < known.board.territories)
    rows = np.flatnonzero(ashore & (forces.goal == NONE))
    rows = rows[np.isin(land.holding[forces.node[rows]], (Holding.ANNEXED, Holding.OCCUPIED))]
    there = np.bincount(forces.owner[rows], minlength=known.n)
    for state in states:
        if there[state] < 2:
            continue
        abroad = rows[forces.owner[rows] == state]
        army = float(forces.strength[ashore & (forces.owner == state)].sum())
        too_many = float(forces.strength[abroad].sum()) - _KEEPS * army
        home = NodeId(int(known.states.capital[state]))
        reasons = (Term("too_many_abroad", too_many / max(army, 1e-9)),)
        for row in abroad[np.argsort(forces.strength[abroad], kind="stable")][:-1]:
            if too_many <= 0:
                break
            too_many -= float(forces.strength[row])
            yield Decision(
                MoveFormation(StateId(int(state)), FormationId(int(row)), home, Stance.MOVE),
                reasons,
            )


def concentrate(
    known: World, theatre: front.Theatre, power: Floats, crisis: Crisis, state: StateId
) -> Iterator[Decision]:
    """Bring armies up to what is quarrelled over before it comes to blows.

    The initiator gathers on its own land next to the claim, enough to carry it; the target stands
    on it with what it can spare.
    """
    forces, land, board = known.formations, known.territories, known.board
    claim = known.claims[crisis.claim]
    if claim.remilitarise:
        return
    wanted = np.array(claim.territories, np.int64)
    own = np.flatnonzero((land.controller == state) & ~land.demilitarised)
    if own.size == 0:
        return
    attacking = state == crisis.initiator
    place = int(own[np.argmin(board.land_km[own][:, wanted].min(axis=1))])
    other = crisis.target if attacking else crisis.initiator
    near = np.unique(np.concatenate([wanted, *(board.around(int(t)) for t in wanted)]))
    armies = forces.exists & (forces.arm == Arm.ARMY)
    theirs = float(power[armies & (forces.owner == other) & np.isin(forces.node, near)].sum())
    mine = np.flatnonzero(armies & (forces.owner == state))
    there = forces.node[mine] == place
    lacking = (_ENOUGH if attacking else 1.0) * (theirs + 0.5) - float(power[mine[there]].sum())
    spare = (0.6 if attacking else 0.4) * float(power[mine].sum())
    cost = theatre.distances(state, Arm.ARMY, np.array([place]))[forces.node[mine]]
    reasons = (Term("objectives", float(wanted.size)), Term("armies", float(mine.size)))
    for number in np.argsort(cost, kind="stable"):
        row = int(mine[number])
        if lacking <= 0 or spare <= 0 or not np.isfinite(cost[number]):
            return
        if not there[number]:
            lacking -= float(power[row])
            spare -= float(power[row])
            yield Decision(
                MoveFormation(state, FormationId(row), NodeId(place), Stance.MOVE), reasons
            )
