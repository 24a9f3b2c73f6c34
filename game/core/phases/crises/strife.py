"""Strife within states: the tide of civil wars, coups decided, killings stopped or not."""

from __future__ import annotations

from dataclasses import replace
from enum import IntEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from game.core.formulas import strife as formulas
from game.core.ids import StateId
from game.core.internal_cases import MEDIATED
from game.core.kinds import Act, CrisisEnd, CrisisKind, Doctrine
from game.core.linkage import tied_down
from game.core.log import Log
from game.core.missions import Mission
from game.core.outlook import Outlook
from game.core.phases.crises.endings import settle
from game.core.phases.crises.opening import begin, report_eruption
from game.core.records import Crisis
from game.core.terms import Term, total
from game.core.world import World

_DECIDED: Final = 0.04
"""How near to all or nothing the tide must run for one side to have won."""

_SPLIT: Final = 0.18
"""By how little a coup must fail for the army to split over it, and civil war to follow."""


def run_on(
    world: World,
    crisis: Crisis,
    mission: Mission | None,
    draws: NDArray[np.float64],
    look: Outlook,
    log: Log,
) -> None:
    """Play a quarter of a crisis within a state. `draws` are three uniform numbers of its own."""
    strength = mission.strength if mission else 0.0
    match crisis.kind:
        case CrisisKind.COUP:
            _coup(world, crisis, float(draws[0]), look, log)
        case CrisisKind.ATROCITY:
            _atrocity(world, crisis, strength, log)
        case _:
            _civil_war(world, crisis, strength, float(draws[0]), look, log)


def drift(world: World, crisis: Crisis, look: Outlook) -> tuple[Term, ...]:
    """Return the terms of how the tide runs to the government in a quarter."""
    states, state = world.states, crisis.target
    own = max(float(states.milex[state]) / 4.0, 1e-6)
    arms = float(np.tanh((crisis.proxies[0] - crisis.proxies[1]) / own))
    weigh = look.strength / max(float(look.strength[state]), 1e-9) * look.nearness[state]
    stood = [float(weigh[list(camp)].sum()) if camp else 0.0 for camp in crisis.camps[:2]]
    terms = formulas.drift_terms(
        stability=float(states.stability[state]),
        arms=arms,
        camps=float(np.tanh(0.3 * (stood[0] - stood[1]))),
        pressure=float(states.pressure[state]),
        abroad=float(tied_down(world)[state]) if look.at_war[state] else 0.0,
    )
    return tuple(Term(key, value) for key, value in terms.items())


def peace_terms(
    world: World, crisis: Crisis, strength: float
) -> tuple[tuple[Term, ...], tuple[Term, ...]]:
    """Return what settling is worth to the government and to the rebels beside fighting on.

    A mission of that `strength` (0..1) and a mediator both stand surety.
    """
    surety = min(1.0, strength + (MEDIATED if crisis.mediator >= 0 else 0.0))
    rules = world.rules
    turns = world.turn - crisis.opened
    ours, theirs = formulas.peace_terms(
        crisis.tide, turns, surety, (rules.long_war_hurt, rules.disarm_fear)
    )
    resolve = float(world.states.resolve[crisis.target])
    ours["hope_of_winning"] *= resolve
    return (
        tuple(Term(key, value) for key, value in ours.items()),
        tuple(Term(key, value) for key, value in theirs.items()),
    )


def _civil_war(
    world: World, crisis: Crisis, strength: float, luck: float, look: Outlook, log: Log
) -> None:
    rules, states, state = world.rules, world.states, crisis.target
    turns = drift(world, crisis, look)
    fortune = rules.tide_spread * (1.0 - 0.6 * strength) * _normal(luck)
    tide = crisis.tide + total(turns) + fortune + 0.3 * strength * (0.5 - crisis.tide)
    dead = formulas.killed(float(states.tpop[state]), rules.civil_toll, strength)
    crisis = replace(
        crisis,
        tide=round(min(1.0, max(0.0, tide)), 4),
        toll=round(crisis.toll + dead, 3),
        proxies=_decayed(world, crisis),
    )
    world.put(crisis)
    _hurt(world, state, dead, rules.strife_unrest)
    near = world.dyads.contiguous[:, state] & states.exists
    states.stability[near] = np.maximum(states.stability[near] - 0.002, 0.0)
    if crisis.tide >= 1.0 - _DECIDED:
        states.stability[state] = min(1.0, float(states.stability[state]) + 0.08)
        _report_end(world, crisis, _Close.GOVERNMENT_WON, log)
        settle(world, crisis, CrisisEnd.KEPT_GAINS, log)
    elif crisis.tide <= _DECIDED:
        yield_power(world, crisis, log)
    elif _settled(world, crisis, strength):
        states.regime[state] = min(10.0, float(states.regime[state]) + 1.5)
        states.stability[state] = min(1.0, float(states.stability[state]) + 0.05)
        states.kept_peace[state] = max(float(states.kept_peace[state]), strength)
        _report_end(world, crisis, _Close.SETTLED, log)
        settle(world, crisis, CrisisEnd.COMPROMISE, log)
    elif world.turn >= crisis.clock:
        _report_end(world, crisis, _Close.BURNT_OUT, log)
        settle(world, crisis, CrisisEnd.WITHDREW, log)


def _settled(world: World, crisis: Crisis, strength: float) -> bool:
    """Tell whether both sides would rather settle; a person's government says so by an offer."""
    ours, theirs = peace_terms(world, crisis, strength)
    if not world.states.human[crisis.target]:
        return total(ours) >= 0 and total(theirs) >= 0
    more = max(crisis.offer, 0.0) - 0.5
    return crisis.offer >= 0 and total(theirs) + more >= 0


def yield_power(world: World, crisis: Crisis, log: Log) -> None:
    """Let the government fall: to rebels, or to the plotters of a coup."""
    kind = _Close.COUP_WON if crisis.kind == CrisisKind.COUP else _Close.REBELS_WON
    _report_end(world, crisis, kind, log)
    change_regime(world, crisis, log)
    settle(world, crisis, CrisisEnd.DESTROYED, log)


def change_regime(world: World, crisis: Crisis, log: Log) -> None:
    """Put another government in: what it is like, and whom it likes.

    A coup brings officers (regime down towards -5); rebels bring the opposite of what they fought.
    A sponsor's regime and doctrine show in it, and its friends are its friends.
    """
    states, state = world.states, crisis.target
    before = float(states.regime[state])
    coup = crisis.kind == CrisisKind.COUP
    after = 0.4 * before - 3.0 if coup else -0.5 * before
    sponsors = [one for one in crisis.camps[1] if states.exists[one]]
    doctrine = states.doctrine[state].copy()
    lean = np.zeros_like(doctrine)
    lean[Doctrine.REVISE], lean[Doctrine.KEEP_OUT], lean[Doctrine.BALANCE] = 0.4, 0.4, 0.2
    if sponsors:
        after = 0.5 * after + 0.5 * float(states.regime[sponsors].mean())
        lean = states.doctrine[sponsors].mean(axis=0)
    states.doctrine[state] = 0.75 * doctrine + 0.25 * lean / float(lean.sum())
    states.regime[state] = float(np.clip(after, -10.0, 10.0))
    states.stability[state] = max(float(states.stability[state]), 0.38 if coup else 0.45)
    liking = world.dyads.affinity
    for one in sponsors:
        liking[state, one] = min(1.0, max(float(liking[state, one]), 0.0) + 0.5)
        liking[one, state] = min(1.0, max(float(liking[one, state]), 0.0) + 0.5)
    log.add(
        "regime.changed",
        state,
        about={"crisis": crisis.id},
        figures={"before": before, "after": float(states.regime[state])},
    )


def _coup(world: World, crisis: Crisis, luck: float, look: Outlook, log: Log) -> None:
    """Decide a coup when its days are over: won, beaten, or the army splits over it."""
    states, state = world.states, crisis.target
    if world.turn < crisis.clock:
        return
    grip = min(0.97, max(0.03, crisis.tide + 2.0 * total(drift(world, crisis, look))))
    states.strife[state] = min(5.0, float(states.strife[state]) + 0.4)
    crisis = replace(crisis, tide=round(grip, 4))
    if luck >= grip:
        yield_power(world, crisis, log)
        return
    split = luck >= grip - _SPLIT * (1.0 - float(states.stability[state]))
    states.stability[state] = min(1.0, max(0.0, float(states.stability[state]) + 0.02))
    _report_end(world, crisis, _Close.COUP_FAILED, log)
    settle(world, crisis, CrisisEnd.WITHDREW, log)
    if split and not _strife_in(world, state, CrisisKind.CIVIL_WAR):
        war = begin(
            world,
            CrisisKind.CIVIL_WAR,
            state,
            state,
            tide=0.5,
            camps=crisis.camps,
            proxies=crisis.proxies,
        )
        report_eruption(world, war, log)


def atrocity_terms(world: World, crisis: Crisis, strength: float) -> tuple[Term, ...]:
    """Return what going on with the killing is worth to the government; it stops below 0."""
    states, state = world.states, crisis.target
    war = next(
        (
            other
            for other in world.live_crises()
            if other.target == state and other.kind == CrisisKind.CIVIL_WAR
        ),
        None,
    )
    words = sum(act in crisis.acts for act in (Act.INQUIRY, Act.DETERMINATION, Act.CONDEMNATION))
    return (
        Term("fear_of_fall", 0.2 + (0.3 * (1.0 - war.tide) if war else 0.0)),
        Term("unchecked", 0.015 * (5.0 - float(states.regime[state]))),
        Term("sanctions_felt", -0.8 * float(states.pressure[state])),
        Term("condemned", -0.06 * words - 0.1 * (crisis.named >= 0)),
        Term("mission", -0.6 * strength),
        Term("time_runs", -0.05 * (world.turn - crisis.opened)),
    )


def _atrocity(world: World, crisis: Crisis, strength: float, log: Log) -> None:
    rules, states, state = world.rules, world.states, crisis.target
    dead = formulas.killed(float(states.tpop[state]), rules.atrocity_toll, strength)
    crisis = replace(crisis, toll=round(crisis.toll + dead, 3), proxies=_decayed(world, crisis))
    world.put(crisis)
    _hurt(world, state, dead, 0.2 * rules.strife_unrest)
    if not states.human[state] and total(atrocity_terms(world, crisis, strength)) < 0:
        _report_end(world, crisis, _Close.KILLING_STOPPED, log)
        settle(world, crisis, CrisisEnd.WITHDREW, log)
    elif world.turn >= crisis.clock:
        _report_end(world, crisis, _Close.KILLING_DONE, log)
        settle(world, crisis, CrisisEnd.KEPT_GAINS, log)


def _hurt(world: World, state: StateId, dead: float, unrest: float) -> None:
    """Let a people bear a quarter of strife."""
    states = world.states
    states.stability[state] = max(0.0, float(states.stability[state]) - unrest)
    states.strife[state] = min(5.0, float(states.strife[state]) + 0.05)
    states.tpop[state] = max(float(states.tpop[state]) - dead, 1e-3)


def _strife_in(world: World, state: StateId, kind: CrisisKind) -> bool:
    return any(one.target == state and one.kind == kind for one in world.live_crises())


class _Close(IntEnum):
    """How strife comes to an end, as it is told."""

    GOVERNMENT_WON = 0
    REBELS_WON = 1
    SETTLED = 2
    BURNT_OUT = 3
    COUP_WON = 4
    COUP_FAILED = 5
    KILLING_STOPPED = 6
    KILLING_DONE = 7


def _report_end(world: World, crisis: Crisis, close: _Close, log: Log) -> None:
    kind = (
        "strife.government_won",
        "strife.rebels_won",
        "strife.settled",
        "strife.burnt_out",
        "strife.coup_won",
        "strife.coup_failed",
        "strife.killing_stopped",
        "strife.killing_done",
    )[close]
    log.add(
        kind,
        crisis.target,
        about={"crisis": crisis.id},
        figures={"turns": world.turn - crisis.opened, "toll": crisis.toll},
    )


def _decayed(world: World, crisis: Crisis) -> tuple[float, float]:
    keep = world.rules.proxy_decay
    first, other = (round(keep * sent, 3) for sent in crisis.proxies)
    return (first, other)


def _normal(uniform: float) -> float:
    """Return a draw of the standard normal, bounded, from a uniform one."""
    return float(np.clip(ndtri(min(0.999, max(0.001, uniform))), -3.0, 3.0))
