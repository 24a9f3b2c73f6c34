"""Recognise: whether to take as lawful what another holds by force, looked over once a year.

Non-recognition (Stimson 1932; Lauterpacht 1947) is held by those who uphold the order, by friends of
the victim, and by members where their body has decided it; time, trade and fear wear it away.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

import numpy as np
from numpy.typing import NDArray

from game.ai.decision import Decision
from game.ai.reviews import due
from game.core.cases import credibility
from game.core.ids import StateId
from game.core.kinds import Act, Doctrine, Holding, Standing
from game.core.legality import refusal
from game.core.orders import Recognise
from game.core.terms import TermTable
from game.core.world import World

Floats = NDArray[np.float64]

_LATELY = 80
"""Turns for which a decision not to recognise is looked for."""


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield what states decide to recognise."""
    land = known.territories
    taken = (land.holding == Holding.ANNEXED) & (land.sovereign >= 0)
    if not taken.any():
        return
    rows = due(known, states)
    if not rows.size:
        return
    for taker in np.unique(land.owner[taken]).tolist():
        if not known.states.exists[taker]:
            continue
        asked = rows[(rows != taker) & ~known.dyads.recognised[rows, taker]]
        if not asked.size:
            continue
        table = worth_of_recognition(known, taker)
        worth = table.total()
        for row in asked[worth[asked] > 0].tolist():
            order = Recognise(StateId(row), StateId(taker))
            if refusal(known, order) is None:
                yield Decision(order, table.row(row))


def worth_of_recognition(known: World, taker: int) -> TermTable:
    """Return what recognising a taker's gains is worth to each state, [state], term by term."""
    land, dyads, doctrine = known.territories, known.dyads, known.states.doctrine
    mine = (land.owner == taker) & (land.holding == Holding.ANNEXED) & (land.sovereign >= 0)
    victims = np.unique(land.sovereign[mine])
    living = victims[known.states.exists[victims]]
    friends = (
        np.clip(dyads.affinity[:, living], 0.0, 1.0).max(axis=1, initial=0.0)
        if living.size
        else np.zeros(known.n)
    )
    lost = np.isin(np.arange(known.n), victims)
    since = int(np.maximum(land.held_since[mine], 0).max())
    years = (known.turn - since) * known.scenario.calendar.years_a_turn
    power = known.states.power * known.states.exists
    followed = float(power[dyads.recognised[:, taker]].sum()) / max(float(power.sum()), 1e-9)
    return TermTable.of(
        {
            "liking": 0.4 * dyads.affinity[:, taker],
            "trade": 2.0 * dyads.trade[:, taker],
            "appease": 0.3 * dyads.threat[:, taker] + 0.1 * doctrine[:, Doctrine.KEEP_OUT],
            "order": -0.6 * doctrine[:, Doctrine.UPHOLD],
            "precedent": np.full(known.n, -0.30),
            "time": np.full(known.n, min(0.5, 0.02 * years)),
            "victims_gone": np.full(known.n, 0.0 if living.size else 0.1),
            "friends_of_victim": -0.35 * friends,
            "own_land": -1.0 * lost,
            "non_recognition": -0.5 * _bound(known, taker),
            "others_have": np.full(known.n, 0.25 * followed),
        }
    )


def _bound(known: World, taker: int) -> Floats:
    """Return how far each state is held by a body's decision not to recognise, [state] in 0..1."""
    held = np.zeros(known.n)
    for resolution in known.resolutions.since(known.turn - _LATELY):
        if (
            resolution.target == taker
            and Act.NON_RECOGNITION in resolution.acts
            and resolution.standing == Standing.ADOPTED
            and resolution.institution >= 0
        ):
            member = known.memberships.member[resolution.institution]
            held = np.maximum(held, member * credibility(known, resolution.institution))
    return held
