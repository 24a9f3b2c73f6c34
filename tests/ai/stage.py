"""A stage for theories: a world in which nobody fears, likes, claims or owes anything, yet."""

from __future__ import annotations

import numpy as np

from game.core.ids import ClaimId, StateId, TerritoryId
from game.core.kinds import Doctrine, TreatyKind
from game.core.records import Claim, Treaty
from game.core.world import World
from tests.worlds import small_world

NEUTRAL = (0.2, 0.2, 0.2, 0.2, 0.2)
SELF, FOE, THIRD, FOURTH = (StateId(number) for number in range(4))


def stage(n: int = 6) -> World:
    """Return a world of equals, far from each other, outside any body, at peace with themselves."""
    world = small_world(n)
    states, dyads = world.states, world.dyads
    world.claims.clear()
    world.treaties.clear()
    states.doctrine[:] = NEUTRAL
    states.regime[:] = 0.0
    states.power[:] = 1.0 / n
    states.technology[:] = 1.0
    states.stability[:] = 0.8
    states.weariness[:] = 0.0
    states.resolve[:] = 1.0
    states.cost_estimate[:] = 1.0
    states.major[:] = False
    for name in ("affinity", "rivalry", "threat", "aggression", "trade", "usual_trade"):
        getattr(dyads, name)[:] = 0.0
    dyads.power_error[:] = 1.0
    dyads.kept[:] = dyads.broken[:] = 0.0
    dyads.contiguous[:] = False
    dyads.gap_km[:] = 6000.0
    np.fill_diagonal(dyads.gap_km, 0.0)
    world.memberships.member[:] = False
    world.memberships.seat[:] = 0
    return world


def strengths(world: World, *power: float) -> None:
    """Set the shares of power of the first states; the others share the rest."""
    left = 1.0 - sum(power)
    others = world.n - len(power)
    world.states.power[: len(power)] = power
    world.states.power[len(power) :] = left / max(others, 1)


def neighbours(world: World, *pairs: tuple[int, int]) -> None:
    """Lay states side by side."""
    for one, other in pairs:
        for a, b in ((one, other), (other, one)):
            world.dyads.contiguous[a, b] = True
            world.dyads.gap_km[a, b] = 100.0


def menace(world: World, who: int, by: int, threat: float) -> None:
    """Let one feel threatened by another that means it ill."""
    world.dyads.rivalry[who, by] = world.dyads.rivalry[by, who] = 0.8
    world.dyads.threat[who, by] = threat


def leaning(world: World, state: int, doctrine: Doctrine, weight: float = 0.6) -> None:
    """Give a state one main weight of doctrine, and share the rest."""
    rest = (1.0 - weight) / 4
    world.states.doctrine[state] = rest
    world.states.doctrine[state, doctrine] = weight


def claim(world: World, claimant: int, holder: int, weight: float) -> None:
    """Let one claim something of another."""
    world.claims.append(
        Claim(
            id=ClaimId(len(world.claims)),
            claimant=StateId(claimant),
            holder=StateId(holder),
            territories=(TerritoryId(2 * holder + 1),),
            weight=weight,
            legitimacy=0.3,
            pretext=0.3,
        )
    )


def pact(world: World, kind: TreatyKind, *parties: int, since: int = -20) -> Treaty:
    """Put a treaty in force."""
    signed = tuple(StateId(party) for party in parties)
    treaty = Treaty(world.next_treaty(), kind, signed, since, -1, signed[0], accepted=True)
    world.put(treaty)
    return treaty
