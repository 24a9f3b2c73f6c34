"""What a resolution or an attack is expected to bring: shown and used are the same figures."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
import pytest

from game.ai.advisor import decide
from game.ai.prospects import case_for, fixed_terms, hopes, prospect
from game.core.cases import case_of
from game.core.forecast import (
    RESPONSE,
    attack_on,
    division,
    enforcement,
    forecast,
    forecast_attack,
    foresee,
)
from game.core.formulas.enforcement import SHARES
from game.core.formulas.voting import ballots
from game.core.ids import NONE, InstitutionId, StateId
from game.core.kinds import Act, Ballot, Seat, Stage
from game.core.orders import Contribute, Vote
from game.core.outlook import outlook
from game.core.phases.council import on_the_agenda
from game.core.phases.response import open_measures
from game.core.terms import total
from game.core.world import World
from tests.rules.play import CLAIM, LEAGUE, QUARREL, chartered, measure, quarrel, tabled
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world

ACTS = (Act.DETERMINATION, Act.ARMS_EMBARGO, Act.FINANCE_BAN)


def disputed(n: int = 8) -> World:
    world = small_world(n)
    quarrel(world)
    return world


def test_a_forecast_leaves_the_world_as_it_was_and_says_the_same_of_a_held_one() -> None:
    world = disputed()
    case, before = case_of(world.crises[QUARREL], BORLAND), world.digest()
    attack = attack_on(BORLAND, CASSIA, 0.4, LEAGUE)
    held = world.held()
    foresee(held, (attack,))
    for known in (world, held, held):
        seen = forecast(known, case, ACTS)
        assert seen.adoption == forecast(world, case, ACTS).adoption
        assert (seen.contributions == forecast(world, case, ACTS).contributions).all()
        assert forecast_attack(known, attack).stopped == forecast_attack(world, attack).stopped
    assert world.digest() == held.digest() == before


def test_what_is_derived_of_a_held_world_cannot_be_written_and_a_clone_is_held_no_more() -> None:
    held = disputed().held()
    assert held.at_war() is held.at_war()
    with pytest.raises(ValueError, match="read-only"):
        held.at_war()[0, 0] = True
    assert held.clone().memo is None
    assert held.held() is held


def test_every_state_votes_by_the_terms_of_the_forecast_on_its_own_factors() -> None:
    world = disputed()
    tabled(world, *ACTS)
    (resolution,) = on_the_agenda(world)
    seen = forecast(world, case_of(world.crises[QUARREL], BORLAND), resolution.acts)
    assert seen.division is not None
    cast = {
        done.order.state: done for done in decide(world, range(world.n))
        if isinstance(done.order, Vote)
    }  # fmt: skip
    rules = world.rules
    for row in np.flatnonzero(seen.division.entitled):
        state = StateId(int(row))
        if state == resolution.proposer:
            continue
        terms = seen.terms_of(
            state,
            resolve=float(world.states.resolve[state]),
            cost=float(world.states.cost_estimate[state]),
        )
        assert total(terms) == pytest.approx(total(cast[state].terms))
        (ballot,) = ballots(
            np.array([total(terms)]), band=rules.abstain_band, veto_bar=rules.veto_bar,
            may_veto=seen.division.may_veto[[state]], unanimity=True,
        )  # fmt: skip
        order = cast[state].order
        assert isinstance(order, Vote)
        assert order.ballot == Ballot(int(ballot))


def test_every_state_gives_what_the_forecast_says_is_best_on_its_own_factors() -> None:
    world = disputed()
    world.put(replace(world.crises[QUARREL], named=BORLAND, acts=(Act.DETERMINATION,)))
    measure(world, Act.OIL_BAN, Act.FORCE)
    world.stage = Stage.RESPONSE
    case = case_of(world.crises[QUARREL], BORLAND)
    seen = forecast(world, case, tuple(act for _, act in open_measures(world)))
    given = [done for done in decide(world, range(world.n)) if isinstance(done.order, Contribute)]
    assert given
    for done in given:
        order = done.order
        assert isinstance(order, Contribute)
        if order.cheat:
            continue
        factors = {
            "resolve": float(world.states.resolve[order.state]),
            "cost": float(world.states.cost_estimate[order.state]),
        }
        terms = seen.terms_of_giving(order.act, order.state, order.share, **factors)
        assert [term.key for term in terms] == [term.key for term in done.terms]
        assert total(terms) == pytest.approx(total(done.terms))
        for share in SHARES:
            other = seen.terms_of_giving(order.act, order.state, float(share), **factors)
            assert total(other) <= total(terms) + 1e-12
    with pytest.raises(LookupError, match="TRADE_BAN"):
        seen.terms_of_giving(Act.TRADE_BAN, ARDEN, 1.0)


def test_a_claimant_reckons_with_the_attack_forecast_that_anybody_can_see() -> None:
    world = small_world(8)
    claim = world.claims[CLAIM]
    ahead = prospect(world, claim, outlook(world), ambiguity=0.4, private=False, room=9.0)
    shown = forecast_attack(world, case_for(world, claim, 0.4))
    assert ahead.stopped == shown.stopped > 0
    (response,) = [term.value for term in ahead.terms if term.key == "response"]
    assert response == pytest.approx(-world.rules.loss_weight * shown.stopped)
    assert shown.comers[[BORLAND, CASSIA]].tolist() == [0.0, 0.0]
    assert (shown.comers >= 0).all()
    assert (shown.comers <= 1).all()


def test_nothing_that_could_be_worth_it_is_left_out_as_hopeless() -> None:
    world = small_world(8)
    look = outlook(world)
    for hope, claim in zip(hopes(world, world.claims, look), world.claims, strict=True):
        fixed, _ = fixed_terms(world, claim, look, private=True)
        assert hope >= sum(fixed.values())


def test_an_attack_is_stopped_the_likelier_the_surer_the_institution_decides() -> None:
    world = small_world(8)
    open_case = attack_on(BORLAND, CASSIA, 0.4, LEAGUE)
    unnamed = forecast_attack(world, open_case)
    named = forecast_attack(world, replace(open_case, decided=True))
    alone = forecast_attack(world, replace(open_case, institution=InstitutionId(NONE)))
    assert named.decided == 1.0
    assert alone.decided == 0.0
    assert alone.stopped <= unnamed.stopped <= named.stopped
    assert unnamed.resolution is not None
    assert alone.resolution is named.resolution is None
    assert unnamed.plan.acts == RESPONSE


def test_the_chances_of_a_vote_lean_as_the_expected_ballots_do() -> None:
    world = disputed()
    seen = forecast(world, case_of(world.crises[QUARREL], BORLAND), ACTS)
    assert seen.division is not None
    assert (seen.votes == seen.division.ballots).all()
    for row in np.flatnonzero(seen.division.entitled):
        if seen.votes[row] == Ballot.YES:
            assert seen.chance_yes[row] > 0.5
        if seen.votes[row] in (Ballot.NO, Ballot.VETO):
            assert seen.chance_no[row] + seen.chance_veto[row] > 0.5
    out = ~seen.division.entitled
    assert (seen.chance_yes + seen.chance_no + seen.chance_veto)[out].max() == 0.0
    assert 0.0 <= seen.adoption <= 1.0


def test_a_vote_of_which_nothing_is_hidden_is_sure() -> None:
    world = disputed()
    rules = replace(world.rules, resolve_spread=0.0, cost_spread=0.0)
    world.scenario = replace(world.scenario, rules=rules)
    case = case_of(world.crises[QUARREL], BORLAND)
    for acts in ((Act.GOOD_OFFICES,), ACTS, (Act.DETERMINATION, Act.FORCE)):
        seen = forecast(world, case, acts)
        assert seen.adoption == pytest.approx(float(division(world, case, acts).tally.adopted))


def test_who_can_veto_makes_adoption_less_likely_and_an_assembly_makes_up_for_it() -> None:
    plain = disputed(10)
    chartered(plain, majority=Fraction(1, 2), strict=True)
    barred, passed_on = plain.clone(), plain.clone()
    chartered(barred, majority=Fraction(1, 2), strict=True, veto=True)
    chartered(passed_on, majority=Fraction(1, 2), strict=True, veto=True, bypass=True)
    friend = StateId(7)
    for world in (plain, barred, passed_on):
        world.memberships.seat[LEAGUE, friend] = Seat.PERMANENT
        world.dyads.affinity[friend, BORLAND] = 1.0
        world.dyads.affinity[friend, CASSIA] = -1.0
    free, blocked, second = (
        forecast(world, case_of(world.crises[QUARREL], BORLAND), ACTS)
        for world in (plain, barred, passed_on)
    )
    assert free.vetoed == 0.0
    assert blocked.vetoed > 0.3
    assert blocked.adoption < free.adoption
    assert blocked.adoption < second.adoption <= 1.0


def test_what_a_measure_costs_falls_on_those_expected_to_give_and_by_its_chance() -> None:
    world = disputed()
    case = replace(case_of(world.crises[QUARREL], BORLAND), decided=True)
    seen = forecast(world, case, ACTS)
    assert seen.cost_to(BORLAND) == seen.cost_to(CASSIA) == 0.0
    costs = [seen.cost_to(StateId(row)) for row in range(world.n)]
    assert min(costs) >= 0
    assert max(costs) > 0
    assert seen.cost_to(ARDEN, cost=2.0) == pytest.approx(2 * seen.cost_to(ARDEN))
    surer = replace(seen, adoption=1.0)
    assert surer.cost_to(ARDEN) * seen.adoption == pytest.approx(seen.cost_to(ARDEN))
    assert seen.outcome == pytest.approx(seen.adoption * seen.works)
    assert seen.works >= seen.success.max()


def test_a_coalition_outside_any_institution_asks_for_no_vote() -> None:
    world = disputed()
    case = replace(case_of(world.crises[QUARREL]), institution=InstitutionId(NONE))
    seen = forecast(world, case, (Act.OIL_BAN, Act.FORCE))
    assert seen.adoption == 1.0
    assert seen.division is None
    assert seen.terms_of(ARDEN) == ()
    assert (seen.votes == Ballot.ABSENT).all()
    assert seen.measures == (Act.OIL_BAN, Act.FORCE)


def test_measures_answer_alike_alone_and_together() -> None:
    world = disputed()
    case = case_of(world.crises[QUARREL])
    acts = (Act.OIL_BAN, Act.FORCE, Act.BLOCKADE, Act.PEACEKEEPING)
    both = enforcement(world, [(case, act) for act in acts])
    for row, act in enumerate(acts):
        alone = enforcement(world, [(case, act)])
        assert (alone.answer.expected[0] == both.answer.expected[row]).all()
        assert alone.success[0] == both.success[row]
        assert (alone.prices[0].values == both.prices[row].values).all()


def test_all_states_worths_and_reasons_are_those_of_each() -> None:
    world = disputed()
    case = case_of(world.crises[QUARREL])
    plan = enforcement(world, [(case, Act.OIL_BAN), (case, Act.FORCE)])
    resolve, cost = world.states.resolve, world.states.cost_estimate
    for row in range(2):
        worths = plan.worths(row, resolve, cost)
        best = worths.argmax(axis=1)
        reasons = plan.explained(row, best, resolve, cost)
        for state in range(world.n):
            factors = {"resolve": float(resolve[state]), "cost": float(cost[state])}
            one = plan.options(row, StateId(state), **factors)
            assert worths[state] == pytest.approx(one, abs=1e-12)
            told = plan.explain(row, StateId(state), int(best[state]), **factors)
            assert reasons.row(state) == told


def test_who_boycotts_an_institution_is_expected_to_be_absent() -> None:
    world = disputed()
    case = case_of(world.crises[QUARREL], BORLAND)
    world.memberships.away[LEAGUE, ARDEN] = True
    seen = forecast(world, case, ACTS)
    assert seen.votes[ARDEN] == Ballot.ABSENT
    assert seen.chance_yes[ARDEN] == seen.chance_no[ARDEN] == seen.chance_veto[ARDEN] == 0.0


def test_a_convened_assembly_is_forecast_by_its_own_rule() -> None:
    world = disputed(10)
    chartered(world, majority=Fraction(1, 2), strict=True, veto=True, bypass=True)
    case = case_of(world.crises[QUARREL], BORLAND)
    council, assembly = forecast(world, case, ACTS), forecast(world, case, ACTS, convened=True)
    assert council.division is not None
    assert assembly.division is not None
    assert assembly.vetoed == 0.0
    assert not assembly.division.may_veto.any()
    members = world.memberships.member[LEAGUE]
    assert (assembly.division.entitled == members).all()
    assert council.division.entitled.sum() < members.sum()
