"""Incidents: shows of force and clashes between states, of which few become a crisis.

Most of the record's militarised disputes are over within weeks and change nothing but tempers: they
are told, and remembered as rivalry. One that neither government will let pass becomes a crisis.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.formulas import incidents as formulas
from game.core.formulas.strife import chance
from game.core.ids import StateId
from game.core.kinds import CrisisKind, Doctrine, TreatyKind
from game.core.linkage import precedent
from game.core.log import Log
from game.core.missions import mission_in
from game.core.phases.appraisal import nearness, strength
from game.core.phases.crises.opening import begin
from game.core.quarrels import PROFILES
from game.core.rng import stream
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_SHOW: Final = 0.23
"""Share of incidents in which force is shown but not used (COW: 22 to 39 %)."""

_FATAL: Final = 0.2
"""Share of clashes in which somebody is killed (COW: 16 to 24 %)."""

_REMEMBERED: Final = 60
"""Turns for which a pair of states has its last crises in mind."""

_MOST_AT_STAKE: Final = 0.7

_STALE: Final = 0.01
"""Rivalry below which a pair without a border is not thought of."""


def run(world: World, log: Log) -> None:
    """Let incidents happen this quarter, and some of them grow into crises."""
    first, other = _meeting(world)
    if first.size == 0:
        return
    rules, states = world.rules, world.states
    yearly = formulas.rate(_pairs(world, first, other), rules.incident_rate, world.tension)
    draws = stream(world.seed, world.turn, "border incidents").random((5, 2, world.n))
    # Two draws of states make one of their pair: their sum's fraction is uniform, pair by pair.
    luck = (draws[:, 0, first] + draws[:, 1, other]) % 1.0
    happens = np.flatnonzero(luck[0] < chance(yearly, world.scenario.calendar.years_a_turn))
    if happens.size == 0:
        return
    busy = {frozenset((one.initiator, one.target)) for one in world.live_crises()}
    pull = states.doctrine[:, Doctrine.REVISE] + 0.1
    shown = 1.0 + 0.5 * precedent(world, CrisisKind.BORDER_INCIDENT)
    for row in happens.tolist():
        i, j = int(first[row]), int(other[row])
        if frozenset((i, j)) in busy:
            continue  # what happens between them is part of their quarrel
        lead = luck[1, row] * (pull[i] + pull[j]) < pull[i]
        by, at = (StateId(i), StateId(j)) if lead else (StateId(j), StateId(i))
        resolute = float(states.resolve[i] * states.resolve[j])
        grave = rules.incident_grave * resolute * shown
        if world.dyads.contiguous[i, j] and luck[2, row] < grave * _kept_apart(world, i, j):
            _erupts(world, by, at, float(luck[3, row]), log)
        else:
            _passes(world, by, at, luck[3:, row], log)


def _meeting(world: World) -> tuple[Ints, Ints]:
    """Return the pairs of states that could meet: neighbours, rivals, great powers and others."""
    states, dyads = world.states, world.dyads
    alive = np.flatnonzero(states.exists)
    square = np.ix_(alive, alive)
    meet = dyads.contiguous[square] | (dyads.rivalry[square] > _STALE)
    meet |= states.major[alive][None, :] & (dyads.affinity[square] < 0)
    meet = (meet | meet.T) & ~world.at_war()[square]
    first, other = np.nonzero(np.triu(meet, 1))
    return alive[first], alive[other]


def _pairs(world: World, first: Ints, other: Ints) -> formulas.Pairs:
    states, dyads = world.states, world.dyads
    power, near = strength(world), nearness(world)
    stronger = power[first] > power[other]
    claims = np.zeros((world.n, world.n))
    for claim in world.claims.open:
        if claim.holder >= 0:
            claims[claim.claimant, claim.holder] = max(
                claims[claim.claimant, claim.holder], claim.weight
            )
    return formulas.Pairs(
        border=dyads.contiguous[first, other],
        reach=np.where(stronger, near[other, first], near[first, other]),
        great=states.major[first] | states.major[other],
        rivalry=np.maximum(dyads.rivalry[first, other], dyads.rivalry[other, first]),
        claims=np.maximum(claims[first, other], claims[other, first]),
        sore=np.clip(
            0.5 * (dyads.aggression[first, other] + dyads.aggression[other, first])
            - 0.25 * (dyads.affinity[first, other] + dyads.affinity[other, first]),
            0.0,
            1.5,
        ),
        regimes=np.minimum(states.regime[first], states.regime[other]),
        allied=world.ties(TreatyKind.DEFENCE)[first, other],
    )


def _erupts(world: World, by: StateId, at: StateId, luck: float, log: Log) -> None:
    """Let an incident become a crisis that either side may take further."""
    crisis = begin(
        world,
        CrisisKind.BORDER_INCIDENT,
        by,
        at,
        ambiguity=0.55 + 0.35 * luck,
        stakes=at_stake(world, by, at),
    )
    _embitter(world, by, at, world.rules.incident_rivalry, 0.05)
    log.add(
        "crisis.border_incident",
        by,
        at,
        about={"crisis": crisis.id},
        figures={"ambiguity": crisis.ambiguity},
    )


def at_stake(world: World, by: StateId, at: StateId) -> float:
    """Return what an incident is about to both: more than itself where it is not the first.

    Each earlier crisis of the pair adds to it, up to four of them: who gave way the last time will
    not again, and what held may be pushed farther (Leng 1983, on six pairs of states with three
    crises each; Colaresi and Thompson 2002).
    """
    pair = {by, at}
    lately = (*world.crises.open, *world.crises.ended_since(world.turn - _REMEMBERED))
    before = sum({one.initiator, one.target} == pair for one in lately)
    least = PROFILES[CrisisKind.BORDER_INCIDENT].stakes
    return min(_MOST_AT_STAKE, least * (1.0 + world.rules.crisis_repeated * min(before, 4)))


def _passes(world: World, by: StateId, at: StateId, luck: Floats, log: Log) -> None:
    """Let an incident blow over: somebody may have died, a friend may have shown itself."""
    used = bool(luck[0] >= _SHOW)
    fatal = used and luck[1] < _FATAL
    friend, side = _joiner(world, by, at, float(luck[0] * 7 % 1.0))
    bitter = world.rules.incident_rivalry * (0.4 if fatal else 0.15 if used else 0.05)
    _embitter(world, by, at, bitter, 0.02 if fatal else 0.008)
    about = {"friend": friend, "side": side} if friend >= 0 else {}
    log.add(
        "incident.clash" if used else "incident.show_of_force",
        by,
        at,
        about=about,
        figures={"fatal": float(fatal)},
    )


def _joiner(world: World, by: StateId, at: StateId, luck: float) -> tuple[int, int]:
    """Return the third state that shows force beside the one (side 0) or the other; -1 if none.

    The likeliest of all candidates is asked, for either side.
    """
    bound = world.ties(TreatyKind.DEFENCE, TreatyKind.GUARANTEE)
    best, most, side = -1, 0.0, 0
    for place, (helped, feared) in enumerate(((by, at), (at, by))):
        fear = np.clip(world.dyads.threat[:, feared], 0.0, 1.0)
        likely = formulas.joins(bound[:, helped], fear, world.rules.incident_join)
        likely = np.where(world.states.exists & (world.dyads.affinity[:, helped] > 0), likely, 0.0)
        likely[[by, at]] = 0.0
        who = int(likely.argmax())
        if likely[who] > most:
            best, most, side = who, float(likely[who]), place
    return (best, side) if luck < most else (-1, 0)


def _embitter(world: World, one: StateId, other: StateId, rivalry: float, liking: float) -> None:
    dyads = world.dyads
    for a, b in ((one, other), (other, one)):
        dyads.rivalry[a, b] = min(1.0, float(dyads.rivalry[a, b]) + rivalry)
        dyads.affinity[a, b] = max(-1.0, float(dyads.affinity[a, b]) - liking)


def _kept_apart(world: World, i: int, j: int) -> float:
    """Return how often a grave incident still becomes a crisis: half where a mission stands between."""
    for crisis in reversed(world.crises[-40:]):
        if {crisis.initiator, crisis.target} == {i, j} and not crisis.internal:
            mission = mission_in(world, crisis)
            return 0.5 if mission is not None and mission.adequacy >= 0.5 else 1.0
    return 1.0
