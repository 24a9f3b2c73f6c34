"""Linkage and precedent: what other quarrels, present and past, do to this one."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.ids import NONE
from game.core.kinds import Act, Arm, CrisisEnd, CrisisKind, Rung
from game.core.missions import MISSIONS, contingent
from game.core.quarrels import PROFILES, profile_of
from game.core.world import World

Floats = NDArray[np.float64]

_SHOWS: Final = {
    CrisisEnd.WITHDREW: -1.0,
    CrisisEnd.COMPROMISE: 0.2,
    CrisisEnd.KEPT_GAINS: 1.0,
    CrisisEnd.DESTROYED: 1.0,
}
"""What an end shows others who would try the same: that it pays (1), or does not (-1)."""

_PRIOR = 0.8
"""Stakes, all told, of the cases before the campaign that are remembered as it opens."""

_REMEMBERED = 60
"""Crises looked back on."""


def tied_down(world: World) -> Floats:
    """Return how far each state's forces are tied down elsewhere, [state] in 0..0.9.

    The share of its armies on others' land or under a mandate, what it gives to missions, and a
    tenth for every crisis but one in which it stands mobilised.
    """
    forces, land, n = world.formations, world.territories, world.n
    armies = np.flatnonzero(forces.exists & (forces.arm == Arm.ARMY))
    owner, strength, node = forces.owner[armies], forces.strength[armies], forces.node[armies]
    ashore = node < world.board.territories
    there = np.where(ashore, node, 0)
    away = (ashore & (land.owner[there] != owner)) | ~ashore | (forces.mandate[armies] != NONE)
    total = np.bincount(owner, weights=strength, minlength=n)
    out = np.bincount(owner[away], weights=strength[away], minlength=n)
    tied: Floats = out / np.maximum(total, 1e-9)
    of_act: dict[Act, Floats] = {}
    for duty in reversed(world.ledger):
        if duty.turn < world.turn - 1:
            break
        if duty.act in MISSIONS and duty.given > 0:
            if duty.act not in of_act:
                of_act[duty.act] = contingent(world, duty.act)
            men = duty.given * of_act[duty.act][duty.state]
            tied[duty.state] += men / max(float(world.states.milper[duty.state]), 1e-6)
    quarrels = np.zeros(n)
    for crisis in world.live_crises():
        if crisis.rung >= Rung.MOBILISATION:
            quarrels[list({crisis.initiator, crisis.target})] += 1
    tied += 0.1 * np.maximum(quarrels - 1, 0)
    return np.clip(tied, 0.0, 0.9)


def precedent(world: World, kind: CrisisKind) -> float:
    """Return what became of like cases lately, -1 (all were given up) to 1 (all paid).

    Weighted by stakes, by how long ago, and by likeness: the same kind, the same subject, or
    neither. Little is made of few.
    """
    subject = PROFILES[kind].subject
    weight = shown = 0.0
    for crisis in world.crises[-_REMEMBERED:]:
        if crisis.live:
            continue
        seen = profile_of(crisis)
        like = (
            1.0
            if seen is PROFILES[kind]
            else 0.6
            if seen.subject == subject
            else 0.2 * (crisis.internal == PROFILES[kind].internal)
        )
        share = like * crisis.stakes * world.rules.precedent_decay ** (world.turn - crisis.ended)
        weight += share
        shown += share * _SHOWS.get(crisis.end, 0.0)
    return (shown + _PRIOR * world.rules.precedent_prior) / (weight + _PRIOR)
