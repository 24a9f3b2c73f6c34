"""Pressure: how nations without a state grow, and come to want one."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.core.formulas import nationhood as formulas
from game.core.log import Log
from game.core.nations import Nations
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]

LOUD = 0.5
"""Nationhood from which a nation is heard so well that its holder must do something."""

_SLOWED = 0.3
"""What is left of a people's own drive while a wider nation speaks for it."""

_TOWNS = 0.0015
"""Share of a colony's people who move into towns in a year [design]."""


def press(world: World, here: Nations, years: float, log: Log) -> None:
    """Let years pass for nations without a state: they multiply, make more, and want one.

    Whoever is heard loudly for the first time asks for a state, and its holder knows why.
    """
    states, rules, rows = world.states, world.rules, here.rows
    before = states.nationhood[rows]
    states.repression[rows] *= rules.repression_decay ** (4.0 * years)
    terms = pressure_terms(world, here)
    slowed = np.where(here.seat | here.of_one, 0.0, np.where(here.spoken_for, _SLOWED, 1.0))
    states.nationhood[rows] = formulas.grown(states.nationhood[rows], terms, slowed, years)
    loud = here.able & (before < LOUD) & (states.nationhood[rows] >= LOUD)
    for place in np.flatnonzero(loud).tolist():
        log.add(
            "nation.asks",
            int(rows[place]),
            int(here.holder[place]),
            figures={"nationhood": float(states.nationhood[rows[place]])},
            terms=TermTable.of(terms).row(place),
        )

    growth = 1.0 + rules.world_growth * years
    for values in (states.production, states.irst, states.pec, states.milex):
        values[rows] *= growth
    people = 1.0 + rules.population_growth * years
    states.tpop[rows] *= people
    states.upop[rows] = np.minimum(
        states.upop[rows] * people + _TOWNS * years * states.tpop[rows], 0.6 * states.tpop[rows]
    )
    states.milper[rows] *= people


def pressure_terms(world: World, here: Nations) -> dict[str, Floats]:
    """Return what moves the nationhood of each nation without a state a year, by term."""
    states, rules, holder = world.states, world.rules, here.holder
    rows = here.rows
    fighting = np.asarray(world.at_war().any(axis=1), float)
    war = fighting * np.minimum(0.3 + states.mobilisation, 1.0)
    return formulas.growth_terms(
        towns=states.upop[rows] / np.maximum(states.tpop[rows], 1e-6),
        colonial=here.colonial,
        mandate=here.mandate,
        norm=here.norm,
        near=here.near,
        at_war=war[holder],
        weariness=states.weariness[holder],
        stability=states.stability[holder],
        regime=states.regime[holder],
        repression=states.repression[rows],
        rates=(
            rules.nation_schooling,
            rules.nation_example,
            rules.nation_war,
            rules.nation_trust,
            rules.nation_unrest,
            rules.nation_assimilation,
            rules.nation_repression,
        ),
    )
