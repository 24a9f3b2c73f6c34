"""What is shown is what is used: forecasts, votes, the ledger and their terms are one."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from game.ai.advisor import decide
from game.core.cases import case_of
from game.core.forecast import division, on_own_estimates
from game.core.formulas.enforcement import SHARES
from game.core.ids import StateId
from game.core.kinds import Act, Ballot, Stage, Standing
from game.core.observe import observe
from game.core.orders import Contribute, Vote
from game.core.phases.council import on_the_agenda
from game.core.phases.response import open_measures, plan_of
from game.core.terms import Term, TermTable, total
from game.core.turn import advance
from game.core.world import World
from tests.rules.play import LEAGUE, QUARREL, measure, quarrel, tabled
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world

PRIVATE = {"principle", "effect", "burden", "offence"}
"""Terms of a vote that a state weighs by its own resolve or its own costs."""


def before_a_vote(n: int = 8) -> World:
    world = small_world(n)
    quarrel(world)
    tabled(world, Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FINANCE_BAN)
    return world


def unsaid(terms: tuple[Term, ...]) -> set[str]:
    """Return the keys of what only two know of, which a roll call leaves out."""
    return {term.key for term in terms if term.key == "promise"}


def under_sanctions(n: int = 8) -> World:
    world = small_world(n)
    quarrel(world, named=BORLAND, acts=(Act.DETERMINATION,))
    measure(world, Act.OIL_BAN, Act.ARMS_EMBARGO, Act.FORCE)
    world.stage = Stage.RESPONSE
    return world


def test_the_forecast_of_a_vote_has_the_terms_of_the_roll_call_up_to_private_factors() -> None:
    world = before_a_vote()
    (resolution,) = on_the_agenda(world)
    shown = division(world, case_of(world.crises[QUARREL], BORLAND), resolution.acts).worth
    votes = [done.order for done in decide(world, range(world.n))]
    cast = advance(world, votes).world.resolutions[resolution.id].votes
    assert cast
    for vote in cast:
        own = {term.key: term.value for term in vote.terms}
        public = {term.key: term.value for term in shown.row(vote.state)}
        assert own.keys() == public.keys() - unsaid(shown.row(vote.state))
        for key in own.keys() - PRIVATE:
            assert own[key] == pytest.approx(public[key])
        resolve = float(world.states.resolve[vote.state])
        cost = float(world.states.cost_estimate[vote.state])
        for key, factor in (("principle", resolve), ("effect", resolve), ("burden", cost)):
            assert own[key] == pytest.approx(factor * public[key])


def test_a_roll_call_records_the_very_terms_that_each_state_voted_on() -> None:
    world = before_a_vote()
    (resolution,) = on_the_agenda(world)
    decisions = {done.order.state: done for done in decide(world, range(world.n))}
    decided = advance(world, [done.order for done in decisions.values()]).world
    for vote in decided.resolutions[resolution.id].votes:
        voted_on = decisions[vote.state].terms
        silent = unsaid(voted_on)
        assert vote.terms == tuple(term for term in voted_on if term.key not in silent)
        order = decisions[vote.state].order
        assert isinstance(order, Vote)
        assert vote.ballot == order.ballot


def test_every_view_forecasts_the_same_vote_and_the_same_response() -> None:
    world = before_a_vote()
    (resolution,) = on_the_agenda(world)
    case = case_of(world.crises[QUARREL], BORLAND)
    public = division(world, case, resolution.acts)
    world.stage = Stage.RESPONSE
    measure(world, Act.OIL_BAN)
    plan = plan_of(world, open_measures(world))
    for viewer in range(world.n):
        known = observe(world, StateId(viewer)).known
        seen = division(known, case, resolution.acts)
        assert (seen.worth.values == public.worth.values).all()
        assert (seen.ballots == public.ballots).all()
        assert seen.tally == public.tally
        again = plan_of(known, open_measures(known))
        assert (again.answer.expected == plan.answer.expected).all()


def test_a_forecast_changes_nothing() -> None:
    world = under_sanctions()
    before = world.digest()
    division(world, case_of(world.crises[QUARREL]), (Act.CONDEMNATION, Act.OIL_BAN), private=True)
    plan_of(world, open_measures(world))
    assert world.digest() == before


def test_what_explains_a_contribution_sums_to_what_it_is_worth() -> None:
    world = under_sanctions()
    plan = plan_of(world, open_measures(world))
    for row in range(len(plan.acts)):
        for state in range(world.n):
            resolve = float(world.states.resolve[state])
            cost = float(world.states.cost_estimate[state])
            worth = plan.options(row, StateId(state), resolve=resolve, cost=cost)
            assert worth[0] == 0
            for choice in range(len(SHARES)):
                terms = plan.explain(row, StateId(state), choice, resolve=resolve, cost=cost)
                assert total(terms) == pytest.approx(float(worth[choice]), abs=1e-12)


def test_those_who_know_nothing_of_anothers_factors_reckon_with_the_public_ones() -> None:
    world = under_sanctions()
    plan = plan_of(world, open_measures(world))
    worth = plan.options(0, ARDEN)
    scaled = plan.options(0, ARDEN, resolve=2.0, cost=1.0)
    assert (np.abs(scaled - worth) > 0).any()
    world.states.resolve[:] = 3.0
    assert (plan_of(world, open_measures(world)).options(0, ARDEN) == worth).all()


def test_the_parties_are_asked_for_nothing() -> None:
    world = under_sanctions()
    plan = plan_of(world, open_measures(world))
    assert (plan.game.capacity[:, [BORLAND, CASSIA]] == 0).all()
    assert (plan.answer.expected[:, [BORLAND, CASSIA]] == 0).all()


def test_the_more_binding_the_duty_the_more_is_expected() -> None:
    named, unnamed = under_sanctions(), under_sanctions()
    unnamed.put(replace(unnamed.crises[QUARREL], named=-1))
    bound = plan_of(named, open_measures(named)).answer.expected
    free = plan_of(unnamed, open_measures(unnamed)).answer.expected
    members = named.memberships.member[LEAGUE].copy()
    members[[BORLAND, CASSIA]] = False
    assert (bound[0, members] > free[0, members]).all()


def test_private_factors_scale_stakes_by_resolve_and_losses_by_cost() -> None:
    world = small_world()
    world.states.resolve[:] = 2.0
    world.states.cost_estimate[:] = 3.0
    keys = ("principle", "effect", "burden", "offence", "shield", "lobby")
    own = on_own_estimates(world, TermTable.of({key: np.ones(world.n) for key in keys}))
    assert own.row(0) == tuple(
        Term(key, value) for key, value in zip(keys, (2.0, 2.0, 3.0, 3.0, 1.0, 1.0), strict=True)
    )


@cache
def sanctioned_quarter() -> tuple[World, World]:
    world = under_sanctions()
    given = [done.order for done in decide(world, range(world.n))]
    assert any(isinstance(order, Contribute) for order in given)
    return world, advance(world, given).world


def test_the_ledger_remembers_what_the_forecast_expected_of_each() -> None:
    world, after = sanctioned_quarter()
    measures = open_measures(world)
    plan = plan_of(world, measures)
    acts = [act for _, act in measures]
    assert {duty.act for duty in after.ledger} == set(acts)
    assert len(after.ledger) > 2 * len(acts)
    for duty in after.ledger:
        row = acts.index(duty.act)
        assert duty.expected == round(float(plan.answer.expected[row, duty.state]), 4)


def test_an_expected_division_that_carries_does_carry_where_nobody_is_moved_in_private() -> None:
    world = before_a_vote()
    world.states.resolve[:] = world.states.cost_estimate[:] = 1.0
    (resolution,) = on_the_agenda(world)
    shown = division(world, case_of(world.crises[QUARREL], BORLAND), resolution.acts)
    votes = [done.order for done in decide(world, range(world.n))]
    after = advance(world, votes).world.resolutions[resolution.id]
    cast = {vote.state: vote.ballot for vote in after.votes}
    for state in np.flatnonzero(shown.entitled):
        if state != resolution.proposer:
            assert cast[StateId(int(state))] == Ballot(int(shown.ballots[state]))
    assert (after.standing == Standing.ADOPTED) == shown.tally.adopted
