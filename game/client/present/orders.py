"""A seat's pending orders: as lines of a list, and as arrows on the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

from game.client.present.marks import Arrow, Way
from game.client.strings import text
from game.core.board import Board
from game.core.kinds import Arm, Budget, EdgeKind, Stance
from game.core.observe import PlayerView
from game.core.orders import Mobilise, MoveFormation, Order, SetBudget
from game.narrate.narrator import Narrator
from game.session.desk import Desk


def lines(desk: Desk, tell: Narrator) -> tuple[str, ...]:
    """Return the pending orders in words, in their order."""
    return tuple(tell.order(order, desk.view.known) for order in desk.pending)


def arrows(desk: Desk, points: Sequence[tuple[float, float]]) -> tuple[Arrow, ...]:
    """Return the orders of march given now, and those that stand from before."""
    forces, me = desk.view.known.formations, desk.seat.state
    ordered: dict[int, MoveFormation] = {
        order.formation: order for order in desk.pending if isinstance(order, MoveFormation)
    }
    found = {}
    for row in np.flatnonzero(forces.exists & (forces.owner == me)).tolist():
        node = int(forces.node[row])
        if row in ordered:
            goal, stance = int(ordered[row].goal), ordered[row].stance
        else:
            goal, stance = int(forces.goal[row]), Stance(int(forces.stance[row]))
        if goal < 0 or goal == node:
            continue
        way = way_of(desk.view, row, goal, stance)
        # Several on one road are one arrow.
        found[node, goal, way, row in ordered] = Arrow(
            points[node], points[goal], standing=row not in ordered, way=way
        )
    return tuple(found.values())


def way_of(view: PlayerView, row: int, goal: int, stance: Stance) -> Way:
    """Return what kind of arrow shows an order."""
    known = view.known
    if stance.name.lower() in _WAYS:
        return _WAYS[stance.name.lower()]
    board, node = known.board, int(known.formations.node[row])
    if known.formations.arm[row] != Arm.ARMY or board.is_sea(goal):
        return Way.ATTACK if stance == Stance.ATTACK else Way.MOVE
    hostile = bool(known.at_war()[view.viewer, known.territories.controller[goal]])
    if hostile and not _by_road(view, node, goal):
        return Way.LAND
    return Way.ATTACK if hostile or stance == Stance.ATTACK else Way.MOVE


_WAYS = {
    "support": Way.SUPPORT, "garrison": Way.GARRISON, "blockade": Way.BLOCKADE, "land": Way.LAND,
    "convoy": Way.CONVOY,
}  # fmt: skip


def _by_road(view: PlayerView, start: int, goal: int) -> bool:
    """Tell whether two places touch, or lie on land that is joined."""
    board = view.known.board
    if board.is_sea(start):
        return False
    labels = board.once("landmasses", lambda: _landmasses(board))
    return bool(labels[start] == labels[goal])


def _landmasses(board: Board) -> NDArray[np.int32]:
    land = board.edges[board.edge_kind == EdgeKind.LAND]
    shape = (board.territories, board.territories)
    joined = csr_array((np.ones(len(land)), (land[:, 0], land[:, 1])), shape=shape)
    labels: NDArray[np.int32] = connected_components(joined, directed=False)[1]
    return labels


def budget(desk: Desk) -> tuple[float, float, float, float]:
    """Return the shares of arms, welfare, growth and aid as ordered now."""
    for order in desk.pending:
        if isinstance(order, SetBudget):
            return order.arms, order.welfare, order.growth, order.aid
    row = desk.view.known.states.budget[desk.seat.state]
    arms, welfare, growth, aid = (float(row[part]) for part in Budget)
    return arms, welfare, growth, aid


def rebalanced(
    shares: tuple[float, float, float, float], part: Budget, wanted: float
) -> tuple[float, float, float, float]:
    """Return the shares with one of them changed and the others scaled to sum to 1."""
    values = list(shares)
    rest = sum(values) - values[part]
    values[part] = wanted
    for other in Budget:
        if other != part:
            values[other] = (1 - wanted) * values[other] / rest if rest > 1e-9 else (1 - wanted) / 3
    rounded = [round(value, 4) for value in values]
    free = next(each for each in Budget if each != part)
    rounded[free] = round(1 - sum(rounded) + rounded[free], 4)
    arms, welfare, growth, aid = rounded
    return arms, welfare, growth, aid


def mobilisation(desk: Desk) -> float:
    """Return the share of reserves called up, as ordered now."""
    for order in desk.pending:
        if isinstance(order, Mobilise):
            return order.level
    return float(desk.view.known.states.mobilisation[desk.seat.state])


def is_pending(desk: Desk, order: Order) -> bool:
    """Tell whether an order is among the pending."""
    return order in desk.pending


def waits_for(desk: Desk, view: PlayerView) -> str:
    """Return what ending the turn would leave undone or send, in a sentence."""
    offers = sum(
        1
        for treaty in view.known.treaties
        if not treaty.accepted
        and view.viewer in treaty.parties
        and treaty.offered_by != view.viewer
        and not 0 <= treaty.until_turn <= view.known.turn
    )
    many = len(desk.pending)
    words = text("end.orders", many=many) if many != 1 else text("end.order")
    if not many:
        words = text("end.none")
    if offers:
        words += " " + text("end.offers", many=offers)
    return words
