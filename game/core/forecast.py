"""The forecast: what is expected of everyone, without touching the world.

The same routine is what the player is shown, what a would-be aggressor believes, and what votes
and contributions are decided on. Given a view, it answers from what that viewer may know; since
all it reads is public, every view gives the same answer.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
from numpy.typing import NDArray

from game.core.cases import (
    PROFILES,
    Case,
    Standpoint,
    capacity,
    commitment,
    measures_of,
    price,
    standpoint,
)
from game.core.charter import Organ
from game.core.formulas.enforcement import (
    SHARES,
    TAKING_PART,
    Equilibrium,
    Game,
    equilibrium,
    sureness,
    utilities,
)
from game.core.formulas.voting import Count, ballots, count
from game.core.ids import StateId
from game.core.kinds import Act, Ballot, Doctrine, Seat
from game.core.outlook import Outlook, outlook
from game.core.terms import Term, TermTable
from game.core.world import World

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
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

    def options(
        self, row: int, state: StateId, *, resolve: float = 1.0, cost: float = 1.0
    ) -> Floats:
        """Return the state's utility of each share in SHARES, on its own estimates."""
        stakes, price_terms, chances = self._parts(row, state)
        gained = stakes.sum() * resolve * chances
        own = np.where(price_terms < 0, price_terms * cost, price_terms).sum()
        worth: Floats = gained + own * SHARES + self.game.entry[row, state] * cost * TAKING_PART
        return worth

    def explain(
        self, row: int, state: StateId, choice: int, *, resolve: float = 1.0, cost: float = 1.0
    ) -> tuple[Term, ...]:
        """Return the terms whose sum is the utility of one choice of share."""
        stakes, price_terms, chances = self._parts(row, state)
        share = float(SHARES[choice])
        names = (*self.views[row].stakes.keys, *self.prices[row].keys, "commitment")
        values = (
            *(stakes * resolve * chances[choice]),
            *(np.where(price_terms < 0, price_terms * cost, price_terms) * share),
            self.game.entry[row, state] * cost * TAKING_PART[choice],
        )
        return tuple(Term(name, float(value)) for name, value in zip(names, values, strict=True))

    def _parts(self, row: int, state: StateId) -> tuple[Floats, Floats, Floats]:
        one = Game(
            stake=np.ones((1, 1)),
            net=np.zeros((1, 1)),
            entry=np.zeros((1, 1)),
            capacity=self.game.capacity[row : row + 1, state : state + 1],
            resistance=self.game.resistance[row : row + 1],
            efficacy=self.game.efficacy[row : row + 1],
            b0=self.game.b0,
            b1=self.game.b1,
            rationality=self.game.rationality,
        )
        chances = utilities(one, self.answer.others[row : row + 1, state : state + 1])[0, 0]
        return self.views[row].stakes.values[state], self.prices[row].values[state], chances


def enforcement(
    world: World, asked: Sequence[tuple[Case, Act]], look: Outlook | None = None
) -> Enforcement:
    """Return what is expected of every state in every measure, solved all at once."""
    rules = world.rules
    look = look or outlook(world)
    views: dict[Case, Standpoint] = {}
    rows = []
    for case, act in asked:
        if case not in views:
            views[case] = standpoint(world, case, look)
        view = views[case]
        able, resist = capacity(world, case, view, act, look)
        rows.append(
            (
                view,
                price(world, case, view, act, look),
                able,
                resist,
                PROFILES[act].efficacy,
                commitment(world, view, act),
            )
        )
    n = world.n
    game = Game(
        stake=np.array([row[0].stakes.total() for row in rows]).reshape(-1, n),
        net=np.array([row[1].total() for row in rows]).reshape(-1, n),
        entry=np.array([row[5] for row in rows]).reshape(-1, n),
        capacity=np.array([row[2] for row in rows]).reshape(-1, n),
        resistance=np.array([row[3] for row in rows]),
        efficacy=np.array([row[4] for row in rows]),
        b0=rules.success_b0,
        b1=rules.success_b1,
        rationality=rules.rationality,
    )
    spent = [np.minimum(row[1].values, 0.0).sum(axis=1) + row[5] for row in rows]
    game = replace(
        game,
        rationality=sureness(
            np.abs(game.stake) * game.efficacy[:, None],
            np.abs(np.array(spent).reshape(-1, n)),
            (rules.resolve_spread, rules.cost_spread),
            rules.rationality,
        ),
    )
    return Enforcement(
        cases=tuple(case for case, _ in asked),
        acts=tuple(act for _, act in asked),
        views=tuple(row[0] for row in rows),
        prices=tuple(row[1] for row in rows),
        game=game,
        answer=equilibrium(game),
    )


@dataclass(frozen=True, slots=True)
class Division:
    """What is expected of a vote: everyone's value and ballot, with terms, and the count."""

    worth: TermTable
    """[state] what adoption is worth, term by term."""
    ballots: NDArray[np.int64]
    entitled: NDArray[np.bool_]
    may_veto: NDArray[np.bool_]
    tally: Count
    enforcement: Enforcement


def electorate(
    world: World, case: Case, acts: tuple[Act, ...]
) -> tuple[Act, NDArray[np.bool_], NDArray[np.bool_]]:
    """Return the strictest act among several, who has a vote on it, and who may veto, [state]."""
    charter = world.charters[case.institution]
    strictest = max(
        acts,
        key=lambda act: (charter.rule(act).majority, charter.rule(act).veto, int(act)),
    )
    rule = charter.rule(strictest)
    seats = world.memberships
    entitled = seats.member[case.institution] & world.states.exists
    entitled &= ~seats.suspended[case.institution]
    if rule.organ == Organ.COUNCIL:
        entitled &= seats.seat[case.institution] != Seat.NONE
    if not rule.parties_vote:
        entitled = entitled.copy()
        entitled[[case.aggressor, case.victim]] = False
    permanent = seats.seat[case.institution] == Seat.PERMANENT
    return strictest, entitled, entitled & permanent & rule.veto


def vote_worth(
    world: World,
    case: Case,
    acts: tuple[Act, ...],
    plan: Enforcement,
    look: Outlook | None = None,
) -> TermTable:
    """Return what adoption of acts is worth to every state, term by term, [state].

    Words weigh what the case means in principle; each measure adds its expected effect times the
    stake, less the expected cost of what the state itself would give (the logit expectation).
    Deciding what will not be done makes the body a laughing stock, so that costs too.
    Friends shield the aggressor, and pressure already spent on a state moves it.
    """
    rules, states, dyads = world.rules, world.states, world.dyads
    view = plan.views[0] if plan.views else standpoint(world, case, look or outlook(world))
    a, v = case.aggressor, case.victim
    words = sum(_WORDS.get(act, 0.0) for act in acts)
    clarity = 1.0 - case.ambiguity
    principle = states.doctrine[:, Doctrine.UPHOLD] - 0.6 * states.doctrine[:, Doctrine.REVISE]
    stake = view.stakes.total()
    effect = np.zeros(world.n)
    burden = np.zeros(world.n)
    for row in range(len(plan.acts)):
        effect = effect + stake * plan.success[row]
        own = plan.prices[row].values
        owed = plan.prices[row].keys.index("obligation")
        burden = burden + (own.sum(axis=1) - own[:, owed]) * plan.answer.expected[row]
    enquiring = Act.INQUIRY in acts or Act.GOOD_OFFICES in acts
    measures = measures_of(acts)
    provoked = 0.2 * words * (0.3 if enquiring else 1.0) + 0.15 * sum(
        PROFILES[act].provocation for act in measures
    )
    empty = sum(
        PROFILES[act].home * (1.0 - float(chance))
        for act, chance in zip(measures, plan.success, strict=True)
    )
    shield = np.clip(dyads.affinity[:, a], -1, 1) - np.clip(dyads.affinity[:, v], -1, 1)
    moved = np.zeros(world.n)
    for quarrel, who, on, spent in world.lobbied:
        about = world.crises[quarrel]
        if {about.initiator, about.target} != {a, v}:
            continue
        side = -1.0 if who == a else 1.0
        moved[on] += side * rules.lobby_weight * spent * (1 + dyads.affinity[on, who])
    return TermTable.of(
        {
            "principle": rules.word_weight * principle * words * np.where(enquiring, 1.0, clarity),
            "effect": effect,
            "burden": burden,
            "offence": -rules.retaliation_cost * view.threat * provoked,
            "empty_words": np.full(world.n, -rules.empty_weight * empty),
            "shield": -0.3 * rules.word_weight * shield * (1 + words),
            "lobby": moved,
        }
    )


_WORDS: Final = {
    Act.GOOD_OFFICES: 0.4,
    Act.INQUIRY: 0.5,
    Act.DETERMINATION: 0.6,
    Act.CONDEMNATION: 0.4,
    Act.NON_RECOGNITION: 0.3,
    Act.SUSPENSION: 0.3,
    Act.OBSERVERS: 0.2,
    Act.PEACEKEEPING: 0.2,
    Act.ARMS_EMBARGO: 0.3,
    Act.FINANCE_BAN: 0.4,
    Act.MATERIALS_BAN: 0.4,
    Act.OIL_BAN: 0.4,
    Act.TRADE_BAN: 0.4,
    Act.FORCE: 0.3,
    Act.BLOCKADE: 0.3,
}
"""How much each act says, beside what it does: what one who upholds the rules wants said."""


def as_decided(case: Case) -> Case:
    """Return the case as it would be once the institution has named the aggressor."""
    return replace(case, decided=True)


def division(
    world: World,
    case: Case,
    acts: tuple[Act, ...],
    *,
    private: bool = False,
    look: Outlook | None = None,
) -> Division:
    """Return the expected vote on acts in a case.

    With `private`, ballots come from each state's own estimates (its resolve and costs), as the
    states themselves will decide; without, from what others can know.
    """
    look = look or outlook(world)
    plan = enforcement(world, [(as_decided(case), act) for act in measures_of(acts)], look)
    worth = vote_worth(world, case, acts, plan, look)
    if private:
        worth = on_own_estimates(world, worth)
    act, entitled, may_veto = electorate(world, case, acts)
    rule = world.charters[case.institution].rule(act)
    cast = ballots(
        worth.total(),
        band=world.rules.abstain_band,
        veto_bar=world.rules.veto_bar,
        may_veto=may_veto,
        unanimity=rule.majority == 1,
    )
    cast = np.where(entitled, cast, Ballot.ABSENT)
    return Division(worth, cast, entitled, may_veto, count(cast, entitled, may_veto, rule), plan)


def on_own_estimates(world: World, worth: TermTable) -> TermTable:
    """Return the worth of a vote as each state itself sees it, with its private factors."""
    scale = {
        "principle": world.states.resolve,
        "effect": world.states.resolve,
        "burden": world.states.cost_estimate,
        "offence": world.states.cost_estimate,
    }
    factors = np.stack([scale.get(key, np.ones(world.n)) for key in worth.keys], axis=-1)
    return TermTable(worth.keys, worth.values * factors)
