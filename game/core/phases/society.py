"""Society: how tired, how willing, how steady, and how much listened to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.core.books import ORDINARY_BUDGET
from game.core.formulas import opinion
from game.core.formulas.sanctions import weighed
from game.core.kinds import Budget
from game.core.log import Log
from game.core.orders import Order
from game.core.phases import hardship
from game.core.phases.sanctions import OUTPUT_WEIGHTS
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]

_TIRED = 0.5
"""War weariness worth a report."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Let opinion move for a turn."""
    hardship.run(world, log)
    states, rules = world.states, world.rules
    alive = states.exists
    pace = 4.0 * world.scenario.calendar.years_a_turn
    fighting: NDArray[np.bool_] = np.asarray(world.at_war().any(axis=1))
    tired, steady = states.weariness.copy(), states.stability.copy()

    weariness = opinion.wearied(
        states.weariness,
        {
            "mobilisation": pace * rules.weariness_mobilised * states.mobilisation,
            "war": pace * rules.weariness_at_war * fighting.astype(float),
            "sanctions": pace * rules.weariness_pressure * states.pressure,
        },
        ~fighting,
        min(rules.weariness_decay * pace, 1.0),
    )
    states.weariness[:] = np.where(alive, weariness, states.weariness)
    support = sum(support_terms(world).values(), np.zeros(world.n))
    moved = opinion.approached(states.support, support, min(rules.opinion_speed * pace, 1.0))
    states.support[:] = np.where(alive, moved, states.support)
    table = stability_terms(world)
    moved = opinion.approached(
        states.stability,
        sum(table.values(), np.zeros(world.n)),
        min(rules.stability_speed * pace, 1.0),
    )
    states.stability[:] = np.where(alive, moved, states.stability)
    usual = usual_standing(world)
    speed = np.where(usual > states.influence, rules.influence_recovery, 0.05) * pace
    states.influence[:] = np.clip(
        states.influence + np.minimum(speed, 1.0) * (usual - states.influence) * alive, 0.0, 100.0
    )
    _report(world, log, tired, steady, table)


def usual_standing(world: World) -> Floats:
    """Return the influence that each state has when it spends none, [state] in 0..100."""
    return opinion.standing(world.states.power, _name(world), world.states.stability)


def support_terms(world: World) -> dict[str, Floats]:
    """Return the terms of the level that support for commitments abroad moves to, [state] each."""
    states = world.states
    return opinion.support_terms(
        danger=np.tanh(world.dyads.threat.max(axis=1, initial=0.0)),
        credibility=_faith(world),
        weariness=states.weariness,
        growth=states.growth,
        regime=states.regime,
        abroad=_abroad(world),
        outrage=outrage(world),
        government=states.government,
        fatigue=states.fatigue,
        conscience=hardship.conscience(world),
    )


def stability_terms(world: World) -> dict[str, Floats]:
    """Return the terms of the level that stability moves to, [state] each."""
    states, land = world.states, world.territories
    alive = states.exists
    head = states.production / np.maximum(states.tpop, 1e-6)
    people = float(states.tpop[alive].sum())
    mean = float(states.production[alive].sum()) / max(people, 1e-6)
    away = land.owner != land.controller
    occupied = np.bincount(land.owner[away], weights=land.industry[away], minlength=world.n)
    return opinion.stability_terms(
        income=head / max(mean, 1e-9),
        regime=states.regime,
        growth=states.growth,
        welfare=states.budget[:, Budget.WELFARE],
        ordinary=float(ORDINARY_BUDGET[Budget.WELFARE]),
        hardship=weighed(states.shortage, OUTPUT_WEIGHTS),
        weariness=states.weariness,
        occupied=np.minimum(occupied, 1.0),
        slack=states.slack,
        hunger=states.suffering,
    )


def outrage(world: World) -> Floats:
    """Return how far a free press tells of aggression that its people feel for, [state] in 0..1."""
    felt = world.dyads.aggression.max(axis=1, initial=0.0)
    states = world.states
    told: Floats = np.tanh(felt / 2.0) * opinion.press(states.regime, states.mobilisation)
    return told


def _faith(world: World) -> Floats:
    """Return the mean credibility of the institutions a state is in, [state]; 1/2 outside."""
    seats = world.memberships
    belief = (seats.met + 1.0) / (seats.met + seats.failed + 2.0)
    count = seats.member.sum(axis=0)
    total = (belief * seats.member).sum(axis=0)
    return np.where(count > 0, total / np.maximum(count, 1), 0.5)


def _name(world: World) -> Floats:
    """Return how far others trust each state's word, [state] in 0..1: a Beta mean of 2 to 1."""
    dyads, alive = world.dyads, world.states.exists
    kept, broken = alive @ dyads.kept, alive @ dyads.broken
    seen = max(int(alive.sum()), 1)
    return (kept / seen + 2.0) / ((kept + broken) / seen + 3.0)


def _abroad(world: World) -> Floats:
    """Return the share of its forces that each state keeps on others' land, [state] in 0..1."""
    forces, land = world.formations, world.territories
    live = np.flatnonzero(forces.exists & (forces.node < world.board.territories))
    if not len(live):
        return np.zeros(world.n)
    owner, strength = forces.owner[live], forces.strength[live]
    away = land.owner[forces.node[live]] != owner
    total = np.bincount(owner, weights=strength, minlength=world.n)
    out = np.bincount(owner[away], weights=strength[away], minlength=world.n)
    return np.where(total > 0, out / np.maximum(total, 1e-9), 0.0)


def _report(
    world: World, log: Log, tired: Floats, steady: Floats, table: dict[str, Floats]
) -> None:
    """Report unrest that begins or ends, and peoples that have had enough."""
    states, bound = world.states, world.rules.unrest_bound
    begun = states.exists & (steady >= bound) & (states.stability < bound)
    ended = states.exists & (steady < bound) & (states.stability >= bound)
    for i in np.flatnonzero(begun).tolist():
        log.add(
            "society.unrest",
            i,
            figures={"stability": states.stability[i]},
            terms=TermTable.of(table).row(i),
        )
    for i in np.flatnonzero(ended).tolist():
        log.add("society.order_restored", i, figures={"stability": states.stability[i]})
    for i in np.flatnonzero(
        states.exists & (tired < _TIRED) & (states.weariness >= _TIRED)
    ).tolist():
        log.add("society.weary", i, figures={"weariness": states.weariness[i]})
