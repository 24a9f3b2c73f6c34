"""Birth: a state comes to be on land that others held."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from game.core.books import count_land
from game.core.ids import NOBODY, NONE, NodeId, StateId
from game.core.kinds import Arm, Birth, Holding
from game.core.log import Log
from game.core.musters import muster
from game.core.nations import lands_of
from game.core.phases.crises import move_lost_capital
from game.core.phases.homecoming import bring_home
from game.core.phases.titles import follow_land
from game.core.statehood import claims, relations
from game.core.statehood.figures import arm_and_fund, call_to_life, hand_over, portion
from game.core.world import World

Ints = NDArray[np.int64]

_UNCOUNTED = (Holding.COLONY, Holding.MANDATE)

_NOTHING_LATENT = 0.5
"""Thousand people below which a nation has no figures of its own."""

_COUNTED = 0.25
"""Share of a nation's own people that its land brings to its holder's figures, below which it was
never counted there, whatever the land is called now."""

_STEADY = {
    Birth.INDEPENDENCE: 0.48, Birth.SECESSION: 0.46, Birth.DISSOLUTION: 0.40,
    Birth.PARTITION: 0.45, Birth.RESTORATION: 0.50, Birth.UNION: 0.55,
}  # fmt: skip
"""Stability of a state on the day of its birth [design]: new states are weak ones."""


def found(
    world: World,
    state: StateId,
    land: Iterable[int],
    how: Birth,
    log: Log,
    *,
    parent: StateId = NOBODY,
    contested: bool = False,
) -> bool:
    """Let a state come to be on some land; returns False, and does nothing, where it cannot.

    It cannot where it lives already, or where no land is given. `parent` is whose part it was; the
    owner of most of the land, if none is named. People and industry that the parent counted among
    its own are divided by what lies in the land; a colony has its own latent figures. `contested`
    says that it was fought for: parent and child part as enemies.
    """
    states, territories = world.states, world.territories
    place = np.unique(np.fromiter((int(one) for one in land), np.int64))
    if states.exists[state] or not place.size:
        return False
    if parent == NOBODY or not states.exists[parent]:
        owners = territories.owner[place]
        parent = StateId(int(np.bincount(owners, minlength=world.n).argmax()))
    count_land(world)
    home = lands_of(world).home[state]
    counted = _counted(world, state, place, parent)
    share = portion(world, place, parent, counted=counted)
    part = _part(world, home, place)

    losers = np.unique(np.concatenate([territories.owner[place], territories.controller[place]]))
    territories.owner[place] = state
    territories.controller[place] = state
    territories.holding[place] = Holding.CORE
    territories.sovereign[place] = NONE
    territories.siege[place] = 0.0
    territories.resistance[place] = 0.0
    states.exists[state] = True
    own = int(states.capital[state])
    if own not in place:
        at_home = place[home[place]]
        choice = at_home if at_home.size else place
        states.capital[state] = choice[territories.people[choice].argmax()]
    if counted:
        hand_over(world, state, place)
    else:
        call_to_life(world, state, place, part)
    arm_and_fund(world, state, parent, share, how)
    relations.inherit(world, state, parent, how, counted=counted, contested=contested)
    states.stability[state] = min(
        1.0, _STEADY[how] + 0.012 * max(0.0, float(states.regime[parent])) - 0.08 * contested
    )
    states.support[state] = 0.4
    states.nationhood[state] = 1.0
    states.repression[state] = 0.0
    states.promised[state] = False
    states.major[state] = False
    states.stood[state] = True
    states.born[state] = world.turn
    strength = 0.7 * float(states.milper[state])
    seat = NodeId(int(states.capital[state]))
    muster(world, state, Arm.ARMY, seat, max(strength, 0.05), 0.45)
    log.add(
        "state.born",
        state,
        parent,
        about={"birth": int(how), "territory": int(states.capital[state])},
        figures={"people": float(states.tpop[state]), "lands": float(place.size)},
    )
    told = (
        "state.independent",
        "state.seceded",
        "state.left_union",
        "state.divided",
        "state.restored",
        "state.united",
    )[how]
    log.add(told, state, parent)
    for loser in losers.tolist():
        if loser != state:
            move_lost_capital(world, StateId(loser), log)
    _leave(world, place)
    follow_land(world)
    claims.arise(world, state, parent, how, contested=contested)
    return True


def _counted(world: World, state: StateId, place: Ints, parent: StateId) -> bool:
    """Tell whether the parent counts this land's people among its own.

    Those of its own homeland it does. Those of colonies it does not, nor those of land that was a
    colony when it was taken; whoever once had a state has nothing left that is not counted.
    """
    latent = float(world.states.tpop[state])
    if latent < _NOTHING_LATENT:
        return True
    territories = world.territories
    theirs = place[territories.owner[place] == parent]
    if theirs.size and np.isin(territories.holding[theirs], _UNCOUNTED).mean() >= 0.5:
        return False
    if theirs.size and lands_of(world).home[parent][theirs].mean() >= 0.5:
        return True
    people = float(territories.people[theirs].sum()) * float(world.states.tpop[parent])
    return people >= _COUNTED * latent


def _part(world: World, home: NDArray[np.bool_], place: Ints) -> float:
    """Return what part of its homeland a state gets, by the square root of area, 0..1."""
    weight = np.sqrt(world.board.area_km2)
    whole = float(weight[home].sum())
    if whole <= 0:
        return 1.0
    return min(1.0, float(weight[place[home[place]]].sum()) / whole)


def _leave(world: World, place: Ints) -> None:
    """Send home formations that have no business on the land any more."""
    forces = world.formations
    guests = np.unique(forces.owner[forces.exists & np.isin(forces.node, place)])
    bring_home(world, [StateId(int(row)) for row in guests if world.states.exists[row]])
