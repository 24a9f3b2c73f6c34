"""The enforcement game: what each state gives when all lean on one another.

Each state chooses a share c of what it could give to a measure. Success is a public good
(Olson and Zeckhauser 1966): it depends on the sum of what is given, and flattens, so that the
small lean on the great. What others *expect* of a state is a logit, or quantal-response,
equilibrium (McKelvey and Palfrey 1995).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

SHARES: Final = np.array([0.0, 0.25, 0.5, 1.0])
"""The contributions that can be chosen."""

TAKING_PART: Final = (SHARES > 0).astype(float)
"""Whether a contribution is one at all."""


@dataclass(frozen=True, slots=True)
class Game:
    """Enforcement games, one a row: [measure, state] unless said otherwise.

    `stake` is what success is worth; `net` the utility of a whole contribution in itself
    (obligation less costs); `entry` what taking part at all costs, however little one gives
    (never positive); `capacity` what a whole contribution adds, 0 for those not asked;
    `resistance` [measure] what makes success as likely as not at b0 = 0; `efficacy` [measure] the
    chance of success that the measure has at best.
    """

    stake: Floats
    net: Floats
    entry: Floats
    capacity: Floats
    resistance: Floats
    efficacy: Floats
    b0: float
    b1: float
    rationality: Floats | float
    """Lambda of the logit, [measure, state] or one for all: how sure others are of a state's choice."""


@dataclass(frozen=True, slots=True)
class Equilibrium:
    """What is expected of all: shares and success, and how the search went."""

    expected: Floats
    """[measure, state] expected share."""
    others: Floats
    """[measure, state] what all others are expected to give together, in capacity."""
    success: Floats
    """[measure] probability of success."""
    residual: float
    """Largest move of a share in the last round."""
    rounds: int


def sureness(stake: Floats, costs: Floats, spreads: tuple[float, float], most: float) -> Floats:
    """Return lambda for each state: how sure others can be of what it prefers.

    What they do not see are its private factors on its stake and on its costs, of relative spreads
    `spreads`; a logistic error of that standard deviation has lambda = pi / (sqrt 3 x deviation)
    (about 1.8 over it). `stake` is what full success would add, `costs` what a whole contribution
    costs, both [measure, state]; `most` bounds lambda where next to nothing is at stake.
    """
    deviation = np.hypot(spreads[0] * stake, spreads[1] * costs)
    sure: Floats = np.minimum(np.pi / np.sqrt(3.0) / np.maximum(deviation, 1e-9), most)
    return sure


def success(given: Floats, resistance: Floats, efficacy: Floats, b0: float, b1: float) -> Floats:
    """Return efficacy x logistic(b0 + b1 ln(given / resistance)), in 0..efficacy."""
    ratio = np.power(given / np.maximum(resistance, 1e-9), b1)
    chance: Floats = efficacy * ratio / (ratio + np.exp(-b0))
    return chance


def utilities(game: Game, others: Floats) -> Floats:
    """Return the utility of each share less that of giving nothing, [measure, state, share]."""
    given = others[..., None] + game.capacity[..., None] * SHARES
    chance = success(
        given, game.resistance[:, None, None], game.efficacy[:, None, None], game.b0, game.b1
    )
    gained = chance - chance[..., :1]
    worth: Floats = (
        game.stake[..., None] * gained
        + game.net[..., None] * SHARES
        + game.entry[..., None] * TAKING_PART
    )
    return worth


def respond(game: Game, others: Floats) -> Floats:
    """Return the logit response to what others give: expected shares, [measure, state]."""
    scaled = np.asarray(game.rationality)[..., None] * utilities(game, others)
    scaled -= scaled.max(axis=-1, keepdims=True)
    weight = np.exp(scaled)
    answer = (weight @ SHARES) / weight.sum(axis=-1)
    return np.where(game.capacity > 0, answer, 0.0)


def equilibrium(game: Game, *, tolerance: float = 1e-4, most: int = 80) -> Equilibrium:
    """Return the logit equilibrium, found by damped iteration over all states at once.

    Stops when no share moves by more than `tolerance`. Each state has its own damping: halved
    when its last two steps went opposite ways, so that it cannot swing for ever, and eased while
    they agree (the step rule of Riedmiller and Braun's Rprop, 1993).
    """
    expected = np.where(game.capacity > 0, 0.3, 0.0)
    damping = np.full(expected.shape, 0.5)
    last = np.zeros(expected.shape)
    moved = np.inf
    rounds = 0
    for rounds in range(1, most + 1):  # noqa: B007  # told below
        pool = game.capacity * expected
        others = np.maximum(pool.sum(axis=1, keepdims=True) - pool, 0.0)
        step = respond(game, others) - expected
        moved = float(np.abs(step).max(initial=0.0))
        if moved < tolerance:
            break
        swings = step * last < 0
        damping = np.where(swings, np.maximum(damping * 0.5, 0.02), np.minimum(damping * 1.15, 0.9))
        expected = expected + damping * step
        last = step
    pool = game.capacity * expected
    total = pool.sum(axis=1)
    return Equilibrium(
        expected=expected,
        others=np.maximum(total[:, None] - pool, 0.0),
        success=success(total, game.resistance, game.efficacy, game.b0, game.b1),
        residual=moved,
        rounds=rounds,
    )
