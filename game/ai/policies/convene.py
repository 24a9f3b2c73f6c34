"""Convene: call the assembly on what a veto blocked, where two thirds would carry it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial

import numpy as np

from game.ai.decision import Decision
from game.core.cases import case_under
from game.core.forecast import division, overriding
from game.core.formulas.voting import count
from game.core.ids import StateId
from game.core.kinds import Ballot, Standing
from game.core.legality import refusal
from game.core.legality.institutions import CONVENED_WITHIN
from game.core.orders import Convene
from game.core.records import Resolution
from game.core.world import World


def decide(known: World, states: Collection[int]) -> Iterator[Decision]:
    """Yield a call for the assembly by the member that wants each blocked draft most."""
    for resolution in known.resolutions.since(known.turn - 2 * CONVENED_WITHIN):
        if (
            resolution.standing != Standing.VETOED
            or resolution.convened
            or not 0 < known.turn - resolution.due <= CONVENED_WITHIN
        ):
            continue
        yield from _call(known, resolution, states)


def _call(known: World, resolution: Resolution, states: Collection[int]) -> Iterator[Decision]:
    body = resolution.institution
    charter = known.charters[body]
    if not any(charter.rule(act).bypass for act in resolution.acts):
        return
    vote = division(known, case_under(known, resolution), resolution.acts)
    worth = vote.worth.total()
    seats = known.memberships
    members = seats.member[body] & known.states.exists & ~seats.suspended[body] & ~seats.away[body]
    band = known.rules.abstain_band
    cast = np.where(worth > band, Ballot.YES, np.where(worth < -band, Ballot.NO, Ballot.ABSTAIN))
    nobody = np.zeros(known.n, bool)
    rule = overriding(charter.rule(resolution.acts[0]))
    if not count(cast, members, nobody, rule).adopted:
        return
    keen = np.where(members & ~known.states.human, worth, -np.inf)
    caller = StateId(int(np.argmax(keen)))
    order = Convene(caller, resolution.id)
    if keen[caller] > 0 and caller in states and refusal(known, order) is None:
        yield Decision(order, partial(vote.worth.row, caller))
