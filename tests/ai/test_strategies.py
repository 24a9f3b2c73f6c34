"""Courses: each appears where the theory that names it says that it should, and not elsewhere."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ai.advisor import decide
from game.ai.policies.balance import arms_share
from game.ai.policies.resist import appeasing, moves_of_target
from game.ai.strategy import KEYS, Strategy, courses, expected_strategy, posture
from game.core.kinds import Doctrine, Move, Rung, TreatyKind
from game.core.observe import observe
from game.core.orders import TakeSide
from game.core.outlook import outlook
from game.core.terms import total
from game.core.world import World
from tests.ai.stage import (
    FOE,
    FOURTH,
    SELF,
    THIRD,
    claim,
    leaning,
    menace,
    neighbours,
    pact,
    stage,
    strengths,
)
from tests.rules.play import quarrel
from tests.worlds import small_world


def taken(world: World, state: int = SELF) -> Strategy:
    return posture(world, state).strategy


def open_to(world: World, strategy: Strategy, state: int = SELF) -> bool:
    return bool(courses(world, [state]).open[0, strategy])


def evenly_matched() -> World:
    world = stage()
    strengths(world, 0.25, 0.3)
    neighbours(world, (SELF, FOE))
    menace(world, SELF, FOE, 0.6)
    leaning(world, SELF, Doctrine.BALANCE)
    return world


def test_who_can_match_its_foe_and_has_no_ally_arms() -> None:
    assert taken(evenly_matched()) == Strategy.ARM


def with_a_fellow() -> World:
    world = evenly_matched()
    strengths(world, 0.12, 0.3, 0.25)
    neighbours(world, (SELF, THIRD), (THIRD, FOE))
    menace(world, THIRD, FOE, 0.6)
    leaning(world, THIRD, Doctrine.BALANCE)
    return world


def test_who_shares_its_danger_with_a_neighbour_allies_with_it() -> None:
    here = posture(with_a_fellow(), SELF)
    assert here.strategy == Strategy.ALLY
    assert here.partner == THIRD
    assert here.towards == FOE


def overwhelmed() -> World:
    world = stage()
    strengths(world, 0.01, 0.5)
    neighbours(world, (SELF, FOE))
    menace(world, SELF, FOE, 0.95)
    leaning(world, SELF, Doctrine.REVISE, 0.5)
    return world


def test_who_stands_alone_before_a_giant_joins_it() -> None:
    assert taken(overwhelmed()) == Strategy.BANDWAGON


def test_nobody_joins_whom_a_coalition_could_hold() -> None:
    world = overwhelmed()
    strengths(world, 0.01, 0.25, 0.5)
    neighbours(world, (SELF, THIRD), (THIRD, FOE))
    menace(world, THIRD, FOE, 0.8)
    assert not open_to(world, Strategy.BANDWAGON)
    assert taken(world) != Strategy.BANDWAGON


def with_a_catcher() -> World:
    world = stage()
    strengths(world, 0.2, 0.3, 0.3)
    neighbours(world, (THIRD, FOE))
    menace(world, SELF, FOE, 0.5)
    menace(world, THIRD, FOE, 0.8)
    world.dyads.gap_km[SELF, FOE] = world.dyads.gap_km[FOE, SELF] = 1200.0
    leaning(world, SELF, Doctrine.FREE_RIDE, 0.5)
    return world


def test_the_buck_is_passed_to_a_capable_other_that_fears_more_and_stands_nearer() -> None:
    here = posture(with_a_catcher(), SELF)
    assert here.strategy == Strategy.BUCK_PASS
    assert here.catcher == THIRD


def test_the_buck_is_passed_to_nobody_weak_unconcerned_or_far() -> None:
    weak, calm, far = with_a_catcher(), with_a_catcher(), with_a_catcher()
    strengths(weak, 0.2, 0.6, 0.02)
    calm.dyads.threat[THIRD, FOE] = 0.1
    far.dyads.contiguous[THIRD, FOE] = far.dyads.contiguous[FOE, THIRD] = False
    far.dyads.gap_km[THIRD, FOE] = 5000.0
    for world in (weak, calm, far):
        assert not open_to(world, Strategy.BUCK_PASS)


def test_the_small_and_distant_that_would_keep_out_hide() -> None:
    world = stage()
    strengths(world, 0.01, 0.5)
    menace(world, SELF, FOE, 0.5)
    world.dyads.gap_km[SELF, FOE] = 3500.0
    leaning(world, SELF, Doctrine.KEEP_OUT, 0.7)
    assert taken(world) == Strategy.HIDE


def with_a_small_grievance(weight: float = 0.1) -> World:
    world = stage()
    strengths(world, 0.02, 0.4)
    neighbours(world, (SELF, FOE))
    menace(world, SELF, FOE, 0.8)
    claim(world, FOE, SELF, weight)
    leaning(world, FOE, Doctrine.BALANCE)
    return world


def test_a_small_grievance_of_a_power_that_would_be_content_is_appeased() -> None:
    assert taken(with_a_small_grievance()) == Strategy.APPEASE


def test_a_great_claim_or_an_insatiable_claimant_is_not_appeased() -> None:
    great, insatiable = with_a_small_grievance(0.9), with_a_small_grievance()
    leaning(insatiable, FOE, Doctrine.REVISE, 0.95)
    for world in (great, insatiable):
        assert taken(world) != Strategy.APPEASE


def in_a_league(belief: float = 8.0) -> World:
    world = stage()
    strengths(world, 0.05, 0.25, 0.3, 0.3)
    neighbours(world, (SELF, FOE), (SELF, THIRD), (SELF, FOURTH))
    menace(world, SELF, FOE, 0.7)
    for state in (SELF, THIRD, FOURTH):
        leaning(world, state, Doctrine.UPHOLD, 0.7)
    world.memberships.member[0] = True
    world.memberships.met[0], world.memberships.failed[0] = belief, 8.0 - belief
    return world


def test_a_member_of_a_body_that_is_believed_calls_on_it() -> None:
    assert taken(in_a_league()) == Strategy.UPHOLD


def test_nobody_calls_on_a_body_it_does_not_belong_to_and_less_on_one_that_failed() -> None:
    outside = in_a_league()
    outside.memberships.member[0, SELF] = False
    assert not open_to(outside, Strategy.UPHOLD)
    strong, weak = courses(in_a_league(8.0), [SELF]), courses(in_a_league(0.0), [SELF])
    relief = KEYS.index("relief")
    assert (
        strong.worth.values[0, Strategy.UPHOLD, relief]
        > weak.worth.values[0, Strategy.UPHOLD, relief] + 0.02
    )


def test_who_claims_much_of_the_weak_and_means_to_have_it_revises() -> None:
    world = stage()
    strengths(world, 0.4, 0.1, 0.02)
    neighbours(world, (SELF, THIRD))
    claim(world, SELF, THIRD, 0.9)
    leaning(world, SELF, Doctrine.REVISE, 0.7)
    assert taken(world) == Strategy.REVISE


def test_who_is_sheltered_and_counts_its_pennies_rides_free() -> None:
    world = stage()
    strengths(world, 0.05, 0.2, 0.5)
    neighbours(world, (SELF, FOE), (SELF, THIRD))
    menace(world, SELF, FOE, 0.5)
    pact(world, TreatyKind.GUARANTEE, THIRD, SELF)
    leaning(world, SELF, Doctrine.FREE_RIDE, 0.8)
    assert taken(world) == Strategy.FREE_RIDE


# -- on one scale ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "world", [evenly_matched(), with_a_fellow(), overwhelmed(), with_a_catcher(), in_a_league()]
)
def test_the_course_taken_is_the_open_one_whose_terms_sum_highest(world: World) -> None:
    found = courses(world, range(world.n))
    for row in range(world.n):
        here = posture(world, row)
        sums = np.where(found.open[row], found.worth.values[row].sum(axis=-1), -np.inf)
        assert here.strategy == int(sums.argmax())
        assert total(here.terms) == pytest.approx(float(sums.max()))


def test_no_state_hangs_on_who_else_is_asked_and_each_knows_only_its_own_mind() -> None:
    world = small_world(9, seed=3)
    together = courses(world, range(9))
    for state in range(9):
        alone = courses(observe(world, state).known, [state])  # type: ignore[arg-type]
        assert np.allclose(alone.worth.values[0], together.worth.values[state], atol=1e-12)
        assert (alone.open[0] == together.open[state]).all()


def test_others_expect_a_spread_of_courses_and_most_the_best_by_what_all_can_know() -> None:
    world = small_world(9, seed=3)
    chances = expected_strategy(world)
    public = courses(world, range(9), private=False)
    assert chances.sum(axis=1) == pytest.approx(np.ones(9))
    assert (chances[~public.open] == 0).all()
    assert (chances.argmax(axis=1) == public.best).all()


def test_what_others_expect_of_a_state_does_not_show_its_secrets() -> None:
    world = small_world(7, seed=2)
    before = expected_strategy(world)
    world.states.resolve[:] *= 2.0
    world.states.cost_estimate[:] *= 0.5
    world.dyads.power_error[:] *= 1.3
    assert np.array_equal(expected_strategy(world), before)


def test_more_private_uncertainty_makes_a_state_harder_to_read() -> None:
    from dataclasses import replace

    world = evenly_matched()
    sure = expected_strategy(world, [SELF])[0].max()
    rules = replace(world.rules, resolve_spread=1.2, cost_spread=1.0)
    world.scenario = replace(world.scenario, rules=rules)
    assert expected_strategy(world, [SELF])[0].max() < sure


# -- properties ------------------------------------------------------------------------------------


def arms(world: World, state: int) -> float:
    return float(arms_share(world, courses(world, [state])).total()[0])


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 2**31 - 1),
    st.integers(0, 6),
    st.integers(0, 6),
    st.floats(0.0, 1.0),
)
def test_more_threat_from_anybody_never_means_less_arms(
    seed: int, state: int, other: int, push: float
) -> None:
    draw = np.random.default_rng(seed)
    world = small_world(7, seed=1 + seed % 5)
    n = world.n
    world.dyads.rivalry[:] = draw.random((n, n)) * (draw.random((n, n)) < 0.4)
    world.dyads.affinity[:] = draw.uniform(-1, 1, (n, n))
    world.dyads.threat[:] = draw.random((n, n)) * 0.9
    world.states.power[:] = draw.dirichlet(np.ones(n))
    np.fill_diagonal(world.dyads.threat, 0.0)
    before = arms(world, state)
    if other != state:
        level = float(world.dyads.threat[state, other])
        world.dyads.threat[state, other] = level + push * (1.0 - level)
    assert arms(world, state) >= before - 1e-12


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31 - 1))
def test_of_random_worlds_bandwagoning_and_buck_passing_keep_their_conditions(seed: int) -> None:
    draw = np.random.default_rng(seed)
    world = small_world(8, seed=1 + seed % 5)
    n = world.n
    world.dyads.rivalry[:] = draw.random((n, n)) * (draw.random((n, n)) < 0.4)
    world.dyads.threat[:] = draw.random((n, n))
    world.states.power[:] = draw.dirichlet(np.ones(n) * 0.6)
    np.fill_diagonal(world.dyads.threat, 0.0)
    found = courses(world, range(n))
    from game.ai.peril import peril, pool, prevails

    here = peril(world)
    held = prevails(
        here.force * world.dyads.power_error[np.arange(n), here.worst],
        here.means + pool(world, here, np.arange(n)),
    )
    for row in np.flatnonzero(found.best == Strategy.BANDWAGON):
        assert held[row] > 0.5
    for row in np.flatnonzero(found.best == Strategy.BUCK_PASS):
        catcher, foe = int(found.catcher[row]), int(found.foes[row])
        assert here.danger[catcher, foe] > here.danger[row, foe]
        nearer = world.dyads.gap_km[catcher, foe] < world.dyads.gap_km[row, foe]
        borders = world.dyads.contiguous[catcher, foe] and not world.dyads.contiguous[row, foe]
        assert nearer or borders


# -- what a course does ------------------------------------------------------------------------------


def test_an_appeaser_gives_up_a_small_claim_the_more_lightly() -> None:
    world = with_a_small_grievance(0.1)
    crisis = quarrel(
        world, initiator=FOE, target=SELF, claim=0, rung=Rung.ULTIMATUM, institution=-1
    )
    plain = moves_of_target(world, crisis, outlook(world))
    eased = appeasing(world, crisis, plain)
    assert total(eased[Move.CLIMB_DOWN]) > total(plain[Move.CLIMB_DOWN])
    assert eased[Move.HOLD] == plain[Move.HOLD]


def test_a_great_claim_is_given_up_no_more_lightly_by_anybody() -> None:
    world = with_a_small_grievance(0.9)
    crisis = quarrel(
        world, initiator=FOE, target=SELF, claim=0, rung=Rung.ULTIMATUM, institution=-1
    )
    plain = moves_of_target(world, crisis, outlook(world))
    assert appeasing(world, crisis, plain) == plain


def standing(world: World) -> set[int]:
    """Return who takes a side in the first quarrel."""
    decisions = decide(world, range(world.n))
    return {int(done.order.state) for done in decisions if isinstance(done.order, TakeSide)}


def test_who_hides_takes_no_side_where_one_that_upholds_the_rules_does() -> None:
    world = stage()
    strengths(world, 0.25, 0.2, 0.05)
    neighbours(world, (SELF, FOE), (FOE, THIRD), (SELF, THIRD))
    menace(world, SELF, FOE, 0.35)
    world.dyads.affinity[SELF, THIRD] = 0.5
    quarrel(
        world, initiator=FOE, target=THIRD, claim=-1, rung=Rung.ULTIMATUM, institution=-1,
        ambiguity=0.0,
    )  # fmt: skip
    leaning(world, SELF, Doctrine.UPHOLD, 0.8)
    assert taken(world) != Strategy.HIDE
    assert SELF in standing(world)
    leaning(world, SELF, Doctrine.KEEP_OUT, 0.9)
    assert taken(world) == Strategy.HIDE
    assert SELF not in standing(world)
