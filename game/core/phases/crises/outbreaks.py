"""Outbreaks: crises that nobody ordered, between rivals along a border and within weak states."""

from __future__ import annotations

import numpy as np

from game.core.formulas import strife as formulas
from game.core.ids import StateId
from game.core.kinds import CrisisKind, Doctrine
from game.core.linkage import precedent
from game.core.log import Log
from game.core.missions import mission_in
from game.core.phases.crises.opening import begin, erupt, report_eruption
from game.core.records import Crisis
from game.core.rng import stream
from game.core.world import World


def run(world: World, log: Log) -> None:
    """Let incidents happen and strife break out, by this turn's own draws."""
    world.states.strife *= world.rules.strife_decay
    _borders(world, log)
    _within(world, log)


def _borders(world: World, log: Log) -> None:
    """Let border incidents happen between rival neighbours.

    A pair's rate grows with its rivalry, with claims and tension, and with how resolute both
    governments feel this turn; a mission between them halves it. Who seems to have begun is the
    more revisionist more often than not.
    """
    rules, dyads, states = world.rules, world.dyads, world.states
    bad = np.maximum(dyads.rivalry, dyads.rivalry.T) * dyads.contiguous
    first, other = np.nonzero(np.triu(bad, 1))
    if first.size == 0:
        return
    alive = states.exists[first] & states.exists[other]
    hostile = world.at_war()[first, other]
    bad_blood = bad[first, other]
    sore = np.clip(
        0.5 * (dyads.aggression[first, other] + dyads.aggression[other, first])
        - 0.25 * (dyads.affinity[first, other] + dyads.affinity[other, first]),
        0.0,
        1.5,
    )
    resolute = states.resolve[first] * states.resolve[other]
    shown = 1.0 + 0.5 * precedent(world, CrisisKind.BORDER_INCIDENT)
    rate = rules.border_rate * bad_blood * (0.5 + sore + world.tension) * resolute * shown
    draws = stream(world.seed, world.turn, "border incidents").random((4, 2, world.n))
    # Two draws of states make one of their pair: their sum's fraction is uniform, pair by pair.
    luck = (draws[:, 0, first] + draws[:, 1, other]) % 1.0
    years = world.scenario.calendar.years_a_turn
    happens = luck[0] < formulas.chance(rate, years)
    for row in np.flatnonzero(happens & alive & ~hostile):
        i, j = StateId(int(first[row])), StateId(int(other[row]))
        if any({i, j} == {one.initiator, one.target} for one in world.live_crises()):
            continue
        if _kept_apart(world, i, j) and luck[3, row] < 0.5:
            continue
        pull = states.doctrine[:, Doctrine.REVISE] + 0.1
        lead = luck[1, row] * (pull[i] + pull[j]) < pull[i]
        initiator, target = (i, j) if lead else (j, i)
        crisis = begin(
            world,
            CrisisKind.BORDER_INCIDENT,
            initiator,
            target,
            ambiguity=0.55 + 0.35 * float(luck[2, row]),
        )
        for a, b in ((i, j), (j, i)):
            dyads.rivalry[a, b] = min(1.0, float(dyads.rivalry[a, b]) + rules.incident_rivalry)
            dyads.affinity[a, b] = max(-1.0, float(dyads.affinity[a, b]) - 0.05)
        log.add(
            "crisis.border_incident",
            initiator,
            target,
            about={"crisis": crisis.id},
            figures={"ambiguity": crisis.ambiguity},
        )


def _kept_apart(world: World, i: StateId, j: StateId) -> bool:
    """Tell whether a mission of weight still stands between two states."""
    for crisis in reversed(world.crises[-40:]):
        if {crisis.initiator, crisis.target} == {i, j} and not crisis.internal:
            mission = mission_in(world, crisis)
            return mission is not None and mission.adequacy >= 0.5
    return False


def _within(world: World, log: Log) -> None:
    """Let coups be tried, civil wars break out, and governments turn on their people."""
    rules, states = world.rules, world.states
    years = world.scenario.calendar.years_a_turn
    draws = stream(world.seed, world.turn, "strife breaks out").random((3, world.n))
    strife: dict[int, list[Crisis]] = {}
    for crisis in world.live_crises():
        if crisis.internal:
            strife.setdefault(crisis.target, []).append(crisis)
    fighting, losing = np.zeros(world.n), np.zeros(world.n)
    for state, rows in strife.items():
        for crisis in rows:
            if crisis.kind == CrisisKind.CIVIL_WAR:
                fighting[state] = 1.0
                losing[state] = np.clip(1.2 * (1.0 - crisis.tide), 0.0, 1.0)
    memory = np.minimum(states.strife, 1.0)
    coup = formulas.coup_rate(states.stability, states.regime, memory, rules.coup_rate)
    war = formulas.civil_war_rate(
        states.stability, states.regime, memory, states.kept_peace, rules.civil_war_rate
    )
    killing = formulas.atrocity_rate(
        states.stability, states.regime, losing, fighting, rules.atrocity_rate
    )
    for kind, rate, draw in (
        (CrisisKind.COUP, coup, draws[0]),
        (CrisisKind.CIVIL_WAR, war, draws[1]),
        (CrisisKind.ATROCITY, killing, draws[2]),
    ):
        for row in np.flatnonzero((draw < formulas.chance(rate, years)) & states.exists):
            state = StateId(int(row))
            there = {crisis.kind for crisis in strife.get(int(state), [])}
            if kind in there or (kind != CrisisKind.ATROCITY and there - {CrisisKind.ATROCITY}):
                continue
            crisis = erupt(world, kind, state)
            strife.setdefault(int(state), []).append(crisis)
            report_eruption(world, crisis, log)
