"""Homecoming: armies go back when a war, or a mandate in it, is over."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from game.core.board import great_circle_km
from game.core.forces import friends
from game.core.ids import NONE, StateId
from game.core.kinds import Arm, EdgeKind, Stance, TreatyKind
from game.core.log import Log
from game.core.records import War
from game.core.world import World


def recall(world: World, war: War, log: Log) -> War:
    """Let contingents go home whose mandate has lapsed, unless a treaty keeps them in the war."""
    forces = world.formations
    mandated = forces.exists & (forces.mandate != NONE)
    if not mandated.any():
        return war
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    for side in (war.attackers, war.defenders):
        for state in side[1:]:
            rows = np.flatnonzero(mandated & (forces.owner == state))
            orders = {
                order
                for order in forces.mandate[rows].tolist()
                if world.crises[world.resolutions[order].crisis].war == war.id
            }
            if not orders or any(world.resolutions[order].in_force for order in sorted(orders)):
                continue
            if bound[state, side[0]]:
                forces.mandate[rows] = NONE
                continue
            log.add("war.left", state, side[0], about={"war": war.id})
            war = leave_alone(world, war, state)
    return war


def leave_alone(world: World, war: War, state: StateId) -> War:
    """Take one that does not lead a side out of a war, and bring its formations home."""
    without = replace(
        war,
        attackers=tuple(s for s in war.attackers if s != state),
        defenders=tuple(s for s in war.defenders if s != state),
    )
    world.put(without)
    ours, alone = state in war.attackers, (state,)
    reconcile(
        world,
        replace(
            war,
            attackers=alone if ours else war.attackers,
            defenders=war.defenders if ours else alone,
        ),
    )
    return without


def reconcile(world: World, war: War) -> None:
    """Give back land that foes of this war hold of each other, and bring formations home."""
    land = world.territories
    hostile = world.at_war()
    for mine, theirs in ((war.attackers, war.defenders), (war.defenders, war.attackers)):
        back = np.flatnonzero(np.isin(land.owner, mine) & np.isin(land.controller, theirs))
        back = back[~hostile[land.owner[back], land.controller[back]]]
        land.controller[back] = land.owner[back]
    land.siege[np.isin(land.owner, (*war.attackers, *war.defenders))] = 0.0
    bring_home(world, (*war.attackers, *war.defenders))


def bring_home(world: World, states: Sequence[StateId]) -> None:
    """Bring formations back to own land, those with no business where they stand.

    In peace that is whoever is abroad, in a war that goes on whoever stands on neutral land.
    """
    land, forces, board = world.territories, world.formations, world.board
    hostile, open_to = world.at_war(), friends(world)
    for state in states:
        rows = np.flatnonzero(forces.exists & (forces.owner == state))
        own = np.flatnonzero(land.controller == state)
        if rows.size == 0 or own.size == 0:
            continue
        peace = not hostile[state].any()
        if peace:
            forces.goal[rows] = NONE
            forces.stance[rows] = Stance.HOLD
            forces.mandate[rows] = NONE
            forces.loaded[rows] = 0.0
        ashore = forces.node[rows] < board.territories
        holder = land.controller[np.where(ashore, forces.node[rows], own[0])]
        stray = ashore & (holder != state)
        if not peace:
            stray &= ~open_to[state, holder] & ~hostile[state, holder]
        else:
            stray |= ~ashore & (forces.arm[rows] != Arm.FLEET)
        free = own[~land.demilitarised[own]]
        armies = free if free.size else own
        shores = board.edges[board.edge_kind == EdgeKind.COAST].min(axis=1)
        ports = own[np.isin(own, shores)]
        for row in rows[stray]:
            posts = ports if forces.arm[row] == Arm.FLEET else armies
            if posts.size == 0:
                forces.exists[row] = False  # interned: its state has no port left
                continue
            km = great_circle_km(board.lonlat[posts], board.lonlat[forces.node[row]])
            forces.node[row] = posts[np.argmin(km)]
            forces.goal[row] = NONE
            forces.loaded[row] = 0.0
