"""Politics at home: camps that follow opinion, and elections on their calendar."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from game.core.books import open_books
from game.core.formulas import politics
from game.core.formulas.sanctions import weighed
from game.core.log import Log
from game.core.orders import Order
from game.core.phases.sanctions import OUTPUT_WEIGHTS
from game.core.rng import stream
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

_TURNED = 0.15
"""Share of the losing side's weight in a doctrine that a change of government moves [design]."""

_MANDATE = 0.05
"""Support for commitments abroad won, or lost, with the government that is for or against them."""


def run(world: World, orders: Sequence[Order], log: Log) -> None:  # noqa: ARG001  # a phase
    """Let camps follow opinion, and hold the elections that fall due."""
    states, rules = world.states, world.rules
    open_books(world)
    pace = min(rules.camp_speed * 4.0 * world.scenario.calendar.years_a_turn, 1.0)
    for_level, against_level = politics.camps(states.support)
    states.camp_for += pace * (for_level - states.camp_for)
    states.camp_against += pace * (against_level - states.camp_against)
    due = states.exists & (states.election <= world.turn)
    if not due.any():
        return
    rows = np.flatnonzero(due)
    states.election[rows] = world.turn + states.term[rows]
    voting = rows[states.regime[rows] >= rules.democracy]
    if voting.size:
        _vote(world, voting, log)


def vote_terms(world: World, rows: Ints) -> dict[str, Floats]:
    """Return the terms of the share of votes that those who govern would get today, [row] each."""
    states = world.states
    losses, attacked = np.zeros(world.n), np.zeros(world.n)
    for war in world.live_wars():
        for side, parties in enumerate((war.attackers, war.defenders)):
            people = max(float(states.tpop[list(parties)].sum()), 1.0)
            losses[list(parties)] += 1000.0 * war.losses[side] / people
        attacked[war.defenders[0]] = 1.0
    return politics.vote_terms(
        growth=states.growth[rows],
        weariness=states.weariness[rows],
        losses=losses[rows],
        government=states.government[rows],
        support=states.support[rows],
        hardship=weighed(states.shortage[rows], OUTPUT_WEIGHTS),
        attacked=attacked[rows],
    )


def _vote(world: World, rows: Ints, log: Log) -> None:
    """Hold elections: who loses hands over to the other camp."""
    states = world.states
    terms = vote_terms(world, rows)
    luck = stream(world.seed, world.turn, "elections").standard_normal(world.n)[rows]
    share = sum(terms.values(), np.zeros(rows.size)) + world.rules.election_spread * luck
    share = np.clip(share, 0.0, 1.0)
    table = TermTable.of(terms)
    for place, i in enumerate(rows.tolist()):
        kept = share[place] >= 0.5
        now = float(states.government[i])
        camp = float(states.camp_for[i] - states.camp_against[i])
        if not kept:
            side = -1.0 if now > 0 else 1.0
            now = side * float(np.clip(0.4 + side * camp, 0.1, 1.0))
            states.doctrine[i] = politics.turned(states.doctrine[i], side, _TURNED)
            states.support[i] = float(np.clip(states.support[i] + side * _MANDATE, 0.0, 1.0))
        states.government[i] = now
        told = states.major[i] or states.human[i]
        if kept and not told:
            continue
        log.add(
            "election.kept" if kept else "election.changed",
            i,
            figures={"share": share[place], "leaning": now},
            terms=table.row(place),
        )
