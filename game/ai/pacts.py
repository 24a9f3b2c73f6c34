"""Pacts: what binding oneself to another is worth, and what giving a guarantee is.

Threat relief for lost autonomy and the danger of entrapment (Morrow 1991; Snyder 1984): relief counts
what the ally can bring to bear where it is needed, and every pact has its upkeep.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from game.ai.peril import Peril, peril, pick, prevails, relief, shared
from game.core.ids import NONE
from game.core.kinds import Doctrine, TreatyKind
from game.core.terms import TermTable
from game.core.world import World

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_YEARS = 1.5
"""What the relief of a quarter is worth in a pact that holds for years."""

AGREEABLE = 0.0
"""Worth from which an offer of alliance is taken up."""


def defence(known: World, one: Ints, other: Ints) -> TermTable:
    """Return what a defence pact with another is worth to one, by term; arrays that broadcast.

    Entrapment is the other's peril as far as one does not share it; autonomy falls with every ally
    one has already. A rival, or whom one fears, is no ally.
    """
    here = peril(known)
    look, dyads, doctrine = here.look, known.dyads, known.states.doctrine
    common = shared(here, other, one)
    allies = (look.bound | look.bound.T).sum(axis=1)
    shape = np.broadcast_shapes(one.shape, other.shape)
    return TermTable.of(
        {
            "threat_relief": _YEARS * relief(known, here, one, other),
            "liking": 0.10 * pick(dyads.affinity, one, other),
            "entrapment": -0.3 * here.peril[other] * (1.0 - common) - 0.08 * look.at_war[other],
            "autonomy": np.broadcast_to(
                -(0.01 + 0.12 * doctrine[one, Doctrine.KEEP_OUT] + 0.01 * allies[one]), shape
            ),
            "upkeep": -0.01 - 0.06 * (1.0 - pick(look.nearness, one, other)),
            "rivalry": -0.4 * pick(dyads.rivalry, one, other) - 0.8 * pick(here.danger, one, other),
        }
    )


def best_partner(known: World, here: Peril, rows: Ints) -> tuple[Ints, dict[str, Floats]]:
    """Return the ally worth most to each row among those who would have it, and its terms, [row].

    -1 where nobody would do.
    """
    n = known.n
    everyone = np.arange(n)[None, :]
    column = rows[:, None]
    bound = here.look.bound | here.look.bound.T
    alive = known.states.exists
    free = ~bound[rows] & alive[None, :] & alive[rows][:, None] & (everyone != column)
    free &= defence(known, everyone, column).total() > AGREEABLE
    worth = np.full(free.shape, -np.inf)
    place, other = np.nonzero(free)
    worth[place, other] = defence(known, rows[place], other).total()
    best = worth.argmax(axis=1)
    at = np.arange(rows.size)
    mine = defence(known, rows, best)
    terms = {key: mine.values[:, number] for number, key in enumerate(mine.keys)}
    return np.where(np.isfinite(worth[at, best]), best, NONE), terms


def restraint(known: World, one: Ints, other: Ints, kind: TreatyKind) -> TermTable:
    """Return what a pact of non-aggression or neutrality, or an entente, is worth to one, by term.

    Not to be attacked is worth the danger from the other, as far as its word counts; to have bound
    one's own hands costs who claims something of it, or would revise.
    """
    here = peril(known)
    look, dyads, doctrine = here.look, known.dyads, known.states.doctrine
    danger = here.danger[one, other] * look.credence[one, other]
    own = here.claimed[other, one] * (0.2 + doctrine[one, Doctrine.REVISE])
    keeps_out = doctrine[one, Doctrine.KEEP_OUT]
    shape = np.broadcast_shapes(one.shape, other.shape)
    if kind == TreatyKind.ENTENTE:
        return TermTable.of(
            {
                "threat_relief": 0.4 * relief(known, here, one, other),
                "liking": 0.12 * dyads.affinity[one, other],
                "entrapment": -0.08 * here.peril[other] * (1.0 - shared(here, other, one)),
                "autonomy": np.broadcast_to(-0.02 - 0.08 * keeps_out, shape),
                "rivalry": -0.2 * dyads.rivalry[one, other] - 0.3 * here.danger[one, other],
            }
        )
    held = 0.25 if kind == TreatyKind.NON_AGGRESSION else 0.12
    return TermTable.of(
        {
            "reassurance": held * danger,
            "liking": 0.04 * dyads.affinity[one, other],
            "keeping_out": np.broadcast_to(0.05 * keeps_out, shape),
            "hands_tied": -0.35 * own,
            "autonomy": np.broadcast_to(-0.006, shape),
            "quiet": np.broadcast_to(0.012, shape),
        }
    )


def guarantee(known: World, one: Ints, other: Ints) -> TermTable:
    """Return what answering for another against attack is worth to one, by term.

    What its fall would add to the danger one is in oneself, as far as the guarantee averts it; less
    the chance of having to make it good, and what a word given too often is worth.
    """
    here = peril(known)
    look, dyads, doctrine = here.look, known.dyads, known.states.doctrine
    foe = here.worst[other]
    averted = relief(known, here, other, one)
    interest = here.danger[one, foe] * (0.35 + 0.65 * pick(look.nearness, one, other))
    given = known.ties(TreatyKind.GUARANTEE).sum(axis=1)
    fight = look.strength[foe] * look.nearness[one, foe]
    losing = prevails(fight, look.strength[one])
    upheld = doctrine[one, Doctrine.UPHOLD]
    return TermTable.of(
        {
            "buffer": 2.0 * averted * interest,
            "liking": 0.10 * np.clip(pick(dyads.affinity, one, other), -1, 1) * (averted > 0.02),
            "order": 0.25 * averted * upheld,
            "entrapment": -0.25 * here.peril[other] * (0.3 + losing),
            "autonomy": -0.05 - 0.25 * doctrine[one, Doctrine.KEEP_OUT] - 0.03 * given[one],
            "rivalry": -0.5 * pick(dyads.rivalry, one, other) - 0.8 * pick(here.danger, one, other),
        }
    )
