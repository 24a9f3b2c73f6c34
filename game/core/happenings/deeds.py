"""What a happening does once, as it comes about: a conference, a quarrel, a rank, a falling apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import numpy as np

from game.core.happenings.effects import Conference, Dissolution, Effect, Quarrel, Rank
from game.core.happenings.happening import Occurrence
from game.core.happenings.look import Look
from game.core.ids import NOBODY, InstitutionId, StateId
from game.core.log import Log
from game.core.phases import founding
from game.core.phases.crises.opening import begin, erupt, report_eruption
from game.core.phases.rolls import admit
from game.core.quarrels import PROFILES
from game.core.statehood import break_up
from game.core.world import World

_MOST_SEATS = 5
"""Permanent seats that victors take at most."""


_IN_FORCE = Fraction(1, 3)
"""Share of those invited at most that must have acceded for what victors found to be in force;
so soon after a general war nobody waits for the last to sign [design]."""


def do(world: World, look: Look, one: Occurrence, effect: Effect, log: Log) -> None:
    """Do what an effect does once; nothing for effects that last."""
    match effect:
        case Conference():
            _confer(world, look, effect, log)
        case Quarrel() if one.state != NOBODY:
            _quarrel(world, one.state, one.other, effect, log)
        case Rank(great) if one.state != NOBODY:
            world.states.major[one.state] = great
        case Dissolution(nationhood) if one.state != NOBODY:
            break_up(world, one.state, nationhood, log)


def _confer(world: World, look: Look, effect: Conference, log: Log) -> None:
    """Let the victors of the last general war sign a charter, and invite those who like them.

    It comes to be, or not, as those who are invited decide. Permanent seats go to the victors, and
    what seats are left to the other great powers that were not beaten: without them nothing could be
    enforced. Invited are they, and whoever likes the seated at least as much as most do; the defeated
    and the others may ask to be admitted later.
    """
    won = [state for state in look.aftermath.victors if world.states.exists[state]]
    if not won:
        return
    seated = tuple(sorted(_leading(world, won, look.aftermath.defeated)))
    used = {charter.key for charter in world.charters}
    free = [place for place in effect.charters if world.scenario.templates[place].key not in used]
    if not free:
        return
    if effect.ends:
        for body in look.bodies:
            if look.belief(body) <= effect.broken:
                log.add("institution.wound_up", -1, about={"institution": body})
                founding.wind_up(world, InstitutionId(body), log)
    charter = world.scenario.templates[free[0]]
    charter = replace(charter, ratify=min(charter.ratify, _IN_FORCE))
    if effect.victors_sit:
        charter = replace(charter, permanent=seated, without_veto=())
    proposer = max(seated, key=lambda state: (float(world.states.power[state]), -state))
    guests = look.alive.copy()
    guests[[*look.aftermath.defeated, *won]] = False
    liking = world.dyads.affinity[:, list(seated)].mean(axis=1)
    if guests.any():
        guests &= liking >= np.median(liking[guests])
        guests[[state for state in seated if state not in won]] = True
    invited = [StateId(int(row)) for row in np.flatnonzero(guests)]
    body = founding.propose(world, charter, proposer, invited, log)
    for state in won:
        if state != proposer:
            admit(world, body, state, log)


def _leading(world: World, won: list[StateId], beaten: Sequence[StateId]) -> list[StateId]:
    """Return who takes permanent seats: great powers among the victors, then those not beaten.

    The strongest first; the strongest victor where there is no great power.
    """
    power, major = world.states.power, world.states.major & world.states.exists
    everyone = [StateId(int(row)) for row in np.flatnonzero(major) if int(row) not in beaten]
    ranked = sorted(everyone, key=lambda state: (state not in won, -float(power[state]), state))
    strongest = sorted(won, key=lambda state: (-float(power[state]), state))
    return ranked[:_MOST_SEATS] if any(major[state] for state in won) else strongest[:1]


def _quarrel(world: World, state: StateId, other: StateId, effect: Quarrel, log: Log) -> None:
    """Open a crisis within a state, or one in which a rival is accused of what befell it."""
    kind = effect.crisis
    busy = world.live_crises()
    if PROFILES[kind].internal:
        if any(crisis.target == state and crisis.internal for crisis in busy):
            return
        report_eruption(world, erupt(world, kind, state), log)
        return
    foe = other if other != NOBODY else _suspect(world, state)
    if foe == NOBODY or world.at_war()[state, foe]:
        return
    if any({crisis.initiator, crisis.target} == {state, foe} for crisis in busy):
        return
    rung = PROFILES[kind].opening if effect.rung is None else effect.rung
    crisis = begin(world, kind, foe, state, ambiguity=effect.ambiguity, rung=rung)
    log.add(
        "happening.suspected",
        state,
        foe,
        about={"crisis": crisis.id},
        figures={"ambiguity": crisis.ambiguity},
    )


def _suspect(world: World, state: StateId) -> StateId:
    """Return whom a state suspects first: the one it likes least and fears; -1 nobody."""
    dyads = world.dyads
    ill_will = dyads.rivalry[state] - 0.5 * dyads.affinity[state] + dyads.threat[state]
    ill_will = np.where(world.states.exists, ill_will, -np.inf)
    ill_will[state] = -np.inf
    worst = int(np.argmax(ill_will))
    return StateId(worst) if ill_will[worst] > _SUSPICION else NOBODY


_SUSPICION = 0.25
"""Ill will, on the scale of rivalry, below which nobody is suspected."""
