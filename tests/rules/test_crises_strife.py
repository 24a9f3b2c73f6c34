"""Strife within states: coups, civil wars, mass killing, and missions sent to keep the peace."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from game.core.cases import case_of, standpoint
from game.core.forecast import enforcement
from game.core.formulas import missions as formulas
from game.core.formulas import strife
from game.core.kinds import Act, CrisisEnd, CrisisKind, Move, Obligation, Rung
from game.core.missions import consent_terms, mission_in
from game.core.orders import Confront, Consent, MoveInCrisis, TakeSide
from game.core.outlook import outlook
from game.core.phases.crises.strife import drift, peace_terms
from game.core.records import Crisis, Duty
from game.core.terms import total
from game.core.world import World
from tests.rules.play import QUARREL, happened, measure, quarrel, turn, turns
from tests.rules.test_crises_kinds import quiet
from tests.worlds import ARDEN, BORLAND, CASSIA, DORVAN, FENWICK


def torn(kind: CrisisKind = CrisisKind.CIVIL_WAR, **facts: object) -> World:
    """A world in which Cassia is torn."""
    world = quiet()
    world.scenario = replace(world.scenario, rules=replace(world.rules, mission_test=0.0))
    quarrel(
        world,
        **{
            "kind": kind,
            "initiator": CASSIA,
            "target": CASSIA,
            "claim": -1,
            "clock": world.turn + 40,
            "stakes": 0.4,
            **facts,
        },
    )
    return world


def cassia(world: World) -> Crisis:
    return world.crises[QUARREL]


def test_weak_states_are_at_risk_and_half_way_regimes_and_those_just_torn() -> None:
    def rate(**facts: float) -> float:
        given = {"stability": 0.5, "regime": 0.0, "memory": 0.0, "kept": 0.0, **facts}
        return float(
            strife.civil_war_rate(*(np.array([value]) for value in given.values()), 0.01)[0]
        )

    usual = rate()
    assert rate(stability=0.3) > usual > rate(stability=0.8)
    assert rate(regime=-10.0) < usual
    assert rate(regime=10.0) < usual
    assert rate(memory=1.0) > usual
    assert rate(memory=1.0, kept=1.0) == pytest.approx(0.5 * rate(memory=1.0)), "about half"


@given(st.floats(0, 1), st.floats(-10, 10), st.floats(0, 1), st.floats(0, 1))
def test_rates_are_never_negative(stability: float, regime: float, a: float, b: float) -> None:
    one = np.array([stability]), np.array([regime]), np.array([a]), np.array([b])
    assert strife.civil_war_rate(*one, 0.01)[0] >= 0
    assert strife.coup_rate(*one[:3], 0.01)[0] >= 0
    assert strife.atrocity_rate(*one, 0.3)[0] >= 0
    assert 0 <= strife.chance(strife.civil_war_rate(*one, 0.01), 0.25)[0] <= 1


def test_strife_breaks_out_where_rates_are_high() -> None:
    world = quiet()
    world.scenario = replace(world.scenario, rules=replace(world.rules, coup_rate=500.0))
    outcome = turn(world)
    kinds = {crisis.kind for crisis in outcome.world.crises}
    assert kinds == {CrisisKind.COUP}
    assert all(crisis.internal for crisis in outcome.world.crises)
    assert len(happened(outcome, "strife.begun")) == len(outcome.world.crises)


def test_a_coup_is_decided_within_a_turn_or_two_and_may_bring_another_regime() -> None:
    won = lost = 0
    for seed in range(24):
        world = torn(CrisisKind.COUP, clock=1, tide=0.5)
        world.seed = seed
        before = float(world.states.regime[CASSIA])
        outcome = turns(world, 3)
        crisis = cassia(outcome.world)
        assert not crisis.live
        if crisis.end == CrisisEnd.DESTROYED:
            won += 1
            assert happened(outcome, "regime.changed")
            assert outcome.world.states.regime[CASSIA] != before
            assert outcome.world.states.doctrine[CASSIA].sum() == pytest.approx(1, abs=1e-4)
        else:
            lost += 1
            assert crisis.end == CrisisEnd.WITHDREW
    assert won >= 5
    assert lost >= 5


def test_a_civil_war_ends_in_victory_in_defeat_or_by_a_settlement_and_never_hangs() -> None:
    ends = set()
    for seed in range(14):
        world = torn()
        world.seed = seed
        world = turns(world, 41).world
        assert not cassia(world).live
        ends.add(cassia(world).end)
    assert ends >= {CrisisEnd.KEPT_GAINS, CrisisEnd.COMPROMISE} or len(ends) >= 3


def test_civil_war_kills_and_shakes_the_state_and_its_neighbours() -> None:
    world = torn()
    before = world.states.stability.copy()
    world = turns(world, 2).world
    calm = turns(quiet(), 2).world.states.stability
    assert cassia(world).toll > 0
    assert world.states.stability[CASSIA] < calm[CASSIA]
    near = np.flatnonzero(world.dyads.contiguous[:, CASSIA])
    assert (world.states.stability[near] <= calm[near]).all()
    assert before.shape == calm.shape


def test_arms_and_supporters_turn_the_tide() -> None:
    world = torn()
    look = outlook(world)
    plain = total(drift(world, cassia(world), look))
    armed = total(drift(world, replace(cassia(world), proxies=(0.0, 500.0)), look))
    stood = total(drift(world, replace(cassia(world), camps=((ARDEN,), (), ())), look))
    assert armed < plain < stood


def test_sides_settle_when_the_war_is_long_the_tide_even_and_somebody_stands_surety() -> None:
    world = torn(tide=0.5)
    fresh = peace_terms(world, cassia(world), 0.0)
    kept = peace_terms(world, cassia(world), 1.0)
    assert all(total(later) > total(now) for now, later in zip(fresh, kept, strict=True))
    world.turn += 12
    long = peace_terms(world, cassia(world), 0.0)
    assert all(total(later) > total(now) for now, later in zip(fresh, long, strict=True))
    winning = peace_terms(world, replace(cassia(world), tide=0.9), 0.0)
    assert total(winning[0]) < total(long[0])
    assert total(winning[1]) > total(long[1])


def test_a_persons_government_settles_by_its_own_offer_alone() -> None:
    world = torn(tide=0.5)
    world.states.human[CASSIA] = True
    world.scenario = replace(
        world.scenario, rules=replace(world.rules, tide_spread=0.0, long_war_hurt=0.2)
    )
    world = turns(world, 3).world
    assert cassia(world).live
    world = turn(world, MoveInCrisis(CASSIA, QUARREL, Move.OFFER, 0.6)).world
    assert cassia(world).end == CrisisEnd.COMPROMISE


def test_a_government_may_yield_and_one_that_kills_may_stop() -> None:
    world = turn(torn(), MoveInCrisis(CASSIA, QUARREL, Move.CLIMB_DOWN)).world
    assert cassia(world).end == CrisisEnd.DESTROYED
    world = turn(
        torn(CrisisKind.ATROCITY, clock=9), MoveInCrisis(CASSIA, QUARREL, Move.CLIMB_DOWN)
    ).world
    assert cassia(world).end == CrisisEnd.WITHDREW


def test_a_rebellion_can_be_sponsored_and_the_sponsor_is_seen_or_not() -> None:
    seen = 0
    for seed in range(20):
        world = quiet()
        world.seed = seed
        world.states.treasury[ARDEN] = 1000.0
        outcome = turn(world, Confront(ARDEN, CrisisKind.CIVIL_WAR, CASSIA))
        (crisis,) = outcome.world.crises
        assert (crisis.initiator, crisis.target) == (CASSIA, CASSIA)
        assert crisis.proxies[1] > 0
        assert outcome.world.states.treasury[ARDEN] < turn(world).world.states.treasury[ARDEN]
        if crisis.camps[1] == (ARDEN,):
            seen += 1
            assert happened(outcome, "strife.sponsor_seen")
        else:
            (secret,) = happened(outcome, "strife.sponsored")
            assert secret.readers == (ARDEN,)
    assert 4 <= seen <= 16


def test_a_regime_that_a_sponsor_brought_in_is_its_friend() -> None:
    world = torn(CrisisKind.COUP, clock=1, tide=0.01, camps=((), (ARDEN,), ()))
    world = turns(world, 2).world
    if cassia(world).end == CrisisEnd.DESTROYED:
        assert world.dyads.affinity[CASSIA, ARDEN] >= 0.45


def test_what_happens_within_a_state_matters_to_neighbours_and_upholders() -> None:
    world = torn(CrisisKind.ATROCITY)
    view = standpoint(world, case_of(cassia(world)), outlook(world))
    near = world.dyads.contiguous[:, CASSIA]
    spill = view.stakes.values[:, view.stakes.keys.index("threat")]
    assert (spill[near] > 0).all()
    assert (spill[~near] == 0).all()
    order = view.stakes.values[:, view.stakes.keys.index("order")]
    assert order[ARDEN] > order[DORVAN], "an upholder cares more than a revisionist"


def test_measures_in_an_internal_case_have_a_forecast() -> None:
    world = torn(CrisisKind.ATROCITY)
    plan = enforcement(world, [(case_of(cassia(world)), act) for act in (Act.FORCE, Act.OIL_BAN)])
    assert ((plan.success >= 0) & (plan.success <= 1)).all()
    assert (plan.answer.expected[:, CASSIA] == 0).all()


# -- missions ---------------------------------------------------------------------------------


def sent(world: World, act: Act, share: float = 1.0) -> None:
    """Decide a mission to Cassia and let Arden and Fenwick give a share to it this turn."""
    resolution = measure(world, act)
    for state in (ARDEN, FENWICK, DORVAN):
        world.ledger.append(
            Duty(
                resolution.id, act, state, world.turn, Obligation.RECOMMENDED, True, share, share,
                False, False, 0.0, (), share,
            )
        )  # fmt: skip


def test_a_large_country_needs_more_soldiers_than_a_small_one_and_force_more_than_watching() -> (
    None
):
    assert formulas.needed(1, 500_000.0) > 20 * formulas.needed(1, 5_000.0)
    for people in (500.0, 50_000.0):
        ranks = [formulas.needed(rank, people) for rank in range(3)]
        assert ranks == sorted(ranks)


@given(st.floats(0, 2), st.floats(0, 1))
def test_a_missions_chance_is_a_chance_and_grows_with_men_and_mandate(
    men: float, mandate: float
) -> None:
    chance = formulas.holds(men, mandate)
    assert 0 <= chance <= 1
    assert formulas.holds(men + 0.1, mandate) >= chance
    assert formulas.holds(men, min(1.0, mandate + 0.1)) >= chance


def test_peacekeepers_come_only_with_the_hosts_consent_but_force_asks_nobody() -> None:
    world = torn()
    sent(world, Act.PEACEKEEPING)
    before = mission_in(world, cassia(world))
    assert before is not None
    assert before.adequacy == 0
    world.put(replace(cassia(world), consent=1))
    let_in = mission_in(world, cassia(world))
    assert let_in is not None
    assert let_in.adequacy > 0
    forced = torn()
    sent(forced, Act.FORCE)
    there = mission_in(forced, cassia(forced))
    assert there is not None
    assert there.admitted


def test_a_host_in_need_lets_them_in_and_one_with_something_to_hide_does_not() -> None:
    needy = torn(tide=0.15)
    guilty = torn(CrisisKind.ATROCITY, tide=0.9)
    assert total(consent_terms(needy, cassia(needy))) > 0
    assert total(consent_terms(guilty, cassia(guilty))) < 0


def test_a_host_that_a_person_leads_is_asked_and_not_answered_for() -> None:
    world = torn(tide=0.15)
    world.states.human[CASSIA] = True
    measure(world, Act.PEACEKEEPING)
    world = turn(world).world
    assert cassia(world).consent == -1
    world = turn(world, Consent(CASSIA, QUARREL, True)).world
    assert cassia(world).consent == 1


def test_a_mission_too_small_for_its_task_fails_when_it_is_tested() -> None:
    def outcomes(people: float) -> tuple[int, int]:
        held = failed = 0
        for seed in range(16):
            world = torn(tide=0.5, consent=1)
            world.scenario = replace(world.scenario, rules=replace(world.rules, mission_test=1.0))
            world.seed = seed
            world.states.tpop[CASSIA] = people
            world.states.milper[[ARDEN, FENWICK, DORVAN]] = 200.0
            world = replace(world, stage=world.stage)
            sent(world, Act.PEACEKEEPING)
            outcome = turn(world)
            held += bool(happened(outcome, "mission.held"))
            failed += bool(happened(outcome, "mission.failed"))
        return held, failed

    assert outcomes(500.0)[0] > outcomes(300_000.0)[0]
    assert outcomes(300_000.0)[1] >= 14


def test_a_mission_saves_lives() -> None:
    rate, people = 0.001, 10_000.0
    assert strife.killed(people, rate, 1.0) == pytest.approx(0.3 * strife.killed(people, rate, 0.0))


def test_killing_stops_sooner_where_it_is_condemned_and_watched() -> None:
    from game.core.phases.crises.strife import atrocity_terms

    world = torn(CrisisKind.ATROCITY)
    alone = total(atrocity_terms(world, cassia(world), 0.0))
    watched = total(atrocity_terms(world, cassia(world), 0.8))
    named = replace(cassia(world), acts=(Act.CONDEMNATION, Act.INQUIRY))
    assert watched < alone
    assert total(atrocity_terms(world, named, 0.0)) < alone
    pressed = world.clone()
    pressed.states.pressure[CASSIA] = 0.5
    assert total(atrocity_terms(pressed, cassia(pressed), 0.0)) < alone


def test_a_settlement_leaves_the_mission_in_place() -> None:
    from game.core.log import Log
    from game.core.phases.crises import end

    world = torn()
    mission = measure(world, Act.PEACEKEEPING)
    mixed = measure(world, Act.PEACEKEEPING, Act.ARMS_EMBARGO)
    end(world, cassia(world), CrisisEnd.COMPROMISE, Log(0))
    assert world.resolutions[mission.id].in_force
    assert not world.resolutions[mixed.id].in_force


def test_one_may_stand_with_a_government_or_with_rebels() -> None:
    world = torn()
    with_rebels = turn(world, TakeSide(BORLAND, QUARREL, 1))
    assert happened(with_rebels, "camp.with_rebels")
    assert cassia(with_rebels.world).camps[1] == (BORLAND,)
    assert cassia(with_rebels.world).rung == Rung.CLASH
