"""What is expected of a resolution: whether it carries, what it does, what it costs whom."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from game.core.cases import Case, measures_of
from game.core.charter import DecisionRule
from game.core.forecast.contributions import Enforcement, enforcement
from game.core.forecast.votes import PRIVATE, Division, division, polled
from game.core.formulas.enforcement import SHARES, TAKING_PART
from game.core.formulas.voting import Leanings, leanings, odds
from game.core.ids import StateId
from game.core.kinds import Act, Ballot
from game.core.outlook import Outlook, outlook
from game.core.terms import Term, TermTable
from game.core.world import World

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What is expected of acts in a case, by what everybody can know; the world is untouched."""

    case: Case
    acts: tuple[Act, ...]
    division: Division | None
    """The expected vote; None where nobody votes: a coalition outside any institution."""
    leanings: Leanings
    adoption: float
    """Chance that it is adopted, an assembly's second vote counted."""
    vetoed: float
    """Chance that somebody vetoes it."""
    plan: Enforcement
    """The measures among the acts, as they would be once decided, one row each."""

    @property
    def votes(self) -> NDArray[np.int64]:
        """[state] the ballot that each is expected to cast; ABSENT for those without a vote."""
        if self.division is None:
            return np.full(len(self.leanings.yes), int(Ballot.ABSENT))
        return self.division.ballots

    @property
    def chance_yes(self) -> Floats:
        """[state] chance of a yes."""
        return self.leanings.yes

    @property
    def chance_no(self) -> Floats:
        """[state] chance of a no that is no veto."""
        return self.leanings.no

    @property
    def chance_veto(self) -> Floats:
        """[state] chance of a veto."""
        return self.leanings.veto

    @property
    def measures(self) -> tuple[Act, ...]:
        """The acts that live on contributions, in the order of `contributions` and `success`."""
        return self.plan.acts

    @property
    def contributions(self) -> Floats:
        """[measure, state] share of what it could give that each is expected to give."""
        return self.plan.answer.expected

    @property
    def success(self) -> Floats:
        """[measure] chance that each works, once adopted."""
        return self.plan.success

    @property
    def works(self) -> float:
        """Chance that at least one measure works, once adopted; 0 where there are words alone."""
        return self.plan.stopped()

    @property
    def outcome(self) -> float:
        """Chance that it is adopted and works."""
        return self.adoption * self.works

    def worth_to(self, state: StateId, *, resolve: float = 1.0, cost: float = 1.0) -> float:
        """Return what adoption is worth to a state: the sum of `terms_of`."""
        return sum(term.value for term in self.terms_of(state, resolve=resolve, cost=cost))

    def cost_to(self, state: StateId, *, cost: float = 1.0) -> float:
        """Return what the measures are expected to cost a state, adopted or not as it may be.

        In the unit of stakes: the losses of a whole contribution by the share expected, and of
        taking part by its chance, times the chance of adoption. `cost` is its private factor.
        """
        spent = 0.0
        for row in range(len(self.plan.acts)):
            losses = float(np.minimum(self.plan.prices[row].values[state], 0.0).sum())
            entry = float(self.plan.game.entry[row, state])
            likely = self.plan.likelihood[row, state]
            spent -= losses * float(likely @ SHARES) + entry * float(likely @ TAKING_PART)
        return self.adoption * spent * cost

    def terms_of(
        self, state: StateId, *, resolve: float = 1.0, cost: float = 1.0
    ) -> tuple[Term, ...]:
        """Return the terms of a state's vote, on given private factors; none where nobody votes."""
        if self.division is None:
            return ()
        factor = {"resolve": resolve, "cost": cost}
        return tuple(
            Term(term.key, term.value * factor.get(PRIVATE.get(term.key, ""), 1.0))
            for term in self.division.worth.row(state)
        )

    def terms_of_giving(
        self, act: Act, state: StateId, share: float, *, resolve: float = 1.0, cost: float = 1.0
    ) -> tuple[Term, ...]:
        """Return the terms of giving a share to a measure; LookupError if it is not among them."""
        row = self.plan.acts.index(act) if act in self.plan.acts else -1
        if row < 0:
            raise LookupError(f"{act.name} is not among the measures")
        choice = int(np.searchsorted(SHARES, share))
        return self.plan.explain(row, state, choice, resolve=resolve, cost=cost)


def forecast(
    world: World,
    case: Case,
    acts: tuple[Act, ...],
    look: Outlook | None = None,
    *,
    convened: bool = False,
) -> Forecast:
    """Return what is expected of acts in a case, decided by its institution.

    With `convened`, by its assembly after a veto. Where there is no institution, nothing is voted
    on: the acts are as good as adopted by those who take part.
    """
    look = look or outlook(world)
    return world.once(
        ("forecast", case, acts, convened), lambda: _forecast(world, case, acts, look, convened)
    )


def _forecast(
    world: World, case: Case, acts: tuple[Act, ...], look: Outlook, convened: bool
) -> Forecast:
    if case.institution < 0:
        plan = enforcement(world, [(case, act) for act in measures_of(acts)], look)
        nobody = np.zeros(world.n)
        return Forecast(case, acts, None, Leanings(nobody, nobody, nobody), 1.0, 0.0, plan)
    vote = division(world, case, acts, look=look, convened=convened)
    rule, entitled, may_veto = polled(world, case, acts, convened=convened)
    away = world.memberships.away[case.institution]
    cast = _leanings(world, vote.worth, may_veto, rule)
    chance = odds(cast, entitled, rule, absent=away, may_veto=may_veto)
    adoption = chance.carried
    if rule.bypass and chance.vetoed > 0:
        # Its members are taken to lean as they do, whoever has blocked.
        second, members, nobody_vetoes = polled(world, case, acts, convened=True)
        again = _leanings(world, vote.worth, nobody_vetoes, second)
        adoption += chance.vetoed * odds(again, members, second, absent=away).carried
    here = entitled & ~away
    return Forecast(
        case,
        acts,
        vote,
        Leanings(cast.yes * here, cast.no * here, cast.veto * here),
        min(adoption, 1.0),
        chance.vetoed,
        vote.enforcement,
    )


def _leanings(
    world: World, worth: TermTable, may_veto: NDArray[np.bool_], rule: DecisionRule
) -> Leanings:
    """Return how likely each ballot is: others do not see a state's resolve and costs."""
    rules = world.rules
    hidden = {name: np.zeros(world.n) for name in ("resolve", "cost")}
    for place, key in enumerate(worth.keys):
        if key in PRIVATE:
            hidden[PRIVATE[key]] += worth.values[:, place]
    spread = np.hypot(rules.resolve_spread * hidden["resolve"], rules.cost_spread * hidden["cost"])
    return leanings(
        worth.total(),
        spread,
        band=rules.abstain_band,
        veto_bar=rules.veto_bar,
        may_veto=may_veto,
        unanimity=rule.majority == 1,
    )
