"""The worlds that theory is tried in: ten states on a ring, one that wants its neighbour's land.

They differ from seed to seed in power, doctrine, liking, and in how much the land is wanted. What
theory asks of a collective security system is there, none of it to the full: members who mostly
uphold the order, duties that bind, a fair record. Theory holds each of them to be needed, so that
an arm takes one away and leaves the others.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Final

import numpy as np

from game.core.charter import Charter, DecisionRule, Monitoring, Organ, Trigger
from game.core.ids import InstitutionId, StateId
from game.core.kinds import Act, Obligation, Seat
from game.core.phases import appraisal
from game.core.rng import stream
from game.core.world import World
from game.lab.ring import ARDEN, BORLAND, CASSIA, DORVAN, ring_world

STATES: Final = 10
AGGRESSOR: Final = BORLAND
VICTIM: Final = CASSIA
KEEPER: Final = ARDEN
"""The great power that upholds the order most."""
OTHER: Final = DORVAN
"""The third great power: no friend and no foe, unless an arm makes it one."""
BODY: Final = InstitutionId(0)

_COERCION: Final = (
    Act.ARMS_EMBARGO,
    Act.FINANCE_BAN,
    Act.MATERIALS_BAN,
    Act.OIL_BAN,
    Act.TRADE_BAN,
    Act.FORCE,
)


def charter(world: World) -> Charter:
    """Return a middling charter: two thirds of the council, no veto, parties barred, duties bind."""
    rule = DecisionRule(
        organ=Organ.COUNCIL,
        majority=Fraction(2, 3),
        strict=False,
        parties_vote=False,
        veto=False,
        absence_consents=True,
        quorum=Fraction(1, 2),
        bypass=False,
    )
    base = world.charters[BODY]
    return replace(
        base,
        rules=(rule,) * len(Act),
        triggers=(Trigger.ATTACK_ON_ANYONE,),
        permanent=(ARDEN, DORVAN),
        monitoring=Monitoring.COMMITTEE,
        obligations=tuple(
            Obligation.BINDING if act in _COERCION else base.obligations[act] for act in Act
        ),
    )


def make(seed: int) -> World:
    """Return the world of a seed, ready for its first orders but for its figures."""
    world = ring_world(STATES, seed)
    draw = stream(seed, 0, "theory worlds")
    states, dyads = world.states, world.dyads
    scale = np.exp(0.2 * draw.standard_normal(STATES))
    for name in ("milex", "milper", "irst", "pec", "production", "upop", "treasury"):
        getattr(states, name)[:] *= scale
    world.formations.strength[:] *= scale[np.maximum(world.formations.owner, 0)]
    lean = np.array((0.5, 0.2, 0.2, 0.0, 0.1)) + 0.06 * draw.standard_normal(states.doctrine.shape)
    lean = np.clip(lean, 0.0, 1.0)
    # The third great power is no second aggressor here.
    lean[OTHER] = (0.45, 0.3, 0.15, 0.0, 0.1)
    lean[AGGRESSOR] = (0.0, 0.2, 0.05, 0.75, 0.0)
    states.doctrine[:] = lean / lean.sum(axis=1, keepdims=True)
    states.ideal[OTHER, 0] = -0.5
    liking = 0.1 * draw.standard_normal((STATES, STATES))
    dyads.affinity[:] = np.clip(dyads.affinity + 0.5 * (liking + liking.T), -1.0, 1.0)
    np.fill_diagonal(dyads.affinity, 0.0)
    dyads.affinity[:, AGGRESSOR] = np.minimum(dyads.affinity[:, AGGRESSOR], 0.0)
    wanted = float(np.clip(0.52 + 0.08 * draw.standard_normal(), 0.3, 1.0))
    world.claims[:] = [replace(world.claims[0], weight=wanted, pretext=0.05, legitimacy=0.1)]
    dyads.rivalry[OTHER] = 0.0
    dyads.rivalry[:, OTHER] = 0.0
    seats = world.memberships
    seats.member[BODY, :] = True
    world.charters = (charter(world),)
    seats.seat[BODY] = Seat.NONE
    seats.seat[BODY, [ARDEN, DORVAN]] = Seat.PERMANENT
    elected = [StateId(row) for row in range(4, STATES, 2)]
    seats.seat[BODY, elected] = Seat.ELECTED
    seats.seat_until[BODY, elected] = 40
    seats.met[BODY], seats.failed[BODY] = 4.0, 1.0
    return world


def ready(world: World) -> World:
    """Return a world with its derived figures computed anew, after an arm has changed it."""
    appraisal.run(world)
    world.settle()
    return world


def great(world: World) -> list[int]:
    """Return the great powers but the aggressor."""
    return [row for row in np.flatnonzero(world.states.major).tolist() if row != AGGRESSOR]
