"""Promises made in bargains: who owes what in a case, what keeping and breaking it are worth.

A bargain is known to its two sides alone, so that nothing here may enter what everybody expects;
a state's own ballot, contribution and answer read it in their own rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.ids import CrisisId, StateId
from game.core.kinds import Ballot, Favour
from game.core.records import Deal
from game.core.world import World

Floats = NDArray[np.float64]

VOTES: Final = {
    Favour.VOTE_YES: Ballot.YES,
    Favour.VOTE_NO: Ballot.NO,
    Favour.ABSTAIN: Ballot.ABSTAIN,
}
"""Favours done with a vote, and the ballot that each asks for."""

PAID: Final = (Favour.MONEY, Favour.ARMS)
"""Favours that are paid from the treasury."""

_MOST = 0.2
"""What money can at most be worth to a state in one bargain."""

_PLAIN: Final = {Ballot.VETO: Ballot.NO, Ballot.ABSENT: Ballot.ABSTAIN}


@dataclass(frozen=True, slots=True)
class Promise:
    """One side's part of a bargain that was struck."""

    deal: Deal
    by: StateId
    to: StateId
    favour: Favour
    for_favour: Favour
    """What the other side does for it."""
    part: int
    """0 for what was given by the one who offered, 1 for what it wanted."""

    @property
    def open(self) -> bool:
        """It has been neither kept nor broken."""
        return self.deal.done[self.part] < 0


def parts(deal: Deal) -> tuple[Promise, Promise]:
    """Return the two sides of a bargain: what is given, and what was wanted."""
    return (
        Promise(deal, deal.offered_by, deal.to, deal.given, deal.wanted, 0),
        Promise(deal, deal.to, deal.offered_by, deal.wanted, deal.given, 1),
    )


def open_promises(world: World) -> Iterator[Promise]:
    """Yield what is still owed under bargains struck in cases that are not over."""
    for deal in world.deals.open:
        if not deal.accepted or not world.crises[deal.crisis].live:
            continue
        for promise in parts(deal):
            if promise.open:
                yield promise


def money_worth(world: World, amount: float, state: int) -> float:
    """Return what an amount of M$ is worth to a state, beside what it has."""
    output = max(float(world.states.production[state]), 1e-6)
    return float(min(_MOST, world.rules.money_weight * amount / output))


def word_worth(world: World, promise: Promise) -> float:
    """Return what keeping a promise is worth to who made it: its name, and what it is paid."""
    paid = promise.for_favour in PAID and promise.deal.done[1 - promise.part] < 0
    money = money_worth(world, promise.deal.amount, promise.by) if paid else 0.0
    return world.rules.promise_weight + money


def promised(world: World, crisis: CrisisId, worth: Floats, *, aggressor: int = -1) -> Floats:
    """Return how far promised votes in a case move each state, [state], from what it would like.

    `worth` [state] is what adoption is worth without; a favour speaks of measures against the
    initiator, so that it is turned round where the accused (`aggressor`) is the target.
    """
    moved = np.zeros(world.n)
    for promise in open_promises(world):
        if promise.deal.crisis == crisis and promise.favour in VOTES:
            wanted = meant(world, crisis, VOTES[promise.favour], aggressor)
            here = float(worth[promise.by] + moved[promise.by])
            moved[promise.by] += pulled(here, wanted, word_worth(world, promise))
    return moved


def meant(world: World, crisis: int, wanted: Ballot, aggressor: int) -> Ballot:
    """Return the ballot that is meant where the accused is `aggressor`; -1 is the initiator."""
    if aggressor != world.crises[crisis].target or world.crises[crisis].internal:
        return wanted
    return {Ballot.YES: Ballot.NO, Ballot.NO: Ballot.YES}.get(wanted, wanted)


def pulled(worth: float, wanted: Ballot, strength: float) -> float:
    """Return how far a pull moves what adoption is worth towards a ballot.

    Up for a yes, down for a no; towards indifference, and no farther, for an abstention.
    """
    match _PLAIN.get(wanted, wanted):
        case Ballot.YES:
            return strength
        case Ballot.NO:
            return -strength
        case _:
            return -float(np.clip(worth, -strength, strength))
