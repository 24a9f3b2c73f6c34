"""Outbreaks: strife that nobody ordered, within weak states."""

from __future__ import annotations

import numpy as np

from game.core.formulas import strife as formulas
from game.core.ids import StateId
from game.core.kinds import CrisisKind
from game.core.log import Log
from game.core.phases.crises.opening import erupt, report_eruption
from game.core.records import Crisis
from game.core.rng import stream
from game.core.world import World


def run(world: World, log: Log) -> None:
    """Let strife break out, by this turn's own draws."""
    world.states.strife *= world.rules.strife_decay
    _within(world, log)


def _within(world: World, log: Log) -> None:
    """Let coups be tried, civil wars break out, and governments turn on their people."""
    rules, states = world.rules, world.states
    years = world.scenario.calendar.years_a_turn
    draws = stream(world.seed, world.turn, "strife breaks out").random((3, world.n))
    strife: dict[int, list[Crisis]] = {}
    for crisis in world.live_crises():
        if crisis.internal and crisis.nation < 0:
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
