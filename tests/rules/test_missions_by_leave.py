"""Missions that watch by leave: nobody need be named, few are called on, and the body pays."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from game.ai.advisor import decide
from game.ai.policies.uphold import _fits
from game.core.briefs import brief
from game.core.cases import case_of
from game.core.charter import Trigger
from game.core.concurrence import owed_to
from game.core.forecast import as_decided, division, enforcement
from game.core.ids import NO_INSTITUTION, InstitutionId, ResolutionId, StateId
from game.core.kinds import Act, CrisisKind, Obligation, Rung, Stage
from game.core.orders import Contribute, Refer
from game.core.outlook import outlook
from game.core.phases.crises.strife import peace_terms
from game.core.turn import advance
from game.core.watches import ON_WATCH, PAID, called_on, corps
from game.core.world import World
from tests.rules.play import chartered, happened, measure, quarrel
from tests.rules.test_crises_strife import torn
from tests.worlds import ARDEN, BORLAND, CASSIA, small_world

WATCHES = (Act.OBSERVERS, Act.PEACEKEEPING)


def looking_on() -> World:
    """Borland presses Cassia before the League; nobody has been named."""
    world = small_world(8)
    quarrel(world)
    world.states.doctrine[:] = (0.7, 0.2, 0.05, 0.0, 0.05)
    obligations = list(world.charters[0].obligations)
    for act in WATCHES:
        obligations[act] = Obligation.RECOMMENDED  # as the Charter of 1945 has it
    chartered(world, obligations=tuple(obligations))
    return world


def owed(world: World, act: Act, *, decided: bool) -> float:
    case = replace(case_of(world.crises[0]), decided=decided)
    prices = brief(world, case, [act], outlook(world)).prices
    return float(prices.values[0, :, prices.keys.index("obligation")].sum())


@pytest.mark.parametrize("act", WATCHES)
def test_members_owe_men_to_a_mission_before_anybody_is_named(act: Act) -> None:
    world = looking_on()
    assert owed(world, act, decided=False) == owed(world, act, decided=True) > 0
    assert owed(world, Act.OIL_BAN, decided=False) == 0.0


def test_what_is_expected_of_a_mission_before_the_vote_is_expected_of_it_after() -> None:
    world = looking_on()
    case = case_of(world.crises[0])
    for act in WATCHES:
        before = enforcement(world, [(as_decided(case), act)])
        after = enforcement(world, [(case, act)])
        assert np.allclose(before.answer.expected, after.answer.expected)


def test_a_mission_that_was_decided_finds_men() -> None:
    world = looking_on()
    measure(world, Act.OBSERVERS)
    world.crises[0] = replace(world.crises[0], acts=(Act.OBSERVERS,), consent=1)
    world.stage = Stage.RESPONSE
    orders = [done.order for done in decide(world, range(world.n))]
    sent = [order for order in orders if isinstance(order, Contribute) and order.share > 0]
    assert sent
    assert {order.state for order in sent}.isdisjoint({BORLAND, CASSIA})
    given = advance(world, orders).world.ledger
    assert sum(duty.given for duty in given if duty.act == Act.OBSERVERS) > 0
    assert not happened(advance(world, orders), "order.refused.not_asked")


def test_who_comes_by_leave_offends_less_than_who_does_not() -> None:
    world = looking_on()
    world.dyads.threat[:, BORLAND] = 0.5
    case = replace(case_of(world.crises[0]), gravity=0.6)
    for act in WATCHES:
        told = {}
        for leave in (True, False):
            chartered(world, consent_needed=leave)
            worth = division(world.clone(), case, (act,)).worth
            told[leave] = {
                key: float(worth.values[:, worth.keys.index(key)].mean())
                for key in ("offence", "empty_words")
            }
        assert told[False]["offence"] < told[True]["offence"] < 0
        assert told[False]["empty_words"] < told[True]["empty_words"] == 0.0


def test_where_two_states_are_at_war_there_is_no_peace_to_keep() -> None:
    world = looking_on()
    chartered(world, consent_needed=True)
    blame = []
    for rung in (Rung.MOBILISATION, Rung.CLASH, Rung.WAR):
        world.crises[0] = replace(world.crises[0], rung=rung)
        worth = division(world.clone(), case_of(world.crises[0]), (Act.PEACEKEEPING,)).worth
        blame.append(float(worth.values[:, worth.keys.index("empty_words")].mean()))
    assert 0 > blame[0] > blame[1] > blame[2]


def test_a_text_that_also_punishes_is_no_mission_by_leave() -> None:
    world = looking_on()
    chartered(world, consent_needed=True)
    case = case_of(world.crises[0])
    both = division(world, case, (Act.OBSERVERS, Act.OIL_BAN)).worth
    assert both.values[:, both.keys.index("empty_words")].min() < 0


def far_off(world: World) -> World:
    """None but Borland and Cassia are neighbours."""
    world.dyads.contiguous[:] = False
    world.dyads.contiguous[BORLAND, CASSIA] = world.dyads.contiguous[CASSIA, BORLAND] = True
    return world


def test_the_readiest_are_called_on_until_there_is_twice_what_a_mission_needs() -> None:
    world = far_off(looking_on())
    body, third = InstitutionId(0), np.arange(world.n)
    third = third[world.states.exists & (third != BORLAND) & (third != CASSIA)]
    called = called_on(world, body, BORLAND, CASSIA, Act.OBSERVERS)
    needed = 2.0 * ON_WATCH[Act.OBSERVERS] * float(corps(world)[third].sum())
    sent = sorted((float(corps(world)[state]) for state in np.flatnonzero(called)), reverse=True)
    assert 0 < called.sum() < third.size
    assert sum(sent) >= needed > sum(sent[:-1])
    more = called_on(world, body, BORLAND, CASSIA, Act.PEACEKEEPING)
    assert (more >= called).all()
    assert more.sum() > called.sum()


def test_permanent_members_and_neighbours_are_called_on_last() -> None:
    world = far_off(looking_on())
    world.states.power[:] = 1.0 / world.n
    body = InstitutionId(0)
    third = [state for state in range(world.n) if state not in (BORLAND, CASSIA)]
    chartered(world, permanent=(ARDEN,))
    assert not called_on(world.clone(), body, BORLAND, CASSIA, Act.OBSERVERS)[ARDEN]
    chartered(world, permanent=())
    other = next(state for state in third if state != ARDEN)
    for near, far in ((ARDEN, other), (other, ARDEN)):
        one = world.clone()
        one.dyads.contiguous[CASSIA, near] = one.dyads.contiguous[near, CASSIA] = True
        called = called_on(one, body, BORLAND, CASSIA, Act.PEACEKEEPING)
        assert called[far] >= called[near]


@pytest.mark.parametrize("act", WATCHES)
def test_who_is_not_called_on_owes_nothing_and_is_not_counted_on(act: Act) -> None:
    world = far_off(looking_on())
    measure(world, act)
    case = case_of(world.crises[0])
    called = called_on(world, InstitutionId(0), case.aggressor, case.victim, act)
    assert (owed_to(world, world.resolutions[0], act)[~called] == Obligation.NONE).all()
    asked = brief(world, case, [act], outlook(world))
    place = asked.prices.keys.index("obligation")
    assert (asked.prices.values[0, ~called, place] == 0).all()
    assert (asked.capacity[0, ~called] == 0).all()
    assert (asked.capacity[0, called] > 0).all()


def test_a_person_may_send_men_who_were_not_called_for() -> None:
    world = far_off(looking_on())
    case = case_of(world.crises[0])
    called = called_on(world, InstitutionId(0), case.aggressor, case.victim, Act.OBSERVERS)
    left_out = next(
        state for state in range(world.n)
        if world.states.exists[state] and not called[state] and state not in (BORLAND, CASSIA)
    )  # fmt: skip
    world.states.human[left_out] = True
    measure(world, Act.OBSERVERS)
    world.stage = Stage.RESPONSE
    order = Contribute(StateId(left_out), ResolutionId(0), Act.OBSERVERS, 1.0, False)
    ledger = advance(world, [order]).world.ledger
    (duty,) = (one for one in ledger if one.state == left_out)
    assert duty.given == 1.0
    assert duty.obligation == Obligation.NONE


@pytest.mark.parametrize("act", WATCHES)
def test_a_body_pays_for_its_missions_and_a_coalition_does_not(act: Act) -> None:
    world = looking_on()
    under = replace(case_of(world.crises[0]))
    alone = replace(under, institution=NO_INSTITUTION)
    paid = brief(world, under, [act], outlook(world))
    unpaid = brief(world, alone, [act], outlook(world))
    place = paid.prices.keys.index("direct")
    assert np.allclose(paid.prices.values[..., place], PAID * unpaid.prices.values[..., place])
    assert np.allclose(paid.entry, PAID * unpaid.entry)


def test_the_members_are_assessed_for_a_mission_and_for_nothing_else() -> None:
    world = looking_on()
    case = case_of(world.crises[0])
    member = world.memberships.member[0] & world.states.exists
    for act, billed in ((Act.PEACEKEEPING, True), (Act.OBSERVERS, True), (Act.OIL_BAN, False)):
        worth = division(world.clone(), case, (act,)).worth
        bill = worth.values[:, worth.keys.index("assessment")]
        assert (bill[~member] == 0).all()
        assert (bill[member] < 0).all() == billed
        assert np.ptp(bill[member]) == 0


def test_a_civil_war_that_would_settle_under_a_guarantee_is_brought_before_the_body() -> None:
    def brought(world: World) -> bool:
        chartered(world, triggers=(Trigger.INTERNAL_ATROCITY,))
        orders = [done.order for done in decide(world, range(world.n))]
        return any(isinstance(order, Refer) and order.state == CASSIA for order in orders)

    world = torn(tide=0.46, opened=-11, institution=NO_INSTITUTION, referred=-1)
    without, under = (
        [sum(term.value for term in side) for side in peace_terms(world, world.crises[0], strength)]
        for strength in (0.0, 0.5)
    )
    assert min(without) < 0 <= min(under)
    assert brought(world)
    assert not brought(torn(tide=0.9, opened=-11, institution=NO_INSTITUTION, referred=-1))


def test_nobody_can_stand_between_a_state_and_its_own_weapons() -> None:
    quarrel_ = looking_on().crises[0]
    fits = {
        (kind, rung, act): _fits(replace(quarrel_, kind=kind, rung=rung), (act,))
        for kind in (CrisisKind.PROLIFERATION, CrisisKind.CLAIM)
        for rung in (Rung.DEMAND, Rung.CLASH)
        for act in WATCHES
    }
    inspected, claimed = CrisisKind.PROLIFERATION, CrisisKind.CLAIM
    for rung in (Rung.DEMAND, Rung.CLASH):
        assert fits[inspected, rung, Act.OBSERVERS]
        assert not fits[inspected, rung, Act.PEACEKEEPING]
    for act in WATCHES:
        assert fits[claimed, Rung.CLASH, act]
        assert not fits[claimed, Rung.DEMAND, act]
