"""Queries on formations: who is where, who is hostile to whom, what can be reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

from game.core import passages
from game.core.board import Board, great_circle_km
from game.core.formulas import combat
from game.core.ids import NONE
from game.core.kinds import Arm, EdgeKind, Holding, Stance, TreatyKind
from game.core.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_EMBARK = 1.0
_CROSS = 0.4
_LAND_AMONG_FRIENDS = 0.6
_LAND_AMONG_FOES = 3.0
"""What a step costs an army beside a march over open ground: they choose the way, not the pace."""

_SHIPPED = 0.07
"""What a kilometre by ship costs supply beside one by road."""

_WORTH_SENDING = 3.0
"""Reaches beyond which what supply brings is not worth the way (an army finds as much itself)."""

_PORT_KM = 80.0
"""What loading or unloading costs supply, as kilometres of road."""


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

    Three in a thousand of the people who live there and the owner's garrison by its share of
    people, half as good as soldiers, the more the steadier their state; under an occupier only
    what resistance makes of them.
    """
    land, states = world.territories, world.states
    owner = land.owner[territories]
    held = land.controller[territories] == owner
    drawn = land.people[territories] * (0.003 * states.tpop[owner] + 0.5 * states.garrison[owner])
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


def sea_lift(world: World) -> Floats:
    """Return how many thousand men each state can embark in a month, [state]."""
    forces, rules = world.formations, world.rules
    ships = forces.exists & (forces.arm == Arm.FLEET)
    escorting = np.where(forces.stance[ships] == Stance.CONVOY, rules.convoy_lift, 1.0)
    fleet = np.bincount(
        forces.owner[ships], weights=forces.strength[ships] * escorting, minlength=world.n
    ).astype(float)
    return rules.sea_lift_base + rules.sea_lift * fleet


def harried(world: World, hostile: Flags, open_to: Flags) -> Floats:
    """Return how far raiders of foes go unopposed in each sea, [state, zone] in 0..1.

    A fleet told to attack raids the seas next to its own; friends' fleets there oppose it, those
    that escort convoys the more.
    """
    forces, shore = world.formations, world.board.territories
    felt = np.zeros((world.n, world.board.zones))
    fleets = forces.exists & (forces.arm == Arm.FLEET) & (forces.node >= shore)
    raiders = np.flatnonzero(
        fleets & (forces.stance == Stance.ATTACK) & hostile[np.maximum(forces.owner, 0)].any(axis=1)
    )
    if raiders.size == 0:
        return felt
    weight = power(world)
    raid, guard = np.zeros_like(felt), np.zeros_like(felt)
    for row in raiders.tolist():
        around = world.board.around(int(forces.node[row]))
        seas = np.append(around[around >= shore], forces.node[row]) - shore
        raid[np.ix_(np.flatnonzero(hostile[forces.owner[row]]), seas)] += weight[row]
    for row in np.flatnonzero(fleets).tolist():
        convoy = forces.stance[row] == Stance.CONVOY
        counts = weight[row] * (world.rules.convoy_lift if convoy else 1.0)
        guard[open_to[:, forces.owner[row]], forces.node[row] - shore] += counts
    unopposed: Floats = np.where(raid > 0, raid / np.maximum(raid + guard, 1e-9), 0.0)
    return unopposed


@dataclass(frozen=True, slots=True)
class Ground:
    """What of the map every way is made of: each edge both ways, ordered by `row`."""

    row: Ints
    col: Ints
    edge: Ints
    kind: Ints
    km: Floats
    """[both ways] between the two places."""
    rough: Floats
    """[node] how rough the going is; 1 at sea."""

    @classmethod
    def of(cls, board: Board) -> Ground:
        """Lay the ground out; once for a board."""
        return board.once(cls, lambda: cls._lay_out(board))

    @classmethod
    def _lay_out(cls, board: Board) -> Ground:
        row = np.concatenate([board.edges[:, 0], board.edges[:, 1]])
        col = np.concatenate([board.edges[:, 1], board.edges[:, 0]])
        order = np.lexsort((col, row))
        row, col = row[order], col[order]
        edge = np.tile(np.arange(len(board.edges)), 2)[order]
        return cls(
            row,
            col,
            edge,
            board.edge_kind[edge],
            great_circle_km(board.lonlat[row], board.lonlat[col]),
            np.concatenate([combat.DEFENCE[board.terrain], np.ones(board.zones)]),
        )

    def graph(self, usable: Flags, cost: Floats) -> Any:
        """Return the sparse graph [row, col] of usable edges, with the costs of those."""
        nodes = len(self.rough)
        ends = np.zeros(nodes + 1, np.int32)
        np.cumsum(np.bincount(self.row[usable], minlength=nodes), out=ends[1:])
        return csr_array((cost, self.col[usable].astype(np.int32), ends), shape=(nodes, nodes))


@dataclass(slots=True)
class Theatre:
    """Who may go where this month: enemies, friends, seas and straits, and the ways through them.

    Holds for as long as nothing moves and no land changes hands; ways are found once each.
    """

    world: World
    ground: Ground
    hostile: Flags
    """[state, target]"""
    open_to: Flags
    """[state, target] whose land is open to whom."""
    closed_seas: Flags
    """[state, zone] closed to its transports: a foe's fleet is there and is not held down."""
    closers: Flags
    """[state, target] who shuts its straits and canals to whom: foes, and those under a measure."""
    shut: Flags
    """[strait + 1, state] passages closed to it; the last row is open sea."""
    harried: Floats
    """[state, zone] how far foes' raiders go unopposed there, 0..1."""
    _ways: dict[tuple[int, int], Any] = field(default_factory=dict)
    _routes: dict[tuple[int, int, int], tuple[Floats, Ints]] = field(default_factory=dict)

    @classmethod
    def of(cls, world: World, ground: Ground | None = None) -> Theatre:
        """Look at the world as it stands; `ground` spares laying out the same board again."""
        hostile, open_to = world.at_war(), friends(world)
        closed = np.zeros((world.n, world.board.zones), bool)
        if hostile.any():
            forces, seas = world.formations, world.zones.controller
            there = np.zeros((world.n, world.board.zones), bool)
            afloat = np.flatnonzero(
                forces.exists
                & (forces.arm == Arm.FLEET)
                & (forces.node >= world.board.territories)
                & (forces.strength > 0)
            )
            there[forces.owner[afloat], forces.node[afloat] - world.board.territories] = True
            fighting = np.flatnonzero(hostile.any(axis=1))
            ruled = seas != NONE
            held = open_to[np.ix_(fighting, np.maximum(seas, 0))] & ruled
            lost = hostile[np.ix_(fighting, np.maximum(seas, 0))] & ruled
            met = hostile[fighting].astype(np.int64) @ there.astype(np.int64) > 0
            closed[fighting] = lost | (met & ~held)
        closers = hostile | passages.barring(world)
        shut = passages.shut(world, closers)
        ground = Ground.of(world.board) if ground is None else ground
        return cls(
            world, ground, hostile, open_to, closed, closers, shut, harried(world, hostile, open_to)
        )

    def strait_open(self, state: int) -> Flags:
        """Return which edges a state may pass, [edge]: those that no shut strait or canal gates."""
        passable: Flags = ~self.shut[self.world.board.edge_strait, state]
        return passable

    def enterable(self, state: int, arm: Arm) -> Flags:
        """Return the nodes that a state's arm may enter, [node].

        Armies enter friendly land and their foes', and seas that no foe's fleet closes; fleets
        enter friendly ports and every sea; aircraft need friendly fields. Demilitarised land is
        barred to those at peace: war sets the treaty aside.
        """
        land = self.world.territories
        ours = self.open_to[state, land.controller]
        foes = self.hostile[state, land.controller]
        at_war = bool(self.hostile[state].any())
        barred = np.zeros(len(ours), bool) if at_war else land.demilitarised
        if arm == Arm.ARMY:
            return np.concatenate([(ours & ~barred) | foes, ~self.closed_seas[state]])
        seas = np.ones(self.world.board.zones, bool)
        return np.concatenate([ours if arm == Arm.FLEET else ours & ~barred, seas])

    def ways(self, state: int, arm: Arm) -> Any:
        """Return the ways a state's arm can take, backwards: sparse [to, from] cost of the step.

        Any node can be left, so that nobody is shut in where it may no longer enter. Ships end a
        voyage in a port, or begin one there, and do not pass through it from one sea to another:
        for them ports that are made for have rows of their own, past all nodes (`_ends`).
        """
        known = self._ways.get((state, arm))
        if known is not None:
            return known
        world, ground, shore = self.world, self.ground, self.world.board.territories
        usable = self.enterable(state, arm)[ground.row] & self.strait_open(state)[ground.edge]
        if arm == Arm.FLEET:
            usable &= ground.kind != EdgeKind.LAND
        start, stop = ground.col[usable], ground.row[usable]
        cost = np.ones(len(start))
        if arm == Arm.ARMY:
            land = world.territories
            foes = np.zeros(len(ground.rough), bool)
            foes[:shore] = self.hostile[state, land.controller]
            rough = ground.rough.copy()
            rough[:shore] *= 1.25 - 0.5 * land.development
            cost = np.where(foes[stop], 1.5, 1.0) * (rough[start] + rough[stop]) / 2
            to_sea, from_sea = stop >= shore, start >= shore
            cost = np.where(to_sea, np.where(from_sea, _CROSS, _EMBARK), cost)
            ashore = np.where(foes[stop], _LAND_AMONG_FOES, _LAND_AMONG_FRIENDS)
            cost = np.where(from_sea & ~to_sea, ashore, cost)
        if arm == Arm.FLEET:
            stop = np.where(stop < shore, stop + len(ground.rough), stop)
            made = csr_array((cost, (stop, start)), shape=(len(ground.rough) + shore,) * 2)
        else:
            made = ground.graph(usable, cost)
        self._ways[state, arm] = made
        return made

    def _ends(self, arm: Arm, goals: Ints) -> Ints:
        """Return the rows of `ways` at which ways to these nodes end, [goal]."""
        ports = (arm == Arm.FLEET) & (goals < self.world.board.territories)
        return np.where(ports, goals + len(self.ground.rough), goals)

    def _from_nodes(self, found: Floats, goals: Ints) -> Floats:
        """Return costs from every node, without the rows for ports made for, [..., node]."""
        costs = found[..., : len(self.ground.rough)]
        if costs.ndim == 1:
            costs[goals] = 0.0
        else:
            costs[np.arange(len(goals)), goals] = 0.0
        return costs

    def distances(self, state: int, arm: Arm, goals: Ints) -> Floats:
        """Return the cost from every node to the nearest goal, [node]; inf where there is no way."""
        ways = self.ways(state, arm)
        return self._from_nodes(
            dijkstra(ways, indices=self._ends(arm, goals), min_only=True), goals
        )

    def each_distance(self, state: int, arm: Arm, goals: Ints) -> Floats:
        """Return the cost to each goal from every node, [goal, node]."""
        ways = self.ways(state, arm)
        return self._from_nodes(dijkstra(ways, indices=self._ends(arm, goals)), goals)

    def next_steps(self, state: int, arm: Arm, goal: int, starts: Ints) -> Ints:
        """Return the node to go to next from each start on the way to a goal; the start if none."""
        key = (state, int(arm), goal)
        if key not in self._routes:
            ways = self.ways(state, arm)
            end = self._ends(arm, np.array(goal))
            cost, after = dijkstra(ways, indices=end, return_predecessors=True)
            nodes = len(self.ground.rough)
            before = after.astype(np.int64)
            self._routes[key] = (cost, np.where(before >= nodes, before - nodes, before))
        step = self._routes[key][1][starts]
        return np.where((step < 0) | (starts == goal), starts, step)

    def frontier(self, state: int) -> Ints:
        """Return the foe-held territories next to land that a state (or its friends) holds."""
        controller = self.world.territories.controller
        edges = self.world.board.edges[self.world.board.edge_kind == EdgeKind.LAND]
        both = np.concatenate([edges, edges[:, ::-1]])
        ours = self.open_to[state, controller[both[:, 0]]]
        foes = self.hostile[state, controller[both[:, 1]]]
        return np.unique(both[ours & foes, 1])

    def supply_km(self, state: int) -> Floats:
        """Return how far supply travels from home to every node, [node], in km of road.

        By road over friendly land, longer over rough country; by ship, much cheaper, over seas that
        are open, with a charge for each port. It reaches foe-held land only from next door. Home is
        the state's own land proper (all it holds, if it has no such land).
        """
        world, ground = self.world, self.ground
        land = world.territories
        own = (land.owner == state) & (land.controller == state)
        core = own & (land.holding == Holding.CORE)
        bases = np.flatnonzero(core if core.any() else own)
        if bases.size == 0:
            return np.full(len(ground.rough), np.inf)
        may = np.concatenate([self.open_to[state, land.controller], ~self.closed_seas[state]])
        usable = may[ground.row] & self.strait_open(state)[ground.edge]
        start, stop = ground.row[usable], ground.col[usable]
        km, kind = ground.km[usable], ground.kind[usable]
        shipped = _SHIPPED
        if self.harried[state].any():
            raids = np.concatenate([np.zeros(world.board.territories), self.harried[state]])
            shipped = _SHIPPED * (1.0 + world.rules.raiding * np.maximum(raids[start], raids[stop]))
        cost = np.where(
            kind == EdgeKind.LAND,
            km * (ground.rough[start] + ground.rough[stop]) / 2,
            shipped * km + np.where(kind == EdgeKind.COAST, _PORT_KM, 0.0),
        )
        roads = ground.graph(usable, cost)
        farthest = _WORTH_SENDING * world.rules.supply_reach_km
        found: Floats = dijkstra(roads, indices=bases, min_only=True, limit=farthest)
        return found
