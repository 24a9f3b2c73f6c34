"""The enforcement game: what each state gives when all lean on one another.

Each state chooses a share c of what it could give to a measure. Success is a public good
(Olson and Zeckhauser 1966): it depends on the sum of what is given, and flattens, so that the
small lean on the great. What others *expect* of a state is a logit, or quantal-response,
equilibrium (McKelvey and Palfrey 1995).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
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
    """Largest move of a share in its measure's last round."""
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
    ratio = np.maximum(given, _NOTHING) / np.maximum(resistance, 1e-9)
    odds = np.exp(b1 * np.log(ratio))
    chance: Floats = efficacy * odds / (odds + np.exp(-b0))
    return chance


_NOTHING = 1e-290
"""Stands for no contribution at all, whose logarithm would not be finite."""


def chances_gained(game: Game, others: Floats) -> Floats:
    """Return what each share adds to the chance of success, [measure, state, share]."""
    given = others[..., None] + game.capacity[..., None] * SHARES
    chance = success(
        given, game.resistance[:, None, None], game.efficacy[:, None, None], game.b0, game.b1
    )
    gained: Floats = chance - chance[..., :1]
    return gained


def utilities(game: Game, others: Floats) -> Floats:
    """Return the utility of each share less that of giving nothing, [measure, state, share]."""
    worth: Floats = (
        game.stake[..., None] * chances_gained(game, others)
        + game.net[..., None] * SHARES
        + game.entry[..., None] * TAKING_PART
    )
    return worth


def likelihoods(game: Game, others: Floats) -> Floats:
    """Return the logit chance of each share, [measure, state, share]; sums to 1 along shares."""
    sure = np.broadcast_to(np.asarray(game.rationality, float), game.stake.shape)
    scaled = sure[..., None] * utilities(game, others)
    weight = np.exp(scaled - scaled.max(axis=-1, keepdims=True))
    weight[..., 1:] *= (game.capacity > 0)[..., None]
    weight[..., 0] = np.where(game.capacity > 0, weight[..., 0], 1.0)
    chance: Floats = weight / weight.sum(axis=-1, keepdims=True)
    return chance


def respond(game: Game, others: Floats) -> Floats:
    """Return the logit response to what others give: expected shares, [measure, state]."""
    return _Field.of(game).respond(others)


@dataclass(slots=True)
class _Field:
    """Games laid out for the search: [share, measure, state], what does not change worked out."""

    capacity: Floats
    """[measure, state]"""
    adds: Floats
    """[share, measure, state] what each share adds."""
    push: Floats
    """[measure, state] lambda x stake x efficacy."""
    pull: Floats
    """[share less the first, measure, state] lambda x what the share is worth in itself."""
    resistance: Floats
    """[measure, 1]"""
    against: float
    """exp(-b0)"""
    b1: float

    @classmethod
    def of(cls, game: Game) -> _Field:
        sure = np.broadcast_to(np.asarray(game.rationality, float), game.stake.shape)
        shares = SHARES[:, None, None]
        return cls(
            capacity=game.capacity,
            adds=game.capacity * shares,
            push=sure * game.stake * game.efficacy[:, None],
            pull=sure * (game.net * shares[1:] + game.entry),
            resistance=np.maximum(game.resistance, 1e-9)[:, None],
            against=float(np.exp(-game.b0)),
            b1=game.b1,
        )

    def only(self, rows: NDArray[np.bool_]) -> _Field:
        """Return some of the measures."""
        return _Field(
            self.capacity[rows],
            self.adds[:, rows],
            self.push[rows],
            self.pull[:, rows],
            self.resistance[rows],
            self.against,
            self.b1,
        )

    def respond(self, others: Floats) -> Floats:
        """Return the logit response, [measure, state]; see `success` and `utilities`."""
        odds = self.adds + others
        np.maximum(odds, _NOTHING, out=odds)
        odds /= self.resistance
        np.log(odds, out=odds)
        odds *= self.b1
        np.exp(odds, out=odds)
        chance = np.divide(odds, odds + self.against, out=odds)
        scaled = chance[1:] - chance[0]
        scaled *= self.push
        scaled += self.pull
        best = np.maximum(scaled.max(axis=0), 0.0)
        scaled -= best
        weight = np.exp(scaled, out=scaled)
        total = weight[0] + weight[1]
        total += weight[2]
        total += np.exp(-best)
        weight *= SHARES[1:, None, None]
        answer: Floats = weight[0] + weight[1]
        answer += weight[2]
        answer /= total
        answer *= self.capacity > 0
        return answer


def equilibrium(game: Game, *, tolerance: float = 1e-4, most: int = 80) -> Equilibrium:
    """Return the logit equilibrium, found by damped iteration over all states at once.

    A measure is done when no share in it moves by more than `tolerance`, and drops out, so that
    its answer does not hang on what else is asked. Each state has its own damping: halved when
    its last two steps went opposite ways, so that it cannot swing for ever, and eased while they
    agree (the step rule of Riedmiller and Braun's Rprop, 1993).
    """
    asked = (game.capacity > 0).any(axis=0)
    if asked.sum() < _MOST_OF * asked.size:
        return _among(game, np.flatnonzero(asked), tolerance=tolerance, most=most)
    found = np.where(game.capacity > 0, 0.3, 0.0)
    residual = np.zeros(len(found))
    left = np.arange(len(found))
    field = _Field.of(game)
    expected = found.copy()
    damping = np.full(expected.shape, _FIRST_STEP)
    last = np.zeros(expected.shape)
    rounds = 0
    while left.size and rounds < most:
        rounds += 1
        pool = field.capacity * expected
        others = _all_told(pool) - pool
        step = field.respond(np.maximum(others, 0.0, out=others)) - expected
        moved = np.abs(step).max(axis=1, initial=0.0)
        residual[left] = moved
        going = moved >= tolerance
        if not going.all():
            found[left[~going]] = expected[~going]
            left, field = left[going], field.only(going)
            expected, damping, last, step = (
                expected[going], damping[going], last[going], step[going]
            )  # fmt: skip
            if not left.size:
                break
        swings = step * last < 0
        damping *= np.where(swings, 0.5, 1.15)
        np.clip(damping, 0.02, 0.9, out=damping)
        expected = expected + damping * step
        last = step
    found[left] = expected
    pool = game.capacity * found
    total = _all_told(pool)[:, 0]
    return Equilibrium(
        expected=found,
        others=np.maximum(total[:, None] - pool, 0.0),
        success=success(total, game.resistance, game.efficacy, game.b0, game.b1),
        residual=float(residual.max(initial=0.0)),
        rounds=rounds,
    )


def _all_told(given: Floats) -> Floats:
    """Return the sum of each row, [measure, 1], added one by one.

    So that those who give nothing change nothing, not even the last bit.
    """
    if given.shape[1] == 0:
        return np.zeros((len(given), 1))
    return np.add.accumulate(given, axis=1)[:, -1:]


def _among(game: Game, asked: NDArray[np.intp], *, tolerance: float, most: int) -> Equilibrium:
    """Find the equilibrium among those alone who could give anything; nobody else moves it."""
    sure = np.broadcast_to(np.asarray(game.rationality, float), game.stake.shape)
    small = replace(
        game,
        stake=game.stake[:, asked],
        net=game.net[:, asked],
        entry=game.entry[:, asked],
        capacity=game.capacity[:, asked],
        rationality=sure[:, asked],
    )
    answer = equilibrium(small, tolerance=tolerance, most=most)
    total = _all_told(small.capacity * answer.expected)
    expected = np.zeros_like(game.capacity)
    others = np.repeat(total, game.capacity.shape[1], axis=1)
    expected[:, asked], others[:, asked] = answer.expected, answer.others
    return replace(answer, expected=expected, others=others)


_MOST_OF = 0.8
"""Share of the states from which it is not worth leaving the rest out."""

_FIRST_STEP = 0.85
"""Damping of the first round."""
