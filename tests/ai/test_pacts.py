"""Pacts: who allies with whom, who is guaranteed, and what is ended when its worth has gone."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from game.ai import pacts
from game.ai.advisor import decide
from game.ai.peril import peril, relief
from game.core.ids import StateId
from game.core.kinds import Doctrine, TreatyKind
from game.core.orders import AnswerTreaty, Denounce, OfferTreaty, Order
from game.core.records import Treaty
from game.core.terms import total
from game.core.world import World
from tests.ai.stage import (
    FOE,
    FOURTH,
    SELF,
    THIRD,
    leaning,
    menace,
    neighbours,
    pact,
    stage,
    strengths,
)


def orders(world: World, kind: type[Order], state: int = SELF) -> list[Order]:
    """Return what a state orders of a kind in the four quarters of a year."""
    found = []
    for quarter in range(4):
        here = replace(world, turn=world.turn + quarter)
        found += [done.order for done in decide(here, [state]) if isinstance(done.order, kind)]
    return found


def worth(world: World, one: int, other: int) -> float:
    return float(pacts.defence(world, np.array([one]), np.array([other])).total()[0])


def fellows(*, near: bool = True) -> World:
    """Two that fear the same power, side by side or far from each other."""
    world = stage()
    strengths(world, 0.12, 0.3, 0.25)
    neighbours(world, (SELF, FOE), (THIRD, FOE), *([(SELF, THIRD)] if near else []))
    for state in (SELF, THIRD):
        menace(world, state, FOE, 0.6)
        leaning(world, state, Doctrine.BALANCE)
    return world


def test_neighbours_who_fear_the_same_power_offer_each_other_a_pact() -> None:
    offers = orders(fellows(), OfferTreaty)
    assert OfferTreaty(SELF, TreatyKind.DEFENCE, THIRD) in offers


def test_a_pact_with_one_too_far_to_help_is_worth_nothing() -> None:
    assert worth(fellows(), SELF, THIRD) > 0
    assert worth(fellows(near=False), SELF, THIRD) < 0
    assert not [
        order
        for order in orders(fellows(near=False), OfferTreaty)
        if order.kind == TreatyKind.DEFENCE
    ]


def test_small_distant_states_do_not_conclude_defence_pacts() -> None:
    world = stage(8)
    strengths(world, 0.01, 0.3, 0.01, 0.01)
    for state in (SELF, THIRD, FOURTH):
        menace(world, state, FOE, 0.8)
        leaning(world, state, Doctrine.BALANCE)
    for state in (SELF, THIRD, FOURTH):
        offers = orders(world, OfferTreaty, state)
        assert not [order for order in offers if order.kind == TreatyKind.DEFENCE]


def test_an_ally_that_is_not_believed_is_worth_less() -> None:
    world = fellows()
    trusted = worth(world, SELF, THIRD)
    world.dyads.broken[SELF, THIRD] = 10.0
    assert worth(world, SELF, THIRD) < trusted - 0.02


def test_the_quarrels_of_an_ally_that_one_does_not_share_are_a_burden() -> None:
    world = fellows()
    before = worth(world, SELF, THIRD)
    menace(world, THIRD, FOURTH, 0.9)
    neighbours(world, (THIRD, FOURTH))
    assert worth(world, SELF, THIRD) < before - 0.05


def test_every_ally_one_has_makes_the_next_worth_less() -> None:
    world = fellows()
    before = worth(world, SELF, THIRD)
    pact(world, TreatyKind.DEFENCE, SELF, FOURTH)
    assert worth(world, SELF, THIRD) < before


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**31 - 1), st.floats(0.05, 1.0))
def test_relief_never_exceeds_the_peril_and_grows_with_what_the_ally_brings(
    seed: int, share: float
) -> None:
    draw = np.random.default_rng(seed)
    world = stage(7)
    n = world.n
    world.dyads.rivalry[:] = draw.random((n, n)) * (draw.random((n, n)) < 0.5)
    world.dyads.threat[:] = draw.random((n, n)) * ~np.eye(n, dtype=bool)
    world.dyads.gap_km[:] = draw.uniform(0, 8000, (n, n))
    world.states.power[:] = draw.dirichlet(np.ones(n))
    column, row = np.arange(n)[:, None], np.arange(n)[None, :]
    here = peril(world)
    full = relief(world, here, column, row)
    assert (full >= 0).all()
    assert (full <= here.peril[:, None] + 1e-12).all()
    world.dyads.gap_km[:] *= 1.0 + share  # everybody farther away, the fear as it was
    known = peril(world)
    assert (relief(world, known, column, row)[here.worst == known.worst].sum()) <= full.sum() + 1e-9


# -- answers and courses ---------------------------------------------------------------------------


def offered(world: World, kind: TreatyKind, by: int = THIRD, to: int = SELF) -> World:
    number = world.next_treaty()
    world.put(
        Treaty(
            number,
            kind,
            (StateId(by), StateId(to)),
            world.turn - 1,
            -1,
            StateId(by),
            accepted=False,
        )
    )
    return world


def answer(world: World, state: int = SELF) -> AnswerTreaty:
    (given,) = [done for done in decide(world, [state]) if isinstance(done.order, AnswerTreaty)]
    order = given.order
    assert isinstance(order, AnswerTreaty)
    assert order.accept == (total(given.terms) > 0)
    return order


def test_a_pact_that_relieves_is_signed_and_one_with_a_rival_is_not() -> None:
    assert answer(offered(fellows(), TreatyKind.DEFENCE)).accept
    rival = fellows()
    menace(rival, SELF, THIRD, 0.5)
    assert not answer(offered(rival, TreatyKind.DEFENCE)).accept


def test_who_hides_signs_no_alliance_but_will_be_neutral() -> None:
    world = stage()
    strengths(world, 0.01, 0.5, 0.2)
    menace(world, SELF, FOE, 0.5)
    world.dyads.gap_km[SELF, FOE] = 3500.0
    leaning(world, SELF, Doctrine.KEEP_OUT, 0.7)
    assert not answer(offered(world.clone(), TreatyKind.DEFENCE)).accept
    assert answer(offered(world, TreatyKind.NEUTRALITY, by=FOE)).accept


def test_who_appeases_offers_whom_it_fears_a_pact_of_non_aggression() -> None:
    from tests.ai.test_strategies import with_a_small_grievance

    world = with_a_small_grievance(0.05)
    assert OfferTreaty(SELF, TreatyKind.NON_AGGRESSION, FOE) in orders(world, OfferTreaty)


def test_what_was_refused_is_not_offered_again_at_once() -> None:
    world = fellows()
    world.turn = 12
    number = world.next_treaty()
    parties = (SELF, THIRD)
    refused = Treaty(number, TreatyKind.DEFENCE, parties, 10, 11, SELF, accepted=False)
    world.put(refused)
    assert OfferTreaty(SELF, TreatyKind.DEFENCE, THIRD) not in orders(world, OfferTreaty)
    world.put(replace(refused, until_turn=2))
    assert OfferTreaty(SELF, TreatyKind.DEFENCE, THIRD) in orders(world, OfferTreaty)


# -- guarantees ------------------------------------------------------------------------------------


def buffer_state() -> World:
    """A great power, a rival of its weight, and a small state between them."""
    world = stage()
    strengths(world, 0.35, 0.3, 0.12)
    neighbours(world, (SELF, THIRD), (THIRD, FOE))
    menace(world, SELF, FOE, 0.7)
    world.dyads.gap_km[SELF, FOE] = world.dyads.gap_km[FOE, SELF] = 600.0
    menace(world, THIRD, FOE, 0.8)
    leaning(world, SELF, Doctrine.BALANCE)
    leaning(world, THIRD, Doctrine.KEEP_OUT)  # it will have no ally
    world.states.major[[SELF, FOE]] = True
    return world


def test_a_great_power_answers_for_a_state_whose_fall_would_come_home() -> None:
    assert OfferTreaty(SELF, TreatyKind.GUARANTEE, THIRD) in orders(buffer_state(), OfferTreaty)


def test_nobody_answers_for_a_state_that_is_far_or_not_in_danger_and_no_small_power_does() -> None:
    far, safe, small = buffer_state(), buffer_state(), buffer_state()
    far.dyads.contiguous[SELF, THIRD] = far.dyads.contiguous[THIRD, SELF] = False
    far.dyads.gap_km[SELF, THIRD] = far.dyads.gap_km[THIRD, SELF] = 9000.0
    safe.dyads.threat[THIRD, FOE] = 0.01
    small.states.major[SELF] = False
    for world in (far, safe, small):
        offers = orders(world, OfferTreaty)
        assert OfferTreaty(SELF, TreatyKind.GUARANTEE, THIRD) not in offers


# -- ends ------------------------------------------------------------------------------------------


def outlived(*, rivalry: float = 0.9) -> World:
    world = stage()
    treaty = pact(world, TreatyKind.DEFENCE, SELF, THIRD)
    assert treaty.id == 0
    world.turn = 4
    world.dyads.rivalry[SELF, THIRD] = world.dyads.rivalry[THIRD, SELF] = rivalry
    world.dyads.threat[SELF, THIRD] = 0.3 * (rivalry > 0)
    return world


def test_a_pact_with_one_who_has_become_a_rival_is_ended() -> None:
    assert orders(outlived(), Denounce) == [Denounce(SELF, 0)]  # type: ignore[arg-type]


def test_a_pact_that_merely_costs_little_and_brings_little_is_kept() -> None:
    assert orders(outlived(rivalry=0.0), Denounce) == []


def test_the_relief_of_an_ally_one_has_counts_for_keeping_it() -> None:
    world = fellows()
    pact(world, TreatyKind.DEFENCE, SELF, THIRD)
    assert worth(world, SELF, THIRD) > 0
    assert orders(world, Denounce) == []


@pytest.mark.parametrize("kind", [TreatyKind.DEFENCE, TreatyKind.GUARANTEE])
def test_nobody_is_deserted_in_its_hour_of_need_for_a_small_reason(kind: TreatyKind) -> None:
    world = outlived(rivalry=0.5)
    world.treaties.clear()
    pact(world, kind, SELF, THIRD)
    world.dyads.threat[SELF, THIRD] = 0.0
    menace(world, THIRD, FOE, 0.5)
    from tests.rules.play import quarrel

    quarrel(world, initiator=FOE, target=THIRD, claim=-1)
    assert orders(world, Denounce) == []
