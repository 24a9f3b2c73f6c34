"""Cases inside one state: what strife there means to others, and what stands against measures.

In such a case the state is aggressor and victim both: measures are taken for its people, against
those who hold them down or fight over them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from game.core.formulas.strife import peace_terms
from game.core.kinds import CrisisKind, Doctrine
from game.core.records import Crisis

if TYPE_CHECKING:
    from game.core.outlook import Outlook
    from game.core.world import World

Floats = NDArray[np.float64]

_CONCERN = {CrisisKind.COUP: 0.25, CrisisKind.CIVIL_WAR: 0.45, CrisisKind.ATROCITY: 0.6}
"""How far the order of the world is thought to be touched by what happens inside a state."""


_WARRANTED = 0.5
"""Strength of the mission that those who would settle a civil war under a guarantee reckon with."""
MEDIATED = 0.35
"""How far a mediator stands surety."""


@dataclass(frozen=True, slots=True)
class Strife:
    """What an internal crisis is, as far as others' stakes hang on it."""

    kind: CrisisKind
    tide: float
    """How far the government has the upper hand, 0..1."""
    toll: float
    """Thousand civilians killed."""


def strife_of(crisis: Crisis) -> Strife | None:
    """Return the strife that a crisis is, or None for a quarrel between states."""
    return Strife(crisis.kind, crisis.tide, crisis.toll) if crisis.internal else None


def lacks_a_guarantor(world: World, crisis: Crisis) -> bool:
    """Tell whether both sides of a civil war would settle if a mission stood surety, and not without.

    As far as anybody can see. The fear of laying down arms is what keeps them fighting (Walter 1997).
    """
    rules = world.rules
    alone = MEDIATED if crisis.mediator >= 0 else 0.0

    def least(surety: float) -> float:
        sides = peace_terms(
            crisis.tide,
            world.turn - crisis.opened,
            min(surety, 1.0),
            (rules.long_war_hurt, rules.disarm_fear),
        )
        return min(sum(side.values()) for side in sides)

    return crisis.kind == CrisisKind.CIVIL_WAR and least(alone) < 0 <= least(alone + _WARRANTED)


def ripe(world: World) -> frozenset[int]:
    """Return the states whose civil war would end under a guarantee."""
    return world.once(
        "ripe",
        lambda: frozenset(
            int(crisis.target) for crisis in world.live_crises() if lacks_a_guarantor(world, crisis)
        ),
    )


def stakes(
    world: World, state: int, strife: Strife, clear: float, faith: Floats, look: Outlook
) -> dict[str, Floats]:
    """Return what it is worth to every state that the strife is stilled, [state], by term.

    `threat` is the danger of spill-over to neighbours; `ties` what is felt for the people; `order`
    the doctrine of upholding it, as far as the body is believed (`faith` [state]), the case clear
    (`clear` 0..1) and the killing heard of; `sympathy` what binds one to the government, which
    counts in full only where it is the government that kills.
    """
    rules, states, dyads = world.rules, world.states, world.dyads
    liking = np.clip(dyads.affinity[:, state], 0, 1)
    near: Floats = dyads.contiguous[:, state] * (1.5 - states.stability)
    heard = min(1.0, 0.6 + strife.toll / 250.0)
    upheld = states.doctrine[:, Doctrine.UPHOLD] + 0.3 * states.doctrine[:, Doctrine.BALANCE]
    guilty = 1.0 if strife.kind == CrisisKind.ATROCITY else 0.3
    bound = look.bound[:, state] + 0.4 * look.entente[:, state]
    return {
        "threat": rules.stake_threat * rules.spill_over * near * heard,
        "ties": 0.4 * rules.stake_ties * liking * heard,
        "order": rules.stake_order
        * _CONCERN.get(strife.kind, 0.3)
        * upheld
        * faith
        * clear
        * heard,
        "sympathy": -0.5 * guilty * rules.stake_ties * (liking + bound),
    }


def resistance(might: float, strife: Strife) -> float:
    """Return what stands against force on the spot: the government's strength, by the tide.

    Half of a government's arms hold the country down whatever happens; the rest is free only as
    far as it has the upper hand.
    """
    return might * (0.5 + 0.5 * strife.tide)
