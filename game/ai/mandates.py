"""How far a mandate is to go, and who goes beyond one: with the reasons."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from game.core.cases import Case
from game.core.forecast.votes import Division, division
from game.core.ids import StateId
from game.core.kinds import Act, Doctrine, Mandate, Rung
from game.core.outlook import Outlook
from game.core.records import Crisis, Resolution
from game.core.terms import Term
from game.core.world import World

_FEUD = 0.3
"""What a full rivalry weighs beside threat in going farther than was decided."""


def worded(
    known: World, crisis: Crisis, case: Case, acts: tuple[Act, ...], state: StateId, look: Outlook
) -> tuple[Mandate, Division]:
    """Return the mandate with which a proposer would table acts, and the vote that it expects.

    To restore the line; to go all the way where that would carry as well and is worth more to it;
    where nothing else carries, only to hold what is held.
    """
    usual = division(known, case, acts, look=look)
    if Act.FORCE not in acts:
        return Mandate.RESTORE_LINE, usual
    best = (Mandate.RESTORE_LINE, usual)
    for mandate in _others(known, crisis, usual):
        vote = division(known, replace(case, mandate=mandate), acts, look=look)
        worth = vote.worth.values[state].sum()
        if vote.tally.adopted and (
            not usual.tally.adopted or worth > usual.worth.values[state].sum()
        ):
            best = (mandate, vote)
    return best


def _others(known: World, crisis: Crisis, usual: Division) -> Iterator[Mandate]:
    if usual.tally.adopted:
        yield Mandate.REGIME_CHANGE
    elif crisis.rung == Rung.WAR:
        land = known.territories
        lost = (land.owner == crisis.target) & (land.controller == crisis.initiator)
        yield Mandate.ENFORCE_ZONE if lost.any() else Mandate.DEFEND


def going_beyond(known: World, resolution: Resolution, state: StateId) -> tuple[Term, ...]:
    """Return what going beyond a mandate is worth to a contributor; it does so above nothing."""
    rules, against = known.rules, resolution.target
    upheld = known.states.doctrine[:, Doctrine.UPHOLD]
    price = rules.mandate_price + rules.mandate_trust
    return (
        Term("threat", float(known.dyads.threat[state, against])),
        Term("feud", _FEUD * float(known.dyads.rivalry[state, against])),
        Term("principle", -float(upheld[state])),
        Term("mandate_exceeded", -price * float(np.mean(upheld[known.states.exists]))),
    )
