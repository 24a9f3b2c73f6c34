"""What every state is expected to give to measures, and what each share is worth to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.core.cases import PROFILES, ROW_OF, Case, Standpoint, brief
from game.core.formulas.enforcement import (
    SHARES,
    TAKING_PART,
    Equilibrium,
    Game,
    chances_gained,
    equilibrium,
    likelihoods,
    sureness,
)
from game.core.ids import StateId
from game.core.kinds import Act
from game.core.outlook import Outlook, outlook
from game.core.terms import Term, TermTable
from game.core.world import World

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Enforcement:
    """What is expected to come of measures in their cases, one row a measure."""

    cases: tuple[Case, ...]
    acts: tuple[Act, ...]
    views: tuple[Standpoint, ...]
    prices: tuple[TermTable, ...]
    game: Game
    answer: Equilibrium

    @property
    def success(self) -> Floats:
        """[measure] probability that each measure by itself has its effect."""
        return self.answer.success

    def stopped(self) -> float:
        """Return the chance that at least one of the measures works, taken as independent."""
        return float(1.0 - np.prod(1.0 - self.answer.success)) if self.acts else 0.0

    @cached_property
    def chances(self) -> Floats:
        """[measure, state, share] what one's own share adds to the chance of success."""
        return chances_gained(self.game, self.answer.others)

    @cached_property
    def likelihood(self) -> Floats:
        """[measure, state, share] how likely others think each share of a state's."""
        return likelihoods(self.game, self.answer.others)

    def options(
        self, row: int, state: StateId, *, resolve: float = 1.0, cost: float = 1.0
    ) -> Floats:
        """Return the state's utility of each share in SHARES, on its own estimates."""
        prices = self.prices[row].values[state]
        gained = self.views[row].stakes.values[state].sum() * resolve * self.chances[row, state]
        own = np.where(prices < 0, prices * cost, prices).sum()
        worth: Floats = gained + own * SHARES + self.game.entry[row, state] * cost * TAKING_PART
        return worth

    def worths(self, row: int, resolve: Floats, cost: Floats) -> Floats:
        """Return every state's utility of each share, [state, share], on their own estimates.

        `resolve` and `cost` [state]; the same figures as `options` gives one by one.
        """
        prices = self.prices[row].values
        stake = self.views[row].stakes.total() * resolve
        own = np.where(prices < 0, prices * cost[:, None], prices).sum(axis=1)
        entry = self.game.entry[row] * cost
        worth: Floats = (
            stake[:, None] * self.chances[row]
            + own[:, None] * SHARES
            + entry[:, None] * TAKING_PART
        )
        return worth

    def explain(
        self, row: int, state: StateId, choice: int, *, resolve: float = 1.0, cost: float = 1.0
    ) -> tuple[Term, ...]:
        """Return the terms whose sum is the utility of one choice of share."""
        stakes = self.views[row].stakes.values[state]
        prices = self.prices[row].values[state]
        values = (
            *(stakes * resolve * self.chances[row, state, choice]).tolist(),
            *(np.where(prices < 0, prices * cost, prices) * SHARES[choice]).tolist(),
            float(self.game.entry[row, state] * cost * TAKING_PART[choice]),
        )
        return tuple(map(Term, self._keys(row), values))

    def explained(
        self, row: int, choices: NDArray[np.int64], resolve: Floats, cost: Floats
    ) -> TermTable:
        """Return the terms of each state's choice of share, [state]: `explain` for all at once."""
        prices = self.prices[row].values
        chance = self.chances[row][np.arange(len(choices)), choices]
        values = np.concatenate(
            [
                self.views[row].stakes.values * resolve[:, None] * chance[:, None],
                np.where(prices < 0, prices * cost[:, None], prices) * SHARES[choices][:, None],
                (self.game.entry[row] * cost * TAKING_PART[choices])[:, None],
            ],
            axis=1,
        )
        return TermTable(self._keys(row), values)

    def _keys(self, row: int) -> tuple[str, ...]:
        return (*self.views[row].stakes.keys, *self.prices[row].keys, "commitment")


@dataclass(frozen=True, slots=True)
class _Row:
    """One measure with its answer: all [state] unless said otherwise."""

    view: Standpoint
    prices: TermTable
    stake: Floats
    net: Floats
    entry: Floats
    capacity: Floats
    resistance: float
    efficacy: float
    sure: Floats
    expected: Floats
    others: Floats
    success: float


def enforcement(
    world: World, asked: Sequence[tuple[Case, Act]], look: Outlook | None = None
) -> Enforcement:
    """Return what is expected of every state in every measure, solved all at once.

    No measure's answer hangs on what else is asked. While the world is held, each is solved once.
    """
    look = look or outlook(world)
    known: dict[tuple[Case, Act], _Row] = world.once("measures", dict)
    unknown = tuple(pair for pair in dict.fromkeys(asked) if pair not in known)
    residual, rounds = _solve(world, unknown, look, known) if unknown else (0.0, 0)
    rows = [known[pair] for pair in asked]
    n = world.n
    return Enforcement(
        cases=tuple(case for case, _ in asked),
        acts=tuple(act for _, act in asked),
        views=tuple(row.view for row in rows),
        prices=tuple(row.prices for row in rows),
        game=Game(
            stake=np.array([row.stake for row in rows]).reshape(-1, n),
            net=np.array([row.net for row in rows]).reshape(-1, n),
            entry=np.array([row.entry for row in rows]).reshape(-1, n),
            capacity=np.array([row.capacity for row in rows]).reshape(-1, n),
            resistance=np.array([row.resistance for row in rows], float),
            efficacy=np.array([row.efficacy for row in rows], float),
            b0=world.rules.success_b0,
            b1=world.rules.success_b1,
            rationality=np.array([row.sure for row in rows]).reshape(-1, n),
        ),
        answer=Equilibrium(
            expected=np.array([row.expected for row in rows]).reshape(-1, n),
            others=np.array([row.others for row in rows]).reshape(-1, n),
            success=np.array([row.success for row in rows], float),
            residual=residual,
            rounds=rounds,
        ),
    )


def _solve(
    world: World,
    asked: Sequence[tuple[Case, Act]],
    look: Outlook,
    known: dict[tuple[Case, Act], _Row],
) -> tuple[float, int]:
    """Find the equilibrium of measures not known yet; return the residual and the rounds."""
    rules = world.rules
    briefs = [brief(world, case, look) for case, _ in asked]
    places = [ROW_OF[act] for _, act in asked]
    pairs = list(zip(briefs, places, strict=True))
    stake = np.array([one.view.stakes.total() for one in briefs])
    prices = np.array([one.prices.values[place] for one, place in pairs])
    entry = np.array([one.entry[place] for one, place in pairs])
    efficacy = np.array([PROFILES[act].efficacy for _, act in asked])
    game = Game(
        stake=stake,
        net=prices.sum(axis=-1),
        entry=entry,
        capacity=np.array([one.capacity[place] for one, place in pairs]),
        resistance=np.array([one.resistance[place] for one, place in pairs]),
        efficacy=efficacy,
        b0=rules.success_b0,
        b1=rules.success_b1,
        rationality=sureness(
            np.abs(stake) * efficacy[:, None],
            np.abs(np.minimum(prices, 0.0).sum(axis=-1) + entry),
            (rules.resolve_spread, rules.cost_spread),
            rules.rationality,
        ),
    )
    answer = equilibrium(game)
    sure = np.asarray(game.rationality)
    for row, (pair, one) in enumerate(zip(asked, briefs, strict=True)):
        known[pair] = _Row(
            one.view,
            TermTable(one.prices.keys, prices[row]),
            stake[row],
            game.net[row],
            entry[row],
            game.capacity[row],
            float(game.resistance[row]),
            float(efficacy[row]),
            sure[row],
            answer.expected[row],
            answer.others[row],
            float(answer.success[row]),
        )
    return answer.residual, answer.rounds
