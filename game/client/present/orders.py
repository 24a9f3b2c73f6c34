"""A seat's pending orders: as lines of a list, and as arrows on the map."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from game.client.present.marks import Arrow
from game.client.strings import text
from game.core.kinds import Budget
from game.core.observe import PlayerView
from game.core.orders import Mobilise, MoveFormation, Order, SetBudget
from game.narrate.narrator import Narrator
from game.session.desk import Desk


def lines(desk: Desk, tell: Narrator) -> tuple[str, ...]:
    """Return the pending orders in words, in their order."""
    return tuple(tell.order(order, desk.view.known) for order in desk.pending)


def arrows(desk: Desk, points: Sequence[tuple[float, float]]) -> tuple[Arrow, ...]:
    """Return the marches ordered now, and dashed those still under way from before."""
    forces, me = desk.view.known.formations, desk.seat.state
    ordered: dict[int, MoveFormation] = {
        order.formation: order for order in desk.pending if isinstance(order, MoveFormation)
    }
    found = []
    for row in np.flatnonzero(forces.exists & (forces.owner == me)).tolist():
        node = int(forces.node[row])
        if row in ordered:
            goal = int(ordered[row].goal)
            if goal != node:
                found.append(Arrow(points[node], points[goal]))
        elif (goal := int(forces.goal[row])) >= 0 and goal != node:
            found.append(Arrow(points[node], points[goal], standing=True))
    return tuple(found)


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
