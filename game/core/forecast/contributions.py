"""What every state is expected to give to measures, and what each share is worth to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from game.core.briefs import brief, efficacy
from game.core.cases import Case, Standpoint
from game.core.formulas.enforcement import (
    SHARES,
    TAKING_PART,
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
class MeasureRow:
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

    @cached_property
    def burden(self) -> Floats:
        """[state] what its expected contribution is worth in itself, the duty left out."""
        owed = self.prices.values[:, self.prices.keys.index("obligation")]
        burden: Floats = (self.net - owed) * self.expected
        return burden


@dataclass(frozen=True, slots=True)
class Answer:
    """Shares and success expected of measures."""

    expected: Floats
    """[measure, state] expected share."""
    others: Floats
    """[measure, state] what all others are expected to give together, in capacity."""
    success: Floats
    """[measure] probability of success."""


@dataclass(frozen=True)
class Enforcement:
    """What is expected to come of measures in their cases, one row a measure."""

    cases: tuple[Case, ...]
    acts: tuple[Act, ...]
    rows: tuple[MeasureRow, ...]
    states: int
    b0: float
    b1: float

    @property
    def views(self) -> tuple[Standpoint, ...]:
        """[measure] what its case means to every state."""
        return tuple(row.view for row in self.rows)

    @property
    def prices(self) -> tuple[TermTable, ...]:
        """[measure] what a whole contribution is worth in itself to every state, by term."""
        return tuple(row.prices for row in self.rows)

    @cached_property
    def game(self) -> Game:
        """The games that were played."""
        rows = self.rows
        return Game(
            stake=self._stack([row.stake for row in rows]),
            net=self._stack([row.net for row in rows]),
            entry=self._stack([row.entry for row in rows]),
            capacity=self._stack([row.capacity for row in rows]),
            resistance=np.array([row.resistance for row in rows], float),
            efficacy=np.array([row.efficacy for row in rows], float),
            b0=self.b0,
            b1=self.b1,
            rationality=self._stack([row.sure for row in rows]),
        )

    @cached_property
    def answer(self) -> Answer:
        """What is expected of all."""
        return Answer(
            expected=self._stack([row.expected for row in self.rows]),
            others=self._stack([row.others for row in self.rows]),
            success=np.array([row.success for row in self.rows], float),
        )

    def _stack(self, parts: list[Floats]) -> Floats:
        return np.array(parts, float).reshape(len(parts), self.states)

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
        prices = self.rows[row].prices.values[state]
        gained = self.rows[row].view.stakes.values[state].sum() * resolve * self.chances[row, state]
        own = np.where(prices < 0, prices * cost, prices).sum()
        worth: Floats = gained + own * SHARES + self.game.entry[row, state] * cost * TAKING_PART
        return worth

    def worths(self, row: int, resolve: Floats, cost: Floats) -> Floats:
        """Return every state's utility of each share, [state, share], on their own estimates.

        `resolve` and `cost` [state]; the same figures as `options` gives one by one.
        """
        prices = self.rows[row].prices.values
        stake = self.rows[row].view.stakes.total() * resolve
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
        stakes = self.rows[row].view.stakes.values[state]
        prices = self.rows[row].prices.values[state]
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
        prices = self.rows[row].prices.values
        chance = self.chances[row][np.arange(len(choices)), choices]
        values = np.concatenate(
            [
                self.rows[row].view.stakes.values * resolve[:, None] * chance[:, None],
                np.where(prices < 0, prices * cost[:, None], prices) * SHARES[choices][:, None],
                (self.game.entry[row] * cost * TAKING_PART[choices])[:, None],
            ],
            axis=1,
        )
        return TermTable(self._keys(row), values)

    def _keys(self, row: int) -> tuple[str, ...]:
        return (*self.rows[row].view.stakes.keys, *self.rows[row].prices.keys, "commitment")


def enforcement(
    world: World, asked: Sequence[tuple[Case, Act]], look: Outlook | None = None
) -> Enforcement:
    """Return what is expected of every state in every measure, solved all at once.

    No measure's answer hangs on what else is asked. While the world is held, each is solved once.
    """
    known: dict[tuple[Case, Act], MeasureRow] = world.once("measures", dict)
    unknown = tuple(pair for pair in dict.fromkeys(asked) if pair not in known)
    if unknown:
        _solve(world, unknown, look or outlook(world), known)
    return Enforcement(
        cases=tuple(case for case, _ in asked),
        acts=tuple(act for _, act in asked),
        rows=tuple(known[pair] for pair in asked),
        states=world.n,
        b0=world.rules.success_b0,
        b1=world.rules.success_b1,
    )


def _solve(
    world: World,
    asked: Sequence[tuple[Case, Act]],
    look: Outlook,
    known: dict[tuple[Case, Act], MeasureRow],
) -> None:
    """Find the equilibrium of measures that are not known yet, and note it."""
    rules = world.rules
    acts: dict[Case, list[Act]] = {}
    for case, act in asked:
        acts.setdefault(case, []).append(act)
    of = {case: brief(world, case, those, look) for case, those in acts.items()}
    pairs = [(of[case], acts[case].index(act)) for case, act in asked]
    briefs = [one for one, _ in pairs]
    stakes = {case: one.view.stakes.total() for case, one in of.items()}
    stake = np.array([stakes[case] for case, _ in asked])
    prices = np.array([one.prices.values[place] for one, place in pairs])
    entry = np.array([one.entry[place] for one, place in pairs])
    effective = np.array([efficacy(world, case, act) for case, act in asked])
    game = Game(
        stake=stake,
        net=prices.sum(axis=-1),
        entry=entry,
        capacity=np.array([one.capacity[place] for one, place in pairs]),
        resistance=np.array([one.resistance[place] for one, place in pairs]),
        efficacy=effective,
        b0=rules.success_b0,
        b1=rules.success_b1,
        rationality=sureness(
            np.abs(stake) * effective[:, None],
            np.abs(np.minimum(prices, 0.0).sum(axis=-1) + entry),
            (rules.resolve_spread, rules.cost_spread),
            rules.rationality,
        ),
    )
    answer = equilibrium(game)
    sure = np.asarray(game.rationality)
    for row, (pair, one) in enumerate(zip(asked, briefs, strict=True)):
        known[pair] = MeasureRow(
            one.view,
            TermTable(one.prices.keys, prices[row]),
            stake[row],
            game.net[row],
            entry[row],
            game.capacity[row],
            float(game.resistance[row]),
            float(effective[row]),
            sure[row],
            answer.expected[row],
            answer.others[row],
            float(answer.success[row]),
        )
