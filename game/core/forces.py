"""Queries on formations: who is where, who is hostile to whom, what can be reached."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from game.core.formulas import combat
from game.core.ids import NONE
from game.core.kinds import Arm, EdgeKind, TreatyKind
from game.core.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]


def power(world: World) -> Floats:
    """Return the fighting power of each formation, [formation]: strength times quality."""
    forces = world.formations
    worth: Floats = (
        forces.strength
        * combat.quality(forces.technology, forces.readiness, forces.supply)
        * forces.exists
    )
    return worth


def militia(world: World, territories: Ints) -> Floats:
    """Return the power that people and garrisons of some territories put up, [territory].

    Three in a thousand of the people who live there, half as good as soldiers, the more the
    steadier their state; and the owner's garrison by its share of people.
    """
    land, states = world.territories, world.states
    owner = land.owner[territories]
    held = land.controller[territories] == owner
    people = land.people[territories] * states.tpop[owner]
    drawn = 0.003 * people + 0.5 * land.people[territories] * states.garrison[owner]
    worth: Floats = (
        0.5
        * drawn
        * states.technology[owner]
        * (0.3 + 0.7 * states.stability[owner])
        * np.where(held, 1.0, 0.15 * land.resistance[territories])
    )
    return worth


def friends(world: World) -> Flags:
    """Return [state, target]: do they let each other's armies through (allies, co-belligerents)?"""
    open_to = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    open_to = open_to | open_to.T
    for war in world.live_wars():
        for side in (war.attackers, war.defenders):
            open_to[np.ix_(side, side)] = True
    np.fill_diagonal(open_to, val=True)
    return open_to & ~world.at_war()


def strait_open(world: World, state: int, hostile: Flags) -> Flags:
    """Return which edges a state may pass, [edge]: a strait is shut by a foe who holds all of it.

    Canals are shut by a single hostile keeper; their waters can be barred from one bank.
    """
    board, controller = world.board, world.territories.controller
    shut = np.zeros(len(board.straits) + 1, bool)
    for number, strait in enumerate(board.straits):
        keepers = [hostile[state, controller[keeper]] for keeper in strait.keepers]
        if keepers:
            shut[number] = any(keepers) if strait.canal else all(keepers)
    passable: Flags = ~shut[board.edge_strait]
    passable[board.edge_strait == NONE] = True
    return passable


def enterable(world: World, state: int, arm: Arm, hostile: Flags, open_to: Flags) -> Flags:
    """Return the nodes that a state's arm may enter, [node]."""
    land = world.territories
    ours = open_to[state, land.controller]
    foes = hostile[state, land.controller]
    barred = land.demilitarised & ~foes
    seas = world.zones.controller
    commanded = (seas == NONE) | open_to[state, np.maximum(seas, 0)]
    if arm == Arm.ARMY:
        return np.concatenate([(ours | foes) & ~barred, commanded])
    if arm == Arm.FLEET:
        return np.concatenate([ours, np.ones(world.board.zones, bool)])
    return np.concatenate([ours & ~barred, np.ones(world.board.zones, bool)])


def graph(world: World, state: int, arm: Arm, hostile: Flags, open_to: Flags) -> csr_array:
    """Return the graph a state's arm can move on: cost in days-like units between nodes.

    Land goes slower without roads and over rough ground; entering a foe's land slower still.
    """
    board = world.board
    may = enterable(world, state, arm, hostile, open_to)
    edges, kinds = board.edges, board.edge_kind
    usable = may[edges[:, 0]] & may[edges[:, 1]] & strait_open(world, state, hostile)
    if arm == Arm.FLEET:
        usable &= kinds != EdgeKind.LAND
    ends = edges[usable]
    cost = np.where(kinds[usable] == EdgeKind.LAND, 1.0, 1.5)
    rough = np.concatenate([combat.DEFENCE[board.terrain], np.ones(board.zones)])
    cost = cost * (rough[ends[:, 0]] + rough[ends[:, 1]]) / 2
    nodes = len(board.lonlat)
    return csr_array(
        (np.tile(cost, 2), (np.concatenate([ends[:, 0], ends[:, 1]]),
                            np.concatenate([ends[:, 1], ends[:, 0]]))),
        shape=(nodes, nodes),
    )  # fmt: skip


def distances(world: World, state: int, arm: Arm, goals: Ints) -> Floats:
    """Return the cost from every node to the nearest goal, [node]; inf where there is no way."""
    hostile, open_to = world.at_war(), friends(world)
    moves = graph(world, state, arm, hostile, open_to)
    found: Floats = dijkstra(moves, indices=goals, min_only=True)
    return found


def next_steps(world: World, state: int, arm: Arm, goal: int, starts: Ints) -> Ints:
    """Return the node to go to next from each start on the way to a goal; the start if no way."""
    hostile, open_to = world.at_war(), friends(world)
    moves: Any = graph(world, state, arm, hostile, open_to)
    _, before = dijkstra(moves, indices=np.array(goal), return_predecessors=True)
    step = before[starts]
    return np.where((step < 0) | (starts == goal), starts, step).astype(np.int64)


def frontier(world: World, state: int) -> Ints:
    """Return the foe-held territories next to land that a state (or its friends) holds."""
    hostile, open_to = world.at_war(), friends(world)
    controller = world.territories.controller
    edges = world.board.edges[world.board.edge_kind == EdgeKind.LAND]
    both = np.concatenate([edges, edges[:, ::-1]])
    ours = open_to[state, controller[both[:, 0]]]
    foes = hostile[state, controller[both[:, 1]]]
    return np.unique(both[ours & foes, 1])
