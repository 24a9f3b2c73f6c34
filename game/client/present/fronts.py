"""Who stands against whom: what others in arms are to one, fronts, seas commanded, straits shut."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.client.colours import Rgb
from game.client.present.marks import Relation, SeaMark, StraitMark
from game.content.gazetteer import Gazetteer
from game.core import forces as field
from game.core import passages
from game.core.ids import StateId
from game.core.kinds import EdgeKind
from game.core.observe import PlayerView
from game.core.world import World

Flags = NDArray[np.bool_]


def relations(view: PlayerView) -> tuple[Relation, ...]:
    """Return what each state is to the viewer: at war with it, letting it through, or neither."""
    known, me = view.known, view.viewer
    foes, friends = known.at_war()[me], field.friends(known)[me]
    return tuple(
        Relation.OWN
        if state == me
        else Relation.FOE
        if foes[state]
        else Relation.FRIEND
        if friends[state]
        else Relation.OTHER
        for state in range(known.n)
    )


def at_war_with_somebody(known: World) -> Flags:
    """Tell which states are in a war, [state]."""
    found: Flags = np.asarray(known.at_war().any(axis=1))
    return found


def meeting(known: World) -> NDArray[np.int64]:
    """Return the pairs of territories [n, 2] where foes meet over land, by their holders."""
    hostile = known.at_war()
    if not hostile.any():
        return np.zeros((0, 2), np.int64)
    edges = known.board.edges[known.board.edge_kind == EdgeKind.LAND]
    holder = known.territories.controller
    return np.asarray(edges[hostile[holder[edges[:, 0]], holder[edges[:, 1]]]])


def under_attack(known: World) -> Flags:
    """Tell which territories a foe of their holder has an army in, [territory]."""
    forces, shore = known.formations, known.board.territories
    hostile, holder = known.at_war(), known.territories.controller
    rows = np.flatnonzero(forces.exists & (forces.node < shore))
    node = forces.node[rows]
    found = np.zeros(shore, bool)
    found[node[hostile[holder[node], forces.owner[rows]]]] = True
    return found


def seas(
    view: PlayerView, points: Sequence[tuple[float, float]], colours: Sequence[Rgb]
) -> tuple[SeaMark, ...]:
    """Return a mark for each sea that somebody commands."""
    known, kinds = view.known, relations(view)
    land = known.board.territories
    return tuple(
        SeaMark(*points[land + zone], holder, colours[holder], kinds[holder])
        for zone, holder in enumerate(known.zones.controller.tolist())
        if holder >= 0
    )


def shut_to(view: PlayerView) -> Flags:
    """Tell which straits and canals are shut to the viewer's ships, [strait]."""
    known = view.known
    closers = known.at_war() | passages.barring(known)
    found: Flags = passages.shut(known, closers)[:-1, view.viewer]
    return found


def straits(
    view: PlayerView, places: Sequence[tuple[float, float]], names: Gazetteer
) -> tuple[StraitMark, ...]:
    """Return a mark for each strait and canal of the board; `places` are theirs on the map."""
    shut = shut_to(view)
    return tuple(
        StraitMark(*places[number], names.strait_names[number], not shut[number])
        for number in range(len(shut))
    )


def leader_of(known: World, state: StateId) -> StateId | None:
    """Return who leads the side on which a state fights, in its first live war."""
    for war in known.live_wars():
        side = war.side(state)
        if side >= 0:
            return (war.attackers, war.defenders)[side][0]
    return None
