"""What a new state is like, and how it stands to others."""

from __future__ import annotations

import numpy as np

from game.core.ids import StateId
from game.core.kinds import Birth
from game.core.nations import lands_of
from game.core.world import World

_PARTING = {
    Birth.INDEPENDENCE: 0.20, Birth.SECESSION: -0.05, Birth.DISSOLUTION: 0.05,
    Birth.PARTITION: 0.10, Birth.RESTORATION: -0.20, Birth.UNION: 0.10,
}  # fmt: skip
"""Liking between a state and the one of which it was part [design]."""

_FOUGHT = -0.45
"""The same, added where it was fought for."""

_KIN = 0.40
_DIVIDED_KIN = -0.35
"""Liking between parts of a nation that was divided between two camps."""


def inherit(
    world: World, state: StateId, parent: StateId, how: Birth, *, counted: bool, contested: bool
) -> None:
    """Write what a new state has of its parent and of its neighbourhood."""
    _temper(world, state, parent, how, contested=contested)
    if how == Birth.UNION:
        return
    _liking(world, state, parent, how, counted=counted, contested=contested)


_LEFT_BEHIND = 0.35
"""How much less of its holder's regime than of its policy a colony keeps: what it knew of it was its
rule over others, and of the parliaments left behind few lasted [design]."""


def _temper(world: World, state: StateId, parent: StateId, how: Birth, *, contested: bool) -> None:
    """Blend regime, doctrine and ideal: its own bent, its parent's, its neighbours'."""
    states = world.states
    if how == Birth.RESTORATION:
        return
    near = np.flatnonzero(lands_of(world).beside[state] & states.exists)
    near = near[(near != parent) & (near != state)]
    left = 0.15 if contested else 0.35
    if how == Birth.PARTITION:
        left = 0.7  # a client of whoever stood there
    around = 0.2 if near.size else 0.0
    bent = states.doctrine[state] if states.doctrine[state].sum() > 0.5 else states.doctrine[parent]
    for name, mine, of_parent in (
        ("regime", states.regime[state], left * (_LEFT_BEHIND if how == Birth.INDEPENDENCE else 1)),
        ("ideal", states.ideal[state].copy(), left),
        ("doctrine", bent.copy(), left),
    ):
        values = getattr(states, name)
        mean = values[near].mean(axis=0) if near.size else 0.0
        own = 1.0 - of_parent - around
        values[state] = own * mine + of_parent * values[parent] + around * mean
    states.doctrine[state] = np.maximum(states.doctrine[state], 0.0)
    states.doctrine[state] /= states.doctrine[state].sum()


def _liking(
    world: World, state: StateId, parent: StateId, how: Birth, *, counted: bool, contested: bool
) -> None:
    dyads, states, lands = world.dyads, world.states, lands_of(world)
    alive = states.exists
    apart = np.linalg.norm(states.ideal - states.ideal[state], axis=1)
    usual = 0.08 - 0.16 * (apart - 0.9)
    if how == Birth.RESTORATION:
        first = dyads.affinity[state]
    else:
        left = 0.45 if counted else 0.15
        first = (0.7 - left) * usual + left * dyads.affinity[parent] + 0.3 * dyads.affinity[state]
    kin = lands.kin[state] & alive
    first = np.where(kin, _DIVIDED_KIN if how == Birth.PARTITION else first + _KIN, first)
    parting = _PARTING[how] + _FOUGHT * contested
    if how == Birth.INDEPENDENCE:
        parting += 0.012 * float(states.regime[parent])
    first[parent] = parting
    first[state] = 0.0
    first = np.clip(first, -1.0, 1.0)
    dyads.affinity[state] = first
    dyads.affinity[:, state] = first
    rivals = dyads.rivalry[state].copy()
    if contested:
        rivals[parent] = max(0.4, float(rivals[parent]))
    elif how != Birth.RESTORATION:
        rivals[parent] = min(0.1, float(rivals[parent]))
    if how == Birth.PARTITION:
        rivals[kin] = np.maximum(rivals[kin], 0.5)
    rivals[state] = 0.0
    dyads.rivalry[state] = rivals
    dyads.rivalry[:, state] = rivals
    if how != Birth.RESTORATION:
        for name in ("kept", "broken", "aggression"):
            values = getattr(dyads, name)
            values[state] = values[parent] if counted else 0.0
            values[:, state] = 0.0
    dyads.union_sought = _without(dyads.union_sought, state)


def _without(
    sought: np.ndarray[tuple[int, int], np.dtype[np.bool_]], state: StateId
) -> np.ndarray[tuple[int, int], np.dtype[np.bool_]]:
    changed = sought.copy()
    changed[state] = changed[:, state] = False
    return changed
