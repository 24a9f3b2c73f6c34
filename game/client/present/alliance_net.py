"""Who is bound to whom as a picture: states so ordered round a circle that friends stand together."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from game.client.colours import Rgb
from game.client.present.ledgers_affairs import tie_kinds, treaties_in_force
from game.client.strings import text
from game.client.widgets.network import Node, Tie
from game.core.kinds import TreatyKind
from game.core.observe import PlayerView
from game.narrate.narrator import Narrator

MOST_NODES = 40


def network(
    view: PlayerView, tell: Narrator, colour: Callable[[int], Rgb]
) -> tuple[tuple[Node, ...], tuple[Tie, ...], tuple[str, ...], int]:
    """Return nodes, ties, the words of the legend, and how many states have no room.

    The strongest of those with treaties are shown, the viewer always.
    """
    known = view.known
    kinds = tie_kinds(view)
    bound = sorted({int(party) for treaty in treaties_in_force(view) for party in treaty.parties})
    bound = [row for row in bound if known.states.exists[row]]
    strong = sorted(bound, key=lambda row: (row != view.viewer, -float(known.states.power[row])))
    shown = _ordered(view, sorted(strong[:MOST_NODES]))
    place = {row: at for at, row in enumerate(shown)}
    ties, seen = [], set()
    for treaty in treaties_in_force(view):
        first = treaty.parties[0]
        guarantee = treaty.kind == TreatyKind.GUARANTEE
        pairs = (
            [(first, other) for other in treaty.parties[1:]]
            if guarantee
            else [(a, b) for at, a in enumerate(treaty.parties) for b in treaty.parties[at + 1 :]]
        )
        for one, other in pairs:
            key = (int(treaty.kind), int(one), int(other))
            if one in place and other in place and key not in seen:
                seen.add(key)
                ties.append(
                    Tie(place[one], place[other], kinds.index(treaty.kind), arrow=guarantee)
                )
    names = tell.names.gazetteer.names
    nodes = []
    for row in shown:
        told = [tell.treaty(treaty) for treaty in treaties_in_force(view) if row in treaty.parties]
        nodes.append(Node(str(row), names[row], colour(row), row == view.viewer, _few(told)))
    words = tuple(
        text("ledgers.one_way", kind=tell.word(kind))
        if kind == TreatyKind.GUARANTEE
        else tell.word(kind)
        for kind in kinds
    )
    return tuple(nodes), tuple(ties), words, len(bound) - len(shown)


def _few(lines: list[str], most: int = 12) -> str:
    if len(lines) > most:
        lines = [*lines[:most], text("ledgers.and_more", more=len(lines) - most)]
    return "\n".join(lines)


def _ordered(view: PlayerView, rows: list[int]) -> list[int]:
    """Return rows in such an order that short lines join most of those that are bound.

    By the second eigenvector of the graph's Laplacian (Fiedler 1973), the groups that are not joined
    at all one after another.
    """
    if len(rows) < 3:
        return rows
    place = {row: at for at, row in enumerate(rows)}
    weight = np.zeros((len(rows), len(rows)))
    for treaty in treaties_in_force(view):
        inside = [place[int(party)] for party in treaty.parties if int(party) in place]
        for at, one in enumerate(inside):
            for other in inside[at + 1 :]:
                weight[one, other] = weight[other, one] = 1.0
    groups: list[list[int]] = []
    left = list(range(len(rows)))
    while left:
        group, edge = [left[0]], [left[0]]
        while edge:
            here = edge.pop()
            for there in left:
                if weight[here, there] and there not in group:
                    group.append(there)
                    edge.append(there)
        left = [each for each in left if each not in group]
        groups.append(group)
    groups.sort(key=lambda group: (-len(group), min(group)))
    order: list[int] = []
    for group in groups:
        square = weight[np.ix_(group, group)]
        if len(group) > 2:
            laplacian = np.diag(square.sum(axis=0)) - square
            axis = np.round(np.linalg.eigh(laplacian)[1][:, 1], 6)
            axis = axis if axis[np.abs(axis).argmax()] > 0 else -axis
            order += [group[at] for at in np.argsort(axis, kind="stable")]
        else:
            order += group
    return [rows[at] for at in order]
